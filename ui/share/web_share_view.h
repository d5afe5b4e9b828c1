// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/share.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QTimer;

namespace ui {

class BreakableLabel;
class QrView;
class Remark;
class TonePanel;

/// A share that is open: its address as a code and as text, how long it stays, who came, and what to look at
/// when nobody does.
class WebShareView : public QWidget
{
    Q_OBJECT

public:
    explicit WebShareView(QWidget* parent = nullptr);

    /// Shows `share`, which has to stay until it is shown no more, and what has to hold for it.
    void show(const delivery::Share& share, const QStringList& notes);
    /// The share is about to go.
    void forget();
    void take(const delivery::ShareEvent& event);
    void setStopping();
    /// The profile is not what is being shared any more.
    void noteChange();
    void focusFirst();

    [[nodiscard]] QString address() const { return m_url; }
    [[nodiscard]] QStringList log() const;

signals:
    void stopAsked();
    void againAsked();

private:
    void makeHead();
    void makeBody();
    void makeChecklist();
    void showChecklist(const QStringList& hints);
    void tick();
    void end(const delivery::ShareEvent& event);

    const delivery::Share* m_share = nullptr;
    QString m_url;
    BreakableLabel* m_address = nullptr;
    QWidget* m_head = nullptr;
    QWidget* m_body = nullptr;
    QrView* m_code = nullptr;
    QLabel* m_how = nullptr;
    QLabel* m_clock = nullptr;
    QLabel* m_fingerprint = nullptr;
    QLabel* m_notes = nullptr;
    QListWidget* m_log = nullptr;
    TonePanel* m_checklist = nullptr;
    QLabel* m_checks = nullptr;
    Remark* m_changed;
    Remark* m_end;
    QPushButton* m_stop = nullptr;
    QPushButton* m_again = nullptr;
    QTimer* m_timer;
};

}  // namespace ui
