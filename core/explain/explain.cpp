// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace explain {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A text of the catalogue in the person's language.
QString translated(const QString& text)
{
    return text.isEmpty() ? text : QCoreApplication::translate("explain", text.toUtf8().constData());
}

QString unknownText(const QString& domain, const Catalogue& catalogue)
{
    if (domain.isEmpty())
        return QCoreApplication::translate("explain", "No error with this code is known here");
    if (!catalogue.about(domain).isEmpty())
        return QCoreApplication::translate("explain", "This code is not known here; its domain is about: %1")
            .arg(translated(catalogue.about(domain)));
    return QCoreApplication::translate("explain", "Neither this code nor its domain is known here");
}

NamedError named(const LoggedError& logged, const Catalogue& catalogue)
{
    NamedError error{logged.domain, logged.code,  logged.text,   {}, {}, {},
                     false,         logged.proof, logged.details};
    const ErrorEntry* entry = catalogue.find(logged.domain, logged.code);
    if (!entry) {
        error.what = unknownText(logged.domain, catalogue);
        return error;
    }
    error.isKnown = true;
    error.name = translated(entry->name);
    error.what = translated(entry->what);
    error.source = entry->source;
    if (error.text.isEmpty())
        error.text = entry->screen.isEmpty() ? error.name : entry->screen;
    return error;
}

/// The chain that is explained: the last one of a domain that is known, else the last.
std::size_t chosenChain(const std::vector<Chain>& chains, const Catalogue& catalogue)
{
    for (std::size_t i = chains.size(); i-- > 0;)
        if (std::any_of(chains[i].begin(), chains[i].end(),
                        [&](const LoggedError& error) { return !catalogue.about(error.domain).isEmpty(); }))
            return i;
    return chains.size() - 1;
}

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

    std::vector<Cause> take() &&
    {
        std::stable_sort(m_causes.begin(), m_causes.end(),
                         [](const Cause& a, const Cause& b) { return a.confidence < b.confidence; });
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

std::vector<Cause> causesOf(const Chain& chain, const Explanation& explanation, const Catalogue& catalogue)
{
    CauseList causes(catalogue);
    for (const RuleEntry& rule : catalogue.rules())
        if (const auto proofs = proofsFor(rule, chain, explanation.remarks))
            for (const NamedCause& cause : rule.causes)
                causes.add(cause, *proofs, Confidence::Certain);
    // The innermost error tells most; what only wraps it tells nothing once something below is known.
    bool isWrapped = false;
    for (auto error = chain.rbegin(); error != chain.rend(); ++error) {
        const ErrorEntry* entry = catalogue.find(error->domain, error->code);
        if (!entry)
            continue;
        for (const NamedCause& cause : entry->causes)
            if (!isWrapped || cause.id != u"install-wrapper")
                causes.add(cause, {error->proof}, isWrapped ? Confidence::Likely : Confidence::Certain);
        isWrapped = true;
    }
    for (const NamedError& error : explanation.recognised)
        if (chain.empty())
            if (const ErrorEntry* entry = catalogue.find(error.domain, error.code))
                for (const NamedCause& cause : entry->causes)
                    causes.add(cause, {error.proof}, Confidence::Likely);
    return std::move(causes).take();
}

/// Texts of a device that were seen alone, the most telling first.
void addRecognised(const Sighting& sighting, const Catalogue& catalogue, Explanation& explanation)
{
    const auto& text = catalogue.texts()[sighting.phrase - catalogue.clues().size()];
    const ErrorEntry& entry = catalogue.errors()[text.error];
    const auto isSame = [&](const NamedError& error) {
        return error.domain == entry.domain && error.code == entry.code;
    };
    if (std::none_of(explanation.recognised.begin(), explanation.recognised.end(), isSame))
        explanation.recognised.push_back(
            named({entry.domain, entry.code, {}, {}, sighting.proofs.front()}, catalogue));
}

/// The frame around an error says nothing that the error does not.
void dropWrappers(std::vector<NamedError>& recognised)
{
    const auto isWrapper = [](const NamedError& error) {
        return error.domain == u"MCInstallationErrorDomain" && error.code == 4001;
    };
    if (!std::all_of(recognised.begin(), recognised.end(), isWrapper))
        recognised.erase(std::remove_if(recognised.begin(), recognised.end(), isWrapper), recognised.end());
}

QString whatHappened(const Explanation& explanation)
{
    // The innermost known error says it best; an unknown one further in must not go unmentioned.
    if (!explanation.errors.empty()) {
        const auto known = std::find_if(explanation.errors.rbegin(), explanation.errors.rend(),
                                        [](const NamedError& error) { return error.isKnown; });
        if (known == explanation.errors.rend())
            return explanation.errors.back().what;
        return known == explanation.errors.rbegin()
                   ? known->what
                   : QCoreApplication::translate("explain",
                                                 "%1; the innermost error, %2 %3, is not known here")
                         .arg(known->what, explanation.errors.back().domain)
                         .arg(explanation.errors.back().code);
    }
    if (!explanation.recognised.empty())
        return QCoreApplication::translate("explain", "The text is that of %1 %2: %3")
            .arg(explanation.recognised.front().domain)
            .arg(explanation.recognised.front().code)
            .arg(explanation.recognised.front().what);
    const auto has = [&](ClueEntry::Kind kind) {
        return std::any_of(explanation.remarks.begin(), explanation.remarks.end(),
                           [&](const Remark& remark) { return remark.kind == kind; });
    };
    if (has(ClueEntry::Kind::Crash))
        return QCoreApplication::translate("explain",
                                           "No error is in it: it is the crash report of a process");
    if (has(ClueEntry::Kind::Failure))
        return QCoreApplication::translate("explain", "No error is in it, but signs of one");
    if (has(ClueEntry::Kind::Success))
        return QCoreApplication::translate("explain", "No error is in it; it shows a success");
    if (has(ClueEntry::Kind::Request))
        return QCoreApplication::translate("explain",
                                           "No error is in it; it shows requests to a SCEP server");
    return QCoreApplication::translate("explain", "No error is in it, and nothing else that is known here");
}

Explanation explainRead(const Log& log, const Catalogue& catalogue)
{
    Explanation explanation;
    for (const Sighting& sighting : log.sightings) {
        if (sighting.phrase >= catalogue.clues().size()) {
            addRecognised(sighting, catalogue, explanation);
            continue;
        }
        const ClueEntry& clue = catalogue.clues()[sighting.phrase];
        explanation.remarks.push_back(
            {clue.id, clue.kind, translated(clue.title), sighting.count, sighting.proofs});
    }
    std::stable_sort(
        explanation.remarks.begin(), explanation.remarks.end(),
        [](const Remark& a, const Remark& b) { return a.proofs.front().line < b.proofs.front().line; });
    dropWrappers(explanation.recognised);
    Chain chain;
    if (!log.chains.empty()) {
        const std::size_t chosen = chosenChain(log.chains, catalogue);
        chain = log.chains[chosen];
        for (std::size_t i = 0; i < log.chains.size(); ++i) {
            std::vector<NamedError> errors;
            for (const LoggedError& error : log.chains[i])
                errors.push_back(named(error, catalogue));
            if (i == chosen)
                explanation.errors = std::move(errors);
            else
                explanation.other.push_back(std::move(errors));
        }
        explanation.recognised.clear();
    }
    explanation.causes = causesOf(chain, explanation, catalogue);
    explanation.what = whatHappened(explanation);
    return explanation;
}

Explanation explainNumber(qint64 code, const Catalogue& catalogue)
{
    Log log;
    for (const ErrorEntry* entry : catalogue.find(code))
        log.chains.push_back({{entry->domain, code, {}, {}, {0, {}}}});
    if (log.chains.empty())
        log.chains.push_back({{{}, code, {}, {}, {0, {}}}});
    // The profile's own domains come first in a person's mind, and -1202 is better known as NSURLErrorDomain.
    const auto rank = [](const Chain& chain) {
        const QString& domain = chain.front().domain;
        return domain.startsWith(u"MC") ? 0 : domain.startsWith(u"NSURL") ? 1 : 2;
    };
    std::stable_sort(log.chains.begin(), log.chains.end(),
                     [&](const Chain& a, const Chain& b) { return rank(a) > rank(b); });
    return explainRead(log, catalogue);
}

}  // namespace

