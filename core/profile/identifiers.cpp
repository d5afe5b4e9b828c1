// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/identifiers.h"

#include <QRegularExpression>

namespace profile {

using namespace Qt::Literals::StringLiterals;

Identifiers::Identifiers(const Profile& profile)
{
    m_taken.insert(profile.identifier().toLower());
    for (const Payload& payload : profile.payloads())
        m_taken.insert(payload.identifier.toLower());
}

QString Identifiers::take(const QString& wanted)
{
    QString identifier = wanted;
    for (int number = 2; m_taken.contains(identifier.toLower()); ++number)
        identifier = wanted + u'-' + QString::number(number);
    m_taken.insert(identifier.toLower());
    return identifier;
}

QString shortKind(const QString& type)
{
    QStringList parts = type.toLower().split(u'.', Qt::SkipEmptyParts);
    while (parts.size() > 1 && (parts.last() == "managed"_L1 || parts.last() == "account"_L1))
        parts.removeLast();
    static const QRegularExpression notAllowed(u"[^a-z0-9-]"_s);
    QString kind = parts.isEmpty() ? QString() : parts.last();
    kind.remove(notAllowed);
    return kind.isEmpty() ? u"payload"_s : kind;
}

QString withoutNumber(const QString& identifier)
{
    static const QRegularExpression number(u"-[0-9]{1,4}$"_s);
    return QString(identifier).remove(number);
}

}  // namespace profile
