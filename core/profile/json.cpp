// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json.h"

#include "core/plist/clipped.h"
#include "core/plist/document.h"
#include "core/profile/json_reader.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <optional>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

QString message(const char* text) { return QCoreApplication::translate("profile", text); }

base::Error invalid(const QString& message) { return {base::Error::Code::InvalidInput, message}; }

std::optional<QByteArray> fromBase64(const QString& text)
{
    QByteArray bytes = text.toLatin1();
    bytes.removeIf([](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    if (bytes.size() % 4 != 0)  // Qt would take text that lost its end
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

/// A date without a zone is in UTC, as all dates of a property list are.
std::optional<QDateTime> fromIsoDate(const QString& text)
{
    QDateTime date = QDateTime::fromString(text.trimmed(), Qt::ISODate);
    if (!date.isValid())
        return std::nullopt;
    if (date.timeSpec() == Qt::LocalTime)
        date.setTimeSpec(Qt::UTC);
    return date.toUTC();
}

std::optional<plist::Type> typeNamed(const QString& name)
{
    for (const plist::Type type :
         {plist::Type::Integer, plist::Type::Real, plist::Type::Date, plist::Type::Data}) {
        if (plist::typeName(type) == name)
            return type;
    }
    return std::nullopt;
}

base::Result<plist::Value> dataValue(const QString& text)
{
    const auto bytes = fromBase64(text);
    if (!bytes)
        return invalid(message(QT_TRANSLATE_NOOP("profile", "This is not base64")));
    return plist::Value(*bytes);
}

base::Result<plist::Value> dateValue(const QString& text)
{
    const auto date = fromIsoDate(text);
    if (!date)
        return invalid(
            message(QT_TRANSLATE_NOOP("profile", "“%1” is not a date such as 2027-01-31T12:00:00Z"))
                .arg(plist::clipped(text)));
    return plist::Value(*date);
}

base::Result<plist::Value> realValue(const QString& text)
{
    bool ok = false;
    const double number = text.trimmed().toDouble(&ok);
    if (!ok)
        return invalid(
            message(QT_TRANSLATE_NOOP("profile", "“%1” is not a number")).arg(plist::clipped(text)));
    return plist::Value(number);
}

/// A Raw where only an unsigned integer of 64 bits holds it, as a property list's reader makes it one.
base::Result<plist::Value> integerValue(const QString& text)
{
    const QString trimmed = text.trimmed();
    const int base = trimmed.startsWith("0x"_L1, Qt::CaseInsensitive) ? 16 : 10;
    bool ok = false;
    if (const qlonglong number = trimmed.toLongLong(&ok, base); ok)
        return plist::Value(std::int64_t{number});
    if (const qulonglong number = trimmed.toULongLong(&ok, base); ok)
        return plist::Value(plist::Raw{plist::Type::Integer, QString::number(number)});
    return invalid(
        message(QT_TRANSLATE_NOOP("profile", "“%1” is not an integer of 64 bits")).arg(plist::clipped(text)));
}

base::Result<plist::Value> boolValue(const QString& text)
{
    const QString word = text.trimmed().toLower();
    if (word == "true"_L1 || word == "yes"_L1 || word == "1"_L1)
        return plist::Value(true);
    if (word == "false"_L1 || word == "no"_L1 || word == "0"_L1)
        return plist::Value(false);
    return invalid(
        message(QT_TRANSLATE_NOOP("profile", "“%1” is neither true nor false")).arg(plist::clipped(text)));
}

base::Result<plist::Value> rawValue(const plist::Dict& json)
{
    const auto* name = json.get<QString>(u"type");
    const auto* text = json.get<QString>(u"text");
    const auto type = name ? typeNamed(*name) : std::nullopt;
    if (!type || !text) {
        return invalid(message(
            QT_TRANSLATE_NOOP("profile", "A raw value has a type (integer, real, date or data) and a text")));
    }
    return plist::Value(plist::Raw{*type, *text});
}

base::Result<plist::Value> dictValue(const plist::Dict& json)
{
    plist::Dict dict;
    for (const auto& [key, entry] : json) {
        auto value = valueInJson(entry);
        if (!value)
            return base::Error(value.error()).in(key);
        dict.append(key, *std::move(value));
    }
    return plist::Value(std::move(dict));
}

base::Result<plist::Value> arrayValue(const plist::Array& json)
{
    plist::Array items;
    items.reserve(json.size());
    for (const plist::Value& item : json) {
        auto value = valueInJson(item);
        if (!value)
            return base::Error(value.error()).in(u'[' + QString::number(items.size()) + u']');
        items.push_back(*std::move(value));
    }
    return plist::Value(std::move(items));
}

/// A number that JSON has, as a real.
std::optional<double> numberOf(const plist::Value& json)
{
    if (const auto* integer = json.as<std::int64_t>())
        return static_cast<double>(*integer);
    if (const auto* raw = json.as<plist::Raw>())
        return raw->text.toDouble();
    const auto* real = json.as<double>();
    return real ? std::optional(*real) : std::nullopt;
}

std::optional<plist::Value> uidValue(const plist::Value& json)
{
    if (const auto* integer = json.as<std::int64_t>(); integer && *integer >= 0)
        return plist::Value(plist::Uid{static_cast<std::uint64_t>(*integer)});
    if (const auto* raw = json.as<plist::Raw>())
        return plist::Value(plist::Uid{raw->text.toULongLong()});
    return std::nullopt;
}

/// The value a one-key object such as `{"data":…}` stands for; nothing where it is a plain dictionary.
std::optional<base::Result<plist::Value>> wrapped(const plist::Dict& json)
{
    if (json.size() != 1)
        return std::nullopt;
    const auto& [name, inner] = json.entry(0);
    const auto* text = inner.as<QString>();
    const auto* dict = inner.as<plist::Dict>();
    if (name == "data"_L1 && text)
        return dataValue(*text);
    if (name == "date"_L1 && text)
        return dateValue(*text);
    if (name == "real"_L1 && text)
        return realValue(*text);
    if (const auto number = numberOf(inner); name == "real"_L1 && number)
        return plist::Value(*number);
    if (auto uid = uidValue(inner); name == "uid"_L1 && uid)
        return *uid;
    if (name == "raw"_L1 && dict)
        return rawValue(*dict);
    if (name == "dict"_L1 && dict)
        return dictValue(*dict);
    return std::nullopt;
}

bool isOnlyTokens(QString text)
{
    const std::vector<QString> tokens = plist::tokens(text);
    for (const QString& token : tokens)
        text.remove(token);
    return !tokens.empty() && text.trimmed().isEmpty();
}

}  // namespace

base::Result<plist::Value> valueFromJson(QStringView text)
{
    const auto json = readJson(text);
    return json ? valueInJson(*json) : json;
}

base::Result<plist::Value> valueInJson(const plist::Value& json)
{
    if (const auto* items = json.as<plist::Array>())
        return arrayValue(*items);
    const auto* dict = json.as<plist::Dict>();
    if (!dict)
        return json;
    if (auto value = wrapped(*dict))
        return *value;
    return dictValue(*dict);
}

bool meansAnother(const plist::Dict& dict)
{
    constexpr std::array names = {"data"_L1, "date"_L1, "real"_L1, "uid"_L1, "raw"_L1, "dict"_L1};
    return dict.size() == 1 && std::find(names.begin(), names.end(), dict.entry(0).first) != names.end();
}

base::Result<plist::Value> valueFromText(const QString& text, plist::Type type)
{
    const bool mayBeRaw = type == plist::Type::Integer || type == plist::Type::Real
                          || type == plist::Type::Date || type == plist::Type::Data;
    if (mayBeRaw && isOnlyTokens(text))
        return plist::Value(plist::Raw{type, text});

    switch (type) {
    case plist::Type::String: return plist::Value(text);
    case plist::Type::Bool: return boolValue(text);
    case plist::Type::Integer: return integerValue(text);
    case plist::Type::Real: return realValue(text);
    case plist::Type::Data: return dataValue(text);
    case plist::Type::Date: return dateValue(text);
    case plist::Type::Array:
    case plist::Type::Dict: {
        auto value = valueFromJson(text);
        if (value && value->type() != type) {
            return invalid(
                type == plist::Type::Array
                    ? message(QT_TRANSLATE_NOOP("profile", "Here belongs an array, in JSON: [\"…\"]"))
                    : message(
                        QT_TRANSLATE_NOOP("profile", "Here belongs a dictionary, in JSON: {\"…\": …}")));
        }
        return value;
    }
    case plist::Type::Uid:
    case plist::Type::Raw: break;
    }
    return base::Error{base::Error::Code::Unsupported,
                       message(QT_TRANSLATE_NOOP("profile", "A value of this type cannot be typed in"))};
}

}  // namespace profile
