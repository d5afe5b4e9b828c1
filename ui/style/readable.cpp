// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/readable.h"

#include "ui/style/tone.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// WCAG 2.1: relative luminance.
double luminance(const QColor& color)
{
    const auto part = [](float value) {
        const auto level = static_cast<double>(value);
        return level <= 0.03928 ? level / 12.92 : std::pow((level + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

/// WCAG 2.1: contrast ratio; `front` may be transparent.
double contrast(const QColor& front, const QColor& behind)
{
    const double x = luminance(mixed(front, behind, static_cast<double>(front.alphaF())));
    const double y = luminance(behind);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

class ReadableFusion : public QProxyStyle
{
public:
    ReadableFusion() : QProxyStyle(u"fusion"_s) {}

    void drawPrimitive(PrimitiveElement element,
                       const QStyleOption* option,
                       QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool isRound = element == PE_IndicatorRadioButton;
        const bool isBox = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
        if ((!isRound && !isBox) || !isDark(option->palette))
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(outlineColor(*option));
        const QRectF outline = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (isRound)
            painter->drawEllipse(outline.adjusted(1, 1, -1, -1));
        else
            painter->drawRoundedRect(outline, 1.5, 1.5);
        painter->restore();
    }

    void drawComplexControl(ComplexControl control,
                            const QStyleOptionComplex* option,
                            QPainter* painter,
                            const QWidget* widget) const override
    {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        if (control != CC_Slider || !isDark(option->palette))
            return;
        const QRect groove = subControlRect(CC_Slider, option, SC_SliderGroove, widget);
        const QRect handle = subControlRect(CC_Slider, option, SC_SliderHandle, widget);
        painter->save();
        painter->setBrush(Qt::NoBrush);
        painter->setPen(outlineColor(*option));
        painter->drawRoundedRect(QRectF(handle).adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5);
        painter->setClipRegion(QRegion(option->rect) - handle);
        painter->drawRoundedRect(QRectF(groove).adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5);
        painter->restore();
    }

private:
    static QColor outlineColor(const QStyleOption& option)
    {
        return mixed(option.palette.color(QPalette::Active, QPalette::WindowText),
                     option.palette.color(QPalette::Window),
                     option.state.testFlag(State_Enabled) ? 0.6 : 0.3);
    }
};

/// Looks at the palette again when it has changed.
class PaletteWatch : public QObject
{
public:
    using QObject::QObject;

    static void mend()
    {
        const QPalette now = QApplication::palette();
        const QPalette mended = withReadablePlaceholders(now);
        if (mended == now)
            return;
        // This one colour alone, so that the theme still decides all others.
        QPalette one;
        one.setColor(QPalette::PlaceholderText, mended.color(QPalette::Active, QPalette::PlaceholderText));
        QApplication::setPalette(one);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange)
            mend();
        return QObject::eventFilter(watched, event);
    }
};

}  // namespace

QPalette withReadablePlaceholders(QPalette palette)
{
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    if (contrast(palette.color(QPalette::Active, QPalette::PlaceholderText), base) < 4.5) {
        palette.setColor(QPalette::PlaceholderText,
                         mixed(palette.color(QPalette::Active, QPalette::Text), base, 0.65));
    }
    return palette;
}

QStyle* makeReadableFusion() { return new ReadableFusion; }

void keepReadable()
{
    if (QApplication::style()->name() == u"fusion")
        QApplication::setStyle(makeReadableFusion());
    qApp->installEventFilter(new PaletteWatch(qApp));
    PaletteWatch::mend();
}

}  // namespace ui
