// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/needles.h"
#include "core/explain/scan.h"

#include <algorithm>
#include <array>
#include <optional>

namespace explain {

namespace {

constexpr std::size_t maxChains = 200;
constexpr std::size_t maxChainLength = 64;
constexpr int maxLinesToCode = 8;

/// The forms in which an error is written; they differ in how the next one is known to lie below it.
enum class Form { Block, Inline, Loose };

/// One pass over a log. Whatever a word leads to looks only a bounded way back and ahead, and what an error
/// took is not looked at again.
class LogReader
{
public:
    LogReader(std::string_view text, const Vocabulary& vocabulary);
    Log read();

private:
    enum Word : std::size_t {
        Domain,
        Code,
        Desc,
        Sugg,
        Underlying,
        Header,
        ServerKey,
        Returned,
        Decimal,
        Hexadecimal,
        WordCount
    };
    enum Field : std::size_t { OwnDesc, EnglishDesc, OwnSugg, EnglishSugg, FieldCount };

    void meet(std::size_t at, std::size_t number);
    void meetDomain(std::size_t at);
    void meetDomainLabel(Span label);
    void meetDomainName(Span name);
    void meetKnownDomain(std::size_t at, const QByteArray& domain);
    void meetCode(std::size_t at);
    void meetField(std::size_t at, Field own, Field english);
    void meetUnderlying(std::size_t at);
    void meetServerChain(std::size_t at);
    void meetReturned(std::size_t at);
    void meetManagementCode(std::size_t at);
    void meetPhrase(std::size_t at, std::size_t phrase);

    void add(Form form, Span name, const Number& code);
    [[nodiscard]] bool continues(Form form, Span name) const;
    [[nodiscard]] bool isAfterCode(Span name) const
    {
        constexpr std::size_t nearby = 100;
        return m_early && name.begin - m_early->first < nearby;
    }
    [[nodiscard]] bool isRepeated(const QString& domain, qint64 code) const;
    void finishChain();
    [[nodiscard]] std::string_view slice(Span span) const
    {
        return m_text.substr(span.begin, span.end - span.begin);
    }
    int lineOf(std::size_t at);
    Proof proofAt(std::size_t at);

    void tellSightings();

    struct Seen
    {
        std::size_t count = 0;
        std::size_t first = 0;
        std::size_t last = 0;
    };
    struct Pending
    {
        Span name;
        int line = 0;
    };

    std::string_view m_text;
    const Vocabulary& m_vocabulary;
    Needles m_needles;
    Log m_log;
    std::vector<Seen> m_seen;

    std::size_t m_consumed = 0;       ///< what lies before belongs to something already
    std::size_t m_noServerChain = 0;  ///< before this place there is no ErrorChain
    std::size_t m_counted = 0;        ///< up to here lines are counted
    int m_line = 1;

