// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const std::optional<bool> isAsSelected = question.context.scep->isReplySignedAsSelected;
    if (!isAsSelected)
        return notApplicable();
    if (*isAsSelected)
        return pass();
    return fail(QCoreApplication::translate(
        "trust", "The reply is signed with another certificate than the one that the device selects from "
                 "GetCACert; it is expected to stop with MCSCEPErrorDomain 22013"));
}

}  // namespace

constinit const Rule scep_reply_signer{
    .id = "scep-reply-signer",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "A SCEP reply is signed by the certificate that the device selects"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Answers,
    .source = citations::scepClient,
    .why = QT_TRANSLATE_NOOP("trust",
                             "The device selects a signer by key usage from what GetCACert answers and takes "
                             "no other, even one of the same CA"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Answer GetCACert with the certificate that signs, and give digitalSignature to that one alone; "
        "after a renewal restart NDES or the RA, so that both are the same again"),
    .check = check,
};

}  // namespace trust::rules
