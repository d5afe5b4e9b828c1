// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/report.h"
#include "ui/explain/tone_panel.h"

class QGridLayout;
class QLabel;
class QToolButton;

namespace ui {

/// One request to a SCEP server and what a device makes of the answer; unfolded, all about both.
class StepRow : public TonePanel
{
    Q_OBJECT

public:
    StepRow(const scep::Step& step, Tone tone, QWidget* parent = nullptr);

    [[nodiscard]] bool isOpen() const;
    void setOpen(bool isOpen);

private:
    void makeDetails(const scep::Step& step);
    void addFact(const QString& name, const QString& value, const QFont& font);

    QToolButton* m_header;
    QWidget* m_details;
    QGridLayout* m_facts;
};

}  // namespace ui
