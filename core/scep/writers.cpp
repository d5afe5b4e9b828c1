// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/writers.h"

#include "core/report/text_lines.h"
#include "core/report/writers.h"
#include "core/scep/judge_reply.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

template <class T>
QJsonValue orNull(const std::optional<T>& value)
{
    return value ? QJsonValue(static_cast<qint64>(*value)) : QJsonValue();
}

QJsonValue orNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QString hex(quint32 number)
{
    return u"0x"_s + QString::number(number, 16).rightJustified(8, u'0').toUpper();
}

QJsonObject toJson(const Step& step)
{
    QJsonArray headers;
    for (const http::Header& header : step.headers)
        headers << QJsonObject{{u"name"_s, QString::fromLatin1(header.name)},
                               {u"value"_s, QString::fromLatin1(header.value)}};
    return {{u"step"_s, step.name},
            {u"request"_s, step.request},
            {u"status"_s, orNull(step.status)},
            {u"contentType"_s, step.status ? QJsonValue(step.contentType) : QJsonValue()},
            {u"bytes"_s, step.bytes},
            {u"beginning"_s, QString::fromLatin1(step.beginning.toHex())},
            {u"headers"_s, headers},
            {u"redirects"_s, QJsonArray::fromStringList(step.redirects)},
            {u"verdict"_s, step.verdict}};
}

QJsonObject toJson(const Hidden& hidden)
{
    return {{u"failInfo"_s, orNull(hidden.failInfo)},
            {u"failInfoText"_s, orNull(hidden.failInfoText)},
            {u"hresult"_s, hidden.hresult ? QJsonValue(hex(*hidden.hresult)) : QJsonValue()},
            {u"status"_s, orNull(hidden.status)},
            {u"page"_s, orNull(hidden.page)},
            {u"nsurlError"_s, orNull(hidden.nsurlError)},
            {u"nsurlCode"_s, orNull(hidden.nsurlCode)}};
}

QJsonObject toJson(const x509::Certificate& certificate)
{
    const x509::PublicKeyInfo key = certificate.publicKey();
    return {{u"name"_s, certificate.displayName()},
            {u"subject"_s, certificate.subject().toString()},
            {u"issuer"_s, certificate.issuer().toString()},
            {u"serial"_s, certificate.serialNumber()},
            {u"notBefore"_s, certificate.notBefore().toString(Qt::ISODate)},
            {u"notAfter"_s, certificate.notAfter().toString(Qt::ISODate)},
            {u"key"_s,
             u"%1 %2"_s.arg(key.algorithm, key.curve.isEmpty() ? QString::number(key.bits) : key.curve)},
            {u"md5"_s, x509::hexWithColons(certificate.fingerprint(x509::Digest::Md5))},
            {u"sha1"_s, x509::hexWithColons(certificate.fingerprint(x509::Digest::Sha1))},
            {u"sha256"_s, x509::hexWithColons(certificate.fingerprint(x509::Digest::Sha256))}};
}

QJsonObject toJson(const SentCertificate& sent)
{
    QJsonObject json = toJson(sent.certificate);
    json.insert(u"role"_s, roleName(sent.role));
    json.insert(u"hasFingerprint"_s, sent.hasFingerprint);
    return json;
}

/// Whether something is wrong that the device itself does not notice.
bool hasErrors(const Report& report)
{
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [](const report::Finding& one) { return one.severity == report::Severity::Error; });
}

QString roleText(AuthorityRole role)
{
    switch (role) {
    case AuthorityRole::Single:
        return QCoreApplication::translate("scep", "signs replies, requests are encrypted to it");
    case AuthorityRole::Both:
        return QCoreApplication::translate("scep", "RA: signs replies, requests are encrypted to it");
    case AuthorityRole::Signing: return QCoreApplication::translate("scep", "RA: signs replies");
    case AuthorityRole::Encryption:
        return QCoreApplication::translate("scep", "RA: requests are encrypted to it");
    case AuthorityRole::Other: break;
    }
    return QCoreApplication::translate("scep", "not used itself");
}

