// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/target.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

/// What became of a mail, recipient by recipient, and a button for those it did not reach.
class MailResults : public QWidget
{
    Q_OBJECT

public:
    explicit MailResults(QWidget* parent = nullptr);

    void clear();
    /// Adds to what is there; a later result of the same recipient takes the place of the first.
    void add(const std::vector<delivery::Delivered>& results);
    /// To whom it can be sent again without reaching anybody twice.
    [[nodiscard]] QStringList failed() const;
    [[nodiscard]] int sentCount() const;
    void setRetryEnabled(bool isEnabled);
    void focusRetry();

signals:
    void retryAsked();

private:
    void rebuild();

    std::vector<delivery::Delivered> m_results;
    QVBoxLayout* m_rows;
    QPushButton* m_retry;
};

}  // namespace ui
