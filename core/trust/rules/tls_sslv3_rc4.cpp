// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isRc4(const tls::Suite& suite) { return suite.cipher == tls::Suite::Cipher::Rc4; }

Verdict check(const Question& question)
{
    const tls::Observation& seen = *question.context.connection;
    const tls::Session* best = bestSession(seen);
    if (!best)
        return notApplicable();
    if (best->protocol == tls::Protocol::Ssl30)
        return fail(QCoreApplication::translate("trust", "The server speaks SSL 3.0 alone"), u"SSL 3.0"_s,
                    QCoreApplication::translate("trust", "TLS 1.2 or newer"));
    const std::vector<tls::Suite> suites = suitesBefore13(seen);
    const bool offersRc4 = std::any_of(suites.begin(), suites.end(), isRc4);
    const QString required = QCoreApplication::translate("trust", "neither SSL 3.0 nor RC4");
    if (offersRc4 && seen.isComplete && best->protocol < tls::Protocol::Tls13
        && std::all_of(suites.begin(), suites.end(), isRc4))
        return fail(QCoreApplication::translate("trust", "The server offers RC4 alone"), suitesText(suites),
                    required);
    if (sessionOf(seen, tls::Protocol::Ssl30))
        return warn(
            QCoreApplication::translate("trust", "The server still takes SSL 3.0, which no device uses"),
            u"SSL 3.0"_s, required);
    if (offersRc4)
        return warn(QCoreApplication::translate("trust", "The server still takes RC4, which no device uses"),
                    u"RC4"_s, required);
    return pass();
}

}  // namespace

constinit const Rule tls_sslv3_rc4{
    .id = "tls-sslv3-rc4",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "The server needs neither SSL 3.0 nor RC4"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .sinceMajor = 10,
    .binds = Binds::Connection,
    .source = citations::platformTls,
    .why = QT_TRANSLATE_NOOP("trust",
                             "Devices have offered neither since iOS 10; a server that still takes them is "
                             "open to attacks on its other clients"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Turn both off: ssl_protocols TLSv1.2 TLSv1.3 in nginx, SSLProtocol all -SSLv3 "
                             "in Apache and no RC4 in the cipher list; on Windows disable them in SCHANNEL"),
    .check = check,
};

}  // namespace trust::rules
