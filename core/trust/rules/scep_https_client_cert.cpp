// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (!question.context.connection->asksForClientCertificate)
        return pass();
    if (question.context.os.platform != schema::Platform::Macos)
        return notApplicable();
    return fail(QCoreApplication::translate(
        "trust", "The SCEP server asks for a client certificate: renewals on a Mac are expected to fail"));
}

}  // namespace

constinit const Rule scep_https_client_cert{
    .id = "scep-https-client-cert",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "A SCEP server over https asks for no client certificate"),
    .weight = Weight::Fail,
    .certainty = Certainty::Observed,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Connection,
    .source = {"smallstep, certificates", "issue 746",
               "https://github.com/smallstep/certificates/issues/746"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A Mac that renews has an identity already, and is reported to stumble over the "
                             "question for it. Nothing of SCEP needs it"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Turn it off for the address of SCEP: ssl_verify_client off in nginx, SSLVerifyClient none in "
        "Apache, Client certificates: Ignore in SSL Settings of IIS"),
    .check = check,
};

}  // namespace trust::rules
