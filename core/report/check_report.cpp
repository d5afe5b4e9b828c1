// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/check_report.h"

#include "core/report/text_lines.h"
#include "core/report/writers.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace report {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue orNull(const QDateTime& time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue(QJsonValue::Null);
}

QString roleName(CheckedCertificate::Role role)
{
    switch (role) {
    case CheckedCertificate::Role::Leaf: return u"leaf"_s;
    case CheckedCertificate::Role::Intermediate: return u"intermediate"_s;
    case CheckedCertificate::Role::Root: return u"root"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const CheckedCertificate& certificate)
{
    return {
        {u"role"_s, roleName(certificate.role)},
        {u"name"_s, certificate.name},
        {u"subject"_s, certificate.subject},
        {u"issuer"_s, certificate.issuer},
        {u"serial"_s, certificate.serial},
        {u"notBefore"_s, orNull(certificate.notBefore)},
        {u"notAfter"_s, orNull(certificate.notAfter)},
        {u"key"_s, certificate.key},
        {u"signature"_s, certificate.signature},
        {u"names"_s, QJsonArray::fromStringList(certificate.names)},
        {u"sha256"_s, QString::fromLatin1(certificate.sha256.toHex())},
        {u"trusted"_s, certificate.isTrusted},
        {u"fromStore"_s, certificate.isFromStore},
        {u"issuedBy"_s, certificate.issuedBy ? QJsonValue(static_cast<qint64>(*certificate.issuedBy))
                                             : QJsonValue(QJsonValue::Null)},
        {u"path"_s, orNull(certificate.path)},
    };
}

/// Whether any handshake went through, so that there is a chain to speak of.
bool isAgreed(const CheckedTls& tls) { return !tls.protocol.isEmpty() || !tls.protocols.isEmpty(); }

QJsonObject toJson(const CheckedTls& tls)
{
    return {
        {u"protocols"_s, QJsonArray::fromStringList(tls.protocols)},
        {u"protocol"_s, orNull(tls.protocol)},
        {u"suite"_s, orNull(tls.suite)},
        {u"keyExchange"_s, orNull(tls.keyExchange)},
        {u"group"_s, orNull(tls.group)},
        {u"signature"_s, orNull(tls.signature)},
        {u"extendedMasterSecret"_s,
         tls.extendedMasterSecret ? QJsonValue(*tls.extendedMasterSecret) : QJsonValue(QJsonValue::Null)},
        {u"chainComplete"_s, isAgreed(tls) ? QJsonValue(tls.isChainComplete) : QJsonValue()},
        {u"staple"_s, orNull(tls.staple)},
        {u"timestamps"_s, tls.timestamps},
        {u"asksForClientCertificate"_s, tls.asksForClientCertificate},
    };
}

QJsonObject toJson(const CheckedAnchors& anchors)
{
    return {{u"class"_s, anchors.anchors},
            {u"verdict"_s, verdictName(anchors.verdict)},
            {u"possible"_s, anchors.isPossible},
            {u"reasons"_s, QJsonArray::fromStringList(anchors.reasons)}};
}

QJsonObject toJson(const CheckedServerName& server)
{
    return {{u"kind"_s, server.kind}, {u"address"_s, server.address}, {u"path"_s, server.path}};
}

QJsonObject toJson(const CheckedRule& row)
{
    return {{u"rule"_s, row.rule},
            {u"outcome"_s, row.outcome},
            {u"certificate"_s, static_cast<qint64>(row.certificate)},
            {u"anchors"_s, row.anchors},
            {u"measured"_s, orNull(row.measured)}};
}

QJsonObject checkedFinding(const Finding& finding)
{
    QJsonObject json = toJson(finding);
    json.insert(u"certificate"_s, finding.certificate ? QJsonValue(static_cast<qint64>(*finding.certificate))
                                                      : QJsonValue(QJsonValue::Null));
    json.insert(u"anchors"_s, QJsonArray::fromStringList(finding.anchors));
    json.insert(u"since"_s, orNull(finding.since));
    json.insert(u"why"_s, orNull(finding.why));
    return json;
}

template <class Items, class Convert>
QJsonArray arrayOf(const Items& items, Convert convert)
{
    QJsonArray array;
    for (const auto& item : items)
        array.append(convert(item));
    return array;
}

QString dayOf(const QDateTime& time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd") : u"?"_s;
}

void addCertificates(QStringList& lines, const CheckReport& check)
{
    for (std::size_t i = 0; i < check.certificates.size(); ++i) {
        const CheckedCertificate& one = check.certificates[i];
        QString line = u"  %1  %2, %3, %4 … %5"_s.arg(QString::number(i), printable(one.name), one.key,
                                                      dayOf(one.notBefore), dayOf(one.notAfter));
        if (one.isTrusted)
            line += QCoreApplication::translate("report", ", the trusted root");
        lines << line;
    }
}

void addTls(QStringList& lines, const CheckedTls& tls)
{
    QStringList parts;
    if (!tls.suite.isEmpty())
        parts << tls.protocol + u' ' + tls.suite;
    if (!tls.protocols.isEmpty())
        parts << QCoreApplication::translate("report", "takes %1").arg(tls.protocols.join(u", "_s));
    if (tls.extendedMasterSecret)
        parts << (*tls.extendedMasterSecret
                      ? QCoreApplication::translate("report", "extended master secret")
                      : QCoreApplication::translate("report", "no extended master secret"));
    if (!isAgreed(tls))
        return;
    parts << (tls.isChainComplete ? QCoreApplication::translate("report", "the chain is complete")
                                  : QCoreApplication::translate("report", "the chain is not complete"));
    lines << u"  "_s + parts.join(u"; "_s);
}

}  // namespace

