// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace ndes {

/// The two addresses of one NDES server: what devices ask, and where an administrator gets a challenge.
struct Addresses
{
    QUrl device;  ///< `…/certsrv/mscep/mscep.dll`: the URL of a SCEP payload
    QUrl admin;   ///< `…/certsrv/mscep_admin/`: with the slash, without which IIS redirects

    /// From a host name, with or without a port, or from any address of NDES. What stands before
    /// `/certsrv`, as behind a reverse proxy, stays; a query does not. A name alone means https.
    [[nodiscard]] static base::Result<Addresses> fromString(const QString& text);

    bool operator==(const Addresses&) const = default;
};

}  // namespace ndes
