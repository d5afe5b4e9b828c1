// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/create.h"
#include "core/profile/identifiers.h"
#include "core/profile/reference_walk.h"

#include <QHash>

#include <algorithm>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

using Renamed = QHash<QString, QString>;  ///< old text in lower case to the new one

/// The new text for the string at `key`, made by `make` once for each old text; nothing where there is none.
void renew(plist::Dict& dict, const QString& key, Renamed& renamed, const UuidSource& make)
{
    const QString* old = dict.get<QString>(key);
    if (!old || old->isEmpty())
        return;
    const QString fresh = make();
    // Of two payloads with one UUID, references mean the first.
    if (!renamed.contains(old->toLower()))
        renamed.insert(old->toLower(), fresh);
    dict.set(key, fresh);
}

constexpr qsizetype uuidLength = 36;

/// `identifier` for a copy: some tools end it in the payload's UUID, which goes along.
QString withNewUuid(const QString& identifier, const QString& oldUuid, const QString& newUuid)
{
    return oldUuid.size() != uuidLength ? identifier
                                        : QString(identifier).replace(oldUuid, newUuid, Qt::CaseInsensitive);
}

/// Copies of payloads that go together.
class Copies
{
public:
    Copies(const schema::Store& store, const UuidSource& uuid) : m_store(store), m_uuid(uuid) {}

    /// A copy with its own UUIDs; `identifier` turns the old identifier (UUID replaced) into the copy's.
    template <class F>
    void add(const Payload& payload, F identifier)
    {
        plist::Dict copy = *payload.dict;
        renew(copy, u"PayloadUUID"_s, m_uuids, m_uuid);
        const QString own = m_store.ownIdentifierKey(payload.type);
        if (!own.isEmpty())
            renew(copy, own, m_ownIdentifiers, m_uuid);
        if (copy.get<QString>(u"PayloadIdentifier")) {
            const QString* uuid = copy.get<QString>(u"PayloadUUID");
            copy.set(u"PayloadIdentifier"_s,
                     identifier(withNewUuid(payload.identifier, payload.uuid, uuid ? *uuid : QString())));
        }
        m_copies.emplace_back(payload.type, std::move(copy));
    }

    /// The copies, with the references among them rewritten.
    [[nodiscard]] std::vector<plist::Value> take()
    {
        std::vector<plist::Value> values;
        values.reserve(m_copies.size());
        for (const auto& [type, dict] : m_copies) {
            plist::Value value(dict);
            for (const ReferencePlace& place : referencePlaces(dict, m_store.references(type)))
                rewrite(value, place, m_uuids);
            for (const ReferencePlace& place : referencePlaces(dict, m_store.valueReferences(type)))
                rewrite(value, place, m_ownIdentifiers);
            values.push_back(std::move(value));
        }
        return values;
    }

private:
    static void rewrite(plist::Value& value, const ReferencePlace& place, const Renamed& renamed)
    {
        const auto fresh = renamed.constFind(place.text.toLower());
        if (fresh != renamed.constEnd())
            value = value.with(place.path, *fresh);
    }

    const schema::Store& m_store;
    const UuidSource& m_uuid;
    Renamed m_uuids;
    Renamed m_ownIdentifiers;
    std::vector<std::pair<QString, plist::Dict>> m_copies;  ///< payload type and copy
};

}  // namespace

std::vector<plist::Value> duplicate(const Profile& profile,
                                    const std::vector<std::size_t>& indexes,
                                    const schema::Store& store,
                                    const UuidSource& uuid)
{
    Identifiers identifiers(profile);
    Copies copies(store, uuid);
    for (const std::size_t index : indexes) {
        if (index >= profile.payloads().size())
            continue;
        copies.add(profile.payloads()[index],
                   [&](const QString& old) { return identifiers.take(withoutNumber(old)); });
    }
    return copies.take();
}

plist::Value duplicateProfile(const plist::Value& root, const schema::Store& store, const UuidSource& uuid)
{
    const Profile profile(root);
    if (!root.as<plist::Dict>())
        return root;
    plist::Dict copy = profile.dict();
    Renamed ofProfile;
    renew(copy, u"PayloadUUID"_s, ofProfile, uuid);
    const QString oldIdentifier = profile.identifier();
    QString newIdentifier = oldIdentifier;
    if (!oldIdentifier.isEmpty()) {
        const QString* newUuid = copy.get<QString>(u"PayloadUUID");
        newIdentifier = withNewUuid(oldIdentifier, profile.uuid(), newUuid ? *newUuid : QString());
        if (newIdentifier == oldIdentifier)
            newIdentifier += u"-copy"_s;
        copy.set(u"PayloadIdentifier"_s, newIdentifier);
    }

    Copies copies(store, uuid);
    for (const Payload& payload : profile.payloads()) {
        copies.add(payload, [&](const QString& old) {
            const bool isBelow =
                !oldIdentifier.isEmpty()
                && (old == oldIdentifier || old.startsWith(oldIdentifier + u'.', Qt::CaseInsensitive));
            if (isBelow)
                return newIdentifier + old.mid(oldIdentifier.size());
            return old == payload.identifier ? old + u"-copy"_s : old;
        });
    }
    const std::vector<plist::Value> payloads = copies.take();
    if (payloads.empty())
        return copy;
    plist::Array content = *copy.get<plist::Array>(u"PayloadContent");
    for (std::size_t i = 0; i < payloads.size(); ++i)
        content[profile.payloads()[i].index] = payloads[i];
    copy.set(u"PayloadContent"_s, std::move(content));
    return copy;
}

}  // namespace profile
