// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/challenge.h"
#include "ui/style/tone.h"

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

// The small parts that the NDES desk is put together from.

namespace ui {

/// An error as one text: what, and what to do about it.
[[nodiscard]] QString withHint(const base::Error& error);

/// A button "Copy" that assistive tools know as `name`; what it copies is asked for when it is pressed.
[[nodiscard]] QToolButton* makeCopyButton(const QString& name,
                                          const std::function<QString()>& text,
                                          QWidget* parent);

/// How a challenge is at `now`: "Fresh: expires in 41 min, at 10:41".
[[nodiscard]] QString clockText(const ndes::Challenge& challenge, const QDateTime& now);
[[nodiscard]] Tone clockTone(const ndes::Challenge& challenge, const QDateTime& now);

/// What came of the last try: an icon and a text, or nothing.
class Remark : public QWidget
{
    Q_OBJECT

public:
    explicit Remark(QWidget* parent = nullptr);

    /// An empty text takes it away.
    void tell(Tone tone, const QString& text);
    /// The same, and has it read out by assistive tools.
    void announce(Tone tone, const QString& text);
    [[nodiscard]] QString told() const;

private:
    QLabel* m_icon;
    QLabel* m_text;
};

}  // namespace ui
