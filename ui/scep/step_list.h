// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/report.h"
#include "ui/style/tone.h"

#include <QWidget>

class QVBoxLayout;

namespace ui {

class StepRow;

/// The requests to a SCEP server in their order, as they come in.
class StepList : public QWidget
{
    Q_OBJECT

public:
    explicit StepList(QWidget* parent = nullptr);

    void clear();
    void add(const scep::Step& step);
    /// All steps of a report; the one that a device stops at bears the tone of the outcome. What is unfolded
    /// stays so.
    void show(const scep::Report& report);
    [[nodiscard]] const std::vector<StepRow*>& rows() const { return m_rows; }

private:
    void put(const scep::Step& step, Tone tone);

    QVBoxLayout* m_column;
    std::vector<StepRow*> m_rows;
};

}  // namespace ui