QString subjectOf(const CheckReport& check)
{
    if (check.path.isEmpty())
        return check.host.contains(u':') ? u"[%1]:%2"_s.arg(check.host).arg(check.port)
                                         : u"%1:%2"_s.arg(check.host).arg(check.port);
    return check.path;
}

QString verdictName(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Accepted: return u"accepted"_s;
    case CheckVerdict::AcceptedWithWarnings: return u"accepted-with-warnings"_s;
    case CheckVerdict::Refused: return u"refused"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const CheckReport& check, Rows rows)
{
    QJsonObject json;
    if (check.path.isEmpty() || check.port != 0) {
        json.insert(u"host"_s, check.host);
        json.insert(u"port"_s, check.port);
    } else {
        json.insert(u"path"_s, check.path);
        json.insert(u"host"_s, orNull(check.host));
    }
    const bool isJudged = !check.error;
    json.insert(u"verdict"_s, isJudged ? QJsonValue(verdictName(check.verdict)) : QJsonValue());
    json.insert(u"error"_s, check.error ? QJsonValue(toJson(*check.error)) : QJsonValue());
    json.insert(u"headline"_s, orNull(check.headline));
    json.insert(u"purpose"_s, orNull(check.purpose));
    json.insert(u"os"_s, orNull(check.os));
    json.insert(u"asOf"_s, orNull(check.asOf));
    json.insert(u"notes"_s, QJsonArray::fromStringList(check.notes));
    json.insert(u"anchors"_s, arrayOf(check.anchors, [](const auto& one) { return toJson(one); }));
    json.insert(u"certificates"_s, arrayOf(check.certificates, [](const auto& one) { return toJson(one); }));
    json.insert(u"findings"_s, arrayOf(check.findings, checkedFinding));
    if (!check.servers.empty())
        json.insert(u"namedServers"_s, arrayOf(check.servers, [](const auto& one) { return toJson(one); }));
    if (rows == Rows::All)
        json.insert(u"rules"_s, arrayOf(check.rules, [](const auto& one) { return toJson(one); }));
    if (check.tls)
        json.insert(u"tls"_s, toJson(*check.tls));
    return json;
}

QString toText(const CheckReport& check, Rows rows)
{
    const QString subject = subjectOf(check);
    QStringList lines;
    if (check.error) {
        lines << u"%1: %2: %3"_s.arg(printable(subject), severityName(Severity::Error),
                                     printable(check.error->message));
        return lines.join(u'\n') + u'\n';
    }
    lines << u"%1: %2"_s.arg(printable(subject), printable(check.headline));
    for (const QString& note : check.notes)
        lines << u"  "_s + printable(note);
    if (check.tls)
        addTls(lines, *check.tls);
    for (const CheckedServerName& server : check.servers)
        lines << u"  %1  %2  %3"_s.arg(printable(server.address), server.kind, printable(server.path));
    addCertificates(lines, check);
    QStringList advised;
    for (Finding finding : check.findings) {
        QString where = subject;
        if (finding.certificate && *finding.certificate < check.certificates.size())
            where = check.certificates[*finding.certificate].name;
        // Findings that one step answers say so; the step is written once.
        if (!finding.advice.isEmpty() && advised.contains(finding.advice))
            finding.advice = QCoreApplication::translate("report", "as above");
        else
            advised << finding.advice;
        addFinding(lines, printable(where), finding);
    }
    if (rows == Rows::All) {
        constexpr qsizetype outcomeWidth = 14;
        constexpr qsizetype ruleWidth = 36;
        for (const CheckedRule& row : check.rules)
            lines << u"  %1  %2  %3  %4"_s.arg(row.outcome.leftJustified(outcomeWidth),
                                               row.rule.leftJustified(ruleWidth),
                                               QString::number(row.certificate), row.anchors);
    }
    return lines.join(u'\n') + u'\n';
}

}  // namespace report
