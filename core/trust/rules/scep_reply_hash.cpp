// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    using x509::SignatureHash;
    const std::optional<SignatureHash> hash = question.context.scep->replyHash;
    if (!hash)
        return notApplicable();
    if (*hash == SignatureHash::Sha1 || *hash >= SignatureHash::Sha256)
        return pass();
    const QString required = QCoreApplication::translate("trust", "SHA-256 or better");
    if (*hash == SignatureHash::Sha224)
        return warn(
            QCoreApplication::translate("trust", "The reply is signed with SHA-224, which may not work"),
            hashText(*hash), required);
    return fail(QCoreApplication::translate(
                    "trust", "The reply is signed with a hash that devices are expected to refuse"),
                hashText(*hash), required);
}

}  // namespace

constinit const Rule scep_reply_hash{
    .id = "scep-reply-hash",
    .kind = Kind::Server,
    .title =
        QT_TRANSLATE_NOOP("trust", "A SCEP reply is signed with SHA-256 or another hash that devices take"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Answers,
    .source = citations::scepClient,
    .why = QT_TRANSLATE_NOOP(
        "trust", "SHA-1, SHA-256, SHA-384 and SHA-512 are known to work; a reply with MD5 is refused"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Set the digest of the server to SHA-256; many take it from the request, which follows GetCACaps"),
    .check = check,
};

}  // namespace trust::rules
