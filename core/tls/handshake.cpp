// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/handshake.h"

#include "core/tls/refusals.h"
#include "core/tls/session.h"
#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <QCoreApplication>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>

namespace tls {

namespace {

using ContextHandle = x509::Handle<SSL_CTX, SSL_CTX_free>;
using SslHandle = x509::Handle<SSL, SSL_free>;

constexpr long maxCertificateBytes = 2 * 1024 * 1024;
constexpr qsizetype maxHandshakeBytes = 2 * maxCertificateBytes;
constexpr int maxCertificates = 100;

constexpr const char* allSuites = "ALL:COMPLEMENTOFALL:!aNULL:!eNULL:!PSK:!SRP:@SECLEVEL=0";
constexpr const char* allSuites13 =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:"
    "TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256";
// The first one gets the key share; the others are there for the keys of odd certificates.
constexpr const char* allGroups =
    "X25519:P-256:P-384:P-521:X448:ffdhe2048:ffdhe3072:brainpoolP256r1:brainpoolP384r1:brainpoolP512r1:"
    "secp224r1:secp256k1:P-192";
constexpr const char* allSignatures =
    "ECDSA+SHA256:RSA-PSS+SHA256:RSA+SHA256:ECDSA+SHA384:RSA-PSS+SHA384:RSA+SHA384:ECDSA+SHA512:"
    "RSA-PSS+SHA512:RSA+SHA512:ed25519:ed448:rsa_pss_pss_sha256:rsa_pss_pss_sha384:rsa_pss_pss_sha512:"
    "ECDSA+SHA224:RSA+SHA224:DSA+SHA256:DSA+SHA224:ECDSA+SHA1:RSA+SHA1:DSA+SHA1";

int versionOf(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Ssl30: return SSL3_VERSION;
    case Protocol::Tls10: return TLS1_VERSION;
    case Protocol::Tls11: return TLS1_1_VERSION;
    case Protocol::Tls12: return TLS1_2_VERSION;
    case Protocol::Tls13: return TLS1_3_VERSION;
    }
    Q_UNREACHABLE();
}

/// What OpenSSL tells by callbacks alone.
struct Notes
{
    bool asksForClientCertificate = false;
    ExtendedMasterSecret extendedMasterSecret = ExtendedMasterSecret::NotSeen;
    QByteArray timestamps;
};

Notes& notesOf(SSL* ssl) { return *static_cast<Notes*>(SSL_get_app_data(ssl)); }

int haveNoCertificate(SSL* ssl, X509** /*certificate*/, EVP_PKEY** /*key*/)
{
    notesOf(ssl).asksForClientCertificate = true;
    return 0;
}

void noteExtension(SSL* ssl, int /*isClient*/, int type, const unsigned char* /*data*/, int /*size*/, void*)
{
    if (type == TLSEXT_TYPE_extended_master_secret)
        notesOf(ssl).extendedMasterSecret = ExtendedMasterSecret::Seen;
}

int noteTimestamps(SSL* /*ssl*/,
                   unsigned int /*type*/,
                   unsigned int /*context*/,
                   const unsigned char* list,
                   size_t size,
                   X509* /*certificate*/,
                   size_t position,
                   int* /*alert*/,
                   void* notes)
{
    if (position == 0)
        static_cast<Notes*>(notes)->timestamps =
            QByteArray(reinterpret_cast<const char*>(list), static_cast<qsizetype>(size));
    return 1;
}

/// Nothing is verified: also not the signatures of a hundred certificates that a server may send.
int takeEverything(X509_STORE_CTX* /*context*/, void*) { return 1; }

/// Null when OpenSSL does not take the offer, which is a mistake of ours.
ContextHandle newContext(const Offer& offer, Notes& notes)
{
    ContextHandle context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX* raw = context.get();
    if (!raw)
        return {};
    // The system's configuration would otherwise decide what can be seen.
    SSL_CTX_clear_options(raw, SSL_CTX_get_options(raw));
    SSL_CTX_set_options(raw, SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_TLSEXT_PADDING | SSL_OP_NO_COMPRESSION
                                 | SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_ENABLE_MIDDLEBOX_COMPAT);
    SSL_CTX_set_security_level(raw, 0);
    SSL_CTX_set_verify(raw, SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_cert_verify_callback(raw, takeEverything, nullptr);
    SSL_CTX_set_max_cert_list(raw, maxCertificateBytes);
    SSL_CTX_set_client_cert_cb(raw, haveNoCertificate);
    // The library's own support for timestamps would verify them, with a list of logs that we do not have.
    const bool isSet = SSL_CTX_set_min_proto_version(raw, versionOf(offer.lowest)) == 1
                       && SSL_CTX_set_max_proto_version(raw, versionOf(offer.highest)) == 1
                       && SSL_CTX_set_cipher_list(raw, offer.suites) == 1
                       && SSL_CTX_set_ciphersuites(raw, allSuites13) == 1
                       && SSL_CTX_set1_groups_list(raw, offer.groups) == 1
                       && SSL_CTX_set1_sigalgs_list(raw, offer.signatures) == 1
                       && SSL_CTX_add_custom_ext(raw, TLSEXT_TYPE_signed_certificate_timestamp,
                                                 SSL_EXT_CLIENT_HELLO | SSL_EXT_TLS1_2_SERVER_HELLO
                                                     | SSL_EXT_TLS1_3_CERTIFICATE,
                                                 nullptr, nullptr, nullptr, noteTimestamps, &notes)
                              == 1;
    return isSet ? std::move(context) : ContextHandle();
}

SslHandle newConnection(SSL_CTX* context, const QByteArray& serverName, Notes& notes)
{
    SslHandle ssl(context ? SSL_new(context) : nullptr);
    x509::BioHandle in(BIO_new(BIO_s_mem()));
    x509::BioHandle out(BIO_new(BIO_s_mem()));
    if (!ssl || !in || !out)
        return {};
    SSL_set_bio(ssl.get(), in.release(), out.release());
    SSL_set_app_data(ssl.get(), &notes);
    // OpenSSL's macros for these two cast in the manner of C.
    SSL_callback_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_DEBUG_CB, reinterpret_cast<void (*)()>(noteExtension));
    SSL_set_tlsext_status_type(ssl.get(), TLSEXT_STATUSTYPE_ocsp);
    if (!serverName.isEmpty()
        && SSL_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                    const_cast<char*>(serverName.constData()))
               != 1)
        return {};
    return ssl;
}

