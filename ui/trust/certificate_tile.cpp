// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/certificate_tile.h"

#include "ui/trust/trust_words.h"

#include <QEvent>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QString originOf(const report::CheckReport& report, const report::CheckedCertificate& one)
{
    if (one.isFromStore)
        return CertificateTile::tr("from this computer's roots");
    if (!one.path.isEmpty())
        return CertificateTile::tr("from the profile");
    return report.tls ? CertificateTile::tr("sent by the server") : CertificateTile::tr("from the file");
}

struct Tally
{
    Tone tone = Tone::Good;
    QStringList counts;
};

Tally tallyOf(const report::CheckReport& report, std::size_t index)
{
    Tally tally;
    for (const auto severity : {report::Severity::Error, report::Severity::Warning, report::Severity::Info}) {
        const auto count = std::count_if(
            report.findings.begin(), report.findings.end(), [&](const report::Finding& finding) {
                return finding.severity == severity && finding.certificate == index;
            });
        if (count == 0)
            continue;
        if (tally.counts.isEmpty())
            tally.tone = toneOf(severity);
        tally.counts << severityCount(severity, static_cast<int>(count));
    }
    return tally;
}

}  // namespace

CertificateTile::CertificateTile(const report::CheckReport& report,
                                 std::size_t index,
                                 const QString& issuer,
                                 const QString& limits,
                                 QWidget* parent)
    : QAbstractButton(parent)
    , m_isTrusted(report.certificates[index].isTrusted)
{
    const report::CheckedCertificate& one = report.certificates[index];
    const Tally tally = tallyOf(report, index);
    m_tone = tally.tone;
    const QString span = tr("%1 – %2").arg(dayText(one.notBefore), dayText(one.notAfter));
    m_lines = {tr("%1 · %2 · %3").arg(roleTitle(one.role), one.key, one.signature),
               tr("%1 · %2").arg(span, originOf(report, one))};
    const QString findings = tally.counts.isEmpty() ? tr("nothing found") : tally.counts.join(u", "_s);
    setText(one.name);
    setAccessibleName(tr("%1, %2, %3").arg(one.name, roleTitle(one.role), findings));
    QStringList about = {one.key, one.signature,
                         tr("valid from %1 to %2").arg(dayText(one.notBefore), dayText(one.notAfter)),
                         originOf(report, one)};
    if (!issuer.isEmpty())
        about << tr("signed by %1").arg(issuer);
    if (m_isTrusted)
        about << tr("taken as trusted");
    if (!limits.isEmpty())
        about << limits;
    setAccessibleDescription(about.join(u"; "_s));
    setToolTip(QStringList({one.subject, tr("Issued by %1").arg(one.issuer), findings, limits})
                   .filter(QRegularExpression(u"."_s))
                   .join(u'\n'));
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
}

QFont CertificateTile::titleFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QSize CertificateTile::sizeHint() const
{
    const int height = QFontMetrics(titleFont()).height() + 2 * fontMetrics().height() + 3 * gap();
    return {fontMetrics().averageCharWidth() * 46, height};
}

bool CertificateTile::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void CertificateTile::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = toneColor(m_tone, palette());
    const QColor base = palette().color(QPalette::Base);
    const QColor highlight = palette().color(QPalette::Highlight);
    const bool isStrong = isChecked() || hasFocus();
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    const qreal radius = gap();
    painter.setBrush(m_tone == Tone::Good ? base : toneBackground(m_tone, palette()));
    painter.setPen(
        QPen(isStrong ? highlight : mixed(color, base, underMouse() ? 0.8 : 0.5), isStrong ? 2 : 1));
    painter.drawRoundedRect(frame, radius, radius);
    painter.setClipRect(QRectF(frame.topLeft(), QSizeF(gap(), frame.height())));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), radius, radius);
    painter.setClipping(false);

    QRect inner = rect().adjusted(2 * gap() + gap() / 2, gap(), -gap(), -gap());
    const int line = fontMetrics().height();
    toneIcon(m_tone).paint(&painter, QRect(inner.topLeft(), QSize(line, line)));
    const QFontMetrics titleMetrics(titleFont());
    QRect title = inner.adjusted(line + gap(), 0, 0, 0);
    if (m_isTrusted) {
        const QString mark = tr("Taken as trusted");
        const int width = fontMetrics().horizontalAdvance(mark) + 2 * gap();
        const QRect badge(title.right() - width, title.top(), width, line);
        painter.setBrush(toneBackground(Tone::Good, palette()));
        painter.setPen(toneColor(Tone::Good, palette()));
        painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), line / 2.0, line / 2.0);
        painter.drawText(badge, Qt::AlignCenter, mark);
        title.setRight(badge.left() - gap());
    }
    painter.setFont(titleFont());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(title, Qt::AlignLeft | Qt::AlignTop,
                     titleMetrics.elidedText(text(), Qt::ElideMiddle, title.width()));
    painter.setFont(font());
    painter.setPen(mixed(palette().color(QPalette::Text), base, 0.75));
    int top = inner.top() + titleMetrics.height() + gap() / 2;
    for (const QString& about : m_lines) {
        painter.drawText(QRect(inner.left(), top, inner.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(about, Qt::ElideRight, inner.width()));
        top += line;
    }
}

}  // namespace ui
