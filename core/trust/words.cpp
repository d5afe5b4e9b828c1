// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/words.h"

#include "core/trust/connection.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace trust {

using namespace Qt::Literals::StringLiterals;
using report::CheckReport;
using report::CheckVerdict;

namespace {

QString deviceOf(const schema::Target& os)
{
    switch (os.platform) {
    case schema::Platform::Ios:
        return QCoreApplication::translate("trust", "An iPhone or iPad on %1").arg(os.toString());
    case schema::Platform::Macos:
        return QCoreApplication::translate("trust", "A Mac on %1").arg(os.toString());
    case schema::Platform::Tvos:
        return QCoreApplication::translate("trust", "An Apple TV on %1").arg(os.toString());
    case schema::Platform::Visionos:
        return QCoreApplication::translate("trust", "An Apple Vision Pro on %1").arg(os.toString());
    case schema::Platform::Watchos:
        return QCoreApplication::translate("trust", "An Apple Watch on %1").arg(os.toString());
    }
    Q_UNREACHABLE();
}

QString refused(Purpose purpose)
{
    switch (purpose) {
    case Purpose::TlsServer: return QCoreApplication::translate("trust", "%1 refuses this server");
    case Purpose::SystemConnection:
        return QCoreApplication::translate("trust", "%1 refuses this server for MDM, profiles and updates");
    case Purpose::EapServer: return QCoreApplication::translate("trust", "%1 refuses this RADIUS server");
    case Purpose::Ikev2Server: return QCoreApplication::translate("trust", "%1 refuses this VPN server");
    case Purpose::Smime: return QCoreApplication::translate("trust", "%1 refuses this mail certificate");
    case Purpose::ClientIdentity:
        return QCoreApplication::translate("trust", "%1 does not use this identity");
    case Purpose::ProfileSigner:
        return QCoreApplication::translate("trust", "%1 does not verify profiles of this signer");
    case Purpose::ScepCa: return QCoreApplication::translate("trust", "%1 refuses this SCEP server");
    }
    Q_UNREACHABLE();
}

QString accepted(Purpose purpose)
{
    switch (purpose) {
    case Purpose::TlsServer: return QCoreApplication::translate("trust", "%1 accepts this server");
    case Purpose::SystemConnection:
        return QCoreApplication::translate("trust", "%1 accepts this server for MDM, profiles and updates");
    case Purpose::EapServer: return QCoreApplication::translate("trust", "%1 accepts this RADIUS server");
    case Purpose::Ikev2Server: return QCoreApplication::translate("trust", "%1 accepts this VPN server");
    case Purpose::Smime: return QCoreApplication::translate("trust", "%1 accepts this mail certificate");
    case Purpose::ClientIdentity: return QCoreApplication::translate("trust", "%1 uses this identity");
    case Purpose::ProfileSigner:
        return QCoreApplication::translate("trust", "%1 verifies profiles of this signer");
    case Purpose::ScepCa: return QCoreApplication::translate("trust", "%1 accepts this SCEP server");
    }
    Q_UNREACHABLE();
}

/// The errors in one line, a few of them in full.
QString reasonsIn(const CheckReport& report)
{
    QStringList reasons;
    for (const report::Finding& finding : report.findings) {
        if (finding.severity == report::Severity::Error && !reasons.contains(finding.message))
            reasons << finding.message;
    }
    constexpr qsizetype most = 4;
    const qsizetype more = reasons.size() - most;
    if (more > 0) {
        reasons.resize(most);
        reasons << QCoreApplication::translate("trust", "%n more", nullptr, static_cast<int>(more));
    }
    return reasons.join(u"; "_s);
}

QString anchorsText(const QString& anchors)
{
    if (anchors == u"system")
        return QCoreApplication::translate("trust", "a public root");
    if (anchors == u"managed")
        return QCoreApplication::translate("trust", "an installed root");
    if (anchors == u"app")
        return QCoreApplication::translate("trust", "a root of the app or payload");
    return QCoreApplication::translate("trust", "trust in the certificate itself");
}

QStringList anchorsWith(const CheckReport& report, bool isRefused)
{
    QStringList texts;
    for (const report::CheckedAnchors& one : report.anchors) {
        if (one.isPossible && (one.verdict == CheckVerdict::Refused) == isRefused)
            texts << anchorsText(one.anchors);
    }
    return texts;
}

}  // namespace

QString underAnchors(const QStringList& anchors, const QString& message)
{
    QStringList texts;
    for (const QString& one : anchors)
        texts << anchorsText(one);
    return QCoreApplication::translate("trust", "Under %1: %2")
        .arg(QLocale().createSeparatedList(texts), message);
}

QString headlineOf(const CheckReport& report, const CheckOptions& options)
{
    const QString device = deviceOf(options.os);
    if (report.verdict == CheckVerdict::Refused)
        return u"%1: %2"_s.arg(refused(options.purpose).arg(device), reasonsIn(report));
    const QString text = accepted(options.purpose).arg(device);
    const QStringList refusing = anchorsWith(report, true);
    if (!refusing.isEmpty())
        return QCoreApplication::translate("trust", "%1 under %2, and refuses it under %3")
            .arg(text, QLocale().createSeparatedList(anchorsWith(report, false)),
                 QLocale().createSeparatedList(refusing));
    const auto warnings =
        std::count_if(report.findings.begin(), report.findings.end(), [](const report::Finding& finding) {
            return finding.severity == report::Severity::Warning;
        });
    if (warnings > 0)
        return QCoreApplication::translate("trust", "%1, with %n warning(s)", nullptr,
                                           static_cast<int>(warnings))
            .arg(text);
    return text;
}

QString assumedAnchors(Anchors anchors)
{
    switch (anchors) {
    case Anchors::System:
        return QCoreApplication::translate("trust", "Judged as if the root were one of Apple's public ones");
    case Anchors::Managed:
        return QCoreApplication::translate("trust",
                                           "Judged as if the root were installed on the device and trusted");
    case Anchors::App:
        return QCoreApplication::translate("trust", "Judged as if an app or payload brought the root along");
    case Anchors::Leaf:
        return QCoreApplication::translate("trust", "Judged as if this very certificate were trusted");
    }
    Q_UNREACHABLE();
}

QString stapleName(const tls::Staple& staple, const QDateTime& asOf)
{
    if (staple.status == tls::Staple::Status::Good && isStale(staple, asOf))
        return u"expired"_s;
    switch (staple.status) {
    case tls::Staple::Status::Good: return u"good"_s;
    case tls::Staple::Status::Revoked: return u"revoked"_s;
    case tls::Staple::Status::Unknown: return u"unknown"_s;
    case tls::Staple::Status::Unreadable: return u"unreadable"_s;
    }
    Q_UNREACHABLE();
}

QString sinceText(const Rule& rule)
{
    if (rule.sinceMajor == 0)
        return {};
    return rule.sinceMinor == 0 ? u"iOS %1"_s.arg(rule.sinceMajor)
                                : u"iOS %1.%2"_s.arg(rule.sinceMajor).arg(rule.sinceMinor);
}

std::vector<report::RuleText> ruleTexts()
{
    std::vector<report::RuleText> texts;
    texts.reserve(allRules().size());
    for (const Rule* rule : allRules())
        texts.push_back({QString::fromLatin1(rule->id), QCoreApplication::translate("trust", rule->title),
                         QString::fromUtf8(rule->source.url)});
    return texts;
}

}  // namespace trust
