// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/base/result.h"
#include "core/report/check_report.h"

#include <QString>
#include <QStringList>

namespace cli {

/// How the request for a server's next certificate is written: NAME.cnf and NAME.inf in a folder, and only
/// when asked for NAME.key and NAME.csr as well.
struct RequestOptions
{
    QString folder;
    bool makesKey = false;
    bool isConfirmed = false;
    void declare(Arguments& arguments);
    /// Whether they fit together, and what is judged is a server.
    [[nodiscard]] base::Result<> check(const QString& kind, const QString& purpose) const;
};

/// Writes the request for the first certificate of `check` and returns the paths. Files that are there are
/// replaced when that was confirmed, but never a key; where one cannot be written, none of the new ones is
/// left.
[[nodiscard]] base::Result<QStringList> writeRequest(const report::CheckReport& check,
                                                     const RequestOptions& options);

}  // namespace cli
