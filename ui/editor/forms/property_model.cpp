// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/property_model.h"

#include "core/profile/secrets.h"
#include "ui/document/profile_document.h"
#include "ui/editor/fields/any_field.h"
#include "ui/editor/forms/payload_reference.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype maxShown = 200;  ///< characters of a value that are drawn

/// The smallest step that keeps a key in its place while everything about it changes.
plist::Path rebased(const plist::Path& path, const plist::Path::Step& last) { return path.parent() / last; }

}  // namespace

struct PropertyModel::Node
{
    plist::Path path;
    plist::Value value;
    Node* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;
    bool isKey = false;  ///< an entry of a dictionary, else an item of an array

    void add(plist::Path childPath, const plist::Value& childValue, bool childIsKey)
    {
        auto child = std::make_unique<Node>();
        child->path = std::move(childPath);
        child->value = childValue;
        child->parent = this;
        child->row = int(children.size());
        child->isKey = childIsKey;
        child->grow();
        children.push_back(std::move(child));
    }
    void grow()
    {
        if (const auto* dict = value.as<plist::Dict>()) {
            for (const auto& [key, entry] : *dict)
                add(path / plist::Path::Step(key), entry, true);
        } else if (const auto* array = value.as<plist::Array>()) {
            for (std::size_t i = 0; i < array->size(); ++i)
                add(path / plist::Path::Step(i), (*array)[i], false);
        }
    }
    [[nodiscard]] bool hasShapeOf(const Node& other) const
    {
        return path == other.path && children.size() == other.children.size()
               && std::equal(children.begin(), children.end(), other.children.begin(),
                             [](const auto& a, const auto& b) { return a->hasShapeOf(*b); });
    }
};

plist::Value emptyValue(plist::Type type)
{
    switch (type) {
    case plist::Type::Bool: return {false};
    case plist::Type::Integer: return {0};
    case plist::Type::Real: return {0.0};
    case plist::Type::Data: return {QByteArray()};
    case plist::Type::Date: return {QDateTime::currentDateTimeUtc()};
    case plist::Type::Array: return {plist::Array{}};
    case plist::Type::Dict: return {plist::Dict{}};
    case plist::Type::String:
    case plist::Type::Uid:
    case plist::Type::Raw: break;
    }
    return {QString()};
}

plist::Value castTo(const plist::Value& value, plist::Type type)
{
    if (value.type() == type)
        return value;
    const bool isContainer = value.type() == plist::Type::Array || value.type() == plist::Type::Dict;
    if (type == plist::Type::Array && !isContainer)
        return plist::Array{value};
    if (isContainer)
        return emptyValue(type);
    if (const bool* flag = value.as<bool>(); flag && type == plist::Type::Integer)
        return {*flag ? 1 : 0};
    if (const auto* number = value.as<std::int64_t>(); number && type == plist::Type::Bool)
        return {*number != 0};
    return valueOf(textOf(value), type).value_or(emptyValue(type));
}

PropertyModel::PropertyModel(ProfileDocument& document, const schema::Store& store, QObject* parent)
    : QAbstractItemModel(parent)
    , m_document(document)
    , m_store(store)
    , m_root(std::make_unique<Node>())
{}

PropertyModel::~PropertyModel() = default;

void PropertyModel::setScopes(std::vector<Scope> scopes)
{
    m_scopes = std::move(scopes);
    beginResetModel();
    m_root = picture();
    endResetModel();
}

std::unique_ptr<PropertyModel::Node> PropertyModel::picture() const
{
    auto root = std::make_unique<Node>();
    for (const Scope& scope : m_scopes) {
        const plist::Value* value = m_document.root().at(scope.path);
        const auto* dict = value ? value->as<plist::Dict>() : nullptr;
        if (!dict)
            continue;
        for (const auto& [key, entry] : *dict) {
            if (!scope.excluded.contains(key))
                root->add(scope.path / plist::Path::Step(key), entry, true);
        }
    }
    return root;
}

void PropertyModel::refresh()
{
    auto fresh = picture();
    if (!fresh->hasShapeOf(*m_root)) {
        beginResetModel();
        m_root = std::move(fresh);
        endResetModel();
        return;
    }
    // Same shape: the nodes stay, so that indexes, selection and an open editor do.
    const auto update = [this](const auto& self, Node& now, const Node& then) -> void {
        for (std::size_t i = 0; i < now.children.size(); ++i) {
            Node& child = *now.children[i];
            if (child.value == then.children[i]->value)
                continue;
            child.value = then.children[i]->value;
            emit dataChanged(createIndex(child.row, 0, &child),
                             createIndex(child.row, ColumnCount - 1, &child));
            self(self, child, *then.children[i]);
        }
    };
    update(update, *m_root, *fresh);
}

