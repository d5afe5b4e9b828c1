// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/remarks.h"

#include <QCoreApplication>

#include <array>

namespace scep {

using report::Severity;

namespace {

constexpr const char* rfc8894 = "https://www.rfc-editor.org/rfc/rfc8894";
constexpr const char* security =
    "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1";
constexpr const char* securitySource = "Apple, Security framework source, Security-61901.0.87.0.1";
constexpr report::Citation payload = {
    "Apple, device management", "com.apple.security.scep",
    "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.security.scep.yaml"};

}  // namespace

namespace remarks {

constinit const Remark error{
    "scep-stops",
    Severity::Error,
    QT_TRANSLATE_NOOP("scep", "Nothing stands against the enrolment"),
    QT_TRANSLATE_NOOP("scep", "A device shows one sentence and a number for many different causes"),
    "",
    {"Apple, Mobile Device Management Protocol Reference", "Error Codes",
     "https://developer.apple.com/library/archive/documentation/Miscellaneous/Reference/"
     "MobileDeviceManagementProtocolRef"}};
constinit const Remark httpStatus{
    "scep-http-status",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "A SCEP server answers with HTTP status 200"),
    QT_TRANSLATE_NOOP("scep",
                      "A device is expected to pass over the status and to read an error page as if it were "
                      "the answer: the error it shows is about the content then"),
    QT_TRANSLATE_NOOP("scep", "Look for the status and the address in the server's own log"),
    {"RFC 9110", "15", "https://www.rfc-editor.org/rfc/rfc9110#section-15"}};
constinit const Remark redirect{
    "scep-redirect",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The server answers where it is asked"),
    QT_TRANSLATE_NOOP(
        "scep", "A device follows, but a POST that is sent elsewhere arrives as a GET without its body"),
    QT_TRANSLATE_NOOP("scep", "Write the address that answers in the end into the profile"),
    {"RFC 9110", "15.4", "https://www.rfc-editor.org/rfc/rfc9110#section-15.4"}};
constinit const Remark longAnswer{
    "scep-long-answer",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "Answers are no longer than certificates are"),
    QT_TRANSLATE_NOOP("scep",
                      "Only the beginning was read, which tells already what a device makes of it: no "
                      "certificate begins like that, or nothing is announced as one"),
    QT_TRANSLATE_NOOP("scep", "Look at what the address brings in a browser"),
    {"RFC 8894", "4.2.1", rfc8894}};
constinit const Remark serverIssuer{
    "scep-server-issuer",
    Severity::Info,
    QT_TRANSLATE_NOOP("scep", "The web server sends the certificates between its own and the root"),
    QT_TRANSLATE_NOOP("scep",
                      "A device looks for issuers among the certificates it has, those of the profile "
                      "included; Apple does not say whether they are there before it asks the SCEP server"),
    QT_TRANSLATE_NOOP("scep", "Install the whole chain on the web server"),
    {securitySource, "SecPathBuilder.c", security}};
constinit const Remark contentType{
    "scep-content-type",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The reply to a request is application/x-pki-message"),
    QT_TRANSLATE_NOOP("scep", "Devices are expected not to look; other clients and proxies do"),
    QT_TRANSLATE_NOOP("scep", "Let the server send Content-Type: application/x-pki-message"),
    {"RFC 8894", "4.3", rfc8894}};
constinit const Remark singleFingerprint{
    "scep-fingerprint-unread",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "CAFingerprint fits the certificate that the server sends"),
    QT_TRANSLATE_NOOP(
        "scep",
        "Devices appear to pass over CAFingerprint when the server sends one certificate alone; "
        "a wrong one goes unnoticed until the server sends two"),
    QT_TRANSLATE_NOOP("scep",
                      "Put the fingerprint of the certificate that is sent into the profile, after "
                      "comparing it with the CA by another way"),
    {securitySource, "SecSCEP.c", security}};
