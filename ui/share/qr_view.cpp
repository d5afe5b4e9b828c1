// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/qr_view.h"

#include <QPainter>

#include <algorithm>

namespace ui {

using delivery::QrCode;

void paintCode(QPainter& painter, const QrCode& code, QPointF place, qreal module)
{
    constexpr int zone = QrCode::quietZone;
    const qreal side = (code.size() + 2 * zone) * module;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(place, QSizeF(side, side)), Qt::white);
    for (int row = 0; row < code.size(); ++row) {
        for (int column = 0; column < code.size(); ++column) {
            if (code.isDark(column, row))
                painter.fillRect(QRectF(place.x() + (column + zone) * module,
                                        place.y() + (row + zone) * module, module, module),
                                 Qt::black);
        }
    }
    painter.restore();
}

QrView::QrView(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("QR code"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setSizePolicy(policy);
}

void QrView::setAddress(const QString& address)
{
    const auto code = QrCode::fromText(address);
    m_code = code ? std::optional(*code) : std::nullopt;
    setAccessibleDescription(m_code ? address : QString());
    updateGeometry();
    update();
}

int QrView::modules() const { return m_code ? m_code->size() + 2 * QrCode::quietZone : 0; }

int QrView::moduleSize() const
{
    return m_code ? std::max(leastModule, std::min(width(), height()) / modules()) : 0;
}

QRect QrView::codeRect() const
{
    const int side = modules() * moduleSize();
    return {(width() - side) / 2, (height() - side) / 2, side, side};
}

QSize QrView::minimumSizeHint() const
{
    const int side = modules() * leastModule;
    return {side, side};
}

QSize QrView::sizeHint() const
{
    constexpr int usualModule = 6;
    const int side = modules() * usualModule;
    return {side, side};
}

void QrView::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    if (!m_code)
        return;
    QPainter painter(this);
    paintCode(painter, *m_code, codeRect().topLeft(), moduleSize());
}

}  // namespace ui
