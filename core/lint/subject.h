// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/credential.h"
#include "core/plist/document.h"
#include "core/profile/profile.h"
#include "core/profile/references.h"
#include "core/schema/schema.h"

#include <QDateTime>

#include <map>
#include <memory>
#include <optional>

namespace lint {

/// What a verdict depends on beside the file.
struct Context
{
    schema::Target target;
    QDateTime asOf;                                ///< the "now" of expiry rules
    std::shared_ptr<CredentialCache> credentials;  ///< from one run to the next; may be null
};

class SchemaWalk;

/// A profile under examination: everything several rules look at is found out once, on first use.
///
/// Used by one thread at a time.
class Subject
{
public:
    Subject(const plist::Document& document, const schema::Store& store, Context context);
    ~Subject();

    [[nodiscard]] const plist::Document& document() const { return m_document; }
    [[nodiscard]] const profile::Profile& profile() const { return m_profile; }
    [[nodiscard]] const schema::Store& store() const { return m_store; }
    [[nodiscard]] const Context& context() const { return m_context; }

    [[nodiscard]] const std::vector<profile::FoundReference>& references() const;
    /// Of a payload of a Credentials type; null for any other.
    [[nodiscard]] const Credential* credential(const profile::Payload& payload) const;
    /// Every certificate in the profile, identities' included.
    [[nodiscard]] const std::vector<x509::Certificate>& certificates() const;
    /// Where keys and values disagree with the definitions; see schema_walk.h.
    [[nodiscard]] const SchemaWalk& schemaWalk() const;

    /// Whether a password-like value belongs at `path`, whatever stands there: a token, a Raw, the wrong
    /// type.
    [[nodiscard]] bool isSecretPlace(const plist::Path& path) const;

private:
    plist::Document m_document;
    profile::Profile m_profile;
    const schema::Store& m_store;
    Context m_context;
    mutable std::optional<std::vector<profile::FoundReference>> m_references;
    mutable std::map<std::size_t, std::shared_ptr<const Credential>> m_credentials;
    mutable std::optional<std::vector<x509::Certificate>> m_certificates;
    mutable std::shared_ptr<const SchemaWalk> m_schemaWalk;
};

}  // namespace lint
