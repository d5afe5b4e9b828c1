// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/subject_delegates.h"

#include "ui/editor/fields/combo_box.h"
#include "ui/editor/fields/subject_model.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMetaProperty>
#include <QStyledItemDelegate>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// Writes into the model as it is typed; Escape takes that back.
class TypingDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void rememberText(QWidget* editor, const QModelIndex& index) const
    {
        editor->setProperty(textBefore, index.data(Qt::EditRole));
    }
    void commitNow(QWidget* editor) const
    {
        auto* self = const_cast<TypingDelegate*>(this);
        emit self->commitData(editor);
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const bool isEscape =
            event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
        if (auto* editor = isEscape ? qobject_cast<QWidget*>(watched) : nullptr) {
            const QByteArray text = editor->metaObject()->userProperty().name();
            editor->setProperty(text.constData(), editor->property(textBefore));
            emit commitData(editor);
        }
        return QStyledItemDelegate::eventFilter(watched, event);
    }

private:
    static constexpr const char* textBefore = "textBefore";
};

/// Offers the usual attributes and takes any other name or OID.
class AttributeDelegate : public TypingDelegate
{
public:
    using TypingDelegate::TypingDelegate;

    QWidget* createEditor(QWidget* parent,
                          const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        Q_UNUSED(option)
        auto* combo = new ComboBox(parent);
        combo->setEditable(true);
        combo->setInsertPolicy(QComboBox::NoInsert);
        combo->setAccessibleName(
            index.model()->headerData(SubjectModel::AttributeColumn, Qt::Horizontal).toString());
        for (const QString& name : {u"CN"_s, u"O"_s, u"OU"_s, u"C"_s, u"L"_s, u"ST"_s, u"EMAIL"_s}) {
            combo->addItem(name);
            combo->setItemData(combo->count() - 1, attributeTitle(name), Qt::ToolTipRole);
        }
        combo->setCurrentIndex(-1);
        rememberText(combo, index);
        connect(combo, &QComboBox::currentTextChanged, combo, [this, combo] { commitNow(combo); });
        return combo;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        auto* combo = static_cast<QComboBox*>(editor);
        const QString type = index.data(Qt::EditRole).toString();
        // "e" is read as EMAIL: that must not be put under the fingers of who types "emailAddress".
        if (!combo->currentText().isEmpty() && isSameAttribute(combo->currentText().trimmed(), type))
            return;
        const QSignalBlocker blocker(combo);
        combo->setCurrentText(type);
        combo->lineEdit()->selectAll();
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        model->setData(index, static_cast<QComboBox*>(editor)->currentText());
    }
};

class ValueDelegate : public TypingDelegate
{
public:
    using TypingDelegate::TypingDelegate;

    QWidget* createEditor(QWidget* parent,
                          const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        Q_UNUSED(option)
        auto* edit = new QLineEdit(parent);
        edit->setFrame(false);
        edit->setAccessibleName(index.siblingAtColumn(SubjectModel::AttributeColumn).data().toString());
        rememberText(edit, index);
        connect(edit, &QLineEdit::textEdited, edit, [this, edit] { commitNow(edit); });
        return edit;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        auto* edit = static_cast<QLineEdit*>(editor);
        if (edit->text() != index.data(Qt::EditRole).toString())
            edit->setText(index.data(Qt::EditRole).toString());
    }
};

}  // namespace

QAbstractItemDelegate* makeAttributeDelegate(QObject* parent) { return new AttributeDelegate(parent); }

QAbstractItemDelegate* makeSubjectValueDelegate(QObject* parent) { return new ValueDelegate(parent); }

}  // namespace ui
