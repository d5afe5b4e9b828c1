// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/time_axis.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr qint64 secondsPerDay = 86'400;

struct Limit
{
    QLatin1StringView rule;
    int days;
};
constexpr std::array limits = {
    Limit{"apple-tls-validity-398"_L1, 398},
    Limit{"apple-tls-validity-825-any-anchor"_L1, 825},
    Limit{"apple-tls-validity-825-system"_L1, 825},
    Limit{"cabf-sc081-200"_L1, 200},
    Limit{"cabf-sc081-100"_L1, 100},
    Limit{"cabf-sc081-47"_L1, 47},
    Limit{"smime-validity-1185"_L1, 1185},
};

bool mayBePublic(const report::CheckReport& report)
{
    return std::any_of(report.anchors.begin(), report.anchors.end(),
                       [](const auto& one) { return one.isPossible && one.anchors == u"system"; });
}

/// First and last second of everything that `wants` takes.
template <class Wants>
std::pair<qint64, qint64> spanOf(const report::CheckReport& report, Wants wants)
{
    std::pair<qint64, qint64> span{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
    for (const report::CheckedCertificate& one : report.certificates) {
        if (!wants(one) || !one.notBefore.isValid() || !one.notAfter.isValid())
            continue;
        span.first = std::min(span.first, one.notBefore.toSecsSinceEpoch());
        span.second = std::max(span.second, one.notAfter.toSecsSinceEpoch());
    }
    return span;
}

}  // namespace

std::vector<LifetimeMark> lifetimeMarks(const report::CheckReport& report)
{
    std::vector<LifetimeMark> marks;
    for (const report::CheckedRule& row : report.rules) {
        const auto* limit = std::find_if(limits.begin(), limits.end(),
                                         [&](const Limit& one) { return row.rule == one.rule; });
        const bool isPossible =
            report.anchors.empty()
            || std::any_of(report.anchors.begin(), report.anchors.end(),
                           [&](const auto& one) { return one.isPossible && one.anchors == row.anchors; });
        if (limit == limits.end() || row.outcome == u"not-applicable" || !isPossible)
            continue;
        const QDateTime begin = report.certificates[row.certificate].notBefore;
        const bool isKnown = std::any_of(marks.begin(), marks.end(), [&](const LifetimeMark& one) {
            return one.certificate == row.certificate && one.days == limit->days;
        });
        if (!isKnown && begin.isValid())
            marks.push_back(
                {row.certificate, begin.addDays(limit->days), limit->days, row.outcome != u"pass"});
    }
    return marks;
}

std::vector<RuleDay> ruleDays(const report::CheckReport& report)
{
    // CA/Browser Forum, ballot SC-081v3.
    const bool isTls = report.purpose == u"tls-server" || report.purpose == u"system-connection";
    if (!isTls || !mayBePublic(report))
        return {};
    return {{QDateTime(QDate(2026, 3, 15), QTime(0, 0), Qt::UTC), 200},
            {QDateTime(QDate(2027, 3, 15), QTime(0, 0), Qt::UTC), 100},
            {QDateTime(QDate(2029, 3, 15), QTime(0, 0), Qt::UTC), 47}};
}

TimeAxis::TimeAxis(const report::CheckReport& report)
{
    auto all = spanOf(report, [](const auto&) { return true; });
    auto leaves = spanOf(report, [](const report::CheckedCertificate& one) {
        return one.role == report::CheckedCertificate::Role::Leaf;
    });
    if (all.first >= all.second)
        return;
    if (leaves.first >= leaves.second)
        leaves = all;
    // A leaf narrower than this share of the picture shows nothing of its limits.
    constexpr qint64 leastShare = 5;
    constexpr qint64 margins = 6;
    std::tie(m_first, m_last) =
        (leaves.second - leaves.first) * leastShare >= all.second - all.first ? all : leaves;
    const qint64 now = report.asOf.toSecsSinceEpoch();
    const qint64 length = m_last - m_first;
    // The present belongs in the picture unless it would squeeze everything else.
    if (now < m_first && m_first - now < length)
        m_first = now;
    if (now > m_last && now - m_last < length)
        m_last = now;
    for (const LifetimeMark& mark : lifetimeMarks(report))
        m_last = std::clamp(mark.at.toSecsSinceEpoch(), m_last, m_last + length / 2);
    for (const RuleDay& day : ruleDays(report)) {
        const qint64 at = day.at.toSecsSinceEpoch();
        if (at > m_last && at - m_last < length / 2)
            m_last = at;
    }
    const qint64 margin = std::max((m_last - m_first) / margins / 4, secondsPerDay);
    m_first -= margin;
    m_last += margin;
}

double TimeAxis::place(const QDateTime& moment) const
{
    return static_cast<double>(moment.toSecsSinceEpoch() - m_first) / static_cast<double>(m_last - m_first);
}

std::vector<TimeAxis::Tick> TimeAxis::ticks(int most) const
{
    std::vector<Tick> ticks;
    if (isEmpty() || most < 1)
        return ticks;
    constexpr std::array steps = {1, 3, 6, 12, 24, 60, 120, 240, 300, 600, 1200, 6000};
    const QDate first = QDateTime::fromSecsSinceEpoch(m_first, Qt::UTC).date();
    const QDateTime last = QDateTime::fromSecsSinceEpoch(m_last, Qt::UTC);
    const qint64 months = first.daysTo(last.date()) / 30 + 1;
    const auto* fitting =
        std::find_if(steps.begin(), steps.end(), [&](int step) { return months / step <= most; });
    const int step = fitting == steps.end() ? steps.back() : *fitting;
    const int begin = (first.year() * 12 + first.month() - 1) / step * step;
    for (int month = begin;; month += step) {
        const QDateTime at(QDate(month / 12, month % 12 + 1, 1), QTime(0, 0), Qt::UTC);
        if (!at.isValid() || at > last)
            return ticks;
        if (place(at) >= 0)
            ticks.push_back({at, at.toString(step % 12 == 0 ? u"yyyy"_s : u"yyyy-MM"_s)});
    }
}

}  // namespace ui
