// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/usages.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace trust {

using namespace Qt::Literals::StringLiterals;

namespace {

struct UsageName
{
    QByteArrayView oid;
    QLatin1StringView name;
};

// The names of RFC 5280; of others the usual ones.
constexpr std::array usageNames = {
    UsageName{serverAuth, "serverAuth"_L1},
    UsageName{clientAuth, "clientAuth"_L1},
    UsageName{emailProtection, "emailProtection"_L1},
    UsageName{anyExtendedKeyUsage, "anyExtendedKeyUsage"_L1},
    UsageName{"1.3.6.1.5.5.7.3.3", "codeSigning"_L1},
    UsageName{"1.3.6.1.5.5.7.3.8", "timeStamping"_L1},
    UsageName{"1.3.6.1.5.5.7.3.9", "OCSPSigning"_L1},
    UsageName{"1.3.6.1.5.5.8.2.2", "ikeIntermediate"_L1},
    UsageName{"1.3.6.1.4.1.311.20.2.1", "certificateRequestAgent"_L1},
    UsageName{microsoftServerGatedCrypto, "msSGC"_L1},
    UsageName{netscapeServerGatedCrypto, "nsSGC"_L1},
};

constexpr std::array keyUsageNames = {
    "digitalSignature"_L1, "nonRepudiation"_L1, "keyEncipherment"_L1,
    "dataEncipherment"_L1, "keyAgreement"_L1,   "keyCertSign"_L1,
    "cRLSign"_L1,          "encipherOnly"_L1,   "decipherOnly"_L1,
};

constexpr QByteArrayView extendedKeyUsageOid("2.5.29.37");

QString none() { return QCoreApplication::translate("trust", "none"); }

}  // namespace

bool hasUsage(const x509::Details& certificate, std::initializer_list<QByteArrayView> oids)
{
    if (!certificate.extendedKeyUsage)
        return false;
    const auto& usages = *certificate.extendedKeyUsage;
    return std::any_of(usages.begin(), usages.end(), [oids](const QByteArray& usage) {
        return std::find(oids.begin(), oids.end(), QByteArrayView(usage)) != oids.end();
    });
}

bool lacksExtendedKeyUsage(const x509::Details& certificate)
{
    return !certificate.find(extendedKeyUsageOid);
}

bool isAppleCurve(const x509::KeyDetails& key)
{
    constexpr std::array<QByteArrayView, 5> curves = {"1.2.840.10045.3.1.1", "1.3.132.0.33",
                                                      "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"};
    return std::find(curves.begin(), curves.end(), QByteArrayView(key.curve)) != curves.end();
}

bool isKnownExtension(QByteArrayView oid)
{
    // RFC 5280, 4.2; Netscape's certificate type; Entrust's version; no check of OCSP signers (RFC 6960).
    // Apple parses neither qualified statements (RFC 3739) nor, here, timestamps (RFC 6962).
    constexpr std::array<QByteArrayView, 19> known = {
        "2.5.29.14",
        "2.5.29.15",
        "2.5.29.16",
        "2.5.29.17",
        "2.5.29.18",
        "2.5.29.19",
        "2.5.29.30",
        "2.5.29.31",
        "2.5.29.32",
        "2.5.29.33",
        "2.5.29.35",
        "2.5.29.36",
        "2.5.29.37",
        "2.5.29.54",
        "1.3.6.1.5.5.7.1.1",
        "1.3.6.1.5.5.7.1.11",
        "1.3.6.1.5.5.7.48.1.5",
        "2.16.840.1.113730.1.1",
        "1.2.840.113533.7.65.0",
    };
    // What Apple's own certificates carry, such as those of its developers, and those of car keys.
    constexpr std::array<QByteArrayView, 8> ownArcs = {
        "1.2.840.113635.100.6.",  "1.2.840.113635.100.11.", "1.2.840.113635.100.12.",
        "1.2.840.113635.100.13.", "1.2.840.113635.100.15.", "1.3.6.1.4.1.41577.5.1",
        "1.3.6.1.4.1.41577.5.8",  "1.3.6.1.4.1.41577.5.9",
    };
    return std::find(known.begin(), known.end(), oid) != known.end()
           || std::any_of(ownArcs.begin(), ownArcs.end(), [oid](QByteArrayView arc) {
                  return arc.endsWith('.') ? oid.startsWith(arc) : oid == arc;
              });
}

