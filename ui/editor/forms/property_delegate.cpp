// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/property_delegate.h"

#include "ui/document/profile_document.h"
#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/combo_box.h"
#include "ui/editor/forms/payload_reference.h"
#include "ui/editor/forms/property_model.h"

#include <QLineEdit>

namespace ui {

namespace {

constexpr plist::Type offeredTypes[] = {plist::Type::String, plist::Type::Integer, plist::Type::Real,
                                        plist::Type::Bool,   plist::Type::Date,    plist::Type::Data,
                                        plist::Type::Array,  plist::Type::Dict};

}  // namespace

PropertyDelegate::PropertyDelegate(const ProfileDocument& document,
                                   const schema::Store& store,
                                   QObject* parent)
    : QStyledItemDelegate(parent)
    , m_document(document)
    , m_store(store)
{}

QWidget* PropertyDelegate::chooser(QWidget* parent, const QModelIndex& index) const
{
    const auto* model = static_cast<const PropertyModel*>(index.model());
    auto* combo = new ComboBox(parent);
    if (index.column() == PropertyModel::TypeColumn) {
        for (const plist::Type type : offeredTypes)
            combo->addItem(typeTitle(type), int(type));
        return combo;
    }
    if (model->valueOf(index)->type() == plist::Type::Bool) {
        combo->addItem(tr("true"), true);
        combo->addItem(tr("false"), false);
        return combo;
    }
    const schema::Reference* reference = referenceAt(m_document.profile(), m_store, model->pathOf(index));
    if (reference && model->valueOf(index)->type() == plist::Type::String) {
        for (const ReferenceTarget& target : referenceTargets(m_document.profile(), *reference))
            combo->addItem(target.title, target.uuid);
        const QString now = index.data(Qt::EditRole).toString();
        if (combo->findData(now) < 0)
            combo->insertItem(0, now.isEmpty() ? tr("None chosen") : now, now);
        return combo;
    }
    delete combo;
    return nullptr;
}

QWidget* PropertyDelegate::createEditor(QWidget* parent,
                                        const QStyleOptionViewItem& option,
                                        const QModelIndex& index) const
{
    Q_UNUSED(option)
    const QString name = index.siblingAtColumn(PropertyModel::KeyColumn).data().toString();
    auto* self = const_cast<PropertyDelegate*>(this);
    const bool canBeChosen = index.column() != PropertyModel::KeyColumn;
    if (auto* combo = canBeChosen ? static_cast<QComboBox*>(chooser(parent, index)) : nullptr) {
        combo->setAccessibleName(name);
        connect(combo, &QComboBox::activated, combo, [self, combo] {
            emit self->commitData(combo);
            emit self->closeEditor(combo);
        });
        return combo;
    }
    auto* edit = new QLineEdit(parent);
    edit->setFrame(false);
    edit->setAccessibleName(name);
    const auto* model = static_cast<const PropertyModel*>(index.model());
    if (index.column() == PropertyModel::ValueColumn && model->isSecret(index))
        edit->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    return edit;
}

void PropertyDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    const QVariant value = index.data(Qt::EditRole);
    if (auto* combo = qobject_cast<QComboBox*>(editor)) {
        combo->setCurrentIndex(combo->findData(value));
        return;
    }
    auto* edit = static_cast<QLineEdit*>(editor);
    if (edit->text() != value.toString())
        edit->setText(value.toString());
}

void PropertyDelegate::setModelData(QWidget* editor,
                                    QAbstractItemModel* model,
                                    const QModelIndex& index) const
{
    if (const auto* combo = qobject_cast<const QComboBox*>(editor)) {
        if (combo->currentIndex() >= 0)
            model->setData(index, combo->currentData());
        return;
    }
    model->setData(index, static_cast<const QLineEdit*>(editor)->text());
}

}  // namespace ui
