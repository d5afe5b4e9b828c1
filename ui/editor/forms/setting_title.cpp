// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/setting_title.h"

#include "ui/editor/fields/any_field.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

struct Title
{
    QLatin1StringView key;
    const char* text;
};

struct ValueTitle
{
    QLatin1StringView key;
    QLatin1StringView value;  ///< as textOf() writes it
    const char* text;
};

// Only keys whose own words say less.
// clang-format off
constexpr std::array titles = {
    Title{QLatin1StringView("AcceptEAPTypes"), QT_TRANSLATE_NOOP("setting", "Accepted EAP types")},
    Title{QLatin1StringView("AutoJoin"), QT_TRANSLATE_NOOP("setting", "Join automatically")},
    Title{QLatin1StringView("CaptiveBypass"), QT_TRANSLATE_NOOP("setting", "No page to sign in to the network")},
    Title{QLatin1StringView("EAPClientConfiguration"), QT_TRANSLATE_NOOP("setting", "Enterprise authentication (802.1X)")},
    Title{QLatin1StringView("EAPFASTProvisionPAC"), QT_TRANSLATE_NOOP("setting", "Provision PAC (EAP-FAST)")},
    Title{QLatin1StringView("EAPFASTProvisionPACAnonymously"), QT_TRANSLATE_NOOP("setting", "Provision PAC anonymously (EAP-FAST)")},
    Title{QLatin1StringView("EAPFASTUsePAC"), QT_TRANSLATE_NOOP("setting", "Use PAC (EAP-FAST)")},
    Title{QLatin1StringView("EAPSIMNumberOfRANDs"), QT_TRANSLATE_NOOP("setting", "Number of RANDs (EAP-SIM)")},
    Title{QLatin1StringView("EmailAccountDescription"), QT_TRANSLATE_NOOP("setting", "Account description")},
    Title{QLatin1StringView("EmailAccountName"), QT_TRANSLATE_NOOP("setting", "Name of the person")},
    Title{QLatin1StringView("EmailAccountType"), QT_TRANSLATE_NOOP("setting", "Account type")},
    Title{QLatin1StringView("EncryptionType"), QT_TRANSLATE_NOOP("setting", "Security type")},
    Title{QLatin1StringView("HIDDEN_NETWORK"), QT_TRANSLATE_NOOP("setting", "Hidden network")},
    Title{QLatin1StringView("Host"), QT_TRANSLATE_NOOP("setting", "Server")},
    Title{QLatin1StringView("IncomingMailServerAuthentication"), QT_TRANSLATE_NOOP("setting", "Incoming authentication")},
    Title{QLatin1StringView("IncomingMailServerHostName"), QT_TRANSLATE_NOOP("setting", "Incoming mail server")},
    Title{QLatin1StringView("IncomingMailServerIMAPPathPrefix"), QT_TRANSLATE_NOOP("setting", "IMAP path prefix")},
    Title{QLatin1StringView("IncomingMailServerPortNumber"), QT_TRANSLATE_NOOP("setting", "Incoming port")},
    Title{QLatin1StringView("IncomingMailServerUseSSL"), QT_TRANSLATE_NOOP("setting", "Incoming mail uses SSL")},
    Title{QLatin1StringView("IncomingMailServerUsername"), QT_TRANSLATE_NOOP("setting", "Incoming user name")},
    Title{QLatin1StringView("IsHotspot"), QT_TRANSLATE_NOOP("setting", "Is a Passpoint network")},
    Title{QLatin1StringView("MCCAndMNCs"), QT_TRANSLATE_NOOP("setting", "MCC and MNC")},
    Title{QLatin1StringView("MailNumberOfPastDaysToSync"), QT_TRANSLATE_NOOP("setting", "Past days of mail to sync")},
    Title{QLatin1StringView("OneTimeUserPassword"), QT_TRANSLATE_NOOP("setting", "Ask for the password every time")},
    Title{QLatin1StringView("OutgoingMailServerAuthentication"), QT_TRANSLATE_NOOP("setting", "Outgoing authentication")},
    Title{QLatin1StringView("OutgoingMailServerHostName"), QT_TRANSLATE_NOOP("setting", "Outgoing mail server")},
    Title{QLatin1StringView("OutgoingMailServerPortNumber"), QT_TRANSLATE_NOOP("setting", "Outgoing port")},
    Title{QLatin1StringView("OutgoingMailServerUseSSL"), QT_TRANSLATE_NOOP("setting", "Outgoing mail uses SSL")},
    Title{QLatin1StringView("OutgoingMailServerUsername"), QT_TRANSLATE_NOOP("setting", "Outgoing user name")},
    Title{QLatin1StringView("OutgoingPasswordSameAsIncomingPassword"), QT_TRANSLATE_NOOP("setting", "Outgoing password is the incoming one")},
    Title{QLatin1StringView("PayloadCertificateAnchorUUID"), QT_TRANSLATE_NOOP("setting", "Trusted certificates")},
    Title{QLatin1StringView("PayloadCertificateUUID"), QT_TRANSLATE_NOOP("setting", "Identity certificate")},
    Title{QLatin1StringView("ProxyPACURL"), QT_TRANSLATE_NOOP("setting", "Proxy PAC URL")},
    Title{QLatin1StringView("SSID_STR"), QT_TRANSLATE_NOOP("setting", "Network name (SSID)")},
    Title{QLatin1StringView("TLSCertificateIsRequired"), QT_TRANSLATE_NOOP("setting", "Client certificate required")},
    Title{QLatin1StringView("TLSCertificateRequired"), QT_TRANSLATE_NOOP("setting", "Client certificate required")},
    Title{QLatin1StringView("TLSMaximumVersion"), QT_TRANSLATE_NOOP("setting", "Maximum TLS version")},
    Title{QLatin1StringView("TLSMinimumVersion"), QT_TRANSLATE_NOOP("setting", "Minimum TLS version")},
    Title{QLatin1StringView("TLSTrustedServerNames"), QT_TRANSLATE_NOOP("setting", "Trusted server names")},
    Title{QLatin1StringView("TTLSInnerAuthentication"), QT_TRANSLATE_NOOP("setting", "Inner authentication (TTLS)")},
    Title{QLatin1StringView("UserDefinedName"), QT_TRANSLATE_NOOP("setting", "Connection name")},
    Title{QLatin1StringView("VPNSubType"), QT_TRANSLATE_NOOP("setting", "Identifier of the VPN app")},
    Title{QLatin1StringView("VPNType"), QT_TRANSLATE_NOOP("setting", "Connection type")},
    Title{QLatin1StringView("allowAssistant"), QT_TRANSLATE_NOOP("setting", "Allow Siri")},
    Title{QLatin1StringView("allowAssistantWhileLocked"), QT_TRANSLATE_NOOP("setting", "Allow Siri while locked")},
    Title{QLatin1StringView("allowCloudBackup"), QT_TRANSLATE_NOOP("setting", "Allow iCloud backup")},
    Title{QLatin1StringView("allowFingerprintForUnlock"), QT_TRANSLATE_NOOP("setting", "Allow Touch ID or Face ID to unlock")},
    Title{QLatin1StringView("allowOTAPKIUpdates"), QT_TRANSLATE_NOOP("setting", "Allow updates of certificate trust")},
    Title{QLatin1StringView("allowSimple"), QT_TRANSLATE_NOOP("setting", "Allow simple value")},
    Title{QLatin1StringView("allowUntrustedTLSPrompt"), QT_TRANSLATE_NOOP("setting", "Ask about untrusted TLS certificates")},
    Title{QLatin1StringView("allowVideoConferencing"), QT_TRANSLATE_NOOP("setting", "Allow FaceTime")},
    Title{QLatin1StringView("forcePIN"), QT_TRANSLATE_NOOP("setting", "Require a passcode")},
    Title{QLatin1StringView("maxFailedAttempts"), QT_TRANSLATE_NOOP("setting", "Maximum number of failed attempts")},
    Title{QLatin1StringView("maxGracePeriod"), QT_TRANSLATE_NOOP("setting", "Maximum grace period for device lock (minutes)")},
    Title{QLatin1StringView("maxInactivity"), QT_TRANSLATE_NOOP("setting", "Maximum auto-lock (minutes)")},
    Title{QLatin1StringView("maxPINAgeInDays"), QT_TRANSLATE_NOOP("setting", "Maximum passcode age (days)")},
    Title{QLatin1StringView("minComplexChars"), QT_TRANSLATE_NOOP("setting", "Minimum number of complex characters")},
    Title{QLatin1StringView("minLength"), QT_TRANSLATE_NOOP("setting", "Minimum passcode length")},
    Title{QLatin1StringView("pinHistory"), QT_TRANSLATE_NOOP("setting", "Passcode history")},
    Title{QLatin1StringView("requireAlphanumeric"), QT_TRANSLATE_NOOP("setting", "Require alphanumeric value")},
};

