// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QSplitter;

namespace ui {

class ChainView;
class CheckFindings;
class MomentBar;
class VerdictView;

/// All about the outcome of a check: verdict, day and system, chain, findings, and reports to take along.
class CheckResult : public QWidget
{
    Q_OBJECT

public:
    /// `moment` becomes a part of this.
    explicit CheckResult(MomentBar* moment, QWidget* parent = nullptr);

    /// One report a leaf; which one is shown can be chosen.
    void show(const std::vector<report::CheckReport>& reports);
    /// Whether findings lead to a payload.
    [[nodiscard]] VerdictView& verdict() { return *m_verdict; }
    [[nodiscard]] ChainView& chain() { return *m_chain; }
    [[nodiscard]] CheckFindings& findings() { return *m_findings; }

signals:
    void showPathAsked(const plist::Path& path);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeTop();
    void makeSplitter();
    void showReport(int index);
    void fitSplitter();
    void copyReport();
    void saveReport();

    std::vector<report::CheckReport> m_reports;
    MomentBar* m_moment;
    QWidget* m_leafRow = nullptr;
    QComboBox* m_leaf = nullptr;
    VerdictView* m_verdict;
    ChainView* m_chain = nullptr;
    CheckFindings* m_findings = nullptr;
    QSplitter* m_splitter = nullptr;
    QLabel* m_done = nullptr;
};

}  // namespace ui
