// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/carry.h"

#include "core/x509/bundle.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr auto pkcs12Type = "com.apple.security.pkcs12"_L1;
constexpr auto rootType = "com.apple.security.root"_L1;
constexpr auto pkcs1Type = "com.apple.security.pkcs1"_L1;

QString fileNameFor(const x509::Certificate& certificate, const QString& ending)
{
    QString name;
    for (const QChar c : certificate.displayName().left(60))
        name += c.isLetterOrNumber() || c == u'-' || c == u'.' ? c : u'-';
    return (name.isEmpty() ? u"identity"_s : name) + ending;
}

/// Whether a payload of the profile holds this certificate already.
bool holds(const profile::Profile& profile, const x509::Certificate& certificate)
{
    return std::any_of(
        profile.payloads().begin(), profile.payloads().end(), [&](const profile::Payload& payload) {
            const auto* content = payload.dict->get<QByteArray>(u"PayloadContent");
            if (!content || !payload.type.startsWith(u"com.apple.security.") || payload.type == pkcs12Type)
                return false;
            const auto certificates = x509::readCertificates(*content);
            return certificates
                   && std::find(certificates->begin(), certificates->end(), certificate)
                          != certificates->end();
        });
}

/// The CA whose fingerprint stands for the answer: the topmost that signs certificates, else the first.
const SentCertificate& authorityOf(const std::vector<SentCertificate>& certificates)
{
    const auto isRoot = [](const SentCertificate& one) {
        return one.certificate.isSelfSigned();
    };
    const auto isAuthority = [](const SentCertificate& one) {
        return one.certificate.isAuthority();
    };
    if (const auto root = std::find_if(certificates.begin(), certificates.end(), isRoot);
        root != certificates.end())
        return *root;
    const auto authority = std::find_if(certificates.begin(), certificates.end(), isAuthority);
    return authority == certificates.end() ? certificates.front() : *authority;
}

}  // namespace

base::Secret makePassphrase()
{
    // Without letters that look alike; 32 of them, so that each takes five bits of a byte evenly.
    static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789A";
    static_assert(letters.size() == 32);
    constexpr std::size_t count = 20;
    constexpr std::size_t group = 5;
    std::array<unsigned char, count> random{};
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
        return {};
    QByteArray text;
    text.reserve(qsizetype(count) + qsizetype(count / group));
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0 && i % group == 0)
            text += '-';
        text += letters[random[i] % letters.size()];
    }
    return base::Secret(std::move(text));
}

base::Result<std::vector<plist::Edit>> carry(const profile::Profile& profile,
                                             const profile::Payload& payload,
                                             const Issued& issued,
                                             const base::Secret& passphrase,
                                             const CarryOptions& options)
{
    const QString name = issued.certificate.displayName();
    const auto file = x509::writePkcs12(issued.key, issued.certificate, {}, name, passphrase, options.target);
    if (!file)
        return file.error();
    const QString fileName = fileNameFor(issued.certificate, u".p12"_s);
    const bool isWritten = options.passphraseIn == PassphraseIn::Profile;
    const QString text = QString::fromUtf8(passphrase.bytes());
    if (options.placement == Placement::Beside) {
        plist::Value added = profile::newCertificatePayload(QString(pkcs12Type), *file, name, fileName,
                                                            profile, options.defaults);
        if (isWritten)
            added = added.with({u"Password"_s}, text);
        return profile::appendPayload(profile, std::move(added));
    }
    // PayloadUUID stays: what refers to the SCEP payload refers to the identity now.
    std::vector<plist::Edit> edits = {
        plist::Edit::set(payload.path / u"PayloadType", QString(pkcs12Type)),
        plist::Edit::set(payload.path / u"PayloadContent", *file),
        plist::Edit::set(payload.path / u"PayloadCertificateFileName", fileName),
    };
    if (isWritten)
        edits.push_back(plist::Edit::set(payload.path / u"Password", text));
    return edits;
}

std::vector<plist::Edit> addAuthorities(const profile::Profile& profile,
                                        const std::vector<SentCertificate>& certificates,
                                        const profile::Defaults& defaults)
{
    std::vector<plist::Edit> edits;
    // Each payload that is added finds those before it in place.
    plist::Value root(profile.dict());
    for (const SentCertificate& one : certificates) {
        const profile::Profile current(root);
        const x509::Certificate& certificate = one.certificate;
        // An RA's certificate is of use to nobody else.
        if ((!certificate.isAuthority() && one.role != AuthorityRole::Single) || holds(current, certificate))
            continue;
        const QString type = certificate.isSelfSigned() ? QString(rootType) : QString(pkcs1Type);
        plist::Value payload =
            profile::newCertificatePayload(type, certificate.der(), certificate.displayName(),
                                           fileNameFor(certificate, u".cer"_s), current, defaults);
        for (plist::Edit& edit : profile::appendPayload(current, std::move(payload))) {
            root = root.with(edit.path, *edit.value);
            edits.push_back(std::move(edit));
        }
    }
    return edits;
}

std::vector<plist::Edit> adopt(const profile::Profile& profile,
                               const profile::Payload& payload,
                               const std::vector<SentCertificate>& certificates,
                               const profile::Defaults& defaults)
{
    if (certificates.empty())
        return {};
    std::vector<plist::Edit> edits = addAuthorities(profile, certificates, defaults);
    edits.push_back(plist::Edit::set(payload.path / u"PayloadContent" / u"CAFingerprint",
                                     authorityOf(certificates).certificate.fingerprint(x509::Digest::Sha1)));
    return edits;
}

}  // namespace scep