const PropertyModel::Node* PropertyModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<const Node*>(index.constInternalPointer()) : m_root.get();
}

plist::Path PropertyModel::pathOf(const QModelIndex& index) const { return nodeOf(index)->path; }

const plist::Value* PropertyModel::valueOf(const QModelIndex& index) const
{
    return index.isValid() ? &nodeOf(index)->value : nullptr;
}

QModelIndex PropertyModel::indexOf(const plist::Path& path) const
{
    const Node* best = m_root.get();
    for (bool isDeeper = true; isDeeper;) {
        isDeeper = false;
        for (const auto& child : best->children) {
            if (path.startsWith(child->path)) {
                best = child.get();
                isDeeper = true;
                break;
            }
        }
    }
    return best == m_root.get() ? QModelIndex() : createIndex(best->row, 0, best);
}

plist::Path PropertyModel::containerFor(const QModelIndex& index) const
{
    if (!index.isValid())
        return m_scopes.empty() ? plist::Path() : m_scopes.front().path;
    const Node* node = nodeOf(index);
    const bool isContainer =
        node->value.type() == plist::Type::Dict || node->value.type() == plist::Type::Array;
    return isContainer ? node->path : node->path.parent();
}

bool PropertyModel::isSecret(const QModelIndex& index) const
{
    return profile::isSecret(m_document.profile(), nodeOf(index)->path, m_store);
}

void PropertyModel::setSecretsShown(bool areShown)
{
    m_areSecretsShown = areShown;
    if (rowCount() > 0)
        emit dataChanged(index(0, ValueColumn), index(rowCount() - 1, ValueColumn));
}

bool PropertyModel::apply(const QString& text,
                          const std::vector<plist::Edit>& edits,
                          const plist::Path& merge)
{
    const int key = merge.isRoot() ? 0 : int(qHash(merge.toString()) & 0x7fffffffU) | 1;
    const auto done = m_document.apply(text, edits, key);
    if (!done)
        emit refused(done.error().message);
    return done.has_value();
}

bool PropertyModel::add(const plist::Path& container, const QString& key, const plist::Value& value)
{
    const plist::Value* holder = m_document.root().at(container);
    if (const auto* array = holder ? holder->as<plist::Array>() : nullptr)
        return apply(tr("Add item"), {plist::Edit::set(container / array->size(), value)});
    const auto* dict = holder ? holder->as<plist::Dict>() : nullptr;
    if (key.isEmpty() || (dict && dict->contains(key))) {
        emit refused(key.isEmpty() ? tr("A key needs a name") : tr("There is a key “%1” already").arg(key));
        return false;
    }
    return apply(tr("Add %1").arg(key), {plist::Edit::set(container / plist::Path::Step(key), value)});
}

bool PropertyModel::remove(const QModelIndex& index)
{
    if (!isCurrent(index))
        return false;
    const Node* node = nodeOf(index);
    const QString text = node->isKey ? tr("Remove %1").arg(node->path.lastKey()) : tr("Remove item");
    return apply(text, {plist::Edit::remove(node->path)});
}

bool PropertyModel::move(const QModelIndex& index, int by)
{
    if (!isCurrent(index))
        return false;
    const plist::Path path = nodeOf(index)->path;
    const plist::Value* holder = m_document.root().at(path.parent());
    if (const auto* array = holder ? holder->as<plist::Array>() : nullptr) {
        const auto target = std::ptrdiff_t(std::get<std::size_t>(path.last())) + by;
        if (target < 0 || target >= std::ptrdiff_t(array->size()))
            return false;
        return apply(tr("Move item"), {plist::Edit::move(path, std::size_t(target))});
    }
    const auto* dict = holder ? holder->as<plist::Dict>() : nullptr;
    for (std::size_t i = 0; dict && i < dict->size(); ++i) {
        if (dict->entry(i).first != path.lastKey())
            continue;
        const auto target = std::ptrdiff_t(i) + by;
        if (target < 0 || target >= std::ptrdiff_t(dict->size()))
            return false;
        const plist::Value value = dict->entry(i).second;
        return apply(tr("Move %1").arg(path.lastKey()),
                     {plist::Edit::remove(path), plist::Edit::insert(path, value, std::size_t(target))});
    }
    return false;
}

