// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace scep {

/// What decides how long a device's request gets.
struct RequestShape
{
    int keyBits = 2048;        ///< of the device's RSA key
    int raKeyBits = 2048;      ///< of the RSA key of RA or CA that the request is encrypted to
    int challengeLength = 16;  ///< characters
    int nameLength = 40;       ///< octets of subject and alternative names together
    int pathLength = 24;       ///< of the server's address, as in "/certsrv/mscep/mscep.dll"
};

/// How long the request gets when the server takes it by GET only.
struct RequestSize
{
    int messageBytes = 0;  ///< the DER of the PKIOperation
    int queryLength = 0;   ///< what stands behind the question mark: what maxQueryString counts
    int urlLength = 0;     ///< path and query, as HTTP.sys counts it
};

/// An estimate, within 5 percent of messages that were measured; tests hold it to that.
///
/// Five parts are as long as the device's key (key and signature of the request and of the temporary
/// certificate, signature of the message) and one as long as the RA's (the encrypted key); the rest is names,
/// algorithms and lengths. In Base64 four characters stand for three octets.
[[nodiscard]] RequestSize estimateRequest(const RequestShape& shape);

/// A limit with room for `length`: a tenth more, up to the next multiple of 1024.
[[nodiscard]] int limitFor(int length);

}  // namespace scep
