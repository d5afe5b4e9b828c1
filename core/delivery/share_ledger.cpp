// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_ledger.h"

#include <algorithm>
#include <numeric>

namespace delivery {

bool Ledger::isRepeat(const Entry& entry, Time begun) const
{
    // What began before the first one was through is the same download as well.
    return entry.countedAt && (begun <= *entry.countedAt || begun - *entry.countedAt < m_grace);
}

int Ledger::placesTaken(Time now) const
{
    const auto isHolding = [&](const auto& item) {
        return item.second.underWay > 0 && !isRepeat(item.second, now);
    };
    return m_completed + static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), isHolding));
}

bool Ledger::isOpenTo(const QString& address, Time now) const
{
    return placesTaken(now) < m_limit
           || std::any_of(m_entries.begin(), m_entries.end(), [&](const auto& item) {
                  return item.first.first == address
                         && (item.second.underWay > 0 || isRepeat(item.second, now));
              });
}

bool Ledger::begin(const QString& address, std::size_t file, Time now)
{
    const auto found = m_entries.find({address, file});
    const bool isSame =
        found != m_entries.end() && (found->second.underWay > 0 || isRepeat(found->second, now));
    if (!isSame && placesTaken(now) >= m_limit)
        return false;
    ++m_entries[{address, file}].underWay;
    return true;
}

Ledger::Outcome Ledger::end(const QString& address, std::size_t file, Time begun, Transfer transfer, Time now)
{
    const auto found = m_entries.find({address, file});
    if (found == m_entries.end())
        return Outcome::Broken;
    Entry& entry = found->second;
    --entry.underWay;
    if (transfer == Transfer::BrokenOff) {
        if (entry.underWay == 0 && !entry.countedAt)
            m_entries.erase(found);
        return Outcome::Broken;
    }
    if (isRepeat(entry, begun))
        return Outcome::Repeat;
    entry.countedAt = now;
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
