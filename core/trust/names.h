// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/details.h"

#include <QByteArray>
#include <QString>

namespace trust {

/// Whether Apple's matcher takes a SAN dNSName into account at all: at most 255 octets, labels of at most 63,
/// letters, digits, `-`, `*` and `_`, no `-` at an end of a label, no empty label, no trailing dot, and a
/// letter or `*` in the last label. Names that break this are skipped without a word.
[[nodiscard]] bool isDnsName(QByteArrayView name);

/// Whether the dNSNames of a certificate are text at all: one that is not UTF-8 makes the device drop them
/// all.
[[nodiscard]] bool areReadable(const std::vector<QByteArray>& names);

[[nodiscard]] inline bool hasWildcard(QByteArrayView name) { return name.contains('*'); }
/// Whether a name with `*` can match any host: `*` is the whole first label, of at least three.
[[nodiscard]] bool isSoundWildcard(QByteArrayView name);
/// Whether what follows `*.` is a suffix of a registry (`*.co.uk`), by the public suffix list of this system.
[[nodiscard]] bool isBeforePublicSuffix(QByteArrayView name);
/// Whether what follows `*.` is a suffix under which a company lets others in (`*.github.io`), by the private
/// section of that list. Whether devices know those is not published.
[[nodiscard]] bool isBeforePrivateSuffix(QByteArrayView name);

/// Whether a dNSName matches a host: no case, label by label, `*` for exactly one label; one trailing dot of
/// the host is ignored.
[[nodiscard]] bool matchesHost(QByteArrayView name, QByteArrayView host);

/// Whether a name in a certificate fits an entry of TLSTrustedServerNames: the wildcard is in the entry,
/// which has as many labels as the name.
[[nodiscard]] bool matchesPattern(QByteArrayView pattern, QByteArrayView name);

/// The octets of an IPv4 or IPv6 literal, brackets allowed; empty for anything else.
[[nodiscard]] QByteArray ipOctets(const QString& host);

/// A host in the form in which names are compared: A-labels, lower case. Empty for what is no host name.
[[nodiscard]] QByteArray asciiHost(const QString& host);

/// A few of the names for a sentence: `a.example.com, b.example.com and 3 more`.
[[nodiscard]] QString listed(const std::vector<QByteArray>& names);

}  // namespace trust
