// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace explain {

/// `text` without what nobody may see: challenges, passwords and tokens, passwords in URLs, values in
/// queries.
[[nodiscard]] QString withoutSecrets(QString text);

/// Takes out of texts what tells whose they are, beside the secrets: host names and addresses, devices, their
/// serial numbers and identifiers, people and names in quotes.
///
/// The same host has the same number in all texts of one Redactor, so that a reader can still follow. What is
/// in doubt goes; names of Apple's own parts stay.
class Redactor
{
public:
    [[nodiscard]] QString redact(const QString& text);

private:
    [[nodiscard]] QString placeholder(const QString& kind, const QString& value);
    [[nodiscard]] QString withoutHosts(const QString& text);

    QHash<QString, QString> m_known;
    QHash<QString, int> m_counts;
};

}  // namespace explain
