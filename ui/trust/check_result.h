// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"

#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
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
    explicit CheckResult(std::function<QDateTime()> now, QWidget* parent = nullptr);

    /// One report a leaf; which one is shown can be chosen.
    void show(const std::vector<report::CheckReport>& reports);
    [[nodiscard]] MomentBar& moment() { return *m_moment; }
    [[nodiscard]] VerdictView& verdict() { return *m_verdict; }
    [[nodiscard]] ChainView& chain() { return *m_chain; }
    [[nodiscard]] CheckFindings& findings() { return *m_findings; }

signals:
    void showPathAsked(const plist::Path& path);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeLeafRow();
    QWidget* makeButtons();
    void makeSplitter();
    void showReport(int index);
    void fitSplitter();
    void copyReport();
    void saveReport();
    void saveRequest();

    std::vector<report::CheckReport> m_reports;
    QWidget* m_leafRow = nullptr;
    QComboBox* m_leaf = nullptr;
    VerdictView* m_verdict = nullptr;
    MomentBar* m_moment = nullptr;
    ChainView* m_chain = nullptr;
    CheckFindings* m_findings = nullptr;
    QSplitter* m_splitter = nullptr;
    QPushButton* m_request = nullptr;
    QLabel* m_done = nullptr;
};

}  // namespace ui
