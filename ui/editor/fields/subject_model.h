// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "core/x509/name.h"

#include <QAbstractTableModel>

#include <utility>
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

    /// Adds a row behind the part of the name that `row` belongs to, at the end without one; its place.
    int addRowBehind(int row);
    void removeRowAt(int row);
    /// Moves the part of the name that `row` belongs to, whole, past the part above or below it.
    void movePart(int row, int by);

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
        bool operator==(const Row&) const = default;
    };
    static void setType(Row& row, const QString& type);

    /// The first row of the part that `row` belongs to, and the one behind its last.
    [[nodiscard]] std::pair<int, int> partAround(int row) const;

    std::vector<Row> m_rows;
};

/// What people call `attribute`: "Common name (CN)"; an OID stays one.
[[nodiscard]] QString attributeTitle(const QString& attribute);

/// The OID of `type`, a short name or an OID itself; empty for a name that nobody knows.
[[nodiscard]] QString oidOf(const QString& type);
/// Whether both stand for one attribute ("E", "EMAIL", "1.2.840.113549.1.9.1").
[[nodiscard]] bool isSameAttribute(const QString& a, const QString& b);

/// The smallest edits, relative to the Subject, that make `after` of `before`: what both share stays
/// untouched.
[[nodiscard]] std::vector<plist::Edit> subjectEdits(const x509::Name& before, const x509::Name& after);

}  // namespace ui
