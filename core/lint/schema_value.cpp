// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/schema_value.h"

#include "core/lint/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lint {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The word the definitions use.
QStringView wordOf(plist::Type type)
{
    switch (type) {
    case plist::Type::Bool: return u"boolean";
    case plist::Type::Integer: return u"integer";
    case plist::Type::Real: return u"real";
    case plist::Type::String: return u"string";
    case plist::Type::Data: return u"data";
    case plist::Type::Date: return u"date";
    case plist::Type::Array: return u"array";
    case plist::Type::Dict: return u"dictionary";
    case plist::Type::Uid: return u"uid";
    case plist::Type::Raw: return u"raw";
    }
    Q_UNREACHABLE();
}

bool takes(const schema::Key& key, QStringView type) { return key.types.contains(type); }

std::optional<double> numberOf(const plist::Value& value)
{
    if (const auto* integer = value.as<std::int64_t>())
        return static_cast<double>(*integer);
    if (const auto* real = value.as<double>())
        return *real;
    return std::nullopt;
}

bool isSame(const plist::Value& a, const plist::Value& b)
{
    const auto number = numberOf(a);
    const auto other = numberOf(b);
    return number && other ? *number >= *other && *number <= *other : a == b;
}

/// Whether the whole of `value` is an integer that a double holds exactly.
bool isWhole(double value)
{
    constexpr double exact = 9007199254740992.0;  // 2^53
    return std::abs(value) <= exact && std::floor(value) >= value;
}

std::optional<plist::Value> toBoolean(const plist::Value& value)
{
    if (const auto* number = value.as<std::int64_t>())
        return *number == 0 || *number == 1 ? std::optional(plist::Value(*number == 1)) : std::nullopt;
    const auto* text = value.as<QString>();
    if (!text)
        return std::nullopt;
    const QString word = text->trimmed().toLower();
    if (word == u"true" || word == u"yes" || word == u"1")
        return plist::Value(true);
    if (word == u"false" || word == u"no" || word == u"0")
        return plist::Value(false);
    return std::nullopt;
}

std::optional<plist::Value> toInteger(const plist::Value& value)
{
    if (const auto* real = value.as<double>())
        return isWhole(*real) ? std::optional(plist::Value(static_cast<std::int64_t>(*real))) : std::nullopt;
    const auto* text = value.as<QString>();
    bool isNumber = false;
    const qlonglong number = text ? text->trimmed().toLongLong(&isNumber) : 0;
    return isNumber ? std::optional(plist::Value(std::int64_t{number})) : std::nullopt;
}

std::optional<plist::Value> toReal(const plist::Value& value)
{
    if (const auto* number = value.as<std::int64_t>())
        return plist::Value(static_cast<double>(*number));
    const auto* text = value.as<QString>();
    bool isNumber = false;
    const double number = text ? text->trimmed().toDouble(&isNumber) : 0;
    return isNumber && std::isfinite(number) ? std::optional(plist::Value(number)) : std::nullopt;
}

/// A number as text; a boolean as the one of two words that means it.
std::optional<plist::Value> toText(const schema::Key& key, const plist::Value& value)
{
    if (const auto* number = value.as<std::int64_t>())
        return plist::Value(QString::number(*number));
    const auto* flag = value.as<bool>();
    if (!flag || key.allowed.empty())
        return std::nullopt;
    const std::array<QStringView, 3> words = *flag ? std::array<QStringView, 3>{u"on", u"yes", u"true"}
                                                   : std::array<QStringView, 3>{u"off", u"no", u"false"};
    for (const plist::Value& allowed : key.allowed) {
        const auto* text = allowed.as<QString>();
        if (text && std::find(words.begin(), words.end(), text->toLower()) != words.end())
            return allowed;
    }
    return std::nullopt;
}

