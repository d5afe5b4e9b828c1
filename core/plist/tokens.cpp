// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"

#include <algorithm>

namespace plist {

namespace {

/// So many capitals, or fewer where the name is shorter, tell a variable's name from a password.
constexpr qsizetype capitalsInFront = 3;

bool startsName(QChar c) { return c.isLetter() || c == u'_'; }
bool isName(QChar c) { return c.isLetterOrNumber() || c == u'_'; }
/// Names in braces may be paths and may have blanks or marks in front: `{{ dav.port }}`, `{{#if x}}`.
bool isBraced(QChar c) { return c != u'{' && c != u'}' && c != u'\n'; }

qsizetype run(QStringView text, qsizetype from, bool (*accepts)(QChar))
{
    while (from < text.size() && accepts(text[from]))
        ++from;
    return from;
}

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// Whether an octet escaped for an address stands at `at`, such as `%C3`, and not a variable such as
/// `%Address%`. `isInside`: right before it stands another one that begins or continues a letter of UTF-8.
bool isEscaped(QStringView text, qsizetype at, bool isInside)
{
    if (at + 2 >= text.size() || !isHexDigit(text[at + 1]) || !isHexDigit(text[at + 2]))
        return false;
    const bool hasDigit = text[at + 1].isDigit() || text[at + 2].isDigit();
    const bool isAlone = at + 3 < text.size() && text[at + 3] == u'%';
    const QChar first = text[at + 1].toUpper();
    return hasDigit || isAlone || (isInside && (first == u'A' || first == u'B'));
}

/// The end of the token that begins at `at`, or -1.
qsizetype tokenEnd(QStringView text, qsizetype at)
{
    const QStringView rest = text.sliced(at);
    const auto closes = [&](qsizetype from, qsizetype to, QStringView close) {
        return to > from && text.sliced(to).startsWith(close) ? to + close.size() : -1;
    };
    if (rest.startsWith(u"{{")) {
        const bool triple = rest.startsWith(u"{{{");
        const qsizetype from = at + (triple ? 3 : 2);
        return closes(from, run(text, from, isBraced), triple ? u"}}}" : u"}}");
    }
    if (rest.startsWith(u"${"))
        return closes(at + 2, run(text, at + 2, isBraced), u"}");
    if (rest.size() < 2 || !startsName(rest[1]))
        return -1;
    const qsizetype end = run(text, at + 1, isName);
    if (rest[0] == u'$') {
        // `$NAME`, `$FLEET_VAR_Name` or `$Name$`; a dollar sign in front of other text is just that.
        const QStringView name = text.sliced(at + 1, end - at - 1);
        const auto begin = name.left(capitalsInFront);
        const bool isCapitals = std::none_of(begin.begin(), begin.end(), [](QChar c) { return c.isLower(); });
        return isCapitals ? end : closes(at + 1, end, u"$");
    }
    if (rest[0] == u'%')
        return closes(at + 1, end, u"%");
    if (rest[0] == u'{' && at == 0 && end + 1 == text.size())
        return closes(at + 1, end, u"}");
    return -1;
}

}  // namespace

std::vector<QString> tokens(const QString& text)
{
    std::vector<QString> found;
    qsizetype insideTo = -1;
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text[at];
        if (c == u'%' && isEscaped(text, at, at == insideTo)) {
            at += 3;
            if (text[at - 2].toUpper() >= u'8')
                insideTo = at;
            continue;
        }
        const qsizetype end = c == u'{' || c == u'$' || c == u'%' ? tokenEnd(text, at) : -1;
        if (end < 0) {
            ++at;
            continue;
        }
        found.push_back(text.sliced(at, end - at));
        at = end;
    }
    return found;
}

}  // namespace plist
