// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/path.h"
#include "core/plist/value.h"
#include "core/schema/schema.h"

#include <QString>
#include <QStringList>

namespace cli {

/// What `--type` takes.
[[nodiscard]] QStringList typeNames();

/// What somebody typed for `path` of `root`, as a value of the type named; when none is, of the type that is
/// there, else the definition's, else a string.
[[nodiscard]] base::Result<plist::Value> readValue(const QString& text,
                                                   const QString& typeName,
                                                   const plist::Value& root,
                                                   const plist::Path& path,
                                                   const schema::Store& store);

}  // namespace cli
