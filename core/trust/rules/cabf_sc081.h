// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/lifetime.h"
#include "core/trust/rules/rules.h"

namespace trust::rules {

/// One step of ballot SC-081v3: from a day on, public server certificates live at most so many days.
template <qint64 From, int Days>
constexpr Rule ballotStep(const char* id, const char* title)
{
    return {
        .id = id,
        .title = title,
        .weight = Weight::Policy,
        .certainty = Certainty::Documented,
        .purposes = tlsPurposes,
        .anchors = Anchors::System,
        .source = {"CA/Browser Forum, TLS Baseline Requirements", "ballot SC-081v3", "https://cabforum.org/"},
        .why = QT_TRANSLATE_NOOP(
            "trust", "Public CAs have agreed on it. No Apple system is known to enforce it, but a "
                     "CA that breaks it risks its trust"),
        .fix =
            QT_TRANSLATE_NOOP("trust", "Automate the renewal (ACME); for a CA of your own nothing changes"),
        .check =
            [](const Question& question) {
                return judgeLifetime(
                    question, {.from = From, .days = Days, .countsBothEnds = true, .broken = Outcome::Warn});
            },
    };
}

}  // namespace trust::rules
