// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/handle.h"
#include "tests/support/scep_server/authority.h"

#include <QByteArray>
#include <QJsonObject>

namespace scep_server {

/// What a PKIOperation carried, as far as it could be opened.
struct Message
{
    QByteArray messageType;
    QByteArray transactionId;
    QByteArray senderNonce;
    /// The certificate that signed it: the client's own, to which the answer is encrypted.
    x509::CertHandle sender;
    /// Of a PKCSReq.
    x509::RequestHandle request;
    bool challengeFits = false;
    /// For the log; never with a challenge in it.
    QJsonObject facts;
    /// Why it could not be opened, in English; empty when it was.
    QByteArray error;
};

/// Opens a message with the keys of the server. `challenge` is what the CSR has to carry; empty: anything
/// will do.
[[nodiscard]] Message openMessage(const QByteArray& bytes,
                                  const Authority& authority,
                                  const QByteArray& challenge);

}  // namespace scep_server
