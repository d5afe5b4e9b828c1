// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include "core/explain/causes.h"
#include "core/explain/naming.h"
#include "core/explain/recognised.h"
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

/// The chain that is explained: the last one of a domain that is known, else the last.
std::size_t chosenChain(const std::vector<Chain>& chains, const Catalogue& catalogue)
{
    for (std::size_t i = chains.size(); i-- > 0;)
        if (std::any_of(chains[i].begin(), chains[i].end(),
                        [&](const LoggedError& error) { return !catalogue.about(error.domain).isEmpty(); }))
            return i;
    return chains.size() - 1;
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

}  // namespace explain