/// One is spelled out so that the source language needs no catalogue for its own plural.
QString bytesText(qint64 bytes)
{
    return bytes == 1 ? QCoreApplication::translate("scep", "1 byte")
                      : QCoreApplication::translate("scep", "%1 bytes").arg(bytes);
}

void addSteps(QStringList& lines, const Report& report)
{
    if (!report.steps.empty())
        lines << QString() << QCoreApplication::translate("scep", "Steps");
    for (const Step& step : report.steps) {
        QString line = u"  "_s + step.name;
        if (step.status)
            line +=
                QCoreApplication::translate("scep", ": status %1, %2, %3")
                    .arg(QString::number(*step.status),
                         step.contentType.isEmpty() ? QCoreApplication::translate("scep", "no Content-Type")
                                                    : report::printable(step.contentType),
                         bytesText(step.bytes));
        lines << line << u"    "_s + report::printable(step.request);
        if (!step.beginning.isEmpty())
            lines << QCoreApplication::translate("scep", "    begins %1")
                         .arg(QString::fromLatin1(step.beginning.left(16).toHex(' ')));
        if (!step.verdict.isEmpty())
            lines << u"    "_s + report::printable(step.verdict);
    }
}

void addCertificate(QStringList& lines, const x509::Certificate& certificate)
{
    report::addDetail(lines, QCoreApplication::translate("scep", "subject"),
                      certificate.subject().toString());
    report::addDetail(lines, QCoreApplication::translate("scep", "issuer"), certificate.issuer().toString());
    report::addDetail(lines, QCoreApplication::translate("scep", "valid"),
                      QCoreApplication::translate("scep", "%1 to %2")
                          .arg(certificate.notBefore().toString(Qt::ISODate),
                               certificate.notAfter().toString(Qt::ISODate)));
    report::addDetail(lines, u"SHA-256"_s,
                      x509::hexWithColons(certificate.fingerprint(x509::Digest::Sha256)));
    report::addDetail(lines, u"SHA-1"_s, x509::hexWithColons(certificate.fingerprint(x509::Digest::Sha1)));
    report::addDetail(lines, u"MD5"_s, x509::hexWithColons(certificate.fingerprint(x509::Digest::Md5)));
}

void addCertificates(QStringList& lines, const Report& report)
{
    if (!report.certificates.empty())
        lines << QString() << QCoreApplication::translate("scep", "Certificates of GetCACert");
    for (const SentCertificate& sent : report.certificates) {
        lines << u"  %1 (%2)"_s.arg(report::printable(sent.certificate.displayName()), roleText(sent.role));
        addCertificate(lines, sent.certificate);
    }
    if (report.capabilities)
        lines << QString()
              << QCoreApplication::translate("scep", "Capabilities: %1")
                     .arg(report::printable(report.capabilities->mid(0, 20).join(u", "_s).left(400)));
    if (const QString line = requestLine(report); !line.isEmpty())
        lines << line;
}

}  // namespace

QString headline(const Report& report)
{
    if (report.failure)
        return QCoreApplication::translate("scep", "It could not be tried to the end: %1")
            .arg(report.failure->message);
    switch (report.outcome) {
    case Outcome::WouldEnroll: return QCoreApplication::translate("scep", "A device would go on");
    case Outcome::Enrolled:
        return hasErrors(report) ? QCoreApplication::translate(
                   "scep", "A device would store a certificate that is of no use to it")
                                 : QCoreApplication::translate("scep", "A device would have its certificate");
    case Outcome::Pending:
        return QCoreApplication::translate("scep", "A device would wait and give up: PENDING, code 3");
    case Outcome::Stops: break;
    }
    return QCoreApplication::translate("scep", "A device is expected to stop with %1 %2")
        .arg(report.error->domain)
        .arg(report.error->code);
}

QString requestLine(const Report& report)
{
    if (report.digest.isEmpty())
        return {};
    QString line = QCoreApplication::translate("scep", "The request: %1, %2, %3")
                       .arg(report.usesPost ? u"POST"_s : u"GET"_s, report.digest, report.cipher);
    if (report.querySize > 0)
        line += report.usesPost
                    ? QCoreApplication::translate("scep", "; by GET its query would have %1 characters")
                          .arg(report.querySize)
                    : QCoreApplication::translate(
                          "scep", "; its query has %1 characters, and IIS allows 2,048 unless told "
                                  "otherwise")
                          .arg(report.querySize);
    return line;
}

