// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/path.h"
#include "core/plist/value.h"

#include <QString>

#include <optional>
#include <vector>

namespace profile {

/// One payload of a profile: a view, valid as long as the Value it was made from.
struct Payload
{
    std::size_t index = 0;              ///< in the profile's PayloadContent
    plist::Path path;                   ///< PayloadContent[index]
    const plist::Dict* dict = nullptr;  ///< never null
    QString type;                       ///< empty when missing or not a string
    QString identifier;
    QString uuid;
    QString displayName;

    /// The SCEP (and alike) settings one level down: PayloadContent, if it is a dictionary.
    [[nodiscard]] const plist::Dict* content() const;
    /// A string key, or an empty text.
    [[nodiscard]] QString string(QStringView key) const;
};

/// A property list seen as a configuration profile; never changes it.
class Profile
{
public:
    explicit Profile(const plist::Value& root);

    /// A dictionary with at least one of PayloadType, PayloadContent, PayloadIdentifier or PayloadUUID,
    /// in any case.
    [[nodiscard]] bool isProfile() const { return m_isProfile; }
    /// PayloadType is "Profile Service": an over-the-air enrolment request, whose PayloadContent is a
    /// dictionary.
    [[nodiscard]] bool isEnrolmentRequest() const;
    /// EncryptedPayloadContent instead of PayloadContent.
    [[nodiscard]] bool isEncrypted() const;

    [[nodiscard]] const plist::Dict& dict() const { return *m_dict; }  ///< empty when the root is none
    [[nodiscard]] QString displayName() const;
    [[nodiscard]] QString identifier() const;
    [[nodiscard]] QString uuid() const;
    /// The dictionaries in PayloadContent, in order; items of other types are passed over.
    [[nodiscard]] const std::vector<Payload>& payloads() const { return m_payloads; }

private:
    plist::Value m_root;
    const plist::Dict* m_dict = nullptr;
    bool m_isProfile = false;
    std::vector<Payload> m_payloads;
};

/// What a list shows for a payload type: "SCEP", "Root certificate", "Wi-Fi", else the type itself.
/// Translated.
[[nodiscard]] QString payloadTitle(const QString& type);

}  // namespace profile
