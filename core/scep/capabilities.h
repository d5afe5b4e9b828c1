// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/report.h"
#include "core/x509/certificate.h"

namespace scep {

enum class Cipher { Aes128Cbc, TripleDesCbc };
enum class Method { Get, Post };

/// What a device does with the server's capabilities (RFC 8894, 3.5.2).
struct Capabilities
{
    QStringList lines;  ///< as sent
    x509::Digest digest = x509::Digest::Sha1;
    Cipher cipher = Cipher::TripleDesCbc;
    Method method = Method::Get;
};

struct JudgedCapabilities
{
    std::optional<Capabilities> capabilities;  ///< nothing: it stops with 22006
    QStringList lines;                         ///< as sent, also where it stops
    QString cause;
    QString verdict;  ///< one sentence, translated
    std::vector<report::Finding> findings;
};

/// Judges the body of GetCACaps: lines that end in CR or LF, compared letter by letter, blanks included.
[[nodiscard]] JudgedCapabilities judgeCapabilities(const QByteArray& body);
/// The same for the array GetCACaps of a payload, which takes the place of asking.
[[nodiscard]] JudgedCapabilities judgeCapabilities(const QStringList& lines);

[[nodiscard]] QString digestName(x509::Digest digest);  ///< "SHA-256"
[[nodiscard]] QString cipherName(Cipher cipher);        ///< "AES-128-CBC", "3DES-CBC"

}  // namespace scep
