// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"
#include "ui/editor/forms/payload_reference.h"

#include <QString>

#include <functional>
#include <vector>

namespace ui {

class Field;

/// The payloads that a setting may name.
using ReferenceTargets = std::function<std::vector<ReferenceTarget>()>;

/// The editor that fits what `key` may hold; null when only the tree of keys can show that: dictionaries,
/// arrays of them, data. With `targets` the key names other payloads.
[[nodiscard]] Field* makeSettingField(const schema::Key& key, const ReferenceTargets& targets);

/// Where `key` of `payload` counts, when that is not everywhere the payload does: "macOS only".
[[nodiscard]] QString settingHint(const schema::Payload& payload, const schema::Key& key);

}  // namespace ui