/// Drives one SSL over one socket. OpenSSL reads and writes memory, the waiting is ours.
class Exchange
{
public:
    Exchange(Socket& socket, SSL* ssl, const Patience& patience)
        : m_socket(socket)
        , m_ssl(ssl)
        , m_patience(patience)
    {}

    Ending run()
    {
        while (true) {
            const int result = SSL_connect(m_ssl);
            const int reason = result == 1 ? SSL_ERROR_NONE : SSL_get_error(m_ssl, result);
            const Traffic sent = flush();
            if (result == 1)
                return Ending::Agreed;
            if (reason != SSL_ERROR_WANT_READ && reason != SSL_ERROR_WANT_WRITE)
                return Ending::Refused;
            // Who closed may have said why before: that is still to be read.
            const Traffic traffic = sent == Traffic::Done || sent == Traffic::Closed ? feed() : sent;
            if (traffic != Traffic::Done)
                return endingOf(traffic);
            if (!looksLikeTls(m_start))
                return Ending::NotTls;
            if (m_received > maxHandshakeBytes)
                return Ending::Refused;
        }
    }

    /// Polite, and not waited for.
    void sayGoodbye()
    {
        const x509::QuietErrors quiet;
        (void)SSL_shutdown(m_ssl);
        (void)flush();
    }

    const QByteArray& start() const { return m_start; }

private:
    static Ending endingOf(Traffic traffic)
    {
        switch (traffic) {
        case Traffic::Cancelled: return Ending::Cancelled;
        case Traffic::TimedOut: return Ending::TimedOut;
        case Traffic::Done:
        case Traffic::Closed: break;
        }
        return Ending::HungUp;
    }

    Traffic flush()
    {
        char* bytes = nullptr;
        BIO* out = SSL_get_wbio(m_ssl);
        const long size = BIO_get_mem_data(out, &bytes);
        const Traffic traffic = size > 0 ? m_socket.send({bytes, size}, m_patience) : Traffic::Done;
        (void)BIO_reset(out);
        return traffic;
    }

