// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/verdict_view.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/trust/trust_words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QRegularExpression>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr double wordScale = 1.6;
constexpr double headlineScale = 1.1;

QFont scaled(QFont font, double scale, QFont::Weight weight)
{
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setWeight(weight);
    return font;
}

/// Whether `reason` speaks against every kind of root that is possible: then the headline says so once.
bool isCommon(const QString& reason, const std::vector<report::CheckedAnchors>& all)
{
    return std::all_of(all.begin(), all.end(), [&](const report::CheckedAnchors& one) {
        return !one.isPossible || one.reasons.contains(reason);
    });
}

/// "Under a public root: refused. The certificate is valid for …".
QString sentenceOf(const report::CheckedAnchors& one, const std::vector<report::CheckedAnchors>& all)
{
    QStringList own;
    std::copy_if(one.reasons.begin(), one.reasons.end(), std::back_inserter(own),
                 [&](const QString& reason) { return !isCommon(reason, all); });
    const QString text =
        VerdictView::tr("Under %1: %2").arg(anchorsPhrase(one.anchors), verdictTitle(one.verdict).toLower());
    return own.isEmpty() ? text : u"%1. %2"_s.arg(text, own.join(u"; "_s));
}

/// Whether it matters which kind of root it is, among those it may be.
bool kindsDiffer(const std::vector<report::CheckedAnchors>& all)
{
    const report::CheckedAnchors* first = nullptr;
    for (const report::CheckedAnchors& one : all) {
        if (!one.isPossible)
            continue;
        if (first && (one.verdict != first->verdict || one.reasons != first->reasons))
            return true;
        first = &one;
    }
    return false;
}

/// What a device and the server agreed on, in one line.
QString sentenceOf(const report::CheckedTls& tls)
{
    if (tls.protocol.isEmpty() && tls.protocols.isEmpty())
        return VerdictView::tr("The server agrees to no handshake");
    QStringList parts;
    if (!tls.protocols.isEmpty())
        parts << VerdictView::tr("speaks %1").arg(tls.protocols.join(u", "_s));
    if (!tls.protocol.isEmpty())
        parts << VerdictView::tr("agreed on %1 with %2")
                     .arg(tls.protocol, QStringList({tls.suite, tls.group, tls.signature})
                                            .filter(QRegularExpression(u"."_s))
                                            .join(u", "_s));
    parts << (tls.isChainComplete ? VerdictView::tr("sends a complete chain")
                                  : VerdictView::tr("sends an incomplete chain"));
    if (!tls.staple.isEmpty())
        parts << VerdictView::tr("stapled OCSP answer: %1").arg(tls.staple);
    if (tls.timestamps > 0)
        parts << VerdictView::tr("%n timestamp(s) of CT logs in the handshake", nullptr, tls.timestamps);
    if (tls.asksForClientCertificate)
        parts << VerdictView::tr("asks for a client certificate");
    return VerdictView::tr("The server %1").arg(parts.join(u"; "_s));
}

}  // namespace

VerdictView::VerdictView(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_word(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_lines(new QVBoxLayout)
{
    const int gap = fontMetrics().height() / 2;
    m_word->setFont(scaled(font(), wordScale, QFont::DemiBold));
    m_headline->setFont(scaled(font(), headlineScale, QFont::Normal));
    m_headline->setWordWrap(true);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lines->setSpacing(gap / 3);
    auto* words = new QVBoxLayout;
    words->setSpacing(gap / 2);
    words->addWidget(m_word);
    words->addWidget(m_headline);
    words->addLayout(m_lines);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(gap * 2, gap, gap, gap);
    row->setSpacing(gap * 3 / 2);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
}

void VerdictView::begin(Tone tone, const QString& word, const QString& headline)
{
    m_tone = tone;
    m_word->setText(word);
    m_headline->setText(headline);
    setAccessibleName(text());
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void VerdictView::show(Tone tone, const QString& word, const QString& headline, const QStringList& hints)
{
    begin(tone, word, headline);
    for (const QString& hint : hints)
        addHint(hint);
    showIcon();
    update();
}

void VerdictView::show(const report::CheckReport& report, const std::optional<QDate>& otherDay)
{
    const QString title = verdictTitle(report.verdict);
    begin(verdictTone(report.verdict),
          otherDay ? tr("%1 on %2", "a verdict on a day")
                         .arg(title, QLocale().toString(*otherDay, QLocale::LongFormat))
                   : title,
          report.headline);
    if (kindsDiffer(report.anchors)) {
        for (const report::CheckedAnchors& one : report.anchors) {
            if (one.isPossible)
                addLine(verdictTone(one.verdict), sentenceOf(one, report.anchors));
        }
    }
    for (const QString& note : report.notes)
        addHint(note);
    if (report.tls)
        addHint(sentenceOf(*report.tls));
    showIcon();
    update();
}

QString VerdictView::text() const { return u"%1. %2"_s.arg(m_word->text(), m_headline->text()); }

void VerdictView::addLine(Tone tone, const QString& text)
{
    auto* line = new QWidget(this);
    auto* sign = new QLabel(line);
    sign->setPixmap(toneIcon(tone).pixmap(style()->pixelMetric(QStyle::PM_SmallIconSize)));
    auto* words = new QLabel(text, line);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setAccessibleName(text);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    m_lines->addWidget(line);
}

void VerdictView::addHint(const QString& text)
{
    auto* hint = new HintLabel(text, this);
    hint->setAccessibleName(text);
    m_lines->addWidget(hint);
}

void VerdictView::showIcon()
{
    const int extent = QFontMetrics(m_word->font()).height();
    m_icon->setPixmap(toneIcon(m_tone).pixmap(QSize(extent, extent), devicePixelRatioF()));
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText, toneColor(m_tone, palette()));
    m_word->setPalette(colored);
}

void VerdictView::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), toneBackground(m_tone, palette()));
    painter.fillRect(QRect(rect().topLeft(), QSize(qMax(4, fontMetrics().height() / 3), height())),
                     toneColor(m_tone, palette()));
}

void VerdictView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        showIcon();
}

}  // namespace ui
