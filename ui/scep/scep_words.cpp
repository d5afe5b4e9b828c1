// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_words.h"

#include "core/report/text_lines.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QString kindOf(const x509::AlternativeName& name)
{
    using Kind = x509::AlternativeName::Kind;
    switch (name.kind) {
    case Kind::Rfc822: return QCoreApplication::translate("scep", "mail %1");
    case Kind::Dns: return QCoreApplication::translate("scep", "DNS %1");
    case Kind::Uri: return QCoreApplication::translate("scep", "URI %1");
    case Kind::Ip: return QCoreApplication::translate("scep", "IP %1");
    case Kind::NtPrincipal: return QCoreApplication::translate("scep", "NT principal %1");
    default: return u"%1"_s;
    }
}

QString keyUseOf(const scep::Settings& settings)
{
    if (settings.signs && settings.enciphers)
        return QCoreApplication::translate("scep", "digital signature, key encipherment");
    if (settings.signs)
        return QCoreApplication::translate("scep", "digital signature");
    return settings.enciphers ? QCoreApplication::translate("scep", "key encipherment")
                              : QCoreApplication::translate("scep", "none");
}

}  // namespace

QStringList requestContents(const scep::Settings& settings)
{
    const QString subject = settings.subject.toString();
    QStringList names;
    for (const x509::AlternativeName& name : settings.names)
        names << kindOf(name).arg(name.value);
    const QString challenge =
        settings.hasChallenge
            ? QCoreApplication::translate("scep", "in the request, %1 characters")
                  .arg(QString::fromUtf8(settings.challenge.bytes()).size())
            : QCoreApplication::translate("scep", "not in the profile: a device asks the person for it");
    return {
        QCoreApplication::translate("scep", "Subject: %1")
            .arg(subject.isEmpty() ? QCoreApplication::translate("scep", "empty") : subject),
        QCoreApplication::translate("scep", "Alternative names: %1")
            .arg(names.isEmpty() ? QCoreApplication::translate("scep", "none") : names.join(u", "_s)),
        QCoreApplication::translate("scep", "Key: RSA, %1 bits").arg(settings.keySize),
        QCoreApplication::translate("scep", "Key usage: %1").arg(keyUseOf(settings)),
        QCoreApplication::translate("scep", "Challenge: %1").arg(challenge),
    };
}

QString outcomeTitle(const scep::Report& report)
{
    if (report.failure)
        return QCoreApplication::translate("scep", "Not tried to the end");
    switch (report.outcome) {
    case scep::Outcome::WouldEnroll: return QCoreApplication::translate("scep", "Goes on");
    case scep::Outcome::Enrolled: return QCoreApplication::translate("scep", "Enrolled");
    case scep::Outcome::Pending: return QCoreApplication::translate("scep", "Waits, and gives up");
    case scep::Outcome::Stops: break;
    }
    return QCoreApplication::translate("scep", "Stops");
}

Tone outcomeTone(const scep::Report& report)
{
    if (report.failure || report.outcome == scep::Outcome::Pending)
        return Tone::Warning;
    if (report.outcome == scep::Outcome::Stops)
        return Tone::Error;
    const bool hasReservations =
        std::any_of(report.findings.begin(), report.findings.end(),
                    [](const report::Finding& one) { return one.severity != report::Severity::Info; });
    return hasReservations ? Tone::Warning : Tone::Good;
}

QString roleTitle(scep::AuthorityRole role)
{
    switch (role) {
    case scep::AuthorityRole::Single: return QCoreApplication::translate("scep", "CA, signs and decrypts");
    case scep::AuthorityRole::Both: return QCoreApplication::translate("scep", "RA, signs and decrypts");
    case scep::AuthorityRole::Signing: return QCoreApplication::translate("scep", "RA, signs");
    case scep::AuthorityRole::Encryption: return QCoreApplication::translate("scep", "RA, decrypts");
    case scep::AuthorityRole::Other: break;
    }
    return QCoreApplication::translate("scep", "not used itself");
}

QString nameInPicture(const scep::SentCertificate& sent)
{
    QString name = QCoreApplication::translate("scep", "%1 (%2)")
                       .arg(report::printable(sent.certificate.displayName()), roleTitle(sent.role));
    if (sent.hasFingerprint)
        name = QCoreApplication::translate("scep", "%1 – has the profile's fingerprint").arg(name);
    return name;
}

QString answerText(const scep::Step& step)
{
    if (!step.status)
        return {};
    const QString type = step.contentType.isEmpty() ? QCoreApplication::translate("scep", "no Content-Type")
                                                    : report::printable(step.contentType.left(100));
    return QCoreApplication::translate("scep", "status %1, %2, %3 bytes")
        .arg(*step.status)
        .arg(type)
        .arg(step.bytes);
}

QString hexDump(const QByteArray& bytes)
{
    constexpr qsizetype perLine = 16;
    QStringList lines;
    for (qsizetype at = 0; at < bytes.size(); at += perLine) {
        const QByteArray line = bytes.mid(at, perLine);
        QString letters;
        for (const char byte : line)
            letters += byte >= ' ' && byte <= '~' ? QLatin1Char(byte) : QLatin1Char('.');
        lines << QString::fromLatin1(line.toHex(' ')).leftJustified(perLine * 3) + letters;
    }
    return lines.join(u'\n');
}

}  // namespace ui
