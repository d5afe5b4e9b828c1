// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include "core/explain/scan.h"
#include "core/explain/screen_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

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

/// The error of a device that Intune shows by a number of its own, and that of which the tool `profiles`
/// gives only the number; others stay what they are.
LoggedError resolved(LoggedError error, const Catalogue& catalogue)
{
    if (error.domain == QLatin1StringView(managementCodeDomain)
        && !catalogue.find(error.domain, error.code)) {
        constexpr qint64 firstDeviceCode = -2016336112;
        const auto found = catalogue.find(error.code - firstDeviceCode);
        const auto device = std::find_if(found.begin(), found.end(), [](const ErrorEntry* entry) {
            return entry->domain.startsWith(u"MC");
        });
        if (device != found.end()) {
            error.domain = (*device)->domain;
            error.code = (*device)->code;
        }
    }
    for (const QString& domain : {u"ConfigProfilePluginDomain"_s, u"NSOSStatusErrorDomain"_s})
        if (error.domain.isEmpty() && catalogue.find(domain, error.code))
            error.domain = domain;
    return error;
}

NamedError named(const LoggedError& found, const Catalogue& catalogue)
{
    const LoggedError logged = resolved(found, catalogue);
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
    const auto addEntry = [&](const ErrorEntry& entry, const Proof& proof, Confidence atMost) {
        for (const NamedCause& cause : entry.causes)
            if (cause.id != u"install-wrapper" || (!isWrapped && causes.isEmpty()))
                causes.add(cause, {proof}, atMost);
    };
    for (auto error = chain.rbegin(); error != chain.rend(); ++error) {
        const ErrorEntry* entry = catalogue.find(error->domain, error->code);
        if (!entry)
            continue;
        addEntry(*entry, error->proof, isWrapped ? Confidence::Likely : Confidence::Certain);
        isWrapped = true;
    }
    if (!chain.empty())
        addRules(false);
    for (const NamedError& error : explanation.recognised)
        if (const ErrorEntry* entry = catalogue.find(error.domain, error.code))
            addEntry(*entry, error.proof, error.confidence);
    return std::move(causes).take();
}

/// A text of a device that was seen alone.
void addRecognised(std::size_t text, const Proof& proof, const Catalogue& catalogue, Explanation& explanation)
{
    const Catalogue::Text& seen = catalogue.texts()[text];
    const ErrorEntry& entry = catalogue.errors()[seen.error];
    const auto same = std::find_if(
        explanation.recognised.begin(), explanation.recognised.end(),
        [&](const NamedError& error) { return error.domain == entry.domain && error.code == entry.code; });
    if (same != explanation.recognised.end()) {
        same->confidence = std::min(same->confidence, seen.confidence);
        return;
    }
    NamedError error = named({entry.domain, entry.code, {}, {}, proof}, catalogue);
    error.confidence = seen.confidence;
    explanation.recognised.push_back(std::move(error));
}

bool isFrame(const NamedError& error, const Catalogue& catalogue)
{
    const ErrorEntry* entry = catalogue.find(error.domain, error.code);
    return entry && entry->isFrame;
}

/// The frame around an error says nothing that the error does not.
void dropFrames(std::vector<NamedError>& recognised, const Catalogue& catalogue)
{
    const auto isOne = [&](const NamedError& error) {
        return isFrame(error, catalogue);
    };
    if (!std::all_of(recognised.begin(), recognised.end(), isOne))
        recognised.erase(std::remove_if(recognised.begin(), recognised.end(), isOne), recognised.end());
}

/// Whether the reason for an error lies further in, always.
bool isWrapper(const NamedError& error, const Catalogue& catalogue)
{
    const ErrorEntry* entry = catalogue.find(error.domain, error.code);
    return entry && entry->causes.size() == 1 && entry->causes.front().id == u"install-wrapper";
}

/// Beside errors texts count for nothing, unless the log was cut off and has no more of the innermost error
/// than its sentence in what stands around it.
void recogniseInErrors(Explanation& explanation, const Catalogue& catalogue)
{
    explanation.recognised.clear();
    const auto isOne = [&](const NamedError& error) {
        return isWrapper(error, catalogue);
    };
    if (!std::all_of(explanation.errors.begin(), explanation.errors.end(), isOne))
        return;
    const NamedError& innermost = explanation.errors.back();
    const std::string text = innermost.text.toStdString();
    for (const ScreenText& seen : findScreenTexts(text, catalogue.texts()))
        addRecognised(seen.text, innermost.proof, catalogue, explanation);
    std::erase_if(explanation.recognised, [&](const NamedError& error) {
        return isWrapper(error, catalogue) || isFrame(error, catalogue);
    });
}

