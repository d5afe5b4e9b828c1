// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <chrono>

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace ui {

/// What is shown while a server is asked: a way to stop it, by the button or the Escape key, and after half a
/// second how long it has taken and when it gives up by itself. Hidden while nothing is under way.
class WaitRow : public QWidget
{
    Q_OBJECT

public:
    /// `limit`: of silence, after which the question ends by itself.
    explicit WaitRow(std::chrono::seconds limit, QWidget* parent = nullptr);

    void setUnderWay(bool isUnderWay);
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }
    /// "12 s; gives up after 60 s without an answer"; empty before anything is said.
    [[nodiscard]] QString told() const;

signals:
    void cancelAsked();

private:
    void showTime();

    std::chrono::seconds m_limit;
    std::chrono::seconds m_elapsed{0};
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_time;
    QTimer* m_patience;
    QTimer* m_clock;
};

}  // namespace ui
