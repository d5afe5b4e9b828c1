// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_words.h"

#include <QLabel>
#include <QLayout>

namespace ui {

QLabel* makeText(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(text);
    return label;
}

QLabel* makeStrong(const QString& text, QWidget* parent)
{
    QLabel* label = makeText(text, parent);
    QFont strong = label->font();
    strong.setWeight(QFont::DemiBold);
    label->setFont(strong);
    return label;
}

QLabel* makeHeading(const QString& text, QWidget* parent)
{
    QLabel* label = makeStrong(text, parent);
    QFont large = label->font();
    large.setPointSizeF(large.pointSizeF() * 1.1);
    label->setFont(large);
    return label;
}

QString capitalized(const QString& text)
{
    return text.isEmpty() ? text : text.front().toUpper() + text.sliced(1);
}

void clearLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->setParent(nullptr);
            widget->deleteLater();
        }
        delete item;
    }
}

}  // namespace ui
