// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/rule.h"

// One line a file in this folder, in the order in which `rules` lists them.
// clang-format off

#define LINT_RULES_FILE(X) \
    X(xml_malformed) \
    X(xml_before_declaration) \
    X(xml_after_end) \
    X(xml_doctype) \
    X(xml_encoding) \
    X(plist_duplicate_key) \
    X(plist_token) \
    X(plist_bad_value) \
    X(file_not_profile)

#define LINT_RULES_IDENTITY(X) \
    X(profile_type) \
    X(profile_version) \
    X(profile_identifier_missing) \
    X(profile_identifier_form) \
    X(profile_identifier_duplicate) \
    X(profile_identifier_inner) \
    X(profile_uuid_missing) \
    X(profile_uuid_malformed) \
    X(profile_uuid_duplicate) \
    X(profile_display_name) \
    X(profile_empty) \
    X(profile_content_type) \
    X(profile_key_case)

#define LINT_RULES_GENERAL(X) \
    X(profile_removal_disallowed) \
    X(profile_removal_password) \
    X(profile_removal_date) \
    X(profile_scope) \
    X(profile_target)

#define LINT_RULES_REFERENCES(X) \
    X(reference_dangling) \
    X(reference_kind) \
    X(reference_case)

#define LINT_RULES_SCEP(X) \
    X(scep_url_missing) \
    X(scep_url_scheme) \
    X(scep_url_query) \
    X(scep_url_ndes_admin) \
    X(scep_fingerprint_http) \
    X(scep_https_private_root) \
    X(scep_empty_string) \
    X(scep_keysize_missing) \
    X(scep_keysize_value) \
    X(scep_keysize_weak) \
    X(scep_key_type) \
    X(scep_key_usage) \
    X(scep_key_usage_missing) \
    X(scep_key_spelling) \
    X(scep_keys_outside) \
    X(scep_subject_shape) \
    X(scep_subject_unknown_attribute) \
    X(scep_subject_country) \
    X(scep_subject_empty) \
    X(scep_san_shape) \
    X(scep_san_count) \
    X(scep_san_ascii) \
    X(scep_san_empty) \
    X(scep_san_form) \
    X(scep_fingerprint_length) \
    X(scep_fingerprint_os) \
    X(scep_challenge_charset) \
    X(scep_challenge_clear) \
    X(scep_retry) \
    X(scep_getcacaps) \
    X(scep_issued_chain)

#define LINT_RULES_CERTIFICATES(X) \
    X(certificate_unreadable) \
    X(certificate_type) \
    X(certificate_text) \
    X(certificate_expired) \
    X(certificate_several) \
    X(certificate_duplicate) \
    X(certificate_chain_missing) \
    X(certificate_root_trust) \
    X(p12_wrong_password) \
    X(p12_no_identity) \
    X(p12_algorithms) \
    X(p12_password_clear)

#define LINT_RULES_SCHEMA(X) \
    X(schema_type) \
    X(schema_required) \
    X(schema_value) \
    X(schema_unknown_key) \
    X(schema_unknown_payload) \
    X(schema_deprecated) \
    X(target_platform) \
    X(target_supervised) \
    X(target_manual_install) \
    X(target_single) \
    X(secret_clear) \
    X(mdm_topic) \
    X(wifi_eap_trust) \
    X(wifi_weak) \
    X(wifi_network_missing) \
    X(eap_tls_version) \
    X(ikev2_cert_type) \
    X(ikev2_issuer_cn) \
    X(ikev2_revocation) \
    X(ikev2_tls_version) \
    X(client_identity_picked) \
    X(root_untrusted_prompt)

// clang-format on

#define LINT_RULES(X)          \
    LINT_RULES_FILE(X)         \
    LINT_RULES_IDENTITY(X)     \
    LINT_RULES_GENERAL(X)      \
    LINT_RULES_REFERENCES(X)   \
    LINT_RULES_SCEP(X)         \
    LINT_RULES_CERTIFICATES(X) \
    LINT_RULES_SCHEMA(X)

namespace lint::rules {
#define LINT_DECLARE_RULE(name) extern const Rule name;
LINT_RULES(LINT_DECLARE_RULE)
#undef LINT_DECLARE_RULE
}  // namespace lint::rules
