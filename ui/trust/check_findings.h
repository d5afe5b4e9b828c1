// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QListView;
class QScrollArea;

namespace ui {

class FindingModel;

/// What was found, worst first; below it all about the selected finding, or a certificate's card.
class CheckFindings : public QWidget
{
    Q_OBJECT

public:
    explicit CheckFindings(QWidget* parent = nullptr);

    void show(const report::CheckReport& report);
    /// Shows the card of this certificate in place of a finding.
    void showCertificate(std::size_t certificate);
    [[nodiscard]] FindingModel* model() const { return m_model; }
    /// The same whatever is shown, lest the room changes with it.
    [[nodiscard]] QSize sizeHint() const override;

signals:
    /// The finding that is selected is about this certificate.
    void certificateConcerned(std::size_t certificate);
    void showPathAsked(const plist::Path& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showFinding(const QModelIndex& index);
    void refresh();
    void putDetails(QWidget* details);
    void fit();
    void exportCertificate(const QByteArray& der, const QString& name);

    report::CheckReport m_report;
    FindingModel* m_model;
    QLabel* m_counts;
    QListView* m_list;
    QScrollArea* m_room;
    std::optional<QByteArray> m_card;  ///< DER of the certificate whose card is shown
};

}  // namespace ui
