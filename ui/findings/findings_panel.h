// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"
#include "ui/style/tone.h"

#include <QPointer>
#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QListView;
class QPushButton;
class QScrollArea;

namespace ui {

class FindingDetails;
class FindingModel;

/// "1 field holds text that is not in the profile: Fingerprint".
[[nodiscard]] QString unfinishedSentence(const QStringList& labels);

/// The checks: a verdict on top, below it what was found, at the bottom all about the selected finding.
class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    void setFindings(const std::vector<report::Finding>& findings);
    /// Says that what is shown is being judged anew; setFindings() takes it back.
    void setChecking();

    /// Fields, by label, that hold text which could not be put into the profile: while there are any, the
    /// verdict speaks of them alone, for what was checked is not what the person wrote.
    void setUnfinished(const QStringList& labels);
    [[nodiscard]] const QStringList& unfinished() const { return m_unfinished; }

    /// The signature of the file does not hold, for this reason; empty: nothing to say against it.
    void setBrokenSignature(const QString& reason);

    /// Selects the finding after, or before, the selected one and asks to show its field.
    void showNext();
    void showPrevious();

    /// "Ready", "Ready with 2 warnings", "Will fail on the device: 3 reasons", or what setUnfinished() said.
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] FindingModel* model() const { return m_model; }
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void showAsked(const report::Finding& finding);
    void fixAsked(const report::Finding& finding);
    void fixAllAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showDetails(const QModelIndex& index);
    void refreshDetails();
    void fitDetails();
    void step(int by);
    void showVerdict();
    [[nodiscard]] Tone tone() const;

    FindingModel* m_model;
    QLabel* m_verdictIcon;
    QLabel* m_verdict;
    QLabel* m_counts;
    QPushButton* m_fixAll;
    QListView* m_list;
    QScrollArea* m_detailsRoom;
    QPointer<FindingDetails> m_details;
    QStringList m_unfinished;
    QString m_brokenSignature;
};

}  // namespace ui
