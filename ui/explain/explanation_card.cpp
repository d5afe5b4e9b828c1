// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explanation_card.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/explain/explain_words.h"
#include "ui/explain/line_link.h"
#include "ui/explain/tone_panel.h"
#include "ui/widgets/link_button.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// Rows of a word and what it stands for.
class Facts : public QGridLayout
{
public:
    explicit Facts(const QWidget& parent)
    {
        const int gap = parent.fontMetrics().height() / 2;
        // The same in every list, so that what belongs together stands below each other.
        int width = 0;
        for (const QString& word : {who(), action(), proof(), source()})
            width = std::max(width, parent.fontMetrics().horizontalAdvance(word));
        setColumnMinimumWidth(0, width);
        setColumnStretch(1, 1);
        setHorizontalSpacing(gap * 2);
        setVerticalSpacing(gap / 2);
    }

    void add(const QString& word, QWidget* value, QWidget* parent)
    {
        const int row = rowCount();
        auto* label = new HintLabel(word, parent);
        label->setWordWrap(false);
        // Links have a frame for the focus.
        if (!qobject_cast<QLabel*>(value))
            label->setContentsMargins(0, 2, 0, 0);
        addWidget(label, row, 0, Qt::AlignTop);
        addWidget(value, row, 1);
    }

    void addStrong(const QString& word, const QString& value, QWidget* parent)
    {
        const int row = rowCount();
        QLabel* label = makeStrong(word, parent);
        label->setWordWrap(false);
        addWidget(label, row, 0, Qt::AlignTop);
        addWidget(makeStrong(value, parent), row, 1);
    }

    static QString who() { return ExplanationCard::tr("Who can fix it"); }
    static QString action() { return ExplanationCard::tr("What to do"); }
    static QString proof() { return ExplanationCard::tr("Proved by"); }
    static QString source() { return ExplanationCard::tr("Source"); }
};

QWidget* makeSource(const QString& source, QWidget* parent)
{
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    auto* link = new LinkButton(QUrl(source).host() + QUrl(source).path(), source, row);
    link->setAccessibleName(ExplanationCard::tr("Source: %1").arg(source));
    layout->addWidget(link);
    layout->addStretch(1);
    return row;
}

QWidget* makeLine(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Sunken);
    return line;
}

Tone toneOf(const explain::Explanation& explanation)
{
    if (!explanation.errors.empty())
        return explanation.errors.back().isKnown ? Tone::Error : Tone::Warning;
    if (!explanation.recognised.empty())
        return Tone::Error;
    const auto has = [&](explain::ClueEntry::Kind kind) {
        return std::any_of(explanation.remarks.begin(), explanation.remarks.end(),
                           [&](const explain::Remark& remark) { return remark.kind == kind; });
    };
    if (has(explain::ClueEntry::Kind::Failure) || has(explain::ClueEntry::Kind::Crash))
        return Tone::Warning;
    return has(explain::ClueEntry::Kind::Success) ? Tone::Good : Tone::Info;
}

}  // namespace

ExplanationCard::ExplanationCard(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
}

QString ExplanationCard::what() const { return m_what ? m_what->text() : QString(); }

void ExplanationCard::show(const explain::Explanation& explanation)
{
    clearLayout(m_column);
    const Tone tone = toneOf(explanation);
    const int gap = fontMetrics().height() / 2;
    auto* card = new TonePanel({}, this);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(gap * 2, gap, gap * 2, gap);
    column->setSpacing(gap);
    auto* head = new QHBoxLayout;
    auto* sign = new QLabel(card);
    m_what = makeHeading(explanation.what, card);
    const int extent = QFontMetrics(m_what->font()).height();
    sign->setPixmap(toneIcon(tone).pixmap(QSize(extent, extent), devicePixelRatioF()));
    head->addWidget(sign, 0, Qt::AlignTop);
    head->addWidget(m_what, 1);
    column->addLayout(head);
    m_column->addWidget(card);
    addSource(explanation);
    for (const explain::Cause& cause : explanation.causes)
        addCause(cause);
}

void ExplanationCard::addSource(const explain::Explanation& explanation)
{
    const auto& errors = explanation.errors.empty() ? explanation.recognised : explanation.errors;
    const auto known = std::find_if(errors.rbegin(), errors.rend(),
                                    [](const explain::NamedError& error) { return error.isKnown; });
    QWidget* card = m_what->parentWidget();
    if (known != errors.rend()) {
        auto* facts = new Facts(*this);
        facts->add(Facts::source(), makeSource(known->source, card), card);
        static_cast<QVBoxLayout*>(card->layout())->addLayout(facts);
    }
    if (!errors.empty() && explanation.causes.empty())
        card->layout()->addWidget(makeText(
            tr("No cause of it is known here, and none is made up: look it up in the documentation of "
               "the product, or hand over the report below"),
            card));
}

void ExplanationCard::addCause(const explain::Cause& cause)
{
    QWidget* card = m_what->parentWidget();
    auto* column = static_cast<QVBoxLayout*>(card->layout());
    column->addWidget(makeLine(card));
    auto* facts = new Facts(*this);
    facts->addStrong(capitalized(explain::confidenceText(cause.confidence)), cause.text, card);
    facts->add(Facts::who(), makeText(capitalized(explain::whoText(cause.who)), card), card);
    facts->add(Facts::action(), makeText(cause.action, card), card);
    if (!cause.proofs.empty()) {
        auto* proofs = new QWidget(card);
        auto* lines = new QVBoxLayout(proofs);
        lines->setContentsMargins({});
        lines->setSpacing(0);
        for (const explain::Proof& proof : cause.proofs) {
            auto* link = new LineLink(proof, proofs);
            connect(link, &QAbstractButton::clicked, this, [this, link] { emit lineAsked(link->line()); });
            lines->addWidget(link);
        }
        facts->add(Facts::proof(), proofs, card);
    }
    facts->add(Facts::source(), makeSource(cause.source, card), card);
    column->addLayout(facts);
}

}  // namespace ui
