// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "core/x509/name.h"

#include <QAbstractTableModel>

#include <vector>

namespace ui {

/// A distinguished name as rows of attribute and value, in the order encoded.
///
/// A row that has no value yet exists here only: name() leaves it out.
class SubjectModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { AttributeColumn, ValueColumn, JoinedColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows `name`; rows that say the same already stay, unfinished ones among them.
    void setName(const x509::Name& name);
    [[nodiscard]] x509::Name name() const;
    /// Why the rows make no name; empty when they do. Types that `known` has are taken as they are.
    [[nodiscard]] QString problem(const x509::Name& known) const;

    void addRow(int position);
    void removeRowAt(int row);
    void moveRowTo(int from, int to);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// The admin changed a row; name() is what is asked for.
    void edited();

private:
    struct Row
    {
        x509::Attribute attribute;
        bool isJoined = false;  ///< in the RDN of the row above
    };

    std::vector<Row> m_rows;
};

/// What people call `attribute`: "Common name (CN)"; an OID stays one.
[[nodiscard]] QString attributeTitle(const QString& attribute);

/// The smallest edits, relative to the Subject, that make `after` of `before`: what both share stays
/// untouched.
[[nodiscard]] std::vector<plist::Edit> subjectEdits(const x509::Name& before, const x509::Name& after);

}  // namespace ui
