// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/tone.h"

#include <QHash>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace ui {

/// Something to tell that does not deserve a dialog.
struct Message
{
    struct Button
    {
        QString text;  ///< its mnemonic marked by `&`
        std::function<void()> run;
        bool stays = false;  ///< the message does, when this is pressed
    };

    Tone tone = Tone::Info;
    QString text;
    std::vector<Button> buttons = {};  ///< pressing one takes the message away and runs it
};

/// The bars above the content. A message has a topic; a newer one of the same topic takes its place.
class MessageArea : public QWidget
{
    Q_OBJECT

public:
    explicit MessageArea(QWidget* parent = nullptr);

    void show(const QString& topic, const Message& message);
    void remove(const QString& topic);
    /// Puts the focus on the first button of a message that somebody has to answer.
    void focusOn(const QString& topic);
    void clear();
    /// Messages of these topics are kept, but not shown, until they are left out again.
    void setSilent(const QStringList& topics);
    [[nodiscard]] bool shows(const QString& topic) const { return m_bars.contains(topic); }
    /// What the message of `topic` says; empty when there is none.
    [[nodiscard]] QString text(const QString& topic) const;

private:
    QVBoxLayout* m_layout;
    QHash<QString, QWidget*> m_bars;
    QStringList m_silent;
};

}  // namespace ui
