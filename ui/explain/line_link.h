// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/log.h"

#include <QAbstractButton>

namespace ui {

/// A line of a log that proves something, secrets masked: pressing it leads there. Elided where there is no
/// room, and whole in the tip.
class LineLink : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LineLink(const explain::Proof& proof, QWidget* parent = nullptr);

    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_line;
    QString m_number;
    QString m_rest;
};

}  // namespace ui
