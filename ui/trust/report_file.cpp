// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/report_file.h"

#include "core/trust/check.h"
#include "core/trust/renewal.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// As `check --format json` prints it.
QJsonObject jsonOf(std::span<const report::CheckReport> reports)
{
    QJsonArray list;
    for (const report::CheckReport& report : reports)
        list << report::toJson(report, report::Rows::Findings);
    const bool isServer =
        std::any_of(reports.begin(), reports.end(), [](const auto& one) { return one.tls.has_value(); });
    return {{u"format"_s, 1}, {isServer ? u"servers"_s : u"files"_s, list}, {u"error"_s, QJsonValue::Null}};
}

}  // namespace

QByteArray reportFile(std::span<const report::CheckReport> reports, const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == u"html" || suffix == u"htm")
        return report::toHtml(reports).toUtf8();
    if (suffix == u"json")
        return QJsonDocument(jsonOf(reports)).toJson();
    if (suffix == u"sarif")
        return QJsonDocument(report::toSarif(reports, trust::ruleTexts())).toJson();
    return reportText(reports).toUtf8();
}

base::Result<QByteArray> requestFile(const report::CheckReport& report, const QString& path)
{
    const auto renewal = trust::renewalFor(report);
    if (!renewal)
        return renewal.error();
    const bool isForWindows = QFileInfo(path).suffix().compare(u"inf", Qt::CaseInsensitive) == 0;
    return (isForWindows ? trust::certreqPolicy(*renewal) : trust::opensslConfig(*renewal)).toUtf8();
}

QString reportText(std::span<const report::CheckReport> reports)
{
    QString text;
    for (const report::CheckReport& report : reports)
        text += report::toText(report, report::Rows::Findings);
    return text;
}

}  // namespace ui
