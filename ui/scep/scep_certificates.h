// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ui {

class ChainView;

/// The certificates of a SCEP server as a chain, and the card of the one that is chosen beside it, or below
/// where the room is narrow.
class ScepCertificates : public QWidget
{
    Q_OBJECT

public:
    explicit ScepCertificates(QWidget* parent = nullptr);

    /// `sent` is how many there are, drawn or not; `first` is chosen to begin with.
    void show(const report::CheckReport& picture, std::size_t sent, std::size_t first);
    void choose(std::size_t certificate);
    [[nodiscard]] ChainView& chain() { return *m_chain; }

signals:
    /// The card of another certificate is shown.
    void chosen();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void exportCertificate(const report::CheckedCertificate& shown);

    report::CheckReport m_picture;
    QBoxLayout* m_row;
    ChainView* m_chain;
    QVBoxLayout* m_cardRoom;
    QLabel* m_more;
    QLabel* m_done;
};

}  // namespace ui
