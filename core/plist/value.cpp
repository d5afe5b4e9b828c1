// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/value.h"

#include "core/plist/path.h"

#include <QtGlobal>

#include <algorithm>

namespace plist {

Dict::Dict() = default;
Dict::Dict(std::initializer_list<Entry> entries)
{
    for (const Entry& entry : entries)
        set(entry.first, entry.second);
}

Dict Dict::fromEntries(std::vector<Entry> entries)
{
    Dict dict;
    dict.m_entries = std::move(entries);
    return dict;
}

const Value* Dict::find(QStringView key) const
{
    const auto it = std::find_if(begin(), end(), [&](const Entry& entry) { return entry.first == key; });
    return it == end() ? nullptr : &it->second;
}

void Dict::set(const QString& key, Value value)
{
    const auto it =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.first == key; });
    if (it == m_entries.end())
        m_entries.emplace_back(key, std::move(value));
    else
        it->second = std::move(value);
}

void Dict::insert(std::size_t position, const QString& key, Value value)
{
    Q_ASSERT(position <= m_entries.size() && !find(key));
    m_entries.emplace(m_entries.begin() + static_cast<std::ptrdiff_t>(position), key, std::move(value));
}

void Dict::append(QString key, Value value) { m_entries.emplace_back(std::move(key), std::move(value)); }

bool Dict::remove(QStringView key)
{
    return std::erase_if(m_entries, [&](const Entry& entry) { return entry.first == key; }) > 0;
}

std::size_t Dict::size() const { return m_entries.size(); }

bool Dict::isEmpty() const { return m_entries.empty(); }

const Dict::Entry& Dict::entry(std::size_t position) const { return m_entries[position]; }

bool operator==(const Dict& a, const Dict& b)
{
    // Two dictionaries that are equal mostly have the same order too, so look there first.
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto& [key, value] = a.m_entries[i];
        const auto& same = b.m_entries[i];
        const Value* other = same.first == key ? &same.second : b.find(key);
        if (!other || !(*other == value))
            return false;
    }
    return true;
}

Value::Value() : Value(Dict{}) {}
Value::Value(bool value) : m_data(value) {}
Value::Value(int value) : m_data(std::int64_t{value}) {}
Value::Value(std::int64_t value) : m_data(value) {}
Value::Value(double value) : m_data(value) {}
Value::Value(const QString& value) : m_data(value) {}
Value::Value(const QByteArray& value) : m_data(value) {}
Value::Value(const QDateTime& value) : m_data(value) {}
Value::Value(Array value) : m_data(Ptr<Array>(new Shared<Array>(std::move(value)))) {}
Value::Value(Dict value) : m_data(Ptr<Dict>(new Shared<Dict>(std::move(value)))) {}
Value::Value(Uid value) : m_data(value) {}
Value::Value(Raw value) : m_data(std::move(value)) {}

Type Value::elementType() const
{
    const Raw* raw = as<Raw>();
    return raw ? raw->type : type();
}

const Value* Value::at(const Path& path) const
{
    const Value* value = this;
    for (const Path::Step& step : path) {
        if (const QString* key = std::get_if<QString>(&step)) {
            const Dict* dict = value->as<Dict>();
            value = dict ? dict->find(*key) : nullptr;
        } else {
            const Array* array = value->as<Array>();
            const std::size_t index = std::get<std::size_t>(step);
            value = array && index < array->size() ? &(*array)[index] : nullptr;
        }
        if (!value)
            return nullptr;
    }
    return value;
}

Value Value::with(const Path& path, Value value) const
{
    if (path.isRoot())
        return value;
    const Path::Step& step = path.first();
    const Path rest = path.withoutFirst();
    if (const QString* key = std::get_if<QString>(&step)) {
        Dict dict = as<Dict>() ? *as<Dict>() : Dict{};
        const Value* old = dict.find(*key);
        dict.set(*key, (old ? *old : Value()).with(rest, std::move(value)));
        return dict;
    }
    Array array = as<Array>() ? *as<Array>() : Array{};
    const std::size_t index = std::get<std::size_t>(step);
    if (index < array.size())
        array[index] = array[index].with(rest, std::move(value));
    else if (index == array.size())
        array.push_back(Value().with(rest, std::move(value)));
    return array;
}

Value Value::without(const Path& path) const
{
    if (path.isRoot() || !at(path))
        return *this;
    const Path::Step& step = path.first();
    const Path rest = path.withoutFirst();
    if (const QString* key = std::get_if<QString>(&step)) {
        Dict dict = *as<Dict>();
        if (rest.isRoot())
            dict.remove(*key);
        else
            dict.set(*key, dict.find(*key)->without(rest));
        return dict;
    }
    Array array = *as<Array>();
    const auto it = array.begin() + static_cast<std::ptrdiff_t>(std::get<std::size_t>(step));
    if (rest.isRoot())
        array.erase(it);
    else
        *it = it->without(rest);
    return array;
}

bool operator==(const Value& a, const Value& b)
{
    if (a.m_data.index() != b.m_data.index())
        return false;
    switch (a.type()) {
    case Type::Array: {
        const Array& x = *a.as<Array>();
        const Array& y = *b.as<Array>();
        return &x == &y || x == y;
    }
    case Type::Dict: {
        const Dict& x = *a.as<Dict>();
        const Dict& y = *b.as<Dict>();
        return &x == &y || x == y;
    }
    default: return a.m_data == b.m_data;
    }
}

QString typeName(Type type)
{
    switch (type) {
    case Type::Bool: return QStringLiteral("boolean");
    case Type::Integer: return QStringLiteral("integer");
    case Type::Real: return QStringLiteral("real");
    case Type::String: return QStringLiteral("string");
    case Type::Data: return QStringLiteral("data");
    case Type::Date: return QStringLiteral("date");
    case Type::Array: return QStringLiteral("array");
    case Type::Dict: return QStringLiteral("dict");
    case Type::Uid: return QStringLiteral("uid");
    case Type::Raw: return QStringLiteral("raw");
    }
    Q_UNREACHABLE();
}

}  // namespace plist
