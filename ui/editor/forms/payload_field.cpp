// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/payload_field.h"

#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/combo_box.h"

#include <QHBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {

PayloadField::PayloadField(std::function<std::vector<ReferenceTarget>()> targets, QWidget* parent)
    : Field(parent)
    , m_combo(new ComboBox(this))
    , m_targets(std::move(targets))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_combo);
    layout->addStretch();
    setFocusProxy(m_combo);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    refresh();
    connect(m_combo, &QComboBox::currentIndexChanged, this, [this](int index) {
        const QString uuid = m_combo->itemData(index).toString();
        submit(uuid.isEmpty() ? std::nullopt : std::optional(plist::Value(uuid)));
    });
}

void PayloadField::refresh()
{
    const QSignalBlocker blocker(m_combo);
    m_combo->clear();
    m_combo->addItem(tr("Not set"), QString());
    int current = 0;
    for (const ReferenceTarget& target : m_targets()) {
        if (target.uuid.compare(m_uuid, Qt::CaseInsensitive) == 0)
            current = m_combo->count();
        m_combo->addItem(target.title, target.uuid);
    }
    if (current == 0 && !m_uuid.isEmpty()) {
        current = m_combo->count();
        m_combo->addItem(tr("%1 (no payload has this UUID)").arg(m_uuid), m_uuid);
    }
    m_combo->setCurrentIndex(current);
}

bool PayloadField::canShow(const plist::Value& value) const
{
    const auto* text = value.as<QString>();
    return text && !text->isEmpty();
}

void PayloadField::setValue(const plist::Value* value)
{
    const auto* text = value ? value->as<QString>() : nullptr;
    m_uuid = text ? *text : QString();
    refresh();
}

QString PayloadField::expected() const { return typeWithArticle(plist::Type::String); }

}  // namespace ui
