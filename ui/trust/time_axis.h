// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace ui {

/// A limit on how long a certificate may live, where it binds it.
struct LifetimeMark
{
    std::size_t certificate = 0;
    QDateTime at;  ///< the last moment that the limit leaves it
    int days = 0;
    bool isBroken = false;  ///< the certificate lives longer
};

/// A day on which a rule begins.
struct RuleDay
{
    QDateTime at;
    int days = 0;  ///< how long certificates issued from then on may live
};

/// The limits that the rows of `report` say bind one of its certificates.
[[nodiscard]] std::vector<LifetimeMark> lifetimeMarks(const report::CheckReport& report);
/// The days on which public server certificates have to become shorter-lived; none where no root of `report`
/// may be public.
[[nodiscard]] std::vector<RuleDay> ruleDays(const report::CheckReport& report);

/// Time from left to right: which moments are in the picture, and where.
///
/// All certificates where that leaves the leaves room to be seen; else the leaves, and what lives longer
/// runs out of the picture.
class TimeAxis
{
public:
    struct Tick
    {
        QDateTime at;
        QString text;
    };

    TimeAxis() = default;
    explicit TimeAxis(const report::CheckReport& report);

    [[nodiscard]] bool isEmpty() const { return m_first >= m_last; }
    /// From 0 at the left end to 1 at the right end; less and more outside.
    [[nodiscard]] double place(const QDateTime& moment) const;
    /// Years or months, at most `most` of them.
    [[nodiscard]] std::vector<Tick> ticks(int most) const;

private:
    qint64 m_first = 0;
    qint64 m_last = 0;
};

}  // namespace ui
