// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"
#include "core/ndes/addresses.h"
#include "core/ndes/challenge.h"

namespace ndes {

/// How a fetch ended.
struct Fetched
{
    base::Result<Challenge> challenge;
    int status = 0;                     ///< of HTTP; 0 when there was no answer
    std::optional<PageKind> page = {};  ///< what came, when a page did
};

/// Gets one challenge from the administrator's site: one request, and one of the server's slots (PasswordMax)
/// for as long as the challenge lives. Never called without being asked for.
///
/// `credentials` may be null. They are told to the host of `addresses` alone: a redirect is an error that
/// names the other address. `now` is what the challenge's clock starts from.
[[nodiscard]] Fetched fetchChallenge(http::Transport& transport,
                                     const Addresses& addresses,
                                     const http::Credentials* credentials,
                                     const QDateTime& now,
                                     const std::stop_token& stop);

/// What a status other than 200 of the administrator's site means for NDES, and what to do about it.
[[nodiscard]] base::Error statusError(int status,
                                      const Addresses& addresses,
                                      const http::Credentials* credentials);

}  // namespace ndes
