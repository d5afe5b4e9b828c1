// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/bundle.h"

#include "core/x509/asn1.h"
#include "core/x509/handle.h"
#include "core/x509/not_certificate.h"
#include "core/x509/openssl_error.h"
#include "core/x509/pem.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace x509 {

namespace {

constexpr qsizetype maxBytes = 16 * 1024 * 1024;

constexpr unsigned char integerTag = 0x02;
constexpr unsigned char octetsTag = 0x04;
constexpr unsigned char objectTag = 0x06;
constexpr unsigned char sequenceTag = 0x30;

base::Error invalid(const QString& message, const QString& hint = {})
{
    return {base::Error::Code::InvalidInput, message, {}, hint};
}

bool isCertificateLabel(const QByteArray& label)
{
    return label == "CERTIFICATE" || label == "X509 CERTIFICATE" || label == "TRUSTED CERTIFICATE";
}

bool isPkcs7Label(const QByteArray& label)
{
    return label == "PKCS7" || label == "CMS" || label == "PKCS #7 SIGNED DATA";
}

/// What a SEQUENCE is whose first element is an INTEGER: PFX, PKCS #8, PKCS #1 or SEC 1.
BundleFormat formatOfVersioned(QByteArrayView content, const ElementHeader& version)
{
    if (version.length != 1 || content.size() <= version.size + 1)
        return BundleFormat::Unknown;
    const char number = content[version.size];
    const QByteArrayView rest = content.sliced(version.size + 1);
    const auto next = readElement(rest);
    if (!next)
        return BundleFormat::Unknown;
    constexpr char pfxVersion = 3;
    if (number == pfxVersion && next->tag == sequenceTag)
        return contentType(rest).isEmpty() ? BundleFormat::Unknown : BundleFormat::Pkcs12;
    const bool isKey = number >= 0 && number <= 1
                       && (next->tag == sequenceTag || next->tag == integerTag || next->tag == octetsTag);
    return isKey ? BundleFormat::PrivateKey : BundleFormat::Unknown;
}

BundleFormat formatOfBinary(const QByteArray& bytes)
{
    const auto outer = readElement(bytes);
    if (!outer || outer->tag != sequenceTag)
        return BundleFormat::Unknown;
    const QByteArrayView content = QByteArrayView(bytes).sliced(outer->size);
    const auto first = readElement(content);
    if (!first)
        return BundleFormat::Unknown;
    if (first->tag == objectTag)
        return contentType(bytes) == "1.2.840.113549.1.7.2"_L1 ? BundleFormat::Pkcs7 : BundleFormat::Unknown;
    if (first->tag == integerTag)
        return formatOfVersioned(content, *first);

    const QuietErrors quiet;
    const auto* begin = reinterpret_cast<const unsigned char*>(bytes.constData());
    const auto* at = begin;
    if (CertHandle(d2i_X509(nullptr, &at, static_cast<long>(bytes.size()))))
        return BundleFormat::Der;
    at = begin;
    if (RequestHandle(d2i_X509_REQ(nullptr, &at, static_cast<long>(bytes.size()))))
        return BundleFormat::Request;
    at = begin;
    if (EncryptedKeyHandle(d2i_X509_SIG(nullptr, &at, static_cast<long>(bytes.size()))))
        return BundleFormat::PrivateKey;
    return BundleFormat::Unknown;
}

BundleFormat formatOfPem(const std::vector<PemBlock>& blocks)
{
    const auto has = [&](auto test) {
        return std::any_of(blocks.begin(), blocks.end(), [&](const PemBlock& b) { return test(b.label); });
    };
    if (has(isCertificateLabel))
        return BundleFormat::Pem;
    if (has(isPkcs7Label))
        return BundleFormat::Pkcs7;
    if (has([](const QByteArray& label) { return label == "PKCS12"; }))
        return BundleFormat::Pkcs12;
    if (has([](const QByteArray& label) { return label.endsWith("PRIVATE KEY"); }))
        return BundleFormat::PrivateKey;
    if (has([](const QByteArray& label) { return label.endsWith("CERTIFICATE REQUEST"); }))
        return BundleFormat::Request;
    return BundleFormat::Unknown;
}

base::Result<std::vector<Certificate>> fromPkcs7(const QByteArray& der)
{
    const auto* begin = reinterpret_cast<const unsigned char*>(der.constData());
    const CmsHandle cms(d2i_CMS_ContentInfo(nullptr, &begin, static_cast<long>(der.size())));
    if (!cms)
        return opensslError(QCoreApplication::translate("x509", "The PKCS #7 file is broken"));
    const QuietErrors quiet;
    const CertStackHandle stack(CMS_get1_certs(cms.get()));
    std::vector<Certificate> certificates;
    for (int i = 0; stack && i < sk_X509_num(stack.get()); ++i)
        certificates.push_back(Certificate::fromHandle(sk_X509_value(stack.get(), i)));
    if (certificates.empty())
        return invalid(QCoreApplication::translate("x509", "The PKCS #7 file holds no certificate"));
    return certificates;
}

/// "TRUSTED CERTIFICATE" is OpenSSL's own: the certificate, then its trust settings.
base::Result<Certificate> fromBlock(const PemBlock& block)
{
    if (block.label != "TRUSTED CERTIFICATE")
        return Certificate::fromDer(block.content);
    const auto header = readElement(block.content);
    if (!header || header->length < 0)
        return invalid(QCoreApplication::translate("x509", "This is not a DER certificate"));
    return Certificate::fromDer(block.content.first(header->size + header->length));
}

base::Result<std::vector<Certificate>> fromPemBlocks(const std::vector<PemBlock>& blocks)
{
    std::vector<Certificate> certificates;
    int number = 0;
    for (const PemBlock& block : blocks) {
        if (isPkcs7Label(block.label)) {
            base::Result<std::vector<Certificate>> more = fromPkcs7(block.content);
            if (!more)
                return more.error();
            certificates.insert(certificates.end(), more->begin(), more->end());
        } else if (isCertificateLabel(block.label)) {
            ++number;
            base::Result<Certificate> certificate = fromBlock(block);
            if (!certificate)
                return base::Error(certificate.error())
                    .in(QCoreApplication::translate("x509", "Certificate %1").arg(number));
            certificates.push_back(*std::move(certificate));
        }
    }
    return certificates;
}

bool isPadding(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0'; }

/// One certificate behind the other, as people join files.
base::Result<std::vector<Certificate>> fromDer(const QByteArray& der)
{
    std::vector<Certificate> certificates;
    for (qsizetype at = 0; at < der.size();) {
        if (!certificates.empty() && isPadding(der[at])) {
            ++at;
            continue;
        }
        const auto header = readElement(QByteArrayView(der).sliced(at));
        const bool isSized = header && header->tag == sequenceTag && header->length >= 0;
        const qsizetype size = isSized ? header->size + header->length : der.size() - at;
        // A single certificate with something else behind it is told as that.
        base::Result<Certificate> certificate =
            Certificate::fromDer(isSized || certificates.size() > 1 ? der.mid(at, size) : der);
        if (!certificate && certificates.size() == 1)
            return Certificate::fromDer(der).error();
        if (!certificate && certificates.size() > 1)
            return base::Error(certificate.error())
                .in(QCoreApplication::translate("x509", "Certificate %1").arg(certificates.size() + 1));
        if (!certificate)
            return certificate.error();
        certificates.push_back(*std::move(certificate));
        at += size;
    }
    return certificates;
}

base::Error noCertificates(BundleFormat format, const QByteArray& bytes)
{
    switch (format) {
    case BundleFormat::Pkcs12:
        return invalid(
            QCoreApplication::translate("x509", "This is a PKCS #12 file, which needs a passphrase"),
            QCoreApplication::translate("x509", "Open it as an identity"));
    case BundleFormat::PrivateKey:
        return invalid(QCoreApplication::translate("x509", "This is a private key, not a certificate"));
    case BundleFormat::Request:
        return invalid(
            QCoreApplication::translate("x509", "This is a certificate request, not a certificate"),
            QCoreApplication::translate("x509", "Use the certificate that the authority issued for it"));
    default: return notCertificate(bytes);
    }
}

bool isKnownDigestSize(qsizetype size)
{
    constexpr std::array<qsizetype, 6> sizes = {16, 20, 28, 32, 48, 64};
    return std::find(sizes.begin(), sizes.end(), size) != sizes.end();
}

/// The hex digits of `text` without what people put between them; nothing when it holds anything else.
std::optional<QByteArray> hexDigits(const QString& text)
{
    QByteArray digits;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool isPrefix = c == u'0' && i + 1 < text.size() && text[i + 1].toLower() == u'x';
        if (isPrefix)
            ++i;
        else if ((c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f'))
            digits += c.toLatin1();
        else if (!u":-. \t\r\n,"_s.contains(c))
            return std::nullopt;
    }
    return digits.isEmpty() ? std::nullopt : std::optional(digits);
}

std::optional<QByteArray> fromBase64(QString text)
{
    text.remove(u'\r').remove(u'\n').remove(u' ').remove(u'\t');
    text.replace(u'-', u'+').replace(u'_', u'/');
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(decoded.decoded) : std::nullopt;
}

/// What people copy along: a heading up to "=" or ":", as OpenSSL, browsers and certutil write it.
QString withoutHeading(const QString& text)
{
    const QString lower = text.toLower();
    for (const QString& heading :
         {u"fingerprint"_s, u"thumbprint"_s, u"sha-"_s, u"sha"_s, u"md5"_s, u"cert hash"_s}) {
        const qsizetype at = lower.indexOf(heading);
        if (at < 0)
            continue;
        const qsizetype equals = lower.indexOf(u'=', at);
        const qsizetype colon = lower.indexOf(u':', at);
        const qsizetype end = equals >= 0 && (colon < 0 || equals < colon) ? equals : colon;
        if (end >= 0)
            return text.mid(end + 1).trimmed();
    }
    return text;
}

}  // namespace

BundleFormat detectFormat(const QByteArray& bytes)
{
    const QByteArray plain = asPlainText(bytes);
    if (hasPem(plain)) {
        const auto blocks = readPem(plain);
        return blocks ? formatOfPem(*blocks) : BundleFormat::Unknown;
    }
    if (const BundleFormat format = formatOfBinary(bytes); format != BundleFormat::Unknown)
        return format;
    const QByteArray decoded = fromBareBase64(plain);
    return formatOfBinary(decoded) == BundleFormat::Unknown ? BundleFormat::Unknown : BundleFormat::Base64;
}

base::Result<std::vector<Certificate>> readCertificates(const QByteArray& bytes)
{
    if (bytes.size() > maxBytes)
        return invalid(QCoreApplication::translate("x509", "The file is too large to be a certificate"));
    const QByteArray plain = asPlainText(bytes);
    if (hasPem(plain)) {
        const auto blocks = readPem(plain);
        if (!blocks)
            return blocks.error();
        auto certificates = fromPemBlocks(*blocks);
        if (certificates && certificates->empty())
            return noCertificates(formatOfPem(*blocks), plain);
        return certificates;
    }
    BundleFormat format = detectFormat(bytes);
    QByteArray binary = bytes;
    if (format == BundleFormat::Base64) {
        binary = fromBareBase64(plain);
        format = formatOfBinary(binary);
    }
    if (format == BundleFormat::Pkcs7)
        return fromPkcs7(binary);
    if (format != BundleFormat::Der)
        return noCertificates(format, bytes);
    return fromDer(binary);
}

std::vector<EncodedPrivateKey> privateKeysIn(const QByteArray& bytes)
{
    std::vector<EncodedPrivateKey> keys;
    const QByteArray plain = asPlainText(bytes);
    if (hasPem(plain)) {
        const auto blocks = readPem(plain);
        for (const PemBlock& block : blocks ? *blocks : std::vector<PemBlock>()) {
            if (block.label.endsWith("PRIVATE KEY"))
                keys.push_back({base::Secret(writePem(block)),
                                block.label.startsWith("ENCRYPTED") || block.headers.contains("ENCRYPTED")});
        }
        return keys;
    }
    const QByteArray decoded = fromBareBase64(plain);
    const QByteArray& binary = decoded.isEmpty() ? bytes : decoded;
    if (formatOfBinary(binary) != BundleFormat::PrivateKey)
        return keys;
    // An encrypted one begins with its algorithm (RFC 5958, 3), a plain one with its version.
    const auto outer = readElement(binary);
    const auto first = readElement(QByteArrayView(binary).sliced(outer->size));
    keys.push_back({base::Secret(binary), first && first->tag == sequenceTag});
    return keys;
}

QByteArray withoutArmour(const QByteArray& bytes)
{
    const QByteArray plain = asPlainText(bytes);
    if (!hasPem(plain)) {
        const QByteArray decoded = fromBareBase64(plain);
        return formatOfBinary(decoded) == BundleFormat::Pkcs12 ? decoded : bytes;
    }
    const auto blocks = readPem(plain);
    if (!blocks || formatOfPem(*blocks) != BundleFormat::Pkcs12)
        return bytes;
    return std::find_if(blocks->begin(), blocks->end(),
                        [](const PemBlock& block) { return block.label == "PKCS12"; })
        ->content;
}

base::Result<QByteArray> readFingerprint(const QString& text)
{
    constexpr qsizetype maxLength = 4096;
    if (text.size() > maxLength)
        return invalid(QCoreApplication::translate("x509", "The text is too long to be a fingerprint"));
    QString cleaned = text;
    // Windows' certificate window copies an invisible mark in front of a thumbprint.
    for (const char16_t mark : {u'\u200E', u'\u200F', u'\uFEFF', u'\u200B'})
        cleaned.remove(QChar(mark));
    cleaned.replace(QChar(0xA0), u' ');
    cleaned = cleaned.trimmed();
    std::optional<qsizetype> wrongDigits;
    for (const QString& candidate : {cleaned, withoutHeading(cleaned)}) {
        // Text of hex digits alone could be Base64 by its letters, but never is.
        const auto digits = hexDigits(candidate);
        const auto bytes = digits ? QByteArray::fromHex(*digits) : fromBase64(candidate);
        if (bytes && isKnownDigestSize(bytes->size()) && (!digits || digits->size() % 2 == 0))
            return *bytes;
        if (digits)
            wrongDigits = digits->size();
    }
    const QString hint = QCoreApplication::translate(
        "x509",
        "A fingerprint has 32 (MD5), 40 (SHA-1), 56 (SHA-224), 64 (SHA-256), 96 (SHA-384) or 128 (SHA-512) "
        "hex digits; devices tell by the length, and before iOS 16 they know MD5 and SHA-1 only");
    if (wrongDigits)
        return invalid(
            // One is spelled out so that the source language needs no catalogue for its own plural.
            *wrongDigits == 1 ? QCoreApplication::translate(
                "x509", "The fingerprint has one hex digit, which fits no digest")
                              : QCoreApplication::translate(
                                    "x509", "The fingerprint has %1 hex digits, which fits no digest")
                                    .arg(*wrongDigits),
            hint);
    return invalid(QCoreApplication::translate("x509", "This is not a fingerprint"), hint);
}

}  // namespace x509
