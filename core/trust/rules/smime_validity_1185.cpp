// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"
#include "core/trust/rules/rules.h"

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    constexpr qint64 from = 1'648'771'200;  // 2022-04-01T00:00:00Z
    return judgeLifetime(question, {.from = from, .days = 1185});
}

}  // namespace

constinit const Rule smime_validity_1185{
    .id = "smime-validity-1185",
    .title = QT_TRANSLATE_NOOP("trust",
                               "A public mail certificate issued since April 2022 lives at most 1,185 days"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::Smime,
    .anchors = Anchors::System,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateSMIME",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust", "Public certificates that live longer are refused"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again for fewer days"),
    .check = check,
};

}  // namespace trust::rules
