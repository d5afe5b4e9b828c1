// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/airdrop.h"

#include <QCoreApplication>

namespace ui {

bool hasAirDrop() { return false; }

base::Result<> airDrop(const QString& path)
{
    return base::Error{base::Error::Code::Unsupported,
                       QCoreApplication::translate("share", "AirDrop needs a Mac"), path};
}

}  // namespace ui
