// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_client.h"

namespace delivery {

// One of each system, in a source file that is compiled only there.

/// Linux and its relatives: org.freedesktop.portal.Email, version 2 and later, with the files as descriptors.
/// Only where Qt has D-Bus.
[[nodiscard]] MailWay portalWay();

/// Linux and its relatives: the script `xdg-email` of xdg-utils, which hands the files on as paths.
[[nodiscard]] MailWay xdgEmailWay();

/// Windows: MAPISendMailW of the default mail program, with its dialogue.
/// Written against Microsoft's documentation of mapi.h and not run: no Windows was at hand.
[[nodiscard]] MailWay mapiWay();

/// macOS: NSSharingService, "compose email", which Mail offers and other programs may.
/// Written against Apple's documentation of AppKit and not run: no Mac was at hand.
[[nodiscard]] MailWay sharingServiceWay();

}  // namespace delivery
