// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/authority.h"

#include "core/scep/body.h"
#include "core/scep/capabilities.h"
#include "core/scep/remarks.h"
#include "core/x509/asn1.h"
#include "core/x509/bundle.h"
#include "core/x509/chain.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int invalidCaResponse = 22002;
constexpr int invalidRaResponse = 22003;
constexpr int unsupportedConfiguration = 22004;
/// Security-60420.40.34: SHA-2 fingerprints, anywhere in the answer.
constexpr int freelyMatching = 16;

constexpr const char* singleType = "application/x-x509-ca-cert";
constexpr const char* severalType = "application/x-x509-ca-ra-cert";

using Indexes = std::vector<std::size_t>;

bool mayUse(const x509::Certificate& certificate, x509::KeyUsageBit bit)
{
    const auto usage = certificate.keyUsage();
    return usage && usage->testFlag(bit);
}

void refuse(JudgedAuthority& judged, int code, const QString& cause)
{
    judged.error = scepError(code);
    judged.cause = cause;
    judged.authority.reset();
}

/// What is in the body whatever it was announced as, for the person to see.
std::vector<x509::Certificate> readable(const QByteArray& body)
{
    const auto certificates = x509::readCertificates(body);
    return certificates ? *certificates : std::vector<x509::Certificate>();
}

/// What is wrong with a fingerprint that no digest is as long as.
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

void judgeSingle(JudgedAuthority& judged, const QByteArray& body, const QByteArray& fingerprint)
{
    // One certificate in DER and nothing else: several behind one another are not read as one.
    const auto certificate = x509::Certificate::fromDer(body);
    if (!certificate) {
        refuse(judged, invalidCaResponse,
               QCoreApplication::translate("scep", "GetCACert announces one certificate in DER and brings %1")
                   .arg(describeBody(body)));
        return;
    }
    Authority authority;
    authority.sent = {*certificate};
    authority.isSingle = true;
    judged.certificates = {{*certificate, AuthorityRole::Single}};
    judged.authority = std::move(authority);
    if (fingerprint.isNull())
        return;
    const auto digest = digestOfLength(fingerprint.size());
    judged.certificates[0].hasFingerprint = digest && certificate->fingerprint(*digest) == fingerprint;
    if (judged.certificates[0].hasFingerprint)
        return;
    const QString fault =
        digest ? QCoreApplication::translate("scep",
                                             "CAFingerprint is not that of the certificate that the server "
                                             "sends; a device is expected not to notice")
               : QCoreApplication::translate("scep", "%1; a device is expected not to notice here, and would "
                                                     "stop if the server sent RA certificates")
                     .arg(describeLength(fingerprint));
    judged.findings.push_back(
        finding(remarks::singleFingerprint, fault, x509::hexWithColons(fingerprint),
                x509::hexWithColons(certificate->fingerprint(digest.value_or(x509::Digest::Sha256)))));
}

/// The answer of several certificates while it is judged.
class Bundle
{
public:
    Bundle(std::vector<x509::Certificate> sent, int generation)
        : m_sent(std::move(sent))
        , m_generation(generation)
    {}

    /// Why the fingerprint stops a device; empty when it does not.
    [[nodiscard]] QString findFingerprint(const QByteArray& fingerprint);
    /// Chooses RA certificates; what stands against it, or nothing.
    [[nodiscard]] QString choose(Authority& authority);

    [[nodiscard]] std::vector<SentCertificate> roles(const Authority* authority) const;
    [[nodiscard]] const std::vector<x509::Certificate>& sent() const { return m_sent; }

private:
    [[nodiscard]] std::vector<x509::Chain> chainsOf(std::size_t index) const
    {
        return x509::buildChains(m_sent[index], m_sent);
    }
    [[nodiscard]] bool leadsToNamed(std::size_t index) const;
    [[nodiscard]] bool shareRoot(std::size_t first, std::size_t second) const;
    [[nodiscard]] Indexes candidates(bool signs, bool enciphers) const;
    [[nodiscard]] QString describeUsages() const;

    std::vector<x509::Certificate> m_sent;
    int m_generation;
    std::optional<std::size_t> m_named;  ///< which one CAFingerprint names
};

QString Bundle::findFingerprint(const QByteArray& fingerprint)
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

