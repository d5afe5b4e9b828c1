// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/value.h"

#include <QString>

namespace ui {

/// What people call the setting with the key `key`: "Network name (SSID)", else the key's own words,
/// "Incoming mail server host name".
[[nodiscard]] QString settingTitle(const QString& key);

/// What people call `value` where `key` may have a few values only: "TTLS" for 21.
[[nodiscard]] QString valueTitle(const QString& key, const plist::Value& value);

/// A key taken apart into words: "allowAirDrop" is "Allow AirDrop".
[[nodiscard]] QString wordsOf(const QString& key);

}  // namespace ui
