// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/settings.h"

namespace scep {

/// The certificate request (RFC 2986) that a device makes: its string types, its attributes in its order.
/// A type of subject attribute that devices do not know empties the whole subject.
[[nodiscard]] base::Result<QByteArray> makeRequest(const Settings& settings,
                                                   const x509::PrivateKey& key,
                                                   x509::Digest digest);

/// The self-signed certificate that signs the request's message (RFC 8894, 2.3): a random common name,
/// serial number 1, a year, SHA-1.
[[nodiscard]] base::Result<x509::Certificate> makeTemporaryCertificate(const x509::PrivateKey& key);

/// The attribute types of `subject` that devices do not know, each once.
[[nodiscard]] QStringList unknownAttributes(const x509::Name& subject);

/// Whether that is an address of IPv4 or IPv6 that a request can hold.
[[nodiscard]] bool isAddress(const QByteArray& text);

}  // namespace scep
