// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/payload_keys.h"

#include "core/lint/spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace lint {

namespace {

constexpr std::array<QStringView, 8> commonKeys{
    u"PayloadType",        u"PayloadVersion",     u"PayloadIdentifier",   u"PayloadUUID",
    u"PayloadDisplayName", u"PayloadDescription", u"PayloadOrganization",
    u"PayloadEnabled",  // written by MDM servers, read by nobody
};

constexpr std::array<QStringView, 11> profileKeys{
    u"PayloadContent",          u"PayloadRemovalDisallowed", u"PayloadScope", u"PayloadExpirationDate",
    u"EncryptedPayloadContent", u"HasRemovalPasscode",       u"IsEncrypted",  u"RemovalDate",
    u"DurationUntilRemoval",    u"TargetDeviceType",         u"ConsentText",
};

/// Whether all letters of "payload" but two occur: no near miss of it lacks more.
bool hasLettersOfPayload(QStringView key)
{
    const auto bit = [](char16_t letter) {
        return 1U << (letter - u'a');
    };
    constexpr std::array letters{u'p', u'a', u'y', u'l', u'o', u'd'};
    const unsigned wanted = std::accumulate(letters.begin(), letters.end(), 0U,
                                            [&](unsigned all, char16_t one) { return all | bit(one); });
    unsigned missing = wanted;
    for (const QChar c : key) {
        const char16_t lower = c.unicode() | 0x20U;
        if (lower >= u'a' && lower <= u'z')
            missing &= ~bit(lower);
    }
    return std::popcount(missing) <= 2;
}

/// Only what is nearly "Payload…" can be a near miss: the other keys of a payload are anything.
bool mayBePayloadKey(QStringView key)
{
    constexpr qsizetype shortest = 9;
    const auto isOne = [](QChar c, char16_t letter) {
        return c.unicode() == letter || c.unicode() == letter - 32;
    };
    return key.size() >= shortest && (isOne(key[0], u'p') || isOne(key[1], u'p') || isOne(key[0], u'a'));
}

bool isMeant(QStringView key, QStringView known)
{
    if (known.startsWith(u"Payload"))
        return mayBePayloadKey(key) && hasLettersOfPayload(key) && isNearMiss(key, known);
    return key != known && key.compare(known, Qt::CaseInsensitive) == 0;
}

const schema::Payload& definition(const Subject& subject, Level level, const QString& payloadType)
{
    const schema::Payload* own =
        level == Level::Payload ? subject.store().payload(payloadType) : &subject.store().topLevel();
    return own ? *own : subject.store().common();
}

bool isCommon(QStringView key)
{
    return std::find(commonKeys.begin(), commonKeys.end(), key) != commonKeys.end();
}

bool isKnown(QStringView key, Level level, const schema::Payload& own)
{
    const bool isProfileKey = level == Level::Profile
                              && std::find(profileKeys.begin(), profileKeys.end(), key) != profileKeys.end();
    return isProfileKey || own.find(key) != nullptr;
}

}  // namespace

bool isIdentityKey(QStringView key, Level level)
{
    constexpr std::array<QStringView, 6> keys{u"PayloadType",       u"PayloadVersion",     u"PayloadUUID",
                                              u"PayloadIdentifier", u"PayloadDisplayName", u"PayloadContent"};
    // A payload without its type is left to the schema: nothing else can be said of it.
    return std::find(keys.begin(), keys.end(), key) != keys.end()
           && (level == Level::Profile || key != u"PayloadType");
}

bool isIdentityType(QStringView key)
{
    return key == u"PayloadType" || key == u"PayloadVersion" || key == u"PayloadContent";
}

QStringView meantKey(const Subject& subject, QStringView key, Level level, const QString& payloadType)
{
    // Asked of every key there is, so what is right has to be quick.
    if ((level == Level::Payload && !mayBePayloadKey(key)) || isCommon(key))
        return {};
    if (level == Level::Payload && !key.startsWith(u"Payload") && !hasLettersOfPayload(key))
        return {};
    const schema::Payload& own = definition(subject, level, payloadType);
    if (isKnown(key, level, own))
        return {};
    const auto find = [&](const auto& known) -> QStringView {
        const auto it =
            std::find_if(known.begin(), known.end(), [&](QStringView name) { return isMeant(key, name); });
        return it == known.end() ? QStringView() : *it;
    };
    if (const QStringView meant = find(commonKeys); !meant.isEmpty())
        return meant;
    if (level == Level::Profile)
        return find(profileKeys);
    const auto it = std::find_if(own.keys.begin(), own.keys.end(), [&](const schema::Key& known) {
        return known.name.startsWith(u"Payload") && isMeant(key, known.name);
    });
    return it == own.keys.end() ? QStringView() : QStringView(it->name);
}

bool isThere(const plist::Dict& dict, QStringView key)
{
    return std::any_of(dict.begin(), dict.end(), [&](const plist::Dict::Entry& entry) {
        return entry.first == key || isMeant(entry.first, key);
    });
}

bool isMissing(const plist::Dict& dict, QStringView key)
{
    const plist::Value* value = dict.find(key);
    if (!value)
        return !isThere(dict, key);
    const auto* text = value->as<QString>();
    return text && text->isEmpty();
}

}  // namespace lint
