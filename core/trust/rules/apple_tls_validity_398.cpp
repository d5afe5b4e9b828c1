// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"
#include "core/trust/rules/rules.h"

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    constexpr qint64 from = 1'598'918'400;  // 2020-09-01T00:00:00Z
    return judgeLifetime(question, {.from = from, .days = 398});
}

}  // namespace

constinit const Rule apple_tls_validity_398{
    .id = "apple-tls-validity-398",
    .title = QT_TRANSLATE_NOOP("trust", "A public server certificate lives at most 398 days"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .anchors = Anchors::System,
    .sinceMajor = 14,
    .binds = Binds::Leaf,
    .source = {"Apple, About upcoming limits on trusted certificates", "",
               "https://support.apple.com/102028"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Public certificates issued since 1 September 2020 that live longer are "
                             "refused; those of your own CA are not bound by it"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue it again for fewer days: openssl x509 -req -days N; in AD CS, Validity "
                             "period of the template and CA\\ValidityPeriodUnits"),
    .check = check,
};

}  // namespace trust::rules
