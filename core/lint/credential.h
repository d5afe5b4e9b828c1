// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/x509/bundle.h"
#include "core/x509/pkcs12.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <optional>

namespace lint {

/// What the bytes of a Credentials payload turn out to be.
struct Credential
{
    bool isText = false;   ///< PayloadContent is a string instead of data; `bytes` is then its content
    bool isToken = false;  ///< PayloadContent is a template token: nothing to judge
    QByteArray bytes;
    x509::BundleFormat format = x509::BundleFormat::Unknown;
    std::vector<x509::Certificate> certificates;  ///< of a PKCS #12 only when it could be opened
    std::optional<x509::Pkcs12Protection> protection;
    std::optional<x509::Pkcs12> pkcs12;      ///< when opened with the payload's Password
    std::optional<base::Error> pkcs12Error;  ///< when the Password that is there does not open it
    bool hasPassword = false;

    /// The identity in the encryption that every device reads, protected by `passphrase`, made on the first
    /// call; empty unless `pkcs12` holds exactly one.
    [[nodiscard]] QByteArray reencoded(const QString& passphrase) const;

private:
    struct Reencoded
    {
        std::once_flag once;
        QByteArray bytes;
    };
    std::shared_ptr<Reencoded> m_reencoded = std::make_shared<Reencoded>();
};

/// Whether a payload of this type holds a certificate or an identity: root, pkcs1, pem, pkcs12.
[[nodiscard]] bool isCredential(QStringView payloadType);

/// Looks into a payload of such a type.
[[nodiscard]] std::shared_ptr<const Credential> examine(const profile::Payload& payload);

/// Keeps what OpenSSL takes long for from one run to the next over the same document, where a keystroke
/// changes everything but the certificates.
///
/// Holds what the last two runs asked for, passphrases and keys included, in this process's memory only. Safe
/// to use on several threads.
class CredentialCache
{
public:
    /// Forgets what the run before did not ask for.
    void beginRun();
    /// examine(payload), or what it said before of the same content and passphrase.
    [[nodiscard]] std::shared_ptr<const Credential> examine(const profile::Payload& payload);

private:
    struct Key
    {
        QByteArray content;
        QString passphrase;
        bool isPassphraseKnown = false;
        bool hasPassword = false;
        bool isText = false;
        bool isToken = false;
        bool operator==(const Key&) const = default;
        friend std::size_t qHash(const Key& key, std::size_t seed = 0)
        {
            return qHashMulti(seed, key.content, key.passphrase);
        }
    };

    std::mutex m_mutex;
    QHash<Key, std::shared_ptr<const Credential>> m_now;
    QHash<Key, std::shared_ptr<const Credential>> m_before;
};

}  // namespace lint
