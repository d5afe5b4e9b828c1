// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json.h"

#include "core/plist/document.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <array>
#include <cmath>
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
                .arg(text));
    return plist::Value(*date);
}

base::Result<plist::Value> realValue(const QString& text)
{
    bool ok = false;
    const double number = text.trimmed().toDouble(&ok);
    if (!ok)
        return invalid(message(QT_TRANSLATE_NOOP("profile", "“%1” is not a number")).arg(text));
    return plist::Value(number);
}

base::Result<plist::Value> integerValue(const QString& text)
{
    bool ok = false;
    const QString trimmed = text.trimmed();
    const qlonglong number = trimmed.startsWith("0x"_L1, Qt::CaseInsensitive) ? trimmed.toLongLong(&ok, 16)
                                                                              : trimmed.toLongLong(&ok, 10);
    if (!ok)
        return invalid(message(QT_TRANSLATE_NOOP("profile", "“%1” is not an integer")).arg(text));
    return plist::Value(std::int64_t{number});
}

base::Result<plist::Value> boolValue(const QString& text)
{
    const QString word = text.trimmed().toLower();
    if (word == "true"_L1 || word == "yes"_L1 || word == "1"_L1)
        return plist::Value(true);
    if (word == "false"_L1 || word == "no"_L1 || word == "0"_L1)
        return plist::Value(false);
    return invalid(message(QT_TRANSLATE_NOOP("profile", "“%1” is neither true nor false")).arg(text));
}

base::Result<plist::Value> rawValue(const QJsonObject& json)
{
    const auto type = typeNamed(json["type"_L1].toString());
    if (!type || !json["text"_L1].isString()) {
        return invalid(message(
            QT_TRANSLATE_NOOP("profile", "A raw value has a type (integer, real, date or data) and a text")));
    }
    return plist::Value(plist::Raw{*type, json["text"_L1].toString()});
}

base::Result<plist::Value> dictValue(const QJsonObject& json)
{
    plist::Dict dict;
    for (auto it = json.begin(); it != json.end(); ++it) {
        auto value = valueFromJson(it.value());
        if (!value)
            return base::Error(value.error()).in(it.key());
        dict.append(it.key(), *std::move(value));
    }
    return plist::Value(std::move(dict));
}

/// The value a one-key object such as `{"data":…}` stands for; nothing where it is a plain dictionary.
std::optional<base::Result<plist::Value>> wrapped(const QJsonObject& json)
{
    if (json.size() != 1)
        return std::nullopt;
    const QString name = json.begin().key();
    const QJsonValue inner = json.begin().value();
    if (name == "data"_L1 && inner.isString())
        return dataValue(inner.toString());
    if (name == "date"_L1 && inner.isString())
        return dateValue(inner.toString());
    if (name == "real"_L1 && inner.isString())
        return realValue(inner.toString());
    if (name == "real"_L1 && inner.isDouble())
        return plist::Value(inner.toDouble());
    if (name == "uid"_L1 && inner.isDouble() && inner.toInteger(-1) >= 0)
        return plist::Value(plist::Uid{static_cast<std::uint64_t>(inner.toInteger())});
    if (name == "raw"_L1 && inner.isObject())
        return rawValue(inner.toObject());
    if (name == "dict"_L1 && inner.isObject())
        return dictValue(inner.toObject());
    return std::nullopt;
}

QJsonObject dictToJson(const plist::Dict& dict)
{
    QJsonObject object;
    for (const auto& [key, value] : dict)
        object.insert(key, valueToJson(value));
    if (wrapped(object))
        return {{u"dict"_s, object}};
    return object;
}

QJsonValue realToJson(double number)
{
    if (std::isfinite(number))
        return number;
    return QJsonObject{{u"real"_s, QString::number(number)}};
}

bool isOnlyTokens(QString text)
{
    const std::vector<QString> tokens = plist::tokens(text);
    for (const QString& token : tokens)
        text.remove(token);
    return !tokens.empty() && text.trimmed().isEmpty();
}

}  // namespace

base::Result<plist::Value> valueFromJson(const QJsonValue& json)
{
    switch (json.type()) {
    case QJsonValue::Bool: return plist::Value(json.toBool());
    case QJsonValue::String: return plist::Value(json.toString());
    case QJsonValue::Double:
        // Qt keeps a number that was written as an integer in 64 bits.
        if (json.toVariant().typeId() == QMetaType::LongLong)
            return plist::Value(std::int64_t{json.toInteger()});
        return plist::Value(json.toDouble());
    case QJsonValue::Object:
        if (auto value = wrapped(json.toObject()))
            return *value;
        return dictValue(json.toObject());
    case QJsonValue::Array: {
        plist::Array items;
        for (const QJsonValue item : json.toArray()) {
            auto value = valueFromJson(item);
            if (!value)
                return base::Error(value.error()).in(u'[' + QString::number(items.size()) + u']');
            items.push_back(*std::move(value));
        }
        return plist::Value(std::move(items));
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined: break;
    }
    return invalid(message(QT_TRANSLATE_NOOP("profile", "A property list has no null")));
}

base::Result<plist::Value> valueFromJsonText(const QString& text)
{
    QJsonParseError error;
    const QJsonArray items = QJsonDocument::fromJson((u'[' + text + u']').toUtf8(), &error).array();
    if (error.error == QJsonParseError::NoError && items.size() == 1)
        return valueFromJson(items.first());
    base::Error wrong = invalid(message(QT_TRANSLATE_NOOP("profile", "This is not JSON")));
    if (error.error != QJsonParseError::NoError)
        wrong.detail = error.errorString();
    return wrong;
}

QJsonValue valueToJson(const plist::Value& value)
{
    switch (value.type()) {
    case plist::Type::Bool: return *value.as<bool>();
    case plist::Type::Integer: return qint64{*value.as<std::int64_t>()};
    case plist::Type::Real: return realToJson(*value.as<double>());
    case plist::Type::String: return *value.as<QString>();
    case plist::Type::Data:
        return QJsonObject{{u"data"_s, QString::fromLatin1(value.as<QByteArray>()->toBase64())}};
    case plist::Type::Date:
        return QJsonObject{{u"date"_s, value.as<QDateTime>()->toUTC().toString(Qt::ISODate)}};
    case plist::Type::Array: {
        QJsonArray items;
        for (const plist::Value& item : *value.as<plist::Array>())
            items.append(valueToJson(item));
        return items;
    }
    case plist::Type::Dict: return dictToJson(*value.as<plist::Dict>());
    case plist::Type::Uid: return QJsonObject{{u"uid"_s, static_cast<qint64>(value.as<plist::Uid>()->value)}};
    case plist::Type::Raw: {
        const auto* raw = value.as<plist::Raw>();
        return QJsonObject{
            {u"raw"_s, QJsonObject{{u"type"_s, plist::typeName(raw->type)}, {u"text"_s, raw->text}}}};
    }
    }
    Q_UNREACHABLE();
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
        auto value = valueFromJsonText(text);
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
