// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/create.h"

#include "core/profile/identifiers.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto scepType = "com.apple.security.scep"_L1;
constexpr auto rootType = "com.apple.security.root"_L1;
constexpr auto wifiType = "com.apple.wifi.managed"_L1;

// Signing and encryption, which is what a client certificate is used for; with NDES it also chooses the
// template: 1 the signature, 4 the encryption, 5 the general-purpose one.
constexpr int signAndEncrypt = 5;

// Where NDES listens. It has no host on purpose: it cannot be taken for finished.
constexpr auto ndesUrl = "http:///certsrv/mscep/mscep.dll"_L1;

constexpr int eapTls = 13;

/// The order Apple's own tools write: settings by name, then the Payload keys with the content first.
plist::Dict ordered(const plist::Dict& dict)
{
    std::vector<plist::Dict::Entry> entries(dict.begin(), dict.end());
    const auto rank = [](const QString& key) {
        if (!key.startsWith("Payload"_L1))
            return 0;
        return key == "PayloadContent"_L1 ? 1 : 2;
    };
    std::stable_sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
        const int rankA = rank(a.first);
        const int rankB = rank(b.first);
        return rankA != rankB ? rankA < rankB : a.first < b.first;
    });
    plist::Dict result;
    for (auto& [key, value] : entries)
        result.append(key, std::move(value));
    return result;
}

/// `settings` and the keys every payload has.
plist::Dict completed(plist::Dict settings,
                      const QString& type,
                      const Profile& profile,
                      const Defaults& defaults)
{
    const QString above = profile.identifier().isEmpty() ? defaults.identifierPrefix : profile.identifier();
    settings.set(u"PayloadType"_s, type);
    settings.set(u"PayloadVersion"_s, 1);
    settings.set(u"PayloadIdentifier"_s, Identifiers(profile).take(above + u'.' + shortKind(type)));
    settings.set(u"PayloadUUID"_s, defaults.uuid());
    if (!settings.contains(u"PayloadDisplayName"))
        settings.set(u"PayloadDisplayName"_s, payloadTitle(type));
    return ordered(settings);
}

/// The settings a payload of `type` starts with.
plist::Dict initialSettings(const QString& type)
{
    if (type != scepType)
        return {};
    return {{u"PayloadContent"_s,
             plist::Dict{{u"Key Type"_s, u"RSA"_s}, {u"Key Usage"_s, signAndEncrypt}, {u"Keysize"_s, 2048}}}};
}

plist::Value emptyProfile(const Template& kind, const Defaults& defaults)
{
    plist::Dict profile = {
        {u"PayloadContent"_s, plist::Array{}},
        {u"PayloadDisplayName"_s, kind.title},
        {u"PayloadIdentifier"_s, defaults.identifierPrefix + u'.' + kind.name},
        {u"PayloadType"_s, u"Configuration"_s},
        {u"PayloadUUID"_s, defaults.uuid()},
        {u"PayloadVersion"_s, 1},
    };
    if (!defaults.organization.isEmpty())
        profile.set(u"PayloadOrganization"_s, defaults.organization);
    return ordered(profile);
}

/// Appends to the profile being made, which has an array of payloads.
void append(plist::Value& root, plist::Value payload)
{
    root = root.with({u"PayloadContent"_s, Profile(root).payloads().size()}, std::move(payload));
}

/// EAP-TLS with the SCEP payload at `scep` as the client's identity.
plist::Value wifiWithIdentity(const plist::Value& root, std::size_t scep, const Defaults& defaults)
{
    const Profile profile(root);
    return completed(
        {
            {u"EAPClientConfiguration"_s, plist::Dict{{u"AcceptEAPTypes"_s, plist::Array{eapTls}}}},
            {u"EncryptionType"_s, u"WPA2"_s},
            {u"PayloadCertificateUUID"_s, profile.payloads()[scep].uuid},
        },
        wifiType, profile, defaults);
}

}  // namespace

