// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"
#include "ui/style/tone.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace ui {

/// What happened in a sentence, then why, the likeliest cause first: who can mend it, what to do, what proves
/// it, and where it is written.
class ExplanationCard : public QWidget
{
    Q_OBJECT

public:
    explicit ExplanationCard(QWidget* parent = nullptr);

    void show(const explain::Explanation& explanation);
    /// The sentence that says what happened.
    [[nodiscard]] QString what() const;

signals:
    void lineAsked(int line);

private:
    void addCause(const explain::Cause& cause);
    void addSource(const explain::Explanation& explanation);

    QVBoxLayout* m_column;
    QLabel* m_what = nullptr;
};

}  // namespace ui
