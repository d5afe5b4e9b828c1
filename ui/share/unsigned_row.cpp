// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/unsigned_row.h"

#include "ui/ndes/ndes_parts.h"
#include "ui/share/share_words.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

UnsignedRow::UnsignedRow(const QString& whatFollows, QWidget* parent) : QWidget(parent)
{
    auto* remark = new Remark(this);
    remark->tell(Tone::Warning, unsignedSentence());
    auto* sign = new QPushButton(tr("Sign &First…"), this);
    sign->setToolTip(whatFollows);
    sign->setAutoDefault(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(remark, 1);
    row->addWidget(sign);
    connect(sign, &QPushButton::clicked, this, &UnsignedRow::signAsked);
}

}  // namespace ui
