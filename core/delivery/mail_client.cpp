// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mail_client.h"

#include "core/delivery/mail_ways.h"

namespace delivery {

std::vector<MailWay> waysHere()
{
    std::vector<MailWay> ways;
#if defined(Q_OS_WIN)
    ways.push_back(mapiWay());
#elif defined(Q_OS_MACOS)
    ways.push_back(sharingServiceWay());
#else
#ifdef HAS_DBUS
    ways.push_back(portalWay());
#endif
    ways.push_back(xdgEmailWay());
#endif
    return ways;
}

HandedOver handOver(const MailDraft& draft, const std::vector<MailWay>& ways, const std::stop_token& stop)
{
    HandedOver result;
    for (const MailWay& way : ways) {
        if (!way.readiness.isReady) {
            result.failed.push_back({way.name, {base::Error::Code::NotFound, way.readiness.reason}});
            continue;
        }
        const auto opened = way.open(draft, stop);
        if (opened) {
            result.by = way.name;
            break;
        }
        result.failed.push_back({way.name, opened.error()});
        if (opened.error().code == base::Error::Code::Cancelled)
            break;
    }
    return result;
}

}  // namespace delivery
