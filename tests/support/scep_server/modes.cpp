// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scep_server/modes.h"

#include <algorithm>
#include <array>

namespace scep_server {
namespace {

using B = Behaviour;

constexpr std::array table{
    // GetCACert, announced as one certificate.
    Mode{"pem", "The CA certificate is sent as PEM",
         [](B& b) {
             b.caBody = B::CaBody::Pem;
         }},
    Mode{"pkcs7-as-ca", "A PKCS #7 bundle is announced as one certificate",
         [](B& b) {
             b.caBody = B::CaBody::Bundle;
         }},
    Mode{"truncated-ca", "The CA certificate ends in the middle",
         [](B& b) {
             b.caBody = B::CaBody::Truncated;
         }},
    Mode{"ca-twice", "The CA certificate is sent twice, one behind the other",
         [](B& b) {
             b.caBody = B::CaBody::Twice;
         }},
    Mode{"html-as-ca", "A web page is announced as a CA certificate",
         [](B& b) {
             b.caBody = B::CaBody::Html;
         }},
    Mode{"long-page-as-ca", "A web page of three megabytes is announced as a CA certificate",
         [](B& b) {
             b.caBody = B::CaBody::LongHtml;
         }},
    Mode{"ec-ca", "The CA has a key on P-256",
         [](B& b) {
             b.caKey = B::CaKey::EllipticCurve;
         }},
    Mode{"pss-ca", "The CA has a key for RSA-PSS only",
         [](B& b) {
             b.caKey = B::CaKey::RsaPss;
         }},

    // GetCACert, announced as CA and RA certificates.
    Mode{"ra-both", "One RA certificate signs and decrypts",
         [](B& b) {
             b.registration = B::Registration::Both;
         }},
    Mode{"ra-two", "One RA certificate signs, another decrypts",
         [](B& b) {
             b.registration = B::Registration::SigningAndEncryption;
         }},
    Mode{"ra-without-usage", "The RA certificate has no key usage",
         [](B& b) {
             b.registration = B::Registration::WithoutUsage;
         }},
    Mode{"ra-signing-only", "The only RA certificate is for signing",
         [](B& b) {
             b.registration = B::Registration::SigningOnly;
         }},
    Mode{"ra-foreign-encryption", "The RA certificate for encryption comes from another root",
         [](B& b) {
             b.registration = B::Registration::ForeignEncryption;
         }},
    Mode{"ra-expired", "One RA certificate signs and decrypts, and has expired",
         [](B& b) {
             b.registration = B::Registration::Both;
             b.registrationExpired = true;
         }},
    Mode{"ra-ca-only", "The bundle holds the CA certificate alone",
         [](B& b) {
             b.caBody = B::CaBody::Bundle;
             b.caType = "application/x-x509-ca-ra-cert";
         }},
    Mode{"ra-single-der", "One certificate is announced as a bundle",
         [](B& b) {
             b.registration = B::Registration::Both;
             b.caBody = B::CaBody::SingleDer;
         }},
    Mode{"ra-html", "A web page is announced as a bundle",
         [](B& b) {
             b.registration = B::Registration::Both;
             b.caBody = B::CaBody::Html;
         }},
    Mode{"ra-truncated", "The bundle ends in the middle",
         [](B& b) {
             b.registration = B::Registration::Both;
             b.caBody = B::CaBody::Truncated;
         }},
    Mode{"ra-empty", "The bundle holds no certificate",
         [](B& b) {
             b.registration = B::Registration::Both;
             b.caBody = B::CaBody::EmptyBundle;
         }},

    // GetCACert, announced as something else.
    Mode{"not-found", "GetCACert finds a page that says 404",
         [](B& b) {
             b.caStatus = 404;
             b.caBody = B::CaBody::Html;
             b.caType = "text/html";
         }},
    Mode{"login-page", "GetCACert finds a page to log in at, with status 200",
         [](B& b) {
             b.caBody = B::CaBody::Html;
             b.caType = "text/html; charset=utf-8";
         }},
    Mode{"long-page", "GetCACert finds a page of three megabytes",
         [](B& b) {
             b.caBody = B::CaBody::LongHtml;
             b.caType = "text/html";
         }},
    Mode{"no-type", "GetCACert comes without Content-Type",
         [](B& b) {
             b.caType = "";
         }},
    Mode{"charset", "The Content-Type of GetCACert has a parameter",
         [](B& b) {
             b.caType = "application/x-x509-ca-cert; charset=binary";
         }},
    Mode{"letter-case", "The Content-Type of GetCACert is written with capitals",
         [](B& b) {
             b.caType = "Application/X-X509-CA-Cert";
         }},
    Mode{"text-plain", "GetCACert is announced as text",
         [](B& b) {
             b.caType = "text/plain";
         }},

    // Transport.
    Mode{"close", "Every connection is closed without an answer",
         [](B& b) {
             b.closesAt = B::Operation::Any;
         }},
    Mode{"close-caps", "GetCACaps gets no answer",
         [](B& b) {
             b.closesAt = B::Operation::GetCaCaps;
         }},
    Mode{"close-pki", "PKIOperation gets no answer",
         [](B& b) {
             b.closesAt = B::Operation::PkiOperation;
         }},
    Mode{"stall", "Nothing is ever answered",
         [](B& b) {
             b.stallsAt = B::Operation::Any;
         }},
    Mode{"stall-pki", "PKIOperation is never answered",
         [](B& b) {
             b.stallsAt = B::Operation::PkiOperation;
         }},
    Mode{"redirect", "Every request is sent to another path",
         [](B& b) {
             b.redirects = B::Operation::Any;
         }},
    Mode{"redirect-ca", "GetCACert is sent to another path",
         [](B& b) {
             b.redirects = B::Operation::GetCaCert;
         }},

    Mode{"redirect-nowhere", "GetCACert is sent elsewhere, and nothing says where",
         [](B& b) {
             b.redirects = B::Operation::GetCaCert;
             b.location = "";
         }},
    Mode{"redirect-ftp", "GetCACert is sent to a server of FTP",
         [](B& b) {
             b.redirects = B::Operation::GetCaCert;
             b.location = "ftp://127.0.0.1/scep";
         }},
    Mode{"slow", "GetCACert takes two seconds to arrive, and something comes all the time",
         [](B& b) {
             b.isSlow = true;
         }},

    // GetCACaps.
    Mode{"caps-empty", "GetCACaps is empty",
         [](B& b) {
             b.capabilities.clear();
         }},
    Mode{"caps-html", "GetCACaps finds a page that says 404",
         [](B& b) {
             b.capabilitiesAreHtml = true;
         }},
    Mode{"caps-no-post", "POST is not offered",
         [](B& b) {
             b.capabilities = "SHA-1\nSHA-256\nSHA-512\nAES\nDES3\n";
         }},
    Mode{"caps-old", "SHA-1 and triple DES are all there is",
         [](B& b) {
             b.capabilities = "POSTPKIOperation\nSHA-1\nDES3\n";
         }},
    Mode{"caps-no-aes", "AES is not offered",
         [](B& b) {
             b.capabilities = "POSTPKIOperation\nSHA-256\nDES3\n";
         }},
    Mode{"caps-no-cipher", "No cipher is offered",
         [](B& b) {
             b.capabilities = "POSTPKIOperation\nSHA-256\n";
         }},
    Mode{"caps-standard", "SCEPStandard stands for the digests",
         [](B& b) {
             b.capabilities = "SCEPStandard\nAES";
         }},
    Mode{"caps-blank", "A blank follows the digest",
         [](B& b) {
             b.capabilities = "SHA-256 \n";
         }},
    Mode{"caps-mark", "A byte order mark stands in front of the first word",
         [](B& b) {
             b.capabilities = "\xEF\xBB\xBF"
                              "SHA-256\nPOSTPKIOperation\nAES\n";
         }},
    Mode{"caps-nul", "A NUL follows each word",
         [](B& b) {
             b.capabilities = QByteArray("SHA-256\0\nAES\0\n", 14);
         }},
    Mode{"caps-utf16", "The words are written in UTF-16",
         [](B& b) {
             b.capabilities = QByteArray("S\0H\0A\0-\0"
                                         "2\0"
                                         "5\0"
                                         "6\0\n\0",
                                         16);
         }},
    Mode{"caps-commas", "Commas separate the capabilities",
         [](B& b) {
             b.capabilities = "SHA-1,AES";
         }},
    Mode{"caps-lower-case", "The digest is written in small letters",
         [](B& b) {
             b.capabilities = "sha-256\n";
         }},

    // PKIOperation: requests that do not get through.
    Mode{"long-query", "A query beyond 2048 characters is not found, as IIS has it",
         [](B& b) {
             b.longQueryIsNotFound = true;
         }},
    Mode{"post-refused", "POST is offered and then not allowed",
         [](B& b) {
             b.postIsRefused = true;
         }},
    Mode{"plus-as-blank", "A plus in the query is read as a blank",
         [](B& b) {
             b.plusIsBlank = true;
         }},
    Mode{"ber-refused", "Only DER is understood",
         [](B& b) {
             b.refusesBer = true;
         }},
    Mode{"silent-refusal", "What cannot be read is refused with status 400 and nothing else",
         [](B& b) {
             b.refusesSilently = true;
         }},
    Mode{"fails-once", "The first message ends in status 503, all others are answered",
         [](B& b) {
             b.failuresAtFirst = 1;
         }},
    Mode{"polls-fail", "A person has to approve, and whoever polls gets a line of text and status 500",
         [](B& b) {
             b.pendingAnswers = -1;
             b.pollsFail = true;
         }},
    Mode{"text-500", "PKIOperation ends in a line of text and status 500",
         [](B& b) {
             b.wire = B::Wire::Text500;
         }},
    Mode{"truncated-reply", "The answer ends in the middle",
         [](B& b) {
             b.wire = B::Wire::Truncated;
         }},
    Mode{"empty-reply", "The answer is empty",
         [](B& b) {
             b.wire = B::Wire::Empty;
         }},

    // PKIOperation: refusals and delays.
    Mode{"fail0", "Refused: badAlg",
         [](B& b) {
             b.status = B::Status::Failure;
             b.failInfo = "0";
         }},
    Mode{"fail1", "Refused: badMessageCheck",
         [](B& b) {
             b.status = B::Status::Failure;
             b.failInfo = "1";
         }},
    Mode{"fail2", "Refused: badRequest",
         [](B& b) {
             b.status = B::Status::Failure;
             b.failInfo = "2";
         }},
    Mode{"fail3", "Refused: badTime",
         [](B& b) {
             b.status = B::Status::Failure;
             b.failInfo = "3";
         }},
    Mode{"fail4", "Refused: badCertId",
         [](B& b) {
             b.status = B::Status::Failure;
             b.failInfo = "4";
         }},
    Mode{"fail-bare", "Refused without a reason",
         [](B& b) {
             b.status = B::Status::Failure;
             b.failInfo.clear();
         }},
    Mode{"fail-text", "A refusal has a sentence with it",
         [](B& b) {
             b.failInfoText = "The template does not allow this name";
         }},
    Mode{"repeats-challenge", "Refused, and the refusal repeats the challenge",
         [](B& b) {
             b.status = B::Status::Failure;
             b.repeatsChallenge = true;
         }},
    Mode{"ms-error", "A refusal has Microsoft's error code with it",
         [](B& b) {
             b.hresult = "-2147024809";
         }},
    Mode{"zero-content", "What carries no certificate signs one zero byte",
         [](B& b) {
             b.noContent = B::NoContent::ZeroByte;
         }},
    Mode{"ndes-failure", "Refused the way NDES does it: SHA-1, a zero byte, no certificate, an error code",
         [](B& b) {
             b.status = B::Status::Failure;
             b.hresult = "-2147024809";
             b.noContent = B::NoContent::ZeroByte;
             b.leavesCertificatesOut = true;
             b.digest = B::Digest::Sha1;
         }},
    Mode{"pending", "A person has to approve, and never does",
         [](B& b) {
             b.pendingAnswers = -1;
         }},
    Mode{"pending-twice", "A person approves after two polls",
         [](B& b) {
             b.pendingAnswers = 2;
         }},

    // PKIOperation: answers a device cannot or should not use.
    Mode{"other-signer", "Another certificate signs than was announced",
         [](B& b) {
             b.signer = B::Signer::Stranger;
         }},
    Mode{"two-signers", "Two certificates sign",
         [](B& b) {
             b.signer = B::Signer::Two;
         }},
    Mode{"no-certificate", "Success without a certificate",
         [](B& b) {
             b.issued = B::Issued::Nothing;
         }},
    Mode{"wrong-key", "The certificate is for another key",
         [](B& b) {
             b.issued = B::Issued::WrongKey;
         }},
    Mode{"ca-first", "The CA certificate comes before the issued one",
         [](B& b) {
             b.issued = B::Issued::CaFirst;
         }},
    Mode{"encrypted-elsewhere", "The answer is encrypted to somebody else",
         [](B& b) {
             b.encryptsToStranger = true;
         }},
    Mode{"echo-type", "The answer calls itself a request",
         [](B& b) {
             b.messageType = "19";
         }},
    Mode{"utf8-attributes", "Attributes are UTF8String instead of PrintableString",
         [](B& b) {
             b.attributesAreUtf8 = true;
         }},
    Mode{"no-status", "The answer says neither what it is nor how it went",
         [](B& b) {
             b.leavesStatusOut = true;
         }},
    Mode{"no-message-type", "The answer says how it went and not what it is",
         [](B& b) {
             b.leavesTypeOut = true;
         }},
    Mode{"reply-type", "The answer is announced as bytes",
         [](B& b) {
             b.replyType = "application/octet-stream";
         }},
    Mode{"other-transaction", "The answer names another transaction",
         [](B& b) {
             b.otherTransaction = true;
         }},
    Mode{"other-nonce", "The answer does not return the nonce",
         [](B& b) {
             b.otherNonce = true;
         }},
    Mode{"no-identifiers", "The answer has neither transactionID nor recipientNonce",
         [](B& b) {
             b.leavesIdentifiersOut = true;
         }},
    Mode{"des", "The answer is encrypted with DES and signed with SHA-1",
         [](B& b) {
             b.cipher = B::Cipher::Des;
             b.digest = B::Digest::Sha1;
         }},
    Mode{"des3-sha1", "The answer is encrypted with triple DES and signed with SHA-1",
         [](B& b) {
             b.cipher = B::Cipher::TripleDes;
             b.digest = B::Digest::Sha1;
         }},
    Mode{"no-san", "The certificate lacks the names asked for",
         [](B& b) {
             b.dropsAlternativeNames = true;
         }},
    Mode{"no-eku", "The certificate has no extended key usage",
         [](B& b) {
             b.dropsExtendedUsage = true;
         }},
};

}  // namespace

std::span<const Mode> modes() { return table; }

const Mode* findMode(std::string_view name)
{
    const auto* const found =
        std::ranges::find_if(table, [&](const Mode& mode) { return mode.name == name; });
    return found == table.end() ? nullptr : found;
}

}  // namespace scep_server
