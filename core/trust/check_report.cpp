// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/check_report.h"

#include "core/trust/usages.h"
#include "core/trust/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace trust {

using namespace Qt::Literals::StringLiterals;
using report::CheckedCertificate;
using report::CheckReport;
using report::CheckVerdict;

namespace {

CheckVerdict verdictOf(const Judgement& judgement)
{
    if (judgement.failures() > 0)
        return CheckVerdict::Refused;
    return judgement.warnings() > 0 ? CheckVerdict::AcceptedWithWarnings : CheckVerdict::Accepted;
}

/// The certificates of a report and where each of them stands in its list.
class CertificateList
{
public:
    CertificateList(CheckReport& report, const Case& subject, DetailsCache& details)
        : m_report(report)
        , m_subject(subject)
        , m_details(details)
    {}

    std::size_t indexOf(const x509::Certificate& certificate);
    void addChain(const Judgement& judgement);

private:
    CheckReport& m_report;
    const Case& m_subject;
    DetailsCache& m_details;
    QHash<QByteArray, std::size_t> m_indexes;
};

QStringList namesOf(const x509::Certificate& certificate)
{
    QStringList names;
    constexpr qsizetype most = 100;
    for (const x509::AlternativeName& name : certificate.alternativeNames()) {
        if (names.size() == most)
            break;
        names << name.value;
    }
    return names;
}

std::size_t CertificateList::indexOf(const x509::Certificate& certificate)
{
    const auto known = m_indexes.constFind(certificate.der());
    if (known != m_indexes.constEnd())
        return *known;
    const x509::Details* details = m_details.of(certificate);
    CheckedCertificate one;
    const bool isAuthority = details->basicConstraints && details->basicConstraints->isAuthority;
    if (m_report.certificates.empty() && m_subject.role == Role::Leaf)
        one.role = CheckedCertificate::Role::Leaf;
    else if (details->isSelfIssued && certificate.isSelfSigned())
        one.role = CheckedCertificate::Role::Root;
    else
        one.role = isAuthority ? CheckedCertificate::Role::Intermediate : CheckedCertificate::Role::Leaf;
    one.name = certificate.displayName();
    one.subject = certificate.subject().toString();
    one.issuer = certificate.issuer().toString();
    one.serial = certificate.serialNumber();
    one.notBefore = certificate.notBefore();
    one.notAfter = certificate.notAfter();
    one.key = keyText(details->key);
    one.signature = certificate.signatureAlgorithm();
    one.names = namesOf(certificate);
    one.sha256 = details->sha256;
    one.der = certificate.der();
    one.isFromStore = !m_subject.given.contains(certificate);
    const std::size_t index = m_report.certificates.size();
    m_indexes.insert(certificate.der(), index);
    m_report.certificates.push_back(std::move(one));
    return index;
}

void CertificateList::addChain(const Judgement& judgement)
{
    for (std::size_t i = 0; i < judgement.chain.size(); ++i) {
        const std::size_t index = indexOf(judgement.chain[i]);
        CheckedCertificate& one = m_report.certificates[index];
        if (i + 1 < judgement.chain.size()) {
            const std::size_t issuer = indexOf(judgement.chain[i + 1]);
            if (!m_report.certificates[index].issuedBy)
                m_report.certificates[index].issuedBy = issuer;
        } else if (judgement.evidence.endsInAnchor && judgement.isPossible) {
            one.isTrusted = true;
        }
    }
}

/// What one rule says of one certificate under all kinds of root that are possible.
struct Merged
{
    const Row* row = nullptr;  ///< the worst one
    QStringList failing;
    QStringList warning;
};

using Key = std::pair<const Rule*, std::size_t>;

class Findings
{
public:
    Findings(CheckReport& report, CertificateList& certificates)
        : m_report(report)
        , m_certificates(certificates)
    {}
    void add(const Judgement& judgement);
    void write(bool isRefused, qsizetype possible);

private:
    CheckReport& m_report;
    CertificateList& m_certificates;
    std::map<Key, Merged> m_merged;
    std::vector<Key> m_order;
};

void Findings::add(const Judgement& judgement)
{
    for (const Row& row : judgement.rows) {
        const std::size_t certificate = m_certificates.indexOf(judgement.chain[row.certificate]);
        m_report.rules.push_back({QString::fromLatin1(row.rule->id), outcomeName(row.verdict.outcome),
                                  certificate, anchorsName(judgement.anchors), row.verdict.measured});
        const bool isBroken = row.verdict.outcome == Outcome::Fail || row.verdict.outcome == Outcome::Warn;
        if (!isBroken || !judgement.isPossible)
            continue;
        const Key key{row.rule, certificate};
        auto [entry, isNew] = m_merged.try_emplace(key);
        if (isNew)
            m_order.push_back(key);
        Merged& merged = entry->second;
        const bool fails = row.verdict.outcome == Outcome::Fail;
        if (!merged.row || (fails && merged.failing.isEmpty()))
            merged.row = &row;
        (fails ? merged.failing : merged.warning) << anchorsName(judgement.anchors);
    }
}

void Findings::write(bool isRefused, qsizetype possible)
{
    const bool hasCommon = std::any_of(m_merged.begin(), m_merged.end(), [possible](const auto& entry) {
        return entry.second.failing.size() == possible;
    });
    for (const Key& key : m_order) {
        const Merged& merged = m_merged.at(key);
        const Row& row = *merged.row;
        report::Finding finding = findingOf(row);
        finding.anchors = merged.failing.isEmpty() ? merged.warning : merged.failing;
        // What some kinds of root alone lead to refuses nothing by itself: the root is not known to be such a
        // one.
        const bool isCommon = merged.failing.size() == possible;
        if (!merged.failing.isEmpty() && !isCommon && (!isRefused || hasCommon))
            finding.severity = report::Severity::Warning;
        if (finding.anchors.size() < possible)
            finding.message = underAnchors(finding.anchors, finding.message);
        finding.certificate = key.second;
        m_report.findings.push_back(std::move(finding));
    }
    std::stable_sort(
        m_report.findings.begin(), m_report.findings.end(),
        [](const report::Finding& a, const report::Finding& b) { return a.severity < b.severity; });
}

QStringList reasonsOf(const Judgement& judgement)
{
    QStringList reasons;
    for (const Row& row : judgement.rows) {
        if (row.verdict.outcome == Outcome::Fail && !reasons.contains(row.verdict.message))
            reasons << row.verdict.message;
    }
    return reasons;
}

void addNotes(CheckReport& report,
              const std::vector<Judgement>& judgements,
              const CheckOptions& options,
              const Knowledge& knowledge)
{
    const auto isPossible = [&](Anchors anchors) {
        return std::any_of(judgements.begin(), judgements.end(), [anchors](const Judgement& one) {
            return one.isPossible && one.anchors == anchors;
        });
    };
    const auto& leaf = judgements.front().evidence;
    constexpr auto serverPurposes = tlsPurposes | Purpose::EapServer | Purpose::Ikev2Server;
    if (serverPurposes.testFlag(options.purpose) && leaf.chain.front()->basicConstraints
        && leaf.chain.front()->basicConstraints->isAuthority && !leaf.hasNoLeaf)
        report.notes << QCoreApplication::translate(
            "trust", "This is the certificate of a CA; it was judged as if it were the server's own");
    const Judgement& first = judgements.front();
    const Judgement& last = judgements.back();
    if (options.anchors) {
        report.notes << assumedAnchors(*options.anchors);
        return;
    }
    if (first.anchors == Anchors::Leaf) {
        report.notes << assumedAnchors(Anchors::Leaf);
        return;
    }
    if (isPossible(Anchors::System) && first.evidence.endsInAnchor)
        report.notes << QCoreApplication::translate(
                            "trust", "The chain ends in “%1”, one of this computer's roots, which are an "
                                     "approximation of Apple's")
                            .arg(first.chain.back().displayName());
    if (isPossible(Anchors::Managed) && last.evidence.endsInAnchor && !knowledge.anchorage.named)
        report.notes << QCoreApplication::translate(
                            "trust", "The root “%1” is none of this computer's: a device takes it only where "
                                     "it was installed and trusted")
                            .arg(last.chain.back().displayName());
    if (last.evidence.isIssuerAssumed)
        report.notes << QCoreApplication::translate(
                            "trust", "The issuer of “%1” is not at hand: what it is, is taken for granted")
                            .arg(last.chain.back().displayName());
}

}  // namespace

