// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/report.h"

#include <span>

namespace scep {

/// One thing that the desk may notice beside what stops a device.
struct Remark
{
    const char* id;
    report::Severity severity;
    const char* title;   ///< what is right, QT_TRANSLATE_NOOP("scep", …)
    const char* why;     ///< QT_TRANSLATE_NOOP("scep", …)
    const char* advice;  ///< QT_TRANSLATE_NOOP("scep", …); may be empty
    report::Citation source;
};

namespace remarks {
extern const Remark error;
extern const Remark httpStatus;
extern const Remark redirect;
extern const Remark longAnswer;
extern const Remark serverIssuer;
extern const Remark contentType;
extern const Remark singleFingerprint;
extern const Remark noFingerprint;
extern const Remark keyUsageRecipient;
extern const Remark raExpired;
extern const Remark subjectEmptied;
extern const Remark nameSkipped;
extern const Remark capabilitiesSpelling;
extern const Remark capabilitiesIgnored;
extern const Remark queryDropped;
extern const Remark queryLength;
extern const Remark challengeAsked;
extern const Remark plusSign;
extern const Remark indefiniteLength;
extern const Remark postRefused;
extern const Remark replyUnsaid;
extern const Remark weakReply;
extern const Remark transaction;
extern const Remark nonce;
extern const Remark leafOrder;
extern const Remark issuedNames;
extern const Remark issuedUsage;
extern const Remark issuedKey;
extern const Remark issuedSubject;
extern const Remark weakKey;
extern const Remark polling;
}  // namespace remarks

/// Every remark, in the order of this list.
[[nodiscard]] std::span<const Remark* const> allRemarks();

/// A finding of that kind.
[[nodiscard]] report::Finding finding(const Remark& remark,
                                      QString message,
                                      QString measured = {},
                                      QString required = {});

/// That a device stops, and with what.
[[nodiscard]] report::Finding stopFinding(const DeviceError& error, const QString& cause);

}  // namespace scep
