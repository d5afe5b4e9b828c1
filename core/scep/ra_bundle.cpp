// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/ra_bundle.h"

#include "core/scep/capabilities.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

/// Security-60420.40.34: SHA-2 fingerprints, anywhere in the answer.
constexpr int freelyMatching = 16;

bool mayUse(const x509::Certificate& certificate, x509::KeyUsageBit bit)
{
    const auto usage = certificate.keyUsage();
    return usage && usage->testFlag(bit);
}

}  // namespace

std::optional<x509::Digest> digestOfLength(qsizetype bytes)
{
    switch (bytes) {
    case 16: return x509::Digest::Md5;
    case 20: return x509::Digest::Sha1;
    case 28: return x509::Digest::Sha224;
    case 32: return x509::Digest::Sha256;
    case 48: return x509::Digest::Sha384;
    case 64: return x509::Digest::Sha512;
    default: return std::nullopt;
    }
}

QString describeLength(const QByteArray& fingerprint)
{
    if (fingerprint.isEmpty())
        return QCoreApplication::translate("scep",
                                           "CAFingerprint is there and empty, which no certificate fits");
    return fingerprint.size() == 1
               ? QCoreApplication::translate("scep",
                                             "CAFingerprint has one byte, and no digest has that length")
               : QCoreApplication::translate("scep",
                                             "CAFingerprint has %1 bytes, and no digest has that length")
                     .arg(fingerprint.size());
}

QString RaBundle::findFingerprint(const QByteArray& fingerprint)
{
    if (fingerprint.isNull())
        return {};
    const auto digest = digestOfLength(fingerprint.size());
    if (!digest)
        return QCoreApplication::translate("scep", "%1 (errSecInvalidDigestAlgorithm)")
            .arg(describeLength(fingerprint));
    const bool isOld = m_generation < freelyMatching;
    if (isOld && *digest != x509::Digest::Md5 && *digest != x509::Digest::Sha1)
        return QCoreApplication::translate(
                   "scep", "CAFingerprint is %1; before iOS 16 devices know MD5 and SHA-1 only")
            .arg(digestName(*digest));
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        if (m_sent[i].fingerprint(*digest) == fingerprint)
            m_named = i;
    }
    if (!m_named)
        return QCoreApplication::translate(
                   "scep", "None of the certificates of GetCACert has the profile's CAFingerprint (%1)")
            .arg(x509::hexWithColons(fingerprint));
    const auto chains = chainsOf(*m_named);
    if (isOld && !chains.empty() && chains.front().size() > 1)
        return QCoreApplication::translate("scep",
                                           "CAFingerprint is that of %1; before iOS 16 it has to be the top "
                                           "of the chain in the answer")
            .arg(m_sent[*m_named].displayName());
    return {};
}

bool RaBundle::leadsToNamed(std::size_t index) const
{
    if (!m_named)
        return true;
    const auto chains = chainsOf(index);
    return std::any_of(chains.begin(), chains.end(), [this](const x509::Chain& chain) {
        return std::find(chain.begin(), chain.end(), m_sent[*m_named]) != chain.end();
    });
}

bool RaBundle::shareRoot(std::size_t first, std::size_t second) const
{
    const auto tops = chainsOf(first);
    const auto others = chainsOf(second);
    return std::any_of(tops.begin(), tops.end(), [&others](const x509::Chain& chain) {
        return std::any_of(others.begin(), others.end(),
                           [&chain](const x509::Chain& other) { return other.back() == chain.back(); });
    });
}

RaBundle::Indexes RaBundle::candidates(bool signs, bool enciphers) const
{
    Indexes found;
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        if (mayUse(m_sent[i], x509::KeyUsageBit::DigitalSignature) == signs
            && mayUse(m_sent[i], x509::KeyUsageBit::KeyEncipherment) == enciphers && leadsToNamed(i)
            && (m_generation >= freelyMatching || chainsOf(i).front().size() > 1))
            found.push_back(i);
    }
    return found;
}

QString RaBundle::describeUsages() const
{
    QStringList texts;
    for (const x509::Certificate& one : m_sent) {
        QStringList usages;
        const auto usage = one.keyUsage();
        if (!usage)
            usages << QCoreApplication::translate("scep", "no key usage");
        if (mayUse(one, x509::KeyUsageBit::DigitalSignature))
            usages << u"digitalSignature"_s;
        if (mayUse(one, x509::KeyUsageBit::KeyEncipherment))
            usages << u"keyEncipherment"_s;
        if (mayUse(one, x509::KeyUsageBit::KeyCertSign))
            usages << u"keyCertSign"_s;
        if (usages.isEmpty())
            usages << QCoreApplication::translate("scep", "other usages");
        texts << u"%1: %2"_s.arg(one.displayName().left(60), usages.join(u", "_s));
    }
    return texts.mid(0, 6).join(u"; "_s);
}

QString RaBundle::choose(Authority& authority)
{
    const Indexes signing = candidates(true, false);
    const Indexes enciphering = candidates(false, true);
    for (const std::size_t one : signing) {
        for (const std::size_t other : enciphering) {
            if (shareRoot(one, other)) {
                authority.signing = one;
                authority.encryption = other;
                return {};
            }
        }
    }
    const Indexes both = candidates(true, true);
    if (!both.empty()) {
        authority.signing = authority.encryption = both.front();
        return {};
    }
    if (!signing.empty() && !enciphering.empty())
        return QCoreApplication::translate("scep",
                                           "The RA certificates for signing and for encryption do not lead "
                                           "to the same root in the answer (%1)")
            .arg(describeUsages());
    if (m_named) {
        const auto named = m_named;
        m_named.reset();
        Authority without;
        without.sent = m_sent;
        const bool isTheChain = choose(without).isEmpty();
        m_named = named;
        if (isTheChain)
            return QCoreApplication::translate(
                       "scep",
                       "The RA certificates do not lead to the certificate that CAFingerprint names, %1")
                .arg(m_sent[*m_named].displayName());
    }
    return QCoreApplication::translate("scep",
                                       "GetCACert has no RA by key usage: one certificate with "
                                       "digitalSignature and keyEncipherment is needed, or one of each "
                                       "(errSecKeyUsageIncorrect -67731). Sent: %1")
        .arg(describeUsages());
}

std::vector<SentCertificate> RaBundle::roles(const Authority* authority) const
{
    std::vector<SentCertificate> all;
    for (std::size_t i = 0; i < m_sent.size(); ++i) {
        SentCertificate one{m_sent[i]};
        one.hasFingerprint = m_named == i;
        if (authority && i == authority->signing)
            one.role = i == authority->encryption ? AuthorityRole::Both : AuthorityRole::Signing;
        else if (authority && i == authority->encryption)
            one.role = AuthorityRole::Encryption;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace scep