constexpr std::array valueTitles = {
    ValueTitle{QLatin1StringView("AcceptEAPTypes"), QLatin1StringView("13"), QT_TRANSLATE_NOOP("setting", "TLS (with a certificate)")},
    ValueTitle{QLatin1StringView("AcceptEAPTypes"), QLatin1StringView("17"), QT_TRANSLATE_NOOP("setting", "LEAP")},
    ValueTitle{QLatin1StringView("AcceptEAPTypes"), QLatin1StringView("18"), QT_TRANSLATE_NOOP("setting", "EAP-SIM")},
    ValueTitle{QLatin1StringView("AcceptEAPTypes"), QLatin1StringView("21"), QT_TRANSLATE_NOOP("setting", "TTLS")},
    ValueTitle{QLatin1StringView("AcceptEAPTypes"), QLatin1StringView("23"), QT_TRANSLATE_NOOP("setting", "EAP-AKA")},
    ValueTitle{QLatin1StringView("AcceptEAPTypes"), QLatin1StringView("25"), QT_TRANSLATE_NOOP("setting", "PEAP")},
    ValueTitle{QLatin1StringView("AcceptEAPTypes"), QLatin1StringView("43"), QT_TRANSLATE_NOOP("setting", "EAP-FAST")},
    ValueTitle{QLatin1StringView("EmailAccountType"), QLatin1StringView("EmailTypeIMAP"), QT_TRANSLATE_NOOP("setting", "IMAP")},
    ValueTitle{QLatin1StringView("EmailAccountType"), QLatin1StringView("EmailTypePOP"), QT_TRANSLATE_NOOP("setting", "POP")},
    ValueTitle{QLatin1StringView(""), QLatin1StringView("EmailAuthCRAMMD5"), QT_TRANSLATE_NOOP("setting", "CRAM-MD5")},
    ValueTitle{QLatin1StringView(""), QLatin1StringView("EmailAuthHTTPMD5"), QT_TRANSLATE_NOOP("setting", "HTTP MD5 digest")},
    ValueTitle{QLatin1StringView(""), QLatin1StringView("EmailAuthNTLM"), QT_TRANSLATE_NOOP("setting", "NTLM")},
    ValueTitle{QLatin1StringView(""), QLatin1StringView("EmailAuthNone"), QT_TRANSLATE_NOOP("setting", "None")},
    ValueTitle{QLatin1StringView(""), QLatin1StringView("EmailAuthPassword"), QT_TRANSLATE_NOOP("setting", "Password")},
};
// clang-format on