    Chain m_chain;
    Form m_lastForm = Form::Block;
    std::size_t m_lastEnd = 0;
    std::size_t m_lastIndent = 0;
    std::optional<Pending> m_pending;                       ///< a domain whose code has not come yet
    std::optional<std::pair<std::size_t, Number>> m_early;  ///< a code that came before its domain
    std::array<std::size_t, FieldCount> m_fields{};  ///< where the texts of the block begin; 0: not seen
    bool m_hasUnderlying = false;
    std::size_t m_underlyingAt = 0;
    int m_headers = 0;  ///< blocks begun since then
};

LogReader::LogReader(std::string_view text, const Vocabulary& vocabulary)
    : m_text(text)
    , m_vocabulary(vocabulary)
    , m_seen(vocabulary.phrases.size())
{
    for (const char* word : {"Domain", "Code", "Desc", "Sugg", "nderlying", "NSError:", "ErrorChain",
                             " returned -", "-2016", "0x87D1"})
        m_needles.add(word);
    for (const Phrase& phrase : vocabulary.phrases)
        m_needles.add(phrase.text);
    for (const QByteArray& domain : vocabulary.domains)
        m_needles.add(domain);
}

Log LogReader::read()
{
    m_needles.find(m_text, [this](std::size_t at, std::size_t number) { meet(at, number); });
    finishChain();
    tellSightings();
    return std::move(m_log);
}

void LogReader::meet(std::size_t at, std::size_t number)
{
    if (number >= WordCount && number < WordCount + m_seen.size()) {
        meetPhrase(at, number - WordCount);
        return;
    }
    if (at < m_consumed)
        return;
    switch (number) {
    case Domain: meetDomain(at); break;
    case Code: meetCode(at); break;
    case Desc: meetField(at, OwnDesc, EnglishDesc); break;
    case Sugg: meetField(at, OwnSugg, EnglishSugg); break;
    case Underlying: meetUnderlying(at); break;
    case Header:
        ++m_headers;
        m_fields = {};
        m_pending.reset();
        break;
    case ServerKey: meetServerChain(at); break;
    case Returned: meetReturned(at); break;
    case Decimal:
    case Hexadecimal: meetManagementCode(at); break;
    default: meetKnownDomain(at, m_vocabulary.domains[number - WordCount - m_seen.size()]); break;
    }
}

void LogReader::meetDomain(std::size_t at)
{
    const Span word = wordAround(m_text, at, m_consumed);
    const std::string_view name = slice(word);
    if (name == "Domain")
        meetDomainLabel(word);
    else if (name == "ErrorDomain")
        meetServerChain(word.begin);
    else if (name.ends_with("ErrorDomain") || name.starts_with("kCFErrorDomain"))
        meetDomainName(word);
    m_consumed = std::max(m_consumed, word.end);
}

/// `Domain : NAME` in a block, `Error Domain=NAME` in a line.
void LogReader::meetDomainLabel(Span label)
{
    const std::size_t sign = skipBlanks(m_text, label.end, Blanks::AnyLines);
    if (sign >= m_text.size() || (m_text[sign] != ':' && m_text[sign] != '='))
        return;
    const std::size_t begin = skipMarks(m_text, sign + 1, "\"'\\", Blanks::AnyLines);
    if (begin >= m_text.size() || !isWordCharacter(m_text[begin]))
        return;
    const Span name = wordAround(m_text, begin, begin);
    if (name.end == name.begin)
        return;
    m_consumed = name.end;
    const Form form = m_text[sign] == ':' ? Form::Block : Form::Inline;
    // "Domain: example.com" is about something else.
    const bool isBlock = m_fields != std::array<std::size_t, FieldCount>{};
    if (const auto code = codeBehind(m_text, name.end))
        add(form, name, *code);
    else if (isAfterCode(name))
        add(form, name, m_early->second);
    else if (isBlock || slice(name).find("Error") != std::string_view::npos)
        m_pending = Pending{name, lineOf(name.begin)};
}

/// A domain that its name tells: `<NAME:code>`, `NAME (code)`, `(NAME error code.)`.
void LogReader::meetDomainName(Span name)
{
    m_consumed = std::max(m_consumed, name.end);
    if (slice(name).find("Domain") == std::string_view::npos) {
        // Any other word before a number would be none: "PENDING: 3 requests".
        const std::size_t next = skipBlanks(m_text, name.end, Blanks::InLine);
        const bool isBracketed = name.begin > 0 && m_text[name.begin - 1] == '<';
        const bool hasCode = next < m_text.size() && (m_text[next] == '(' || m_text[next] == 'e');
        if (!isBracketed && !hasCode)
            return;
    }
    if (const auto code = codeBehind(m_text, name.end))
        add(Form::Loose, name, *code);
    else if (isAfterCode(name))
        add(Form::Loose, name, m_early->second);
    else if (const auto before = codeBefore(m_text, name.begin, m_lastEnd))
        add(Form::Loose, name, {before->value, name.end});
    else
        m_pending = Pending{name, lineOf(name.begin)};
}

void LogReader::meetKnownDomain(std::size_t at, const QByteArray& domain)
{
    const Span word = wordAround(m_text, at, m_consumed);
    if (word.begin == at && word.end - word.begin == std::size_t(domain.size()))
        meetDomainName(word);
}

void LogReader::meetCode(std::size_t at)
{
    const Span word = wordAround(m_text, at, m_consumed);
    const std::string_view name = slice(word);
    m_consumed = std::max(m_consumed, word.end);
    if (name == "ErrorCode") {
        meetServerChain(word.begin);
        return;
    }
    const std::size_t sign = skipMarks(m_text, word.end, "\"'\\", Blanks::AnyLines);
    if (name != "Code" || sign >= m_text.size() || (m_text[sign] != ':' && m_text[sign] != '='))
        return;
    const auto code = numberAt(m_text, skipMarks(m_text, sign + 1, "\"'\\", Blanks::AnyLines));
    if (!code)
        return;
    if (m_pending && lineOf(at) - m_pending->line <= maxLinesToCode)
        add(Form::Block, m_pending->name, *code);
    else
        m_early = {at, *code};
}

void LogReader::meetField(std::size_t at, Field own, Field english)
{
    const std::size_t end = at + std::string_view("Desc").size();
    const std::size_t sign = skipBlanks(m_text, end, Blanks::InLine);
    if (sign >= m_text.size() || m_text[sign] != ':')
        return;
    constexpr std::string_view us = "US ";
    const bool isEnglish = at >= us.size() && m_text.substr(at - us.size(), us.size()) == us;
    m_fields[isEnglish ? english : own] = sign + 1;
}

void LogReader::meetUnderlying(std::size_t at)
{
    m_hasUnderlying = true;
    m_underlyingAt = at;
    m_headers = 0;
    m_pending.reset();
    m_fields = {};
}

void LogReader::meetServerChain(std::size_t at)
{
    // Where a mere mention led to nothing, the next one leads there again.
    if (at < m_noServerChain)
        return;
    const ServerChain found = readServerChain(m_text, at);
    if (found.entries.empty()) {
        m_noServerChain = found.end;
        m_consumed = std::max(m_consumed, wordAround(m_text, at, at).end);
        return;
    }
    m_consumed = std::max(m_consumed, found.end);
    finishChain();
    for (const ServerChain::Entry& entry : found.entries) {
        m_chain.push_back(entry.error);
        m_chain.back().proof = proofAt(entry.at);
    }
    finishChain();
}

/// What the tool `profiles` says: "profiles install for file:'…' and user:'…' returned -308 (…)".
void LogReader::meetReturned(std::size_t at)
{
    constexpr std::string_view before = "profiles ";
    constexpr std::string_view word = " returned ";
    constexpr std::size_t nearby = 400;
    const auto code = numberAt(m_text, at + word.size());
    const std::string_view line = slice({at - std::min(at, nearby), at});
    // -1 says no more than that it failed.
    if (!code || code->value == -1
        || line.substr(line.rfind('\n') + 1).find(before) == std::string_view::npos)
        return;
    finishChain();
    const std::size_t open = skipBlanks(m_text, code->end, Blanks::InLine);
    std::string_view text = m_text.substr(open, nearby);
    text = text.substr(0, text.find('\n'));
    text = text.starts_with('(') ? text.substr(1, text.rfind(')') - 1) : std::string_view();
    m_chain.push_back({{}, code->value, toText(text), {}, proofAt(at)});
    finishChain();
    m_consumed = std::max(m_consumed, code->end);
}

void LogReader::meetManagementCode(std::size_t at)
{
    const auto code = managementCodeAt(m_text, at);
    if (!code || (at > 0 && isWordCharacter(m_text[at - 1])))
        return;
    // The same number often stands in the line twice, decimal and hexadecimal.
    const int line = lineOf(at);
    const auto isSame = [&](const Chain& chain) {
        return chain.back().code == code->value && chain.back().proof.line == line;
    };
    m_consumed = std::max(m_consumed, code->end);
    finishChain();
    if (!m_log.chains.empty() && isSame(m_log.chains.back()))
        return;
    m_chain.push_back({QString::fromLatin1(managementCodeDomain), code->value, {}, {}, proofAt(at)});
    finishChain();
}

void LogReader::meetPhrase(std::size_t at, std::size_t phrase)
{
    const auto& [text, also] = m_vocabulary.phrases[phrase];
    // What is a single name must not be the beginning of another.
    const std::size_t end = at + std::size_t(text.size());
    if (end < m_text.size() && isWordCharacter(m_text[end]) && m_text[end] != '.' && m_text[end] != '-'
        && std::all_of(text.begin(), text.end(), isWordCharacter))
        return;
    const std::string_view line = also.empty() ? std::string_view() : slice(lineAround(m_text, at));
    if (!std::all_of(also.begin(), also.end(), [&](const QByteArray& other) {
            return line.find(std::string_view(other.constData(), std::size_t(other.size())))
                   != std::string_view::npos;
        }))
        return;
    Seen& seen = m_seen[phrase];
    if (seen.count++ == 0)
        seen.first = at;
    seen.last = at;
}

/// Lines are counted here, from the first place to the last: phrases also lie in what something else took.
void LogReader::tellSightings()
{
    std::vector<std::pair<std::size_t, std::size_t>> places;  // where, and of which sighting
    for (std::size_t phrase = 0; phrase < m_seen.size(); ++phrase) {
        const Seen& seen = m_seen[phrase];
        if (seen.count == 0)
            continue;
        places.emplace_back(seen.first, m_log.sightings.size());
        if (seen.last != seen.first)
            places.emplace_back(seen.last, m_log.sightings.size());
        m_log.sightings.push_back({phrase, seen.count, {}});
    }
    std::sort(places.begin(), places.end());
    m_counted = 0;
    m_line = 1;
    for (const auto& [at, sighting] : places)
        m_log.sightings[sighting].proofs.push_back(proofAt(at));
}

bool LogReader::continues(Form form, Span name) const
{
    if (m_chain.empty())
        return false;
    constexpr std::size_t nearby = 256;
    const bool isNearUnderlying = m_hasUnderlying && name.begin - m_underlyingAt < nearby;
    if (form == Form::Block)
        return m_hasUnderlying && m_headers <= 1;
    if (isNearUnderlying && m_headers <= 1)
        return true;
    if (form == Form::Inline || m_lastForm == Form::Block || name.begin < m_lastEnd)
        return false;
    constexpr std::size_t furthest = 400;
    if (name.begin - m_lastEnd > furthest)
        return false;
    const std::string_view between = m_text.substr(m_lastEnd, name.begin - m_lastEnd);
    // The items of a list in YAML lead from one to the next.
    if (between.find("- error_") != std::string_view::npos)
        return true;
    const auto lines = std::count(between.begin(), between.end(), '\n');
    return lines == 0 || (lines == 1 && indentOf(m_text, name.begin) > m_lastIndent);
}

bool LogReader::isRepeated(const QString& domain, qint64 code) const
{
    return std::any_of(m_chain.begin(), m_chain.end(), [&](const LoggedError& error) {
        return error.domain == domain && error.code == code;
    });
}

void LogReader::add(Form form, Span name, const Number& code)
{
    LoggedError error{toText(slice(name)), code.value};
    const bool isBelow = continues(form, name);
    std::size_t end = code.end;
    // A sentence such as "(MCSCEPErrorDomain error 22013.)" tells an error that stands beside it once more.
    if (form == Form::Loose && !m_chain.empty() && isRepeated(error.domain, error.code)
        && lineOf(name.begin) == m_chain.back().proof.line) {
        m_consumed = std::max(m_consumed, end);
        return;
    }
    if (form == Form::Block) {
        error.text = describedAt(m_text, {m_fields[OwnDesc], m_fields[EnglishDesc]});
        const QString advice = describedAt(m_text, {m_fields[OwnSugg], m_fields[EnglishSugg]});
        if (!advice.isEmpty() && advice != error.text)
            error.text += (error.text.isEmpty() ? QString() : QStringLiteral(" ")) + advice;
        error.details = paramsBehind(m_text, end);
    } else {
        Quoted quoted = quotedBehind(m_text, end);
        error.text = std::move(quoted.text);
        end = quoted.end;
    }
    error.proof = proofAt(name.begin);
    if (!isBelow)
        finishChain();
    if (m_chain.size() < maxChainLength)
        m_chain.push_back(std::move(error));
    else
        m_chain.back() = std::move(error);
    m_consumed = std::max(m_consumed, end);
    m_lastForm = form;
    m_lastEnd = end;
    m_lastIndent = indentOf(m_text, name.begin);
    m_pending.reset();
    m_early.reset();
    m_fields = {};
    m_hasUnderlying = false;
    m_headers = 0;
}

void LogReader::finishChain()
{
    if (m_chain.empty())
        return;
    // Twice as many are kept before the older half goes, which keeps this linear.
    if (m_log.chains.size() >= 2 * maxChains)
        m_log.chains.erase(m_log.chains.begin(), m_log.chains.begin() + maxChains);
    m_log.chains.push_back(std::move(m_chain));
    m_chain.clear();
}

int LogReader::lineOf(std::size_t at)
{
    const auto from = m_text.begin();
    if (at >= m_counted) {
        m_line += int(std::count(from + std::ptrdiff_t(m_counted), from + std::ptrdiff_t(at), '\n'));
        m_counted = at;
        return m_line;
    }
    return m_line - int(std::count(from + std::ptrdiff_t(at), from + std::ptrdiff_t(m_counted), '\n'));
}

Proof LogReader::proofAt(std::size_t at)
{
    const Span line = lineAround(m_text, at);
    return {lineOf(at), toText(slice(line))};
}

}  // namespace

Log readLog(const QByteArray& text, const Vocabulary& vocabulary)
{
    LogReader reader(std::string_view(text.constData(), static_cast<std::size_t>(text.size())), vocabulary);
    Log log = reader.read();
    if (log.chains.size() > maxChains)
        log.chains.erase(log.chains.begin(), log.chains.end() - maxChains);
    return log;
}

}  // namespace explain
