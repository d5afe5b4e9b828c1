// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/report.h"

namespace scep {

/// The certificates that a device takes from GetCACert (RFC 8894, 4.2).
struct Authority
{
    std::vector<x509::Certificate> sent;  ///< never empty
    bool isSingle = false;                ///< one certificate, sent as application/x-x509-ca-cert
    std::size_t signing = 0;              ///< of `sent`: whose signature a reply must bear
    std::size_t encryption = 0;           ///< of `sent`

    [[nodiscard]] const x509::Certificate& signer() const { return sent[signing]; }
    /// To whom a request is encrypted: the first of encryption and signing that may encipher keys, and before
    /// iOS 16 plainly the first.
    [[nodiscard]] const x509::Certificate& recipient(int generation) const;
};

/// What a device makes of an answer to GetCACert.
struct JudgedAuthority
{
    std::optional<Authority> authority;  ///< nothing: it stops with `error`
    std::optional<DeviceError> error;
    QString cause;
    std::vector<SentCertificate> certificates;  ///< what could be read, used or not
    std::vector<report::Finding> findings;
};

/// Judges it as iOS `generation` does: by the exact Content-Type, then the body, then key usages and, where
/// there is one, the profile's `fingerprint` (16, 20, 28, 32, 48 or 64 bytes of MD5, SHA-1 or SHA-2). Null
/// is none; of no bytes is one that fits nothing.
[[nodiscard]] JudgedAuthority judgeAuthority(const http::Reply& reply,
                                             const QByteArray& fingerprint,
                                             int generation);

/// Whether the Content-Type is one of the two that a device takes, letter by letter.
[[nodiscard]] bool isAuthorityType(const QByteArray& contentType);

/// The digest that has this many bytes; nothing for a length no digest has.
[[nodiscard]] std::optional<x509::Digest> digestOfLength(qsizetype bytes);

}  // namespace scep
