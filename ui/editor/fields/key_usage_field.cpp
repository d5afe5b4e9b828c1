// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/key_usage_field.h"

#include "ui/editor/fields/any_field.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace ui {

KeyUsageField::KeyUsageField(QWidget* parent)
    : Field(parent)
    , m_sign(new QCheckBox(tr("Use as di&gital signature"), this))
    , m_encipher(new QCheckBox(tr("Use f&or key encipherment"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_sign);
    layout->addWidget(m_encipher);
    setFocusProxy(m_sign);
    m_sign->setAccessibleName(tr("Use as digital signature"));
    m_encipher->setAccessibleName(tr("Use for key encipherment"));
    for (const QCheckBox* box : {m_sign, m_encipher})
        connect(box, &QCheckBox::toggled, this, &KeyUsageField::take);
}

bool KeyUsageField::canShow(const plist::Value& value) const { return value.type() == plist::Type::Integer; }

void KeyUsageField::setValue(const plist::Value* value)
{
    const auto* number = value ? value->as<std::int64_t>() : nullptr;
    m_value = number ? *number : 0;
    const QSignalBlocker sign(m_sign);
    const QSignalBlocker encipher(m_encipher);
    m_sign->setChecked((m_value & digitalSignature) != 0);
    m_encipher->setChecked((m_value & keyEncipherment) != 0);
}

std::optional<plist::Value> KeyUsageField::converted(const plist::Value& value) const
{
    const auto* text = value.as<QString>();
    return text ? valueOf(*text, plist::Type::Integer) : std::nullopt;
}

QString KeyUsageField::expected() const { return typeWithArticle(plist::Type::Integer); }

void KeyUsageField::setName(const QString& name) { setAccessibleName(name); }

void KeyUsageField::setDescription(const QString& description)
{
    m_sign->setAccessibleDescription(description);
    m_encipher->setAccessibleDescription(description);
}

void KeyUsageField::take()
{
    std::int64_t bits = m_value & ~(digitalSignature | keyEncipherment);
    bits |= m_sign->isChecked() ? digitalSignature : 0;
    bits |= m_encipher->isChecked() ? keyEncipherment : 0;
    submit(plist::Value(bits));
}

}  // namespace ui
