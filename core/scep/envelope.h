// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/x509/certificate.h"
#include "core/x509/key.h"

#include <QByteArray>

namespace scep {

/// An EnvelopedData (RFC 5652, 6) and what came out of it.
struct Opened
{
    QString cipher;  ///< "aes-128-cbc", "des-ede3-cbc", "des-cbc"; a dotted OID for others
    bool isSingleDes = false;
    bool isCipherKnown = true;          ///< false: OpenSSL has no such cipher, whoever holds the key
    bool namesRecipient = false;        ///< whether a recipient is `recipient`, by issuer and serial number
    std::optional<QByteArray> content;  ///< nothing: it could not be decrypted
    QString problem;                    ///< then: why, from OpenSSL
};

/// Opens it for `recipient`. Single DES is read although OpenSSL 3 does not offer it: servers still answer
/// with it, and devices read it. InvalidInput: this is no EnvelopedData.
[[nodiscard]] base::Result<Opened> openEnvelope(const QByteArray& bytes,
                                                const x509::Certificate& recipient,
                                                const x509::PrivateKey& key);

}  // namespace scep
