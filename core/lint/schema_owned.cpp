// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/schema_owned.h"

#include <algorithm>
#include <array>

namespace lint {

namespace {

struct Owned
{
    QStringView payloadType;
    QStringView key;
    unsigned aspects;
};

constexpr unsigned type = static_cast<unsigned>(Aspect::Type);
constexpr unsigned value = static_cast<unsigned>(Aspect::Value);
constexpr unsigned presence = static_cast<unsigned>(Aspect::Presence);
constexpr unsigned content = static_cast<unsigned>(Aspect::Content);
constexpr unsigned supervision = static_cast<unsigned>(Aspect::Supervision);

constexpr QStringView scep = u"com.apple.security.scep";
constexpr QStringView mdm = u"com.apple.mdm";

constexpr std::array table{
    Owned{scep, u"PayloadContent", type | presence},             // profile-content-type, scep-url-missing
    Owned{scep, u"URL", presence},                               // scep-url-missing
    Owned{scep, u"Keysize", type | value | presence},            // scep-keysize-…
    Owned{scep, u"Key Type", value | presence},                  // scep-key-type
    Owned{scep, u"Key Usage", value | presence},                 // scep-key-usage…
    Owned{scep, u"CAFingerprint", type},                         // scep-fingerprint-length
    Owned{scep, u"Subject", content},                            // scep-subject-…
    Owned{scep, u"SubjectAltName", content},                     // scep-san-…
    Owned{scep, u"GetCACaps", content},                          // scep-getcacaps
    Owned{u"com.apple.security.root", u"PayloadContent", type},  // certificate-text
    Owned{u"com.apple.security.pkcs1", u"PayloadContent", type},
    Owned{u"com.apple.security.pem", u"PayloadContent", type},
    Owned{u"com.apple.security.pkcs12", u"PayloadContent", type},
    Owned{mdm, u"Topic", value},  // mdm-topic
    Owned{mdm, u"ServerURL", value},
    Owned{mdm, u"CheckInURL", value},
    Owned{mdm, u"AccessRights", value},
    Owned{u"Configuration", u"PayloadRemovalDisallowed", supervision},  // profile-removal-disallowed
    Owned{u"com.apple.profileRemovalPassword", u"", supervision},       // profile-removal-password
};

}  // namespace

bool isOwned(QStringView payloadType, QStringView key, Aspect aspect)
{
    return std::any_of(table.begin(), table.end(), [&](const Owned& one) {
        return (one.aspects & static_cast<unsigned>(aspect)) != 0 && one.key == key
               && one.payloadType == payloadType;
    });
}

bool hasOwnedKeys(QStringView payloadType)
{
    return std::any_of(table.begin(), table.end(),
                       [&](const Owned& one) { return one.payloadType == payloadType; });
}

}  // namespace lint
