// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/server_visit.h"

#include "ui/task.h"

#include <QPointer>

namespace ui {

namespace {

/// Lives on the GUI thread and is spoken to from another, which may outlive whoever listens.
class Reporter : public QObject
{
public:
    std::function<void(const QString&, double)> told;

    static void tell(const std::shared_ptr<Reporter>& reporter, const QString& step, double done)
    {
        QMetaObject::invokeMethod(
            reporter.get(),
            [to = reporter.get(), step, done] {
                if (to->told)
                    to->told(step, done);
            },
            Qt::QueuedConnection);
    }
};

}  // namespace

ServerVisit::ServerVisit(Probe probe, QObject* parent) : QObject(parent), m_probe(std::move(probe)) {}

ServerVisit::~ServerVisit() { m_stop.request_stop(); }

void ServerVisit::start(const tls::Endpoint& endpoint)
{
    cancel();
    m_isUnderWay = true;
    const quint64 generation = m_generation;
    const std::shared_ptr<Reporter> reporter(new Reporter, [](Reporter* one) { one->deleteLater(); });
    reporter->told = [visit = QPointer(this), generation](const QString& step, double done) {
        if (visit && visit->m_isUnderWay && visit->m_generation == generation)
            emit visit->progressed(step, done);
    };
    m_stop = runThen(
        this,
        [probe = m_probe, endpoint, reporter](const std::stop_token& stop) {
            tls::ProbeOptions options;
            options.progress = [reporter](const QString& step, double done) {
                Reporter::tell(reporter, step, done);
            };
            return probe(endpoint, options, stop);
        },
        [this, generation](const base::Result<tls::Observation>& seen) {
            if (generation != m_generation)
                return;
            m_isUnderWay = false;
            emit finished(seen);
        });
}

void ServerVisit::cancel()
{
    m_stop.request_stop();
    ++m_generation;
    m_isUnderWay = false;
}

}  // namespace ui
