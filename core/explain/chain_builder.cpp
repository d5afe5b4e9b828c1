// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/chain_builder.h"

#include <algorithm>
#include <utility>

namespace explain {

namespace {

constexpr std::size_t maxChains = 200;
constexpr std::size_t maxChainLength = 64;

}  // namespace

void ChainBuilder::meetHeader()
{
    ++m_headers;
    m_fields = {};
}

void ChainBuilder::meetField(Field field, std::size_t begin) { m_fields[field] = begin; }

void ChainBuilder::meetUnderlying(std::size_t at)
{
    m_hasUnderlying = true;
    m_underlyingAt = at;
    m_headers = 0;
    m_fields = {};
}

bool ChainBuilder::continues(Form form, Span name) const
{
    if (m_chain.empty())
        return false;
    constexpr std::size_t nearby = 256;
    const bool isNearUnderlying = m_hasUnderlying && name.begin - m_underlyingAt < nearby;
    if (form == Form::Block)
        return (m_hasUnderlying && m_headers <= 1) || isBelowInXcode(name);
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
    // So do those of a list in Markdown, as reports of this program have it.
    if (between.ends_with("\n1. "))
        return true;
    const auto lines = std::count(between.begin(), between.end(), '\n');
    return lines == 0 || (lines == 1 && indentOf(m_text, name.begin) > m_lastIndent);
}

/// Xcode ends every error of a chain with its User Info and a line of two dashes.
bool ChainBuilder::isBelowInXcode(Span name) const
{
    constexpr std::size_t furthest = 4096;
    if (name.begin < m_lastEnd || name.begin - m_lastEnd > furthest)
        return false;
    const std::string_view between = m_text.substr(m_lastEnd, name.begin - m_lastEnd);
    const std::size_t info = between.find("User Info: {");
    return info != std::string_view::npos && between.find("\n--", info) != std::string_view::npos
           && between.find("System Information") == std::string_view::npos;
}

bool ChainBuilder::isRepeated(const LoggedError& error) const
{
    return std::any_of(m_chain.begin(), m_chain.end(), [&](const LoggedError& other) {
        return other.domain == error.domain && other.code == error.code;
    });
}

std::size_t ChainBuilder::add(Form form, Span name, const Number& code)
{
    LoggedError error{toText(m_text.substr(name.begin, name.end - name.begin)), code.value};
    const bool isBelow = continues(form, name);
    std::size_t end = code.end;
    // A sentence such as "(MCSCEPErrorDomain error 22013.)" tells an error that stands beside it once more.
    if (form == Form::Loose && !m_chain.empty() && isRepeated(error)
        && m_lines.lineOf(name.begin) == m_chain.back().proof.line)
        return end;
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
    error.proof = m_lines.proofAt(name.begin);
    if (!isBelow)
        finish();
    if (m_chain.size() < maxChainLength)
        m_chain.push_back(std::move(error));
    else
        m_chain.back() = std::move(error);
    m_lastForm = form;
    m_lastEnd = end;
    m_lastIndent = indentOf(m_text, name.begin);
    m_fields = {};
    m_hasUnderlying = false;
    m_headers = 0;
    return end;
}

void ChainBuilder::addWhole(Chain chain)
{
    finish();
    m_chain = std::move(chain);
    finish();
}

void ChainBuilder::finish()
{
    if (m_chain.empty())
        return;
    // Twice as many are kept before the older half goes, which keeps this linear.
    if (m_chains.size() >= 2 * maxChains)
        m_chains.erase(m_chains.begin(), m_chains.begin() + maxChains);
    m_chains.push_back(std::move(m_chain));
    m_chain.clear();
}

std::vector<Chain> ChainBuilder::take() &&
{
    finish();
    if (m_chains.size() > maxChains)
        m_chains.erase(m_chains.begin(), m_chains.end() - maxChains);
    return std::move(m_chains);
}

}  // namespace explain
