// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/typed_code.h"

#include <QRegularExpression>

namespace explain {

using namespace Qt::Literals::StringLiterals;

std::optional<LoggedError> typedCode(const QString& text, const Catalogue& catalogue)
{
    constexpr qsizetype longest = 200;
    static const QRegularExpression shape(
        u"^\\W{0,3}(?<domain>[A-Za-z][\\w.-]*[A-Za-z])?[\\s:,;/"
        u"#=(\\[]*(?<word>\\b(?:error|code|err|fehler)\\b)?"
        "[\\s:=]*(?:0x(?<bits>[0-9a-f]{2,16})|(?<code>-?\\d{1,10}))[)\\].]*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString typed = text.trimmed();
    if (typed.size() > longest)
        return std::nullopt;
    const auto match = shape.match(typed);
    if (!match.hasMatch())
        return std::nullopt;
    const QString name = match.captured(u"domain"_s);
    static const QStringList words{u"error"_s, u"code"_s, u"err"_s, u"fehler"_s};
    const bool isWord = words.contains(name, Qt::CaseInsensitive);
    LoggedError error{{}, 0, {}, {}, {0, {}}};
    if (!name.isEmpty() && !isWord) {
        const QString domain = catalogue.domainLike(name);
        if (domain.isEmpty() && !name.endsWith(u"Domain", Qt::CaseInsensitive))
            return std::nullopt;
        error.domain = domain.isEmpty() ? name : domain;
    }
    constexpr int base = 16;
    constexpr qsizetype digitsOfInt = 8;
    const QString bits = match.captured(u"bits"_s);
    bool isNumber = false;
    if (bits.isEmpty())
        error.code = match.captured(u"code"_s).toLongLong(&isNumber);
    else if (bits.size() <= digitsOfInt)
        error.code = static_cast<qint32>(bits.toUInt(&isNumber, base));
    else
        error.code = static_cast<qint64>(bits.toULongLong(&isNumber, base));
    return isNumber ? std::optional(error) : std::nullopt;
}

}  // namespace explain
