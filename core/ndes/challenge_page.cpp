// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/challenge_page.h"

#include "core/ndes/page_text.h"
#include "core/ndes/phrases.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace ndes {

using namespace Qt::Literals::StringLiterals;

namespace {

using Range = std::pair<qsizetype, qsizetype>;

constexpr qsizetype md5HexDigits = 32;

bool containsAny(const QString& text, const QStringList& words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool isHex(const QString& text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F') || (c >= u'a' && c <= u'f');
    });
}

/// What may be typed into a field for a challenge: visible ASCII without a blank.
bool isChallenge(const QString& text)
{
    constexpr qsizetype longest = 256;
    return !text.isEmpty() && text.size() <= longest
           && std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7F'; });
}

/// What is bold on a page, and what is said around it.
class BoldParts
{
public:
    explicit BoldParts(const PageText& page) : m_page(page) {}

    /// The part in front of which one of `labels` stands in the same line; null when there is none.
    [[nodiscard]] const Range* labelled(const QStringList& labels) const
    {
        const auto found = std::find_if(m_page.bold.begin(), m_page.bold.end(), [&](const Range& part) {
            return containsAny(lineBefore(part), labels);
        });
        return found == m_page.bold.end() ? nullptr : &*found;
    }

    /// The parts that are digits of a digest or a challenge; groups of digits are one of both.
    [[nodiscard]] std::vector<const Range*> hexadecimal() const
    {
        constexpr qsizetype fewest = 8;
        std::vector<const Range*> parts;
        for (const Range& part : m_page.bold)
            if (digits(part).size() >= fewest && isHex(digits(part)))
                parts.push_back(&part);
        return parts;
    }

    [[nodiscard]] QString word(const Range& part) const { return m_page.part(part).trimmed(); }
    [[nodiscard]] QString digits(const Range& part) const { return m_page.part(part).remove(u' ').trimmed(); }
    [[nodiscard]] bool isDigest(const Range& part) const
    {
        return isHex(digits(part)) && digits(part).size() == md5HexDigits;
    }
    [[nodiscard]] bool isGrouped(const Range& part) const { return word(part).contains(u' '); }

    /// The line behind `part`: the sentence that says how long it lives.
    [[nodiscard]] QString lineBehind(const Range& part) const
    {
        constexpr qsizetype looked = 300;
        return m_page.text.mid(part.second, looked).trimmed().section(u'\n', 0, 0);
    }

