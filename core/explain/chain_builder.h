// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/line_counter.h"

#include <array>

namespace explain {

/// The forms in which an error is written; they differ in how the next one is known to lie below it.
enum class Form {
    Block,   ///< `Domain : …` and `Code : …` among other lines
    Inline,  ///< `Error Domain=… Code=…`
    Loose,   ///< a domain beside its code, in whatever way
};

/// Puts the errors of a log, as they come, into chains.
class ChainBuilder
{
public:
    enum Field : std::size_t { OwnDesc, EnglishDesc, OwnSugg, EnglishSugg, FieldCount };

    ChainBuilder(std::string_view text, LineCounter& lines) : m_text(text), m_lines(lines) {}

    void meetHeader();                               ///< a block begins
    void meetField(Field field, std::size_t begin);  ///< a text of the block
    void meetUnderlying(std::size_t at);             ///< what comes next lies below
    [[nodiscard]] bool isInBlock() const { return m_fields != std::array<std::size_t, FieldCount>{}; }

    /// Adds the error of the domain `name`; returns up to where the text is used up.
    std::size_t add(Form form, Span name, const Number& code);
    /// Adds a chain that is known as a whole.
    void addWhole(Chain chain);
    void finish();

    /// The end of what was added last.
    [[nodiscard]] std::size_t lastEnd() const { return m_lastEnd; }
    [[nodiscard]] const std::vector<Chain>& chains() const { return m_chains; }
    /// All chains; of very many, the last.
    [[nodiscard]] std::vector<Chain> take() &&;

private:
    [[nodiscard]] bool continues(Form form, Span name) const;
    [[nodiscard]] bool isBelowInXcode(Span name) const;
    [[nodiscard]] bool isRepeated(const LoggedError& error) const;

    std::string_view m_text;
    LineCounter& m_lines;
    std::vector<Chain> m_chains;

    Chain m_chain;
    Form m_lastForm = Form::Block;
    std::size_t m_lastEnd = 0;
    std::size_t m_lastIndent = 0;
    std::array<std::size_t, FieldCount> m_fields{};  ///< where the texts of the block begin; 0: not seen
    bool m_hasUnderlying = false;
    std::size_t m_underlyingAt = 0;
    int m_headers = 0;  ///< blocks begun since then
};

}  // namespace explain
