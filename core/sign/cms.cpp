// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/cms.h"

#include "core/plist/document.h"
#include "core/x509/asn1.h"
#include "core/x509/openssl_error.h"
#include "core/x509/pem.h"

#include <QCoreApplication>

#include <openssl/cmserr.h>
#include <openssl/err.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sign {

namespace {

using Code = base::Error::Code;

Wrapper wrapperOf(const QByteArray& der)
{
    const QString type = x509::contentType(der);
    if (type.isEmpty())
        return Wrapper::None;
    // RFC 5652 and RFC 5083: signed; enveloped, signed-and-enveloped, encrypted, authenticated-enveloped.
    if (type == "1.2.840.113549.1.7.2"_L1)
        return Wrapper::SignedData;
    if (type == "1.2.840.113549.1.7.3"_L1 || type == "1.2.840.113549.1.7.4"_L1
        || type == "1.2.840.113549.1.7.6"_L1 || type == "1.2.840.113549.1.9.16.1.23"_L1)
        return Wrapper::Encrypted;
    const bool isCms =
        type.startsWith("1.2.840.113549.1.7."_L1) || type.startsWith("1.2.840.113549.1.9.16.1."_L1);
    return isCms ? Wrapper::Other : Wrapper::None;
}

bool isCmsLabel(const QByteArray& label)
{
    return label == "PKCS7" || label == "CMS" || label == "PKCS #7 SIGNED DATA";
}

/// The PEM block that `text` begins with, if it is one of CMS.
QByteArray fromPem(const QByteArray& text)
{
    const auto blocks = x509::readPem(text);
    return blocks && isCmsLabel(blocks->front().label) ? blocks->front().content : QByteArray();
}

/// Whether `text` begins a PEM block of CMS, whatever comes of it.
bool namesCms(const QByteArray& text)
{
    constexpr QByteArrayView begin = "-----BEGIN ";
    const qsizetype end = text.indexOf("-----", begin.size());
    return text.startsWith(begin) && end > 0 && isCmsLabel(text.mid(begin.size(), end - begin.size()));
}

bool isPadding(unsigned char octet)
{
    return octet == 0 || octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
}

base::Error brokenWrapper()
{
    return x509::opensslError(
        QCoreApplication::translate("sign", "The signature around the profile is broken"),
        Code::InvalidInput);
}

base::Error refuse(Wrapper wrapper)
{
    switch (wrapper) {
    case Wrapper::Encrypted:
        return {Code::Unsupported,
                QCoreApplication::translate("sign", "The profile is encrypted"),
                {},
                QCoreApplication::translate("sign", "Only the device it was encrypted for can read it")};
    case Wrapper::Other:
        return {Code::Unsupported,
                QCoreApplication::translate("sign", "The file is CMS, but neither signed nor encrypted")};
    case Wrapper::None:
    case Wrapper::SignedData: break;
    }
    return {Code::InvalidInput, QCoreApplication::translate("sign", "The file is not signed")};
}

QString reasonFor(unsigned long first, unsigned long last)
{
    const auto is = [](unsigned long error, int reason) {
        return ERR_GET_LIB(error) == ERR_LIB_CMS && ERR_GET_REASON(error) == reason;
    };
    if (is(last, CMS_R_SIGNER_CERTIFICATE_NOT_FOUND) || is(first, CMS_R_SIGNER_CERTIFICATE_NOT_FOUND))
        return QCoreApplication::translate("sign", "The signer's certificate is not in the file");
    if (is(last, CMS_R_NO_SIGNERS) || is(first, CMS_R_NO_SIGNERS))
        return QCoreApplication::translate("sign",
                                           "The file has the form of a signature, but nobody signed it");
    if (is(first, CMS_R_UNKNOWN_DIGEST_ALGORITHM) || is(first, CMS_R_NO_MATCHING_DIGEST)
        || is(last, CMS_R_UNKNOWN_DIGEST_ALGORITHM))
        return QCoreApplication::translate("sign", "The digest of the signature is not one that is known");
    if (is(last, CMS_R_CONTENT_VERIFY_ERROR))
        return QCoreApplication::translate("sign", "The content was changed after it was signed");
    return QCoreApplication::translate("sign", "The signature does not fit the signer's key");
}

}  // namespace

Envelope readEnvelope(const QByteArray& bytes)
{
    Envelope envelope{wrapperOf(bytes), {}};
    if (envelope.wrapper != Wrapper::None) {
        envelope.der = bytes;
        return envelope;
    }
    const auto first = std::find_if_not(bytes.begin(), bytes.end(),
                                        [](char c) { return isPadding(static_cast<unsigned char>(c)); });
    // Nearly every file is XML; it must not be searched from end to end for something else.
    if (first == bytes.end() || *first == '<' || *first == 'b')
        return envelope;
    const QByteArray plain = x509::asPlainText(bytes).trimmed();
    const QByteArray der = plain.startsWith("-----BEGIN ") ? fromPem(plain) : x509::fromBareBase64(plain);
    envelope.wrapper = wrapperOf(der);
    if (envelope.wrapper != Wrapper::None)
        envelope.der = der;
    else if (der.isEmpty() && namesCms(plain))
        envelope.wrapper = Wrapper::SignedData;  // a torn one, which decoding says
    return envelope;
}

base::Result<x509::CmsHandle> decodeSigned(const QByteArray& bytes)
{
    if (bytes.size() > plist::maxBytes)
        return base::Error{Code::InvalidInput, QCoreApplication::translate("sign", "The file is too large")};
    const Envelope envelope = readEnvelope(bytes);
    if (envelope.wrapper != Wrapper::SignedData)
        return refuse(envelope.wrapper);
    const auto* begin = reinterpret_cast<const unsigned char*>(envelope.der.constData());
    const auto* end = begin + envelope.der.size();
    const auto* at = begin;
    x509::CmsHandle cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(envelope.der.size())));
    if (!cms)
        return brokenWrapper();
    if (std::find_if_not(at, end, isPadding) != end)
        return base::Error{Code::InvalidInput,
                           QCoreApplication::translate("sign", "%n byte(s) follow the signature", nullptr,
                                                       static_cast<int>(end - at))};
    ASN1_OCTET_STRING** content = CMS_get0_content(cms.get());
    if (!content)
        return brokenWrapper();
    if (!*content)
        return base::Error{
            Code::Unsupported,
            QCoreApplication::translate("sign", "The file holds a signature, but not what was signed"),
            {},
            QCoreApplication::translate("sign", "Profiles are signed with their content inside")};
    return cms;
}

QByteArray embeddedContent(CMS_ContentInfo* cms) { return x509::toBytes(*CMS_get0_content(cms)); }

QString findFault(CMS_ContentInfo* cms)
{
    // Trust is judged elsewhere, so no chain is built here. Binary: no line end is touched.
    constexpr unsigned flags = CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY;
    if (CMS_verify(cms, nullptr, nullptr, nullptr, nullptr, flags) == 1)
        return {};
    const QString reason = reasonFor(ERR_peek_error(), ERR_peek_last_error());
    return x509::opensslError(reason).message;
}

}  // namespace sign
