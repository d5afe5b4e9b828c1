// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QGroupBox>
#include <QKeySequence>
#include <QLabel>
#include <QMap>
#include <QMenu>

namespace test {

/// "Alt+S: Share, Share these secrets in clear": each key that belongs to more than one of `texts`.
inline QStringList clashesOf(const QStringList& texts)
{
    QMap<QString, QStringList> owners;
    for (const QString& text : texts) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (!key.isEmpty())
            owners[key.toString(QKeySequence::PortableText)] << QString(text).remove(u'&');
    }
    QStringList clashes;
    for (auto owner = owners.cbegin(); owner != owners.cend(); ++owner) {
        if (owner->size() > 1)
            clashes << owner.key() + QStringLiteral(": ") + owner->join(QStringLiteral(", "));
    }
    return clashes;
}

/// The keys that lead to more than one thing that can be seen in `root`. Also a disabled one counts: its key
/// would go to the other.
inline QStringList clashes(const QWidget* root)
{
    QStringList texts;
    const auto widgets = root->findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if (!widget->isVisibleTo(root))
            continue;
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts << button->text();
        else if (const auto* box = qobject_cast<const QGroupBox*>(widget))
            texts << box->title();
        else if (const auto* label = qobject_cast<const QLabel*>(widget); label && label->buddy())
            texts << label->text();
    }
    // Some desktops have the button Close of every dialog at this key.
    return clashesOf(texts << QStringLiteral("&Close (of the desktop)"));
}

inline QStringList clashes(const QMenu* menu)
{
    QStringList texts;
    const auto actions = menu->actions();
    for (const QAction* action : actions)
        texts << action->text();
    return clashesOf(texts);
}

}  // namespace test