CheckReport reportOf(const Case& subject,
                     const std::vector<Judgement>& judgements,
                     const CheckOptions& options,
                     const Knowledge& knowledge,
                     DetailsCache& details)
{
    CheckReport report;
    report.purpose = purposeName(options.purpose);
    report.os = options.os.toString();
    report.asOf = options.asOf;
    report.host = options.host;

    CertificateList certificates(report, subject, details);
    certificates.indexOf(subject.leaf);
    const auto isPossible = [](const Judgement& one) {
        return one.isPossible;
    };
    for (const Judgement& judgement : judgements) {
        if (judgement.isPossible)
            certificates.addChain(judgement);
    }
    Findings findings(report, certificates);
    for (const Judgement& judgement : judgements)
        findings.add(judgement);
    // Beside each of a store of roots, all the others would be listed again and again.
    constexpr std::size_t mostBeside = 64;
    if (subject.given.certificates().size() <= mostBeside) {
        for (const x509::Certificate& certificate : subject.given.certificates())
            certificates.indexOf(certificate);
    }

    bool isRefused = true;
    bool isClean = true;
    qsizetype possible = 0;
    for (const Judgement& judgement : judgements) {
        const CheckVerdict verdict = verdictOf(judgement);
        report.anchors.push_back(
            {anchorsName(judgement.anchors), verdict, judgement.isPossible, reasonsOf(judgement)});
        if (!isPossible(judgement))
            continue;
        ++possible;
        isRefused = isRefused && verdict == CheckVerdict::Refused;
        isClean = isClean && verdict == CheckVerdict::Accepted;
    }
    report.verdict = isRefused ? CheckVerdict::Refused
                     : isClean ? CheckVerdict::Accepted
                               : CheckVerdict::AcceptedWithWarnings;
    findings.write(isRefused, possible);
    addNotes(report, judgements, options, knowledge);
    report.headline = headlineOf(report, options);
    return report;
}

}  // namespace trust