Verdict judgeServerUsage(const x509::Details& certificate)
{
    if (lacksExtendedKeyUsage(certificate)
        || hasUsage(certificate,
                    {serverAuth, anyExtendedKeyUsage, microsoftServerGatedCrypto, netscapeServerGatedCrypto}))
        return pass();
    return fail(
        QCoreApplication::translate("trust", "The extended key usage of %1 does not allow TLS servers")
            .arg(nameOf(certificate)),
        usagesText(certificate), u"serverAuth"_s);
}

bool isAtLeast(const x509::KeyDetails& key, int rsaBits, int ecBits)
{
    switch (key.kind) {
    case x509::KeyKind::Rsa: return key.bits >= rsaBits;
    case x509::KeyKind::Ec: return isAppleCurve(key) && key.bits >= ecBits;
    default: return false;
    }
}

Verdict judgeHash(const x509::Details& certificate, x509::SignatureHash least)
{
    const x509::SignatureHash hash = certificate.signature.hash;
    // Whether it signed itself takes a verification, so that is asked last.
    if (hash == x509::SignatureHash::None || hash >= least || certificate.certificate.isSelfSigned())
        return pass();
    return fail(
        QCoreApplication::translate("trust", "%1 is signed with %2").arg(nameOf(certificate), hashText(hash)),
        hashText(hash), QCoreApplication::translate("trust", "SHA-256 or better"));
}

QString usagesText(const x509::Details& certificate)
{
    if (!certificate.extendedKeyUsage)
        return none();
    QStringList names;
    for (const QByteArray& oid : *certificate.extendedKeyUsage) {
        const auto known = std::find_if(usageNames.begin(), usageNames.end(),
                                        [&oid](const UsageName& one) { return one.oid == oid; });
        names << (known == usageNames.end() ? QString::fromLatin1(oid) : QString(known->name));
    }
    return names.join(u", "_s);
}

QString keyUsageText(const x509::Details& certificate)
{
    if (!certificate.keyUsage)
        return none();
    QStringList names;
    for (std::size_t bit = 0; bit < keyUsageNames.size(); ++bit) {
        if (certificate.keyUsage->testFlag(static_cast<x509::KeyUsageBit>(1U << bit)))
            names << keyUsageNames[bit];
    }
    return names.isEmpty() ? none() : names.join(u", "_s);
}

QString keyText(const x509::KeyDetails& key)
{
    switch (key.kind) {
    case x509::KeyKind::Rsa: return u"RSA %1"_s.arg(key.bits);
    case x509::KeyKind::RsaPss: return u"RSA-PSS %1"_s.arg(key.bits);
    case x509::KeyKind::Ec:
        if (key.isNamedCurve)
            return QCoreApplication::translate("trust", "EC %1 bits").arg(key.bits);
        return QCoreApplication::translate("trust", "EC with parameters of its own");
    case x509::KeyKind::Ed25519: return u"Ed25519"_s;
    case x509::KeyKind::Ed448: return u"Ed448"_s;
    case x509::KeyKind::Dsa: return u"DSA"_s;
    case x509::KeyKind::Other: return QString::fromLatin1(key.algorithm);
    }
    Q_UNREACHABLE();
}

QString hashText(x509::SignatureHash hash)
{
    switch (hash) {
    case x509::SignatureHash::None: return {};
    case x509::SignatureHash::Md2: return u"MD2"_s;
    case x509::SignatureHash::Md4: return u"MD4"_s;
    case x509::SignatureHash::Md5: return u"MD5"_s;
    case x509::SignatureHash::Sha1: return u"SHA-1"_s;
    case x509::SignatureHash::Sha224: return u"SHA-224"_s;
    case x509::SignatureHash::Sha256: return u"SHA-256"_s;
    case x509::SignatureHash::Sha384: return u"SHA-384"_s;
    case x509::SignatureHash::Sha512: return u"SHA-512"_s;
    }
    Q_UNREACHABLE();
}

QString nameOf(const x509::Details& certificate) { return certificate.certificate.displayName(); }

QString momentText(qint64 secondsSinceEpoch)
{
    return QDateTime::fromSecsSinceEpoch(secondsSinceEpoch, Qt::UTC).toString(u"yyyy-MM-dd hh:mm:ss 'UTC'"_s);
}

}  // namespace trust
