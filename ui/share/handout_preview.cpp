// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/handout_preview.h"

#include "ui/style/tone.h"

#include <QLocale>
#include <QPainter>

namespace ui {

QPageLayout handoutPage()
{
    constexpr qreal margin = 18;
    const bool isLetter = QLocale::system().measurementSystem() == QLocale::ImperialUSSystem;
    return {QPageSize(isLetter ? QPageSize::Letter : QPageSize::A4), QPageLayout::Portrait,
            QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter};
}

HandoutPreview::HandoutPreview(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Preview"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HandoutPreview::show(const std::optional<Handout>& handout)
{
    m_handout = handout;
    setAccessibleDescription(handout ? handoutText(*handout) : QString());
    update();
}

QSize HandoutPreview::sizeHint() const { return {fontMetrics().height() * 20, fontMetrics().height() * 28}; }

QSize HandoutPreview::minimumSizeHint() const
{
    return {fontMetrics().height() * 10, fontMetrics().height() * 14};
}

void HandoutPreview::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    if (!m_handout)
        return;
    const QPageLayout layout = handoutPage();
    const QRectF paper = layout.fullRect();
    const QRectF inner = layout.paintRect();
    const qreal scale = std::min((width() - 2) / paper.width(), (height() - 2) / paper.height());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate((width() - paper.width() * scale) / 2, (height() - paper.height() * scale) / 2);
    painter.scale(scale, scale);
    painter.fillRect(paper, Qt::white);
    painter.setPen(
        QPen(mixed(palette().color(QPalette::WindowText), palette().color(QPalette::Window), 0.4), 0));
    painter.drawRect(paper);
    paintHandout(painter, inner, *m_handout);
}

}  // namespace ui
