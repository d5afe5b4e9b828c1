// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/certificate_outline.h"

#include "core/x509/asn1.h"
#include "core/x509/der.h"
#include "core/x509/encoded_name.h"

namespace x509 {

namespace {

/// An OID, and behind it NULL, another OID or nothing.
bool takeAlgorithm(QByteArrayView& rest)
{
    auto content = der::take(rest, der::sequenceTag);
    const auto oid = content ? der::take(*content, der::objectTag) : std::nullopt;
    if (!oid || !der::isObjectIdentifier(*oid))
        return false;
    if (content->isEmpty())
        return true;
    const bool isNull = der::isNext(*content, der::nullTag);
    const auto parameters = der::take(*content, isNull ? der::nullTag : der::objectTag);
    return parameters && content->isEmpty()
           && (isNull ? parameters->isEmpty() : der::isObjectIdentifier(*parameters));
}

/// Whole octets of bits.
bool takeBits(QByteArrayView& rest)
{
    const auto bits = der::take(rest, der::bitsTag);
    return bits && !bits->isEmpty() && bits->front() == 0;
}

bool takeSerialNumber(QByteArrayView& rest)
{
    constexpr unsigned char sign = 0x80;
    const auto number = der::take(rest, der::integerTag);
    const auto octet = [&](qsizetype i) {
        return static_cast<unsigned char>((*number)[i]);
    };
    return number && !number->isEmpty() && octet(0) < sign
           && (number->size() == 1 || octet(0) != 0 || octet(1) >= sign);
}

std::optional<QByteArrayView> takeName(QByteArrayView& rest)
{
    const QByteArrayView before = rest;
    if (!der::take(rest, der::sequenceTag))
        return std::nullopt;
    const QByteArrayView name = before.first(before.size() - rest.size());
    return isName(name) ? std::optional(name) : std::nullopt;
}

std::optional<CertificateOutline::Time> takeTime(QByteArrayView& rest)
{
    const unsigned char tag = der::isNext(rest, der::utcTimeTag) ? der::utcTimeTag : der::generalizedTimeTag;
    const auto text = der::take(rest, tag);
    return text ? std::optional(CertificateOutline::Time{tag, *text}) : std::nullopt;
}

bool takeKey(QByteArrayView& rest)
{
    auto key = der::take(rest, der::sequenceTag);
    return key && takeAlgorithm(*key) && takeBits(*key) && key->isEmpty();
}

bool takeExtension(QByteArrayView& rest)
{
    auto extension = der::take(rest, der::sequenceTag);
    const auto oid = extension ? der::take(*extension, der::objectTag) : std::nullopt;
    if (!oid || !der::isObjectIdentifier(*oid))
        return false;
    if (der::isNext(*extension, der::booleanTag)) {
        const auto isCritical = der::take(*extension, der::booleanTag);
        if (!isCritical || isCritical->size() != 1 || isCritical->front() != '\xFF')
            return false;
    }
    return der::take(*extension, der::octetsTag) && extension->isEmpty();
}

/// The extensions, or nothing at all.
bool takeExtensions(QByteArrayView& rest)
{
    constexpr unsigned char tag = 0xA3;
    if (rest.isEmpty())
        return true;
    auto outer = der::take(rest, tag);
    auto extensions = outer ? der::take(*outer, der::sequenceTag) : std::nullopt;
    if (!extensions || !outer->isEmpty() || extensions->isEmpty())
        return false;
    while (!extensions->isEmpty()) {
        if (!takeExtension(*extensions))
            return false;
    }
    return true;
}

/// Version 3, or version 1 by leaving it out.
bool takeVersion(QByteArrayView& rest)
{
    constexpr unsigned char tag = 0xA0;
    if (!der::isNext(rest, tag))
        return true;
    const auto version = der::take(rest, tag);
    return version && *version == QByteArrayView("\x02\x01\x02", 3);
}

}  // namespace

QDateTime CertificateOutline::Time::value() const
{
    const Handle<ASN1_STRING, ASN1_STRING_free> time(
        ASN1_STRING_type_new(tag == der::utcTimeTag ? V_ASN1_UTCTIME : V_ASN1_GENERALIZEDTIME));
    if (!time || !ASN1_STRING_set(time.get(), text.data(), static_cast<int>(text.size())))
        return {};
    return toDateTime(time.get());
}

std::optional<CertificateOutline> readOutline(QByteArrayView certificate)
{
    auto parts = der::take(certificate, der::sequenceTag);
    auto tbs = parts ? der::take(*parts, der::sequenceTag) : std::nullopt;
    if (!tbs || !certificate.isEmpty() || !takeAlgorithm(*parts) || !takeBits(*parts) || !parts->isEmpty()
        || !takeVersion(*tbs) || !takeSerialNumber(*tbs) || !takeAlgorithm(*tbs))
        return std::nullopt;
    const auto issuer = takeName(*tbs);
    auto validity = issuer ? der::take(*tbs, der::sequenceTag) : std::nullopt;
    const auto notBefore = validity ? takeTime(*validity) : std::nullopt;
    const auto notAfter = notBefore ? takeTime(*validity) : std::nullopt;
    const auto subject = notAfter && validity->isEmpty() ? takeName(*tbs) : std::nullopt;
    if (!subject || !takeKey(*tbs) || !takeExtensions(*tbs) || !tbs->isEmpty())
        return std::nullopt;
    return CertificateOutline{*issuer, *subject, *notBefore, *notAfter};
}

}  // namespace x509
