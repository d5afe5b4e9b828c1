// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <plist/plist.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>

namespace bench {

/// The best of several runs, in nanoseconds: what the machine does when nothing is in the way.
inline qint64 best(int runs, const std::function<void()>& work)
{
    qint64 time = std::numeric_limits<qint64>::max();
    for (int i = 0; i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        time = std::min(time, timer.nsecsElapsed());
    }
    return time;
}

inline void parseByLibplist(const QByteArray& bytes)
{
    plist_t node = nullptr;
    plist_from_xml(bytes.constData(), static_cast<std::uint32_t>(bytes.size()), &node);
    plist_free(node);
}

}  // namespace bench
