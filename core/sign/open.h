// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/document.h"
#include "core/x509/certificate.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>
#include <vector>

namespace sign {

/// What is known of the one who signed a profile.
struct Signature
{
    bool holds = false;  ///< the mathematics: content and signed attributes fit the signer's key
    QString reason;      ///< why not, translated; empty when it holds
    std::optional<x509::Certificate> signer;      ///< nothing when the wrapper does not carry it
    std::vector<x509::Certificate> certificates;  ///< all that the wrapper carries
    QString digest;                               ///< "SHA256", …
    std::optional<QDateTime> signingTime;
    int signerCount = 0;  ///< Apple devices expect exactly one
};

/// A wrapper taken off: its content and who signed.
struct Unwrapped
{
    QByteArray content;
    Signature signature;
};

/// Whether `bytes` look like CMS SignedData: DER, BER or PEM ("PKCS7", "CMS").
[[nodiscard]] bool isSigned(const QByteArray& bytes);

/// Takes off CMS SignedData (RFC 5652, 5). A signature that does not hold is an answer, not an error;
/// EnvelopedData and detached signatures are Unsupported, broken encoding is InvalidInput.
[[nodiscard]] base::Result<Unwrapped> unwrap(const QByteArray& bytes);

enum class Container { Xml, Binary, Signed };
[[nodiscard]] QString containerName(Container container);  ///< "xml", "binary", "signed": also in the JSON

/// A file opened: what it was wrapped in, and the property list inside.
struct Opened
{
    Container container = Container::Xml;
    QByteArray fileBytes;                ///< as read
    std::optional<Signature> signature;  ///< for Container::Signed
    plist::Document document;

    /// What saving writes: the file's own bytes, signature and all, while the document is unmodified;
    /// after an edit the document's bytes without the signature.
    [[nodiscard]] base::Result<QByteArray> toBytes() const;
};

/// Opens any profile: XML, binary, CMS-signed in any of its forms.
[[nodiscard]] base::Result<Opened> open(const QByteArray& bytes);

}  // namespace sign
