// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scep_server/authority.h"
#include "tests/support/scep_server/message.h"

namespace scep_server {

/// What to answer to a message that was opened.
struct Verdict
{
    Behaviour::Status status = Behaviour::Status::Success;
    /// The request to issue for: the message's own, or the one it polls for.
    X509_REQ* request = nullptr;
};

/// The CertRep in DER.
[[nodiscard]] QByteArray makeReply(const Verdict& verdict,
                                   const Message& message,
                                   const Authority& authority,
                                   const Behaviour& behaviour);

}  // namespace scep_server
