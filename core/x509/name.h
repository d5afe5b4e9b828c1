// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/value.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace x509 {

/// One attribute of a distinguished name. `type` is a short name (CN, O, …) or a dotted OID.
struct Attribute
{
    QString type;
    QString value;
    bool operator==(const Attribute&) const = default;
};

/// A relative distinguished name: one attribute, or several for a multi-valued one (RFC 5280, 4.1.2.4).
using Rdn = std::vector<Attribute>;

/// A distinguished name in the order in which it is encoded.
struct Name
{
    std::vector<Rdn> rdns;

    /// Reads `O=Fabrikam,OU=IT,CN=iPad`, `/O=Fabrikam/OU=IT/CN=iPad` or RFC 4514 with escapes,
    /// quotes and `+`, **in the order written**; a name that the type table does not know is kept.
    [[nodiscard]] static base::Result<Name> fromString(const QString& text);

    /// Apple's Subject: an array of RDNs, each an array of `[type, value]` pairs. Fails for any other shape.
    [[nodiscard]] static base::Result<Name> fromApple(const plist::Value& subject);
    [[nodiscard]] plist::Value toApple() const;

    /// RFC 4514 escapes, `, ` between RDNs, in the order encoded ("O=Fabrikam, CN=iPad").
    [[nodiscard]] QString toString() const;
    /// The same from the last RDN to the first, as RFC 4514 and Windows show it.
    [[nodiscard]] QString toStringReversed() const;
    /// `/O=Fabrikam/CN=iPad`, as OpenSSL's command line writes it.
    [[nodiscard]] QString toSlashes() const;

    /// The values of `type` ("CN"), in order.
    [[nodiscard]] QStringList values(QStringView type) const;
    [[nodiscard]] bool isEmpty() const { return rdns.empty(); }
    bool operator==(const Name&) const = default;
};

/// The short name the field uses for `oid` ("2.5.4.3" → "CN"), else the OID itself.
[[nodiscard]] QString shortName(const QString& oid);
/// The dotted OID of a short name in any case ("DC" → "0.9.2342.19200300.100.1.25"); empty when unknown.
[[nodiscard]] QString attributeOid(const QString& shortName);
[[nodiscard]] bool isDottedOid(QStringView text);

}  // namespace x509
