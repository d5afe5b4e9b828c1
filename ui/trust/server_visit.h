// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/trust/check_services.h"

#include <QObject>

#include <stop_token>

namespace ui {

/// One look at a live server at a time, off the GUI thread.
class ServerVisit : public QObject
{
    Q_OBJECT

public:
    explicit ServerVisit(Probe probe, QObject* parent = nullptr);
    ~ServerVisit() override;

    void start(const tls::Endpoint& endpoint);
    /// Forgets the visit at once, whenever the network lets go of it.
    void cancel();
    [[nodiscard]] bool isUnderWay() const { return m_isUnderWay; }

signals:
    void progressed(const QString& step, double done);
    void finished(const base::Result<tls::Observation>& seen);

private:
    Probe m_probe;
    std::stop_source m_stop;
    quint64 m_generation = 0;
    bool m_isUnderWay = false;
};

}  // namespace ui
