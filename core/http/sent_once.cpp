// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/sent_once.h"

#include <algorithm>

namespace http {

qint64 SentOnce::readData(char* data, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_bytes.size() - pos());
    std::copy_n(m_bytes.constBegin() + pos(), count, data);
    return count > 0 ? count : -1;
}

}  // namespace http
