// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"
#include "core/report/finding.h"
#include "core/x509/certificate.h"
#include "core/x509/key.h"

#include <optional>
#include <vector>

namespace scep {

/// An error as a device reports it: "MCSCEPErrorDomain" 22003.
struct DeviceError
{
    QString domain;
    int code = 0;
    bool operator==(const DeviceError&) const = default;
};
/// Of MCSCEPErrorDomain.
[[nodiscard]] DeviceError scepError(int code);
/// Of MCPayloadErrorDomain.
[[nodiscard]] DeviceError payloadError(int code);

/// How an enrolment ends, or would end.
enum class Outcome {
    WouldEnroll,  ///< nothing stood against it as far as it was tried
    Enrolled,
    Pending,  ///< the CA had not decided when the device gave up asking
    Stops,    ///< with an error
};
[[nodiscard]] QString outcomeName(Outcome outcome);  ///< "would-enroll", "enrolled", "pending", "stops"

/// One request and what came of it.
struct Step
{
    QString name;               ///< "GetCACert", "GetCACaps", "PKIOperation", "GetCertInitial"
    QString request;            ///< method and address; a long message is cut
    std::optional<int> status;  ///< of HTTP; nothing when there was no answer
    std::vector<http::Header> headers = {};
    QString contentType = {};
    qint64 bytes = 0;            ///< of the body
    QByteArray beginning = {};   ///< of the body, at most 64 bytes
    QStringList redirects = {};  ///< the addresses on the way
    QString verdict = {};        ///< what a device makes of it, translated
};

/// What a server says and no device shows.
struct Hidden
{
    std::optional<int> failInfo;     ///< RFC 8894, 3.2.1.4.4
    QString failInfoText;            ///< RFC 8894, 3.2.1.4.4
    std::optional<quint32> hresult;  ///< of NDES: szOID_ENROLL_SCEP_ERROR
    std::optional<int> status;       ///< of HTTP, where it was none of success
    QString page;                    ///< the first lines of an error page
    QString nsurlError;              ///< the name of what lies under a network error
    std::optional<int> nsurlCode;
};

/// How a server's certificates are used.
enum class AuthorityRole {
    Single,      ///< the only one: signs and is encrypted to
    Both,        ///< RA that signs and is encrypted to
    Signing,     ///< RA that signs
    Encryption,  ///< RA that is encrypted to
    Other,       ///< in the answer, but not used
};
[[nodiscard]] QString roleName(
    AuthorityRole role);  ///< for JSON: "ca", "ra", "ra-signing", "ra-encryption", "other"

struct SentCertificate
{
    x509::Certificate certificate;
    AuthorityRole role = AuthorityRole::Other;
    bool hasFingerprint = false;  ///< whether it is the one that the profile's CAFingerprint names
};

/// A certificate that was issued to us, and its key.
struct Issued
{
    x509::PrivateKey key;
    x509::Certificate certificate;
    std::vector<x509::Certificate> others;  ///< what came with it
};

/// What a device would make of a server, step by step.
struct Report
{
    Outcome outcome = Outcome::WouldEnroll;
    std::optional<DeviceError> error;  ///< what the device reports
    QString cause;                     ///< why, translated; empty where nothing stops it
    std::vector<Step> steps;
    Hidden hidden;
    std::vector<report::Finding> findings;
    std::vector<SentCertificate> certificates;  ///< of GetCACert
    std::optional<QStringList> capabilities;    ///< lines of GetCACaps
    bool usesPost = false;
    QString digest;        ///< "SHA-256": what the request would be signed with
    QString cipher;        ///< "AES-128-CBC" or "3DES"
    qint64 querySize = 0;  ///< characters of the query a PKIOperation by GET takes; 0: not known
    std::optional<Issued> issued;
    /// Why it could not be tried to the end: the profile cannot be read that way, or somebody cancelled.
    std::optional<base::Error> failure;
};

}  // namespace scep
