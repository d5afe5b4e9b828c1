// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <initializer_list>

class QLabel;
class QPushButton;
class QScrollArea;

namespace ui {

/// A page of the window beside the profile's editor: a heading with a way back, and the tool below. While it
/// is shown the window is called after its windowTitle().
class ToolPage : public QWidget
{
    Q_OBJECT

public:
    ToolPage(const QString& windowTitle, QWidget* parent);

    /// What the way back leads to; empty: there is none.
    void setBack(const QString& text);
    void setHeading(const QString& text);
    [[nodiscard]] QString heading() const;
    virtual void focusFirst() = 0;
    /// Lets go of the document, which is about to be closed.
    virtual void forgetDocument() {}

signals:
    void backAsked();

protected:
    /// A column that scrolls, its last widget the one that takes what room is left if `fills`.
    [[nodiscard]] static QScrollArea* makeRoom(std::initializer_list<QWidget*> widgets,
                                               QWidget* parent,
                                               bool fills = false);
    /// Heading and `widgets`, all of which scroll.
    void scrollAll(std::initializer_list<QWidget*> widgets, bool fills = false);
    /// Heading and `top` stay, and `rest` has the room below to its own edges.
    void keepHeading(std::initializer_list<QWidget*> top, QWidget* rest);

private:
    QWidget* m_head;
    QPushButton* m_back;
    QLabel* m_heading;
};

}  // namespace ui
