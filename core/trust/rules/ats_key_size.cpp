// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (isOutsideTransportSecurity(question.context))
        return notApplicable();
    const x509::KeyDetails& key = question.certificate().key;
    constexpr int leastRsa = 2048;
    constexpr int leastEc = 256;
    if (isAtLeast(key, leastRsa, leastEc))
        return pass();
    return fail(QCoreApplication::translate("trust", "The key is too weak for App Transport Security"),
                keyText(key), QCoreApplication::translate("trust", "RSA 2048 or EC 256 bits"));
}

}  // namespace

constinit const Rule ats_key_size{
    .id = "ats-key-size",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "The key of a server that apps meet is RSA 2048 or EC 256 at least"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .binds = Binds::Leaf,
    .source = {"Apple, Preventing insecure network connections", "",
               "https://developer.apple.com/documentation/security/preventing-insecure-network-connections"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "App Transport Security refuses the connection whatever root the certificate "
                             "has, unless the app made an exception"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Make a new key: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 "
                             "(3072 and 4096 do as well); in AD CS, Minimum key size of the template"),
    .check = check,
};

}  // namespace trust::rules
