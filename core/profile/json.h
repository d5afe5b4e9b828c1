// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/value.h"

#include <QJsonValue>
#include <QString>

namespace profile {

/// A property-list value from JSON: objects, arrays, strings, booleans and numbers as themselves, and
/// `{"data":"base64"}`, `{"date":"ISO 8601"}`, `{"real":1}`, `{"uid":1}`, `{"raw":{"type":…,"text":…}}` for
/// what JSON has no type for. `{"dict":{…}}` is a dictionary, however its one key is called.
[[nodiscard]] base::Result<plist::Value> valueFromJson(const QJsonValue& json);

/// The same from text, which may be a bare scalar.
[[nodiscard]] base::Result<plist::Value> valueFromJsonText(const QString& text);

/// The way back. valueFromJson() reads it equal, but for a real without a fraction, which comes back as an
/// integer, and for parts of a second in a date.
[[nodiscard]] QJsonValue valueToJson(const plist::Value& value);

/// A value of `type` from what a person typed: verbatim for a string, base64 for data, ISO 8601 for a date,
/// true/false, yes/no or 1/0 for a boolean, JSON for an array or dictionary. Template tokens in place of an
/// integer, real, date or data become Raw.
[[nodiscard]] base::Result<plist::Value> valueFromText(const QString& text, plist::Type type);

}  // namespace profile
