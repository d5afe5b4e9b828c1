// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/authority.h"

#include "core/scep/body.h"
#include "core/scep/ra_bundle.h"
#include "core/scep/remarks.h"
#include "core/x509/asn1.h"
#include "core/x509/bundle.h"
#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int invalidCaResponse = 22002;
constexpr int invalidRaResponse = 22003;
constexpr int unsupportedConfiguration = 22004;
/// Security-60420.40.34: whoever may encipher keys is encrypted to.
constexpr int choosingRecipient = 16;

constexpr const char* singleType = "application/x-x509-ca-cert";
constexpr const char* severalType = "application/x-x509-ca-ra-cert";

bool mayEncipher(const x509::Certificate& certificate)
{
    const auto usage = certificate.keyUsage();
    return usage && usage->testFlag(x509::KeyUsageBit::KeyEncipherment);
}

void refuse(JudgedAuthority& judged, int code, const QString& cause)
{
    judged.error = scepError(code);
    judged.cause = cause;
    judged.authority.reset();
}

/// What is in the body whatever it was announced as, for the person to see.
std::vector<x509::Certificate> readable(const QByteArray& body)
{
    const auto certificates = x509::readCertificates(body);
    return certificates ? *certificates : std::vector<x509::Certificate>();
}

void judgeSingle(JudgedAuthority& judged, const QByteArray& body, const QByteArray& fingerprint)
{
    // One certificate in DER and nothing else: several behind one another are not read as one.
    const auto certificate = x509::Certificate::fromDer(body);
    if (!certificate) {
        refuse(judged, invalidCaResponse,
               QCoreApplication::translate("scep", "GetCACert announces one certificate in DER and brings %1")
                   .arg(describeBody(body)));
        return;
    }
    Authority authority;
    authority.sent = {*certificate};
    authority.isSingle = true;
    judged.certificates = {{*certificate, AuthorityRole::Single}};
    judged.authority = std::move(authority);
    if (fingerprint.isNull())
        return;
    const auto digest = digestOfLength(fingerprint.size());
    judged.certificates[0].hasFingerprint = digest && certificate->fingerprint(*digest) == fingerprint;
    if (judged.certificates[0].hasFingerprint)
        return;
    const QString fault =
        digest ? QCoreApplication::translate("scep",
                                             "CAFingerprint is not that of the certificate that the server "
                                             "sends; a device is expected not to notice")
               : QCoreApplication::translate("scep", "%1; a device is expected not to notice here, and would "
                                                     "stop if the server sent RA certificates")
                     .arg(describeLength(fingerprint));
    judged.findings.push_back(
        finding(remarks::singleFingerprint, fault, x509::hexWithColons(fingerprint),
                x509::hexWithColons(certificate->fingerprint(digest.value_or(x509::Digest::Sha256)))));
}

/// How many have signed a SignedData.
int countSigners(const QByteArray& body)
{
    const x509::QuietErrors quiet;
    const x509::BioHandle in(BIO_new_mem_buf(body.constData(), static_cast<int>(body.size())));
    const x509::CmsHandle cms(in ? d2i_CMS_bio(in.get(), nullptr) : nullptr);
    return cms ? std::max(sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms.get())), 0) : 0;
}

void judgeSeveral(JudgedAuthority& judged,
                  const QByteArray& body,
                  const QByteArray& fingerprint,
                  int generation)
{
    std::vector<x509::Certificate> sent = readable(body);
    const bool isSigned = x509::contentType(body) == u"1.2.840.113549.1.7.2"
                          && x509::detectFormat(body) == x509::BundleFormat::Pkcs7;
    if (!isSigned || sent.empty()) {
        refuse(
            judged, invalidRaResponse,
            QCoreApplication::translate("scep", "GetCACert announces certificates in PKCS #7 and brings %1")
                .arg(describeBody(body)));
        return;
    }
    if (const int signers = countSigners(body); signers > 0) {
        refuse(judged, invalidRaResponse,
               QCoreApplication::translate("scep",
                                           "GetCACert brings a PKCS #7 message that is signed (signers: %1); "
                                           "a device takes one with certificates alone")
                   .arg(signers));
        return;
    }
    RaBundle bundle(std::move(sent), generation);
    if (const QString fault = bundle.findFingerprint(fingerprint); !fault.isEmpty()) {
        judged.certificates = bundle.roles(nullptr);
        refuse(judged, invalidRaResponse, fault);
        return;
    }
    Authority authority;
    authority.sent = bundle.sent();
    if (const QString fault = bundle.choose(authority); !fault.isEmpty()) {
        judged.certificates = bundle.roles(nullptr);
        refuse(judged, invalidRaResponse, fault);
        return;
    }
    judged.certificates = bundle.roles(&authority);
    judged.authority = std::move(authority);
}

/// Why an answer is neither a certificate nor a bundle to a device.
QString describeUnsupported(const http::Reply& reply)
{
    const QByteArray type = reply.header("Content-Type");
    const QString announced = type.isEmpty() ? QCoreApplication::translate("scep", "no Content-Type")
                                             : QCoreApplication::translate("scep", "Content-Type “%1”")
                                                   .arg(QString::fromLatin1(type.left(100)));
    const QString nowhere = describeRedirect(reply);
    if (!nowhere.isEmpty())
        return QCoreApplication::translate("scep",
                                           "GetCACert is answered with %1; a device is expected to take that "
                                           "for the answer, and it has %2")
            .arg(nowhere, announced);
    return QCoreApplication::translate("scep",
                                       "GetCACert comes with %1 and brings %2; a device takes exactly "
                                       "application/x-x509-ca-cert or application/x-x509-ca-ra-cert")
        .arg(announced, describeBody(reply.body));
}

}  // namespace

const x509::Certificate& Authority::recipient(int generation) const
{
    if (generation < choosingRecipient)
        return sent[encryption];
    for (const std::size_t index : {encryption, signing}) {
        if (!sent[index].keyUsage() || mayEncipher(sent[index]))
            return sent[index];
    }
    return sent[encryption];
}

bool isAuthorityType(const QByteArray& contentType)
{
    return contentType == singleType || contentType == severalType;
}

JudgedAuthority judgeAuthority(const http::Reply& reply, const QByteArray& fingerprint, int generation)
{
    JudgedAuthority judged;
    const QByteArray type = reply.header("Content-Type");
    if (type == singleType) {
        judgeSingle(judged, reply.body, fingerprint);
    } else if (type == severalType) {
        judgeSeveral(judged, reply.body, fingerprint, generation);
    } else {
        refuse(judged, unsupportedConfiguration, describeUnsupported(reply));
    }
    if (judged.certificates.empty()) {
        for (const x509::Certificate& one : readable(reply.body))
            judged.certificates.push_back({one, AuthorityRole::Other});
    }
    return judged;
}

}  // namespace scep
