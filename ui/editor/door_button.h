// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace ui {

/// A large button with an icon, a title and a sentence: a way into the program.
class DoorButton : public QAbstractButton
{
    Q_OBJECT

public:
    DoorButton(const QIcon& icon,
               const QString& title,
               const QString& description,
               QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int gap() const { return fontMetrics().height() / 2; }
    [[nodiscard]] int iconExtent() const { return fontMetrics().height() * 7 / 4; }
    [[nodiscard]] QFont titleFont() const;

    QString m_description;
    mutable int m_knownWidth = -1;
    mutable int m_knownHeight = 0;
};

}  // namespace ui
