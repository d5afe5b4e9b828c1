// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/check_rows.h"

#include <algorithm>
#include <array>

namespace trust {

namespace {

// A device looks for one good chain; those beyond the shortest few add nothing but time.
constexpr std::size_t maxChains = 8;

int countOf(const std::vector<Row>& rows, Outcome outcome)
{
    return static_cast<int>(std::count_if(
        rows.begin(), rows.end(), [outcome](const Row& row) { return row.verdict.outcome == outcome; }));
}

/// The roots of one kind as far as they are known; null: nobody said which, so any root may be one.
const x509::CertificatePool* rootsOf(Anchors anchors, const CheckOptions& options, const Anchorage& anchorage)
{
    const x509::CertificatePool* named = anchorage.named ? &*anchorage.named : nullptr;
    if (options.anchors)
        return named;
    return anchors == Anchors::System ? &anchorage.system : named;
}

/// A candidate chain, cut off at the first root of `roots`.
struct Candidate
{
    x509::Chain chain;
    bool isAnchored = false;
};

Candidate cutAt(const x509::Chain& chain, const x509::CertificatePool* roots)
{
    if (!roots)
        return {chain, false};
    const auto anchor =
        std::find_if(chain.begin(), chain.end(),
                     [roots](const x509::Certificate& certificate) { return roots->contains(certificate); });
    if (anchor == chain.end())
        return {chain, false};
    return {x509::Chain(chain.begin(), anchor + 1), true};
}

class Judges
{
public:
    Judges(const Case& subject,
           const CheckOptions& options,
           const Knowledge& knowledge,
           DetailsCache& details);
    Judgement judgeUnder(Anchors anchors);

private:
    [[nodiscard]] bool isPossible(Anchors anchors) const;
    [[nodiscard]] bool reaches(const x509::CertificatePool* roots) const;
    Evidence evidenceOf(const Candidate& candidate, Anchors anchors);