bool Bundle::leadsToNamed(std::size_t index) const
{
    if (!m_named)
        return true;
    const auto chains = chainsOf(index);
    return std::any_of(chains.begin(), chains.end(), [this](const x509::Chain& chain) {
        return std::find(chain.begin(), chain.end(), m_sent[*m_named]) != chain.end();
    });
}

bool Bundle::shareRoot(std::size_t first, std::size_t second) const
{
    const auto tops = chainsOf(first);
    const auto others = chainsOf(second);
    return std::any_of(tops.begin(), tops.end(), [&others](const x509::Chain& chain) {
        return std::any_of(others.begin(), others.end(),
                           [&chain](const x509::Chain& other) { return other.back() == chain.back(); });
    });
}

Indexes Bundle::candidates(bool signs, bool enciphers) const
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

QString Bundle::describeUsages() const
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

QString Bundle::choose(Authority& authority)
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

std::vector<SentCertificate> Bundle::roles(const Authority* authority) const
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

void judgeSeveral(JudgedAuthority& judged,
                  const QByteArray& body,
                  const QByteArray& fingerprint,
                  int generation)
{
    std::vector<x509::Certificate> sent = readable(body);
    const bool isSigned = x509::contentType(body) == u"1.2.840.113549.1.7.2"
                          && x509::detectFormat(body) == x509::BundleFormat::Pkcs7;
    if (!isSigned || sent.empty()) {
        refuse(
            judged, invalidRaResponse,
            QCoreApplication::translate("scep", "GetCACert announces certificates in PKCS #7 and brings %1")
                .arg(describeBody(body)));
        return;
    }
    Bundle bundle(std::move(sent), generation);
    if (const QString fault = bundle.findFingerprint(fingerprint); !fault.isEmpty()) {
        judged.certificates = bundle.roles(nullptr);
        refuse(judged, invalidRaResponse, fault);
        return;
    }
    Authority authority;
    authority.sent = bundle.sent();
    if (const QString fault = bundle.choose(authority); !fault.isEmpty()) {
        judged.certificates = bundle.roles(nullptr);
        refuse(judged, invalidRaResponse, fault);
        return;
    }
    judged.certificates = bundle.roles(&authority);
    judged.authority = std::move(authority);
}

/// Why an answer is neither a certificate nor a bundle to a device.
QString describeUnsupported(const http::Reply& reply)
{
    const QByteArray type = reply.header("Content-Type");
    const QString announced = type.isEmpty() ? QCoreApplication::translate("scep", "no Content-Type")
                                             : QCoreApplication::translate("scep", "Content-Type “%1”")
                                                   .arg(QString::fromLatin1(type.left(100)));
    const QString nowhere = describeRedirect(reply);
    if (!nowhere.isEmpty())
        return QCoreApplication::translate("scep",
                                           "GetCACert is answered with %1; a device is expected to take that "
                                           "for the answer, and it has %2")
            .arg(nowhere, announced);
    return QCoreApplication::translate("scep",
                                       "GetCACert comes with %1 and brings %2; a device takes exactly "
                                       "application/x-x509-ca-cert or application/x-x509-ca-ra-cert")
        .arg(announced, describeBody(reply.body));
}

}  // namespace

const x509::Certificate& Authority::recipient(int generation) const
{
    if (generation < freelyMatching)
        return sent[encryption];
    for (const std::size_t index : {encryption, signing}) {
        if (!sent[index].keyUsage() || mayUse(sent[index], x509::KeyUsageBit::KeyEncipherment))
            return sent[index];
    }
    return sent[encryption];
}

bool isAuthorityType(const QByteArray& contentType)
{
    return contentType == singleType || contentType == severalType;
}

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

JudgedAuthority judgeAuthority(const http::Reply& reply, const QByteArray& fingerprint, int generation)
{
    JudgedAuthority judged;
    const QByteArray type = reply.header("Content-Type");
    if (type == singleType) {
        judgeSingle(judged, reply.body, fingerprint);
    } else if (type == severalType) {
        judgeSeveral(judged, reply.body, fingerprint, generation);
    } else {
        refuse(judged, unsupportedConfiguration, describeUnsupported(reply));
    }
    if (judged.certificates.empty()) {
        for (const x509::Certificate& one : readable(reply.body))
            judged.certificates.push_back({one, AuthorityRole::Other});
    }
    return judged;
}

}  // namespace scep
