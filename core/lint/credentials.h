// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/subject.h"

namespace lint {

/// Whether `payload` is a Credentials payload for certificates alone: root, pkcs1 or pem.
[[nodiscard]] bool isCertificatePayload(const profile::Payload& payload);

/// The payload type for one certificate in DER: root for a self-signed one, else pkcs1.
[[nodiscard]] QString typeFor(const x509::Certificate& certificate);

/// Whether every reference to `payload` would still hold if it were of `type`.
[[nodiscard]] bool mayBecome(const Subject& subject, const profile::Payload& payload, const QString& type);

[[nodiscard]] bool isReferenced(const Subject& subject, const profile::Payload& payload);

/// The passphrase that stands in a pkcs12 payload; null without one or where a template fills it in.
[[nodiscard]] const QString* passphraseIn(const profile::Payload& payload);

/// Whether the content was there and could be read in full: a PKCS #12 file was opened, too.
[[nodiscard]] bool isRead(const Credential& credential);

/// How a certificate is called in a sentence.
[[nodiscard]] QString nameOf(const x509::Certificate& certificate);

}  // namespace lint
