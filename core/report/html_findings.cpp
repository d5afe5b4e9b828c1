// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace report {

using namespace Qt::Literals::StringLiterals;

namespace {

void labelled(Markup& page, const char* classes, const QString& label, const QString& text)
{
    page.open("div", classes).element("span", "label", label).text(text).close();
}

void addComparison(Markup& page, const Finding& finding)
{
    if (finding.measured.isEmpty() && finding.required.isEmpty())
        return;
    page.open("div", "compare");
    if (!finding.measured.isEmpty())
        labelled(page, "measured", QCoreApplication::translate("report", "Measured"), finding.measured);
    if (!finding.required.isEmpty())
        labelled(page, "required", QCoreApplication::translate("report", "Required"), finding.required);
    page.close();
}

void addFacts(Markup& page, const CheckReport& check, const Finding& finding, const QString& id)
{
    page.open("dl");
    if (finding.certificate && *finding.certificate < check.certificates.size()) {
        page.element("dt", nullptr, QCoreApplication::translate("report", "Certificate")).open("dd");
        page.jump(certificateId(id, *finding.certificate), check.certificates[*finding.certificate].name);
        page.close();
    }
    page.entry(QCoreApplication::translate("report", "Path"),
               finding.path ? finding.path->toString() : QString(), "mono");
    page.entry(QCoreApplication::translate("report", "Why"), finding.why);
    if (!finding.anchors.isEmpty() && check.anchors.size() > 1) {
        QStringList roots;
        for (const QString& anchors : finding.anchors)
            roots << rootText(anchors);
        page.entry(QCoreApplication::translate("report", "Holds under"), roots.join(u"; "_s));
    }
    page.entry(QCoreApplication::translate("report", "Since"), finding.since);
    if (!finding.source.isEmpty()) {
        page.element("dt", nullptr, QCoreApplication::translate("report", "Source")).open("dd");
        page.link(finding.source).close();
    }
    page.element("dt", nullptr, QCoreApplication::translate("report", "Rule")).open("dd");
    page.element("code", nullptr, finding.rule).close();
    page.close();
}

void addFinding(Markup& page, const CheckReport& check, std::size_t index, const QString& id)
{
    const Finding& finding = check.findings[index];
    const QString tone = severityName(finding.severity);
    page.open("article", toned("card finding", tone).constData());
    page.attribute("id", findingId(id, index));
    page.open("header").element("h3", nullptr, finding.message);
    page.element("span", toned("badge", tone).constData(), severityText(finding.severity)).close();
    addComparison(page, finding);
    const QString& fix = finding.fix ? finding.fix->title : finding.advice;
    if (!fix.isEmpty())
        labelled(page, "fix", QCoreApplication::translate("report", "What to do"), fix);
    addFacts(page, check, finding, id);
    page.close();
}

}  // namespace

void addFindings(Markup& page, const CheckReport& check, const QString& id)
{
    page.element("h2", nullptr, QCoreApplication::translate("report", "Findings"));
    if (check.findings.empty()) {
        page.element("p", nullptr, QCoreApplication::translate("report", "Nothing is wrong."));
        return;
    }
    std::vector<std::size_t> order(check.findings.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return check.findings[a].severity < check.findings[b].severity;
    });
    for (const std::size_t index : order)
        addFinding(page, check, index, id);
}

}  // namespace report
