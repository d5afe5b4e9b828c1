// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/scan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace explain {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t maxEntries = 64;
constexpr std::size_t maxValue = 1024;
constexpr std::size_t maxBareValue = 256;
constexpr std::size_t maxTag = 64;
constexpr std::size_t maxChain = std::size_t{256} * 1024;

/// The name of a key however it is spelled, `error_code` or `errorCode`; empty when it is another.
std::string_view keyOf(std::string_view word)
{
    static constexpr std::array keys = {
        std::pair(std::string_view("errorcode"), std::string_view("ErrorCode")),
        std::pair(std::string_view("errordomain"), std::string_view("ErrorDomain")),
        std::pair(std::string_view("errorchain"), std::string_view("ErrorChain")),
        std::pair(std::string_view("localizeddescription"), std::string_view("LocalizedDescription")),
        std::pair(std::string_view("usenglishdescription"), std::string_view("USEnglishDescription"))};
    const auto* const found =
        std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return isSameWord(word, key.first); });
    return found == keys.end() ? std::string_view() : found->second;
}

/// Collects the entries of a chain from keys and values in any order.
class Collector
{
public:
    explicit Collector(ServerChain& chain) : m_chain(chain) {}

    void take(std::string_view key, QString value, std::size_t at)
    {
        if (key == "ErrorCode") {
            bool isNumber = false;
            m_error.code = value.toLongLong(&isNumber);
            m_hasCode = isNumber;
        } else if (key == "ErrorDomain") {
            m_error.domain = std::move(value);
        } else if (key == "LocalizedDescription"
                   || (key == "USEnglishDescription" && m_error.text.isEmpty())) {
            m_error.text = std::move(value);
        } else {
            return;
        }
        if (m_at == 0)
            m_at = at;
    }

    void finishEntry()
    {
        if (m_hasCode && !m_error.domain.isEmpty() && m_chain.entries.size() < maxEntries)
            m_chain.entries.push_back({m_error, m_at});
        m_error = {};
        m_hasCode = false;
        m_at = 0;
    }

    /// Whether what was collected so far already has this key: then another entry begins with it.
    [[nodiscard]] bool has(std::string_view key) const
    {
        return (key == "ErrorCode" && m_hasCode) || (key == "ErrorDomain" && !m_error.domain.isEmpty());
    }

private:
    ServerChain& m_chain;
    LoggedError m_error;
    bool m_hasCode = false;
    std::size_t m_at = 0;
};

QString unescaped(QString text)
{
    return text.replace("&lt;"_L1, "<"_L1)
        .replace("&gt;"_L1, ">"_L1)
        .replace("&quot;"_L1, R"(")"_L1)
        .replace("&apos;"_L1, "'"_L1)
        .replace("&amp;"_L1, "&"_L1);
}

/// From a place between tags on. What is no tag of a property list, such as `<Notice>`, is passed over.
void readXml(std::string_view text, std::size_t at, int depth, ServerChain& chain)
{
    Collector collector(chain);
    std::string_view key;
    const std::size_t limit = std::min(text.size(), at + maxChain);
    while (at < limit) {
        const std::size_t open = text.substr(0, limit).find('<', at);
        if (open == std::string_view::npos) {
            at = limit;
            break;
        }
        const std::string_view ahead = text.substr(open + 1, maxTag);
        const std::size_t length = ahead.find('>');
        if (length == std::string_view::npos) {
            at = open + 1;
            continue;
        }
        const std::string_view tag = ahead.substr(0, length);
        at = open + length + 2;
        if (tag == "key" || tag == "string" || tag == "integer") {
            const std::size_t end = std::min(text.substr(0, limit).find('<', at), limit);
            const std::string_view content = text.substr(at, std::min(end - at, maxValue));
            if (tag == "key")
                key = content;
            else if (depth == 1)
                collector.take(key, unescaped(toText(content)), open);
            at = end;
        } else if (tag == "dict") {
            ++depth;
        } else if (tag == "/dict") {
            if (--depth == 0)
                collector.finishEntry();
        } else if ((tag == "/array" && depth <= 0) || tag == "array/" || tag == "/plist" || depth < 0) {
            break;
        }
    }
    collector.finishEntry();
    chain.end = std::min(at, limit);
}

