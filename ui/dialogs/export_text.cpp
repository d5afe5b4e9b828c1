// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QLabel>
#include <QPalette>

namespace ui {

namespace {

/// Each sentence once; the same said of several payloads carries their number.
QStringList counted(const QStringList& messages)
{
    QHash<QString, int> times;
    QStringList lines;
    for (const QString& message : messages) {
        if (++times[message] == 1)
            lines << message;
    }
    for (QString& line : lines) {
        if (const int count = times.value(line); count > 1)
            line = QCoreApplication::translate("export", "%1 (%2 times)").arg(line).arg(count);
    }
    return lines;
}

/// One is spelled out so that the source language needs no catalogue for its own plural.
QString listed(const QString& title, const QStringList& messages, qsizetype shown)
{
    const QStringList lines = counted(messages);
    QString text = title;
    for (const QString& line : lines.mid(0, shown))
        text += QStringLiteral("\n• ") + line;
    if (const auto more = static_cast<int>(lines.size() - shown); more > 0)
        text += u'\n'
                + (more == 1 ? QCoreApplication::translate("export", "and 1 more")
                             : QCoreApplication::translate("export", "and %n more", nullptr, more));
    return text;
}

}  // namespace

QLabel* makeExportText(const QString& accessibleName, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(accessibleName);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    // Long unbroken text must not widen the dialog.
    label->setMinimumWidth(1);
    return label;
}

void tint(QLabel& label, Tone tone)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, toneColor(tone, palette));
    label.setPalette(palette);
}

QString refusedText(const QStringList& errors)
{
    const auto count = static_cast<int>(errors.size());
    const QString title =
        count == 1
            ? QCoreApplication::translate("export",
                                          "A device is expected to refuse this profile, for 1 reason:")
            : QCoreApplication::translate(
                "export", "A device is expected to refuse this profile, for %n reasons:", nullptr, count);
    return listed(title, errors, 5);
}

QString warningsText(const QStringList& warnings)
{
    const auto count = static_cast<int>(warnings.size());
    const QString title = count == 1 ? QCoreApplication::translate("export", "1 warning:")
                                     : QCoreApplication::translate("export", "%n warnings:", nullptr, count);
    return listed(title, warnings, 3);
}

}  // namespace ui
