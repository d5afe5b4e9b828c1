// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"
#include "core/trust/rules/rules.h"

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    constexpr qint64 from = 1'805'068'800;  // 2027-03-15T00:00:00Z
    return judgeLifetime(question,
                         {.from = from, .days = 100, .countsBothEnds = true, .broken = Outcome::Warn});
}

}  // namespace

constinit const Rule cabf_sc081_100{
    .id = "cabf-sc081-100",
    .title = QT_TRANSLATE_NOOP("trust",
                               "A public server certificate issued since 2027-03-15 lives at most 100 days"),
    .weight = Weight::Policy,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .anchors = Anchors::System,
    .binds = Binds::Leaf,
    .source = {"CA/Browser Forum, TLS Baseline Requirements", "ballot SC-081v3", "https://cabforum.org/"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Public CAs have agreed on it. No Apple system is known to enforce it, but a CA "
                             "that breaks it risks its trust"),
    .fix = QT_TRANSLATE_NOOP("trust", "Automate the renewal (ACME); for a CA of your own nothing changes"),
    .check = check,
};

}  // namespace trust::rules
