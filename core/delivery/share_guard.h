// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <chrono>
#include <list>
#include <vector>

namespace delivery {

/// Keeps connections that ask for nothing from taking the place of those that do.
///
/// Says which ones are to be cut off: the oldest that have not sent a whole request when one address, or
/// all together, have too many of them, and every one that has had its time. Whoever asks at once is always
/// heard, however many others hold their connections open.
class Guard
{
public:
    using Time = std::chrono::milliseconds;

    /// How many connections without a request there may be.
    struct Limits
    {
        int inAll = 0;
        int perAddress = 0;
    };
    /// From the connection to the end of the request's head.
    static constexpr Time maxWait{8000};

    explicit Guard(Limits limits) : m_limits(limits) {}

    /// A connection came; `id` is its own until it is closed. Returns the descriptors to cut off.
    [[nodiscard]] std::vector<int> open(const void* id, int descriptor, const QString& address, Time now);
    /// It has asked and is answered until `deadline`.
    void answer(const void* id, Time deadline);
    void close(const void* id);
    /// The descriptors of those whose time is up.
    [[nodiscard]] std::vector<int> overdue(Time now);

    [[nodiscard]] qsizetype count() const { return m_places.size(); }

private:
    struct Connection
    {
        const void* id = nullptr;
        int descriptor = -1;
        QString address;
        Time deadline{};
    };
    using Queue = std::list<Connection>;
    struct Place
    {
        Queue* queue = nullptr;
        Queue::iterator at;
    };

    void move(Place& place, Queue& into);
    /// Takes the oldest that waits, of this address unless it is empty, out of the queue.
    [[nodiscard]] int cutOldest(const QString& address);

    Limits m_limits;
    Queue m_waiting;   ///< for a request, the oldest first
    Queue m_answered;  ///< in no order
    Queue m_cut;       ///< told to be cut off, not yet closed
    QHash<const void*, Place> m_places;
    QHash<QString, int> m_waitingPerAddress;
};

}  // namespace delivery
