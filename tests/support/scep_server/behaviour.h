// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace scep_server {

/// What the server does; as it comes, everything a device could wish for. Each mode changes a little of it.
struct Behaviour
{
    enum class CaKey { Rsa, EllipticCurve, RsaPss };
    /// Who answers for the CA: nobody, so that it answers itself, or registration authorities with these
    /// certificates.
    enum class Registration {
        None,
        Both,
        SigningAndEncryption,
        WithoutUsage,
        SigningOnly,
        ForeignEncryption
    };
    /// The body of GetCACert. `Plain` is what the other settings ask for: a certificate or a bundle of them.
    enum class CaBody { Plain, Pem, Bundle, SingleDer, Twice, Truncated, Html, LongHtml, EmptyBundle };
    enum class Operation { Any, GetCaCert, GetCaCaps, PkiOperation };
    /// The answer to a request that would be granted.
    enum class Status { Success, Failure, Pending };
    enum class Signer { Announced, Stranger, Two };
    enum class Issued { Leaf, Nothing, WrongKey, CaFirst };
    enum class Cipher { Aes128, TripleDes, Des };
    enum class Digest { Sha256, Sha1 };
    /// What is signed in an answer that carries no certificate.
    enum class NoContent { Absent, ZeroByte };
    /// How the finished answer goes out.
    enum class Wire { Whole, Truncated, Empty, Text500 };

    CaKey caKey = CaKey::Rsa;
    Registration registration = Registration::None;
    bool registrationExpired = false;

    CaBody caBody = CaBody::Plain;
    int caStatus = 200;
    /// Instead of the type that fits; an empty one leaves the header out.
    std::optional<QByteArray> caType;

    QByteArray capabilities = "POSTPKIOperation\nSHA-1\nSHA-256\nSHA-512\nAES\nDES3\nSCEPStandard\nRenewal\n";
    bool capabilitiesAreHtml = false;

    /// Requests that get no answer: the connection is closed, or kept and left alone.
    std::optional<Operation> closesAt;
    std::optional<Operation> stallsAt;
    /// Requests that are sent to another path, or where `location` says; an empty one leaves the header out.
    std::optional<Operation> redirects;
    std::optional<QByteArray> location;
    /// GetCACert comes in pieces, with pauses between them.
    bool isSlow = false;

    bool longQueryIsNotFound = false;
    bool postIsRefused = false;
    bool plusIsBlank = false;
    bool refusesBer = false;
    /// Whoever sends what cannot be read gets a status and no text.
    bool refusesSilently = false;
    /// How many messages end in status 503 before the first is looked at.
    int failuresAtFirst = 0;
    bool pollsFail = false;

    Status status = Status::Success;
    /// How often PENDING comes before the real answer; negative: always.
    int pendingAnswers = 0;
    /// Empty: a refusal gives no reason.
    QByteArray failInfo = "2";
    QByteArray failInfoText;
    /// A refusal repeats the challenge in its text.
    bool repeatsChallenge = false;
    /// The attribute 1.3.6.1.4.1.311.21.33: an HRESULT in decimal.
    QByteArray hresult;
    NoContent noContent = NoContent::Absent;
    bool leavesCertificatesOut = false;

    Signer signer = Signer::Announced;
    Issued issued = Issued::Leaf;
    bool encryptsToStranger = false;
    Cipher cipher = Cipher::Aes128;
    Digest digest = Digest::Sha256;
    QByteArray messageType = "3";
    bool attributesAreUtf8 = false;
    /// Neither messageType nor pkiStatus, or the first alone.
    bool leavesStatusOut = false;
    bool leavesTypeOut = false;
    QByteArray replyType = "application/x-pki-message";
    bool otherTransaction = false;
    bool otherNonce = false;
    /// Neither transactionID nor recipientNonce.
    bool leavesIdentifiersOut = false;
    bool dropsAlternativeNames = false;
    bool dropsExtendedUsage = false;
    Wire wire = Wire::Whole;
};

}  // namespace scep_server
