// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/airdrop.h"

#include <QCoreApplication>
#include <QFileInfo>

#import <AppKit/AppKit.h>

namespace ui {

// Written against Apple's documentation of AppKit and not run: no Mac was at hand.
// https://developer.apple.com/documentation/appkit/nssharingservice/name/sendviaairdrop

bool hasAirDrop() { return true; }

base::Result<> airDrop(const QString& path)
{
    @autoreleasepool {
        NSSharingService* service = [NSSharingService sharingServiceNamed:NSSharingServiceNameSendViaAirDrop];
        NSArray* items = @[ [NSURL fileURLWithPath:QFileInfo(path).absoluteFilePath().toNSString()] ];
        if (service == nil || ![service canPerformWithItems:items])
            return base::Error{
                base::Error::Code::Unsupported,
                QCoreApplication::translate("share", "AirDrop is not available on this Mac"),
                {},
                QCoreApplication::translate("share", "Switch on Wi-Fi and Bluetooth, and AirDrop in Control Center")};
        [service performWithItems:items];
    }
    return {};
}

}  // namespace ui
