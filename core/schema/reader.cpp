// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/reader.h"

#include "core/schema/titles.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

namespace schema {

using namespace Qt::Literals::StringLiterals;

namespace {

// How often a shared definition may hold itself (folders in a home screen, applications in applications)
// before its content counts as anything.
constexpr int maxSelfNesting = 2;

constexpr std::array platforms = {
    std::pair{"ios"_L1, Platform::Ios},         std::pair{"macos"_L1, Platform::Macos},
    std::pair{"tvos"_L1, Platform::Tvos},       std::pair{"visionos"_L1, Platform::Visionos},
    std::pair{"watchos"_L1, Platform::Watchos},
};

base::Result<QJsonObject> parse(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error == QJsonParseError::NoError && document.isObject())
        return document.object();
    return base::Error{base::Error::Code::InvalidInput,
                       QCoreApplication::translate("schema", "A payload definition cannot be read"),
                       error.errorString()};
}

QStringList strings(const QJsonValue& json)
{
    if (json.isString())
        return {json.toString()};
    QStringList list;
    for (const QJsonValue item : json.toArray())
        list += item.toString();
    return list;
}

std::optional<bool> flag(const QJsonValue& json)
{
    return json.isBool() ? std::optional(json.toBool()) : std::nullopt;
}

QVersionNumber version(const QJsonValue& json)
{
    return QVersionNumber::fromString(json.toString()).normalized();
}

QHash<int, Availability> readAvailability(const QJsonObject& json)
{
    QHash<int, Availability> all;
    for (const auto& [name, platform] : platforms) {
        const QJsonValue entry = json[name];
        if (entry.isUndefined())
            continue;
        Availability& here = all[static_cast<int>(platform)];
        here.never = entry == "never"_L1;
        here.introduced = version(entry["introduced"_L1]);
        here.deprecated = version(entry["deprecated"_L1]);
        here.removed = version(entry["removed"_L1]);
        here.multiple = flag(entry["multiple"_L1]);
        here.supervised = flag(entry["supervised"_L1]);
        here.manualInstall = flag(entry["manualInstall"_L1]);
        here.deviceChannel = flag(entry["deviceChannel"_L1]);
        here.userChannel = flag(entry["userChannel"_L1]);
    }
    return all;
}

/// A default or allowed value; only the scalars of JSON and arrays of them occur.
plist::Value readValue(const QJsonValue& json, const QStringList& types)
{
    if (json.isBool())
        return json.toBool();
    if (json.isDouble() && types.contains("real"_L1))
        return json.toDouble();
    if (json.isDouble())
        return std::int64_t{json.toInteger()};
    if (!json.isArray())
        return json.toString();
    plist::Array items;
    for (const QJsonValue item : json.toArray())
        items.push_back(readValue(item, {}));
    return items;
}

class PayloadReader
{
public:
    PayloadReader(const QJsonObject& json, const Lookup& lookup)
        : m_json(json)
        , m_shared(json["shared"_L1].toObject())
        , m_lookup(lookup)
    {}

    Payload payload()
    {
        Payload payload;
        payload.type = m_json["type"_L1].toString();
        payload.title = untranslatedTitle(payload.type);
        payload.source = m_json["source"_L1].toString();
        payload.availability = readAvailability(m_json["platforms"_L1].toObject());
        payload.openEnded = m_json["openEnded"_L1].toBool();
        payload.keys = keys(m_json["keys"_L1]);
        if (const Payload* other = m_lookup(m_json["extends"_L1].toString()))
            payload.keys.insert(payload.keys.end(), other->keys.begin(), other->keys.end());
        return payload;
    }

private:
    std::vector<Key> keys(const QJsonValue& json)
    {
        if (json.isString())
            return std::move(shared(json.toString()).subkeys);
        std::vector<Key> keys;
        for (const QJsonValue item : json.toArray())
            keys.push_back(key(item.toObject()));
        return keys;
    }

