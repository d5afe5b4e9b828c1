// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/share_services.h"

namespace ui {

ShareServices systemShareServices(std::shared_ptr<const LazyKnowledge> knowledge)
{
    return {[] { return delivery::reachable(delivery::allInterfaces()); }, &delivery::waysHere,
            std::move(knowledge)};
}

}  // namespace ui
