// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/value.h"

#include <QHash>
#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <QVersionNumber>

#include <memory>
#include <optional>
#include <vector>

namespace schema {

enum class Platform { Ios, Macos, Tvos, Visionos, Watchos };  // iPadOS goes with iOS

/// For whom a profile is judged. Given by the caller, never guessed from the machine.
struct Target
{
    Platform platform = Platform::Ios;
    QVersionNumber version{27};
    bool supervised = false;
    bool manualInstall = true;  ///< by hand, as opposed to MDM
    /// Whether the caller named a platform, or this is the default; rules about one platform only
    /// speak when it was named.
    bool isExplicit = false;

    /// `ios13.4`, `ipados26`, `macos15.4`, `tvos18`, `visionos2`, `watchos11`, in any case; the version
    /// may be missing and is then the newest known.
    [[nodiscard]] static base::Result<Target> fromString(const QString& text);
    [[nodiscard]] QString toString() const;  ///< "iOS 17"
};

/// Where and since when a payload or key exists on one platform.
struct Availability
{
    QVersionNumber introduced;
    QVersionNumber deprecated;          ///< null: not deprecated
    QVersionNumber removed;             ///< null: not removed
    std::optional<bool> multiple;       ///< several instances in one profile
    std::optional<bool> supervised;     ///< needs supervision
    std::optional<bool> manualInstall;  ///< false: never by hand
    std::optional<bool> deviceChannel;  ///< macOS
    std::optional<bool> userChannel;    ///< macOS
    bool never = false;                 ///< listed as not available on this platform
};

/// One key of a payload, or the item of an array.
struct Key
{
    QString name;  ///< "*" where any key is allowed
    QStringList
        types;  ///< "string", "integer", "real", "boolean", "date", "data", "array", "dictionary", "any"
    bool required = false;
    bool sensitive = false;                    ///< a password or shared secret
    std::optional<plist::Value> defaultValue;  ///< a hint; never written
    std::vector<plist::Value> allowed;
    std::optional<double> minimum;
    std::optional<double> maximum;
    QString format;                             ///< regular expression of Apple's schema, empty when none
    std::optional<QRegularExpression> pattern;  ///< the same, compiled on first use, once for all profiles
    std::optional<int> minimumItems;
    std::optional<int> maximumItems;
    QHash<int, Availability> availability;  ///< by Platform; only what differs from the payload's own
    std::vector<Key> subkeys;               ///< of a dictionary; of an array: one entry, its item
    /// The subkey of that name, else the "*" if there is one, else null.
    const Key* find(QStringView name) const;
};

/// What a payload type may hold.
struct Payload
{
    QString type;                           ///< "com.apple.security.scep"; "Configuration" for the top level
    QString title;                          ///< ours, translated by the caller: "SCEP"; see titles.h
    QString source;                         ///< where the facts come from
    QHash<int, Availability> availability;  ///< by Platform
    std::vector<Key> keys;                  ///< without the Payload… keys that all payloads share
    bool openEnded = false;                 ///< other keys are normal here (managed preferences, `*`)
    /// The key of that name or null; the keys that all payloads share are in Store::common().
    const Key* find(QStringView name) const;
};

/// One key that names another payload by its PayloadUUID.
struct Reference
{
    QString payloadType;
    QStringList path;     ///< keys from the payload down; "[]" stands for every item of an array
    QStringList targets;  ///< payload types it takes
    QString key;          ///< the target's key whose text it repeats: "PayloadUUID"; see valueReferences()
};

/// The definitions, read from `resources/schema` on first use, one file a payload type.
///
/// Reading is lazy and remembered; one store may be shared by threads.
class Store
{
public:
    Store();
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Null for a payload type nobody told us of.
    [[nodiscard]] const Payload* payload(const QString& type) const;
    [[nodiscard]] bool isKnown(const QString& type) const;
    [[nodiscard]] QStringList payloadTypes() const;
    /// The top level of a profile.
    [[nodiscard]] const Payload& topLevel() const;
    /// The keys that every payload has: PayloadType, PayloadUUID, ….
    [[nodiscard]] const Payload& common() const;

    /// The references a payload of this type may hold.
    [[nodiscard]] const std::vector<Reference>& references(const QString& payloadType) const;
    /// Keys that repeat an identifier of another payload's own (a VPNUUID) instead of its PayloadUUID;
    /// that payload may well be in another profile.
    [[nodiscard]] const std::vector<Reference>& valueReferences(const QString& payloadType) const;
    /// The key that holds such an identifier of the payload's own, or an empty text.
    [[nodiscard]] QString ownIdentifierKey(const QString& payloadType) const;
    [[nodiscard]] bool isIdentityType(QStringView payloadType) const;
    [[nodiscard]] bool isCertificateType(QStringView payloadType) const;

private:
    struct Data;
    std::unique_ptr<Data> d;
};

}  // namespace schema
