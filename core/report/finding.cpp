// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/finding.h"

namespace report {

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error: return QStringLiteral("error");
    case Severity::Warning: return QStringLiteral("warning");
    case Severity::Info: return QStringLiteral("info");
    }
    Q_UNREACHABLE();
}

}  // namespace report
