// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/authority.h"
#include "core/scep/exchange.h"
#include "core/scep/request.h"

namespace scep {

/// What the two questions before the request bring.
struct Met
{
    Authority authority;
    Capabilities capabilities;
};

/// An enrolment from the key on (RFC 8894, 3.3): sends the request, judges what comes as a device does, and
/// polls while the CA has not decided. Everything is written into the report of the exchange.
class Enrolment
{
public:
    /// `temporary` is the self-signed certificate of `key`; `exchange` and `settings` outlive this.
    Enrolment(Exchange& exchange,
              const Settings& settings,
              Met met,
              x509::PrivateKey key,
              x509::Certificate temporary)
        : m_exchange(exchange)
        , m_settings(settings)
        , m_met(std::move(met))
        , m_key(std::move(key))
        , m_temporary(std::move(temporary))
        , m_transactionId(transactionIdOf(m_key))
    {}
    /// Without Options::issues it ends before anything is sent.
    void run();

private:
    [[nodiscard]] base::Result<QByteArray> makeFirst(const QByteArray& nonce, Encoding encoding) const;
    [[nodiscard]] base::Result<QByteArray> makePoll(const QByteArray& nonce, Encoding encoding) const;
    void failInternally(const base::Error& error);
    /// Judges a reply; true: the CA has not decided yet.
    [[nodiscard]] bool take(const http::Reply& reply, const QByteArray& nonce, const QByteArray& message);
    void refuseUnreadable(const http::Reply& reply, const QByteArray& message);
    void poll();

    Exchange& m_exchange;
    const Settings& m_settings;
    Met m_met;
    x509::PrivateKey m_key;
    x509::Certificate m_temporary;
    QByteArray m_transactionId;
    QByteArray m_csr;
    bool m_isPending = false;  ///< what is sent is a poll
};

}  // namespace scep
