// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

class PaletteIconEngine : public QIconEngine
{
public:
    PaletteIconEngine(const QString& name, std::optional<Tone> tone) : m_name(name), m_tone(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatioF();
        QPixmap drawn = pixmap((QSizeF(rect.size()) * scale).toSize(), mode, state);
        drawn.setDevicePixelRatio(scale);
        painter->drawPixmap(rect, drawn);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const QColor color = colorFor(mode);
        const QString key = u"ui-icon %1 %2 %3x%4"_s.arg(m_name, color.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap drawn;
        if (QPixmapCache::find(key, &drawn))
            return drawn;
        drawn = QPixmap(size);
        drawn.fill(Qt::transparent);
        QSvgRenderer renderer(u":/icons/%1.svg"_s.arg(m_name));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        QPainter painter(&drawn);
        renderer.render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(drawn.rect(), color);
        painter.end();
        QPixmapCache::insert(key, drawn);
        return drawn;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new PaletteIconEngine(*this); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return m_tone ? toneColor(*m_tone, palette) : palette.color(QPalette::Active, QPalette::ButtonText);
    }

    QString m_name;
    std::optional<Tone> m_tone;
};

}  // namespace

QIcon icon(const QString& name, std::optional<Tone> tone) { return QIcon(new PaletteIconEngine(name, tone)); }

QIcon payloadIcon(const QString& payloadType)
{
    if (payloadType == u"com.apple.security.scep" || payloadType == u"com.apple.security.acme")
        return icon(u"payload-scep"_s);
    if (payloadType.startsWith(u"com.apple.security.p"_s) || payloadType == u"com.apple.security.root")
        return icon(u"payload-certificate"_s);
    if (payloadType == u"com.apple.wifi.managed")
        return icon(u"payload-wifi"_s);
    if (payloadType.startsWith(u"com.apple.vpn"_s))
        return icon(u"payload-vpn"_s);
    if (payloadType == u"com.apple.mail.managed" || payloadType.startsWith(u"com.apple.eas"_s))
        return icon(u"payload-mail"_s);
    return icon(u"payload"_s);
}

}  // namespace ui
