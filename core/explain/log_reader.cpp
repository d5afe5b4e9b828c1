// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/chain_builder.h"
#include "core/explain/needles.h"
#include "core/explain/scan.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace explain {

namespace {

constexpr int maxLinesToCode = 8;

/// One pass over a log. Whatever a word leads to looks only a bounded way back and ahead, and what an error
/// took is not looked at again.
class LogReader
{
public:
    LogReader(std::string_view text, const Vocabulary& vocabulary, int firstLine);
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
        ServerKeySnake,
        Returned,
        Decimal,
        Hexadecimal,
        WordCount
    };
    void meet(std::size_t at, std::size_t number);
    void meetDomain(std::size_t at);
    void meetDomainLabel(Span label);
    void meetDomainName(Span name);
    void meetKnownDomain(std::size_t at, const QByteArray& domain);
    void meetCode(std::size_t at);
    void meetField(std::size_t at, ChainBuilder::Field own, ChainBuilder::Field english);
    void meetUnderlying(std::size_t at);
    void meetServerChain(std::size_t at);
    void meetReturned(std::size_t at);
    void meetManagementCode(std::size_t at);
    void meetPhrase(std::size_t at, std::size_t phrase);

    void add(Form form, Span name, const Number& code);
    [[nodiscard]] bool isAfterCode(Span name) const
    {
        constexpr std::size_t nearby = 100;
        return m_early && name.begin - m_early->first < nearby;
    }
    [[nodiscard]] std::string_view slice(Span span) const
    {
        return m_text.substr(span.begin, span.end - span.begin);
    }
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
    int m_firstLine;
    LineCounter m_lines;
    ChainBuilder m_chains;
    std::vector<Sighting> m_sightings;
    std::vector<Seen> m_seen;

    std::size_t m_consumed = 0;                             ///< what lies before belongs to something already
    std::size_t m_noServerChain = 0;                        ///< before this place there is no ErrorChain
    std::optional<Pending> m_pending;                       ///< a domain whose code has not come yet
    std::optional<std::pair<std::size_t, Number>> m_early;  ///< a code that came before its domain
};

LogReader::LogReader(std::string_view text, const Vocabulary& vocabulary, int firstLine)
    : m_text(text)
    , m_vocabulary(vocabulary)
    , m_firstLine(firstLine)
    , m_lines(text, firstLine)
    , m_chains(text, m_lines)
    , m_seen(vocabulary.phrases.size())
{
    for (const char* word : {"Domain", "Code", "Desc", "Sugg", "nderlying", "NSError:", "rrorChain",
                             "rror_chain", " returned -", "-2016", "0x87D1"})
        m_needles.add(word);
    for (const Phrase& phrase : vocabulary.phrases)
        m_needles.add(phrase.text);
    for (const QByteArray& domain : vocabulary.domains)
        m_needles.add(domain);
}

Log LogReader::read()
{
    m_needles.find(m_text, [this](std::size_t at, std::size_t number) { meet(at, number); });
    tellSightings();
    return {std::move(m_chains).take(), std::move(m_sightings)};
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
    case Desc: meetField(at, ChainBuilder::OwnDesc, ChainBuilder::EnglishDesc); break;
    case Sugg: meetField(at, ChainBuilder::OwnSugg, ChainBuilder::EnglishSugg); break;
    case Underlying: meetUnderlying(at); break;
    case Header:
        m_chains.meetHeader();
        m_pending.reset();
        break;
    case ServerKey:
    case ServerKeySnake: meetServerChain(at - std::min(at, std::size_t{1})); break;
    case Returned: meetReturned(at); break;
    case Decimal:
    case Hexadecimal: meetManagementCode(at); break;
    default: meetKnownDomain(at, m_vocabulary.domains[number - WordCount - m_seen.size()]); break;
    }
}

void LogReader::meetDomain(std::size_t at)
{
    Span word = wordAround(m_text, at, m_consumed);
    // Languages that put words together: "MCSCEPErrorDomain-Fehler".
    const std::size_t end = at + std::string_view("Domain").size();
    if (word.end > end && m_text[end] == '-')
        word.end = end;
    const std::string_view name = slice(word);
    const bool isBracketed = word.begin > 0 && m_text[word.begin - 1] == '<';
    if (name == "Domain")
        meetDomainLabel(word);
    else if (name == "ErrorDomain")
        meetServerChain(word.begin);
    else if (name.ends_with("ErrorDomain") || name.starts_with("kCFErrorDomain")
             || (isBracketed && name.ends_with("Domain")))
        meetDomainName(word);
    m_consumed = std::max(m_consumed, word.end);
}

/// `Domain : NAME` in a block, `Error Domain=NAME` in a line.
void LogReader::meetDomainLabel(Span label)
{
    const std::size_t sign = skipMarks(m_text, label.end, "*`", Blanks::AnyLines);
    if (sign >= m_text.size() || (m_text[sign] != ':' && m_text[sign] != '='))
        return;
    const std::size_t begin = skipMarks(m_text, sign + 1, "\"'\\*`", Blanks::AnyLines);
    if (begin >= m_text.size() || !isWordCharacter(m_text[begin]))
        return;
    const Span name = wordAround(m_text, begin, begin);
    if (name.end == name.begin)
        return;
    m_consumed = name.end;
    const Form form = m_text[sign] == ':' ? Form::Block : Form::Inline;
    // "Domain: example.com" is about something else.
    if (const auto code = codeBehind(m_text, name.end))
        add(form, name, *code);
    else if (isAfterCode(name))
        add(form, name, m_early->second);
    else if (m_chains.isInBlock() || slice(name).find("Error") != std::string_view::npos)
        m_pending = Pending{name, m_lines.lineOf(name.begin)};
}

