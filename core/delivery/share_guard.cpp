// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_guard.h"

#include <algorithm>

namespace delivery {

std::vector<int> Guard::open(const void* id, int descriptor, const QString& address, Time now)
{
    m_waiting.push_back({id, descriptor, address, now + maxWait});
    m_places.insert(id, {&m_waiting, std::prev(m_waiting.end())});
    const int there = ++m_waitingPerAddress[address];
    if (there > m_limits.perAddress)
        return {cutOldest(address)};
    if (static_cast<int>(m_waiting.size()) > m_limits.inAll)
        return {cutOldest({})};
    return {};
}

int Guard::cutOldest(const QString& address)
{
    const auto oldest = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Connection& connection) {
        return address.isEmpty() || connection.address == address;
    });
    const int descriptor = oldest->descriptor;
    move(m_places[oldest->id], m_cut);
    return descriptor;
}

void Guard::move(Place& place, Queue& into)
{
    if (place.queue == &m_waiting) {
        const auto count = m_waitingPerAddress.find(place.at->address);
        if (--*count == 0)
            m_waitingPerAddress.erase(count);
    }
    into.splice(into.end(), *place.queue, place.at);
    place.queue = &into;
}

void Guard::answer(const void* id, Time deadline)
{
    const auto place = m_places.find(id);
    if (place == m_places.end() || place->queue != &m_waiting)
        return;
    place->at->deadline = deadline;
    move(*place, m_answered);
}

void Guard::close(const void* id)
{
    const auto place = m_places.find(id);
    if (place == m_places.end())
        return;
    move(*place, m_cut);
    m_cut.erase(place->at);
    m_places.erase(place);
}

std::vector<int> Guard::overdue(Time now)
{
    std::vector<int> cut;
    // Those that wait are in the order of their deadlines.
    while (!m_waiting.empty() && m_waiting.front().deadline <= now)
        cut.push_back(cutOldest({}));
    for (auto next = m_answered.begin(); next != m_answered.end();) {
        const auto connection = next++;
        if (now < connection->deadline)
            continue;
        cut.push_back(connection->descriptor);
        move(m_places[connection->id], m_cut);
    }
    return cut;
}

}  // namespace delivery
