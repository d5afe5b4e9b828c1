// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/error_stack.h"

#include "core/explain/redact.h"
#include "core/report/text_lines.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/explain/explain_words.h"
#include "ui/explain/line_link.h"
#include "ui/explain/tone_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t maxIndents = 4;

}  // namespace

QString errorTitle(const explain::NamedError& error)
{
    return error.domain.isEmpty() ? QString::number(error.code)
                                  : u"%1 %2"_s.arg(report::printable(error.domain)).arg(error.code);
}

ErrorStack::ErrorStack(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(fontMetrics().height() / 4);
}

void ErrorStack::show(const std::vector<explain::NamedError>& errors)
{
    clearLayout(m_column);
    for (std::size_t i = 0; i < errors.size(); ++i) {
        auto* step = new QWidget(this);
        auto* row = new QHBoxLayout(step);
        const int indent = fontMetrics().height() * static_cast<int>(std::min(i, maxIndents));
        row->setContentsMargins(indent, 0, 0, 0);
        row->setSpacing(fontMetrics().height() / 3);
        if (i > 0) {
            auto* arrow = new HintLabel(u"↳"_s, step);
            arrow->setAccessibleName(tr("caused by"));
            arrow->setWordWrap(false);
            row->addWidget(arrow, 0, Qt::AlignTop);
        }
        row->addWidget(makeTile(errors[i], i + 1 == errors.size()), 1);
        m_column->addWidget(step);
    }
}

QWidget* ErrorStack::makeTile(const explain::NamedError& error, bool isInnermost)
{
    auto* tile = new TonePanel(
        isInnermost ? std::optional(error.isKnown ? Tone::Error : Tone::Warning) : std::nullopt, this);
    auto* column = new QVBoxLayout(tile);
    const int gap = fontMetrics().height() / 3;
    column->setContentsMargins(gap * 2, gap, gap, gap);
    column->setSpacing(gap / 2);
    QString title = errorTitle(error);
    if (!error.name.isEmpty())
        title = tr("%1 – %2").arg(title, error.name);
    column->addWidget(isInnermost ? makeStrong(title, tile) : makeText(title, tile));
    QString about = report::printable(explain::withoutSecrets(error.text));
    if (!error.isKnown)
        about = about.isEmpty() ? error.what : tr("%1 (%2)").arg(about, error.what);
    if (!about.isEmpty() && about != error.name) {
        auto* text = new HintLabel(about, tile);
        text->setAccessibleName(about);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(text);
    }
    if (error.proof.line > 0) {
        auto* link = new LineLink(error.proof, tile);
        connect(link, &QAbstractButton::clicked, this, [this, link] { emit lineAsked(link->line()); });
        column->addWidget(link);
    }
    return tile;
}

}  // namespace ui
