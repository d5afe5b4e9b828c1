// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

constexpr Rule note(const char* id,
                    const char* title,
                    Certainty certainty,
                    Purposes purposes,
                    report::Citation source,
                    const char* why)
{
    return {.id = id,
            .kind = Kind::Note,
            .title = title,
            .weight = Weight::Info,
            .certainty = certainty,
            .purposes = purposes,
            .source = source,
            .why = why};
}

constexpr report::Citation trustStore{"Apple, Available root certificates for Apple operating systems", "",
                                      "https://support.apple.com/103272"};
constexpr report::Citation rootProgram{"Apple, Root Program policy", "2.0",
                                       "https://github.com/apple/apple-root-program/blob/main/policy.md"};
constexpr report::Citation certificateServer{
    "Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyServer.c",
    "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"};
constexpr report::Citation strongSwan{"strongSwan, discussion 1408", "",
                                      "https://github.com/strongswan/strongswan/discussions/1408"};
constexpr report::Citation configurationProfiles{
    "Apple, Configuration Profile Reference", "",
    "https://developer.apple.com/library/archive/featuredarticles/iPhoneConfigurationProfileRef"};

}  // namespace

constinit const Rule root_preinstalled =
    note("root-preinstalled",
         QT_TRANSLATE_NOOP("trust", "Public roots of Apple's trust store need not be in a profile"),
         Certainty::Documented,
         everyPurpose,
         trustStore,
         QT_TRANSLATE_NOOP("trust",
                           "Devices bring them along as trusted, as always to be asked about, or as blocked; "
                           "since November 2024 Apple no longer lists the blocked ones release by release"));

constinit const Rule root_auto_trust = note(
    "root-auto-trust",
    QT_TRANSLATE_NOOP("trust", "Roots that come from MDM or Apple Configurator are trusted at once"),
    Certainty::Documented,
    tlsPurposes,
    citations::installedRoots,
    QT_TRANSLATE_NOOP("trust",
                      "That goes for the enrolment profile of MDM, too; a root from a profile that a person "
                      "installs has to be switched on in Settings before TLS may use it"));

constinit const Rule root_eap_vpn =
    note("root-eap-vpn",
         QT_TRANSLATE_NOOP("trust", "Anchors that a Wi-Fi or VPN payload names are used without the switch"),
         Certainty::ReadInSource,
         Purposes(Purpose::EapServer) | Purpose::Ikev2Server,
         citations::eapTrust,
         QT_TRANSLATE_NOOP("trust",
                           "The switch in Settings is about TLS of apps and Safari; an anchor that the "
                           "payload refers to serves that payload directly"));

constinit const Rule root_no_lifetime_limit =
    note("root-no-lifetime-limit",
         QT_TRANSLATE_NOOP("trust", "Roots and intermediates may live as long as they like"),
         Certainty::ReadInSource,
         everyPurpose,
         certificateServer,
         QT_TRANSLATE_NOOP("trust",
                           "The limits of 398 and 825 days are about servers' own certificates; what Apple's "
                           "root programme asks of new public roots is another matter"));

constinit const Rule tls_13_default =
    note("tls-13-default",
         QT_TRANSLATE_NOOP("trust", "Devices offer TLS 1.3 since iOS 12.2 and macOS 10.14.4"),
         Certainty::Documented,
         tlsPurposes,
         citations::platformTls,
         QT_TRANSLATE_NOOP("trust",
                           "A server that speaks it meets most of the rules about versions, suites and "
                           "Extended Master Secret by that alone"));

constinit const Rule eap_no_lifetime =
    note("eap-no-lifetime",
         QT_TRANSLATE_NOOP("trust", "RADIUS servers have no limit of days, no timestamps and need no host"),
         Certainty::ReadInSource,
         Purpose::EapServer,
         citations::policies,
         QT_TRANSLATE_NOOP("trust",
                           "Neither 398 nor 825 days nor Certificate Transparency bind them; names count "
                           "only where the profile lists trusted server names"));

constinit const Rule eap_no_network =
    note("eap-no-network",
         QT_TRANSLATE_NOOP("trust", "For a RADIUS server the device fetches nothing from the network"),
         Certainty::ReadInSource,
         Purpose::EapServer,
         citations::policies,
         QT_TRANSLATE_NOOP("trust",
                           "There is no network yet: no missing issuer and no OCSP answer is fetched, so the "
                           "server sends every intermediate or the profile holds it"));

constinit const Rule eap_ku =
    note("eap-ku",
         QT_TRANSLATE_NOOP("trust", "The key usage of a RADIUS server is checked since iOS 18.4"),
         Certainty::Documented,
         Purpose::EapServer,
         {"Apple, What's new for enterprise in iOS 18", "18.4", "https://support.apple.com/121158"},
         QT_TRANSLATE_NOOP("trust",
                           "Where the certificate has a key usage, it needs digitalSignature for ECDHE and "
                           "DHE and keyEncipherment for static RSA; apple-tls-ku-by-cipher judges it"));

constinit const Rule ikev2_base =
    note("ikev2-base",
         QT_TRANSLATE_NOOP("trust", "A VPN server meets the rules of every chain and no limits of TLS"),
         Certainty::ReadInSource,
         Purpose::Ikev2Server,
         citations::policies,
         QT_TRANSLATE_NOOP("trust",
                           "Neither 2048 bits nor SHA-256 nor 825 days are asked of it; weaker keys than RSA "
                           "1024 and MD5 are refused everywhere"));

