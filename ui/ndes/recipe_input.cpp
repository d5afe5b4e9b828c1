// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/recipe_input.h"

#include "ui/editor/fields/combo_box.h"
#include "ui/trust/field_grid.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

ComboBox* makeSizes(const QList<int>& sizes, QWidget* parent)
{
    auto* box = new ComboBox(parent);
    for (const int bits : sizes)
        box->addItem(RecipeInput::tr("%1 bits").arg(bits), bits);
    box->setCurrentIndex(static_cast<int>(sizes.indexOf(2048)));
    return box;
}

}  // namespace

RecipeInput::RecipeInput(QWidget* parent)
    : QWidget(parent)
    , m_grid(new FieldGrid(this))
    , m_template(new QLineEdit(this))
    , m_keySize(makeSizes({1024, 2048, 4096}, this))
    , m_raKeySize(makeSizes({1024, 2048, 3072, 4096}, this))
    , m_devices(new QLineEdit(this))
{
    QWidget* use = makeUse();
    m_template->setPlaceholderText(tr("Empty: the templates stay as they are"));
    m_template->setToolTip(tr("By its name, which has no blanks as a rule, not by its display name"));
    m_devices->setPlaceholderText(tr("Empty: a few"));
    m_devices->setInputMethodHints(Qt::ImhDigitsOnly);
    m_devices->setToolTip(tr("How many get their certificate within the life of a challenge"));
    m_grid->add(tr("Temp&late name"), m_template);
    m_grid->add(tr("Devices at a t&ime"), m_devices);
    m_grid->add(tr("Key si&ze"), m_keySize);
    m_grid->add(tr("&RA's key size"), m_raKeySize);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(use);
    column->addWidget(m_grid);
    for (QLineEdit* line : {m_template, m_devices})
        connect(line, &QLineEdit::textChanged, this, &RecipeInput::changed);
    for (QComboBox* box : {m_keySize, m_raKeySize})
        connect(box, &QComboBox::currentIndexChanged, this, &RecipeInput::changed);
}

QWidget* RecipeInput::makeUse()
{
    auto* use = new QWidget(this);
    m_sign = new QCheckBox(tr("The key makes di&gital signatures"), use);
    m_encipher = new QCheckBox(tr("The &key takes part in key encipherment"), use);
    for (QCheckBox* box : {m_sign, m_encipher}) {
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &RecipeInput::changed);
    }
    auto* column = new QVBoxLayout(use);
    column->setContentsMargins({});
    column->setSpacing(fontMetrics().height() / 5);
    column->addWidget(m_sign);
    column->addWidget(m_encipher);
    return use;
}

void RecipeInput::setKeyUse(const ndes::KeyUse& use)
{
    m_sign->setChecked(use.digitalSignature);
    m_encipher->setChecked(use.keyEncipherment);
}

void RecipeInput::setKeySize(int bits)
{
    if (const int index = m_keySize->findData(bits); index >= 0)
        m_keySize->setCurrentIndex(index);
}

void RecipeInput::setKnown(int challengeLength, int pathLength)
{
    m_known.challengeLength = challengeLength;
    m_known.pathLength = pathLength;
    emit changed();
}

base::Result<ndes::RecipeInput> RecipeInput::input() const
{
    ndes::RecipeInput input;
    input.use = {m_sign->isChecked(), m_encipher->isChecked()};
    input.shape = m_known;
    input.shape.keyBits = m_keySize->currentData().toInt();
    input.shape.raKeyBits = m_raKeySize->currentData().toInt();
    input.templateName = m_template->text().trimmed();
    const QString devices = m_devices->text().trimmed();
    bool isNumber = true;
    input.devices = devices.isEmpty() ? 0 : devices.toInt(&isNumber);
    if (!isNumber || input.devices < 0)
        return base::Error{base::Error::Code::InvalidInput,
                           tr("“%1” is no number of devices").arg(devices.left(40))};
    return input;
}

void RecipeInput::focusFirst() { m_sign->setFocus(); }

}  // namespace ui
