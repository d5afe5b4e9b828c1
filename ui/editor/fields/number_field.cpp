// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/number_field.h"

#include "ui/editor/fields/any_field.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

NumberField::NumberField(std::int64_t minimum, std::int64_t maximum, const QString& unit, QWidget* parent)
    : Field(parent)
    , m_edit(new QLineEdit(this))
    , m_minimum(minimum)
    , m_maximum(maximum)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit);
    if (!unit.isEmpty())
        layout->addWidget(new QLabel(unit, this));
    layout->addStretch();
    setFocusProxy(m_edit);
    m_edit->setInputMethodHints(Qt::ImhPreferNumbers);
    m_edit->setFixedWidth(m_edit->fontMetrics().horizontalAdvance(u"0"_s) * 14);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &NumberField::take);
}

void NumberField::setPlaceholder(const QString& text) { m_edit->setPlaceholderText(text); }

bool NumberField::canShow(const plist::Value& value) const { return value.type() == plist::Type::Integer; }

void NumberField::setValue(const plist::Value* value)
{
    if (isTextKept())
        return;
    const QString text = value ? textOf(*value) : QString();
    if (value ? valueOf(m_edit->text(), plist::Type::Integer) == *value : m_edit->text().isEmpty())
        return;
    const QSignalBlocker blocker(m_edit);
    m_edit->setText(text);
}

std::optional<plist::Value> NumberField::converted(const plist::Value& value) const
{
    switch (value.type()) {
    case plist::Type::String: return valueOf(*value.as<QString>(), plist::Type::Integer);
    case plist::Type::Real: {
        const double number = *value.as<double>();
        const auto integer = static_cast<std::int64_t>(number);
        return double(integer) == number ? std::optional(plist::Value(integer)) : std::nullopt;
    }
    default: return {};
    }
}

QString NumberField::expected() const { return typeWithArticle(plist::Type::Integer); }

bool NumberField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            step(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
    }
    return Field::eventFilter(watched, event);
}

void NumberField::take(const QString& text)
{
    if (text.isEmpty()) {
        emit rejected({});
        submit({});
        return;
    }
    auto value = elementOf(text, plist::Type::Integer);
    if (!value) {
        emit rejected(tr("This is not a whole number"));
        return;
    }
    emit rejected({});
    submit(std::move(value));
}

void NumberField::step(int by)
{
    bool isNumber = false;
    const std::int64_t now = m_edit->text().toLongLong(&isNumber);
    if (isNumber || m_edit->text().isEmpty())
        m_edit->setText(QString::number(std::clamp(isNumber ? now + by : m_minimum, m_minimum, m_maximum)));
    emit committed();
}

}  // namespace ui
