// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/definition.h"

#include <algorithm>
#include <array>
#include <utility>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

plist::Type fromDefinition(const schema::Key& key)
{
    constexpr std::array names = {
        std::pair{"boolean"_L1, plist::Type::Bool},    std::pair{"integer"_L1, plist::Type::Integer},
        std::pair{"real"_L1, plist::Type::Real},       std::pair{"data"_L1, plist::Type::Data},
        std::pair{"date"_L1, plist::Type::Date},       std::pair{"array"_L1, plist::Type::Array},
        std::pair{"dictionary"_L1, plist::Type::Dict},
    };
    for (const auto& [name, type] : names) {
        if (!key.types.isEmpty() && key.types.first() == name)
            return type;
    }
    return plist::Type::String;
}

/// The key at the first step of a path within a payload.
const schema::Key* payloadKey(const QString& type, const QString& name, const schema::Store& store)
{
    const schema::Payload* payload = store.payload(type);
    const schema::Key* key = payload ? payload->find(name) : nullptr;
    return key ? key : store.common().find(name);
}

const schema::Key* below(const schema::Key* key, const plist::Path& rest)
{
    for (const plist::Path::Step& step : rest) {
        if (!key)
            return nullptr;
        if (const QString* name = std::get_if<QString>(&step))
            key = key->find(*name);
        else
            key = key->types.contains("array"_L1) && !key->subkeys.empty() ? &key->subkeys.front() : nullptr;
    }
    return key;
}

}  // namespace

const schema::Key* definitionAt(const Profile& profile, const plist::Path& path, const schema::Store& store)
{
    const QString* first = path.isRoot() ? nullptr : std::get_if<QString>(&path.first());
    if (!first)
        return nullptr;
    const auto payload =
        std::find_if(profile.payloads().begin(), profile.payloads().end(), [&](const Payload& each) {
            return path.depth() > each.path.depth() && path.startsWith(each.path);
        });
    if (payload == profile.payloads().end())
        return below(store.topLevel().find(*first), path.withoutFirst());
    const plist::Path inside = path.withoutFirst().withoutFirst();
    const QString* name = std::get_if<QString>(&inside.first());
    return name ? below(payloadKey(payload->type, *name, store), inside.withoutFirst()) : nullptr;
}

plist::Type expectedType(const Profile& profile, const plist::Path& path, const schema::Store& store)
{
    const plist::Value root(profile.dict());
    if (const plist::Value* there = root.at(path))
        return there->elementType();
    const schema::Key* key = definitionAt(profile, path, store);
    return key ? fromDefinition(*key) : plist::Type::String;
}

}  // namespace profile
