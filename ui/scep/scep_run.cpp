// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_run.h"

#include "ui/task.h"

#include <QPointer>

namespace ui {

namespace {

/// Lives on the GUI thread and is spoken to from another, which may outlive whoever listens.
class Reporter : public QObject
{
public:
    std::function<void(const scep::Step&)> told;

    static void tell(const std::shared_ptr<Reporter>& reporter, const scep::Step& step)
    {
        QMetaObject::invokeMethod(
            reporter.get(),
            [to = reporter.get(), step] {
                if (to->told)
                    to->told(step);
            },
            Qt::QueuedConnection);
    }
};

}  // namespace

ScepRun::ScepRun(CheckServices services, QObject* parent) : QObject(parent), m_services(std::move(services))
{}

ScepRun::~ScepRun() { m_stop.request_stop(); }

void ScepRun::start(const ScepQuestion& question)
{
    cancel();
    m_isUnderWay = true;
    const quint64 generation = m_generation;
    const std::shared_ptr<Reporter> reporter(new Reporter, [](Reporter* one) { one->deleteLater(); });
    reporter->told = [run = QPointer(this), generation](const scep::Step& step) {
        if (run && run->m_isUnderWay && run->m_generation == generation)
            emit run->stepped(step);
    };
    m_stop = runThen(
        this,
        [services = m_services, question, reporter](const std::stop_token& stop) {
            return askScep(
                question, services, [&reporter](const scep::Step& step) { Reporter::tell(reporter, step); },
                stop);
        },
        [this, generation](const ScepAnswer& answer) {
            if (generation != m_generation)
                return;
            m_isUnderWay = false;
            emit finished(answer);
        });
}

void ScepRun::cancel()
{
    m_stop.request_stop();
    ++m_generation;
    m_isUnderWay = false;
}

}  // namespace ui
