// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

namespace trust::rules {

namespace {

Verdict check(const Question& question) { return judgeServerUsage(question.certificate()); }

}  // namespace

constinit const Rule eap_eku{
    .id = "eap-eku",
    .title =
        QT_TRANSLATE_NOOP("trust", "The extended key usage of a RADIUS server, if any, allows TLS servers"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::EapServer,
    .binds = Binds::BelowAnchor,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateEAP",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A certificate that says what it is for and leaves out TLS servers is refused"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Add it: extendedKeyUsage = serverAuth in OpenSSL; in AD CS, Application "
                             "Policies of the template: Server Authentication"),
    .check = check,
};

}  // namespace trust::rules
