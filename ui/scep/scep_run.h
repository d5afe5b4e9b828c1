// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scep/scep_question.h"

#include <QObject>

#include <stop_token>

namespace ui {

/// One question at a time to a SCEP server, off the GUI thread.
class ScepRun : public QObject
{
    Q_OBJECT

public:
    explicit ScepRun(CheckServices services, QObject* parent = nullptr);
    ~ScepRun() override;

    /// Asks; what was asked before is forgotten.
    void start(const ScepQuestion& question);
    /// Forgets the question at once, whenever the network lets go of it.
    void cancel();
    [[nodiscard]] bool isUnderWay() const { return m_isUnderWay; }

signals:
    void stepped(const scep::Step& step);
    void finished(const ui::ScepAnswer& answer);

private:
    CheckServices m_services;
    std::stop_source m_stop;
    quint64 m_generation = 0;
    bool m_isUnderWay = false;
};

}  // namespace ui