QStringList hiddenLines(const Hidden& hidden)
{
    QStringList lines;
    if (hidden.nsurlCode)
        lines << QCoreApplication::translate("scep", "Underneath: NSURLErrorDomain %1, %2")
                     .arg(*hidden.nsurlCode)
                     .arg(hidden.nsurlError);
    if (hidden.failInfo)
        lines << QCoreApplication::translate("scep", "failInfo: %1").arg(failInfoMeaning(*hidden.failInfo));
    if (!hidden.failInfoText.isEmpty())
        lines << QCoreApplication::translate("scep", "failInfoText: “%1”").arg(hidden.failInfoText.left(400));
    if (hidden.hresult)
        lines << QCoreApplication::translate("scep", "NDES's HRESULT: %1").arg(hex(*hidden.hresult));
    if (hidden.status)
        lines << QCoreApplication::translate("scep", "HTTP status %1").arg(*hidden.status);
    if (!hidden.page.isEmpty())
        lines << QCoreApplication::translate("scep", "The page says: %1")
                     .arg(QString(hidden.page).replace(u'\n', u" / "_s));
    return lines;
}

QJsonObject toJson(const Report& report)
{
    QJsonArray steps;
    for (const Step& step : report.steps)
        steps << toJson(step);
    QJsonArray certificates;
    for (const SentCertificate& sent : report.certificates)
        certificates << toJson(sent);
    QJsonArray findings;
    for (const report::Finding& one : report.findings)
        findings << report::toJson(one);
    QJsonObject json{
        {u"outcome"_s, report.failure ? QJsonValue() : QJsonValue(outcomeName(report.outcome))},
        {u"domain"_s, report.error ? QJsonValue(report.error->domain) : QJsonValue()},
        {u"code"_s, report.error ? QJsonValue(report.error->code) : QJsonValue()},
        {u"cause"_s, orNull(report.cause)},
        {u"steps"_s, steps},
        {u"hidden"_s, toJson(report.hidden)},
        {u"certificates"_s, certificates},
        {u"capabilities"_s,
         report.capabilities ? QJsonValue(QJsonArray::fromStringList(*report.capabilities)) : QJsonValue()},
        {u"request"_s, QJsonValue()},
        {u"issued"_s, QJsonValue()},
        {u"findings"_s, findings},
        {u"error"_s, report.failure ? QJsonValue(report::toJson(*report.failure)) : QJsonValue()},
    };
    if (!report.digest.isEmpty())
        json.insert(u"request"_s, QJsonObject{{u"method"_s, report.usesPost ? u"POST"_s : u"GET"_s},
                                              {u"digest"_s, report.digest},
                                              {u"cipher"_s, report.cipher},
                                              {u"querySize"_s, report.querySize}});
    if (report.issued)
        json.insert(u"issued"_s, toJson(report.issued->certificate));
    return json;
}

QString toText(const Report& report, const QString& subject)
{
    // Why, is told as the error that it is.
    QStringList lines{report.failure ? QCoreApplication::translate("scep", "It could not be tried to the end")
                                     : headline(report)};
    if (!report.cause.isEmpty())
        lines << u"  "_s + report::printable(report.cause);
    addSteps(lines, report);
    addCertificates(lines, report);
    const QStringList hidden = hiddenLines(report.hidden);
    if (!hidden.isEmpty())
        lines << QString() << QCoreApplication::translate("scep", "What no device shows");
    for (const QString& line : hidden)
        lines << u"  "_s + report::printable(line);
    if (report.issued) {
        lines << QString() << QCoreApplication::translate("scep", "Issued");
        addCertificate(lines, report.issued->certificate);
    }
    if (!report.findings.empty())
        lines << QString();
    for (const report::Finding& one : report.findings)
        report::addFinding(lines, report::placeText(subject, std::nullopt), one);
    return lines.join(u'\n') + u'\n';
}

}  // namespace scep
