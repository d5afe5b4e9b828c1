// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace ndes {

/// A page of HTML as a reader sees it, and the few things of its markup that tell pages apart.
struct PageText
{
    QString text;  ///< without markup, runs of blanks as one; a line a paragraph, cell or item
    QString title;
    std::vector<std::pair<qsizetype, qsizetype>> bold;  ///< what is bold: begin and end in `text`
    QString markup;                                     ///< the tags alone, in lower case
    [[nodiscard]] QString part(std::pair<qsizetype, qsizetype> range) const
    {
        return text.mid(range.first, range.second - range.first);
    }
};

/// The characters of a page, by its bytes alone: with a byte order mark or without, UTF-16 of either order,
/// else UTF-8. The page of NDES is UTF-16LE without a mark and calls itself UTF-8.
[[nodiscard]] QString decodePage(const QByteArray& bytes);

/// In time and memory that grow with `html` alone, whatever it is.
[[nodiscard]] PageText readPageText(const QString& html);

}  // namespace ndes
