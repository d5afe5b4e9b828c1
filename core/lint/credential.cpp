// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/credential.h"

#include "core/base/secret.h"
#include "core/lint/text.h"

#include <algorithm>
#include <array>

namespace lint {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What stands in the payload, not yet looked into.
Credential contentOf(const profile::Payload& payload)
{
    Credential credential;
    credential.hasPassword = payload.dict->contains(u"Password");
    const plist::Value* content = payload.dict->find(u"PayloadContent");
    if (!content)
        return credential;
    if (holdsToken(*content) || content->type() == plist::Type::Raw) {
        credential.isToken = true;
    } else if (const auto* text = content->as<QString>()) {
        credential.isText = true;
        credential.bytes = text->toUtf8();
    } else if (const auto* data = content->as<QByteArray>()) {
        credential.bytes = *data;
    }
    return credential;
}

/// The passphrase to try; null when there is none or a template fills it in.
const QString* passphraseOf(const profile::Payload& payload)
{
    const auto* password = payload.dict->get<QString>(u"Password");
    return password && !holdsToken(*password) ? password : nullptr;
}

void openPkcs12(Credential& credential, const QString* passphrase)
{
    const auto protection = x509::readPkcs12Protection(credential.bytes);
    if (protection)
        credential.protection = *protection;
    if (!passphrase)
        return;
    auto opened = x509::readPkcs12(credential.bytes, base::Secret(passphrase->toUtf8()));
    if (!opened) {
        credential.pkcs12Error = opened.error();
        return;
    }
    credential.certificates = opened->certificates;
    credential.pkcs12 = *std::move(opened);
}

void open(Credential& credential, const QString* passphrase)
{
    if (credential.bytes.isEmpty())
        return;
    // What nearly every payload holds is told by reading it once; OpenSSL takes its time for each look.
    constexpr char sequenceTag = 0x30;
    if (credential.bytes.startsWith(sequenceTag)) {
        if (auto certificate = x509::Certificate::fromDer(credential.bytes)) {
            credential.format = x509::BundleFormat::Der;
            credential.certificates.push_back(*std::move(certificate));
            return;
        }
    }
    credential.format = x509::detectFormat(credential.bytes);
    if (credential.format == x509::BundleFormat::Pkcs12)
        openPkcs12(credential, passphrase);
    else if (auto certificates = x509::readCertificates(credential.bytes))
        credential.certificates = *std::move(certificates);
}

}  // namespace

QByteArray Credential::reencoded(const QString& passphrase) const
{
    std::call_once(m_reencoded->once, [&] {
        if (!pkcs12)
            return;
        if (const auto written = x509::reencodePkcs12(*pkcs12, base::Secret(passphrase.toUtf8())))
            m_reencoded->bytes = *written;
    });
    return m_reencoded->bytes;
}

bool isCredential(QStringView payloadType)
{
    constexpr QStringView prefix = u"com.apple.security.";
    if (!payloadType.startsWith(prefix))
        return false;
    constexpr std::array<QStringView, 4> kinds{u"root", u"pkcs1", u"pem", u"pkcs12"};
    return std::find(kinds.begin(), kinds.end(), payloadType.mid(prefix.size())) != kinds.end();
}

std::shared_ptr<const Credential> examine(const profile::Payload& payload)
{
    auto credential = std::make_shared<Credential>(contentOf(payload));
    open(*credential, passphraseOf(payload));
    return credential;
}

void CredentialCache::beginRun()
{
    const std::scoped_lock lock(m_mutex);
    m_before = std::exchange(m_now, {});
}

std::shared_ptr<const Credential> CredentialCache::examine(const profile::Payload& payload)
{
    auto credential = std::make_shared<Credential>(contentOf(payload));
    const QString* passphrase = passphraseOf(payload);
    const Key key{credential->bytes,     passphrase ? *passphrase : QString(),
                  passphrase != nullptr, credential->hasPassword,
                  credential->isText,    credential->isToken};
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto known = m_now.constFind(key); known != m_now.cend())
            return *known;
        if (const auto known = m_before.constFind(key); known != m_before.cend())
            return *m_now.insert(key, *known);
    }
    // Not under the lock: a PKCS #12 file may take a second.
    open(*credential, passphrase);
    const std::scoped_lock lock(m_mutex);
    return *m_now.insert(key, std::move(credential));
}

}  // namespace lint
