// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/share/handout.h"

#include <QPageLayout>
#include <QWidget>

#include <optional>

namespace ui {

/// The paper of hand-outs: that of the country, with margins every printer can keep.
[[nodiscard]] QPageLayout handoutPage();

/// A hand-out as it will be on paper; its text is the accessible description.
class HandoutPreview : public QWidget
{
    Q_OBJECT

public:
    explicit HandoutPreview(QWidget* parent = nullptr);

    void show(const std::optional<Handout>& handout);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<Handout> m_handout;
};

}  // namespace ui
