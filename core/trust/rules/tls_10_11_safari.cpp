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
    // Of a server with SSL 3.0 alone another rule speaks.
    if (!best || best->protocol == tls::Protocol::Ssl30)
        return notApplicable();
    if (best->protocol >= tls::Protocol::Tls12)
        return pass();
    return fail(
        QCoreApplication::translate("trust", "The server speaks nothing newer than %1; Safari refuses it")
            .arg(tls::protocolName(best->protocol)),
        tls::protocolName(best->protocol), QCoreApplication::translate("trust", "TLS 1.2 or newer"));
}

}  // namespace

constinit const Rule tls_10_11_safari{
    .id = "tls-10-11-safari",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "A server that Safari meets speaks TLS 1.2 or newer"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = Purpose::TlsServer,
    .sinceMajor = 13,
    .sinceMinor = 4,
    .binds = Binds::Connection,
    .source = {"WebKit, Deprecation of legacy TLS 1.0 and 1.1 versions", "",
               "https://webkit.org/blog/8462/deprecation-of-legacy-tls-1-0-and-1-1-versions/"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Safari and everything else on WebKit stopped taking TLS 1.0 and 1.1 with iOS 13.4 and Safari 13.1"),
    .fix =
        QT_TRANSLATE_NOOP("trust",
                          "Turn on TLS 1.2 and 1.3: ssl_protocols TLSv1.2 TLSv1.3 in nginx, SSLProtocol -all "
                          "+TLSv1.2 +TLSv1.3 in Apache; on Windows the TLS 1.2 server key of SCHANNEL"),
    .check = check,
};

}  // namespace trust::rules
