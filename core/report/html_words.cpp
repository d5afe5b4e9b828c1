// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_parts.h"

#include <QCoreApplication>

namespace report {

using namespace Qt::Literals::StringLiterals;

QString certificateId(const QString& id, std::size_t index)
{
    return u"%1-certificate-%2"_s.arg(id).arg(index);
}
QString findingId(const QString& id, std::size_t index) { return u"%1-finding-%2"_s.arg(id).arg(index); }

QByteArray toned(const char* classes, const QString& tone)
{
    return QByteArray(classes) + ' ' + tone.toLatin1();
}

QString dayText(const QDateTime& time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd") : u"?"_s;
}

QString purposeText(const QString& purpose)
{
    if (purpose == u"tls-server")
        return QCoreApplication::translate("report", "TLS server, as Safari and apps meet it");
    if (purpose == u"system-connection")
        return QCoreApplication::translate("report",
                                           "Server the system itself talks to: MDM, profiles, updates");
    if (purpose == u"eap-server")
        return QCoreApplication::translate("report", "RADIUS server of a network with 802.1X");
    if (purpose == u"ikev2-server")
        return QCoreApplication::translate("report", "VPN server with IKEv2");
    if (purpose == u"smime")
        return QCoreApplication::translate("report", "Signing and encrypting mail");
    if (purpose == u"client-identity")
        return QCoreApplication::translate("report", "The device's own identity towards a server");
    if (purpose == u"profile-signer")
        return QCoreApplication::translate("report", "Signing configuration profiles");
    if (purpose == u"scep-ca")
        return QCoreApplication::translate("report", "CA and RA of a SCEP server");
    return purpose;
}

QString rootText(const QString& anchors)
{
    if (anchors == u"system")
        return QCoreApplication::translate("report", "A public root, preinstalled by Apple");
    if (anchors == u"managed")
        return QCoreApplication::translate("report", "A root installed by hand, profile or MDM");
    if (anchors == u"app")
        return QCoreApplication::translate("report", "A root that an app or payload brings along");
    if (anchors == u"leaf")
        return QCoreApplication::translate("report", "This very certificate is trusted");
    return anchors;
}

QString verdictText(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Accepted: return QCoreApplication::translate("report", "Accepted");
    case CheckVerdict::AcceptedWithWarnings:
        return QCoreApplication::translate("report", "Accepted, with warnings");
    case CheckVerdict::Refused: return QCoreApplication::translate("report", "Refused");
    }
    Q_UNREACHABLE();
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Error: return QCoreApplication::translate("report", "Error");
    case Severity::Warning: return QCoreApplication::translate("report", "Warning");
    case Severity::Info: return QCoreApplication::translate("report", "Note");
    }
    Q_UNREACHABLE();
}

}  // namespace report