constinit const Remark noFingerprint{
    "scep-no-fingerprint",
    Severity::Info,
    QT_TRANSLATE_NOOP("scep", "The profile names the CA by its fingerprint"),
    QT_TRANSLATE_NOOP("scep", "Over plain HTTP nothing else tells the device whose certificates these are"),
    QT_TRANSLATE_NOOP("scep", "Put CAFingerprint into the payload"),
    {"RFC 8894", "2.2", rfc8894}};
constinit const Remark keyUsageRecipient{
    "scep-recipient-usage",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The certificate that requests are encrypted to may encipher keys"),
    QT_TRANSLATE_NOOP("scep",
                      "The device encrypts to it all the same; a server that keeps its usages apart cannot "
                      "read the request"),
    QT_TRANSLATE_NOOP("scep", "Give the RA or CA certificate keyUsage keyEncipherment"),
    {"RFC 8894", "3.1", rfc8894}};
constinit const Remark raExpired{
    "scep-ra-expired",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The certificates of CA and RA are valid"),
    QT_TRANSLATE_NOOP("scep",
                      "A device takes expired ones here; many servers stop working all the same, and what "
                      "they issue does not outlive the CA"),
    QT_TRANSLATE_NOOP("scep", "Renew the certificate; in NDES, the two RA certificates from their templates"),
    {securitySource, "SecSCEPVerifyReply", security}};
constinit const Remark subjectEmptied{
    "scep-subject-emptied",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "Every attribute of the Subject is one that devices know"),
    QT_TRANSLATE_NOOP("scep",
                      "One unknown short name makes a device leave the whole subject out, without an error"),
    QT_TRANSLATE_NOOP("scep", "Write the attribute as a dotted OID"),
    {securitySource, "SecCertificateRequest.c", security}};
constinit const Remark nameSkipped{
    "scep-name-skipped",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "Every alternative name of the payload reaches the request"),
    QT_TRANSLATE_NOOP("scep", "What a device cannot read here it leaves out without an error"),
    "",
    {securitySource, "SecCertificateRequest.c", security}};
constinit const Remark capabilitiesSpelling{
    "scep-caps-spelling",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "Each line of GetCACaps is one word, spelled exactly"),
    QT_TRANSLATE_NOOP("scep",
                      "Devices compare whole lines letter by letter: blanks, commas and small letters make "
                      "a word unknown"),
    QT_TRANSLATE_NOOP("scep", "Send one word a line without blanks behind it"),
    {"RFC 8894", "3.5.2", rfc8894}};
constinit const Remark capabilitiesIgnored{
    "scep-caps-assumed",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The server names its capabilities"),
    QT_TRANSLATE_NOOP("scep", "Without them a device falls back on SHA-1, 3DES and long GET requests"),
    QT_TRANSLATE_NOOP("scep", "Let GetCACaps name POSTPKIOperation, AES and SHA-256"),
    {"RFC 8894", "3.5.2", rfc8894}};
constinit const Remark queryDropped{
    "scep-url-query",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The URL has no query of its own"),
    QT_TRANSLATE_NOOP("scep",
                      "A device sets the query anew for each operation; what stood there never arrives"),
    QT_TRANSLATE_NOOP("scep", "Use a path instead of a query"),
    payload};
constinit const Remark queryLength{
    "scep-query-length",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "A request that is sent by GET fits into the server's limit"),
    QT_TRANSLATE_NOOP("scep",
                      "IIS refuses a query of more than 2,048 characters with a page that says 404; every "
                      "request of a device is longer"),
    QT_TRANSLATE_NOOP("scep", "Let GetCACaps name POSTPKIOperation, or raise maxQueryString and maxUrl"),
    {"Microsoft, IIS request limits", "maxQueryString",
     "https://learn.microsoft.com/en-us/iis/configuration/system.webserver/security/requestfiltering/"
     "requestlimits/"}};
constinit const Remark challengeAsked{
    "scep-challenge-asked",
    Severity::Info,
    QT_TRANSLATE_NOOP("scep", "The payload holds the challenge"),
    QT_TRANSLATE_NOOP("scep", "Without one a device asks the person in front of it"),
    "",
    payload};
