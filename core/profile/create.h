// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/document.h"
#include "core/plist/value.h"
#include "core/profile/profile.h"
#include "core/schema/schema.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace profile {

/// Where new PayloadUUIDs come from; newUuid() in the program, a counter in tests.
using UuidSource = std::function<QString()>;
[[nodiscard]] QString newUuid();  ///< upper case, 8-4-4-4-12

/// A kind of profile to start from.
struct Template
{
    QString name;         ///< "scep", "ndes-scep", "root", "wifi-eap-tls", "empty": also on the command line
    QString title;        ///< translated
    QString description;  ///< translated, one sentence: what it is for and what is in it
};
[[nodiscard]] std::vector<Template> templates();

/// What templates and identifiers start with.
struct Defaults
{
    QString identifierPrefix = QStringLiteral("com.example");
    QString organization;  ///< written only when not empty
    UuidSource uuid = newUuid;
};

/// A new profile; NotFound for a template that does not exist.
[[nodiscard]] base::Result<plist::Value> create(const QString& templateName, const Defaults& defaults);

/// A new payload of `type` with what must be there (and, for SCEP, Keysize, Key Type and Key Usage),
/// its identifier below the profile's and unlike any other in it.
[[nodiscard]] plist::Value newPayload(const QString& type, const Profile& profile, const Defaults& defaults);

/// A Credentials payload for one file's content; the payload type follows the content
/// (root for self-signed, pkcs1, pem, pkcs12) and is named by the caller.
[[nodiscard]] plist::Value newCertificatePayload(const QString& type,
                                                 const QByteArray& content,
                                                 const QString& displayName,
                                                 const QString& fileName,
                                                 const Profile& profile,
                                                 const Defaults& defaults);

/// A copy of the payloads at `indexes` of Profile::payloads(), with new PayloadUUIDs and identifiers;
/// references among the copies are rewritten, references to payloads outside stay. A key that is missing
/// stays missing.
[[nodiscard]] std::vector<plist::Value> duplicate(const Profile& profile,
                                                  const std::vector<std::size_t>& indexes,
                                                  const schema::Store& store,
                                                  const UuidSource& uuid);

/// A copy of a whole profile: new UUIDs and identifiers everywhere, references rewritten.
[[nodiscard]] plist::Value duplicateProfile(const plist::Value& root,
                                            const schema::Store& store,
                                            const UuidSource& uuid);

/// The edits that append `payload`; makes PayloadContent where it is missing. None where PayloadContent is
/// no array (an enrolment request) or the file no profile: nothing that is there gives way.
[[nodiscard]] std::vector<plist::Edit> appendPayload(const Profile& profile, plist::Value payload);

}  // namespace profile
