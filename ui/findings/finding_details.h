// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

#include <QWidget>

namespace ui {

/// One finding at full length: sentence, measured and required value, rule, source, and what to do.
class FindingDetails : public QWidget
{
    Q_OBJECT

public:
    explicit FindingDetails(const report::Finding& finding, QWidget* parent = nullptr);

    /// Whether it would look the same for `finding`.
    [[nodiscard]] bool says(const report::Finding& finding) const;

signals:
    void showFieldAsked();
    void fixAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    report::Finding m_finding;
};

}  // namespace ui
