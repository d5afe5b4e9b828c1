// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <map>
#include <optional>
#include <utility>

namespace delivery {

/// Who has had which profile: says whether a download may begin, and when a share is used up.
///
/// A download is one profile to one address. Whoever asks for the same again within the grace time has not
/// downloaded again. Knows no clock and has no thread: the time is an argument and never goes back.
class Ledger
{
public:
    using Time = std::chrono::milliseconds;

    Ledger(int limit, Time grace) : m_limit(limit), m_grace(grace) {}

    /// Whether there is anything left for this address, so that it may see the page.
    [[nodiscard]] bool isOpenTo(const QString& address, Time now) const;
    /// A download that has begun: it holds its place until end().
    struct Ticket
    {
        bool isRepeat = false;
        int round = 0;  ///< how many of this profile to this address had counted before
    };
    /// Begins a download; nothing: it may not.
    [[nodiscard]] std::optional<Ticket> begin(const QString& address, std::size_t file, Time now);

    enum class Outcome {
        Counted,  ///< a download
        Repeat,   ///< the same one again
        Broken,   ///< did not arrive: counts nothing
    };
    enum class Transfer { Arrived, BrokenOff };
    /// Ends what begin() allowed.
    Outcome end(const QString& address, std::size_t file, Ticket ticket, Transfer transfer, Time now);

    [[nodiscard]] int completed() const { return m_completed; }
    [[nodiscard]] int underWay() const;  ///< downloads that have begun and not ended
    /// Whether nothing more will be handed out: all downloads are made, none is under way and nobody may
    /// come again.
    [[nodiscard]] bool isUsedUp(Time now) const;

private:
    using Key = std::pair<QString, std::size_t>;  ///< address and file
    struct Entry
    {
        int underWay = 0;
        int holding = 0;  ///< of those, how many would be the next download
        int round = 0;
        std::optional<Time> countedAt;
    };

    [[nodiscard]] bool isRepeat(const Entry& entry, Time now) const;
    [[nodiscard]] int placesTaken() const;

    int m_limit;
    Time m_grace;
    int m_completed = 0;
    std::map<Key, Entry> m_entries;
};

}  // namespace delivery
