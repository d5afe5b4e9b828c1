// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/details.h"

#include "core/x509/asn1.h"
#include "core/x509/details_parts.h"
#include "core/x509/openssl_error.h"

#include <openssl/objects.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>

namespace x509 {

namespace {

std::optional<qint64> secondsOf(const ASN1_TIME* time)
{
    std::tm parts{};
    if (!time || !ASN1_TIME_to_tm(time, &parts))
        return std::nullopt;
    const QDate date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
    constexpr qint64 epoch = 2440588;  // the Julian day of 1970-01-01
    constexpr qint64 day = 86'400;
    return (date.toJulianDay() - epoch) * day + parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec;
}

bool isUtcTimeOf50To69(const ASN1_TIME* time)
{
    if (!time || ASN1_STRING_type(time) != V_ASN1_UTCTIME || ASN1_STRING_length(time) < 2)
        return false;
    const char decade = static_cast<char>(ASN1_STRING_get0_data(time)[0]);
    return decade == '5' || decade == '6';
}

QByteArray encodedName(const X509_NAME* name)
{
    const unsigned char* bytes = nullptr;
    std::size_t size = 0;
    if (!X509_NAME_get0_der(name, &bytes, &size))
        return {};
    return {reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size)};
}

/// The content octets of an INTEGER, which OpenSSL keeps as sign and magnitude.
QByteArray integerOctets(const ASN1_INTEGER* number)
{
    unsigned char* bytes = nullptr;
    const int size = i2d_ASN1_INTEGER(number, &bytes);
    if (size < 0)
        return {};
    const QByteArray der(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    const auto header = readElement(der);
    return header ? der.sliced(header->size) : QByteArray();
}

}  // namespace

QByteArray dotted(const ASN1_OBJECT* object) { return toDotted(object).toLatin1(); }

Details::Details(const Certificate& from) : certificate(from)
{
    const QuietErrors quiet;
    const CertificateFields& fields = certificate.fields();
    const ToBeSigned& tbs = *fields.tbs;
    sha256 = from.fingerprint(Digest::Sha256);
    version = from.version();
    hasExplicitVersion1 = tbs.version && version == 1;
    serial = integerOctets(tbs.serialNumber);
    issuer = encodedName(tbs.issuer);
    subject = encodedName(tbs.subject);
    isSubjectEmpty = X509_NAME_entry_count(tbs.subject) == 0;
    isSelfIssued = from.isSelfIssued();
    notBefore = secondsOf(tbs.validity->notBefore);
    notAfter = secondsOf(tbs.validity->notAfter);
    hasTwoDigitYear50To69 =
        isUtcTimeOf50To69(tbs.validity->notBefore) || isUtcTimeOf50To69(tbs.validity->notAfter);
    key = keyDetailsOf(fields);
    signature = signatureDetailsOf(fields.signatureAlgorithm);
    const ASN1_OBJECT* inner = nullptr;
    X509_ALGOR_get0(&inner, nullptr, nullptr, tbs.signature);
    innerSignature = dotted(inner);

    for (int i = 0; i < sk_X509_EXTENSION_num(tbs.extensions); ++i) {
        X509_EXTENSION* raw = sk_X509_EXTENSION_value(tbs.extensions, i);
        const ASN1_OBJECT* oid = X509_EXTENSION_get_object(raw);
        extensions.push_back(
            {dotted(oid), X509_EXTENSION_get_critical(raw) > 0, toBytes(X509_EXTENSION_get_data(raw))});
        const int nid = OBJ_obj2nid(oid);
        if (!decodes(extensions.back(), nid, *this))
            malformed.push_back(extensions.back().oid);
    }
}

const Extension* Details::find(QByteArrayView oid) const
{
    const auto found = std::find_if(extensions.begin(), extensions.end(),
                                    [oid](const Extension& one) { return one.oid == oid; });
    return found == extensions.end() ? nullptr : &*found;
}

}  // namespace x509