QString newUuid() { return QUuid::createUuid().toString(QUuid::WithoutBraces).toUpper(); }

std::vector<Template> templates()
{
    const auto text = [](const char* source) {
        return QCoreApplication::translate("profile", source);
    };
    return {
        {u"scep"_s, text(QT_TRANSLATE_NOOP("profile", "SCEP identity")),
         text(QT_TRANSLATE_NOOP("profile",
                                "The device makes a key and fetches a certificate from a SCEP server"))},
        {u"ndes-scep"_s, text(QT_TRANSLATE_NOOP("profile", "SCEP with Microsoft NDES")),
         text(QT_TRANSLATE_NOOP("profile",
                                "A SCEP identity from Microsoft's Network Device Enrollment Service"))},
        {u"root"_s, text(QT_TRANSLATE_NOOP("profile", "Trusted root certificate")),
         text(QT_TRANSLATE_NOOP("profile", "Puts the root certificate of your own CA on the device"))},
        {u"wifi-eap-tls"_s, text(QT_TRANSLATE_NOOP("profile", "Wi-Fi with EAP-TLS")),
         text(QT_TRANSLATE_NOOP("profile",
                                "A Wi-Fi network that the device enters with a certificate from SCEP"))},
        {u"empty"_s, text(QT_TRANSLATE_NOOP("profile", "Empty profile")),
         text(QT_TRANSLATE_NOOP("profile", "General settings only; add the payloads yourself"))},
    };
}

base::Result<plist::Value> create(const QString& templateName, const Defaults& defaults)
{
    const std::vector<Template> all = templates();
    const auto kind =
        std::find_if(all.begin(), all.end(), [&](const Template& each) { return each.name == templateName; });
    if (kind == all.end()) {
        QStringList names;
        for (const Template& each : all)
            names += each.name;
        return base::Error{
            base::Error::Code::NotFound,
            QCoreApplication::translate("profile", "There is no template “%1”").arg(templateName),
            {},
            QCoreApplication::translate("profile", "Templates: %1").arg(names.join(u", "_s))};
    }

    plist::Value root = emptyProfile(*kind, defaults);
    if (kind->name == "empty"_L1)
        return root;
    if (kind->name == "root"_L1) {
        append(root, newPayload(rootType, Profile(root), defaults));
        return root;
    }
    plist::Value scep = newPayload(scepType, Profile(root), defaults);
    if (kind->name == "ndes-scep"_L1)
        scep = scep.with({u"PayloadContent"_s, u"URL"_s}, QString(ndesUrl));
    append(root, std::move(scep));
    if (kind->name == "wifi-eap-tls"_L1)
        append(root, wifiWithIdentity(root, 0, defaults));
    return root;
}

plist::Value newPayload(const QString& type, const Profile& profile, const Defaults& defaults)
{
    return completed(initialSettings(type), type, profile, defaults);
}

plist::Value newCertificatePayload(const QString& type,
                                   const QByteArray& content,
                                   const QString& displayName,
                                   const QString& fileName,
                                   const Profile& profile,
                                   const Defaults& defaults)
{
    plist::Dict settings = {{u"PayloadContent"_s, content}};
    if (!displayName.isEmpty())
        settings.set(u"PayloadDisplayName"_s, displayName);
    if (!fileName.isEmpty())
        settings.set(u"PayloadCertificateFileName"_s, fileName);
    return completed(std::move(settings), type, profile, defaults);
}

std::vector<plist::Edit> appendPayload(const Profile& profile, plist::Value payload)
{
    if (!profile.isProfile())
        return {};
    const plist::Value* content = profile.dict().find(u"PayloadContent");
    if (!content)
        return {plist::Edit::set({u"PayloadContent"_s}, plist::Array{std::move(payload)})};
    const plist::Array* items = content->as<plist::Array>();
    if (!items)
        return {};
    return {plist::Edit::set({u"PayloadContent"_s, items->size()}, std::move(payload))};
}

}  // namespace profile
