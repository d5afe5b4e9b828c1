// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/interval_field.h"

#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/combo_box.h"

#include <QHBoxLayout>
#include <QLineEdit>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int secondsOfUnit[] = {1, 60, 3600, 86400, 604800};

}  // namespace

IntervalField::IntervalField(QWidget* parent)
    : Field(parent)
    , m_number(new QLineEdit(this))
    , m_unit(new ComboBox(this))
{
    m_unit->addItems({tr("seconds"), tr("minutes"), tr("hours"), tr("days"), tr("weeks")});
    m_unit->setCurrentIndex(3);
    m_number->setMaximumWidth(m_number->fontMetrics().horizontalAdvance(u"0"_s) * 14);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_number);
    layout->addWidget(m_unit);
    layout->addStretch();
    setFocusProxy(m_number);
    connect(m_number, &QLineEdit::textChanged, this, &IntervalField::take);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &IntervalField::take);
}

bool IntervalField::canShow(const plist::Value& value) const
{
    return value.type() == plist::Type::Integer || value.type() == plist::Type::Real;
}

void IntervalField::setValue(const plist::Value* value)
{
    m_isInteger = value && value->type() == plist::Type::Integer;
    const double seconds = !value        ? -1
                           : m_isInteger ? double(*value->as<std::int64_t>())
                                         : *value->as<double>();
    m_seconds = seconds;
    if (isTextKept())
        return;
    const QSignalBlocker number(m_number);
    const QSignalBlocker unit(m_unit);
    if (!value) {
        m_number->clear();
        return;
    }
    bool isNumber = false;
    const double shown = m_number->text().toDouble(&isNumber);
    if (isNumber && shown * secondsOfUnit[m_unit->currentIndex()] == seconds)
        return;
    int best = 0;
    for (int i = 0; i < m_unit->count(); ++i) {
        if (seconds > 0 && std::fmod(seconds, secondsOfUnit[i]) == 0)
            best = i;
    }
    m_unit->setCurrentIndex(best);
    m_number->setText(QString::number(seconds / secondsOfUnit[best], 'g', QLocale::FloatingPointShortest));
}

QString IntervalField::expected() const { return typeWithArticle(plist::Type::Real); }

void IntervalField::setName(const QString& name)
{
    m_number->setAccessibleName(name);
    m_unit->setAccessibleName(tr("%1: unit").arg(name));
}

void IntervalField::setDescription(const QString& description)
{
    m_number->setAccessibleDescription(description);
    m_unit->setAccessibleDescription(description);
}

void IntervalField::take()
{
    bool isNumber = false;
    const double number = m_number->text().toDouble(&isNumber);
    if (!isNumber || number < 0 || !std::isfinite(number)) {
        emit rejected(tr("This is not a number"));
        return;
    }
    emit rejected({});
    const double seconds = number * secondsOfUnit[m_unit->currentIndex()];
    m_seconds = seconds;
    if (m_isInteger && std::floor(seconds) == seconds)
        submit(plist::Value(static_cast<std::int64_t>(seconds)));
    else
        submit(plist::Value(seconds));
}

}  // namespace ui
