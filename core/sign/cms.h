// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/x509/handle.h"

#include <QByteArray>
#include <QString>

namespace sign {

/// What a heap of bytes is wrapped in.
enum class Wrapper {
    None,
    SignedData,
    Encrypted,  ///< EnvelopedData and its kin
    Other,      ///< CMS, but neither
};

/// `bytes` freed of PEM or Base64, and what they are.
struct Envelope
{
    Wrapper wrapper = Wrapper::None;
    QByteArray der;  ///< DER or BER; empty for Wrapper::None
};
[[nodiscard]] Envelope readEnvelope(const QByteArray& bytes);

/// Decodes SignedData with its content inside; see unwrap() for the errors.
[[nodiscard]] base::Result<x509::CmsHandle> decodeSigned(const QByteArray& bytes);

/// The content as it was signed, byte for byte.
[[nodiscard]] QByteArray embeddedContent(CMS_ContentInfo* cms);

/// Why the signature does not hold; empty when it does. Judges the mathematics alone.
[[nodiscard]] QString findFault(CMS_ContentInfo* cms);

}  // namespace sign
