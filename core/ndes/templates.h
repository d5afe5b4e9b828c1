// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ndes {

/// What a key is for, in the bits of KeyUsage that a request by SCEP carries (RFC 5280, 4.2.1.3).
struct KeyUse
{
    bool digitalSignature = false;
    bool keyEncipherment = false;

    /// From `Key Usage` of a SCEP payload: 1, 4 or 5; nothing for another number.
    [[nodiscard]] static std::optional<KeyUse> fromPayload(qint64 keyUsage);
    bool operator==(const KeyUse&) const = default;
};

/// The value below `HKLM\SOFTWARE\Microsoft\Cryptography\MSCEP` that holds the name of the template by which
/// NDES asks for such a certificate: "SignatureTemplate", "EncryptionTemplate" or "GeneralPurposeTemplate".
/// Empty for a use without either, for which NDES has none.
[[nodiscard]] QString templateValueFor(const KeyUse& use);

/// The octet of KeyUsage: 0x80, 0x20 or 0xA0.
[[nodiscard]] int keyUsageOctet(const KeyUse& use);

}  // namespace ndes
