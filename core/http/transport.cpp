// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/transport.h"

#include <algorithm>

namespace http {

QByteArray Reply::header(const QByteArray& name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&name](const Header& header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->value;
}

}  // namespace http
