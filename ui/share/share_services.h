// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/interfaces.h"
#include "core/delivery/mail_client.h"
#include "ui/trust/check_services.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace ui {

/// What sharing takes from outside; tests bring their own.
struct ShareServices
{
    /// Those that a device can reach, the likeliest first.
    std::function<std::vector<delivery::Interface>()> interfaces;
    /// Called on a worker thread.
    std::function<std::vector<delivery::MailWay>()> mailWays;
    std::shared_ptr<const LazyKnowledge> knowledge;  ///< to judge a certificate by
    std::chrono::seconds grace{60};                  ///< in which the same device may fetch the same again
    std::chrono::seconds patience{30};               ///< without a visitor, until the window asks why
    std::chrono::milliseconds lookAgain{3000};       ///< for new networks, while one can be chosen
};

/// This computer's networks and mail programs; nothing of it is touched before it is asked for.
[[nodiscard]] ShareServices systemShareServices(std::shared_ptr<const LazyKnowledge> knowledge);

}  // namespace ui
