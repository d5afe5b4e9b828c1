// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/certificate_remarks.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int leastRsaBits = 1024;  ///< below, no chain with it is ever trusted
constexpr int leastEcBits = 160;
constexpr int leastServerRsaBits = 2048;
constexpr int leastServerEcBits = 256;

}  // namespace

std::optional<CertificateRemark> remarkOnKey(const x509::PublicKeyInfo& key)
{
    const bool isRsa = key.algorithm == u"RSA";
    const bool isEc = key.algorithm == u"EC";
    const bool isEdwards = key.algorithm == u"Ed25519" || key.algorithm == u"Ed448";
    if (isRsa && key.bits < leastRsaBits)
        return CertificateRemark{
            Tone::Error, QCoreApplication::translate("credentials", "Too short for any purpose: a device "
                                                                    "refuses every chain with an RSA key "
                                                                    "below 1024 bits")};
    if (isRsa && key.bits < leastServerRsaBits)
        return CertificateRemark{
            Tone::Warning,
            QCoreApplication::translate("credentials",
                                        "Since iOS 13 and macOS 10.15 a device refuses a TLS server whose "
                                        "chain has an RSA key below 2048 bits, the root's included")};
    if (isEc && key.bits < leastEcBits)
        return CertificateRemark{
            Tone::Error, QCoreApplication::translate("credentials", "Too short for any purpose: a device "
                                                                    "refuses every chain with an EC key "
                                                                    "below 160 bits")};
    if (isEc && key.bits < leastServerEcBits)
        return CertificateRemark{
            Tone::Warning,
            QCoreApplication::translate("credentials",
                                        "Since iOS 13 and macOS 10.15 a device refuses a TLS server whose "
                                        "chain has an EC key below 256 bits, the root's included")};
    if (isEdwards)
        return CertificateRemark{
            Tone::Warning,
            QCoreApplication::translate("credentials", "A device refuses a TLS server whose chain has a key "
                                                       "other than RSA or EC")};
    if (!isRsa && !isEc)
        return CertificateRemark{
            Tone::Error,
            QCoreApplication::translate(
                "credentials", "Not a kind of key that a device takes: it refuses every chain with one")};
    return std::nullopt;
}

std::optional<CertificateRemark> remarkOnSignature(const x509::Certificate& certificate)
{
    // Its own signature on a root is not looked at.
    if (certificate.isSelfSigned())
        return std::nullopt;
    const QString digest = certificate.signatureDigest();
    if (digest == u"MD2" || digest == u"MD4" || digest == u"MD5")
        return CertificateRemark{
            Tone::Error,
            QCoreApplication::translate("credentials",
                                        "A device refuses every chain with such a signature below its root")};
    if (certificate.signatureAlgorithm() == u"rsassaPss")
        return CertificateRemark{
            Tone::Error,
            QCoreApplication::translate("credentials", "A device cannot verify RSA-PSS signatures on "
                                                       "certificates, so it finds no issuer for this one")};
    if (digest == u"SHA1")
        return CertificateRemark{
            Tone::Warning,
            QCoreApplication::translate("credentials",
                                        "Since iOS 13 and macOS 10.15 a device refuses a TLS server whose "
                                        "chain has a SHA-1 signature below its root")};
    return std::nullopt;
}

std::optional<CertificateRemark> remarkOnValidity(const x509::Certificate& certificate, const QDateTime& now)
{
    if (now > certificate.notAfter())
        return CertificateRemark{
            Tone::Error,
            QCoreApplication::translate(
                "credentials",
                "A device refuses every chain with an expired certificate, a trusted root included")};
    if (now < certificate.notBefore())
        return CertificateRemark{
            Tone::Error, QCoreApplication::translate(
                             "credentials", "A device refuses every chain with a certificate that is not "
                                            "valid yet, a trusted root included")};
    return std::nullopt;
}

}  // namespace ui
