// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/breakable_label.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr QChar breakHere{0x200B};  // zero width space

}  // namespace

BreakableLabel::BreakableLabel(QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Long unbroken values must not widen what is around it.
    setMinimumWidth(1);
}

void BreakableLabel::showText(const QString& text)
{
    const QStringView before = u".[";
    const QStringView behind = u"/?&=;";
    QString breakable;
    QChar last;
    for (const QChar letter : text) {
        if (before.contains(letter) || behind.contains(last) || (letter.isUpper() && last.isLower()))
            breakable += breakHere;
        breakable += letter;
        last = letter;
    }
    setText(breakable);
    setAccessibleName(text);
}

void BreakableLabel::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QLabel::keyPressEvent(event);
}

void BreakableLabel::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, [this] { copySelection(); });
    menu->popup(event->globalPos());
}

void BreakableLabel::copySelection() const
{
    const QString chosen = hasSelectedText() ? selectedText() : text();
    QGuiApplication::clipboard()->setText(QString(chosen).remove(breakHere));
}

}  // namespace ui
