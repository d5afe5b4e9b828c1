// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tool_page.h"

#include "ui/style/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ToolPage::ToolPage(const QString& windowTitle, QWidget* parent)
    : QWidget(parent)
    , m_head(new QWidget(this))
    , m_back(new QPushButton(icon(u"go-back"_s), {}, m_head))
    , m_heading(new QLabel(m_head))
{
    setWindowTitle(windowTitle);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_heading->setFont(large);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins({});
    row->addWidget(m_back);
    row->addWidget(m_heading, 1);
    setBack({});
    connect(m_back, &QPushButton::clicked, this, &ToolPage::backAsked);
}

void ToolPage::setBack(const QString& text)
{
    m_back->setVisible(!text.isEmpty());
    m_back->setText(text);
    // A text sets the shortcut anew.
    m_back->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
}

void ToolPage::setHeading(const QString& text) { m_heading->setText(text); }

QString ToolPage::heading() const { return m_heading->text(); }

QScrollArea* ToolPage::makeRoom(std::initializer_list<QWidget*> widgets, QWidget* parent, bool fills)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    const int gap = content->fontMetrics().height();
    column->setContentsMargins(gap, gap / 2, gap, gap / 2);
    column->setSpacing(gap / 2);
    for (QWidget* widget : widgets)
        column->addWidget(widget);
    if (fills)
        column->setStretch(column->count() - 1, 1);
    column->addStretch(fills ? 0 : 1);
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

void ToolPage::scrollAll(std::initializer_list<QWidget*> widgets, bool fills)
{
    QScrollArea* room = makeRoom(widgets, this, fills);
    static_cast<QVBoxLayout*>(room->widget()->layout())->insertWidget(0, m_head);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->addWidget(room);
}

void ToolPage::keepHeading(std::initializer_list<QWidget*> top, QWidget* rest)
{
    const int gap = fontMetrics().height();
    auto* above = new QVBoxLayout;
    above->setContentsMargins(gap, gap / 2, gap, 0);
    above->setSpacing(gap / 2);
    above->addWidget(m_head);
    for (QWidget* widget : top)
        above->addWidget(widget);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(gap / 2);
    column->addLayout(above);
    column->addWidget(rest, 1);
}

}  // namespace ui
