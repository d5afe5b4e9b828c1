// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/sid_panel.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/trust/field_grid.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

SidPanel::SidPanel(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_uri(new QLineEdit(this))
    , m_uriRow(new QWidget(this))
    , m_add(new QPushButton(tr("&Add as SAN URI"), this))
    , m_reason(new HintLabel({}, this))
    , m_remark(new Remark(this))
{
    auto* grid = new FieldGrid(this);
    m_edit->setPlaceholderText(u"S-1-5-21-…"_s);
    grid->add(tr("SID of &the account"), m_edit);
    m_uri->setReadOnly(true);
    auto* uri = new QHBoxLayout(m_uriRow);
    uri->setContentsMargins({});
    uri->addWidget(m_uri, 1);
    uri->addWidget(makeCopyButton(
        tr("Copy URI"), [this] { return m_uri->text(); }, m_uriRow));
    grid->add(tr("URI for the certificate"), m_uriRow, m_uri);
    auto* row = new QHBoxLayout;
    row->addWidget(m_add, 0, Qt::AlignTop);
    row->addWidget(m_reason, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(grid);
    column->addWidget(m_remark);
    column->addLayout(row);
    connect(m_edit, &QLineEdit::textChanged, this, &SidPanel::read);
    connect(m_add, &QPushButton::clicked, this, &SidPanel::addAsked);
    read();
}

void SidPanel::read()
{
    const QString text = m_edit->text().trimmed();
    const auto sid = ndes::AccountSid::fromString(text);
    m_sid = sid ? std::optional(*sid) : std::nullopt;
    m_uri->setText(m_sid ? m_sid->uri() : QString());
    m_uri->setCursorPosition(0);
    m_remark->tell(Tone::Error, sid || text.isEmpty() ? QString() : withHint(sid.error()));
    refresh();
    emit changed();
}

void SidPanel::setObstacle(const QString& reason)
{
    m_obstacle = reason;
    refresh();
}

void SidPanel::refresh()
{
    m_uriRow->setEnabled(m_sid.has_value());
    m_add->setEnabled(m_sid && m_obstacle.isEmpty());
    m_reason->setText(m_obstacle);
    m_add->setAccessibleDescription(m_obstacle);
}

QString SidPanel::told() const { return m_remark->told(); }

}  // namespace ui