    /// The digits that follow one of `labels`, on the same line or the next, where nothing is bold.
    [[nodiscard]] std::optional<Range> digitsBehind(const QStringList& labels) const
    {
        constexpr qsizetype fewest = 8;
        for (const QString& label : labels) {
            const qsizetype at = m_page.text.indexOf(label, 0, Qt::CaseInsensitive);
            qsizetype begin = at < 0 ? m_page.text.size() : at + label.size();
            while (begin < m_page.text.size() && (m_page.text[begin].isSpace() || m_page.text[begin] == u':'))
                ++begin;
            qsizetype end = begin;
            while (end < m_page.text.size() && !m_page.text[end].isSpace())
                ++end;
            if (end - begin >= fewest && isHex(m_page.part({begin, end})))
                return Range{begin, end};
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] QString lineBefore(const Range& part) const
    {
        constexpr qsizetype looked = 200;
        const qsizetype start = std::max(qsizetype(0), part.first - looked);
        const QString before = m_page.text.mid(start, part.first - start);
        return before.sliced(before.lastIndexOf(u'\n') + 1);
    }

    const PageText& m_page;
};

/// What is found by its form: the digest is written in groups, else it is the longer or earlier of two.
struct Shapes
{
    const Range* thumbprint = nullptr;
    const Range* challenge = nullptr;
};

Shapes shapesIn(const BoldParts& parts)
{
    const auto found = parts.hexadecimal();
    Shapes shapes;
    for (const Range* part : found) {
        if (!shapes.thumbprint && parts.isDigest(*part) && (parts.isGrouped(*part) || found.size() > 1))
            shapes.thumbprint = part;
        else if (!shapes.challenge && !parts.isGrouped(*part))
            shapes.challenge = part;
    }
    return shapes;
}

/// The number of minutes in a sentence. In some languages "once" is written with a digit too, so the largest
/// number counts.
std::optional<std::chrono::minutes> minutesIn(const QString& sentence)
{
    constexpr int longest = 366 * 24 * 60;
    static const QRegularExpression number(u"[0-9]+"_s);
    int largest = 0;
    auto matches = number.globalMatch(sentence);
    while (matches.hasNext())
        largest = std::max(largest, matches.next().captured().toInt());
    if (largest < 1 || largest > longest)
        return std::nullopt;
    return std::chrono::minutes(largest);
}

void readLife(ChallengePage& page, const QString& sentence, const Phrases& phrases)
{
    if (containsAny(sentence, phrases.repeated)) {
        page.use = Use::Repeated;
        return;
    }
    page.validity = minutesIn(sentence);
    page.use = containsAny(sentence, phrases.once) ? Use::Once : Use::Unstated;
}

/// Fills in the challenge; whether there is one.
bool findChallenge(ChallengePage& page, const PageText& text, const Phrases& phrases, bool isNdes)
{
    const BoldParts parts(text);
    const Shapes shapes = shapesIn(parts);
    const Range* labelled = parts.labelled(phrases.challenge);
    if (labelled && !isChallenge(parts.word(*labelled)))
        labelled = nullptr;
    const Range* thumbprint = parts.labelled(phrases.thumbprint);
    if (!thumbprint || !parts.isDigest(*thumbprint))
        thumbprint = shapes.thumbprint;
    if (thumbprint && thumbprint != labelled && (labelled || isNdes || shapes.challenge))
        page.thumbprint = QByteArray::fromHex(parts.digits(*thumbprint).toLatin1());
    // Two words in bold are no page of NDES yet; with its mark, or with a digest beside them, they are.
    const Range* challenge = labelled ? labelled : (isNdes || thumbprint) ? shapes.challenge : nullptr;
    const auto plain = challenge ? std::nullopt : parts.digitsBehind(phrases.challenge);
    if (plain)
        challenge = &*plain;
    if (!challenge)
        return false;
    page.kind = PageKind::Challenge;
    page.reading = labelled || plain ? Reading::Label : Reading::Shape;
    page.challenge = base::Secret(parts.word(*challenge).toLatin1());
    readLife(page, parts.lineBehind(*challenge), phrases);
    return true;
}

PageKind kindWithoutChallenge(const PageText& text, const Phrases& phrases, bool isNdes)
{
    if (containsAny(text.text, phrases.cacheFull))
        return PageKind::CacheFull;
    if (containsAny(text.text, phrases.noPermission))
        return PageKind::NoPermission;
    const bool hasPasswordField = text.markup.contains(u"type=\"password\"")
                                  || text.markup.contains(u"type=password")
                                  || text.markup.contains(u"type='password'");
    if (hasPasswordField)
        return PageKind::Login;
    if (containsAny(text.text, phrases.intune))
        return PageKind::IntuneModule;
    if (containsAny(text.text, phrases.devicePage) || containsAny(text.markup, phrases.devicePage))
        return PageKind::DevicePage;
    // In another language the page of the full cache is the one with a list of ways out.
    if (isNdes)
        return text.markup.contains(u"<li>") ? PageKind::CacheFull : PageKind::Unclear;
    constexpr qsizetype heading = 500;
    return containsAny(text.title + u'\n' + text.text.left(heading), phrases.serverError)
               ? PageKind::ServerError
               : PageKind::Foreign;
}

}  // namespace

ChallengePage readChallengePage(const QByteArray& bytes)
{
    static const Phrases phrases;
    QString html = decodePage(bytes.left(maxPageBytes));
    PageText text = readPageText(html);
    const bool isNdes = containsAny(text.markup, phrases.markup) || containsAny(text.title, phrases.title);
    ChallengePage page;
    if (!findChallenge(page, text, phrases, isNdes)) {
        page.kind = kindWithoutChallenge(text, phrases, isNdes);
        constexpr qsizetype longest = 120;
        page.detail = text.title.simplified().left(longest);
    }
    html.fill(QChar());
    text.text.fill(QChar());
    return page;
}

QString nameOf(PageKind kind)
{
    switch (kind) {
    case PageKind::Challenge: return u"challenge"_s;
    case PageKind::CacheFull: return u"cache-full"_s;
    case PageKind::NoPermission: return u"no-permission"_s;
    case PageKind::DevicePage: return u"device-page"_s;
    case PageKind::Unclear: return u"unclear"_s;
    case PageKind::IntuneModule: return u"intune-module"_s;
    case PageKind::Login: return u"login"_s;
    case PageKind::ServerError: return u"server-error"_s;
    case PageKind::Foreign: break;
    }
    return u"foreign"_s;
}

QString nameOf(Use use)
{
    return use == Use::Once ? u"once"_s : use == Use::Repeated ? u"repeated"_s : u"unstated"_s;
}

QString nameOf(Reading reading) { return reading == Reading::Label ? u"label"_s : u"shape"_s; }

}  // namespace ndes
