// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/sid.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <limits>

namespace ndes {

using namespace Qt::Literals::StringLiterals;

namespace {

base::Error refusal(const QString& reason)
{
    return {base::Error::Code::InvalidInput,
            reason,
            {},
            QCoreApplication::translate("ndes",
                                        "(Get-ADUser NAME).SID or (Get-ADComputer NAME).SID shows the "
                                        "right one, as S-1-5-21-…")};
}

/// MS-DTYP, 2.4.2.1: each part is a decimal number of 32 bits, the second one of 48.
bool isNumber(const QString& text, quint64 most)
{
    constexpr qsizetype longest = 15;
    if (text.isEmpty() || text.size() > longest || (text.size() > 1 && text.startsWith(u'0')))
        return false;
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; })
           && text.toULongLong() <= most;
}

/// The groups that every domain has ([MS-DTYP], 2.4.2.4): none of them holds a certificate.
bool isGroup(quint64 rid)
{
    static constexpr std::array<quint64, 18> groups{498, 512, 513, 514, 515, 516, 517, 518, 519,
                                                    520, 521, 522, 525, 526, 527, 553, 571, 572};
    return std::find(groups.begin(), groups.end(), rid) != groups.end();
}

base::Error otherSid(const QString& text, const QStringList& parts)
{
    if (text.startsWith(u"S-1-12-1-"))
        return refusal(
            QCoreApplication::translate(
                "ndes",
                "%1 is of Microsoft Entra ID; domain controllers look for that of the account in Active "
                "Directory")
                .arg(text));
    if (parts.value(2) == u"5" && parts.value(3) == u"32")
        return refusal(QCoreApplication::translate("ndes", "%1 is a group of one computer").arg(text));
    return refusal(
        QCoreApplication::translate("ndes", "%1 is not the SID of an account of a domain").arg(text));
}

}  // namespace

base::Result<AccountSid> AccountSid::fromString(const QString& text)
{
    constexpr quint64 most32 = std::numeric_limits<quint32>::max();
    constexpr quint64 most48 = (quint64(1) << 48U) - 1;
    constexpr qsizetype accountParts = 8;  // S, 1, 5, 21, three of the domain, one of the account
    const QString sid = text.trimmed().toUpper();
    const QStringList parts = sid.split(u'-');
    const bool isSid = parts.size() >= 4 && parts[0] == u"S" && parts[1] == u"1" && isNumber(parts[2], most48)
                       && std::all_of(parts.begin() + 3, parts.end(),
                                      [](const QString& part) { return isNumber(part, most32); });
    if (!isSid)
        return refusal(QCoreApplication::translate("ndes", "“%1” is no SID").arg(text.trimmed()));
    if (parts[2] != u"5" || parts[3] != u"21")
        return otherSid(sid, parts);
    if (parts.size() < accountParts)
        return refusal(QCoreApplication::translate(
                           "ndes", "%1 is that of a domain; the number of the account is missing")
                           .arg(sid));
    if (parts.size() > accountParts)
        return refusal(QCoreApplication::translate("ndes", "%1 has too many parts").arg(sid));
    if (isGroup(parts.back().toULongLong()))
        return refusal(QCoreApplication::translate("ndes", "%1 is a group, not an account").arg(sid));
    return AccountSid(sid);
}

QString AccountSid::uri() const { return u"tag:microsoft.com,2022-09-14:sid:"_s + m_text; }

}  // namespace ndes
