// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_guard.h"

#include <algorithm>

namespace delivery {

std::vector<int> Guard::open(const void* id, int descriptor, const QString& address, Time now)
{
    m_connections.push_back({id, descriptor, address, now + maxWait});
    int waiting = 0;
    int waitingThere = 0;
    for (const Connection& connection : m_connections) {
        const bool isWaiting = connection.isWaiting && !connection.isCutOff;
        waiting += isWaiting ? 1 : 0;
        waitingThere += isWaiting && connection.address == address ? 1 : 0;
    }
    std::vector<int> cut;
    for (Connection& connection : m_connections) {
        const bool isTooMany =
            waiting > maxWaiting || (waitingThere > maxWaitingPerAddress && connection.address == address);
        if (!isTooMany || !connection.isWaiting || connection.isCutOff)
            continue;
        connection.isCutOff = true;
        cut.push_back(connection.descriptor);
        --waiting;
        waitingThere -= connection.address == address ? 1 : 0;
    }
    return cut;
}

void Guard::answer(const void* id, Time deadline)
{
    for (Connection& connection : m_connections) {
        if (connection.id == id) {
            connection.isWaiting = false;
            connection.deadline = deadline;
        }
    }
}

void Guard::close(const void* id)
{
    std::erase_if(m_connections, [&](const Connection& connection) { return connection.id == id; });
}

std::vector<int> Guard::overdue(Time now)
{
    std::vector<int> cut;
    for (Connection& connection : m_connections) {
        if (connection.isCutOff || now < connection.deadline)
            continue;
        connection.isCutOff = true;
        cut.push_back(connection.descriptor);
    }
    return cut;
}

}  // namespace delivery
