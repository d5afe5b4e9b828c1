// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/handle.h"
#include "core/x509/name.h"

#include <QByteArrayView>

#include <mutex>
#include <optional>

namespace x509 {

using NameHandle = Handle<X509_NAME, X509_NAME_free>;

/// Whether OpenSSL reads `bytes` as a distinguished name (RFC 5280, 4.1.2.4). Of a name of the usual form
/// that is known without OpenSSL, which spends more on names than on the rest of a certificate.
[[nodiscard]] bool isName(QByteArrayView bytes);

/// A name in a certificate, decoded when somebody looks into it.
class EncodedName
{
public:
    /// `bytes`, of which isName() says yes, has to outlive this.
    explicit EncodedName(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] const Name& name() const;
    /// RFC 5280, 7.1: case and repeated blanks do not matter.
    [[nodiscard]] bool isSameAs(const EncodedName& other) const;

private:
    [[nodiscard]] const X509_NAME* decoded() const;

    QByteArrayView m_bytes;
    mutable std::once_flag m_decodedOnce;
    mutable std::once_flag m_nameOnce;
    mutable NameHandle m_decoded;
    mutable Name m_name;
};

}  // namespace x509
