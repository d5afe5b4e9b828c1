// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/section.h"

#include "ui/editor/fields/field.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/form_row.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int columnGap = 10;
constexpr int rowGap = 4;
constexpr int contentGap = 6;

/// How far down a label goes to stand beside the first line of its row's editor, however tall that is.
int offsetOf(const FormRow& row)
{
    const QWidget* input = row.field()->focusProxy();
    const int line = QLineEdit().sizeHint().height();
    const int height = input ? std::min(input->sizeHint().height(), line) : line;
    return std::max(0, row.layout()->contentsMargins().top() + (height - row.fontMetrics().height()) / 2);
}

}  // namespace

Section::Section(const QString& title, Fold fold, QWidget* parent)
    : QWidget(parent)
    , m_header(new QToolButton(this))
    , m_content(new QWidget(this))
    , m_grid(new QGridLayout)
    , m_explanation(new HintLabel({}, m_content))
{
    QFont bold = font();
    bold.setBold(true);
    m_header->setFont(bold);
    m_header->setAutoRaise(true);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setFocusPolicy(fold == Fold::None ? Qt::NoFocus : Qt::TabFocus);
    m_header->setVisible(fold != Fold::None);
    connect(m_header, &QToolButton::clicked, this, [this] { setOpen(!m_isOpen); });
    setTitle(title);

    auto* heading = new QLabel(title, this);
    heading->setFont(bold);
    heading->setVisible(fold == Fold::None && !title.isEmpty());
    heading->setObjectName(QStringLiteral("heading"));

    m_explanation->hide();
    m_grid->setHorizontalSpacing(columnGap);
    m_grid->setVerticalSpacing(rowGap);
    m_grid->setColumnStretch(1, 1);
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins({});
    content->setSpacing(contentGap);
    content->addWidget(m_explanation);
    content->addLayout(m_grid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(contentGap);
    layout->addWidget(m_header);
    layout->addWidget(heading);
    layout->addWidget(m_content);
    setOpen(fold != Fold::Closed);
}

void Section::setTitle(const QString& title)
{
    m_header->setText(title);
    if (auto* heading = findChild<QLabel*>(QStringLiteral("heading"), Qt::FindDirectChildrenOnly))
        heading->setText(title);
}

void Section::setExplanation(const QString& text)
{
    m_explanation->setText(text);
    m_explanation->setVisible(!text.isEmpty());
}

void Section::add(FormRow* row)
{
    row->setParent(m_content);
    row->label()->setParent(m_content);
    m_items.push_back({row});
    place(m_items.back());
}

void Section::addWide(QWidget* widget)
{
    widget->setParent(m_content);
    m_items.push_back({nullptr, widget});
    place(m_items.back());
}

void Section::addBelow(QWidget* widget)
{
    widget->setParent(m_content);
    m_items.push_back({nullptr, nullptr, widget});
    place(m_items.back());
}

void Section::unfold() { setOpen(true); }

bool Section::isFolded() const { return !m_isOpen; }

void Section::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    m_content->setVisible(isOpen);
    m_header->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_header->setAccessibleDescription(isOpen ? tr("Unfolded") : tr("Folded"));
}

int Section::labelWidth() const
{
    int width = 0;
    for (const Item& item : m_items) {
        if (item.row)
            width = std::max(width, item.row->label()->sizeHint().width());
    }
    return width;
}

void Section::setLabelWidth(int width) { m_grid->setColumnMinimumWidth(0, m_isStacked ? 0 : width); }

void Section::setStacked(bool isStacked)
{
    if (m_isStacked == isStacked)
        return;
    m_isStacked = isStacked;
    for (const Item& item : m_items) {
        if (!item.row) {
            m_grid->removeWidget(item.wide ? item.wide : item.below);
        } else {
            m_grid->removeWidget(item.row);
            m_grid->removeWidget(item.row->label());
        }
    }
    m_grid->setColumnStretch(0, isStacked ? 1 : 0);
    m_grid->setColumnStretch(1, isStacked ? 0 : 1);
    m_grid->setHorizontalSpacing(isStacked ? 0 : columnGap);
    lay();
}

void Section::lay()
{
    m_line = 0;
    for (const Item& item : m_items)
        place(item);
}

void Section::place(const Item& item)
{
    if (item.wide) {
        m_grid->addWidget(item.wide, m_line++, 0, 1, 2);
        return;
    }
    if (item.below) {
        m_grid->addWidget(item.below, m_line++, m_isStacked ? 0 : 1);
        return;
    }
    QLabel* label = item.row->label();
    if (m_isStacked) {
        label->setContentsMargins(0, m_line == 0 ? 0 : rowGap, 0, 0);
        m_grid->addWidget(label, m_line++, 0, Qt::AlignLeading);
        m_grid->addWidget(item.row, m_line++, 0);
        return;
    }
    const auto aligned =
        Qt::Alignment(style()->styleHint(QStyle::SH_FormLayoutLabelAlignment, nullptr, this));
    label->setContentsMargins(0, offsetOf(*item.row), 0, 0);
    m_grid->addWidget(label, m_line, 0, (aligned & Qt::AlignHorizontal_Mask) | Qt::AlignTop);
    m_grid->addWidget(item.row, m_line++, 1);
}

}  // namespace ui
