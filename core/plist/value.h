// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QExplicitlySharedDataPointer>
#include <QSharedData>
#include <QString>
#include <QStringView>

#include <cstdint>
#include <initializer_list>
#include <utility>
#include <variant>
#include <vector>

namespace plist {

class Path;
class Value;

using Array = std::vector<Value>;

/// The types of a property list, in the order of Value's alternatives.
enum class Type { Bool, Integer, Real, String, Data, Date, Array, Dict, Uid, Raw };

/// What is kept as the text it was written in because it is not a value of its
/// element's type: a template token in an `<integer>`, an integer beyond 64 bits,
/// a bad date, data that is not Base64.
struct Raw
{
    Type type = Type::String;  ///< of the element: Integer, Real, Date or Data
    QString text;              ///< unescaped, as written, blanks included
    bool operator==(const Raw&) const = default;
};

/// A keyed archiver's reference; only binary property lists have it.
struct Uid
{
    std::uint64_t value = 0;
    bool operator==(const Uid&) const = default;
};

/// A dictionary that remembers the order in which its keys came.
///
/// Order carries no meaning in a property list, so two dictionaries with the
/// same entries are equal; but keeping it lets a file we did not change leave
/// as it arrived, and keeps the diff of a one-key edit one line long.
class Dict
{
public:
    using Entry = std::pair<QString, Value>;

    Dict();
    Dict(std::initializer_list<Entry> entries);
    /// Takes over `entries`, no two of which have the same key.
    [[nodiscard]] static Dict fromEntries(std::vector<Entry> entries);

    [[nodiscard]] const Value* find(QStringView key) const;
    /// The content of `key` if it is there and has that type, else null.
    template <class T>
    [[nodiscard]] const T* get(QStringView key) const;
    [[nodiscard]] bool contains(QStringView key) const { return find(key) != nullptr; }

    void set(const QString& key, Value value);  ///< replaces in place, else appends
    void insert(std::size_t position, const QString& key, Value value);
    /// Appends without looking for `key`: for readers that have looked already.
    void append(QString key, Value value);
    bool remove(QStringView key);

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] const Entry& entry(std::size_t position) const;
    [[nodiscard]] auto begin() const { return m_entries.begin(); }
    [[nodiscard]] auto end() const { return m_entries.end(); }

    friend bool operator==(const Dict& a, const Dict& b);

private:
    std::vector<Entry> m_entries;
};

/// One property-list value: cheap to copy, compared by content, never null.
///
/// Containers are implicitly shared and never changed in place, so a copy handed
/// to a worker thread cannot change under it.
class Value
{
public:
    Value();  ///< an empty dictionary
    Value(bool value);
    Value(int value);
    Value(std::int64_t value);
    Value(double value);
    Value(const QString& value);
    Value(const char*) = delete;      // would otherwise silently become a bool
    Value(const char16_t*) = delete;  // likewise
    Value(const QByteArray& value);
    Value(const QDateTime& value);
    Value(Array value);
    Value(Dict value);
    Value(Uid value);
    Value(Raw value);

    [[nodiscard]] Type type() const { return static_cast<Type>(m_data.index()); }
    /// type(), but for Raw the type of the element it stands in.
    [[nodiscard]] Type elementType() const;

    /// The content if it has that type, else null: no conversions, no defaults.
    template <class T>
    [[nodiscard]] const T* as() const;

    /// The value at `path`, or null.
    [[nodiscard]] const Value* at(const Path& path) const;

    /// A copy of this value in which `path` holds `value`; missing dictionaries on the way are made,
    /// an index one past the end appends.
    [[nodiscard]] Value with(const Path& path, Value value) const;

    /// A copy of this value without what was at `path`.
    [[nodiscard]] Value without(const Path& path) const;

    friend bool operator==(const Value& a, const Value& b);

private:
    template <class T>
    struct Shared : QSharedData
    {
        explicit Shared(T value) : content(std::move(value)) {}
        T content;
    };
    template <class T>
    using Ptr = QExplicitlySharedDataPointer<const Shared<T>>;

    // The order is that of Type.
    std::variant<bool, std::int64_t, double, QString, QByteArray, QDateTime, Ptr<Array>, Ptr<Dict>, Uid, Raw>
        m_data;
};

template <class T>
const T* Value::as() const
{
    if constexpr (std::is_same_v<T, Array> || std::is_same_v<T, Dict>) {
        const auto* shared = std::get_if<Ptr<T>>(&m_data);
        return shared ? &(*shared)->content : nullptr;
    } else {
        return std::get_if<T>(&m_data);
    }
}

template <class T>
const T* Dict::get(QStringView key) const
{
    const Value* value = find(key);
    return value ? value->as<T>() : nullptr;
}

/// The element's name in XML: "integer", "dict"; a bool is "boolean", a Uid "uid".
[[nodiscard]] QString typeName(Type type);

}  // namespace plist
