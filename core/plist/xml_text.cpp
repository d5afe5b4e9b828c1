// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>

namespace plist {

namespace {

using namespace std::string_view_literals;

bool startsWith(const char* at, const char* end, std::string_view what)
{
    return std::string_view(at, static_cast<std::size_t>(end - at)).substr(0, what.size()) == what;
}

/// Behind the next `what`, or `end`.
const char* behind(const char* at, const char* end, std::string_view what)
{
    const char* found = std::search(at, end, what.begin(), what.end());
    return found == end ? end : found + what.size();
}

void appendCharacter(char32_t c, QByteArray& out) { out += QString::fromUcs4(&c, 1).toUtf8(); }

void appendLines(const char* begin, const char* end, LineEnds lineEnds, QByteArray& out)
{
    while (begin < end) {
        const auto* cr =
            static_cast<const char*>(std::memchr(begin, '\r', static_cast<std::size_t>(end - begin)));
        if (!cr || lineEnds == LineEnds::Kept) {
            out.append(begin, end - begin);
            return;
        }
        out.append(begin, cr - begin);
        out += '\n';
        begin = cr + 1;
        if (begin < end && *begin == '\n')
            ++begin;
    }
}

/// The number in `#65` or `#x41`, if it is a character other than NUL.
std::optional<char32_t> numberedCharacter(std::string_view name)
{
    name.remove_prefix(1);
    const bool hex = !name.empty() && (name[0] == 'x' || name[0] == 'X');
    if (hex)
        name.remove_prefix(1);
    std::uint32_t number = 0;
    const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), number, hex ? 16 : 10);
    if (error != std::errc{} || rest != name.data() + name.size() || number == 0 || number > 0x10FFFF)
        return {};
    return char32_t{number};
}

QString inQuotes(const char* begin, const char* end) { return QString::fromUtf8(begin, end - begin); }

/// Reads one reference, `at` its ampersand; moves `at` behind it.
std::optional<TextProblem> decodeReference(const char*& at, const char* end, QByteArray& out)
{
    const char* name = at + 1;
    const char* stop = name;
    while (stop < end && *stop != ';' && *stop != '&' && *stop != '<' && !isBlank(*stop))
        ++stop;
    if (stop == end || *stop != ';' || stop == name)
        return TextProblem{at, QCoreApplication::translate("plist", "The character & is written &amp; here")};

    const std::string_view view(name, static_cast<std::size_t>(stop - name));
    static constexpr std::array<std::pair<std::string_view, char>, 5> predefined{
        {{"amp"sv, '&'}, {"lt"sv, '<'}, {"gt"sv, '>'}, {"quot"sv, '"'}, {"apos"sv, '\''}}};
    for (const auto& [entity, character] : predefined) {
        if (view == entity) {
            out += character;
            at = stop + 1;
            return {};
        }
    }
    if (view[0] != '#')
        return TextProblem{at,
                           QCoreApplication::translate(
                               "plist", "The entity %1 is not one a property list has; write the character")
                               .arg(inQuotes(at, stop + 1))};
    const auto character = numberedCharacter(view);
    if (!character)
        return TextProblem{at, QCoreApplication::translate("plist", "%1 is not the number of a character")
                                   .arg(inQuotes(at, stop + 1))};
    at = stop + 1;
    // Some writers spell a character beyond U+FFFF as its two surrogates.
    if (QChar::isHighSurrogate(*character) && startsWith(at, end, "&#"sv)) {
        const char* second = std::find(at, end, ';');
        const auto low = numberedCharacter({at + 1, static_cast<std::size_t>(second - at - 1)});
        if (second != end && low && QChar::isLowSurrogate(*low)) {
            appendCharacter(
                QChar::surrogateToUcs4(static_cast<char16_t>(*character), static_cast<char16_t>(*low)), out);
            at = second + 1;
            return {};
        }
    }
    appendCharacter(*character, out);
    return {};
}

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

Value raw(Type type, QByteArrayView text) { return Raw{type, QString::fromUtf8(text)}; }

/// Reads digits; false if there are none.
bool readNumber(const char*& at, const char* end, int& number)
{
    const auto [rest, error] = std::from_chars(at, end, number);
    const bool ok = error == std::errc{} && rest > at && *at != '-';
    at = rest;
    return ok;
}

