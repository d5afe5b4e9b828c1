// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"

#include <algorithm>

namespace test {

/// Whether `a` and `b` put every value at and below `path` in the same places.
inline bool samePlaces(const plist::Document& a, const plist::Document& b, const plist::Path& path)
{
    if (a.valueRange(path) != b.valueRange(path) || a.keyRange(path) != b.keyRange(path))
        return false;
    const plist::Value* value = a.root().at(path);
    if (const auto* dict = value->as<plist::Dict>()) {
        for (const auto& [key, item] : *dict) {
            static_cast<void>(item);
            if (!samePlaces(a, b, path / plist::Path::Step(key)))
                return false;
        }
    }
    if (const auto* array = value->as<plist::Array>()) {
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (!samePlaces(a, b, path / plist::Path::Step(i)))
                return false;
        }
    }
    return true;
}

/// Whether `document`, which has been edited, is what reading its bytes anew gives; else why not.
inline QString differenceFromReading(const plist::Document& document)
{
    const auto bytes = document.toBytes();
    if (!bytes)
        return QStringLiteral("cannot be written: ") + bytes.error().message;
    const auto fresh = plist::Document::read(*bytes);
    if (!fresh)
        return QStringLiteral("cannot be read: ") + fresh.error().message;
    // Without the byte that made the encoding a guess there may be nothing to guess.
    const auto& notes = document.notes();
    if (std::any_of(notes.begin(), notes.end(),
                    [](const auto& note) { return note.kind == plist::Note::Kind::Encoding; }))
        return {};
    if (document.format() == plist::Format::Xml && fresh->text() != document.text())
        return QStringLiteral("the text differs");
    if (!(fresh->root() == document.root()))
        return QStringLiteral("the values differ");
    if (document.format() == plist::Format::Xml && !samePlaces(document, *fresh, {}))
        return QStringLiteral("the places differ");
    if (document.format() == plist::Format::Xml && document.notes() != fresh->notes())
        return QStringLiteral("the notes differ");
    return {};
}

}  // namespace test
