// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"
#include "core/trust/rules/rules.h"

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    constexpr qint64 from = 1'519'862'400;   // 2018-03-01T00:00:00Z
    constexpr qint64 until = 1'598'918'400;  // 2020-09-01T00:00:00Z
    constexpr qint64 slack = 3'600;
    return judgeLifetime(question, {.from = from, .until = until, .days = 825, .slack = slack});
}

}  // namespace

constinit const Rule apple_tls_validity_825_system{
    .id = "apple-tls-validity-825-system",
    .title = QT_TRANSLATE_NOOP(
        "trust", "A public server certificate issued before September 2020 lives at most 825 days"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = tlsPurposes,
    .anchors = Anchors::System,
    .sinceMajor = 13,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "set_ssl_validity_periods",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Public certificates issued from March 2018 to August 2020 are held to 825 days and an hour"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue it again for fewer days: openssl x509 -req -days N; in AD CS, Validity "
                             "period of the template and CA\\ValidityPeriodUnits"),
    .check = check,
};

}  // namespace trust::rules
