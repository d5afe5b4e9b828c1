// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/causes.h"

#include "core/explain/naming.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace explain {

namespace {

/// Puts causes together, each once, with all that speaks for it.
class CauseList
{
public:
    explicit CauseList(const Catalogue& catalogue) : m_catalogue(catalogue) {}

    void add(const NamedCause& cause, const std::vector<Proof>& proofs, Confidence atMost)
    {
        const Confidence confidence = std::max(cause.confidence, atMost);
        auto found = std::find_if(m_causes.begin(), m_causes.end(),
                                  [&](const Cause& other) { return other.id == cause.id; });
        if (found == m_causes.end()) {
            const CauseEntry* entry = m_catalogue.cause(cause.id);
            if (!entry)
                return;
            m_causes.push_back({entry->id,
                                confidence,
                                translated(entry->text),
                                entry->who,
                                translated(entry->action),
                                entry->source,
                                {}});
            found = std::prev(m_causes.end());
        }
        found->confidence = std::min(found->confidence, confidence);
        for (const Proof& proof : proofs)
            if (proof.line > 0
                && std::find(found->proofs.begin(), found->proofs.end(), proof) == found->proofs.end())
                found->proofs.push_back(proof);
    }

    [[nodiscard]] bool isEmpty() const { return m_causes.empty(); }

    std::vector<Cause> take() &&
    {
        std::stable_sort(m_causes.begin(), m_causes.end(),
                         [](const Cause& a, const Cause& b) { return a.confidence < b.confidence; });
        // Once one is certain, the others are what else it might have been.
        if (!m_causes.empty() && m_causes.front().confidence == Confidence::Certain)
            for (Cause& cause : m_causes)
                if (cause.confidence == Confidence::Likely)
                    cause.confidence = Confidence::Possible;
        return std::move(m_causes);
    }

private:
    const Catalogue& m_catalogue;
    std::vector<Cause> m_causes;
};

const Remark* findRemark(const std::vector<Remark>& remarks, const QString& id)
{
    const auto found =
        std::find_if(remarks.begin(), remarks.end(), [&](const Remark& remark) { return remark.id == id; });
    return found == remarks.end() ? nullptr : &*found;
}

/// What speaks for `rule`; nothing when it does not hold.
std::optional<std::vector<Proof>> proofsFor(const RuleEntry& rule,
                                            const Chain& chain,
                                            const std::vector<Remark>& remarks)
{
    std::vector<Proof> proofs;
    auto from = chain.begin();
    for (std::size_t i = 0; i < rule.chain.size(); ++i) {
        from = std::find_if(from, chain.end(), [&](const LoggedError& error) {
            return error.domain == rule.chain[i].first && error.code == rule.chain[i].second
                   && (i > 0 || rule.detail.isEmpty() || error.details.contains(rule.detail));
        });
        if (from == chain.end())
            return std::nullopt;
        proofs.push_back(from->proof);
        ++from;
    }
    for (const QString& clue : rule.clues) {
        const Remark* remark = findRemark(remarks, clue);
        if (!remark)
            return std::nullopt;
        proofs.insert(proofs.end(), remark->proofs.begin(), remark->proofs.end());
    }
    return proofs;
}

}  // namespace

std::vector<Cause> causesOf(Chain chain, const Explanation& explanation, const Catalogue& catalogue)
{
    for (LoggedError& error : chain) {
        error = resolved(std::move(error), catalogue);
        error.domain = catalogue.canonical(error.domain);
    }
    CauseList causes(catalogue);
    // What the chain says comes before what lies about in the log.
    const auto addRules = [&](bool withChain) {
        for (const RuleEntry& rule : catalogue.rules()) {
            if (rule.chain.empty() == withChain)
                continue;
            if (const auto proofs = proofsFor(rule, chain, explanation.remarks))
                for (const NamedCause& cause : rule.causes)
                    causes.add(cause, *proofs, Confidence::Certain);
        }
    };
    addRules(true);
    if (chain.empty())
        addRules(false);
    // The innermost error tells most; what only wraps it tells nothing once something below is known.
    bool isWrapped = !chain.empty() && !explanation.recognised.empty();
    bool isExplained = false;
    const auto addEntry = [&](const ErrorEntry& entry, const Proof& proof, Confidence atMost) {
        for (const NamedCause& cause : entry.causes)
            if (cause.id != u"install-wrapper" || (!isWrapped && causes.isEmpty()))
                causes.add(cause, {proof}, atMost);
    };
    std::for_each(chain.rbegin(), chain.rend(), [&](const auto& error) {
        const ErrorEntry* entry = catalogue.find(error.domain, error.code);
        if (!entry)
            return;
        // What an outer error may mean in general is no longer likely once an inner one says what it was.
        addEntry(*entry, error.proof,
                 isExplained ? Confidence::Possible
                 : isWrapped ? Confidence::Likely
                             : Confidence::Certain);
        isWrapped = true;
        isExplained = isExplained
                      || std::any_of(entry->causes.begin(), entry->causes.end(), [](const NamedCause& cause) {
                             return cause.confidence != Confidence::Possible;
                         });
    });
    if (!chain.empty())
        addRules(false);
    for (const NamedError& error : explanation.recognised)
        if (const ErrorEntry* entry = catalogue.find(error.domain, error.code))
            addEntry(*entry, error.proof, error.confidence);
    return std::move(causes).take();
}

}  // namespace explain
