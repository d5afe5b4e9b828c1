// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    if (hasUsage(question.certificate(), {serverAuth}))
        return pass();
    return warn(QCoreApplication::translate(
                    "trust", "The extended key usage lacks serverAuth, which other clients look for"),
                usagesText(question.certificate()), u"serverAuth"_s);
}

}  // namespace

constinit const Rule ikev2_eku{
    .id = "ikev2-eku",
    .title = QT_TRANSLATE_NOOP("trust", "An IKEv2 server says serverAuth"),
    .weight = Weight::Info,
    .certainty = Certainty::Observed,
    .purposes = Purpose::Ikev2Server,
    .binds = Binds::Leaf,
    .source = {"strongSwan, Apple clients", "",
               "https://docs.strongswan.org/docs/latest/interop/appleIkev2Profile.html"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "The device does not look; other clients do, and old systems wanted ikeIntermediate as well"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Add it: extendedKeyUsage = serverAuth in OpenSSL; in AD CS, Application "
                             "Policies of the template: Server Authentication"),
    .check = check,
};

}  // namespace trust::rules
