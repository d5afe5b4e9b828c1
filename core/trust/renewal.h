// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"
#include "core/trust/context.h"
#include "core/x509/key.h"
#include "core/x509/request.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace trust {

/// What to ask a CA for, so that devices take the next certificate of a server.
///
/// Names are known to be sound: none holds a character that means something to OpenSSL, certreq, a shell or
/// a file system.
struct Renewal
{
    enum class KeyKind { Rsa, Ec };

    QString fileName;             ///< after the first name, without an ending
    QByteArray commonName;        ///< the first name that is short enough for one
    std::vector<QByteArray> dns;  ///< lower case
    std::vector<QByteArray> ip;   ///< octets
    QStringList leftOut;          ///< names of the old certificate that no device looks at
    KeyKind keyKind = KeyKind::Rsa;
    bool mayKeepKey = false;  ///< whether the key at hand is strong enough
    int days = 397;           ///< what to ask for; every device takes it
    int mostDays = 825;       ///< what devices take under this kind of root
};

/// The request that a server's certificate should have come from. Its names are those of the old one, the
/// common name where there are no others, and `host` where none of them fits. Fails when that is none at all.
[[nodiscard]] base::Result<Renewal> renewalFor(const x509::Certificate& leaf,
                                               const QString& host,
                                               Anchors anchors);

/// The same for the leaf of a report, under the kind of root that may be the strictest.
[[nodiscard]] base::Result<Renewal> renewalFor(const report::CheckReport& check);

/// A configuration for `openssl req` and the CA's `openssl x509`, with both commands in remarks.
[[nodiscard]] QString opensslConfig(const Renewal& renewal);
/// A policy file for `certreq` of Windows, in its line ends.
[[nodiscard]] QString certreqPolicy(const Renewal& renewal);

/// A new key as strong as is needed. Nothing here makes one without being asked.
[[nodiscard]] base::Result<x509::PrivateKey> newKeyFor(const Renewal& renewal);
/// The request itself, in PEM, signed by a key that is at hand.
[[nodiscard]] base::Result<QByteArray> requestFor(const Renewal& renewal, const x509::PrivateKey& key);

}  // namespace trust
