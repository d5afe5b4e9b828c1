// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/identity.h"

#include "core/x509/bundle.h"
#include "core/x509/chain.h"
#include "core/x509/pkcs12.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sign {

namespace {

using Certificates = std::vector<x509::Certificate>;

base::Error invalid(const QString& message) { return {base::Error::Code::InvalidInput, message}; }

Certificates without(const Certificates& certificates, const x509::Certificate& one)
{
    Certificates rest;
    std::copy_if(certificates.begin(), certificates.end(), std::back_inserter(rest),
                 [&](const x509::Certificate& c) { return c != one; });
    return rest;
}

QString dayOf(const QDateTime& time) { return QLocale().toString(time.toUTC().date(), QLocale::ShortFormat); }

void checkDates(const x509::Certificate& certificate, const QDateTime& now, std::vector<Problem>* problems)
{
    constexpr int soonDays = 30;
    const QDateTime begin = certificate.notBefore();
    const QDateTime end = certificate.notAfter();
    if (!end.isValid() || now > end)
        problems->push_back(
            {Problem::Kind::Expired, false,
             QCoreApplication::translate("sign", "The signer's certificate expired on %1").arg(dayOf(end))});
    else if (now.addDays(soonDays) > end)
        problems->push_back(
            {Problem::Kind::ExpiresSoon, false,
             QCoreApplication::translate("sign", "The signer's certificate expires on %1").arg(dayOf(end))});
    if (!begin.isValid() || now < begin)
        problems->push_back(
            {Problem::Kind::NotYetValid, false,
             QCoreApplication::translate("sign", "The signer's certificate is valid only from %1")
                 .arg(dayOf(begin))});
}

void checkChain(const Identity& identity, const Certificates& roots, std::vector<Problem>* problems)
{
    Certificates known = identity.chain;
    known.insert(known.end(), roots.begin(), roots.end());
    const std::vector<x509::Chain> chains = x509::buildChains(identity.certificate, known);
    if (std::any_of(chains.begin(), chains.end(), x509::endsInRoot))
        return;
    // The one that came furthest says best what is missing.
    const x509::Certificate& last = chains.empty() ? identity.certificate : chains.back().back();
    problems->push_back(
        {Problem::Kind::ChainIncomplete, false,
         QCoreApplication::translate("sign", "The certificate “%1”, which issued “%2”, is missing")
             .arg(last.issuer().toString(), last.displayName())});
}

void checkKey(const Identity& identity, std::vector<Problem>* problems)
{
    if (!identity.key.fits(identity.certificate))
        problems->push_back({Problem::Kind::KeyMismatch, true,
                             QCoreApplication::translate("sign", "The private key does not belong to “%1”")
                                 .arg(identity.certificate.displayName())});
    const std::optional<x509::KeyUsage> usage = identity.certificate.keyUsage();
    if (usage && !usage->testFlag(x509::KeyUsageBit::DigitalSignature))
        problems->push_back(
            {Problem::Kind::KeyUsage, false,
             QCoreApplication::translate("sign", "The key usage of “%1” does not include digital signatures")
                 .arg(identity.certificate.displayName())});
    constexpr int minRsaBits = 2048;
    constexpr int minEcBits = 256;
    const x509::PublicKeyInfo key = identity.certificate.publicKey();
    if ((key.algorithm.startsWith("RSA"_L1) && key.bits < minRsaBits)
        || (key.algorithm == "EC"_L1 && key.bits < minEcBits))
        problems->push_back({Problem::Kind::WeakKey, false,
                             QCoreApplication::translate("sign", "The %1 key of “%2” has only %3 bits")
                                 .arg(key.algorithm, identity.certificate.displayName())
                                 .arg(key.bits)});
}

}  // namespace

base::Result<Identity> Identity::fromPkcs12(const QByteArray& bytes, const base::Secret& passphrase)
{
    const base::Result<x509::Pkcs12> file = x509::readPkcs12(bytes, passphrase);
    if (!file)
        return file.error();
    if (file->keys.empty())
        return invalid(QCoreApplication::translate("sign", "The PKCS #12 file holds no private key"));
    for (const x509::PrivateKey& key : file->keys) {
        const auto leaf = std::find_if(file->certificates.begin(), file->certificates.end(),
                                       [&](const x509::Certificate& c) { return key.fits(c); });
        if (leaf != file->certificates.end())
            return Identity{*leaf, key, without(file->certificates, *leaf)};
    }
    return invalid(QCoreApplication::translate(
        "sign", "No certificate in the PKCS #12 file belongs to its private key"));
}

base::Result<Identity> Identity::fromFiles(const QByteArray& certificate,
                                           const QByteArray& key,
                                           const QByteArray& chain,
                                           const base::Secret& passphrase)
{
    base::Result<Certificates> certificates = x509::readCertificates(certificate);
    if (!certificates)
        return certificates.error();
    const base::Result<x509::PrivateKey> privateKey =
        x509::PrivateKey::read(key.isEmpty() ? certificate : key, passphrase);
    if (!privateKey)
        return privateKey.error();
    // A file with the whole chain may have the leaf anywhere; when no certificate fits, check() says so.
    auto leaf = std::find_if(certificates->begin(), certificates->end(),
                             [&](const x509::Certificate& c) { return privateKey->fits(c); });
    if (leaf == certificates->end())
        leaf = certificates->begin();
    Identity identity{*leaf, *privateKey, without(*certificates, *leaf)};
    if (!chain.isEmpty()) {
        const base::Result<Certificates> more = x509::readCertificates(chain);
        if (!more)
            return more.error();
        const Certificates others = without(*more, identity.certificate);
        identity.chain.insert(identity.chain.end(), others.begin(), others.end());
    }
    return identity;
}

std::vector<Problem> check(const Identity& identity, const QDateTime& now, const Certificates& roots)
{
    std::vector<Problem> problems;
    checkKey(identity, &problems);
    checkDates(identity.certificate, now, &problems);
    checkChain(identity, roots, &problems);
    return problems;
}

std::vector<x509::Certificate> certificatesToInclude(const Identity& identity)
{
    Certificates included = {identity.certificate};
    for (const x509::Chain& chain : x509::buildChains(identity.certificate, identity.chain)) {
        for (const x509::Certificate& certificate : chain) {
            const bool isThere = std::find(included.begin(), included.end(), certificate) != included.end();
            if (!isThere && !certificate.isSelfSigned())
                included.push_back(certificate);
        }
    }
    return included;
}

}  // namespace sign
