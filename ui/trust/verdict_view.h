// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"
#include "ui/style/tone.h"

#include <QDate>
#include <QWidget>

#include <optional>

class QLabel;
class QVBoxLayout;

namespace ui {

/// The verdict in large type, the sentence behind it, where kinds of root differ, and what it rests on.
class VerdictView : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictView(QWidget* parent = nullptr);

    /// `otherDay`: for which it holds, if that is not today.
    void show(const report::CheckReport& report, const std::optional<QDate>& otherDay);
    /// The same for an outcome of another kind; `hints` are paler lines below.
    void show(Tone tone, const QString& word, const QString& headline, const QStringList& hints);
    /// "Refused. An iPhone or iPad on iOS 26 refuses …".
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void begin(Tone tone, const QString& word, const QString& headline);
    void showIcon();
    void addLine(Tone tone, const QString& text);
    void addHint(const QString& text);

    Tone m_tone = Tone::Info;
    QLabel* m_icon;
    QLabel* m_word;
    QLabel* m_headline;
    QVBoxLayout* m_lines;
};

}  // namespace ui