/// The value at `at`: in quotes, which may be escaped, or bare up to what ends one.
struct Value
{
    QString text;
    std::size_t end = 0;
};
Value valueAt(std::string_view text, std::size_t at)
{
    at = skipMarks(text, at, "\"'\\:=>@]", Blanks::AnyLines);
    const bool isQuoted = at > 0 && (text[at - 1] == '"' || text[at - 1] == '\'');
    const char quote = isQuoted ? text[at - 1] : '"';
    std::size_t end = at;
    const std::size_t limit = std::min(text.size(), at + (isQuoted ? maxValue : maxBareValue));
    while (end < limit) {
        const char c = text[end];
        if (isQuoted ? c == quote || c == '\n' : c == ';' || c == ',' || c == '}' || c == '\n' || c == ']')
            break;
        ++end;
    }
    std::string_view value = text.substr(at, end - at);
    if (!isQuoted)  // a dump such as `ErrorCode:12 ErrorDomain:…` has nothing but the next key as its end
        for (const std::string_view next : {" Error", " Localized", " USEnglish"})
            value = value.substr(0, value.find(next));
    end = at + value.size();
    while (!value.empty() && value.back() == '\\')
        value.remove_suffix(1);
    return {toText(value), end};
}

/// Whether a value follows the key that ends at `at`, and not just the next word of a sentence.
bool hasValue(std::string_view text, std::size_t at)
{
    const std::size_t sign = skipMarks(text, at, "\"'\\", Blanks::AnyLines);
    return text.substr(sign).starts_with("] =>")
           || (sign < text.size() && (text[sign] == ':' || text[sign] == '='));
}

/// Whether the `]` at `at` closes the number of an item, as in `[1] {…}`.
bool closesIndex(std::string_view text, std::size_t at)
{
    std::size_t begin = at;
    while (begin > 0 && at - begin < 3 && text[begin - 1] >= '0' && text[begin - 1] <= '9')
        --begin;
    return begin < at && begin > 0 && text[begin - 1] == '[';
}

/// JSON, the form in which the system prints dictionaries, and what other servers print.
void readBraces(std::string_view text, std::size_t at, int depth, ServerChain& chain)
{
    Collector collector(chain);
    const std::size_t limit = std::min(text.size(), at + maxChain);
    bool hasBegun = depth > 0;
    while (at < limit) {
        const char c = text[at];
        if (c == '{') {
            ++depth;
            hasBegun = true;
            ++at;
        } else if (c == '}') {
            if (--depth == 0)
                collector.finishEntry();
            if (depth < 0)
                break;
            ++at;
        } else if (c == ']' || c == ')') {
            if (depth <= 0 && !closesIndex(text, at))
                break;
            ++at;
        } else if (isWordCharacter(c)) {
            const Span word = wordAround(text, at, at);
            const std::string_view found = text.substr(word.begin, word.end - word.begin);
            const std::string_view key = keyOf(found);
            const std::size_t next = std::max(word.end, at + 1);
            if (!key.empty() && key != "ErrorChain" && hasValue(text, word.end)) {
                if (collector.has(key))
                    collector.finishEntry();
                Value value = valueAt(text, next);
                collector.take(key, std::move(value.text), at);
                at = std::max(value.end, next);
            } else if (!hasBegun && found != "map") {
                break;  // null, or a mere mention
            } else {
                at = next;
            }
        } else {
            ++at;
        }
    }
    collector.finishEntry();
    chain.end = std::min(at, limit);
}

}  // namespace

ServerChain readServerChain(std::string_view text, std::size_t at)
{
    ServerChain chain;
    const Span word = wordAround(text, at, at);
    const bool isWhole = keyOf(text.substr(word.begin, word.end - word.begin)) == "ErrorChain";
    const int depth = isWhole ? 0 : 1;
    const std::size_t from = isWhole ? word.end : at;
    if (text.substr(word.end).starts_with("</key>")) {
        // A single entry is read again from its key's tag on.
        readXml(text, isWhole ? word.end : at - std::min(at, std::string_view("<key>").size()), depth, chain);
    } else if (hasValue(text, word.end)) {
        readBraces(text, from, depth, chain);
    }
    chain.end = std::max(chain.end, word.end);
    return chain;
}

}  // namespace explain
