// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"

#include <QUrl>

#include <string_view>
#include <vector>

namespace ui {

/// A server that a log names by an address.
struct NamedServer
{
    QUrl url;                ///< scheme, host, port and path: nothing that may be secret
    std::vector<int> lines;  ///< some of those that name it, from 1, rising

    [[nodiscard]] QString host() const { return url.host(); }
    /// The port of the address, or what TLS has where the address is a plain one.
    [[nodiscard]] quint16 port() const;
    /// Whether the path is one of SCEP servers, or a SCEP message was sent there.
    bool isScep = false;
};

/// The servers that `text` names, each address once, as they follow in it; of very many, the first.
[[nodiscard]] std::vector<NamedServer> serversIn(std::string_view text);

/// The likeliest to have to do with the first chain of `explanation` first; Apple's own servers last.
[[nodiscard]] std::vector<NamedServer> nearest(std::vector<NamedServer> servers,
                                               const explain::Explanation& explanation);

}  // namespace ui
