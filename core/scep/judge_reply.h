// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/reply.h"
#include "core/scep/report.h"

namespace scep {

/// What a device does with a reply.
enum class ReplyVerdict {
    Success,
    Pending,
    Refused,
    Unknown,  ///< it may take what this program cannot read
};

struct JudgedReply
{
    ReplyVerdict verdict = ReplyVerdict::Refused;
    int code = 0;        ///< of MCSCEPErrorDomain, where it is refused
    QString cause = {};  ///< why it is refused or not known, translated
};

/// Judges in the device's order (Apple, SecSCEPVerifyReply): signer, signature, kind, status, content, and
/// whether the first certificate fits `key`, which devices look at since iOS 26.
[[nodiscard]] JudgedReply judgeReply(const Reply& reply, const x509::PrivateKey& key, int generation);

/// What no device says of a reply: weak algorithms, identifiers that do not match, reasons of a failure.
[[nodiscard]] std::vector<report::Finding> notesOn(const Reply& reply,
                                                   const QByteArray& transactionId,
                                                   const QByteArray& senderNonce);

/// "badMessageCheck (1)" and what it mostly stands for, translated.
[[nodiscard]] QString failInfoMeaning(int failInfo);

}  // namespace scep
