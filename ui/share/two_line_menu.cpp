// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/two_line_menu.h"

#include "ui/style/tone.h"

#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// Draws an entry whose text has a line end as two lines; every other as the style below does.
class TwoLines : public QProxyStyle
{
public:
    using QProxyStyle::QProxyStyle;

    QSize sizeFromContents(ContentsType type,
                           const QStyleOption* option,
                           const QSize& size,
                           const QWidget* widget) const override
    {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (type != CT_MenuItem || !item || !item->text.contains(u'\n'))
            return QProxyStyle::sizeFromContents(type, option, size, widget);
        const QString sentence = item->text.section(u'\n', 1);
        const QString name = item->text.section(u'\n', 0, 0);
        const int gap = item->fontMetrics.height() / 2;
        const int wide = std::max(item->fontMetrics.horizontalAdvance(sentence),
                                  item->fontMetrics.horizontalAdvance(QString(name).remove(u'&')) + 2 * gap);
        return {indent(*item) + wide + 2 * gap, heightOf(*item)};
    }

    void drawControl(ControlElement element,
                     const QStyleOption* option,
                     QPainter* painter,
                     const QWidget* widget) const override
    {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (element != CE_MenuItem || !item || !item->text.contains(u'\n'))
            return QProxyStyle::drawControl(element, option, painter, widget);
        QStyleOptionMenuItem bare(*item);
        bare.text.clear();
        QProxyStyle::drawControl(element, &bare, painter, widget);
        drawLines(*item, *painter);
    }

private:
    static int heightOf(const QStyleOptionMenuItem& item) { return item.fontMetrics.height() * 5 / 2 + 2; }

    /// Where the text begins.
    static int indent(const QStyleOptionMenuItem& item)
    {
        // Fusion gives the icon a column as wide as 0.79 of the entry is high.
        return std::max(item.maxIconWidth, heightOf(item) * 4 / 5) + item.fontMetrics.height() / 2;
    }

    void drawLines(const QStyleOptionMenuItem& item, QPainter& painter) const
    {
        const bool isEnabled = item.state.testFlag(State_Enabled);
        const bool isSelected = isEnabled && item.state.testFlag(State_Selected);
        const int gap = item.fontMetrics.height() / 2;
        const int high = item.fontMetrics.height();
        QRect line = item.rect.adjusted(indent(item), gap / 2 + 1, -gap, 0);
        line.setHeight(high);
        const auto place = [&](const QRect& logical) {
            return visualRect(item.direction, item.rect, logical);
        };
        const QString name = item.text.section(u'\n', 0, 0);
        const QString shortcut = name.section(u'\t', 1);
        const QPalette::ColorRole role = isSelected ? QPalette::HighlightedText : QPalette::Text;
        painter.save();
        painter.setFont(item.font);
        const int show =
            styleHint(SH_UnderlineShortcut, &item) != 0 ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
        const auto start = QStyle::visualAlignment(item.direction, Qt::AlignLeft);
        const auto end = QStyle::visualAlignment(item.direction, Qt::AlignRight);
        // What an entry is called and why it cannot be chosen has to be readable in both lines.
        const QColor ground = item.palette.color(isSelected ? QPalette::Highlight : QPalette::Window);
        const QColor text = item.palette.color(QPalette::Active, role);
        const QColor quiet = mixed(text, ground, isEnabled ? 0.75 : 0.62);
        painter.setPen(isEnabled ? text : quiet);
        painter.drawText(place(line), static_cast<int>(start) | show | Qt::TextSingleLine,
                         name.section(u'\t', 0, 0));
        painter.drawText(place(line), static_cast<int>(end) | Qt::TextSingleLine, shortcut);
        painter.setPen(isSelected ? text : quiet);
        painter.drawText(place(line.translated(0, high)), static_cast<int>(start) | Qt::TextSingleLine,
                         item.text.section(u'\n', 1));
        painter.restore();
    }
};

}  // namespace

TwoLineMenu::TwoLineMenu(const QString& title, QWidget* parent) : QMenu(title, parent)
{
    auto* style = new TwoLines;
    style->setParent(this);
    setStyle(style);
}

void TwoLineMenu::explain(QAction& action, const QString& sentence)
{
    action.setWhatsThis(sentence);
    action.setToolTip(sentence);
}

void TwoLineMenu::initStyleOption(QStyleOptionMenuItem* option, const QAction* action) const
{
    QMenu::initStyleOption(option, action);
    if (!action->isSeparator() && !action->whatsThis().isEmpty())
        option->text += u'\n' + action->whatsThis();
}

}  // namespace ui
