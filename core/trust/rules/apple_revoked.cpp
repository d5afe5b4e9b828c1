// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const std::optional<tls::Staple>& staple = question.context.connection->staple;
    if (!staple || staple->status == tls::Staple::Status::Unreadable)
        return notApplicable();
    if (staple->status != tls::Staple::Status::Revoked)
        return isStale(*staple, question.context.asOf) ? notApplicable() : pass();
    const QString measured = staple->revokedAt ? momentText(*staple->revokedAt) : QString();
    if (staple->isSignedByIssuer)
        return fail(QCoreApplication::translate(
                        "trust", "The server itself staples the word that its certificate is revoked"),
                    measured);
    return warn(QCoreApplication::translate("trust",
                                            "A stapled answer says that the certificate is revoked; whether "
                                            "its issuer signed that could not be found out"),
                measured);
}

}  // namespace

constinit const Rule apple_revoked{
    .id = "apple-revoked",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "The certificate of the server is not revoked"),
    .weight = Weight::Fatal,
    .certainty = Certainty::ReadInSource,
    .purposes = tlsPurposes,
    .binds = Binds::Connection,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecRevocationServer.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "A revocation that the device knows is final, and nobody can click it away. Only an answer that the "
        "server staples is looked at here: neither OCSP nor revocation lists nor Apple's own data are asked"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue a new certificate with a new key and install it; openssl s_client "
                             "-status shows what the server staples"),
    .check = check,
};

}  // namespace trust::rules
