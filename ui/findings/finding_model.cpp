// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/finding_model.h"

#include "ui/style/tone.h"

#include <algorithm>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

bool saysTheSame(const report::Finding& a, const report::Finding& b)
{
    return a.rule == b.rule && a.severity == b.severity && a.message == b.message && a.path == b.path;
}

}  // namespace

void FindingModel::setFindings(std::vector<report::Finding> findings)
{
    std::stable_sort(
        findings.begin(), findings.end(),
        [](const report::Finding& a, const report::Finding& b) { return a.severity < b.severity; });

    // One keystroke changes a row or two of thousands: leave the common start and end alone.
    const auto [oldFirst, newFirst] =
        std::mismatch(m_findings.begin(), m_findings.end(), findings.begin(), findings.end(), saysTheSame);
    const auto same = std::distance(m_findings.begin(), oldFirst);
    const auto [oldLast, newLast] =
        std::mismatch(m_findings.rbegin(), std::make_reverse_iterator(oldFirst), findings.rbegin(),
                      std::make_reverse_iterator(newFirst), saysTheSame);
    const auto begin = static_cast<int>(same);
    const auto oldEnd = static_cast<int>(std::distance(m_findings.begin(), oldLast.base()));
    const auto newEnd = static_cast<int>(std::distance(findings.begin(), newLast.base()));

    if (oldEnd > begin) {
        beginRemoveRows({}, begin, oldEnd - 1);
        m_findings.erase(m_findings.begin() + begin, m_findings.begin() + oldEnd);
        endRemoveRows();
    }
    if (newEnd > begin) {
        beginInsertRows({}, begin, newEnd - 1);
        m_findings = std::move(findings);
        endInsertRows();
    } else {
        m_findings = std::move(findings);
    }
    // What is not shown in the row itself (line, measured, fix) may differ everywhere.
    if (!m_findings.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

int FindingModel::count(report::Severity severity) const
{
    return static_cast<int>(
        std::count_if(m_findings.begin(), m_findings.end(),
                      [severity](const report::Finding& finding) { return finding.severity == severity; }));
}

int FindingModel::fixCount() const
{
    return static_cast<int>(
        std::count_if(m_findings.begin(), m_findings.end(),
                      [](const report::Finding& finding) { return finding.fix.has_value(); }));
}

int FindingModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

QVariant FindingModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const report::Finding& shown = finding(index.row());
    switch (role) {
    case Qt::DisplayRole: return shown.message;
    case Qt::DecorationRole: return toneIcon(toneOf(shown.severity));
    case Qt::AccessibleTextRole: return u"%1: %2"_s.arg(severityWord(shown.severity), shown.message);
    case Qt::ToolTipRole: return shown.message;
    default: return {};
    }
}

}  // namespace ui