    const Case& m_case;
    const CheckOptions& m_options;
    const Knowledge& m_knowledge;
    DetailsCache& m_details;
    std::vector<x509::Chain> m_chains;
    std::vector<const x509::Details*> m_given;
};

Judges::Judges(const Case& subject,
               const CheckOptions& options,
               const Knowledge& knowledge,
               DetailsCache& details)
    : m_case(subject)
    , m_options(options)
    , m_knowledge(knowledge)
    , m_details(details)
{
    const Anchorage& anchorage = knowledge.anchorage;
    const x509::CertificatePool fetched(options.fetched);
    std::vector<const x509::CertificatePool*> pools = {&subject.given, &fetched, &anchorage.issuers};
    if (anchorage.named)
        pools.push_back(&*anchorage.named);
    pools.push_back(&anchorage.system);
    m_chains = x509::buildChains(subject.leaf, pools);
    for (const x509::Certificate& certificate : subject.given.certificates())
        m_given.push_back(details.of(certificate));
}

bool Judges::reaches(const x509::CertificatePool* roots) const
{
    return std::any_of(m_chains.begin(), m_chains.end(),
                       [roots](const x509::Chain& chain) { return cutAt(chain, roots).isAnchored; });
}

bool Judges::isPossible(Anchors anchors) const
{
    if (m_options.anchors)
        return true;
    const Anchorage& anchorage = m_knowledge.anchorage;
    const bool isPublic = reaches(&anchorage.system);
    // Who names roots says which the device has; a public one that the chain reaches anyway counts as well.
    if (anchorage.named)
        return anchors == Anchors::System ? isPublic : !isPublic || reaches(&*anchorage.named);
    if (isPublic)
        return anchors == Anchors::System;
    const bool isRootAtHand = std::any_of(m_chains.begin(), m_chains.end(), x509::endsInRoot);
    return anchors != Anchors::System || !isRootAtHand;
}

Evidence Judges::evidenceOf(const Candidate& candidate, Anchors anchors)
{
    Evidence evidence;
    for (const x509::Certificate& certificate : candidate.chain)
        evidence.chain.push_back(m_details.of(certificate));
    evidence.given = m_given;
    evidence.hasNoLeaf = m_case.role == Role::Authority;
    if (candidate.isAnchored || anchors == Anchors::Leaf) {
        evidence.endsInAnchor = true;
        return evidence;
    }
    const bool isRootAtHand = candidate.chain.back().isSelfSigned();
    const bool areRootsKnown = rootsOf(anchors, m_options, m_knowledge.anchorage) != nullptr;
    if (isRootAtHand) {
        // What is trusted is what somebody said or named; a leaf that signed itself is its own kind of root.
        const bool isTaken = !areRootsKnown && (m_options.anchors || candidate.chain.size() > 1);
        evidence.endsInAnchor = isTaken;
        evidence.isRootUnknown = !isTaken;
        return evidence;
    }
    // A certificate of a file may come alone; a server is expected to send what leads to a known root.
    const bool isWhole =
        areRootsKnown && (m_case.setting == Setting::Connection || m_knowledge.anchorage.named);
    evidence.isIncomplete = isWhole;
    evidence.isIssuerAssumed = !isWhole;
    return evidence;
}

Judgement Judges::judgeUnder(Anchors anchors)
{
    Context context;
    context.purpose = m_options.purpose;
    context.anchors = anchors;
    context.host = m_options.host;
    context.trustedNames = m_options.trustedNames;
    context.os = m_options.os;
    context.asOf = m_options.asOf;
    context.connection = m_case.connection;
    context.lists = &m_knowledge.lists;

    const x509::CertificatePool* roots = rootsOf(anchors, m_options, m_knowledge.anchorage);
    std::vector<Candidate> candidates;
    if (anchors == Anchors::Leaf)
        candidates.push_back({{m_case.leaf}, true});
    else
        for (const x509::Chain& chain : m_chains)
            candidates.push_back(cutAt(chain, roots));
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return std::pair(!a.isAnchored, !x509::endsInRoot(a.chain))
               < std::pair(!b.isAnchored, !x509::endsInRoot(b.chain));
    });
    if (candidates.size() > maxChains)
        candidates.erase(candidates.begin() + maxChains, candidates.end());

    std::optional<Judgement> best;
    for (const Candidate& candidate : candidates) {
        Judgement one{anchors, isPossible(anchors), candidate.chain, evidenceOf(candidate, anchors), {}};
        one.rows = judge(one.evidence, context);
        if (!best || one.failures() < best->failures())
            best = std::move(one);
        if (best->failures() == 0)
            break;
    }
    return *std::move(best);
}

}  // namespace

const x509::Details* DetailsCache::of(const x509::Certificate& certificate)
{
    auto& details = m_details[certificate.der()];
    if (!details)
        details = std::make_shared<const x509::Details>(certificate);
    return details.get();
}

int Judgement::failures() const { return countOf(rows, Outcome::Fail); }
int Judgement::warnings() const { return countOf(rows, Outcome::Warn); }

std::vector<Judgement> judgeCase(const Case& subject,
                                 const CheckOptions& options,
                                 const Knowledge& knowledge,
                                 DetailsCache& details)
{
    Judges judges(subject, options, knowledge, details);
    std::vector<Judgement> judgements;
    if (options.anchors) {
        judgements.push_back(judges.judgeUnder(*options.anchors));
        return judgements;
    }
    // Who names the judged certificate itself as trusted says what kind of root it is.
    const auto& named = knowledge.anchorage.named;
    if (subject.role == Role::Leaf && named && named->contains(subject.leaf)) {
        judgements.push_back(judges.judgeUnder(Anchors::Leaf));
        return judgements;
    }
    for (const Anchors anchors : {Anchors::System, Anchors::Managed, Anchors::App})
        judgements.push_back(judges.judgeUnder(anchors));
    return judgements;
}

}  // namespace trust
