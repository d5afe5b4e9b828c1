// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/renewal.h"
#include "core/x509/alternative_names.h"

#include <QCoreApplication>

namespace trust {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Lines of a remark, each behind `mark`.
QString remark(const QString& mark, const QString& text)
{
    QString lines;
    for (const QString& line : text.split(u'\n'))
        lines += line.isEmpty() ? mark + u'\n' : u"%1 %2\n"_s.arg(mark, line);
    return lines;
}

QString keyArguments(const Renewal& renewal)
{
    return renewal.keyKind == Renewal::KeyKind::Ec ? u"-newkey ec -pkeyopt ec_paramgen_curve:P-256"_s
                                                   : u"-newkey rsa:2048"_s;
}

QString keyAdvice(const Renewal& renewal)
{
    return renewal.mayKeepKey
               ? QCoreApplication::translate("trust", "Or with the key at hand, which is strong enough:")
               : QCoreApplication::translate("trust",
                                             "Or with another key at hand; the old one is too weak:");
}

QString daysAdvice(const Renewal& renewal)
{
    return QCoreApplication::translate("trust",
                                       "At the CA. Devices take at most %1 days under this kind of root:")
        .arg(renewal.mostDays);
}

}  // namespace

QString opensslConfig(const Renewal& renewal)
{
    QString text = remark(
        u"#"_s,
        QCoreApplication::translate("trust", "A certificate request for %1 that Apple devices take.")
                .arg(QString::fromLatin1(renewal.commonName))
            + u"\n\n"_s + QCoreApplication::translate("trust", "With a new key:")
            + u"\n  openssl req -new %2 -nodes -config %1.cnf -keyout %1.key -out %1.csr\n\n"_s.arg(
                renewal.fileName, keyArguments(renewal))
            + keyAdvice(renewal)
            + u"\n  openssl req -new -config %1.cnf -key KEY -out %1.csr\n\n"_s.arg(renewal.fileName)
            + daysAdvice(renewal)
            + u"\n  openssl x509 -req -in %1.csr -days %2 -sha256 -CA ca.pem -CAkey ca.key -CAcreateserial "
              "-extfile %1.cnf -extensions certificate -out %1.pem"_s.arg(renewal.fileName)
                  .arg(renewal.days));
    const QString usage = renewal.keyKind == Renewal::KeyKind::Ec ? u"digitalSignature"_s
                                                                  : u"digitalSignature, keyEncipherment"_s;
    const QString extensions = u"basicConstraints = critical, CA:FALSE\n"
                               "keyUsage = critical, %1\n"
                               "extendedKeyUsage = serverAuth\n"
                               "subjectKeyIdentifier = hash\n"
                               "subjectAltName = @names\n"_s.arg(usage);
    text += u"\n[req]\nprompt = no\nutf8 = yes\ndefault_md = sha256\ndistinguished_name = subject\n"
            "req_extensions = request\n\n[subject]\nCN = %1\n\n[request]\n%2\n[certificate]\n%2"
            "authorityKeyIdentifier = keyid\n\n[names]\n"_s.arg(QString::fromLatin1(renewal.commonName),
                                                                extensions);
    for (std::size_t i = 0; i < renewal.dns.size(); ++i)
        text += u"DNS.%1 = %2\n"_s.arg(i + 1).arg(QString::fromLatin1(renewal.dns[i]));
    for (std::size_t i = 0; i < renewal.ip.size(); ++i)
        text += u"IP.%1 = %2\n"_s.arg(i + 1).arg(x509::ipAddressText(renewal.ip[i]));
    return text;
}

QString certreqPolicy(const Renewal& renewal)
{
    const bool isEc = renewal.keyKind == Renewal::KeyKind::Ec;
    QString text =
        remark(u";"_s,
               QCoreApplication::translate("trust", "A certificate request for %1 that Apple devices take.")
                       .arg(QString::fromLatin1(renewal.commonName))
                   + u"\n\n  certreq -new %1.inf %1.req\n  certreq -submit -attrib "
                     u"\"CertificateTemplate:WebServer\" "
                     "%1.req %1.cer\n  certreq -accept %1.cer\n\n"_s.arg(renewal.fileName)
                   + daysAdvice(renewal) + u'\n'
                   + QCoreApplication::translate(
                       "trust", "Validity period of the template, and CA\\ValidityPeriodUnits.")
                   + u'\n'
                   + QCoreApplication::translate("trust",
                                                 "certreq makes a new key; with UseExistingKeySet = TRUE and "
                                                 "KeyContainer it takes one that is there."));
    text += u"\n[Version]\nSignature = \"$Windows NT$\"\n\n[NewRequest]\nSubject = \"CN=%1\"\n"_s.arg(
        QString::fromLatin1(renewal.commonName));
    text += isEc ? u"KeyAlgorithm = ECDSA_P256\nKeyLength = 256\nKeySpec = 0\n"
                   "ProviderName = \"Microsoft Software Key Storage Provider\"\n"_s
                 : u"KeyLength = 2048\nKeySpec = 1\n"
                   "ProviderName = \"Microsoft RSA SChannel Cryptographic Provider\"\nProviderType = 12\n"_s;
    text += u"KeyUsage = %1\nMachineKeySet = TRUE\nExportable = FALSE\nRequestType = PKCS10\n"
            "HashAlgorithm = sha256\n\n[EnhancedKeyUsageExtension]\nOID = 1.3.6.1.5.5.7.3.1\n\n[Extensions]\n"
            "2.5.29.17 = \"{text}\"\n"_s.arg(isEc ? u"0x80"_s : u"0xa0"_s);
    for (const QByteArray& name : renewal.dns)
        text += u"_continue_ = \"dns=%1&\"\n"_s.arg(QString::fromLatin1(name));
    for (const QByteArray& octets : renewal.ip)
        text += u"_continue_ = \"ipaddress=%1&\"\n"_s.arg(x509::ipAddressText(octets));
    return text.replace(u'\n', u"\r\n"_s);
}

}  // namespace trust