constinit const Remark plusSign{
    "scep-plus-sign",
    Severity::Error,
    QT_TRANSLATE_NOOP("scep", "The server takes a plus sign in a query for a plus sign"),
    QT_TRANSLATE_NOOP("scep",
                      "Devices send Base64 as it is; a server that reads a query as a form turns each plus "
                      "sign into a blank and cannot decode the message"),
    QT_TRANSLATE_NOOP("scep", "Offer POSTPKIOperation, or let the server decode the query as RFC 3986 says"),
    {"RFC 3986", "3.4", "https://www.rfc-editor.org/rfc/rfc3986#section-3.4"}};
constinit const Remark indefiniteLength{
    "scep-ber",
    Severity::Error,
    QT_TRANSLATE_NOOP("scep", "The server reads messages in BER with indefinite lengths"),
    QT_TRANSLATE_NOOP("scep",
                      "That is how devices encode their messages, and CMS allows it; a server that reads DER "
                      "alone refuses every device"),
    QT_TRANSLATE_NOOP("scep", "Update the server, or turn BER into DER in front of it"),
    {"RFC 5652", "1", "https://www.rfc-editor.org/rfc/rfc5652"}};
constinit const Remark postRefused{
    "scep-post-refused",
    Severity::Error,
    QT_TRANSLATE_NOOP("scep", "The server takes the method that its capabilities name"),
    QT_TRANSLATE_NOOP("scep", "A device uses POST if POSTPKIOperation is named, and GET otherwise"),
    QT_TRANSLATE_NOOP("scep", "Let GetCACaps and what the server, its proxy and its firewall take agree"),
    {"RFC 8894", "4.3", rfc8894}};
constinit const Remark replyUnsaid{
    "scep-reply-unsaid",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The reply says what it is and how it went"),
    QT_TRANSLATE_NOOP("scep",
                      "A device takes a reply with neither messageType nor pkiStatus for a success, and "
                      "refuses one that has only one of them; other clients refuse both"),
    QT_TRANSLATE_NOOP("scep", "Let the server sign messageType 3 and pkiStatus as PrintableString"),
    {"RFC 8894", "3.2.1", rfc8894}};
constinit const Remark weakReply{
    "scep-reply-weak",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The reply is encrypted and signed with algorithms of today"),
    QT_TRANSLATE_NOOP("scep",
                      "Devices still take it; DES can be read by anyone who records the traffic, though what "
                      "is inside is a certificate and no secret"),
    QT_TRANSLATE_NOOP("scep", "Set the server to AES and SHA-256"),
    {"RFC 8894", "2.9", rfc8894}};
constinit const Remark transaction{
    "scep-transaction-id",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The reply bears the request's transactionID"),
    QT_TRANSLATE_NOOP("scep", "Devices do not compare it; other clients refuse the reply"),
    "",
    {"RFC 8894", "3.2.1.1", rfc8894}};
constinit const Remark nonce{
    "scep-nonce",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The reply's recipientNonce is the request's senderNonce"),
    QT_TRANSLATE_NOOP("scep",
                      "Devices do not compare it; without it a reply can be replayed, and other clients "
                      "refuse it"),
    "",
    {"RFC 8894", "3.2.1.5", rfc8894}};
constinit const Remark leafOrder{
    "scep-leaf-first",
    Severity::Error,
    QT_TRANSLATE_NOOP("scep", "The issued certificate is the first of the reply"),
    QT_TRANSLATE_NOOP("scep",
                      "A device takes the first certificate for its own without searching. Systems before "
                      "iOS 26 are expected to store a wrong one without a word"),
    QT_TRANSLATE_NOOP("scep", "Let the server put the issued certificate first, or send it alone"),
    {securitySource, "SecSCEPVerifyReply", security}};
constinit const Remark issuedNames{
    "scep-issued-names",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The certificate has the alternative names that were asked for"),
    QT_TRANSLATE_NOOP("scep", "A CA may leave names out; what authenticates by such a name fails later"),
    QT_TRANSLATE_NOOP("scep", "Let the CA's template or policy take names from the request"),
    {"RFC 5280", "4.2.1.6", "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6"}};
