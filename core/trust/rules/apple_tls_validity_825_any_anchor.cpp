// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"
#include "core/trust/rules/rules.h"

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    // Apple's article says 1 July 2019 and 825 days; its code begins an hour earlier and grants one more.
    constexpr qint64 from = 1'561'935'600;  // 2019-06-30T23:00:00Z
    constexpr qint64 slack = 3'600;
    return judgeLifetime(question, {.from = from, .days = 825, .slack = slack, .warnsInSlack = true});
}

}  // namespace

constinit const Rule apple_tls_validity_825_any_anchor{
    .id = "apple-tls-validity-825-any-anchor",
    .title = QT_TRANSLATE_NOOP("trust", "A server certificate lives at most 825 days, whoever issued it"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .anchors = AnchorClasses(Anchors::System) | Anchors::Managed | Anchors::App,
    .sinceMajor = 13,
    .binds = Binds::Leaf,
    .source = {"Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15", "",
               "https://support.apple.com/103769"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Devices count the days of every server certificate issued since 1 July 2019, "
                             "also under a root of your own, and close the connection without a way past"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue it again for fewer days: openssl x509 -req -days N; in AD CS, Validity "
                             "period of the template and CA\\ValidityPeriodUnits"),
    .check = check,
};

}  // namespace trust::rules
