// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const std::optional<bool> takes = question.context.connection->takesLargeHello;
    if (!takes)
        return notApplicable();
    if (*takes)
        return pass();
    return fail(QCoreApplication::translate(
                    "trust",
                    "The server, or something on the way to it, does not answer a first message that "
                    "offers quantum-secure keys and takes more than one packet"),
                QCoreApplication::translate("trust", "no answer"),
                QCoreApplication::translate("trust", "an answer, with or without X25519MLKEM768"));
}

}  // namespace

constinit const Rule tls_pq_hello{
    .id = "tls-pq-hello",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "The server answers a handshake that offers quantum-secure keys"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .sinceMajor = 26,
    .binds = Binds::Connection,
    .source = {"Apple, Prepare your network for quantum-secure encryption in TLS", "",
               "https://support.apple.com/122756"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "From iOS 26 on every device opens with such a message. A server need not know "
                             "the new keys, but it must read on when the message comes in several packets"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Update the server or the load balancer, firewall or inspecting proxy before "
                             "it; on a Mac, nscurl --tls-diagnostics shows the same"),
    .check = check,
};

}  // namespace trust::rules