bool PropertyModel::setType(const QModelIndex& index, plist::Type type)
{
    const Node* node = nodeOf(index);
    if (!isCurrent(index) || node->value.type() == type)
        return false;
    return apply(tr("Change type of %1").arg(data(index.siblingAtColumn(KeyColumn)).toString()),
                 {plist::Edit::set(node->path, castTo(node->value, type))});
}

bool PropertyModel::setValue(const QModelIndex& index, const plist::Value& value)
{
    const Node* node = nodeOf(index);
    if (!isCurrent(index) || node->value == value)
        return false;
    return apply(tr("Change %1").arg(data(index.siblingAtColumn(KeyColumn)).toString()),
                 {plist::Edit::set(node->path, value)}, node->path);
}

QModelIndex PropertyModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    if (row < 0 || row >= int(node->children.size()) || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, node->children[std::size_t(row)].get());
}

QModelIndex PropertyModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const Node* node = nodeOf(child)->parent;
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

int PropertyModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int PropertyModel::columnCount(const QModelIndex& parent) const
{
    Q_UNUSED(parent)
    return ColumnCount;
}

bool PropertyModel::isCurrent(const QModelIndex& index) const
{
    if (!index.isValid())
        return false;
    const Node* node = nodeOf(index);
    const plist::Value* value = m_document.root().at(node->path);
    return value && *value == node->value;
}

QString PropertyModel::shownValue(const Node& node) const
{
    if (node.value.type() == plist::Type::Data)
        return tr("%1 bytes: %2")
            .arg(node.value.as<QByteArray>()->size())
            .arg(textOf(node.value).left(maxShown));
    if (node.value.type() == plist::Type::String) {
        const QString name =
            referenceName(m_document.profile(), m_store, node.path, *node.value.as<QString>());
        if (!name.isEmpty())
            return name;
    }
    return textOf(node.value).left(maxShown);
}

QVariant PropertyModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole))
        return {};
    const Node* node = nodeOf(index);
    switch (index.column()) {
    case KeyColumn:
        if (node->isKey)
            return node->path.lastKey();
        return role == Qt::EditRole ? QVariant() : tr("Item %1").arg(node->row + 1);
    case TypeColumn:
        if (role == Qt::EditRole)
            return int(node->value.type());
        return node->value.type() == plist::Type::Raw
                   ? tr("%1 (placeholder)").arg(typeTitle(node->value.elementType()))
                   : typeTitle(node->value.type());
    case ValueColumn:
        if (role == Qt::EditRole)
            return node->value.type() == plist::Type::Bool ? QVariant(*node->value.as<bool>())
                                                           : QVariant(textOf(node->value));
        if (!m_areSecretsShown && isSecret(index))
            return role == Qt::ToolTipRole ? QVariant() : QVariant(profile::masked());
        return shownValue(*node);
    default: return {};
    }
}

bool PropertyModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!isCurrent(index) || role != Qt::EditRole)
        return false;
    const Node* node = nodeOf(index);
    if (index.column() == TypeColumn)
        return setType(index, plist::Type(value.toInt()));
    if (index.column() == KeyColumn) {
        const QString key = value.toString();
        if (key == node->path.lastKey())
            return false;
        if (key.isEmpty() || m_document.root().at(rebased(node->path, key))) {
            emit refused(key.isEmpty() ? tr("A key needs a name")
                                       : tr("There is a key “%1” already").arg(key));
            return false;
        }
        return apply(tr("Rename %1").arg(node->path.lastKey()), {plist::Edit::rename(node->path, key)});
    }
    if (value.typeId() == QMetaType::Bool)
        return setValue(index, plist::Value(value.toBool()));
    const auto written = elementOf(value.toString(), node->value.elementType());
    if (!written) {
        emit refused(tr("This is not %1").arg(typeWithArticle(node->value.elementType())));
        return false;
    }
    return setValue(index, *written);
}

QVariant PropertyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KeyColumn: return tr("Key");
    case TypeColumn: return tr("Type");
    case ValueColumn: return tr("Value");
    default: return {};
    }
}

Qt::ItemFlags PropertyModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Node* node = nodeOf(index);
    const plist::Type type = node->value.type();
    const bool isContainer =
        type == plist::Type::Dict || type == plist::Type::Array || type == plist::Type::Uid;
    const bool isEditable = index.column() == KeyColumn     ? node->isKey
                            : index.column() == ValueColumn ? !isContainer
                                                            : true;
    const Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    return isEditable ? flags | Qt::ItemIsEditable : flags;
}

}  // namespace ui