constinit const Remark issuedUsage{
    "scep-issued-usage",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The certificate may be used as a client's"),
    QT_TRANSLATE_NOOP("scep", "Wi-Fi, VPN and MDM servers ask for the extended key usage clientAuth"),
    QT_TRANSLATE_NOOP("scep", "Add clientAuth to the CA's template"),
    {"RFC 5280", "4.2.1.12", "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12"}};
constinit const Remark issuedKey{
    "scep-issued-key",
    Severity::Error,
    QT_TRANSLATE_NOOP("scep", "The certificate holds the key of the request"),
    QT_TRANSLATE_NOOP("scep",
                      "Since iOS 26 a device compares the keys and refuses; older systems are expected to "
                      "store an identity that does not work"),
    "",
    {securitySource, "SecIdentityCreate", security}};
constinit const Remark issuedSubject{
    "scep-issued-subject",
    Severity::Info,
    QT_TRANSLATE_NOOP("scep", "The certificate has the subject that was asked for"),
    QT_TRANSLATE_NOOP("scep", "A CA may set its own; check that what looks for the subject finds it"),
    "",
    {"RFC 8894", "2.3", rfc8894}};
constinit const Remark weakKey{"scep-key-1024",
                               Severity::Warning,
                               QT_TRANSLATE_NOOP("scep", "The key has 2,048 bits or more"),
                               QT_TRANSLATE_NOOP("scep", "Many CAs refuse shorter keys"),
                               QT_TRANSLATE_NOOP("scep", "Set Keysize to 2048"),
                               payload};
constinit const Remark polling{
    "scep-polling",
    Severity::Warning,
    QT_TRANSLATE_NOOP("scep", "The CA decides while the device waits"),
    QT_TRANSLATE_NOOP("scep",
                      "A device asks Retries times more and then gives up: the person has to install the "
                      "profile again, with a new challenge"),
    QT_TRANSLATE_NOOP("scep", "Let the CA issue at once, or raise Retries and RetryDelay"),
    payload};

}  // namespace remarks

std::span<const Remark* const> allRemarks()
{
    static constexpr std::array all = {
        &remarks::error,
        &remarks::httpStatus,
        &remarks::redirect,
        &remarks::longAnswer,
        &remarks::serverIssuer,
        &remarks::contentType,
        &remarks::singleFingerprint,
        &remarks::noFingerprint,
        &remarks::keyUsageRecipient,
        &remarks::raExpired,
        &remarks::subjectEmptied,
        &remarks::nameSkipped,
        &remarks::capabilitiesSpelling,
        &remarks::capabilitiesIgnored,
        &remarks::queryDropped,
        &remarks::queryLength,
        &remarks::challengeAsked,
        &remarks::plusSign,
        &remarks::indefiniteLength,
        &remarks::postRefused,
        &remarks::replyUnsaid,
        &remarks::weakReply,
        &remarks::transaction,
        &remarks::nonce,
        &remarks::leafOrder,
        &remarks::issuedNames,
        &remarks::issuedUsage,
        &remarks::issuedKey,
        &remarks::issuedSubject,
        &remarks::weakKey,
        &remarks::polling,
    };
    return all;
}

report::Finding finding(const Remark& remark, QString message, QString measured, QString required)
{
    report::Finding result;
    result.rule = QString::fromLatin1(remark.id);
    result.severity = remark.severity;
    result.message = std::move(message);
    result.measured = std::move(measured);
    result.required = std::move(required);
    result.source = QString::fromLatin1(remark.source.url);
    result.why = QCoreApplication::translate("scep", remark.why);
    if (*remark.advice)
        result.advice = QCoreApplication::translate("scep", remark.advice);
    return result;
}

report::Finding stopFinding(const DeviceError& error, const QString& cause)
{
    return finding(remarks::error,
                   QCoreApplication::translate("scep", "%1: a device is expected to stop with %2 %3")
                       .arg(cause, error.domain, QString::number(error.code)));
}

}  // namespace scep
