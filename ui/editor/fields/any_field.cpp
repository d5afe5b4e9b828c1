// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/any_field.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

std::optional<plist::Value> boolOf(const QString& text)
{
    const QString word = text.trimmed().toLower();
    if (word == u"true"_s || word == u"yes"_s)
        return plist::Value(true);
    if (word == u"false"_s || word == u"no"_s)
        return plist::Value(false);
    return {};
}

std::optional<plist::Value> dataOf(const QString& text)
{
    QByteArray base64 = text.toLatin1();
    base64.replace(' ', "").replace('\n', "").replace('\t', "");
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return {};
    return plist::Value(decoded.decoded);
}

std::optional<plist::Value> dateOf(const QString& text)
{
    QDateTime date = QDateTime::fromString(text.trimmed(), Qt::ISODate);
    if (!date.isValid())
        return {};
    if (date.timeSpec() == Qt::LocalTime)
        date.setTimeSpec(Qt::UTC);
    return plist::Value(date.toUTC());
}

// One is spelled out so that the source language needs no catalogue for its own plural.
QString counted(std::size_t count, const char* one, const char* many)
{
    return count == 1 ? QCoreApplication::translate("form", one)
                      : QCoreApplication::translate("form", many, nullptr, int(count));
}

}  // namespace

QString textOf(const plist::Value& value)
{
    switch (value.type()) {
    case plist::Type::Bool: return *value.as<bool>() ? u"true"_s : u"false"_s;
    case plist::Type::Integer: return QString::number(*value.as<std::int64_t>());
    case plist::Type::Real: return QString::number(*value.as<double>(), 'g', QLocale::FloatingPointShortest);
    case plist::Type::String: return *value.as<QString>();
    case plist::Type::Data: return QString::fromLatin1(value.as<QByteArray>()->toBase64());
    case plist::Type::Date: return value.as<QDateTime>()->toUTC().toString(Qt::ISODate);
    case plist::Type::Array:
        return counted(value.as<plist::Array>()->size(), QT_TRANSLATE_NOOP("form", "1 item"),
                       QT_TRANSLATE_NOOP("form", "%n items"));
    case plist::Type::Dict:
        return counted(value.as<plist::Dict>()->size(), QT_TRANSLATE_NOOP("form", "1 key"),
                       QT_TRANSLATE_NOOP("form", "%n keys"));
    case plist::Type::Uid: return QString::number(value.as<plist::Uid>()->value);
    case plist::Type::Raw: return value.as<plist::Raw>()->text;
    }
    return {};
}

std::optional<plist::Value> valueOf(const QString& text, plist::Type type)
{
    bool ok = false;
    switch (type) {
    case plist::Type::Bool: return boolOf(text);
    case plist::Type::Integer: {
        const std::int64_t number = text.trimmed().toLongLong(&ok);
        return ok ? std::optional(plist::Value(number)) : std::nullopt;
    }
    case plist::Type::Real: {
        const double number = text.trimmed().toDouble(&ok);
        return ok ? std::optional(plist::Value(number)) : std::nullopt;
    }
    case plist::Type::String: return plist::Value(text);
    case plist::Type::Data: return dataOf(text);
    case plist::Type::Date: return dateOf(text);
    case plist::Type::Array:
        return text.isEmpty() ? std::optional(plist::Value(plist::Array{})) : std::nullopt;
    case plist::Type::Dict: return text.isEmpty() ? std::optional(plist::Value(plist::Dict{})) : std::nullopt;
    case plist::Type::Uid:
    case plist::Type::Raw: break;
    }
    return {};
}

std::optional<plist::Value> elementOf(const QString& text, plist::Type type)
{
    if (auto value = valueOf(text, type))
        return value;
    const bool canBeRaw = type == plist::Type::Integer || type == plist::Type::Real
                          || type == plist::Type::Date || type == plist::Type::Data;
    if (canBeRaw && !plist::tokens(text).empty())
        return plist::Value(plist::Raw{type, text});
    return {};
}

QString typeTitle(plist::Type type)
{
    switch (type) {
    case plist::Type::Bool: return QCoreApplication::translate("form", "Boolean");
    case plist::Type::Integer: return QCoreApplication::translate("form", "Integer");
    case plist::Type::Real: return QCoreApplication::translate("form", "Real");
    case plist::Type::String: return QCoreApplication::translate("form", "String");
    case plist::Type::Data: return QCoreApplication::translate("form", "Data");
    case plist::Type::Date: return QCoreApplication::translate("form", "Date");
    case plist::Type::Array: return QCoreApplication::translate("form", "Array");
    case plist::Type::Dict: return QCoreApplication::translate("form", "Dictionary");
    case plist::Type::Uid: return QCoreApplication::translate("form", "UID");
    case plist::Type::Raw: return QCoreApplication::translate("form", "Text");
    }
    return {};
}

QString typeWithArticle(plist::Type type)
{
    switch (type) {
    case plist::Type::Bool: return QCoreApplication::translate("form", "a boolean");
    case plist::Type::Integer: return QCoreApplication::translate("form", "an integer");
    case plist::Type::Real: return QCoreApplication::translate("form", "a real number");
    case plist::Type::String: return QCoreApplication::translate("form", "a string");
    case plist::Type::Data: return QCoreApplication::translate("form", "data");
    case plist::Type::Date: return QCoreApplication::translate("form", "a date");
    case plist::Type::Array: return QCoreApplication::translate("form", "an array");
    case plist::Type::Dict: return QCoreApplication::translate("form", "a dictionary");
    case plist::Type::Uid: return QCoreApplication::translate("form", "a UID");
    case plist::Type::Raw: return QCoreApplication::translate("form", "text");
    }
    return {};
}

AnyField::AnyField(QWidget* parent) : Field(parent), m_edit(new QLineEdit(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &AnyField::take);
}

bool AnyField::canShow(const plist::Value& value) const
{
    Q_UNUSED(value)
    return true;
}

void AnyField::setValue(const plist::Value* value)
{
    m_value = value ? *value : plist::Value(QString());
    const plist::Type type = m_value.type();
    const bool isFixed = type == plist::Type::Array || type == plist::Type::Dict || type == plist::Type::Uid;
    m_edit->setReadOnly(isFixed);
    m_edit->setFrame(!isFixed);
    const QString text =
        isFixed ? tr("%1: not in a form that can be edited here; “…” resets it").arg(textOf(m_value))
                : textOf(m_value);
    if (isTextKept())
        return;
    if (m_edit->text() == text || elementOf(m_edit->text(), m_value.elementType()) == m_value)
        return;
    const QSignalBlocker blocker(m_edit);
    m_edit->setText(text);
    m_edit->setCursorPosition(0);
}

QString AnyField::expected() const { return typeWithArticle(m_value.elementType()); }

void AnyField::take(const QString& text)
{
    const plist::Type type = m_value.elementType();
    auto value = elementOf(text, type);
    // What stood there as text may go on as text: it was no value of its type before either.
    if (!value && m_value.as<plist::Raw>())
        value = plist::Value(plist::Raw{type, text});
    if (!value) {
        emit rejected(tr("This is not %1").arg(typeWithArticle(type)));
        return;
    }
    emit rejected({});
    if (!(*value == m_value))
        submit(value);
}

}  // namespace ui
