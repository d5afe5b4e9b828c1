// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/rule.h"
#include "core/x509/details.h"

namespace trust {

// Extended key usages (RFC 5280, 4.2.1.12, and older ones that Apple's TLS policy still takes).
constexpr QByteArrayView serverAuth("1.3.6.1.5.5.7.3.1");
constexpr QByteArrayView clientAuth("1.3.6.1.5.5.7.3.2");
constexpr QByteArrayView emailProtection("1.3.6.1.5.5.7.3.4");
constexpr QByteArrayView anyExtendedKeyUsage("2.5.29.37.0");
constexpr QByteArrayView microsoftServerGatedCrypto("1.3.6.1.4.1.311.10.3.3");
constexpr QByteArrayView netscapeServerGatedCrypto("2.16.840.1.113730.4.1");

/// Whether the certificate's extKeyUsage names one of these; false when it has none that decodes.
[[nodiscard]] bool hasUsage(const x509::Details& certificate, std::initializer_list<QByteArrayView> oids);
/// Whether there is no extKeyUsage at all, readable or not.
[[nodiscard]] bool lacksExtendedKeyUsage(const x509::Details& certificate);

/// Whether an EC key is on one of the curves that Apple's parser knows: P-192, P-224, P-256, P-384, P-521.
[[nodiscard]] bool isAppleCurve(const x509::KeyDetails& key);
/// Whether Apple's parser knows an extension, so that it may be critical.
[[nodiscard]] bool isKnownExtension(QByteArrayView oid);

/// Whether the certificate may be a TLS server's, or a CA's above one: no extKeyUsage, or one that allows it.
[[nodiscard]] Verdict judgeServerUsage(const x509::Details& certificate);

/// Whether a key is RSA of at least so many bits, or EC of at least so many on a curve that Apple's parser
/// knows.
[[nodiscard]] bool isAtLeast(const x509::KeyDetails& key, int rsaBits, int ecBits);
/// Whether a certificate that did not sign itself is signed with `least` or better. Of a signature without a
/// hash of its own nothing is said.
[[nodiscard]] Verdict judgeHash(const x509::Details& certificate, x509::SignatureHash least);

/// The names of its extended key usages for people: "serverAuth, clientAuth"; "none" without the extension.
[[nodiscard]] QString usagesText(const x509::Details& certificate);
/// The names of its keyUsage bits: "digitalSignature, keyCertSign"; "none" without the extension.
[[nodiscard]] QString keyUsageText(const x509::Details& certificate);

/// "RSA 1024", "EC P-224", "Ed25519", "DSA".
[[nodiscard]] QString keyText(const x509::KeyDetails& key);
/// "SHA-1", "MD5", …; empty for none.
[[nodiscard]] QString hashText(x509::SignatureHash hash);

/// How a certificate is called in a sentence: its common name or what stands in for it.
[[nodiscard]] QString nameOf(const x509::Details& certificate);

/// "2026-11-22 14:03:00 UTC".
[[nodiscard]] QString momentText(qint64 secondsSinceEpoch);

}  // namespace trust
