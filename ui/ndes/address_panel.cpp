// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/address_panel.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/ndes/ndes_parts.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

AddressPanel::AddressPanel(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
    , m_server(new QLineEdit(this))
    , m_use(new QPushButton(tr("&Use as URL"), this))
    , m_remark(new Remark(this))
    , m_reason(new HintLabel({}, this))
    , m_addresses(base::Error{})
{
    m_server->setPlaceholderText(u"ndes.example.com"_s);
    m_server->setToolTip(
        tr("A name, or any address of NDES; nothing is contacted before you press a button"));
    m_server->setAccessibleName(tr("NDES server"));
    m_form->addRow(tr("&NDES server"), m_server);
    m_device = addAddress(tr("Address for &devices"), tr("Copy address for devices"), m_use);
    m_admin = addAddress(tr("Address for ad&ministrators"), tr("Copy address for administrators"), nullptr);
    m_use->setAutoDefault(false);
    m_use->setAccessibleName(tr("Use as URL"));
    m_form->setHorizontalSpacing(fontMetrics().height() / 2);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(m_form);
    column->addWidget(m_remark);
    column->addWidget(m_reason);
    connect(m_server, &QLineEdit::textChanged, this, &AddressPanel::read);
    connect(m_use, &QPushButton::clicked, this, &AddressPanel::useAsked);
    read();
}

QLineEdit* AddressPanel::addAddress(const QString& label, const QString& copyName, QPushButton* use)
{
    auto* field = new QWidget(this);
    auto* line = new QLineEdit(field);
    line->setReadOnly(true);
    auto* copy = makeCopyButton(
        copyName, [line] { return line->text(); }, field);
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins({});
    row->addWidget(line, 1);
    row->addWidget(copy);
    if (use)
        row->addWidget(use);
    auto* caption = new QLabel(label, this);
    caption->setBuddy(line);
    line->setAccessibleName(QString(label).remove(u'&'));
    m_form->addRow(caption, field);
    return line;
}

void AddressPanel::setServer(const QString& text)
{
    m_server->setText(text);
    m_server->setCursorPosition(0);
}

void AddressPanel::setObstacle(const QString& reason)
{
    m_obstacle = reason;
    QString why = reason;
    if (!m_addresses)
        why = tr("To use the address for devices as the URL, enter the name of the NDES server");
    m_use->setEnabled(why.isEmpty());
    m_use->setAccessibleDescription(why);
    m_use->setToolTip(why.isEmpty() ? tr("Puts the address for devices into the SCEP payload") : why);
    m_reason->setText(why);
    m_reason->setVisible(!why.isEmpty());
}

void AddressPanel::read()
{
    const QString text = m_server->text().trimmed();
    m_addresses = ndes::Addresses::fromString(text);
    const bool isRead = m_addresses.has_value();
    m_device->setText(isRead ? m_addresses->device.toString() : QString());
    m_admin->setText(isRead ? m_addresses->admin.toString() : QString());
    for (QLineEdit* line : {m_device, m_admin}) {
        line->setCursorPosition(0);
        line->parentWidget()->setEnabled(isRead);
    }
    if (isRead && m_addresses->admin.scheme() == u"http")
        m_remark->tell(Tone::Warning,
                       tr("The address is not https: a challenge crosses the network in clear, and so does "
                          "the password if the server asks for it by Basic"));
    else
        m_remark->tell(Tone::Error, isRead || text.isEmpty() ? QString() : withHint(m_addresses.error()));
    setObstacle(m_obstacle);
    emit changed();
}

void AddressPanel::focusFirst() { m_server->setFocus(); }

}  // namespace ui
