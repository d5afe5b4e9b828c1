// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/xml_builder.h"

namespace plist {

/// Feeds `builder` with the tags in `range` as Apple's reader and libplist find them: attributes, comments
/// and characters are not looked at, only how tags begin and end. False on what no reader passes over.
bool scanXml(XmlBuilder& builder, const QByteArray& text, Range range);

/// Stops at a declaration of an entity: nothing is ever expanded.
bool failAtEntity(XmlBuilder& builder, qsizetype at);

}  // namespace plist
