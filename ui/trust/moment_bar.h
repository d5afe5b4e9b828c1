// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <QDateTime>
#include <QWidget>

#include <functional>
#include <optional>

class QComboBox;
class QDateEdit;
class QLabel;
class QPushButton;
class QSlider;

namespace ui {

/// The day and the system to judge for, each by a slider and by a field.
class MomentBar : public QWidget
{
    Q_OBJECT

public:
    explicit MomentBar(std::function<QDateTime()> now, QWidget* parent = nullptr);

    /// The present moment while the day is today, else noon of the chosen day, UTC.
    [[nodiscard]] QDateTime asOf() const;
    /// The chosen day; nothing while it is today.
    [[nodiscard]] std::optional<QDate> otherDay() const;
    [[nodiscard]] schema::Target target() const;
    /// Stretches the slider over the days that matter; today is always within reach.
    void setSpan(const QDate& first, const QDate& last);
    void backToNow();

signals:
    void changed();

private:
    void makeDay();
    void makeSystem();
    void arrange();
    void setDay(const QDate& day);
    void fillVersions();
    void changedSomething();
    [[nodiscard]] QDate today() const;

    std::function<QDateTime()> m_now;
    QDate m_first;
    QDate m_day;
    QSlider* m_daySlider = nullptr;
    QDateEdit* m_dayEdit = nullptr;
    QComboBox* m_platform = nullptr;
    QSlider* m_versionSlider = nullptr;
    QComboBox* m_version = nullptr;
    QPushButton* m_back = nullptr;
};

}  // namespace ui