constexpr std::array<signed char, 256> base64Values = [] {
    std::array<signed char, 256> values{};
    values.fill(-1);
    signed char value = 0;
    for (const char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"sv)
        values[static_cast<unsigned char>(c)] = value++;
    for (const char c : " \t\r\n"sv)
        values[static_cast<unsigned char>(c)] = -2;
    values[static_cast<unsigned char>('=')] = -3;
    return values;
}();

/// Whether `[at, end)` is the padding that `digits` Base64 digits need, and nothing else.
bool isPadding(const char* at, const char* end, unsigned digits)
{
    unsigned padding = 0;
    for (; at < end; ++at) {
        const signed char value = base64Values[static_cast<unsigned char>(*at)];
        if (value == -3)
            ++padding;
        else if (value != -2)
            return false;
    }
    switch (digits % 4) {
    case 0: return padding == 0;
    case 2: return padding == 2;
    case 3: return padding == 1;
    default: return false;
    }
}

}  // namespace

std::optional<TextProblem> decodeText(const char* begin, const char* end, QByteArray& out, LineEnds lineEnds)
{
    const qsizetype start = out.size();
    const char* at = begin;
    while (at < end) {
        const char* plain = at;
        while (at < end && *at != '&' && *at != '<')
            ++at;
        appendLines(plain, at, lineEnds, out);
        if (at == end)
            break;
        if (*at == '&') {
            if (auto problem = decodeReference(at, end, out))
                return problem;
        } else if (startsWith(at, end, "<![CDATA["sv)) {
            const char* text = at + 9;
            const char* next = behind(text, end, "]]>"sv);
            appendLines(text, std::max(text, next - 3), lineEnds, out);
            at = next;
        } else if (startsWith(at, end, "<!--"sv)) {
            at = behind(at + 4, end, "-->"sv);
        } else if (startsWith(at, end, "<?"sv)) {
            at = behind(at + 2, end, "?>"sv);
        } else {
            if (!startsWith(at, end, "</"sv))
                out.truncate(start);
            at = behindTag(at, end);
        }
    }
    return {};
}

const char* behindTag(const char* at, const char* end)
{
    while (at < end) {
        const char c = *at++;
        if (c == '>')
            return at;
        if (c == '"' || c == '\'') {
            const char* quote = std::find(at, end, c);
            at = quote == end ? at : quote + 1;
        }
    }
    return end;
}

std::size_t doctypeLength(std::string_view text)
{
    bool isInside = false;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::string_view rest = text.substr(at);
        const std::string_view close = rest.starts_with("<!--") ? "-->"
                                       : rest.starts_with("<?") ? "?>"
                                       : rest[0] == '"'         ? "\""
                                       : rest[0] == '\''        ? "'"
                                                                : "";
        if (!close.empty()) {
            const std::size_t found = rest.find(close, 1);
            if (found == std::string_view::npos)
                return 0;
            at += found + close.size();
            continue;
        }
        if (rest[0] == '[' || rest[0] == ']')
            isInside = rest[0] == '[';
        else if (rest[0] == '>' && !isInside)
            return at + 1;
        ++at;
    }
    return 0;
}

QString elementText(const char* begin, const char* end)
{
    const char* content = behindTag(begin, end);
    const char* close = end - 1;
    while (close > content && *close != '<')
        --close;
    QByteArray text;
    if (content < close)
        static_cast<void>(decodeText(content, close, text, LineEnds::Normalised));
    return QString::fromUtf8(text);
}

Scalar integerFrom(QByteArrayView text)
{
    // As CoreFoundation does: blanks, a sign, blanks, then digits or 0x and hexadecimal digits.
    QByteArrayView digits = trimmed(text);
    const bool negative = !digits.isEmpty() && digits.front() == '-';
    if (negative || (!digits.isEmpty() && digits.front() == '+'))
        digits = trimmed(digits.sliced(1));
    const bool hex = digits.size() > 2 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    if (hex)
        digits = digits.sliced(2);
    std::uint64_t number = 0;
    const auto [rest, error] = std::from_chars(digits.begin(), digits.end(), number, hex ? 16 : 10);
    if (error != std::errc{} || rest != digits.end())
        return {raw(Type::Integer, text), false};
    constexpr auto top = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    if (number <= top)
        return {negative ? -static_cast<std::int64_t>(number) : static_cast<std::int64_t>(number)};
    if (negative && number == top + 1)
        return {std::numeric_limits<std::int64_t>::min()};
    return {raw(Type::Integer, text), !negative};
}

