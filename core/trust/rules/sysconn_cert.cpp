// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    constexpr int leastRsa = 2048;
    constexpr int leastEc = 256;
    const QString required = QCoreApplication::translate("trust", "RSA 2048 or EC 256 bits, and SHA-256");
    if (!isAtLeast(certificate.key, leastRsa, leastEc))
        return fail(
            QCoreApplication::translate("trust", "The key is too weak for MDM, enrolment and updates"),
            keyText(certificate.key), required);
    const x509::SignatureDetails& signature = certificate.signature;
    if (signature.hash >= x509::SignatureHash::Sha256 || signature.kind == x509::SignatureKind::Eddsa)
        return pass();
    return fail(QCoreApplication::translate(
                    "trust", "The signature of the certificate is too weak for MDM, enrolment and updates"),
                hashText(signature.hash), required);
}

}  // namespace

constinit const Rule sysconn_cert{
    .id = "sysconn-cert",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP(
        "trust",
        "The certificate of a server of MDM, profiles, apps or updates meets App Transport Security"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = Purpose::SystemConnection,
    .sinceMajor = 27,
    .binds = Binds::Leaf,
    .source = citations::systemConnections,
    .why = QT_TRANSLATE_NOOP("trust",
                             "From iOS 27 on the system asks of these servers what it asks of those that "
                             "apps meet, whatever root the certificate has"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Issue it again with a new key and SHA-256: openssl req -newkey rsa:3072 -sha256; in AD CS, Minimum "
        "key size of the template and certutil -setreg ca\\csp\\CNGHashAlgorithm SHA256"),
    .check = check,
};

}  // namespace trust::rules
