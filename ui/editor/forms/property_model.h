// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "core/schema/schema.h"

#include <QAbstractItemModel>
#include <QSet>

#include <memory>
#include <vector>

namespace ui {

class ProfileDocument;

/// Part of a property list as a tree of key, type and value; what is edited goes to the document.
///
/// It holds a picture of the document, taken anew by refresh(); it never changes it by itself.
class PropertyModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, TypeColumn, ValueColumn, ColumnCount };

    /// The entries of one dictionary, but for some keys; together they are the top of the tree.
    struct Scope
    {
        plist::Path path;
        QSet<QString> excluded;
    };

    PropertyModel(ProfileDocument& document, const schema::Store& store, QObject* parent = nullptr);
    ~PropertyModel() override;

    void setScopes(std::vector<Scope> scopes);
    /// Takes a new picture. Resets only when keys, types or counts differ.
    void refresh();

    [[nodiscard]] plist::Path pathOf(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const plist::Path& path) const;
    [[nodiscard]] const plist::Value* valueOf(const QModelIndex& index) const;
    /// Where a new entry goes when `index` is current: into a container, else beside it.
    [[nodiscard]] plist::Path containerFor(const QModelIndex& index) const;
    [[nodiscard]] bool isSecret(const QModelIndex& index) const;
    void setSecretsShown(bool areShown);

    bool add(const plist::Path& container, const QString& key, const plist::Value& value);
    bool remove(const QModelIndex& index);
    /// Moves an array's item or a dictionary's key by `by` places; false at the end.
    bool move(const QModelIndex& index, int by);
    bool setType(const QModelIndex& index, plist::Type type);
    bool setValue(const QModelIndex& index, const plist::Value& value);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// An edit was not carried out, and why.
    void refused(const QString& message);

private:
    struct Node;

    [[nodiscard]] std::unique_ptr<Node> picture() const;
    [[nodiscard]] const Node* nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QString shownValue(const Node& node) const;
    /// Whether the document still has what `index` shows: an editor may outlive it.
    [[nodiscard]] bool isCurrent(const QModelIndex& index) const;
    bool apply(const QString& text, const std::vector<plist::Edit>& edits, const plist::Path& merge = {});

    ProfileDocument& m_document;
    const schema::Store& m_store;
    std::vector<Scope> m_scopes;
    std::unique_ptr<Node> m_root;
    bool m_areSecretsShown = false;
};

/// `value` made into `type` where that keeps its meaning, else an empty value of that type.
[[nodiscard]] plist::Value castTo(const plist::Value& value, plist::Type type);
/// false, 0, an empty text, ….
[[nodiscard]] plist::Value emptyValue(plist::Type type);

}  // namespace ui
