// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/check_list_field.h"

#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/hint_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {

CheckListField::CheckListField(std::function<std::vector<Choice>()> choices,
                               const QString& nothing,
                               Qt::CaseSensitivity sensitivity,
                               QWidget* parent)
    : Field(parent)
    , m_offered(std::move(choices))
    , m_sensitivity(sensitivity)
    , m_layout(new QVBoxLayout(this))
    , m_nothing(new HintLabel(nothing, this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(4);
    m_layout->addWidget(m_nothing);
    refresh();
}

void CheckListField::refresh()
{
    std::vector<Choice> choices = choicesAndOthers();
    const bool isSameList = choices.size() == m_choices.size()
                            && std::equal(choices.begin(), choices.end(), m_choices.begin(),
                                          [](const Choice& a, const Choice& b) {
                                              return a.text == b.text && a.value == b.value;
                                          });
    m_choices = std::move(choices);
    if (!isSameList || m_boxes.size() != m_choices.size())
        makeBoxes();
    m_nothing->setVisible(m_choices.empty());
    setFocusProxy(m_boxes.empty() ? static_cast<QWidget*>(m_nothing) : m_boxes.front());
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const QSignalBlocker blocker(m_boxes[i]);
        m_boxes[i]->setChecked(std::any_of(m_items.begin(), m_items.end(), [&](const plist::Value& item) {
            return isSame(item, m_choices[i].value);
        }));
    }
}

bool CheckListField::canShow(const plist::Value& value) const
{
    const auto* array = value.as<plist::Array>();
    return array && std::all_of(array->begin(), array->end(), [](const plist::Value& item) {
               return item.type() == plist::Type::String || item.type() == plist::Type::Integer;
           });
}

void CheckListField::setValue(const plist::Value* value)
{
    const auto* array = value ? value->as<plist::Array>() : nullptr;
    m_isSet = array != nullptr;
    m_items.clear();
    if (array)
        m_items.assign(array->begin(), array->end());
    refresh();
}

QString CheckListField::expected() const { return typeWithArticle(plist::Type::Array); }

void CheckListField::setName(const QString& name) { setAccessibleName(name); }

void CheckListField::setDescription(const QString& description)
{
    m_description = description;
    for (QCheckBox* box : m_boxes)
        box->setAccessibleDescription(description);
}

bool CheckListField::isSame(const plist::Value& a, const plist::Value& b) const
{
    const auto* one = a.as<QString>();
    const auto* other = b.as<QString>();
    return one && other ? one->compare(*other, m_sensitivity) == 0 : a == b;
}

std::vector<CheckListField::Choice> CheckListField::choicesAndOthers() const
{
    std::vector<Choice> choices = m_offered();
    for (const plist::Value& item : m_items) {
        const bool isKnown = std::any_of(choices.begin(), choices.end(),
                                         [&](const Choice& choice) { return isSame(choice.value, item); });
        if (!isKnown)
            choices.push_back({tr("%1 (unusual)").arg(textOf(item)), item});
    }
    return choices;
}

void CheckListField::makeBoxes()
{
    for (QCheckBox* box : std::exchange(m_boxes, {})) {
        box->disconnect(this);
        box->hide();
        box->deleteLater();
    }
    // Boxes made later than the rest of the form come last when Tab is pressed, unless they are put behind
    // what is in front of this field.
    QWidget* before = m_nothing->previousInFocusChain();
    while (before != m_nothing && !(before->focusPolicy() & Qt::TabFocus))
        before = before->previousInFocusChain();
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        QString text = m_choices[i].text;
        auto* box = new QCheckBox(text.replace(u'&', QStringLiteral("&&")), this);
        box->setAccessibleName(m_choices[i].text);
        box->setAccessibleDescription(m_description);
        m_layout->insertWidget(int(i), box);
        box->show();  // not only when the layout gets to it
        connect(box, &QCheckBox::toggled, this, [this, i](bool isChecked) { take(i, isChecked); });
        if (before->window() == window())
            setTabOrder(before, box);
        before = box;
        m_boxes.push_back(box);
    }
}

void CheckListField::take(std::size_t choice, bool isChecked)
{
    const plist::Value value = m_choices[choice].value;
    if (isChecked && m_isSet)
        return emit edited({plist::Edit::set(plist::Path{m_items.size()}, value)});
    if (isChecked)
        return submit(plist::Value(plist::Array{value}));
    std::vector<plist::Edit> edits;
    for (std::size_t i = m_items.size(); i-- > 0;) {
        if (isSame(m_items[i], value))
            edits.push_back(plist::Edit::remove(plist::Path{i}));
    }
    if (edits.size() == m_items.size())
        return submit({});
    emit edited(edits);
}

}  // namespace ui
