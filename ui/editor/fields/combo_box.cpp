// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/combo_box.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAccessibleWidget>
#include <QLineEdit>
#include <QWheelEvent>

namespace ui {

namespace {

/// What Qt's own interface does, but for the name; the number of the choice is the value.
class AccessibleComboBox : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit AccessibleComboBox(QWidget* widget) : QAccessibleWidget(widget, QAccessible::ComboBox) {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? box()->currentText() : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = box()->view()->isVisible();
        state.editable = box()->isEditable();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    int childCount() const override { return box()->isEditable() ? 2 : 1; }
    QAccessibleInterface* child(int index) const override
    {
        if (index == 0)
            return QAccessible::queryAccessibleInterface(box()->view());
        return index == 1 && box()->isEditable() ? QAccessible::queryAccessibleInterface(box()->lineEdit())
                                                 : nullptr;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        if (child->object() == box()->view())
            return 0;
        return box()->isEditable() && child->object() == box()->lineEdit() ? 1 : -1;
    }

    QStringList actionNames() const override { return {showMenuAction(), pressAction()}; }
    void doAction(const QString& name) override
    {
        if (name != showMenuAction() && name != pressAction())
            return;
        if (box()->view()->isVisible())
            box()->hidePopup();
        else
            box()->showPopup();
    }
    QStringList keyBindingsForAction(const QString& name) const override
    {
        Q_UNUSED(name)
        return {};
    }

    QVariant currentValue() const override { return box()->currentIndex(); }
    void setCurrentValue(const QVariant& value) override
    {
        if (value.toInt() >= 0 && value.toInt() < box()->count())
            box()->setCurrentIndex(value.toInt());
    }
    QVariant maximumValue() const override { return box()->count() - 1; }
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return 1; }

private:
    [[nodiscard]] QComboBox* box() const { return static_cast<QComboBox*>(widget()); }
};

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    if (className == QLatin1String("ui::ComboBox"))
        return new AccessibleComboBox(static_cast<QWidget*>(object));
    return nullptr;
}

}  // namespace

ComboBox::ComboBox(QWidget* parent) : QComboBox(parent)
{
    // Installing it again changes nothing: Qt keeps one entry a function.
    QAccessible::installFactory(makeInterface);
    setFocusPolicy(Qt::StrongFocus);
}

void ComboBox::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace ui
