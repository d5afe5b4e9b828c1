// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const tls::Observation& seen = *question.context.connection;
    const tls::Session* best = bestSession(seen);
    if (!best)
        return notApplicable();
    QStringList old;
    for (const tls::Protocol protocol : {tls::Protocol::Tls10, tls::Protocol::Tls11}) {
        if (sessionOf(seen, protocol))
            old << tls::protocolName(protocol);
    }
    if (old.isEmpty())
        return pass();
    const QString measured = old.join(u", "_s);
    const QString required = QCoreApplication::translate("trust", "TLS 1.2 or newer");
    if (best->protocol >= tls::Protocol::Tls12)
        return warn(QCoreApplication::translate("trust", "The server still takes %1, which RFC 8996 forbids")
                        .arg(measured),
                    measured, required);
    const QString message =
        QCoreApplication::translate("trust", "The server speaks %1 alone, which newer systems may not know")
            .arg(measured);
    return question.context.purpose == Purpose::SystemConnection ? fail(message, measured, required)
                                                                 : warn(message, measured, required);
}

}  // namespace

constinit const Rule tls_10_11_deprecated{
    .id = "tls-10-11-deprecated",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "The server has left TLS 1.0 and 1.1 behind"),
    .weight = Weight::Policy,
    .certainty = Certainty::Uncertain,
    .purposes = tlsPurposes,
    .sinceMajor = 15,
    .binds = Binds::Connection,
    .source = citations::platformTls,
    .why = QT_TRANSLATE_NOOP("trust",
                             "Apple has called both deprecated since iOS 15 and macOS 12 and announced their "
                             "removal; which release removes them is not known"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Turn them off and TLS 1.2 and 1.3 on: ssl_protocols TLSv1.2 TLSv1.3 in nginx, SSLProtocol -all "
        "+TLSv1.2 +TLSv1.3 in Apache; on Windows disable them in SCHANNEL"),
    .check = check,
};

}  // namespace trust::rules
