// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/session.h"

#include "core/tls/suites.h"
#include "core/x509/handle.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace tls {

namespace {

Protocol protocolOf(int version)
{
    switch (version) {
    case SSL3_VERSION: return Protocol::Ssl30;
    case TLS1_VERSION: return Protocol::Tls10;
    case TLS1_1_VERSION: return Protocol::Tls11;
    case TLS1_2_VERSION: return Protocol::Tls12;
    default: return Protocol::Tls13;
    }
}

/// The usual spelling of a group; OpenSSL's own name for those that have only one.
QString groupName(const QString& name)
{
    struct Spelling
    {
        QLatin1StringView openssl;
        QLatin1StringView usual;
    };
    constexpr std::array spellings = {
        Spelling{"secp224r1"_L1, "P-224"_L1}, Spelling{"prime256v1"_L1, "P-256"_L1},
        Spelling{"secp384r1"_L1, "P-384"_L1}, Spelling{"secp521r1"_L1, "P-521"_L1},
        Spelling{"x25519"_L1, "X25519"_L1},   Spelling{"x448"_L1, "X448"_L1},
    };
    for (const Spelling& spelling : spellings) {
        if (name == spelling.openssl)
            return spelling.usual;
    }
    return name;
}

QString groupOf(SSL* ssl)
{
    EVP_PKEY* peer = nullptr;
    if (SSL_get_peer_tmp_key(ssl, &peer) != 1)
        return {};
    const x509::KeyHandle key(peer);
    if (EVP_PKEY_is_a(peer, "X25519"))
        return u"X25519"_s;
    if (EVP_PKEY_is_a(peer, "X448"))
        return u"X448"_s;
    // Parameters of a server's own choice have no name in TLS (RFC 7919), even where OpenSSL knows one.
    std::array<char, 80> name{};
    std::size_t size = 0;
    QString group;
    if (EVP_PKEY_get_group_name(peer, name.data(), name.size(), &size) == 1)
        group = groupName(QString::fromLatin1(name.data()));
    if (EVP_PKEY_is_a(peer, "DH") && !group.startsWith("ffdhe"_L1))
        return u"DH %1"_s.arg(EVP_PKEY_get_bits(peer));
    return group;
}

QString hashName(int nid) { return QString::fromLatin1(OBJ_nid2sn(nid)).toLower(); }

/// Of ECDSA the names carry the curve since TLS 1.3, the numbers are those of TLS 1.2 (RFC 8446, 4.2.3).
QString ecdsaName(int hash)
{
    switch (hash) {
    case NID_sha256: return u"ecdsa_secp256r1_sha256"_s;
    case NID_sha384: return u"ecdsa_secp384r1_sha384"_s;
    case NID_sha512: return u"ecdsa_secp521r1_sha512"_s;
    default: return u"ecdsa_"_s + hashName(hash);
    }
}

/// As the registry "TLS SignatureScheme" has it; before TLS 1.2 nothing is negotiated.
QString signatureOf(SSL* ssl)
{
    int kind = NID_undef;
    int hash = NID_undef;
    if (SSL_version(ssl) < TLS1_2_VERSION || SSL_get_peer_signature_type_nid(ssl, &kind) != 1)
        return {};
    (void)SSL_get_peer_signature_nid(ssl, &hash);
    const X509* leaf = SSL_get0_peer_certificate(ssl);
    const EVP_PKEY* key = leaf ? X509_get0_pubkey(leaf) : nullptr;
    switch (kind) {
    case EVP_PKEY_ED25519: return u"ed25519"_s;
    case EVP_PKEY_ED448: return u"ed448"_s;
    case EVP_PKEY_EC: return ecdsaName(hash);
    case EVP_PKEY_RSA: return u"rsa_pkcs1_"_s + hashName(hash);
    case EVP_PKEY_RSA_PSS:
        return (key && EVP_PKEY_is_a(key, "RSA-PSS") ? u"rsa_pss_pss_"_s : u"rsa_pss_rsae_"_s)
               + hashName(hash);
    case EVP_PKEY_DSA: return u"dsa_"_s + hashName(hash);
    default: return {};
    }
}

}  // namespace

Session sessionOf(SSL* ssl, ExtendedMasterSecret seen)
{
    Session session;
    session.protocol = protocolOf(SSL_version(ssl));
    if (const SSL_CIPHER* suite = SSL_get_current_cipher(ssl))
        session.suite = suiteOf(SSL_CIPHER_get_protocol_id(suite));
    session.group = groupOf(ssl);
    session.peerSignature = signatureOf(ssl);
    const long answer = SSL_get_extms_support(ssl);
    session.extendedMasterSecret = session.protocol == Protocol::Tls13 || answer == 1
                                   || (answer < 0 && seen == ExtendedMasterSecret::Seen);
    return session;
}

}  // namespace tls