/// A word as it stands inside a title.
QString spelled(const QString& word)
{
    static const QHash<QString, QString> known{
        {u"Apple"_s, u"Apple"_s}, {u"Safari"_s, u"Safari"_s},      {u"Siri"_s, u"Siri"_s},
        {u"Id"_s, u"ID"_s},       {u"SMIME"_s, u"S/MIME"_s},       {u"ITunes"_s, u"iTunes"_s},
        {u"Url"_s, u"URL"_s},     {u"Username"_s, u"user name"_s}, {u"WiFi"_s, u"Wi-Fi"_s},
        {u"url"_s, u"URL"_s},
    };
    if (known.contains(word))
        return known.value(word);
    // Names and abbreviations keep their capitals: AirDrop, iCloud, TLS, URLs.
    const auto capitals = std::count_if(word.begin(), word.end(), [](QChar c) { return c.isUpper(); });
    const bool isName = capitals > 1 || (capitals == 1 && word.front().isLower());
    return isName ? word : word.toLower();
}

}  // namespace

QString wordsOf(const QString& key)
{
    // Names first; then a run of capitals up to the next word, a word, a number.
    static const QRegularExpression word(
        u"IPv[46]|IPSec|ITunes|iBeacon|iBooks|CalDAV|CardDAV|OAuth|IKEv2|MSCHAPv2|QoS|WiFi|iCloud|iTunes|"
        u"iPhone|iMessage|AirDrop|AirPlay|AirPrint|CarPlay|"
        "FaceTime|HomeKit|[A-Z]+s?(?![a-z])|[A-Z]?[a-z]+|[0-9]+"_s);
    QStringList words;
    for (auto matches = word.globalMatch(key); matches.hasNext();)
        words << spelled(matches.next().captured());
    if (words.size() > 1 && (words.back() == u"UUID"_s || words.back() == u"UUIDs"_s))
        words.removeLast();
    QString text = words.join(u' ');
    if (text.isEmpty())
        return key;
    const bool isLowerName = words.front().size() > 1 && words.front().at(1).isUpper();
    if (!isLowerName)
        text.front() = text.front().toUpper();
    return text;
}

QString settingTitle(const QString& key)
{
    const auto found =
        std::find_if(titles.begin(), titles.end(), [&](const Title& title) { return title.key == key; });
    return found == titles.end() ? wordsOf(key) : QCoreApplication::translate("setting", found->text);
}

QString valueTitle(const QString& key, const plist::Value& value)
{
    const QString text = textOf(value);
    const auto found = std::find_if(valueTitles.begin(), valueTitles.end(), [&](const ValueTitle& title) {
        return title.value == text && (title.key.isEmpty() || title.key == key);
    });
    return found == valueTitles.end() ? text : QCoreApplication::translate("setting", found->text);
}

}  // namespace ui
