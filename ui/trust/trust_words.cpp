// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/trust_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

using namespace Qt::Literals::StringLiterals;

QString purposeTitle(trust::Purpose purpose)
{
    switch (purpose) {
    case trust::Purpose::TlsServer:
        return QCoreApplication::translate("trust", "Web pages, apps and any other HTTPS");
    case trust::Purpose::SystemConnection:
        return QCoreApplication::translate("trust", "The system itself: MDM, profiles, updates");
    case trust::Purpose::EapServer:
        return QCoreApplication::translate("trust", "Signing in to Wi-Fi or a network (802.1X)");
    case trust::Purpose::Ikev2Server: return QCoreApplication::translate("trust", "VPN server (IKEv2)");
    case trust::Purpose::Smime:
        return QCoreApplication::translate("trust", "Signed or encrypted mail (S/MIME)");
    case trust::Purpose::ClientIdentity:
        return QCoreApplication::translate("trust", "The device's own identity");
    case trust::Purpose::ProfileSigner: return QCoreApplication::translate("trust", "Signing profiles");
    case trust::Purpose::ScepCa: return QCoreApplication::translate("trust", "CA of a SCEP server");
    }
    Q_UNREACHABLE();
}

QString anchorsTitle(trust::Anchors anchors)
{
    switch (anchors) {
    case trust::Anchors::System: return QCoreApplication::translate("trust", "One of Apple's public roots");
    case trust::Anchors::Managed:
        return QCoreApplication::translate("trust", "An own root, installed on the device");
    case trust::Anchors::App:
        return QCoreApplication::translate("trust", "Brought along by an app or payload");
    case trust::Anchors::Leaf:
        return QCoreApplication::translate("trust", "This very certificate is trusted");
    }
    Q_UNREACHABLE();
}

QString startTlsTitle(tls::StartTls how)
{
    switch (how) {
    case tls::StartTls::None: return QCoreApplication::translate("trust", "TLS from the first byte");
    case tls::StartTls::Smtp: return QCoreApplication::translate("trust", "STARTTLS of SMTP");
    case tls::StartTls::Imap: return QCoreApplication::translate("trust", "STARTTLS of IMAP");
    case tls::StartTls::Pop3: return QCoreApplication::translate("trust", "STARTTLS of POP3");
    case tls::StartTls::Ldap: return QCoreApplication::translate("trust", "STARTTLS of LDAP");
    }
    Q_UNREACHABLE();
}

QString verdictTitle(report::CheckVerdict verdict)
{
    switch (verdict) {
    case report::CheckVerdict::Accepted: return QCoreApplication::translate("trust", "Accepted");
    case report::CheckVerdict::AcceptedWithWarnings:
        return QCoreApplication::translate("trust", "Accepted, with reservations");
    case report::CheckVerdict::Refused: return QCoreApplication::translate("trust", "Refused");
    }
    Q_UNREACHABLE();
}

Tone verdictTone(report::CheckVerdict verdict)
{
    switch (verdict) {
    case report::CheckVerdict::Accepted: return Tone::Good;
    case report::CheckVerdict::AcceptedWithWarnings: return Tone::Warning;
    case report::CheckVerdict::Refused: return Tone::Error;
    }
    Q_UNREACHABLE();
}

QString anchorsPhrase(const QString& name)
{
    if (name == u"system")
        return QCoreApplication::translate("trust", "a public root");
    if (name == u"managed")
        return QCoreApplication::translate("trust", "an own root that is installed");
    if (name == u"app")
        return QCoreApplication::translate("trust", "a root of the app or payload");
    return QCoreApplication::translate("trust", "trust in the certificate itself");
}

QString roleTitle(report::CheckedCertificate::Role role)
{
    switch (role) {
    case report::CheckedCertificate::Role::Leaf: return QCoreApplication::translate("trust", "Leaf");
    case report::CheckedCertificate::Role::Intermediate:
        return QCoreApplication::translate("trust", "Intermediate CA");
    case report::CheckedCertificate::Role::Root: return QCoreApplication::translate("trust", "Root CA");
    }
    Q_UNREACHABLE();
}

QString dayText(const QDateTime& moment)
{
    return moment.isValid() ? QLocale().toString(moment.toUTC().date(), u"d MMM yyyy")
                            : QCoreApplication::translate("trust", "no readable date");
}

}  // namespace ui