    Traffic feed()
    {
        QByteArray bytes;
        if (const Traffic traffic = m_socket.receive(bytes, m_patience); traffic != Traffic::Done)
            return traffic;
        if (m_start.size() < startSize)
            m_start += bytes.left(startSize - m_start.size());
        m_received += bytes.size();
        const int written = BIO_write(SSL_get_rbio(m_ssl), bytes.constData(), static_cast<int>(bytes.size()));
        return written == bytes.size() ? Traffic::Done : Traffic::Closed;
    }

    static constexpr qsizetype startSize = 256;
    Socket& m_socket;
    SSL* m_ssl;
    const Patience& m_patience;
    QByteArray m_start;
    qsizetype m_received = 0;
};

std::vector<x509::Certificate> certificatesOf(const SSL* ssl)
{
    std::vector<x509::Certificate> certificates;
    const STACK_OF(X509)* chain = SSL_get_peer_cert_chain(ssl);
    for (int index = 0; index < std::min(sk_X509_num(chain), maxCertificates); ++index)
        certificates.push_back(x509::Certificate::fromHandle(sk_X509_value(chain, index)));
    return certificates;
}

base::Error refusalOf(Ending ending, const QByteArray& start)
{
    switch (ending) {
    case Ending::Cancelled: return cancelled();
    case Ending::TimedOut: return timedOut();
    case Ending::HungUp: return hungUp();
    case Ending::NotTls: return notTls(start);
    case Ending::Agreed:
    case Ending::Refused:
    case Ending::Unreached: break;
    }
    return handshakeFailed();
}

/// A server that wants a certificate of the client has by then shown and agreed everything else.
bool isAllButClientCertificate(SSL* ssl, Ending ending, const Notes& notes)
{
    return (ending == Ending::Refused || ending == Ending::HungUp) && notes.asksForClientCertificate
           && SSL_get_current_cipher(ssl);
}

}  // namespace

Offer everything() { return {Protocol::Tls10, Protocol::Tls13, allSuites, allGroups, allSignatures}; }

Offer only(Protocol protocol) { return {protocol, protocol, allSuites, allGroups, allSignatures}; }

Offer systemProcesses()
{
    return {Protocol::Tls12, Protocol::Tls12,
            "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:"
            "ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0",
            "X25519:P-256:P-384:P-521",
            "ECDSA+SHA256:RSA-PSS+SHA256:RSA+SHA256:ECDSA+SHA384:RSA-PSS+SHA384:RSA+SHA384:RSA-PSS+SHA512:"
            "RSA+SHA512"};
}

bool looksLikeTls(QByteArrayView bytes)
{
    constexpr char alert = 21;
    constexpr char handshake = 22;
    return !bytes.isEmpty() && (bytes.at(0) == alert || bytes.at(0) == handshake)
           && (bytes.size() < 2 || bytes.at(1) == 3);
}

Outcome shakeHands(Socket& socket, const Offer& offer, const QByteArray& serverName, const Patience& patience)
{
    Outcome outcome;
    Notes notes;
    const ContextHandle context = newContext(offer, notes);
    const SslHandle ssl = newConnection(context.get(), serverName, notes);
    if (!ssl) {
        outcome.refusal = x509::opensslError(QCoreApplication::translate("tls", "OpenSSL cannot offer this"),
                                             base::Error::Code::Internal);
        return outcome;
    }
    Exchange exchange(socket, ssl.get(), patience);
    outcome.ending = exchange.run();
    outcome.hasSpokenTls = looksLikeTls(exchange.start());
    outcome.asksForClientCertificate = notes.asksForClientCertificate;
    const bool isAgreed =
        outcome.ending == Ending::Agreed || isAllButClientCertificate(ssl.get(), outcome.ending, notes);
    // Whether or not it is told: what OpenSSL has queued is taken out.
    if (outcome.ending != Ending::Agreed)
        outcome.refusal = refusalOf(outcome.ending, exchange.start());
    const x509::QuietErrors quiet;
    outcome.sent = certificatesOf(ssl.get());
    outcome.timestamps = x509::readTimestamps(notes.timestamps);
    unsigned char* staple = nullptr;
    const long size = SSL_get_tlsext_status_ocsp_resp(ssl.get(), &staple);
    if (size > 0)
        outcome.staple = QByteArray(reinterpret_cast<const char*>(staple), size);
    if (isAgreed) {
        outcome.session = sessionOf(ssl.get(), notes.extendedMasterSecret);
        outcome.refusal.reset();
    }
    if (outcome.ending == Ending::Agreed)
        exchange.sayGoodbye();
    return outcome;
}

}  // namespace tls
