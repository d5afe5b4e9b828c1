// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"
#include "ui/style/tone.h"

#include <optional>

namespace ui {

/// What a device will not like about one field of a certificate.
struct CertificateRemark
{
    Tone tone = Tone::Warning;  ///< Error: refused for every purpose
    QString text;               ///< one sentence, translated: who refuses what
};

[[nodiscard]] std::optional<CertificateRemark> remarkOnKey(const x509::PublicKeyInfo& key);
[[nodiscard]] std::optional<CertificateRemark> remarkOnSignature(const x509::Certificate& certificate);
[[nodiscard]] std::optional<CertificateRemark> remarkOnValidity(const x509::Certificate& certificate,
                                                                const QDateTime& now);

}  // namespace ui
