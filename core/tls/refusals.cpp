// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/refusals.h"

#include "core/tls/start_tls.h"
#include "core/x509/openssl_error.h"

#include <QCoreApplication>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace tls {

namespace {

using Code = base::Error::Code;

struct Alert
{
    int description;
    const char* name;
};

// RFC 8446, B.2, and those that RFC 5246, 7.2.2, had before it.
constexpr std::array alerts = std::to_array<Alert>({
    {0, "close_notify"},
    {10, "unexpected_message"},
    {20, "bad_record_mac"},
    {21, "decryption_failed"},
    {22, "record_overflow"},
    {30, "decompression_failure"},
    {40, "handshake_failure"},
    {41, "no_certificate"},
    {42, "bad_certificate"},
    {43, "unsupported_certificate"},
    {44, "certificate_revoked"},
    {45, "certificate_expired"},
    {46, "certificate_unknown"},
    {47, "illegal_parameter"},
    {48, "unknown_ca"},
    {49, "access_denied"},
    {50, "decode_error"},
    {51, "decrypt_error"},
    {60, "export_restriction"},
    {70, "protocol_version"},
    {71, "insufficient_security"},
    {80, "internal_error"},
    {86, "inappropriate_fallback"},
    {90, "user_canceled"},
    {100, "no_renegotiation"},
    {109, "missing_extension"},
    {110, "unsupported_extension"},
    {111, "certificate_unobtainable"},
    {112, "unrecognized_name"},
    {113, "bad_certificate_status_response"},
    {114, "bad_certificate_hash_value"},
    {115, "unknown_psk_identity"},
    {116, "certificate_required"},
    {120, "no_application_protocol"},
});

}  // namespace

QString alertName(int description)
{
    const auto alert = std::find_if(alerts.begin(), alerts.end(),
                                    [&](const Alert& one) { return one.description == description; });
    return alert == alerts.end() ? QString::number(description) : QString::fromLatin1(alert->name);
}

base::Error alerted(int description)
{
    return {Code::Network, QCoreApplication::translate("tls", "The server refuses with the alert “%1”")
                               .arg(alertName(description))};
}

base::Error hungUp()
{
    return {Code::Network,
            QCoreApplication::translate("tls", "The server hangs up in the middle of the handshake")};
}

base::Error timedOut()
{
    return {Code::Network,
            QCoreApplication::translate("tls", "The server does not finish the handshake: the time is up")};
}

base::Error notTls(const QByteArray& received)
{
    return {Code::Network,
            QCoreApplication::translate("tls", "The server answers, but not with TLS: it sent %1")
                .arg(excerpt(received)),
            {},
            QCoreApplication::translate("tls",
                                        "Is it the right port, and does TLS begin there without STARTTLS?")};
}

base::Error otherVersion()
{
    return {Code::Network,
            QCoreApplication::translate("tls", "The server answers with a version that was not offered")};
}

base::Error handshakeFailed()
{
    const unsigned long last = ERR_peek_last_error();
    const int reason = ERR_GET_REASON(last);
    base::Error error = x509::opensslError({}, Code::Network);
    // OpenSSL numbers a received alert from here on: SSL_R_SSLV3_ALERT_… and SSL_R_TLSV1_ALERT_….
    if (reason >= SSL_AD_REASON_OFFSET && reason <= SSL_AD_REASON_OFFSET + 255)
        error.message = alerted(reason - SSL_AD_REASON_OFFSET).message;
    else if (reason == SSL_R_UNSUPPORTED_PROTOCOL || reason == SSL_R_WRONG_SSL_VERSION
             || reason == SSL_R_WRONG_VERSION_NUMBER)
        error.message = otherVersion().message;
    else if (reason == SSL_R_EXCESSIVE_MESSAGE_SIZE)
        error.message = QCoreApplication::translate("tls", "What the server sends is larger than 2 MiB");
    else
        error.message = QCoreApplication::translate("tls", "What the server sends breaks the handshake: %1")
                            .arg(QString::fromLatin1(ERR_reason_error_string(last)));
    return error;
}

}  // namespace tls
