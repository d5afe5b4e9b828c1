// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/date_field.h"

#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/combo_box.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QDateTime inAYear() { return QDateTime(QDate::currentDate().addYears(1), QTime(12, 0)); }

}  // namespace

QDateTimeEdit* makeDateEdit(QWidget* parent)
{
    auto* edit = new QDateTimeEdit(parent);
    edit->setCalendarPopup(true);
    edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    edit->setFocusPolicy(Qt::StrongFocus);
    return edit;
}

DateField::DateField(const QString& notSet, const QString& isSet, QWidget* parent)
    : Field(parent)
    , m_choice(new ComboBox(this))
    , m_edit(makeDateEdit(this))
    , m_proposal(inAYear())
{
    m_choice->addItems({notSet, isSet});
    const bool isAlwaysSet = notSet.isEmpty();
    m_choice->setVisible(!isAlwaysSet);
    m_edit->setVisible(isAlwaysSet);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_choice);
    layout->addWidget(m_edit);
    layout->addStretch();
    setFocusProxy(isAlwaysSet ? static_cast<QWidget*>(m_edit) : m_choice);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index == 0)
            submit({});
        else
            submit(plist::Value(m_proposal.toUTC()));
    });
    connect(m_edit, &QDateTimeEdit::dateTimeChanged, this,
            [this](const QDateTime& date) { submit(plist::Value(date.toUTC())); });
}

bool DateField::canShow(const plist::Value& value) const { return value.type() == plist::Type::Date; }

void DateField::setValue(const plist::Value* value)
{
    const QSignalBlocker choice(m_choice);
    const QSignalBlocker edit(m_edit);
    m_choice->setCurrentIndex(value ? 1 : 0);
    m_edit->setVisible(value != nullptr || focusProxy() == m_edit);
    if (value && m_edit->dateTime().toUTC() != *value->as<QDateTime>())
        m_edit->setDateTime(value->as<QDateTime>()->toLocalTime());
}

std::optional<plist::Value> DateField::converted(const plist::Value& value) const
{
    const auto* text = value.as<QString>();
    return text ? valueOf(*text, plist::Type::Date) : std::nullopt;
}

QString DateField::expected() const { return typeWithArticle(plist::Type::Date); }

void DateField::setName(const QString& name)
{
    m_choice->setAccessibleName(name);
    m_edit->setAccessibleName(focusProxy() == m_edit ? name : tr("%1: date and time").arg(name));
}

void DateField::setDescription(const QString& description)
{
    m_choice->setAccessibleDescription(description);
    m_edit->setAccessibleDescription(description);
}

}  // namespace ui
