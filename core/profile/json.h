// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/value.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace profile {

/// A property-list value from JSON text, which may be a bare scalar: objects, arrays, strings, booleans and
/// numbers as themselves (see json_reader.h), and `{"data":"base64"}`, `{"date":"ISO 8601"}`, `{"real":1}`,
/// `{"uid":1}`, `{"raw":{"type":…,"text":…}}` for what JSON has no type for. `{"dict":{…}}` is a dictionary,
/// however its one key is called.
[[nodiscard]] base::Result<plist::Value> valueFromJson(QStringView text);

/// What `json`, as readJson() gives it, stands for in that notation.
[[nodiscard]] base::Result<plist::Value> valueInJson(const plist::Value& json);

/// Whether `dict` could be taken for something else, for its one key: `{"data":"base64"}`.
[[nodiscard]] bool meansAnother(const plist::Dict& dict);

enum class JsonForm { Compact, Indented };

/// The way back, without a line end behind it; valueFromJson() reads it equal, but for parts of a second in
/// a date. Keys keep their order.
[[nodiscard]] QByteArray valueToJson(const plist::Value& value, JsonForm form = JsonForm::Indented);

/// A value of `type` from what a person typed: verbatim for a string, base64 for data, ISO 8601 for a date,
/// true/false, yes/no or 1/0 for a boolean, JSON for an array or dictionary. Template tokens in place of an
/// integer, real, date or data become Raw.
[[nodiscard]] base::Result<plist::Value> valueFromText(const QString& text, plist::Type type);

}  // namespace profile
