// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/link_button.h"

#include "ui/widgets/focus_frame.h"

#include <QDesktopServices>
#include <QStylePainter>
#include <QUrl>

namespace ui {

namespace {

constexpr int margin = 2;

}  // namespace

LinkButton::LinkButton(const QString& text, const QString& address, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setToolTip(address);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [address] { QDesktopServices::openUrl(QUrl(address)); });
}

QSize LinkButton::sizeHint() const
{
    // One more, for widths are rounded down.
    return {fontMetrics().horizontalAdvance(text()) + 2 * margin + 1, fontMetrics().height() + 2 * margin};
}

QSize LinkButton::minimumSizeHint() const
{
    return {qMin(fontMetrics().averageCharWidth() * 6, sizeHint().width()), sizeHint().height()};
}

void LinkButton::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QStylePainter painter(this);
    QFont underlined = font();
    underlined.setUnderline(true);
    painter.setFont(underlined);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::Link));
    const QRect room = rect().adjusted(margin, margin, -margin, -margin);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
    paintFocusFrame(*this, painter);
}

}  // namespace ui
