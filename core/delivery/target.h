// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/package.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace delivery {

/// Whether a way can be gone here and now, and what is to be said of it.
struct Readiness
{
    bool isReady = false;
    QString reason;  ///< why not, or what will happen: one sentence, translated
};

/// What became of one package on its way.
struct Delivered
{
    QString fileName;
    QString to;                          ///< a recipient, an address, a device
    std::optional<base::Error> failure;  ///< nothing: it went
    /// Whether trying again may send it twice: it is not known what the other side did with it.
    bool isUncertain = false;
};

/// Somewhere a profile can go: a mailbox, a web page, a device.
class Target
{
public:
    Target() = default;
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    virtual ~Target() = default;

    [[nodiscard]] virtual Readiness readiness(const std::vector<Package>& packages) const = 0;
    /// Blocking; one result a package and recipient, also when `stop` was requested (Cancelled).
    [[nodiscard]] virtual std::vector<Delivered> deliver(const std::vector<Package>& packages,
                                                         const std::stop_token& stop) = 0;
};

}  // namespace delivery