Explanation explainLog(const QByteArray& bytes, const Catalogue& catalogue)
{
    return explainRead(readLog(textOf(bytes), catalogue.vocabulary()), catalogue);
}

std::optional<Explanation> explainCode(const QString& text, const Catalogue& catalogue)
{
    bool isNumber = false;
    const qint64 code = text.trimmed().toLongLong(&isNumber);
    if (isNumber)
        return explainNumber(code, catalogue);
    Log log = readLog(text.toUtf8(), catalogue.vocabulary());
    for (Chain& chain : log.chains)
        for (LoggedError& error : chain)
            error.proof = {0, {}};
    for (Sighting& sighting : log.sightings)
        sighting.proofs = {{0, {}}};
    Explanation explanation = explainRead(log, catalogue);
    if (explanation.errors.empty() && explanation.recognised.empty())
        return std::nullopt;
    return explanation;
}

Explanation explainOther(Explanation explanation, std::size_t index, const Catalogue& catalogue)
{
    std::swap(explanation.errors, explanation.other[index]);
    Chain chain;
    for (const NamedError& error : explanation.errors)
        chain.push_back({error.domain, error.code, error.text, error.details, error.proof});
    explanation.causes = causesOf(chain, explanation, catalogue);
    explanation.what = whatHappened(explanation);
    return explanation;
}

QString confidenceName(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain: return u"certain"_s;
    case Confidence::Likely: return u"likely"_s;
    case Confidence::Possible: return u"possible"_s;
    }
    Q_UNREACHABLE();
}

QString confidenceText(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain: return QCoreApplication::translate("explain", "certain");
    case Confidence::Likely: return QCoreApplication::translate("explain", "likely");
    case Confidence::Possible: return QCoreApplication::translate("explain", "possible");
    }
    Q_UNREACHABLE();
}

QString whoText(const QString& who)
{
    if (who == u"scep-server")
        return QCoreApplication::translate("explain", "the administrator of the server");
    if (who == u"ca")
        return QCoreApplication::translate("explain", "the administrator of the certificate authority");
    if (who == u"network")
        return QCoreApplication::translate("explain", "the administrator of the network");
    if (who == u"management-server")
        return QCoreApplication::translate("explain", "the administrator of the management server");
    if (who == u"profile-author")
        return QCoreApplication::translate("explain", "the author of the profile");
    return QCoreApplication::translate("explain", "the person at the device");
}

}  // namespace explain
