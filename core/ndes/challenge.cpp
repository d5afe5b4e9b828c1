// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/challenge.h"

namespace ndes {

using namespace Qt::Literals::StringLiterals;

Challenge Challenge::fromPage(ChallengePage page, const QDateTime& fetchedAt)
{
    return {std::move(page.challenge),
            std::move(page.thumbprint),
            fetchedAt.toUTC(),
            page.validity,
            page.use,
            page.reading};
}

QDateTime Challenge::expiresAt() const
{
    if (use == Use::Repeated || !fetchedAt.isValid())
        return {};
    return fetchedAt.addSecs(std::chrono::seconds(validity.value_or(defaultValidity)).count());
}

Challenge::State Challenge::state(const QDateTime& now) const
{
    const QDateTime end = expiresAt();
    if (!end.isValid())
        return State::Fresh;
    if (now >= end)
        return State::Expired;
    constexpr qint64 lastPart = 6;
    return now.secsTo(end) <= fetchedAt.secsTo(end) / lastPart ? State::Expiring : State::Fresh;
}

bool Challenge::isUsable(const QDateTime& now) const
{
    return state(now) != State::Expired && (usedIn.isEmpty() || use == Use::Repeated);
}

QString nameOf(Challenge::State state)
{
    return state == Challenge::State::Fresh      ? u"fresh"_s
           : state == Challenge::State::Expiring ? u"expiring"_s
                                                 : u"expired"_s;
}

}  // namespace ndes
