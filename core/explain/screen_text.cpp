// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/screen_text.h"

#include "core/explain/scan.h"

#include <algorithm>

namespace explain {

namespace {

constexpr qsizetype maxTyped = qsizetype{64} * 1024;
/// A name in quotes that stands in a gap of a text is no longer than this.
constexpr qsizetype maxGap = 300;

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'' || c == u'`' || c == u'’' || c == u'‘' || c == u'‚' || c == u'“'
           || c == u'”' || c == u'„' || c == u'«' || c == u'»';
}

/// A text without what people type differently, and where each of its characters stood.
struct Folded
{
    QString text;
    std::vector<qsizetype> places;
};

Folded folded(const QString& text)
{
    Folded result;
    bool isBehindBlank = true;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        const bool isBlank = c.isSpace();
        if (isQuote(c) || (isBlank && isBehindBlank))
            continue;
        isBehindBlank = isBlank;
        result.text += isBlank ? QChar(u' ') : c.toLower();
        result.places.push_back(at);
    }
    while (result.text.endsWith(u' ') || result.text.endsWith(u'.')) {
        result.text.chop(1);
        result.places.pop_back();
    }
    return result;
}

QString foldedPhrase(const QByteArray& phrase) { return folded(QString::fromUtf8(phrase)).text; }

/// Where `phrase` begins in `text`, with gaps between its parts; -1 when it is not there.
qsizetype placeOf(const Phrase& phrase, const QString& text)
{
    const QString first = foldedPhrase(phrase.text);
    for (qsizetype at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
        qsizetype from = at + first.size();
        const bool isWhole = std::all_of(phrase.also.begin(), phrase.also.end(), [&](const QByteArray& part) {
            const QString next = foldedPhrase(part);
            const qsizetype found = text.indexOf(next, from);
            const bool isNear = found >= 0 && found - from <= maxGap;
            from = found + next.size();
            return isNear;
        });
        if (isWhole)
            return at;
    }
    return -1;
}

}  // namespace

std::vector<ScreenText> findScreenTexts(std::string_view typed, const std::vector<Catalogue::Text>& texts)
{
    if (qsizetype(typed.size()) > maxTyped)
        return {};
    const QString all = QString::fromUtf8(typed.data(), qsizetype(typed.size()));
    const Folded text = folded(all);
    std::vector<ScreenText> found;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const qsizetype at = placeOf(texts[i].phrase, text.text);
        if (at < 0)
            continue;
        const qsizetype place = text.places[std::size_t(at)];
        const auto before = all.first(place);
        const std::size_t byte = std::size_t(before.toUtf8().size());
        const Span line = lineAround(typed, std::min(byte, typed.size()));
        found.push_back(
            {i, {int(before.count(u'\n')) + 1, toText(typed.substr(line.begin, line.end - line.begin))}});
    }
    return found;
}

}  // namespace explain
