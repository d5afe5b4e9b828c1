// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/schema/schema.h"
#include "core/tls/observation.h"
#include "core/x509/details.h"

#include <QDateTime>
#include <QFlags>
#include <QString>
#include <QVersionNumber>

#include <optional>

namespace trust {

/// What a device wants of a chain.
enum class Purpose : unsigned {
    TlsServer = 1U << 0U,         ///< Safari, apps, https as such
    SystemConnection = 1U << 1U,  ///< MDM, profile download and the like (KB 126655)
    EapServer = 1U << 2U,         ///< the RADIUS server of 802.1X
    Ikev2Server = 1U << 3U,
    Smime = 1U << 4U,
    ClientIdentity = 1U << 5U,  ///< the device's own certificate towards a server
    ProfileSigner = 1U << 6U,
    ScepCa = 1U << 7U,  ///< what GetCACert answers: CA and RA
};
Q_DECLARE_FLAGS(Purposes, Purpose)
Q_DECLARE_OPERATORS_FOR_FLAGS(Purposes)
constexpr Purposes tlsPurposes = Purposes(Purpose::TlsServer) | Purpose::SystemConnection;
constexpr Purposes everyPurpose = Purposes::fromInt(0xFF);

/// What the root at the end of a chain is to the device. The same certificate may pass or fail by it.
enum class Anchors : unsigned {
    System = 1U << 0U,   ///< one of Apple's preinstalled public roots
    Managed = 1U << 1U,  ///< installed by a person, a profile or MDM
    App = 1U << 2U,      ///< handed over by the calling program
    Leaf = 1U << 3U,     ///< the judged certificate itself is trusted
};
Q_DECLARE_FLAGS(AnchorClasses, Anchors)
Q_DECLARE_OPERATORS_FOR_FLAGS(AnchorClasses)
constexpr AnchorClasses everyAnchor = AnchorClasses::fromInt(0xF);

/// "tls-server", "system-connection", "eap-server", "ikev2-server", "smime", "client-identity",
/// "profile-signer", "scep-ca".
[[nodiscard]] QString purposeName(Purpose purpose);
[[nodiscard]] base::Result<Purpose> purposeFromString(const QString& name);
/// "system", "managed", "app", "leaf".
[[nodiscard]] QString anchorsName(Anchors anchors);
[[nodiscard]] base::Result<Anchors> anchorsFromString(const QString& name);

/// The iOS release of the same generation: iOS 15 for macOS 12, iOS 17 for visionOS 1, iOS 26 for all 26.
[[nodiscard]] QVersionNumber generationOf(const schema::Target& os);

/// What a SCEP server answered, as far as rules ask; facts that were not seen are nothing.
struct ScepAnswers
{
    bool isHttps = false;
    std::optional<QStringList> capabilities = {};       ///< lines of GetCACaps (RFC 8894, 3.5.2)
    std::optional<x509::SignatureHash> replyHash = {};  ///< of the CertRep's SignerInfo
    std::optional<bool> isReplySignedAsSelected = {};   ///< by the certificate that the device selects
};

class Lists;

/// Everything a verdict depends on beside the certificates; nothing of it is ever guessed in a rule.
struct Context
{
    Purpose purpose = Purpose::TlsServer;
    Anchors anchors = Anchors::System;
    QString host =
        {};  ///< name or IP literal the client asks for; a mail address for S/MIME; empty: not known
    QStringList trustedNames = {};  ///< TLSTrustedServerNames of the profile; empty: not known
    schema::Target os = {};
    QDateTime asOf = {};
    const tls::Observation* connection = nullptr;  ///< outlives the context; null: no server was asked
    const ScepAnswers* scep = nullptr;             ///< outlives the context; null: no answers at hand
    const Lists* lists = nullptr;  ///< outlives the context; null: rules that need them say nothing
};

}  // namespace trust
