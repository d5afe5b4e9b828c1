// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace report {

/// The findings of one file, as `lint` reports them.
struct FileReport
{
    QString path;
    QString container;  ///< "xml", "binary", "signed"; empty when unreadable
    bool readable = true;
    std::optional<base::Error> error;  ///< when not readable
    std::vector<Finding> findings;
};

/// A rule as the reports list it.
struct RuleText
{
    QString id;
    QString title;
    QString source;
};

/// The finding object of DESIGN.md, "JSON". Keys without content are null.
[[nodiscard]] QJsonObject toJson(const Finding& finding);
/// `{"message":…,"line":…,"column":…}`, line and column null without a position.
[[nodiscard]] QJsonObject toJson(const base::Error& error);
/// `{"path":…,"container":…,"readable":…,"error":…,"findings":[…]}`.
[[nodiscard]] QJsonObject toJson(const FileReport& file);

/// One line a finding, errors first: `path:12:9: error: message [scep-url-query]`, then indented
/// lines for measured and required, path, fix and source where there are any.
[[nodiscard]] QString toText(const FileReport& file);

/// A SARIF 2.1.0 log (OASIS, section 3) of one run; `rules` describes every rule that may appear.
[[nodiscard]] QJsonObject toSarif(std::span<const FileReport> files, std::span<const RuleText> rules);

}  // namespace report
