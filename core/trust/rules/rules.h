// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/rule.h"

#include <QtGlobal>

// One line a file in this folder, in the order in which `rules` lists them.
// clang-format off

#define TRUST_RULES_TLS(X) \
    X(apple_tls_dns_name_in_san) \
    X(apple_tls_dns_syntax) \
    X(apple_tls_wildcard) \
    X(apple_tls_ip_in_san) \
    X(apple_tls_key_rsa_2048) \
    X(apple_tls_key_ec_256) \
    X(apple_tls_key_type_rsa_ec_only) \
    X(apple_tls_sha1) \
    X(apple_tls_validity_398) \
    X(apple_tls_validity_397_recommended) \
    X(apple_tls_validity_825_system) \
    X(apple_tls_validity_825_any_anchor) \
    X(cabf_sc081_200) \
    X(cabf_sc081_100) \
    X(cabf_sc081_47) \
    X(apple_tls_eku_base) \
    X(apple_tls_eku_serverauth_strict) \
    X(apple_tls_eku_documented) \
    X(apple_tls_ku_by_cipher) \
    X(apple_ct_required) \
    X(ats_key_size) \
    X(ats_signature_sha256)

#define TRUST_RULES_SERVER(X) \
    X(ats_tls12_min) \
    X(ats_forward_secrecy) \
    X(ats_cipher) \
    X(sysconn_tls12) \
    X(sysconn_suite) \
    X(sysconn_ems) \
    X(sysconn_sigalg) \
    X(sysconn_cert) \
    X(profile_download_tls) \
    X(tls_sslv3_rc4) \
    X(tls_10_11_safari) \
    X(tls_10_11_deprecated) \
    X(tls_pq_hello) \
    X(tls_no_static_rsa) \
    X(apple_tls_server_hello_intermediates) \
    X(apple_revoked)

#define TRUST_RULES_X509(X) \
    X(apple_x509_expired) \
    X(apple_x509_not_yet_valid) \
    X(apple_root_early_expiry) \
    X(apple_x509_weak_key_fatal) \
    X(apple_x509_md5_fatal) \
    X(apple_x509_sigalg_supported) \
    X(apple_x509_ca_basicconstraints) \
    X(apple_x509_ca_keyusage) \
    X(apple_x509_pathlen) \
    X(apple_x509_name_constraints) \
    X(apple_x509_policy_tree) \
    X(apple_x509_critical_extension) \
    X(apple_x509_unparseable_extension) \
    X(apple_x509_duplicate_extension) \
    X(apple_x509_id_linkage) \
    X(apple_x509_empty_subject) \
    X(apple_x509_sigalg_mismatch) \
    X(apple_x509_version) \
    X(apple_x509_serial) \
    X(apple_x509_untrusted_root) \
    X(apple_x509_incomplete_chain) \
    X(apple_x509_self_signed_leaf)

#define TRUST_RULES_ROOT(X) \
    X(root_ca_quality) \
    X(root_publicly_known_key) \
    X(distrust_entrust_2024) \
    X(distrust_camerfirma_2024) \
    X(distrust_wosign_startcom) \
    X(distrust_symantec) \
    X(distrust_old_blocklist)

#define TRUST_RULES_EAP(X) \
    X(eap_trusted_names) \
    X(eap_eku) \
    X(apple_eap_weak_hash_system_root) \
    X(apple_eap_weak_key_system_root) \
    X(eap_recommend)

#define TRUST_RULES_IKEV2(X) \
    X(ikev2_name) \
    X(ikev2_eku)

#define TRUST_RULES_SMIME(X) \
    X(smime_ku) \
    X(smime_eku) \
    X(smime_eku_strict) \
    X(smime_validity_1185) \
    X(smime_key_hash) \
    X(smime_email)

#define TRUST_RULES_IDENTITY(X) \
    X(client_eku) \
    X(scep_issued_cert)

#define TRUST_RULES_SIGNER(X) \
    X(profile_signed_verified) \
    X(profile_signed_unverified) \
    X(profile_signer_chain_in_cms) \
    X(profile_signer_expiry) \
    X(profile_signer_apple_dev)

#define TRUST_RULES_SCEP(X) \
    X(scep_ra_candidates) \
    X(scep_ra_chain) \
    X(scep_ra_order_trap) \
    X(scep_rsa_only_recipient) \
    X(scep_sigalg) \
    X(scep_caps) \
    X(scep_reply_signer) \
    X(scep_reply_hash) \
    X(scep_https_client_cert) \
    X(scep_url_http_ok)

// What `rules` tells and nothing judges, all of it in notes.cpp.
#define TRUST_NOTES(X) \
    X(root_preinstalled) \
    X(root_auto_trust) \
    X(root_eap_vpn) \
    X(root_no_lifetime_limit) \
    X(tls_13_default) \
    X(eap_no_lifetime) \
    X(eap_no_network) \
    X(eap_ku) \
    X(ikev2_base) \
    X(ikev2_sha1_auth) \
    X(ipsec_cisco) \
    X(profile_signer_no_purpose) \
    X(profile_signature_update_rule) \
    X(profile_signed_before_encrypt) \
    X(profile_digest) \
    X(scep_ca_single) \
    X(scep_ra_prefers_pair) \
    X(apple_known_intermediates) \
    X(apple_x509_admin_deny) \
    X(distrust_newer)

#define TRUST_RULES(X) \
    TRUST_RULES_TLS(X) \
    TRUST_RULES_SERVER(X) \
    TRUST_RULES_X509(X) \
    TRUST_RULES_ROOT(X) \
    TRUST_RULES_EAP(X) \
    TRUST_RULES_IKEV2(X) \
    TRUST_RULES_SMIME(X) \
    TRUST_RULES_IDENTITY(X) \
    TRUST_RULES_SIGNER(X) \
    TRUST_RULES_SCEP(X)

// clang-format on

namespace trust::rules {

#define TRUST_DECLARE_RULE(name) extern const Rule name;
TRUST_RULES(TRUST_DECLARE_RULE)
TRUST_NOTES(TRUST_DECLARE_RULE)
#undef TRUST_DECLARE_RULE

}  // namespace trust::rules
