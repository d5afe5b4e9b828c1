// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include "core/explain/causes.h"
#include "core/explain/choice.h"
#include "core/explain/naming.h"
#include "core/explain/no_text.h"
#include "core/explain/recognised.h"
#include "core/explain/scan.h"
#include "core/explain/screen_text.h"
#include "core/explain/typed_code.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace explain {

using namespace Qt::Literals::StringLiterals;

namespace {

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
    if (!explanation.remarks.empty())
        return QCoreApplication::translate("explain", "No error is in it. What it shows: %1")
            .arg(explanation.remarks.front().title);
    return QCoreApplication::translate("explain", "No error is in it, and nothing else that is known here");
}

bool isSameChain(const std::vector<NamedError>& a, const std::vector<NamedError>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const NamedError& one, const NamedError& other) {
                          return one.domain == other.domain && one.code == other.code;
                      });
}

/// The chains beside the chosen one, each once: a device that tries again says the same again.
void addOthers(const std::vector<Chain>& chains,
               std::size_t chosen,
               const Catalogue& catalogue,
               Explanation& explanation)
{
    for (std::size_t i = 0; i < chains.size(); ++i) {
        std::vector<NamedError> errors;
        for (const LoggedError& error : chains[i])
            errors.push_back(named(error, catalogue));
        const bool isThere = i == chosen || isSameChain(errors, explanation.errors)
                             || std::any_of(explanation.other.begin(), explanation.other.end(),
                                            [&](const auto& other) { return isSameChain(errors, other); });
        if (!isThere)
            explanation.other.push_back(std::move(errors));
    }
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
        for (const LoggedError& error : chain)
            explanation.errors.push_back(named(error, catalogue));
        addOthers(log.chains, chosen, catalogue, explanation);
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

Explanation explainLog(const QByteArray& bytes, const Catalogue& catalogue, int firstLine)
{
    const QByteArray text = withoutMarkup(textOf(bytes));
    Explanation explanation = explainRead(readLog(text, catalogue.vocabulary(), firstLine), catalogue,
                                          std::string_view(text.constData(), std::size_t(text.size())));
    // What is found counts, even beside bytes that are no text.
    const bool isEmpty =
        explanation.errors.empty() && explanation.recognised.empty() && explanation.remarks.empty();
    if (const auto other = isEmpty ? noText(bytes) : std::nullopt) {
        explanation.isText = false;
        explanation.what = other->what + u". "_s + other->advice;
    }
    return explanation;
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
    if (!explanation.errors.empty() || !explanation.recognised.empty())
        return explanation;
    const auto found = typedCode(text, catalogue);
    if (!found)
        return std::nullopt;
    if (!found->domain.isEmpty())
        return explainRead(Log{{Chain{*found}}, {}}, catalogue);
    // "error 5" may be anybody's.
    constexpr qint64 firstTelling = 1000;
    return std::abs(found->code) >= firstTelling && !catalogue.find(found->code).empty()
               ? std::optional(explainNumber(found->code, catalogue))
               : std::nullopt;
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
