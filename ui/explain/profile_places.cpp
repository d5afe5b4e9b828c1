// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/profile_places.h"

#include "core/explain/needles.h"
#include "core/profile/profile.h"

#include <QHash>

#include <algorithm>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// Shorter words stand in every log.
constexpr qsizetype leastWord = 8;

QStringList wordsOf(const plist::Document& document)
{
    const profile::Profile profile(document.root());
    QStringList words = {profile.identifier(), profile.uuid(), profile.displayName()};
    for (const profile::Payload& payload : profile.payloads())
        words << payload.identifier << payload.uuid << payload.displayName;
    words.removeIf([](const QString& word) { return word.size() < leastWord; });
    words.removeDuplicates();
    return words;
}

/// A text that names a server, and where it is.
struct Address
{
    plist::Path path;
    QUrl url;
};

void collect(const plist::Value& value, const plist::Path& path, std::vector<Address>& addresses)
{
    if (const auto* text = value.as<QString>()) {
        if (text->startsWith(u"http"_s, Qt::CaseInsensitive))
            addresses.push_back({path, QUrl(*text)});
    } else if (const auto* dict = value.as<plist::Dict>()) {
        for (const auto& [key, item] : *dict)
            collect(item, path / plist::Path::Step(key), addresses);
    } else if (const auto* array = value.as<plist::Array>()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            collect((*array)[i], path / i, addresses);
    }
}

/// The key that a cause is about.
QString keyOf(const explain::Explanation& explanation)
{
    static const QHash<QString, QString> keys = {{u"scep-challenge"_s, u"Challenge"_s},
                                                 {u"scep-fingerprint"_s, u"CAFingerprint"_s},
                                                 {u"scep-key-usage"_s, u"Key Usage"_s},
                                                 {u"scep-url-wrong"_s, u"URL"_s},
                                                 {u"scep-getcacert-type"_s, u"URL"_s},
                                                 {u"scep-pending"_s, u"Retries"_s},
                                                 {u"scep-challenge-missing"_s, u"Challenge"_s},
                                                 {u"p12-password"_s, u"Password"_s},
                                                 {u"mdm-https"_s, u"ServerURL"_s},
                                                 {u"mdm-identity"_s, u"IdentityCertificateUUID"_s},
                                                 {u"mdm-push"_s, u"Topic"_s},
                                                 {u"removal-date"_s, u"RemovalDate"_s},
                                                 {u"scope-user"_s, u"PayloadScope"_s},
                                                 {u"certificate-malformed"_s, u"PayloadContent"_s}};
    return explanation.causes.empty() ? QString() : keys.value(explanation.causes.front().id);
}

/// The fields that an error lists as its details, then the one its likeliest cause is about.
QStringList keysOf(const explain::Explanation& explanation)
{
    QStringList keys;
    for (auto error = explanation.errors.rbegin(); error != explanation.errors.rend(); ++error)
        keys << error->details;
    if (const QString key = keyOf(explanation); !key.isEmpty())
        keys << key;
    return keys;
}

/// The first of `keys` that is in the payload or in the settings one level down.
std::optional<plist::Path> fieldIn(const profile::Payload& payload, const QStringList& keys)
{
    for (const QString& key : keys) {
        if (payload.content() && payload.content()->contains(key))
            return payload.path / u"PayloadContent" / plist::Path::Step(key);
        if (payload.dict->contains(key))
            return payload.path / plist::Path::Step(key);
    }
    return std::nullopt;
}

/// The payloads that are of the kind the innermost error is about.
bool isOfKind(const profile::Payload& payload, const explain::Explanation& explanation)
{
    const QString domain = explanation.errors.empty() ? QString() : explanation.errors.back().domain;
    const auto is = [&](const char16_t* part, const char16_t* type) {
        return domain.contains(QStringView(part), Qt::CaseInsensitive)
               && payload.type.contains(QStringView(type), Qt::CaseInsensitive);
    };
    return is(u"SCEP", u"scep") || is(u"MDM", u"mdm") || is(u"WiFi", u"wifi") || is(u"VPN", u"vpn")
           || is(u"EAS", u"eas") || is(u"Certificate", u"security");
}

}  // namespace

std::vector<ProfileInLog> lookFor(const std::vector<OpenProfile>& profiles, const QByteArray& text)
{
    std::vector<ProfileInLog> found;
    explain::Needles needles;
    std::vector<std::pair<std::size_t, QString>> words;
    for (const OpenProfile& profile : profiles) {
        for (const QString& word : wordsOf(profile.document)) {
            needles.add(word.toUtf8());
            words.emplace_back(found.size(), word);
        }
        found.push_back({profile, {}});
    }
    if (!words.empty())
        needles.find(std::string_view(text.constData(), static_cast<std::size_t>(text.size())),
                     [&](std::size_t, std::size_t number) {
                         found[words[number].first].seen.insert(words[number].second);
                     });
    return found;
}

std::optional<ProfilePlace> placeIn(const ProfileInLog& in,
                                    const explain::Explanation& explanation,
                                    const std::vector<NamedServer>& servers)
{
    const plist::Value root = in.profile.document.root();
    const profile::Profile profile(root);
    const auto at = [&](const plist::Path& path) {
        return ProfilePlace{in.profile.window, in.profile.name, path};
    };
    const QStringList keys = keysOf(explanation);
    std::vector<Address> addresses;
    collect(root, {}, addresses);
    const auto isNamed = [&](const Address& address) {
        return std::any_of(servers.begin(), servers.end(), [&](const NamedServer& server) {
            return !address.url.host().isEmpty() && server.host() == address.url.host();
        });
    };
    addresses.erase(std::remove_if(addresses.begin(), addresses.end(),
                                   [&](const Address& address) { return !isNamed(address); }),
                    addresses.end());
    const bool isProfileNamed = in.seen.contains(profile.identifier()) || in.seen.contains(profile.uuid())
                                || in.seen.contains(profile.displayName());
    const profile::Payload* named = nullptr;
    const profile::Payload* ofKind = nullptr;
    for (const profile::Payload& payload : profile.payloads()) {
        const bool hasAddress = std::any_of(addresses.begin(), addresses.end(), [&](const Address& address) {
            return address.path.startsWith(payload.path);
        });
        const bool isSeen = in.seen.contains(payload.identifier) || in.seen.contains(payload.uuid)
                            || in.seen.contains(payload.displayName) || hasAddress;
        if (!named && isSeen)
            named = &payload;
        if (!ofKind && isOfKind(payload, explanation) && (isSeen || isProfileNamed))
            ofKind = &payload;
    }
    const profile::Payload* payload = ofKind ? ofKind : named;
    if (payload)
        if (const auto field = fieldIn(*payload, keys))
            return at(*field);
    for (const Address& address : addresses)
        if (!payload || address.path.startsWith(payload->path))
            return at(address.path);
    if (payload)
        return at(payload->path);
    if (!isProfileNamed)
        return std::nullopt;
    for (const profile::Payload& one : profile.payloads())
        if (const auto field = fieldIn(one, keys))
            return at(*field);
    return at(plist::Path{u"PayloadIdentifier"_s});
}

}  // namespace ui
