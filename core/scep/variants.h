// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/exchange.h"

#include <functional>

namespace scep {

/// A request that the server answered with no SCEP reply.
struct Unanswered
{
    QByteArray message;                                     ///< as it was sent
    std::function<base::Result<QByteArray>()> remake = {};  ///< the same request, its lengths definite
    Method method = Method::Get;
};

/// Why that was, as far as it can be told.
struct FoundCause
{
    QString cause;  ///< translated
    std::optional<report::Finding> finding;
};

/// Sends the request once more in other ways, if Options::triesVariants says so, and tells from which of them
/// the server understood what it could not read; else tells what it answered.
[[nodiscard]] FoundCause findCause(Exchange& exchange,
                                   const QUrl& url,
                                   const http::Reply& reply,
                                   const Unanswered& request);

}  // namespace scep
