// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/base/result.h"
#include "core/plist/document.h"

#include <functional>

namespace cli {

/// What `set` and `unset` have in common: one value of one file changes, everything else stays as it was.
struct EditOptions
{
    QString file;
    QString path;
    QString output;
    bool isConfirmed = false;
    Format format = Format::Text;
    void declare(Arguments& arguments);  ///< FILE and PATH; the rest is declareRest(), behind what is theirs
    void declareRest(Arguments& arguments);
};

/// Finds the path, asks `change` for the edit, carries it out and writes the result; a file that would stay
/// as it is is not written. Returns the exit code.
int editFile(const EditOptions& options,
             const std::function<base::Result<plist::Edit>(const plist::Value& root,
                                                           const plist::Path& path)>& change);

}  // namespace cli
