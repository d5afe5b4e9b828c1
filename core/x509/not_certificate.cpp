// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/not_certificate.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

#include <optional>

namespace x509 {

namespace {

base::Error invalid(const QString& message, const QString& hint = {})
{
    return {base::Error::Code::InvalidInput, message, {}, hint};
}

/// How long the SEQUENCE is that `bytes` begins with (X.690, 8.1.3), where its length is written in full.
std::optional<qsizetype> sizeOfSequence(QByteArrayView bytes)
{
    constexpr char sequence = 0x30;
    constexpr int longForm = 0x80;
    constexpr int mostOctets = 4;
    if (bytes.size() < 2 || bytes[0] != sequence)
        return std::nullopt;
    const int first = static_cast<unsigned char>(bytes[1]);
    if (first < longForm)
        return 2 + first;
    const int octets = first - longForm;
    if (octets == 0 || octets > mostOctets || bytes.size() < 2 + octets)
        return std::nullopt;
    qint64 length = 0;
    for (const char octet : bytes.sliced(2, octets))
        length = length << 8 | static_cast<unsigned char>(octet);
    return 2 + octets + length;
}

}  // namespace

base::Error notCertificate(QByteArrayView bytes)
{
    if (bytes.trimmed().isEmpty())
        return invalid(QCoreApplication::translate("x509", "There is nothing in it"));
    if (const auto size = sizeOfSequence(bytes); size && *size > bytes.size())
        return invalid(QCoreApplication::translate("x509", "It ends early: %1 of %2 bytes are there")
                           .arg(bytes.size())
                           .arg(*size),
                       QCoreApplication::translate("x509", "Get the file anew"));
    constexpr qsizetype looked = 1024;
    const QByteArray start = bytes.first(qMin(bytes.size(), looked)).trimmed().toByteArray().toLower();
    if (start.startsWith("bplist") || (start.startsWith('<') && start.contains("plist")))
        return invalid(QCoreApplication::translate("x509", "This is a property list, not a certificate"),
                       QCoreApplication::translate("x509", "Check it as a profile"));
    if (start.startsWith('<') && start.contains("<html"))
        return invalid(QCoreApplication::translate("x509", "This is a web page, not a certificate"),
                       QCoreApplication::translate(
                           "x509", "A server may have answered with a page in place of the file"));
    if (start.contains("-----begin public key-----") || start.contains("-----begin rsa public key-----"))
        return invalid(QCoreApplication::translate("x509", "This is a public key, not a certificate"));
    return invalid(
        QCoreApplication::translate("x509", "This is not a certificate"),
        QCoreApplication::translate("x509", "Certificates are read as DER, PEM, PKCS #7 or Base64"));
}

}  // namespace x509
