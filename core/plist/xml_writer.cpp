// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/xml_writer.h"

#include "core/plist/document.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plist {

namespace {

constexpr qsizetype dataLineLength = 68;

QByteArray realText(double number)
{
    if (std::isnan(number))
        return "nan";
    if (std::isinf(number))
        return number < 0 ? "-infinity" : "+infinity";
    return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
}

QByteArray dateText(const QDateTime& date)
{
    const QDateTime utc = date.toUTC();
    const int year = utc.date().year();
    const QByteArray digits = QByteArray::number(std::abs(year)).rightJustified(4, '0');
    return (year < 0 ? "-" : "") + digits + utc.toString(QStringLiteral("-MM-ddTHH:mm:ss")).toLatin1() + 'Z';
}

const char* elementName(Type type)
{
    switch (type) {
    case Type::Bool: return "true";
    case Type::Integer: return "integer";
    case Type::Real: return "real";
    case Type::String: return "string";
    case Type::Data: return "data";
    case Type::Date: return "date";
    case Type::Array: return "array";
    case Type::Dict:
    case Type::Uid: return "dict";
    case Type::Raw: return "string";
    }
    Q_UNREACHABLE();
}

QByteArray nextLine(const QByteArray& indent, const Layout& layout)
{
    return layout.lines ? layout.lineEnd + indent : QByteArray();
}

void writeArray(const Array& items, const QByteArray& indent, const Layout& layout, QByteArray& out)
{
    if (items.empty()) {
        out += "<array/>";
        return;
    }
    const QByteArray inner = indent + layout.unit;
    out += "<array>";
    for (const Value& item : items) {
        out += nextLine(inner, layout);
        writeElement(item, inner, layout, out);
    }
    out += nextLine(indent, layout) + "</array>";
}

void writeDict(const Dict& dict, const QByteArray& indent, const Layout& layout, QByteArray& out)
{
    if (dict.isEmpty()) {
        out += "<dict/>";
        return;
    }
    const QByteArray inner = indent + layout.unit;
    out += "<dict>";
    for (const auto& [key, value] : dict) {
        out += nextLine(inner, layout) + "<key>" + escaped(key, layout.lineEnd) + "</key>";
        out += nextLine(inner, layout);
        writeElement(value, inner, layout, out);
    }
    out += nextLine(indent, layout) + "</dict>";
}

Dict uidDict(Uid uid)
{
    constexpr auto top = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    if (uid.value > top)
        return {{QStringLiteral("CF$UID"), Raw{Type::Integer, QString::number(uid.value)}}};
    return {{QStringLiteral("CF$UID"), Value(static_cast<std::int64_t>(uid.value))}};
}

/// Whether an element of `type` holds text, which a Raw may be.
bool isTextual(Type type)
{
    return type == Type::Integer || type == Type::Real || type == Type::Date || type == Type::Data
           || type == Type::String;
}

base::Error noValue()
{
    return {base::Error::Code::InvalidInput,
            QCoreApplication::translate("plist", "This is no value a property list can hold")};
}

std::optional<base::Error> forbidden(const QString& text)
{
    const auto c = forbiddenCharacter(text);
    if (!c)
        return {};
    return base::Error{base::Error::Code::InvalidInput,
                       QCoreApplication::translate(
                           "plist", "The text holds the character U+%1, which a profile cannot carry")
                           .arg(QString::number(*c, 16).toUpper().rightJustified(4, u'0'))};
}

}  // namespace

QByteArray scalarText(const Value& value, const QByteArray& lineEnd)
{
    switch (value.type()) {
    case Type::Integer: return QByteArray::number(qlonglong{*value.as<std::int64_t>()});
    case Type::Real: return realText(*value.as<double>());
    case Type::String: return escaped(*value.as<QString>(), lineEnd);
    case Type::Data: return value.as<QByteArray>()->toBase64();
    case Type::Date: return dateText(*value.as<QDateTime>());
    case Type::Raw: return escaped(value.as<Raw>()->text, lineEnd);
    case Type::Bool:
    case Type::Array:
    case Type::Dict:
    case Type::Uid: break;
    }
    return {};
}

QByteArray dataLines(const QByteArray& data, const QByteArray& indent, const QByteArray& lineEnd)
{
    const QByteArray base64 = data.toBase64();
    QByteArray out;
    for (qsizetype at = 0; at < base64.size(); at += dataLineLength)
        out += lineEnd + indent + base64.mid(at, dataLineLength);
    return out;
}

void writeElement(const Value& value, const QByteArray& indent, const Layout& layout, QByteArray& out)
{
    switch (value.type()) {
    case Type::Bool: out += *value.as<bool>() ? "<true/>" : "<false/>"; return;
    case Type::Array: writeArray(*value.as<Array>(), indent, layout, out); return;
    case Type::Dict: writeDict(*value.as<Dict>(), indent, layout, out); return;
    case Type::Uid: writeDict(uidDict(*value.as<Uid>()), indent, layout, out); return;
    case Type::Data:
        if (layout.lines && !value.as<QByteArray>()->isEmpty()) {
            out += "<data>" + dataLines(*value.as<QByteArray>(), indent, layout.lineEnd) + layout.lineEnd
                   + indent + "</data>";
            return;
        }
        break;
    default: break;
    }
    const Type type = value.elementType();
    const char* name = elementName(isTextual(type) ? type : Type::String);
    out += QByteArrayLiteral("<") + name + '>' + scalarText(value, layout.lineEnd) + "</" + name + '>';
}

std::optional<base::Error> unwritable(const Value& value, int depth)
{
    if (depth > maxDepth)
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate("plist", "Values are nested more than %1 levels deep").arg(maxDepth)};
    if (const auto* text = value.as<QString>())
        return forbidden(*text);
    if (const auto* raw = value.as<Raw>())
        return isTextual(raw->type) ? forbidden(raw->text) : noValue();
    if (const auto* date = value.as<QDateTime>(); date && !date->isValid())
        return noValue();
    if (const auto* array = value.as<Array>()) {
        for (const Value& item : *array) {
            if (auto error = unwritable(item, depth + 1))
                return error;
        }
    }
    if (const auto* dict = value.as<Dict>()) {
        for (const auto& [key, item] : *dict) {
            if (auto error = forbidden(key))
                return error;
            if (auto error = unwritable(item, depth + 1))
                return error;
        }
    }
    return {};
}

Value inXmlTerms(const Value& value)
{
    if (const auto* uid = value.as<Uid>())
        return uidDict(*uid);
    if (const auto* number = value.as<double>(); number && !std::isfinite(*number))
        return Raw{Type::Real, QString::fromLatin1(realText(*number))};
    if (const auto* array = value.as<Array>()) {
        Array items;
        items.reserve(array->size());
        std::transform(array->begin(), array->end(), std::back_inserter(items), inXmlTerms);
        return items;
    }
    if (const auto* dict = value.as<Dict>()) {
        std::vector<Dict::Entry> entries;
        entries.reserve(dict->size());
        for (const auto& [key, item] : *dict)
            entries.emplace_back(key, inXmlTerms(item));
        return Dict::fromEntries(std::move(entries));
    }
    return value;
}

QByteArray writeXml(const Value& value)
{
    QByteArray out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                     "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
                     "<plist version=\"1.0\">\n";
    writeElement(value, {}, {}, out);
    out += "\n</plist>\n";
    return out;
}

}  // namespace plist
