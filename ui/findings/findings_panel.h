// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QLabel;
class QListView;
class QPushButton;

namespace ui {

class FindingDelegate;
class FindingDetails;
class FindingModel;

/// The checks: a verdict on top, below it what was found; the selected finding shows all it knows.
class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    void setFindings(const std::vector<report::Finding>& findings);
    /// Says that what is shown is being judged anew; setFindings() takes it back.
    void setChecking();

    /// Selects the finding after, or before, the selected one and asks to show its field.
    void showNext();
    void showPrevious();

    /// "Ready", "Ready with 2 warnings", "Will fail on the device: 3 reasons".
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] FindingModel* model() const { return m_model; }
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void showAsked(const report::Finding& finding);
    void fixAsked(const report::Finding& finding);
    void fixAllAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void expand(const QModelIndex& index);
    void refreshExpanded();
    void fitExpanded();
    void step(int by);
    void showVerdict();

    FindingModel* m_model;
    FindingDelegate* m_delegate;
    QLabel* m_verdictIcon;
    QLabel* m_verdict;
    QLabel* m_counts;
    QPushButton* m_fixAll;
    QListView* m_list;
    QPointer<FindingDetails> m_details;
};

}  // namespace ui
