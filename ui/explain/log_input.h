// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/tone.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui {

class LogEdit;
class SourceText;
class SourceView;

/// The text that is explained: a field to type and paste into, or a long log, which is only shown.
class LogInput : public QWidget
{
    Q_OBJECT

public:
    explicit LogInput(QWidget* parent = nullptr);

    [[nodiscard]] LogEdit& edit() { return *m_edit; }
    /// Puts a text into the field, or shows it where it is too large for that. `name` is that of its file;
    /// `rows` is the text cut into rows, if somebody has done so, and is taken over.
    void showText(const QByteArray& utf8, const QString& name, const std::shared_ptr<SourceText>& rows = {});
    [[nodiscard]] bool isLarge() const;
    /// Empties it and goes there.
    void clear();
    void showLine(int line);
    [[nodiscard]] int currentLine() const;
    void find();
    /// What is to be known about the last try; empty takes it away.
    void tell(Tone tone, const QString& text);
    [[nodiscard]] QString told() const;
    /// While a file is read: there is something to cancel.
    void setUnderWay(bool isUnderWay);

signals:
    void edited(const QString& text);
    void largePasted(const QString& text);
    void fileGiven(const QString& path);
    void openAsked();
    void cancelAsked();

private:
    void makeButtons();
    /// Whether the editor can hold the text, line for line.
    bool fill(const QByteArray& utf8);
    void setPage(QWidget* page, QWidget* field);

    QLabel* m_label;
    QStackedWidget* m_pages;
    LogEdit* m_edit;
    SourceView* m_large;
    QWidget* m_buttons = nullptr;
    QPushButton* m_clear = nullptr;
    QPushButton* m_cancel = nullptr;
    QWidget* m_remark = nullptr;
    QLabel* m_remarkIcon = nullptr;
    QLabel* m_remarkText = nullptr;
    bool m_isFilling = false;
};

}  // namespace ui
