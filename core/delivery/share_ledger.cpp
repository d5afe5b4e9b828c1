// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_ledger.h"

#include <algorithm>
#include <numeric>

namespace delivery {

bool Ledger::isRepeat(const Entry& entry, Time now) const
{
    return entry.countedAt && now - *entry.countedAt < m_grace;
}

int Ledger::placesTaken() const
{
    // Several of the same to the same address are one.
    const auto isHolding = [](const auto& item) {
        return item.second.holding > 0;
    };
    return m_completed + static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), isHolding));
}

bool Ledger::isOpenTo(const QString& address, Time now) const
{
    return placesTaken() < m_limit || std::any_of(m_entries.begin(), m_entries.end(), [&](const auto& item) {
               return item.first.first == address && (item.second.underWay > 0 || isRepeat(item.second, now));
           });
}

std::optional<Ledger::Ticket> Ledger::begin(const QString& address, std::size_t file, Time now)
{
    const auto found = m_entries.find({address, file});
    const bool isKnown = found != m_entries.end();
    const bool isAgain = isKnown && isRepeat(found->second, now);
    const bool hasPlace = isKnown && found->second.holding > 0;
    if (!isAgain && !hasPlace && placesTaken() >= m_limit)
        return {};
    Entry& entry = m_entries[{address, file}];
    ++entry.underWay;
    if (!isAgain)
        ++entry.holding;
    return Ticket{isAgain, entry.round};
}

Ledger::Outcome Ledger::end(
    const QString& address, std::size_t file, Ticket ticket, Transfer transfer, Time now)
{
    const auto found = m_entries.find({address, file});
    if (found == m_entries.end())
        return Outcome::Broken;
    Entry& entry = found->second;
    --entry.underWay;
    // Another one that was under way at the same time may have counted already.
    const bool isNext = !ticket.isRepeat && ticket.round == entry.round;
    if (isNext)
        --entry.holding;
    if (transfer == Transfer::BrokenOff) {
        if (entry.underWay == 0 && !entry.countedAt)
            m_entries.erase(found);
        return Outcome::Broken;
    }
    if (!isNext)
        return Outcome::Repeat;
    entry.countedAt = now;
    entry.holding = 0;
    ++entry.round;
    ++m_completed;
    return Outcome::Counted;
}

int Ledger::underWay() const
{
    return std::accumulate(m_entries.begin(), m_entries.end(), 0,
                           [](int sum, const auto& item) { return sum + item.second.underWay; });
}

bool Ledger::isUsedUp(Time now) const
{
    return m_completed >= m_limit && std::none_of(m_entries.begin(), m_entries.end(), [&](const auto& item) {
               return item.second.underWay > 0
                      || (item.second.countedAt && now - *item.second.countedAt < m_grace);
           });
}

}  // namespace delivery
