// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const tls::Session* best = bestSession(*question.context.connection);
    if (!best)
        return notApplicable();
    if (best->protocol >= tls::Protocol::Tls12)
        return pass();
    return fail(
        QCoreApplication::translate(
            "trust", "The server speaks nothing newer than %1; MDM, enrolment and updates need TLS 1.2")
            .arg(tls::protocolName(best->protocol)),
        tls::protocolName(best->protocol), QCoreApplication::translate("trust", "TLS 1.2, better TLS 1.3"));
}

}  // namespace

constinit const Rule sysconn_tls12{
    .id = "sysconn-tls12",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "A server of MDM, profiles, apps or updates speaks TLS 1.2 or 1.3"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = Purpose::SystemConnection,
    .sinceMajor = 27,
    .binds = Binds::Connection,
    .source = citations::systemConnections,
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "From iOS 27 on the system refuses older versions for MDM, declarative management, automated "
        "enrolment, profiles, apps and updates, and says nothing that would tell why"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Turn on TLS 1.3 and 1.2: ssl_protocols TLSv1.2 TLSv1.3 in nginx, SSLProtocol "
                             "-all +TLSv1.2 +TLSv1.3 in Apache; on Windows the server keys of SCHANNEL"),
    .check = check,
};

}  // namespace trust::rules
