// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/fetch.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace ui {

/// Fetches one challenge at a time, off the GUI thread.
class NdesFetch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~NdesFetch() override;

    /// Asks; a question before it is forgotten. Null `credentials`: nobody is named.
    void start(const ndes::Addresses& addresses,
               std::shared_ptr<const http::Credentials> credentials,
               const QDateTime& now);
    /// Forgets the question at once, whenever the network lets go of it.
    void cancel();
    [[nodiscard]] bool isUnderWay() const { return m_isUnderWay; }

signals:
    /// Never null.
    void finished(const std::shared_ptr<ndes::Fetched>& fetched);

private:
    std::stop_source m_stop;
    quint64 m_generation = 0;
    bool m_isUnderWay = false;
};

}  // namespace ui
