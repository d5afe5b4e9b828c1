// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    return judgeHash(question.certificate(), x509::SignatureHash::Sha1);
}

}  // namespace

constinit const Rule apple_x509_md5_fatal{
    .id = "apple-x509-md5-fatal",
    .title =
        QT_TRANSLATE_NOOP("trust", "No certificate below a self-signed root is signed with MD5 or older"),
    .weight = Weight::Fatal,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyServer.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A signature by MD2, MD4 or MD5 ends every evaluation, whatever is trusted"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again with SHA-256"),
    .check = check,
};

}  // namespace trust::rules
