// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <QStyledItemDelegate>

namespace ui {

class ProfileDocument;

/// The editors of a PropertyModel's cells: types and booleans are chosen, references picked by name.
class PropertyDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    PropertyDelegate(const ProfileDocument& document, const schema::Store& store, QObject* parent = nullptr);

    QWidget* createEditor(QWidget* parent,
                          const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;

private:
    [[nodiscard]] QWidget* chooser(QWidget* parent, const QModelIndex& index) const;

    const ProfileDocument& m_document;
    const schema::Store& m_store;
};

}  // namespace ui
