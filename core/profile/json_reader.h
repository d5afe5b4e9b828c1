// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/value.h"

#include <QStringView>

namespace profile {

/// JSON as RFC 8259 has it, exactly, in a property list's types: a number with a fraction or an exponent is a
/// real, any other an integer, and one that a signed integer of 64 bits does not hold, but an unsigned one
/// does, a Raw. Keys keep their order. What no value can stand for is an error: null, a key that is there
/// twice, a larger number. Errors in the text have a place; those about a value name the way to it.
[[nodiscard]] base::Result<plist::Value> readJson(QStringView text);

}  // namespace profile
