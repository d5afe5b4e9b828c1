// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/ndes_fetch.h"

#include "core/http/qt_transport.h"
#include "ui/task.h"

#include <QDateTime>

namespace ui {

NdesFetch::~NdesFetch() { m_stop.request_stop(); }

void NdesFetch::start(const ndes::Addresses& addresses,
                      std::shared_ptr<const http::Credentials> credentials,
                      const QDateTime& now)
{
    cancel();
    m_isUnderWay = true;
    m_stop = runThen(
        this,
        [addresses, credentials = std::move(credentials), now](const std::stop_token& stop) {
            http::QtTransport transport;
            return std::make_shared<ndes::Fetched>(
                ndes::fetchChallenge(transport, addresses, credentials.get(), now, stop));
        },
        [this, generation = m_generation](const std::shared_ptr<ndes::Fetched>& fetched) {
            if (generation != m_generation)
                return;
            m_isUnderWay = false;
            emit finished(fetched);
        });
}

void NdesFetch::cancel()
{
    m_stop.request_stop();
    ++m_generation;
    m_isUnderWay = false;
}

}  // namespace ui
