// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace delivery {

/// The names of the files in `resources/delivery` without ".json": the languages that are spoken.
[[nodiscard]] QStringList resourceLanguages();

/// The sentences in `language`. A damaged file is a fault of the build: a line in the log, and nothing in it.
[[nodiscard]] QJsonObject readSentences(const QString& language);

}  // namespace delivery
