// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
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

    static constexpr int maxWaiting = 192;           ///< connections without a request, in all
    static constexpr int maxWaitingPerAddress = 64;  ///< and of one address
    static constexpr Time maxWait{8000};             ///< from the connection to the end of the request's head

    /// A connection came; `id` is its own until it is closed. Returns the descriptors to cut off.
    [[nodiscard]] std::vector<int> open(const void* id, int descriptor, const QString& address, Time now);
    /// It has asked and is answered until `deadline`.
    void answer(const void* id, Time deadline);
    void close(const void* id);
    /// The descriptors of those whose time is up.
    [[nodiscard]] std::vector<int> overdue(Time now);

    [[nodiscard]] std::size_t count() const { return m_connections.size(); }

private:
    struct Connection
    {
        const void* id = nullptr;
        int descriptor = -1;
        QString address;
        Time deadline{};
        bool isWaiting = true;
        bool isCutOff = false;
    };

    std::vector<Connection> m_connections;  ///< the oldest first
};

}  // namespace delivery