constinit const Rule ikev2_sha1_auth =
    note("ikev2-sha1-auth",
         QT_TRANSLATE_NOOP("trust", "A device may sign its own IKEv2 authentication with SHA-1"),
         Certainty::Observed,
         Purpose::Ikev2Server,
         strongSwan,
         QT_TRANSLATE_NOOP("trust",
                           "Where the two sides do not agree on RFC 7427, RSA signatures use SHA-1, which a "
                           "strict VPN server is reported to refuse"));

constinit const Rule ipsec_cisco =
    note("ipsec-cisco",
         QT_TRANSLATE_NOOP("trust", "Old manuals allow wildcards in the certificate of a Cisco VPN server"),
         Certainty::Uncertain,
         Purpose::Ikev2Server,
         configurationProfiles,
         QT_TRANSLATE_NOOP("trust",
                           "They said one for each part of the name; today's code may not take them, so name "
                           "the server in subjectAltName in full"));

constinit const Rule profile_signer_no_purpose =
    note("profile-signer-no-purpose",
         QT_TRANSLATE_NOOP("trust", "A signer of profiles needs no special usage, host or lifetime"),
         Certainty::Observed,
         Purpose::ProfileSigner,
         citations::policies,
         QT_TRANSLATE_NOOP("trust",
                           "It is judged as any X.509 certificate, so that a TLS server's is expected to do; "
                           "MD5, RSA below 1024 bits and expiry still count"));

constinit const Rule profile_signature_update_rule =
    note("profile-signature-update-rule",
         QT_TRANSLATE_NOOP("trust", "A new version of a profile may need the same signer"),
         Certainty::Uncertain,
         Purpose::ProfileSigner,
         configurationProfiles,
         QT_TRANSLATE_NOOP("trust",
                           "The same PayloadIdentifier replaces the installed profile. That it must come "
                           "from the same signer is widely believed and may be so: keep the key when the "
                           "certificate is renewed"));

constinit const Rule profile_signed_before_encrypt =
    note("profile-signed-before-encrypt",
         QT_TRANSLATE_NOOP("trust", "A profile is encrypted first and signed last"),
         Certainty::Uncertain,
         Purpose::ProfileSigner,
         configurationProfiles,
         QT_TRANSLATE_NOOP("trust",
                           "The signature is the outermost layer; a device may not read it the other way "
                           "round"));

constinit const Rule profile_digest =
    note("profile-digest",
         QT_TRANSLATE_NOOP("trust", "Sign profiles with SHA-256"),
         Certainty::Uncertain,
         Purpose::ProfileSigner,
         configurationProfiles,
         QT_TRANSLATE_NOOP("trust",
                           "No check of the digest was found, so SHA-1 may still do, but nothing speaks for "
                           "it"));

constinit const Rule scep_ca_single =
    note("scep-ca-single",
         QT_TRANSLATE_NOOP("trust", "A single certificate in the answer to GetCACert is used as it is"),
         Certainty::ReadInSource,
         Purpose::ScepCa,
         citations::scepClient,
         QT_TRANSLATE_NOOP("trust",
                           "Its key usage is not tested, so a CA that may only sign certificates works for "
                           "encryption and signatures of SCEP, too"));

constinit const Rule scep_ra_prefers_pair =
    note("scep-ra-prefers-pair",
         QT_TRANSLATE_NOOP("trust", "Two certificates of an RA come before one that does both"),
         Certainty::ReadInSource,
         Purpose::ScepCa,
         citations::scepClient,
         QT_TRANSLATE_NOOP("trust",
                           "Where one may sign and another may encrypt, as with NDES, the device takes these "
                           "two"));

constinit const Rule apple_known_intermediates =
    note("apple-known-intermediates",
         QT_TRANSLATE_NOOP("trust", "Intermediates of public CAs are disclosed in the CCADB"),
         Certainty::Documented,
         everyPurpose,
         rootProgram,
         QT_TRANSLATE_NOOP("trust",
                           "Those that are not may not work on Apple devices; only the CA can disclose them, "
                           "and offline it cannot be seen"));

constinit const Rule apple_x509_admin_deny =
    note("apple-x509-admin-deny",
         QT_TRANSLATE_NOOP("trust", "Trust settings on a Mac can refuse any certificate"),
         Certainty::ReadInSource,
         everyPurpose,
         certificateServer,
         QT_TRANSLATE_NOOP("trust",
                           "“Never trust” is final, an administrator's setting beats a person's, and neither "
                           "loosens the rules for public roots. It is on that Mac alone"));

constinit const Rule distrust_newer = note(
    "distrust-newer",
    QT_TRANSLATE_NOOP("trust", "Apple may have distrusted more CAs since the list here was made"),
    Certainty::Uncertain,
    everyPurpose,
    {"Apple, Changes to certificate authorities and certificates", "", "https://support.apple.com/121668"},
    QT_TRANSLATE_NOOP("trust", "What was added in 2025 and 2026 was not at hand and is not judged"));

}  // namespace trust::rules
