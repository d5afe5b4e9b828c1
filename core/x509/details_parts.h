// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate_fields.h"
#include "core/x509/details.h"

#include <QByteArray>

// What the constructor of Details is made of.

namespace x509 {

[[nodiscard]] QByteArray dotted(const ASN1_OBJECT* object);

/// The public key (RFC 5280, 4.1.2.7) as far as KeyDetails goes; sizes are 0 where it is not sound.
[[nodiscard]] KeyDetails keyDetailsOf(const CertificateFields& fields);
[[nodiscard]] SignatureDetails signatureDetailsOf(const X509_ALGOR* algorithm);

/// Fills in what `extension` says, of type `nid`, unless an earlier one has. False when it is one of those of
/// RFC 5280, 4.2, or the timestamps of RFC 6962, and does not decode.
[[nodiscard]] bool decodes(const Extension& extension, int nid, Details& details);

}  // namespace x509
