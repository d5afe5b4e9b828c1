// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QPushButton>

#include <optional>

namespace ui {

/// What keeps a thing from being done.
struct Obstacle
{
    QString text;
    QWidget* field = nullptr;  ///< where that can be changed; null: nowhere here
};

/// Brings `part` into sight in the scroll area that it is in, as it will be laid out; its beginning where
/// there is no room for all of it.
void reveal(const QWidget& part);

/// Stands beside a button that cannot be pressed, and says why; pressed itself, it leads to the field. Wraps.
class ObstacleLine : public QPushButton
{
    Q_OBJECT

public:
    explicit ObstacleLine(QWidget* parent = nullptr);

    /// Nothing takes it away.
    void tell(const std::optional<Obstacle>& obstacle);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QPointer<QWidget> m_field;
};

}  // namespace ui