Scalar realFrom(QByteArrayView text)
{
    QByteArrayView digits = trimmed(text);
    const bool plus = !digits.isEmpty() && digits.front() == '+';
    if (plus)
        digits = digits.sliced(1);
    const bool minus = !digits.isEmpty() && digits.front() == '-';
    const QByteArray word = digits.sliced(minus ? 1 : 0).toByteArray().toLower();
    if (word == "nan" || word == "inf" || word == "infinity")
        return {raw(Type::Real, text), !(plus && minus)};
    double number = 0;
    const auto [rest, error] = std::from_chars(digits.begin(), digits.end(), number);
    if (error != std::errc{} || rest != digits.end() || (plus && minus))
        return {raw(Type::Real, text), false};
    return {number};
}

Scalar dateFrom(QByteArrayView text)
{
    const char* at = text.begin();
    const char* const end = text.end();
    const bool negative = at < end && *at == '-';
    if (negative)
        ++at;
    std::array<int, 6> parts{};
    constexpr std::string_view separators = "--T::Z";
    bool good = true;
    for (std::size_t i = 0; i < parts.size() && good; ++i) {
        const char* start = at;
        good = at < end && readNumber(at, end, parts[i]) && (i == 0 ? at - start <= 9 : at - start == 2)
               && at < end && *at++ == separators[i];
    }
    const QDate day(negative ? -parts[0] : parts[0], parts[1], parts[2]);
    const QTime time(parts[3], parts[4], parts[5]);
    if (!good || at != end || !day.isValid() || !time.isValid())
        return {raw(Type::Date, text), false};
    return {QDateTime(day, time, Qt::UTC)};
}

Scalar dataFrom(QByteArrayView text)
{
    QByteArray bytes(text.size() / 4 * 3 + 3, Qt::Uninitialized);
    char* out = bytes.data();
    std::uint32_t bits = 0;
    unsigned digits = 0;
    const char* at = text.begin();
    const char* const end = text.end();
    const auto valueOf = [](char c) {
        return base64Values[static_cast<unsigned char>(c)];
    };
    for (; at < end; ++at) {
        // Whole groups, as nearly everything is.
        while (digits % 4 == 0 && end - at >= 4) {
            const int a = valueOf(at[0]);
            const int b = valueOf(at[1]);
            const int c = valueOf(at[2]);
            const int d = valueOf(at[3]);
            if ((a | b | c | d) < 0)
                break;
            *out++ = static_cast<char>(a << 2 | b >> 4);
            *out++ = static_cast<char>((b & 0xF) << 4 | c >> 2);
            *out++ = static_cast<char>((c & 0x3) << 6 | d);
            at += 4;
        }
        if (at == end)
            break;
        const signed char value = valueOf(*at);
        if (value >= 0) {
            bits = bits << 6 | static_cast<std::uint32_t>(value);
            if (++digits % 4 == 0) {
                *out++ = static_cast<char>(bits >> 16 & 0xFF);
                *out++ = static_cast<char>(bits >> 8 & 0xFF);
                *out++ = static_cast<char>(bits & 0xFF);
            }
        } else if (value != -2) {
            break;
        }
    }
    if (!isPadding(at, end, digits))
        return {raw(Type::Data, text), false};
    if (digits % 4 == 2)
        *out++ = static_cast<char>(bits >> 4 & 0xFF);
    if (digits % 4 == 3) {
        *out++ = static_cast<char>(bits >> 10 & 0xFF);
        *out++ = static_cast<char>(bits >> 2 & 0xFF);
    }
    bytes.truncate(out - bytes.constData());
    return {bytes};
}

QByteArray escaped(const QString& text, const QByteArray& lineEnd)
{
    const QByteArray utf8 = text.toUtf8();
    if (std::none_of(utf8.begin(), utf8.end(), [](char c) {
            return c == '&' || c == '<' || c == '>' || c == '\r' || c == '\n' || c == '\0';
        }))
        return utf8;
    QByteArray out;
    out.reserve(utf8.size() + utf8.size() / 8 + 16);
    for (const char c : utf8) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '\r': out += "&#13;"; break;  // bare, it would come back as a line feed
        case '\n': out += lineEnd; break;
        case '\0': out += "\xEF\xBF\xBD"; break;  // no reader takes a NUL
        default: out += c;
        }
    }
    return out;
}

std::optional<char32_t> forbiddenCharacter(const QString& text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c >= 0x20 && c < 0xD800)
            continue;
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        const bool allowed = c == '\t' || c == '\n' || c == '\r' || (c >= 0xE000 && c <= 0xFFFD);
        if (!allowed)
            return char32_t{c};
    }
    return {};
}

}  // namespace plist
