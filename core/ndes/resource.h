// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace ndes {

/// A file of `resources/ndes`. A damaged one is a fault of the build: a line in the log, and nothing in it.
[[nodiscard]] QJsonObject readResource(const QString& name);

}  // namespace ndes
