// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/share_server.h"
#include "core/trust/check.h"
#include "core/x509/key.h"

#include <vector>

namespace delivery {

/// What an HTTPS share shows itself with.
struct ServerIdentity
{
    std::vector<x509::Certificate> certificates;  ///< the leaf, then the others of the file
    x509::PrivateKey key;

    [[nodiscard]] base::Result<ServerKeys> toKeys() const;
};

/// Puts a certificate file and a key together. InvalidInput: one cannot be read, or they do not belong
/// together; Denied: the key's passphrase is wrong or missing.
[[nodiscard]] base::Result<ServerIdentity> readServerIdentity(const QByteArray& certificates,
                                                              const QByteArray& key,
                                                              const base::Secret& passphrase);

/// The name under which devices have to ask for it: `address` where the certificate holds it, else its first
/// DNS name that is no wildcard. NotFound: it has neither.
[[nodiscard]] base::Result<QString> hostOf(const ServerIdentity& identity, const QString& address);

/// Whether Safari of the newest system takes it for `host`: the same judgement as `check cert`.
[[nodiscard]] report::CheckReport judgeServer(const ServerIdentity& identity,
                                              const QString& host,
                                              const trust::Knowledge& knowledge,
                                              const QDateTime& asOf);

/// Denied with the reason when the judgement is that devices refuse it.
[[nodiscard]] base::Result<> refusalIn(const report::CheckReport& judgement);

}  // namespace delivery
