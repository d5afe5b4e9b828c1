// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/suggest.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <vector>

namespace cli {

namespace {

/// How many letters must be added, left out, replaced or swapped with their neighbour (the restricted
/// Damerau-Levenshtein distance).
qsizetype distance(const QString& a, const QString& b)
{
    const auto columns = static_cast<std::size_t>(b.size()) + 1;
    std::vector<qsizetype> twoBack(columns);
    std::vector<qsizetype> back(columns);
    std::vector<qsizetype> row(columns);
    std::iota(back.begin(), back.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto column = static_cast<std::size_t>(j);
            row[column + 1] =
                std::min({back[column + 1] + 1, row[column] + 1, back[column] + (a[i] == b[j] ? 0 : 1)});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                row[column + 1] = std::min(row[column + 1], twoBack[column - 1] + 1);
        }
        twoBack.swap(back);
        back.swap(row);
    }
    return back.back();
}

}  // namespace

QString nearest(const QString& word, const QStringList& choices)
{
    const QString typed = word.toLower();
    QString best;
    // More than a third of the letters wrong is another word.
    qsizetype bestDistance = std::max<qsizetype>(2, typed.size() / 3) + 1;
    for (const QString& choice : choices) {
        // The beginning of a word is as near as one wrong letter.
        const bool isBeginning = typed.size() > 2 && choice.startsWith(typed, Qt::CaseInsensitive);
        const qsizetype apart = isBeginning ? 1 : distance(typed, choice.toLower());
        if (apart < bestDistance && apart < choice.size()) {
            best = choice;
            bestDistance = apart;
        }
    }
    return best;
}

QString didYouMean(const QString& word, const QStringList& choices, const QString& otherwise)
{
    const QString near = nearest(word, choices);
    return near.isEmpty() ? otherwise : QCoreApplication::translate("cli", "Did you mean %1?").arg(near);
}

}  // namespace cli
