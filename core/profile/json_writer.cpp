// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray quoted(const QString& text)
{
    QByteArray out = "\"";
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (c >= 0 && c < ' ')
                out += "\\u00" + QByteArray(1, c).toHex();
            else
                out += c;
        }
    }
    return out + '"';
}

/// With a point or an exponent, so that it is read as a real again.
QByteArray realText(double number)
{
    QByteArray text = QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
    if (!text.contains('.') && !text.contains('e'))
        text += ".0";
    return text;
}

/// Whether `raw` is what readJson() makes of an integer that only an unsigned one of 64 bits holds.
bool isLargeInteger(const plist::Raw& raw)
{
    bool isNumber = false;
    const qulonglong number = raw.text.toULongLong(&isNumber);
    constexpr auto top = static_cast<qulonglong>(std::numeric_limits<std::int64_t>::max());
    return isNumber && raw.type == plist::Type::Integer && number > top
           && raw.text == QString::number(number);
}

class Writer
{
public:
    explicit Writer(JsonForm form) : m_isIndented(form == JsonForm::Indented) {}

    void value(const plist::Value& value, int depth)
    {
        switch (value.type()) {
        case plist::Type::Bool: m_out += *value.as<bool>() ? "true" : "false"; break;
        case plist::Type::Integer: m_out += QByteArray::number(qint64{*value.as<std::int64_t>()}); break;
        case plist::Type::Real: real(*value.as<double>()); break;
        case plist::Type::String: m_out += quoted(*value.as<QString>()); break;
        case plist::Type::Data:
            wrapped("data", quoted(QString::fromLatin1(value.as<QByteArray>()->toBase64())));
            break;
        case plist::Type::Date:
            wrapped("date", quoted(value.as<QDateTime>()->toUTC().toString(Qt::ISODate)));
            break;
        case plist::Type::Array: array(*value.as<plist::Array>(), depth); break;
        case plist::Type::Dict: dict(*value.as<plist::Dict>(), depth); break;
        case plist::Type::Uid:
            wrapped("uid", QByteArray::number(quint64{value.as<plist::Uid>()->value}));
            break;
        case plist::Type::Raw: raw(*value.as<plist::Raw>()); break;
        }
    }

    [[nodiscard]] QByteArray text() const { return m_out; }

private:
    void real(double number)
    {
        if (std::isfinite(number))
            m_out += realText(number);
        else
            wrapped("real", quoted(QString::number(number)));
    }

    void raw(const plist::Raw& raw)
    {
        if (isLargeInteger(raw))
            m_out += raw.text.toLatin1();
        else
            wrapped("raw", "{\"type\": " + quoted(plist::typeName(raw.type))
                               + ", \"text\": " + quoted(raw.text) + '}');
    }

    void array(const plist::Array& items, int depth)
    {
        m_out += '[';
        for (std::size_t i = 0; i < items.size(); ++i) {
            newLine(i, depth + 1);
            value(items[i], depth + 1);
        }
        close(']', items.empty(), depth);
    }

    void dict(const plist::Dict& dict, int depth)
    {
        // What reads like our own notation says that it is none.
        const bool isAmbiguous = meansAnother(dict);
        if (isAmbiguous)
            m_out += "{\"dict\": ";
        m_out += '{';
        std::size_t written = 0;
        for (const auto& [key, entry] : dict) {
            newLine(written++, depth + 1);
            m_out += quoted(key) + ": ";
            value(entry, depth + 1);
        }
        close('}', dict.isEmpty(), depth);
        if (isAmbiguous)
            m_out += '}';
    }

    void wrapped(const char* name, const QByteArray& content)
    {
        m_out += "{\"" + QByteArray(name) + "\": " + content + '}';
    }

    void newLine(std::size_t before, int depth)
    {
        if (before > 0)
            m_out += ',';
        if (m_isIndented)
            m_out += '\n' + QByteArray(qsizetype{4} * depth, ' ');
        else if (before > 0)
            m_out += ' ';
    }

    void close(char bracket, bool isEmpty, int depth)
    {
        if (m_isIndented && !isEmpty)
            m_out += '\n' + QByteArray(qsizetype{4} * depth, ' ');
        m_out += bracket;
    }

    bool m_isIndented;
    QByteArray m_out;
};

}  // namespace

QByteArray valueToJson(const plist::Value& value, JsonForm form)
{
    Writer writer(form);
    writer.value(value, 0);
    return writer.text();
}

}  // namespace profile
