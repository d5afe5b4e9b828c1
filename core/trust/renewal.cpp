// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/renewal.h"

#include "core/trust/names.h"
#include "core/trust/usages.h"
#include "core/x509/alternative_names.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestCommonName = 64;  // RFC 5280, A.1: ub-common-name

/// Collects names that a device looks at, each once.
class Names
{
public:
    explicit Names(Renewal& renewal) : m_renewal(renewal) {}
    /// A name or an address, as people write them; returns whether it is one.
    bool add(const QByteArray& name);
    void addAddress(const QByteArray& octets);
    [[nodiscard]] bool isEmpty() const { return m_renewal.dns.empty() && m_renewal.ip.empty(); }
    [[nodiscard]] bool cover(const QString& host) const;

private:
    Renewal& m_renewal;
};

void addOnce(std::vector<QByteArray>& list, const QByteArray& item)
{
    if (std::find(list.begin(), list.end(), item) == list.end())
        list.push_back(item);
}

void Names::addAddress(const QByteArray& octets) { addOnce(m_renewal.ip, octets); }

bool Names::add(const QByteArray& name)
{
    // An address among the names is a common mistake; no device takes it for one.
    if (const QByteArray octets = ipOctets(QString::fromLatin1(name)); !octets.isEmpty()) {
        addAddress(octets);
        return true;
    }
    // Umlauts and a dot at the end mean the name without them.
    const QByteArray usable = isDnsName(name) ? name.toLower() : asciiHost(QString::fromUtf8(name));
    if (!isDnsName(usable)
        || (hasWildcard(usable) && (!isSoundWildcard(usable) || isBeforePublicSuffix(usable))))
        return false;
    addOnce(m_renewal.dns, usable);
    return true;
}

bool Names::cover(const QString& host) const
{
    if (const QByteArray octets = ipOctets(host); !octets.isEmpty())
        return std::find(m_renewal.ip.begin(), m_renewal.ip.end(), octets) != m_renewal.ip.end();
    const QByteArray name = asciiHost(host);
    return std::any_of(m_renewal.dns.begin(), m_renewal.dns.end(),
                       [&](const QByteArray& one) { return matchesHost(one, name); });
}

void addOldNames(Names& names, Renewal& renewal, const x509::Certificate& leaf)
{
    const x509::Details details(leaf);
    if (details.alternativeNames) {
        for (const QByteArray& name : details.alternativeNames->dns) {
            if (!names.add(name))
                renewal.leftOut << QString::fromLatin1(name);
        }
        for (const QByteArray& octets : details.alternativeNames->ip) {
            if (octets.size() == 4 || octets.size() == 16)
                names.addAddress(octets);
        }
    }
    if (!names.isEmpty())
        return;
    // A common name is free text; one without a dot is more likely a title than a host.
    const QByteArray commonName = leaf.displayName().toUtf8();
    if (commonName.contains('.') || commonName.contains(':'))
        names.add(commonName);
}

void nameFiles(Renewal& renewal)
{
    const QString first = renewal.dns.empty() ? x509::ipAddressText(renewal.ip.front())
                                              : QString::fromLatin1(renewal.dns.front());
    constexpr qsizetype longest = 100;
    renewal.fileName = first.left(longest).replace(u'*', u"wildcard"_s).replace(u':', u'-');
    // An address that begins with "::" would make an option of the name.
    if (renewal.fileName.startsWith(u'-'))
        renewal.fileName.prepend(u"address"_s);
    const auto isShort = [](const QByteArray& name) {
        return name.size() <= longestCommonName;
    };
    const auto name = std::find_if(renewal.dns.begin(), renewal.dns.end(), isShort);
    renewal.commonName = name != renewal.dns.end() ? *name
                         : renewal.dns.empty()     ? first.toLatin1()
                                                   : QByteArray("server");
}

void adviseKey(Renewal& renewal, const x509::Certificate& leaf)
{
    constexpr int rsaBits = 2048;
    constexpr int ecBits = 256;
    const x509::KeyDetails key = x509::Details(leaf).key;
    renewal.keyKind = key.kind == x509::KeyKind::Ec ? Renewal::KeyKind::Ec : Renewal::KeyKind::Rsa;
    renewal.mayKeepKey =
        (key.kind == x509::KeyKind::Rsa || key.kind == x509::KeyKind::Ec) && isAtLeast(key, rsaBits, ecBits);
}

}  // namespace

base::Result<Renewal> renewalFor(const x509::Certificate& leaf, const QString& host, Anchors anchors)
{
    Renewal renewal;
    Names names(renewal);
    addOldNames(names, renewal, leaf);
    if (!host.isEmpty() && !names.cover(host)) {
        const QByteArray asked = ipOctets(host).isEmpty() ? asciiHost(host) : host.toLatin1();
        if (!names.add(asked))
            return base::Error{
                base::Error::Code::InvalidInput,
                QCoreApplication::translate("trust", "“%1” is no host name or address").arg(host)};
    }
    if (names.isEmpty())
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate("trust", "The certificate names no host to write a request for"),
            {},
            QCoreApplication::translate("trust", "Say which with --host")};
    nameFiles(renewal);
    adviseKey(renewal, leaf);
    if (anchors == Anchors::System)
        renewal.mostDays = renewal.days;
    return renewal;
}

base::Result<x509::PrivateKey> newKeyFor(const Renewal& renewal)
{
    constexpr int bits = 2048;
    return renewal.keyKind == Renewal::KeyKind::Ec ? x509::PrivateKey::generateEc("P-256")
                                                   : x509::PrivateKey::generateRsa(bits);
}

base::Result<QByteArray> requestFor(const Renewal& renewal, const x509::PrivateKey& key)
{
    x509::RequestContent content{renewal.commonName,
                                 renewal.dns,
                                 renewal.ip,
                                 x509::KeyUsageBit::DigitalSignature,
                                 {serverAuth.toByteArray()}};
    if (renewal.keyKind == Renewal::KeyKind::Rsa)
        content.keyUsage |= x509::KeyUsageBit::KeyEncipherment;
    return x509::makeRequest(content, key);
}

base::Result<Renewal> renewalFor(const report::CheckReport& check)
{
    if (check.certificates.empty())
        return base::Error{base::Error::Code::NotFound,
                           QCoreApplication::translate("trust", "There is no certificate to renew")};
    const auto leaf = x509::Certificate::fromDer(check.certificates.front().der);
    if (!leaf)
        return leaf.error();
    // A public root's certificate may live less long.
    const bool isPublic =
        std::any_of(check.anchors.begin(), check.anchors.end(), [](const report::CheckedAnchors& one) {
            return one.isPossible && one.anchors == u"system";
        });
    return renewalFor(*leaf, check.host, isPublic ? Anchors::System : Anchors::Managed);
}

}  // namespace trust
