// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/choice_field.h"

#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/combo_box.h"

#include <QCoreApplication>
#include <QHBoxLayout>

namespace ui {

std::vector<ChoiceField::Choice> yesAndNo()
{
    return {{QCoreApplication::translate("form", "Yes"), plist::Value(true)},
            {QCoreApplication::translate("form", "No"), plist::Value(false)}};
}

ChoiceField::ChoiceField(std::vector<Choice> choices, const QString& notSet, QWidget* parent)
    : Field(parent)
    , m_combo(new ComboBox(this))
    , m_choices(std::move(choices))
    , m_notSet(notSet)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_combo);
    layout->addStretch();
    setFocusProxy(m_combo);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setValue(nullptr);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &ChoiceField::take);
}

bool ChoiceField::canShow(const plist::Value& value) const
{
    return value.type() == m_choices.front().value.type()
           || (m_takesBooleans && value.type() == plist::Type::Bool);
}

bool ChoiceField::isSame(const plist::Value& choice, const plist::Value& value) const
{
    const bool* flag = m_takesBooleans ? value.as<bool>() : nullptr;
    return flag ? choice == plist::Value(*flag ? 1 : 0) : choice == value;
}

void ChoiceField::setValue(const plist::Value* value)
{
    const QSignalBlocker blocker(m_combo);
    const auto known = value
                           ? std::find_if(m_choices.begin(), m_choices.end(),
                                          [&](const Choice& choice) { return isSame(choice.value, *value); })
                           : m_choices.end();
    const bool isForeign = value && known == m_choices.end();
    const bool offersNone = !value || !m_notSet.isEmpty();
    const int expectedCount = int(m_choices.size()) + int(isForeign) + int(offersNone);
    if (m_combo->count() != expectedCount || m_foreign.has_value() != isForeign
        || (isForeign && !(*m_foreign == *value)) || m_isSet != (value != nullptr)) {
        m_combo->clear();
        for (std::size_t i = 0; i < m_choices.size(); ++i)
            m_combo->addItem(m_choices[i].text, int(i));
        m_foreign.reset();
        if (isForeign) {
            m_foreign = *value;
            m_combo->addItem(tr("%1 (unusual)").arg(textOf(*value)), int(m_choices.size()));
        }
        if (offersNone)
            m_combo->insertItem(0, m_notSet.isEmpty() ? tr("Not set") : m_notSet, -1);
    }
    m_isSet = value != nullptr;
    const int wanted = !value ? -1 : int(known - m_choices.begin());
    m_combo->setCurrentIndex(m_combo->findData(wanted));
}

std::optional<plist::Value> ChoiceField::converted(const plist::Value& value) const
{
    const plist::Type type = m_choices.front().value.type();
    if (const auto* number = value.as<std::int64_t>(); number && type == plist::Type::Bool)
        return *number == 0 || *number == 1 ? std::optional(plist::Value(*number == 1)) : std::nullopt;
    if (const auto* text = value.as<QString>())
        return valueOf(*text, type);
    return {};
}

QString ChoiceField::expected() const { return typeWithArticle(m_choices.front().value.type()); }

void ChoiceField::take(int index)
{
    const int choice = m_combo->itemData(index).toInt();
    if (choice < 0)
        submit({});
    else if (choice < int(m_choices.size()))
        submit(m_choices[std::size_t(choice)].value);
    else
        submit(m_foreign);
}

}  // namespace ui
