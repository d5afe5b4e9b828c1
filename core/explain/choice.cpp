// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/choice.h"

#include "core/explain/program.h"

#include <QSet>

#include <algorithm>

namespace explain {

namespace {

bool isKnown(const Chain& chain, const Catalogue& catalogue)
{
    return std::any_of(chain.begin(), chain.end(), [&](const LoggedError& error) {
        return error.domain.isEmpty() || !catalogue.about(error.domain).isEmpty();
    });
}

/// Whether only installing brings such errors about.
bool isOfInstalling(const Chain& chain, const Catalogue& catalogue)
{
    return std::any_of(chain.begin(), chain.end(), [&](const LoggedError& error) {
        return error.domain.isEmpty()
               || (!catalogue.about(error.domain).isEmpty() && !catalogue.isGeneral(error.domain));
    });
}

}  // namespace

std::size_t chosenChain(const std::vector<Chain>& chains, const Catalogue& catalogue)
{
    QSet<QString> installers;
    for (const Chain& chain : chains)
        if (isOfInstalling(chain, catalogue))
            installers.insert(programOf(chain.front().proof.text));
    const auto isForeign = [&](const Chain& chain) {
        if (installers.isEmpty() || isOfInstalling(chain, catalogue))
            return false;
        const QString program = programOf(chain.front().proof.text);
        return !program.isEmpty() && !installers.contains(program) && !catalogue.installs(program);
    };
    const auto last = [&](auto&& holds) {
        const auto found = std::find_if(chains.rbegin(), chains.rend(), holds);
        return found == chains.rend() ? chains.size() : std::size_t(chains.rend() - found) - 1;
    };
    std::size_t chosen =
        last([&](const Chain& chain) { return isKnown(chain, catalogue) && !isForeign(chain); });
    if (chosen == chains.size())
        chosen = last([&](const Chain& chain) { return isKnown(chain, catalogue); });
    return chosen == chains.size() ? chains.size() - 1 : chosen;
}

}  // namespace explain
