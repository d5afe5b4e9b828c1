// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/rule.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace trust {

/// The roots that Apple devices distrust, and keys that everybody has: data of `resources/trust`, dated and
/// sourced. Read once, then used on any thread. Nobody outside Apple has complete lists, and rules say so.
class Lists
{
public:
    Lists();

    /// What a list says of one root.
    struct Entry
    {
        QString name;
        std::optional<qint64> issuedAfter;        ///< what the root issued later is refused
        std::optional<qint64> childrenNotBefore;  ///< every certificate below from then on is refused
    };
    /// The entry of `rule` for a root with this SHA-256; null when there is none.
    [[nodiscard]] const Entry* findRoot(const QString& rule, const QByteArray& sha256) const;
    /// The name under which the private key of this SubjectPublicKeyInfo was published; empty when it was
    /// not.
    [[nodiscard]] QString publishedKey(const QByteArray& infoSha256) const;

private:
    QHash<QString, QHash<QByteArray, Entry>> m_roots;
    QHash<QByteArray, QString> m_keys;
};

/// Whether the leaf was issued by a root of the list of `rule` when it was trusted no more.
[[nodiscard]] Verdict judgeDistrust(const Question& question, const QString& rule);
/// Whether any certificate of the chain has a key whose private half is public.
[[nodiscard]] Verdict judgePublicKey(const Question& question);

}  // namespace trust