    Key shared(const QString& name)
    {
        if (m_nesting[name] >= maxSelfNesting) {
            Key anything;
            anything.types = {u"any"_s};
            return anything;
        }
        ++m_nesting[name];
        Key result = key(m_shared[name].toObject());
        --m_nesting[name];
        return result;
    }

    Key key(const QJsonObject& json)
    {
        Key key;
        key.name = json["name"_L1].toString();
        key.types = strings(json["type"_L1]);
        key.required = json["required"_L1].toBool();
        key.sensitive = json["sensitive"_L1].toBool();
        key.format = json["format"_L1].toString();
        if (!key.format.isEmpty())
            key.pattern = QRegularExpression(key.format);
        key.availability = readAvailability(json["platforms"_L1].toObject());
        readBounds(json, key);
        if (json.contains("item"_L1)) {
            const QJsonValue item = json["item"_L1];
            key.subkeys.push_back(item.isString() ? shared(item.toString()) : this->key(item.toObject()));
        } else if (json.contains("keys"_L1)) {
            key.subkeys = keys(json["keys"_L1]);
        } else if (json.contains("like"_L1)) {
            const Payload* other = m_lookup(json["like"_L1].toString());
            const Key* same = other ? other->find(key.name) : nullptr;
            if (same)
                key.subkeys = same->subkeys;
        }
        return key;
    }

    static void readBounds(const QJsonObject& json, Key& key)
    {
        const auto number = [&](QLatin1StringView name) {
            return json.contains(name) ? std::optional(json[name].toDouble()) : std::nullopt;
        };
        const auto count = [&](QLatin1StringView name) {
            return json.contains(name) ? std::optional(json[name].toInt()) : std::nullopt;
        };
        key.minimum = number("minimum"_L1);
        key.maximum = number("maximum"_L1);
        key.minimumItems = count("minimumItems"_L1);
        key.maximumItems = count("maximumItems"_L1);
        if (json.contains("default"_L1))
            key.defaultValue = readValue(json["default"_L1], key.types);
        for (const QJsonValue value : json["allowed"_L1].toArray())
            key.allowed.push_back(readValue(value, key.types));
    }

    const QJsonObject& m_json;
    QJsonObject m_shared;
    const Lookup& m_lookup;
    QHash<QString, int> m_nesting;
};

QHash<QString, std::vector<Reference>> readReferenceList(const QJsonValue& json, const References& known)
{
    QHash<QString, std::vector<Reference>> all;
    for (const QJsonValue item : json.toArray()) {
        Reference reference;
        reference.payloadType = item["payload"_L1].toString();
        reference.path = strings(item["path"_L1]);
        reference.key = item["key"_L1].toString(u"PayloadUUID"_s);
        reference.targets = strings(item["targets"_L1]);
        if (item["targets"_L1] == "identity"_L1)
            reference.targets = known.identityTypes;
        else if (item["targets"_L1] == "certificate"_L1)
            reference.targets = known.certificateTypes;
        all[reference.payloadType].push_back(std::move(reference));
    }
    return all;
}

}  // namespace

base::Result<Payload> readPayload(const QByteArray& json, const Lookup& lookup)
{
    const auto object = parse(json);
    if (!object)
        return object.error();
    return PayloadReader(*object, lookup).payload();
}

base::Result<References> readReferences(const QByteArray& json)
{
    const auto object = parse(json);
    if (!object)
        return object.error();
    References all;
    all.identityTypes = strings((*object)["identity"_L1]);
    all.certificateTypes = strings((*object)["certificate"_L1]);
    all.references = readReferenceList((*object)["references"_L1], all);
    all.valueReferences = readReferenceList((*object)["valueReferences"_L1], all);
    for (const QJsonValue item : (*object)["ownIdentifiers"_L1].toArray())
        all.ownIdentifiers.insert(item["payload"_L1].toString(), item["key"_L1].toString());
    return all;
}

}  // namespace schema
