// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/trust/time_axis.h"

#include <QWidget>

#include <optional>

class QButtonGroup;

namespace ui {

class CertificateTile;

/// A chain as a tree: issuers above whom they signed, and beside each, or below it where the room is narrow,
/// the time in which it is valid, all on one time line.
class ChainView : public QWidget
{
    Q_OBJECT

public:
    explicit ChainView(QWidget* parent = nullptr);

    void show(const report::CheckReport& report);
    void setCurrent(std::optional<std::size_t> certificate);
    [[nodiscard]] std::optional<std::size_t> current() const;
    /// The certificates from top to bottom.
    [[nodiscard]] std::vector<std::size_t> order() const;
    [[nodiscard]] CertificateTile* tile(std::size_t certificate) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

signals:
    /// The person chose one.
    void chosen(std::size_t certificate);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Row
    {
        std::size_t certificate = 0;
        std::optional<std::size_t> parent = {};  ///< the row of its issuer
        int depth = 0;
        CertificateTile* tile = nullptr;
        QRect bar = {};  ///< the room for its bar, as wide as the axis
    };
    void makeRows();
    void addRow(std::size_t certificate, std::optional<std::size_t> parent, int depth);
    void place();
    [[nodiscard]] bool isNarrow(int width) const;
    [[nodiscard]] int rowHeight(int width) const;
    [[nodiscard]] int unit() const { return fontMetrics().height(); }
    [[nodiscard]] QString limitsOf(std::size_t certificate) const;
    [[nodiscard]] QRect axisRoom() const;

    report::CheckReport m_report;
    TimeAxis m_axis;
    std::vector<LifetimeMark> m_marks;
    std::vector<Row> m_rows;
    QButtonGroup* m_group;
};

}  // namespace ui