QString whatHappened(const Explanation& explanation, const Catalogue& catalogue)
{
    // The innermost known error says it best; an unknown one further in must not go unmentioned.
    if (!explanation.errors.empty()) {
        const auto known = std::find_if(explanation.errors.rbegin(), explanation.errors.rend(),
                                        [](const NamedError& error) { return error.isKnown; });
        if (known == explanation.errors.rend())
            return explanation.errors.back().what;
        if (!explanation.recognised.empty())
            return QCoreApplication::translate("explain", "%1. Its text is that of %2 %3: %4")
                .arg(known->what, explanation.recognised.front().domain)
                .arg(explanation.recognised.front().code)
                .arg(explanation.recognised.front().what);
        return known == explanation.errors.rbegin()
                   ? known->what
                   : QCoreApplication::translate("explain",
                                                 "%1; the innermost error, %2 %3, is not known here")
                         .arg(known->what, explanation.errors.back().domain)
                         .arg(explanation.errors.back().code);
    }
    const auto failure =
        std::find_if(explanation.remarks.begin(), explanation.remarks.end(),
                     [](const Remark& remark) { return remark.kind == ClueEntry::Kind::Failure; });
    const bool hasFailure = failure != explanation.remarks.end();
    if (!explanation.recognised.empty()
        && !(hasFailure && isFrame(explanation.recognised.front(), catalogue)))
        return (explanation.recognised.front().confidence == Confidence::Possible
                    ? QCoreApplication::translate("explain", "The text looks like that of %1 %2: %3")
                    : QCoreApplication::translate("explain", "The text is that of %1 %2: %3"))
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
    if (hasFailure)
        return QCoreApplication::translate("explain", "No error code is in it, but a sign of one: %1")
            .arg(failure->title);
    if (has(ClueEntry::Kind::Success))
        return QCoreApplication::translate("explain", "No error is in it; it shows a success");
    if (has(ClueEntry::Kind::Request))
        return QCoreApplication::translate("explain",
                                           "No error is in it; it shows requests to a SCEP server");
    return QCoreApplication::translate("explain", "No error is in it, and nothing else that is known here");
}

Explanation explainRead(const Log& log, const Catalogue& catalogue, std::string_view typed = {})
{
    Explanation explanation;
    for (const Sighting& sighting : log.sightings) {
        if (sighting.phrase >= catalogue.clues().size()) {
            addRecognised(sighting.phrase - catalogue.clues().size(), sighting.proofs.front(), catalogue,
                          explanation);
            continue;
        }
        const ClueEntry& clue = catalogue.clues()[sighting.phrase];
        explanation.remarks.push_back(
            {clue.id, clue.kind, translated(clue.title), sighting.count, sighting.proofs});
    }
    std::stable_sort(
        explanation.remarks.begin(), explanation.remarks.end(),
        [](const Remark& a, const Remark& b) { return a.proofs.front().line < b.proofs.front().line; });
    if (log.chains.empty())
        for (const ScreenText& seen : findScreenTexts(typed, catalogue.texts()))
            addRecognised(seen.text, seen.proof, catalogue, explanation);
    dropFrames(explanation.recognised, catalogue);
    std::stable_sort(explanation.recognised.begin(), explanation.recognised.end(),
                     [](const NamedError& a, const NamedError& b) { return a.confidence < b.confidence; });
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
        recogniseInErrors(explanation, catalogue);
    }
    explanation.causes = causesOf(chain, explanation, catalogue);
    explanation.what = whatHappened(explanation, catalogue);
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
    const QByteArray text = withoutMarkup(textOf(bytes));
    return explainRead(readLog(text, catalogue.vocabulary()), catalogue,
                       std::string_view(text.constData(), std::size_t(text.size())));
}

std::optional<Explanation> explainCode(const QString& text, const Catalogue& catalogue)
{
    bool isNumber = false;
    const qint64 code = text.trimmed().toLongLong(&isNumber);
    if (isNumber && !managementCodeAt(text.trimmed().toUtf8().toStdString(), 0))
        return explainNumber(code, catalogue);
    const QByteArray typed = withoutMarkup(text.toUtf8());
    Log log = readLog(typed, catalogue.vocabulary());
    for (Chain& chain : log.chains)
        for (LoggedError& error : chain)
            error.proof = {0, {}};
    for (Sighting& sighting : log.sightings)
        sighting.proofs = {{0, {}}};
    Explanation explanation =
        explainRead(log, catalogue, std::string_view(typed.constData(), std::size_t(typed.size())));
    for (NamedError& error : explanation.recognised)
        error.proof = {0, {}};
    for (Cause& cause : explanation.causes)
        cause.proofs.clear();
    if (explanation.errors.empty() && explanation.recognised.empty())
        return std::nullopt;
    return explanation;
}

Explanation explainOther(Explanation explanation, std::size_t index, const Catalogue& catalogue)
{
    std::swap(explanation.errors, explanation.other[index]);
    recogniseInErrors(explanation, catalogue);
    Chain chain;
    for (const NamedError& error : explanation.errors)
        chain.push_back({error.domain, error.code, error.text, error.details, error.proof});
    explanation.causes = causesOf(chain, explanation, catalogue);
    explanation.what = whatHappened(explanation, catalogue);
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
