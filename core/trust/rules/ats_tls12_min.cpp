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
    if (!best || isOutsideTransportSecurity(question.context))
        return notApplicable();
    if (best->protocol >= tls::Protocol::Tls12)
        return pass();
    return fail(QCoreApplication::translate(
                    "trust", "The server speaks nothing newer than %1; App Transport Security refuses it")
                    .arg(tls::protocolName(best->protocol)),
                tls::protocolName(best->protocol), QCoreApplication::translate("trust", "TLS 1.2 or newer"));
}

}  // namespace

constinit const Rule ats_tls12_min{
    .id = "ats-tls12-min",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "A server that apps meet speaks TLS 1.2 or newer"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .sinceMajor = 9,
    .binds = Binds::Connection,
    .source = citations::transportSecurity,
    .why = QT_TRANSLATE_NOOP("trust",
                             "App Transport Security refuses older versions for every app that made no "
                             "exception, whatever root the certificate has"),
    .fix =
        QT_TRANSLATE_NOOP("trust",
                          "Turn on TLS 1.2 and 1.3: ssl_protocols TLSv1.2 TLSv1.3 in nginx, SSLProtocol -all "
                          "+TLSv1.2 +TLSv1.3 in Apache; on Windows the TLS 1.2 server key of SCHANNEL"),
    .check = check,
};

}  // namespace trust::rules
