// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/step_row.h"

#include "core/report/text_lines.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/explain/explain_words.h"
#include "ui/scep/scep_words.h"
#include "ui/widgets/breakable_label.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QString headersText(const std::vector<http::Header>& headers)
{
    constexpr std::size_t most = 30;
    QStringList lines;
    for (const http::Header& header : headers) {
        if (lines.size() == most) {
            lines << u"…"_s;
            break;
        }
        lines << report::printable(u"%1: %2"_s.arg(QString::fromLatin1(header.name.left(100)),
                                                   QString::fromLatin1(header.value.left(300))));
    }
    return lines.join(u'\n');
}

}  // namespace

StepRow::StepRow(const scep::Step& step, Tone tone, QWidget* parent)
    : TonePanel({}, parent)
    , m_header(new QToolButton(this))
    , m_details(new QWidget(this))
    , m_facts(new QGridLayout(m_details))
{
    const QString answer = answerText(step);
    const QString verdict = report::printable(step.verdict);
    m_header->setText(step.name);
    QStringList about = {step.name, answer, verdict};
    about.removeAll(QString());
    m_header->setAccessibleName(about.join(u"; "_s));
    m_header->setAutoRaise(true);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setFocusPolicy(Qt::StrongFocus);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_header->setFont(strong);
    connect(m_header, &QToolButton::clicked, this, [this] { setOpen(!isOpen()); });

    auto* sign = new QLabel(this);
    sign->setPixmap(toneIcon(tone).pixmap(style()->pixelMetric(QStyle::PM_SmallIconSize)));
    auto* said = new HintLabel(answer, this);
    said->setAccessibleName(answer);
    auto* head = new QHBoxLayout;
    head->addWidget(sign);
    head->addWidget(m_header);
    head->addWidget(said, 1);
    const int gap = fontMetrics().height() / 3;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(gap * 2, gap, gap * 2, gap);
    column->setSpacing(gap / 2);
    column->addLayout(head);
    if (!verdict.isEmpty()) {
        QLabel* text = makeText(verdict, this);
        text->setContentsMargins(style()->pixelMetric(QStyle::PM_SmallIconSize) + gap, 0, 0, 0);
        column->addWidget(text);
    }
    column->addWidget(m_details);
    makeDetails(step);
    setOpen(false);
}

void StepRow::makeDetails(const scep::Step& step)
{
    const int gap = fontMetrics().height() / 3;
    m_facts->setContentsMargins(style()->pixelMetric(QStyle::PM_SmallIconSize) + gap, gap, 0, gap);
    m_facts->setColumnStretch(1, 1);
    m_facts->setHorizontalSpacing(gap * 3);
    m_facts->setVerticalSpacing(gap);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.95);
    addFact(tr("Request"), report::printable(step.request), font());
    addFact(tr("Redirects"), report::printable(step.redirects.join(u" → "_s).left(1000)), font());
    if (!step.status) {
        addFact(tr("Answer"), tr("None"), font());
        return;
    }
    addFact(tr("Status"), QString::number(*step.status), font());
    addFact(tr("Headers"), headersText(step.headers), fixed);
    addFact(tr("First bytes"), step.beginning.isEmpty() ? tr("The body is empty") : hexDump(step.beginning),
            step.beginning.isEmpty() ? font() : fixed);
}

void StepRow::addFact(const QString& name, const QString& value, const QFont& font)
{
    if (value.isEmpty())
        return;
    const int row = m_facts->rowCount();
    auto* caption = new HintLabel(name, m_details);
    caption->setWordWrap(false);
    auto* text = new BreakableLabel(m_details);
    text->setFont(font);
    text->showText(value);
    text->setAccessibleName(u"%1: %2"_s.arg(name, value));
    m_facts->addWidget(caption, row, 0, Qt::AlignTop);
    m_facts->addWidget(text, row, 1);
}

bool StepRow::isOpen() const { return !m_details->isHidden(); }

void StepRow::setOpen(bool isOpen)
{
    m_details->setVisible(isOpen);
    m_header->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_header->setAccessibleDescription(isOpen ? tr("Unfolded") : tr("Folded"));
}

}  // namespace ui
