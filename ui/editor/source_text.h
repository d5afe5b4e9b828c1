// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace ui {

/// `text` with bullets in place of what stands in `ranges`, lines kept; tags around it stay.
[[nodiscard]] QByteArray masked(const QByteArray& text, std::vector<plist::Range> ranges);
/// Where what stands at `offset` of `text` is in masked(text, ranges).
[[nodiscard]] qsizetype maskedOffset(const QByteArray& text,
                                     std::vector<plist::Range> ranges,
                                     qsizetype offset);
/// The values of keys that sound like a password's or a shared secret's, in a text that cannot be read.
[[nodiscard]] std::vector<plist::Range> likelySecrets(const QByteArray& text);

/// UTF-8 text cut into rows that a text widget can bear: a line, or a piece of a very long one;
/// and rows into parts of which one is shown at a time.
class SourceText
{
public:
    static constexpr int maxRowBytes = 1000;
    static constexpr std::size_t rowsPerPart = 8000;

    struct Row
    {
        qsizetype begin = 0;  ///< in the text
        qsizetype end = 0;    ///< without the line's end
        int line = 1;
        bool isContinuation = false;
    };

    SourceText() = default;
    explicit SourceText(const QByteArray& text);

    [[nodiscard]] const QByteArray& bytes() const { return m_text; }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] std::size_t partCount() const;
    /// The rows of `part`, one line each.
    [[nodiscard]] QString partText(std::size_t part) const;
    /// The first row of `line`; the last row there is when the text ends before it.
    [[nodiscard]] std::size_t rowOfLine(int line) const;
    [[nodiscard]] std::size_t rowOfOffset(qsizetype offset) const;
    /// Where `needle` is next, letters of either case alike, going round at the end; -1 when nowhere.
    [[nodiscard]] qsizetype find(const QString& needle, qsizetype from) const;
    [[nodiscard]] qsizetype findBefore(const QString& needle, qsizetype from) const;
    [[nodiscard]] int lineCount() const { return m_rows.empty() ? 0 : m_rows.back().line; }

private:
    QByteArray m_text;
    std::vector<Row> m_rows;
};

}  // namespace ui