/// Base64, where the text is too long to be a word that only happens to look like it.
std::optional<plist::Value> toData(const schema::Key& key, const plist::Value& value)
{
    constexpr qsizetype minLength = 32;
    const auto* text = value.as<QString>();
    if (!text || key.sensitive || text->size() < minLength)
        return std::nullopt;
    QByteArray base64 = text->toLatin1();
    base64.removeIf([](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    if (base64.size() % 4 != 0)
        return std::nullopt;
    const auto result = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(plist::Value(*result)) : std::nullopt;
}

std::optional<plist::Value> toDate(const plist::Value& value)
{
    const auto* text = value.as<QString>();
    const QDateTime date = text ? QDateTime::fromString(text->trimmed(), Qt::ISODate) : QDateTime();
    // Without a zone it would be anyone's guess.
    const bool isExact = date.isValid() && text->contains(u'T') && date.timeSpec() != Qt::LocalTime;
    return isExact ? std::optional(plist::Value(date.toUTC())) : std::nullopt;
}

std::optional<plist::Value> toArray(const schema::Key& key, const plist::Value& value)
{
    const bool isScalar = value.type() == plist::Type::String || value.type() == plist::Type::Integer;
    if (!isScalar || key.subkeys.size() != 1 || fitOf(key.subkeys.front(), value) != Fit::Right
        || !isAllowed(key.subkeys.front(), value))
        return std::nullopt;
    return plist::Value(plist::Array{value});
}

}  // namespace

Fit fitOf(const schema::Key& key, const plist::Value& value)
{
    if (key.types.isEmpty() || takes(key, wordOf(value.type())) || takes(key, u"any"))
        return Fit::Right;
    if (const auto* number = value.as<std::int64_t>()) {
        // A property list has one kind of number; which element it came in does not reach the device.
        if (takes(key, u"real"))
            return Fit::Right;
        if (takes(key, u"boolean") && (*number == 0 || *number == 1))
            return Fit::Close;
    }
    if (const auto* real = value.as<double>())
        return takes(key, u"integer") && isWhole(*real) ? Fit::Close : Fit::Wrong;
    return Fit::Wrong;
}

bool isAllowed(const schema::Key& key, const plist::Value& value)
{
    // Where an integer stands for a boolean, the list names integers only.
    if (value.type() == plist::Type::Bool)
        return true;
    if (!key.allowed.empty()
        && std::none_of(key.allowed.begin(), key.allowed.end(),
                        [&](const plist::Value& one) { return isSame(one, value); }))
        return value.type() == plist::Type::Array || value.type() == plist::Type::Dict;
    if (const auto number = numberOf(value))
        return *number >= key.minimum.value_or(*number) && *number <= key.maximum.value_or(*number);
    if (const auto* items = value.as<plist::Array>()) {
        const auto size =
            static_cast<int>(std::min<std::size_t>(items->size(), std::numeric_limits<int>::max()));
        return size >= key.minimumItems.value_or(0) && size <= key.maximumItems.value_or(size);
    }
    return true;
}

std::optional<plist::Value> converted(const schema::Key& key, const plist::Value& value)
{
    for (const QString& type : key.types) {
        std::optional<plist::Value> result;
        if (type == u"boolean")
            result = toBoolean(value);
        else if (type == u"integer")
            result = toInteger(value);
        else if (type == u"real")
            result = toReal(value);
        else if (type == u"string")
            result = toText(key, value);
        else if (type == u"data")
            result = toData(key, value);
        else if (type == u"date")
            result = toDate(value);
        else if (type == u"array")
            result = toArray(key, value);
        if (result && isAllowed(key, *result))
            return result;
    }
    return std::nullopt;
}

QString typesOf(const schema::Key& key) { return key.types.join(u", "); }

QString rangeOf(const schema::Key& key)
{
    if (!key.allowed.empty()) {
        QStringList values;
        for (const plist::Value& value : key.allowed) {
            const auto* text = value.as<QString>();
            const auto number = numberOf(value);
            values += text ? *text : number ? QString::number(*number) : shown(value);
        }
        return values.join(u", ");
    }
    const auto bounds = [](const QString& low, const QString& high) {
        if (low.isEmpty())
            return QCoreApplication::translate("lint", "at most %1").arg(high);
        if (high.isEmpty())
            return QCoreApplication::translate("lint", "at least %1").arg(low);
        return QCoreApplication::translate("lint", "%1 to %2").arg(low, high);
    };
    const auto text = [](const auto& bound) {
        return bound ? QString::number(*bound) : QString();
    };
    if (key.minimum || key.maximum)
        return bounds(text(key.minimum), text(key.maximum));
    if (key.minimumItems || key.maximumItems)
        return QCoreApplication::translate("lint", "%1 items")
            .arg(bounds(text(key.minimumItems), text(key.maximumItems)));
    return key.format;
}

}  // namespace lint
