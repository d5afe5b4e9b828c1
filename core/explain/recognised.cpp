// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/recognised.h"

#include "core/explain/naming.h"
#include "core/explain/screen_text.h"

#include <algorithm>
#include <string>

namespace explain {

namespace {

/// Whether the reason for an error lies further in, always.
bool isWrapper(const NamedError& error, const Catalogue& catalogue)
{
    const ErrorEntry* entry = catalogue.find(error.domain, error.code);
    return entry && entry->causes.size() == 1 && entry->causes.front().id == u"install-wrapper";
}

}  // namespace

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

void dropFrames(std::vector<NamedError>& recognised, const Catalogue& catalogue)
{
    const auto isOne = [&](const NamedError& error) {
        return isFrame(error, catalogue);
    };
    if (!std::all_of(recognised.begin(), recognised.end(), isOne))
        recognised.erase(std::remove_if(recognised.begin(), recognised.end(), isOne), recognised.end());
}

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

}  // namespace explain
