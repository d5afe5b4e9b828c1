// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/challenge.h"
#include "ui/explain/tone_panel.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ui {

class Remark;

/// A challenge, masked, with its clock and what became of it.
class ChallengeCard : public TonePanel
{
    Q_OBJECT

public:
    explicit ChallengeCard(QWidget* parent = nullptr);

    /// Shows it masked, as it is at `now`.
    void show(const ndes::Challenge& challenge, const QDateTime& now);
    /// Brings the clock up to date.
    void refresh(const ndes::Challenge& challenge, const QDateTime& now);
    /// What is to be known about its use; empty: it was put nowhere.
    void setUse(Tone tone, const QString& text);
    /// Why it cannot be put; empty: it can.
    void setObstacle(const QString& reason);
    [[nodiscard]] bool isThumbprintWanted() const;
    [[nodiscard]] QString clock() const;
    [[nodiscard]] QString use() const;

signals:
    void putAsked();

private:
    QWidget* makeChallengeRow();
    QWidget* makeThumbprintRow();

    QLineEdit* m_challenge = nullptr;
    QToolButton* m_show = nullptr;
    Remark* m_clock;
    Remark* m_use;
    Remark* m_reading;
    QWidget* m_thumbprintRow = nullptr;
    QLineEdit* m_thumbprint = nullptr;
    QCheckBox* m_withThumbprint = nullptr;
    QPushButton* m_put = nullptr;
    QLabel* m_reason = nullptr;
};

}  // namespace ui