/// A domain that its name tells: `<NAME:code>`, `NAME (code)`, `(NAME error code.)`.
void LogReader::meetDomainName(Span name)
{
    m_consumed = std::max(m_consumed, name.end);
    if (slice(name).find("Domain") == std::string_view::npos) {
        // Any other word before a number would be none: "PENDING: 3 requests", "PENDING (3 requests)".
        const std::size_t next = skipBlanks(m_text, name.end, Blanks::InLine);
        const bool isBracketed = name.begin > 0 && m_text[name.begin - 1] == '<';
        const char sign = next < m_text.size() ? m_text[next] : '\0';
        const auto enclosed = sign == '(' ? numberAt(m_text, next + 1) : std::nullopt;
        const bool hasCode =
            sign == 'e' || sign == '-' || (enclosed && m_text.substr(enclosed->end).starts_with(')'));
        if (!isBracketed && !hasCode)
            return;
    }
    if (const auto code = codeBehind(m_text, name.end))
        add(Form::Loose, name, *code);
    else if (isAfterCode(name))
        add(Form::Loose, name, m_early->second);
    else if (const auto before = codeBefore(m_text, name.begin, m_chains.lastEnd()))
        add(Form::Loose, name, {before->value, name.end});
    else
        m_pending = Pending{name, m_lines.lineOf(name.begin)};
}

void LogReader::meetKnownDomain(std::size_t at, const QByteArray& domain)
{
    const Span word = wordAround(m_text, at, m_consumed);
    const std::size_t end = at + std::size_t(domain.size());
    // "OSStatus-Fehler" is the same as "OSStatus error".
    const bool isWhole =
        word.end == end || (m_text[std::min(end, m_text.size() - 1)] == '-' && word.end > end);
    if (word.begin == at && isWhole)
        meetDomainName({at, end});
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
    const std::size_t sign = skipMarks(m_text, word.end, "\"'\\*`", Blanks::AnyLines);
    if (name != "Code" || sign >= m_text.size() || (m_text[sign] != ':' && m_text[sign] != '='))
        return;
    const auto code = labelledNumberAt(m_text, skipMarks(m_text, sign + 1, "\"'\\*`", Blanks::AnyLines));
    if (!code)
        return;
    if (m_pending && m_lines.lineOf(at) - m_pending->line <= maxLinesToCode)
        add(Form::Block, m_pending->name, *code);
    else
        m_early = {at, *code};
}

void LogReader::meetField(std::size_t at, ChainBuilder::Field own, ChainBuilder::Field english)
{
    const std::size_t end = at + std::string_view("Desc").size();
    const std::size_t sign = skipBlanks(m_text, end, Blanks::InLine);
    if (sign >= m_text.size() || m_text[sign] != ':')
        return;
    constexpr std::string_view us = "US ";
    const bool isEnglish = at >= us.size() && m_text.substr(at - us.size(), us.size()) == us;
    m_chains.meetField(isEnglish ? english : own, sign + 1);
}

void LogReader::meetUnderlying(std::size_t at)
{
    m_chains.meetUnderlying(at);
    m_pending.reset();
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
    Chain chain;
    for (const ServerChain::Entry& entry : found.entries) {
        chain.push_back(entry.error);
        chain.back().proof = m_lines.proofAt(entry.at);
    }
    m_chains.addWhole(std::move(chain));
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
    const std::size_t open = skipBlanks(m_text, code->end, Blanks::InLine);
    std::string_view text = m_text.substr(open, nearby);
    text = text.substr(0, text.find('\n'));
    text = text.starts_with('(') ? text.substr(1, text.rfind(')') - 1) : std::string_view();
    m_chains.addWhole({{{}, code->value, toText(text), {}, m_lines.proofAt(at)}});
    m_consumed = std::max(m_consumed, code->end);
}

void LogReader::meetManagementCode(std::size_t at)
{
    const auto code = managementCodeAt(m_text, at);
    if (!code || (at > 0 && isWordCharacter(m_text[at - 1])))
        return;
    // The same number often stands in the line twice, decimal and hexadecimal.
    const int line = m_lines.lineOf(at);
    const auto isSame = [&](const Chain& chain) {
        return chain.back().code == code->value && chain.back().proof.line == line;
    };
    m_consumed = std::max(m_consumed, code->end);
    m_chains.finish();
    if (!m_chains.chains().empty() && isSame(m_chains.chains().back()))
        return;
    m_chains.addWhole(
        {{QString::fromLatin1(managementCodeDomain), code->value, {}, {}, m_lines.proofAt(at)}});
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
        places.emplace_back(seen.first, m_sightings.size());
        if (seen.last != seen.first)
            places.emplace_back(seen.last, m_sightings.size());
        m_sightings.push_back({phrase, seen.count, {}});
    }
    std::sort(places.begin(), places.end());
    LineCounter lines(m_text, m_firstLine);
    for (const auto& [at, sighting] : places)
        m_sightings[sighting].proofs.push_back(lines.proofAt(at));
}

void LogReader::add(Form form, Span name, const Number& code)
{
    // The system's word for "no error".
    const bool isNone =
        code.value == 0 && (slice(name) == "NSOSStatusErrorDomain" || slice(name) == "NSPOSIXErrorDomain");
    m_consumed = std::max(m_consumed, isNone ? code.end : m_chains.add(form, name, code));
    m_pending.reset();
    m_early.reset();
}

}  // namespace

Log readLog(const QByteArray& text, const Vocabulary& vocabulary, int firstLine)
{
    return LogReader(std::string_view(text.constData(), static_cast<std::size_t>(text.size())), vocabulary,
                     firstLine)
        .read();
}

}  // namespace explain
