// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

#include <QAbstractListModel>

#include <vector>

namespace ui {

/// Findings as a list: errors first, then warnings, then the rest, each in the order of the text.
class FindingModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// Takes the new state; rows that say the same keep their place, and with it the selection.
    void setFindings(std::vector<report::Finding> findings);
    [[nodiscard]] const report::Finding& finding(int row) const
    {
        return m_findings[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] int count(report::Severity severity) const;
    [[nodiscard]] int fixCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<report::Finding> m_findings;
};

}  // namespace ui
