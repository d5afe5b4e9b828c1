// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/plist/document.h"
#include "core/profile/create.h"
#include "core/profile/profile.h"
#include "core/x509/certificate.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace ui {

constexpr QLatin1StringView rootType("com.apple.security.root");
constexpr QLatin1StringView pkcs1Type("com.apple.security.pkcs1");
constexpr QLatin1StringView pemType("com.apple.security.pem");
constexpr QLatin1StringView pkcs12Type("com.apple.security.pkcs12");

/// Whether a payload of `type` carries a certificate or an identity: root, pkcs1, pem, pkcs12.
[[nodiscard]] bool isCredentialsType(const QString& type);

/// The bytes of a Credentials payload; text is taken for what it holds. Empty when there are none.
[[nodiscard]] QByteArray credentialBytes(const plist::Dict& payload);

/// A certificate in a profile, and what its payload is called.
struct NamedCertificate
{
    QString name;
    std::size_t payload;  ///< position in Profile::payloads()
    x509::Certificate certificate;
};
/// The certificates of the root, pkcs1 and pem payloads; identities stay closed.
[[nodiscard]] std::vector<NamedCertificate> certificatesIn(const profile::Profile& profile);

/// What a payload made of the PKCS #12 file `fileName` is called while nobody knows who is inside.
[[nodiscard]] QString defaultIdentityName(const QString& fileName);

/// "Root", "Intermediate" or "Leaf", translated.
[[nodiscard]] QString certificateRole(const x509::Certificate& certificate);

/// A file, or a piece of text, that somebody wants in the profile.
struct CredentialFile
{
    QString name;  ///< file name; empty for pasted text
    QByteArray bytes;
};

/// One payload to be made.
struct NewCredential
{
    QString type;
    QByteArray content;  ///< DER of a certificate, or a whole PKCS #12 file
    QString displayName;
    QString fileName;
};

/// A private key among the files: a profile takes it only with its certificate, as a PKCS #12 identity.
struct LooseKey
{
    QString source;                           ///< the file it came in, or "The pasted text"
    std::shared_ptr<const base::Secret> key;  ///< for x509::PrivateKey::read()
    bool isEncrypted = false;                 ///< then its passphrase tells which certificate is its own
    std::vector<x509::Certificate>
        candidates;                         ///< never empty; just the one that fits unless it is encrypted
    std::vector<x509::Certificate> others;  ///< what came along and may be issuers
};

/// The sentence that says so.
[[nodiscard]] QString whatWasLeftOut(const LooseKey& key);

/// What importing some files would do, told before anything is done.
struct ImportPlan
{
    std::vector<NewCredential> credentials;
    QStringList skipped;         ///< what the profile has already, a sentence each
    QStringList problems;        ///< what could not be read, a sentence each, with the file's name
    std::vector<LooseKey> keys;  ///< left out of `credentials`
};

/// One credential a certificate: bundles are split, PKCS #7 is opened, PEM becomes DER; a PKCS #12 file
/// stays whole; of a profile, what its credentials hold. The type follows the content: self-signed is a root,
/// anything else pkcs1.
[[nodiscard]] ImportPlan planImport(const std::vector<CredentialFile>& files,
                                    const profile::Profile& profile);

/// The edits that append the payloads of `plan` to `root`.
[[nodiscard]] std::vector<plist::Edit> importEdits(const ImportPlan& plan,
                                                   const plist::Value& root,
                                                   const profile::Defaults& defaults);

}  // namespace ui
