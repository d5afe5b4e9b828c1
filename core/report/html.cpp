// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/check_report.h"
#include "core/report/html_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace report {

using namespace Qt::Literals::StringLiterals;

namespace {

QString reportId(std::size_t index) { return u"report-%1"_s.arg(index); }

qsizetype countOf(const CheckReport& check, Severity severity)
{
    return std::count_if(check.findings.begin(), check.findings.end(),
                         [severity](const Finding& finding) { return finding.severity == severity; });
}

void badge(Markup& page, const QString& tone, const QString& text)
{
    page.element("span", toned("badge", tone).constData(), text);
}

void verdictBadge(Markup& page, const CheckReport& check)
{
    if (check.error)
        badge(page, u"error"_s, QCoreApplication::translate("report", "Not judged"));
    else
        badge(page, verdictName(check.verdict), verdictText(check.verdict));
}

void addCounts(Markup& page, const CheckReport& check)
{
    page.open("p", "counts");
    verdictBadge(page, check);
    const qsizetype errors = countOf(check, Severity::Error);
    const qsizetype warnings = countOf(check, Severity::Warning);
    if (errors > 0)
        badge(page, u"error"_s, QCoreApplication::translate("report", "Errors: %1").arg(errors));
    if (warnings > 0)
        badge(page, u"warning"_s, QCoreApplication::translate("report", "Warnings: %1").arg(warnings));
    page.close();
}

void addVerdict(Markup& page, const CheckReport& check)
{
    const QString tone = check.error ? u"error"_s : verdictName(check.verdict);
    page.open("div", toned("verdict", tone).constData());
    page.element("h1", nullptr, subjectOf(check));
    addCounts(page, check);
    page.element("p", "headline", check.error ? check.error->message : check.headline);
    if (check.error && !check.error->hint.isEmpty())
        page.element("p", nullptr, check.error->hint);
    page.close();
}

void pair(Markup& page, const QString& name, const QString& text)
{
    if (text.isEmpty())
        return;
    page.open("tr").element("th", nullptr, name).element("td", nullptr, text).close();
}

/// Under which kinds of root it was judged, and what came of it.
void addRoots(Markup& page, const CheckReport& check)
{
    page.open("table").open("thead").open("tr");
    page.element("th", nullptr, QCoreApplication::translate("report", "Kind of root"));
    page.element("th", nullptr, QCoreApplication::translate("report", "Verdict"));
    page.element("th", nullptr, QCoreApplication::translate("report", "Reasons"));
    page.close().close().open("tbody");
    for (const CheckedAnchors& one : check.anchors) {
        page.open("tr", one.isPossible ? nullptr : "idle").element("td", nullptr, rootText(one.anchors));
        page.open("td");
        if (one.isPossible)
            badge(page, verdictName(one.verdict), verdictText(one.verdict));
        else
            page.text(u"–"_s);
        page.close();
        page.element("td", nullptr,
                     one.isPossible
                         ? one.reasons.join(u"; "_s)
                         : QCoreApplication::translate("report", "The chain ends in no root of this kind"));
        page.close();
    }
    page.close().close();
}

void addBasis(Markup& page, const CheckReport& check)
{
    page.element("h2", nullptr, QCoreApplication::translate("report", "What the verdict rests on"));
    page.open("table", "pairs").open("tbody");
    pair(page, QCoreApplication::translate("report", "Purpose"), purposeText(check.purpose));
    pair(page, QCoreApplication::translate("report", "Name the device asks for"), check.host);
    pair(page, QCoreApplication::translate("report", "System"), check.os);
    if (check.asOf.isValid())
        pair(page, QCoreApplication::translate("report", "As of"),
             check.asOf.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"));
    if (!check.notes.isEmpty()) {
        page.open("tr").element("th", nullptr, QCoreApplication::translate("report", "Taken for granted"));
        page.open("td").open("ul", "notes");
        for (const QString& note : check.notes)
            page.element("li", nullptr, note);
        page.close().close().close();
    }
    page.close().close();
    if (check.anchors.size() > 1) {
        page.element("h2", nullptr, QCoreApplication::translate("report", "By kind of root"));
        addRoots(page, check);
    }
}

void addReport(Markup& page, const CheckReport& check, const QString& id)
{
    page.open("section", "report").attribute("id", id);
    addVerdict(page, check);
    if (!check.error) {
        addFindings(page, check, id);
        addBasis(page, check);
        if (check.tls)
            addHandshake(page, *check.tls);
        addChain(page, check, id);
    }
    page.close();
}

void addOverview(Markup& page, std::span<const CheckReport> checks)
{
    page.open("section", "report");
    page.element("h1", nullptr, QCoreApplication::translate("report", "What was checked"));
    page.open("table", "apart").open("tbody");
    for (std::size_t i = 0; i < checks.size(); ++i) {
        page.open("tr").open("td", "subject").jump(reportId(i), subjectOf(checks[i])).close().open("td");
        verdictBadge(page, checks[i]);
        page.close();
        page.element("td", nullptr, checks[i].error ? checks[i].error->message : checks[i].headline);
        page.close();
    }
    page.close().close().close();
}

void addHead(Markup& page, std::span<const CheckReport> checks)
{
    const QString title = checks.size() == 1
                              ? QCoreApplication::translate("report", "Check of %1").arg(subjectOf(checks[0]))
                              : QCoreApplication::translate("report", "Checks of certificates and servers");
    page.open("head").open("meta").attribute("charset", u"utf-8"_s).close();
    page.open("meta").attribute("http-equiv", u"Content-Security-Policy"_s);
    page.attribute("content", u"default-src 'none'; style-src 'unsafe-inline'"_s).close();
    page.open("meta").attribute("name", u"viewport"_s);
    page.attribute("content", u"width=device-width, initial-scale=1"_s).close();
    page.open("meta").attribute("name", u"referrer"_s).attribute("content", u"no-referrer"_s).close();
    page.element("title", nullptr, title);
    page.style(htmlStyle()).close();
}

}  // namespace

void addHandshake(Markup& page, const CheckedTls& tls)
{
    const QString yes = QCoreApplication::translate("report", "Yes");
    const QString no = QCoreApplication::translate("report", "No");
    page.element("h2", nullptr, QCoreApplication::translate("report", "The handshake"));
    page.open("table", "pairs").open("tbody");
    pair(page, QCoreApplication::translate("report", "Protocols it takes"), tls.protocols.join(u", "_s));
    pair(page, QCoreApplication::translate("report", "Agreed"), (tls.protocol + u' ' + tls.suite).trimmed());
    pair(page, QCoreApplication::translate("report", "Key exchange"),
         tls.group.isEmpty() ? tls.keyExchange : u"%1, %2"_s.arg(tls.keyExchange, tls.group));
    pair(page, QCoreApplication::translate("report", "Signature"), tls.signature);
    if (tls.extendedMasterSecret)
        pair(page, QCoreApplication::translate("report", "Extended master secret"),
             *tls.extendedMasterSecret ? yes : no);
    if (!tls.protocol.isEmpty())
        pair(page, QCoreApplication::translate("report", "Chain"),
             tls.isChainComplete ? QCoreApplication::translate("report", "Complete")
                                 : QCoreApplication::translate(
                                     "report", "Not complete: a certificate is missing from what it sends"));
    pair(page, QCoreApplication::translate("report", "Stapled OCSP answer"),
         tls.staple.isEmpty() ? QCoreApplication::translate("report", "None") : tls.staple);
    pair(page, QCoreApplication::translate("report", "Certificate timestamps"),
         QString::number(tls.timestamps));
    pair(page, QCoreApplication::translate("report", "Asks for a client certificate"),
         tls.asksForClientCertificate ? yes : no);
    page.close().close();
}

QString toHtml(std::span<const CheckReport> checks)
{
    QString html;
    Markup page(html);
    page.docType().open("html");
    page.attribute("lang",
                   QCoreApplication::translate("report", "en", "the language of this translation, as a tag"));
    addHead(page, checks);
    page.open("body").open("main");
    if (checks.size() != 1)
        addOverview(page, checks);
    for (std::size_t i = 0; i < checks.size(); ++i)
        addReport(page, checks[i], reportId(i));
    page.close();
    page.element("footer", nullptr,
                 QCoreApplication::translate("report",
                                             "Made by Profilewright. It says what a device is expected "
                                             "to do, with a source for each rule."));
    page.close().close();
    return html + u'\n';
}

}  // namespace report
