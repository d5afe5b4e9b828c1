// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/enter_key.h"

#include <QApplication>
#include <QCheckBox>
#include <QKeyEvent>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

class EnterKey : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::KeyPress)
            return false;
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool isPlain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        auto* button = qobject_cast<QAbstractButton*>(watched);
        if (!isEnter || !isPlain || !button || qobject_cast<QCheckBox*>(button)
            || qobject_cast<QRadioButton*>(button))
            return false;
        // Held down it does not press again what the first press led to.
        if (!key->isAutoRepeat())
            press(button);
        return true;
    }

private:
    static void press(QAbstractButton* button)
    {
        auto* tool = qobject_cast<QToolButton*>(button);
        auto* push = qobject_cast<QPushButton*>(button);
        // Later, for a menu runs an event loop of its own.
        if (tool && tool->menu() && tool->popupMode() == QToolButton::InstantPopup)
            QMetaObject::invokeMethod(tool, &QToolButton::showMenu, Qt::QueuedConnection);
        else if (push && push->menu())
            QMetaObject::invokeMethod(push, &QPushButton::showMenu, Qt::QueuedConnection);
        else
            button->click();
    }
};

}  // namespace

void letEnterPressButtons()
{
    const QString name = u"enterKey"_s;
    if (qApp->findChild<QObject*>(name, Qt::FindDirectChildrenOnly))
        return;
    auto* filter = new EnterKey(qApp);
    filter->setObjectName(name);
    qApp->installEventFilter(filter);
}

}  // namespace ui
