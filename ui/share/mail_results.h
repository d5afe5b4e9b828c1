// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/target.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;
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
    /// Why it did not go, if that is the same for all whom it did not reach; else empty.
    [[nodiscard]] QString commonReason() const;
    void setRetryEnabled(bool isEnabled);
    void focusRetry();

signals:
    void retryAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    void fit();

    std::vector<delivery::Delivered> m_results;
    QScrollArea* m_room;
    QVBoxLayout* m_rows;
    QPushButton* m_retry;
};

}  // namespace ui
