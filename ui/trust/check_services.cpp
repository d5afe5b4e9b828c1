// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/check_services.h"

namespace ui {

const trust::Knowledge& LazyKnowledge::get() const
{
    std::call_once(m_once, [this] {
        m_knowledge.emplace();
        m_knowledge->anchorage.system = x509::CertificatePool(m_roots().certificates);
    });
    return *m_knowledge;
}

CheckServices systemCheckServices()
{
    return {tls::probe, std::make_shared<const LazyKnowledge>(trust::systemRoots), [] {
                return QDateTime::currentDateTimeUtc();
            }};
}

}  // namespace ui
