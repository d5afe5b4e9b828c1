// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/judge.h"
#include "tests/support/test_pki.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

#include <array>
#include <functional>
#include <set>

using namespace Qt::Literals::StringLiterals;
using tls::KeyExchange;
using tls::Protocol;
using tls::Suite;
using trust::Outcome;
using trust::Purpose;
using trust::Rule;

namespace {

/// A certificate for scep.fabrikam.example as devices want it: P-256, SHA-256, serverAuth, 700 days.
const QByteArray soundServer =
    QByteArrayLiteral("-----BEGIN CERTIFICATE-----\n"
                      "MIIB3TCCAYSgAwIBAgIUP3kTbe4eiOq97nwDo3fGqxiziAAwCgYIKoZIzj0EAwIw\n"
                      "IDEeMBwGA1UEAwwVc2NlcC5mYWJyaWthbS5leGFtcGxlMB4XDTI2MTEyODExNTI1\n"
                      "NloXDTI4MTAyODExNTI1NlowIDEeMBwGA1UEAwwVc2NlcC5mYWJyaWthbS5leGFt\n"
                      "cGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEgH+SOoFMDVb8q8UuOzBzPbMv\n"
                      "VV0Dhf7QFQbrVXnGsmBL1ztzz5VTwqR6usG/7S+0e+AcL27wPciGqI0TYSUSxqOB\n"
                      "mzCBmDAdBgNVHQ4EFgQUvpd3Xk/0kc6N3CIvGJEew259FNwwHwYDVR0jBBgwFoAU\n"
                      "vpd3Xk/0kc6N3CIvGJEew259FNwwDwYDVR0TAQH/BAUwAwEB/zAgBgNVHREEGTAX\n"
                      "ghVzY2VwLmZhYnJpa2FtLmV4YW1wbGUwEwYDVR0lBAwwCgYIKwYBBQUHAwEwDgYD\n"
                      "VR0PAQH/BAQDAgeAMAoGCCqGSM49BAMCA0cAMEQCIAD2zUImaVzBFqszajc8E6tN\n"
                      "Eozq9p9Ps7uLpTC+L29tAiA3tXbigTZg5QJTtmqCJtexbeOKmJ97MNeSuNg6GoFA\n"
                      "zg==\n"
                      "-----END CERTIFICATE-----\n");

const Suite ecdheGcm{0xC02F, u"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"_s, KeyExchange::Ecdhe,
                     Suite::Cipher::AesGcm};
const Suite ecdheCbc{0xC027, u"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"_s, KeyExchange::Ecdhe,
                     Suite::Cipher::AesCbc};
const Suite ecdheChaCha{0xCCA8, u"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"_s, KeyExchange::Ecdhe,
                        Suite::Cipher::ChaCha20};
const Suite ecdheTripleDes{0xC012, u"TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"_s, KeyExchange::Ecdhe,
                           Suite::Cipher::TripleDes};
const Suite ecdheRc4{0xC011, u"TLS_ECDHE_RSA_WITH_RC4_128_SHA"_s, KeyExchange::Ecdhe, Suite::Cipher::Rc4};
const Suite dheGcm{0x009E, u"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"_s, KeyExchange::Dhe, Suite::Cipher::AesGcm};
const Suite staticRsa{0x009C, u"TLS_RSA_WITH_AES_128_GCM_SHA256"_s, KeyExchange::StaticRsa,
                      Suite::Cipher::AesGcm};
const Suite tls13{0x1301, u"TLS_AES_128_GCM_SHA256"_s, KeyExchange::Tls13, Suite::Cipher::AesGcm};

tls::Session session(Protocol protocol, const Suite& suite)
{
    return {protocol, suite, u"X25519"_s, u"rsa_pss_rsae_sha256"_s, true};
}

/// What one row of the table judges; as made, it is a server that every device takes.
struct Setup
{
    Setup();
    /// A server that speaks this version alone, with this suite.
    void speaksOnly(Protocol protocol, const Suite& suite);
    /// The same, beside TLS 1.3.
    void speaksBeside13(const Suite& suite);
    void setChain(std::initializer_list<const char*> files);

    std::vector<x509::Certificate> chain;
    std::vector<x509::Details> details;  ///< of the chain, made last
    trust::Context context;
    trust::Evidence evidence;
    tls::Observation seen;
    trust::ScepAnswers scep;
};

Setup::Setup()
{
    context.purpose = Purpose::SystemConnection;
    context.anchors = trust::Anchors::Managed;
    context.host = u"mdm.fabrikam.example"_s;
    context.asOf = QDateTime({2026, 12, 22}, {0, 0}, Qt::UTC);
    evidence.endsInAnchor = true;
    setChain({"leaf.pem", "intermediate.pem", "root.pem"});
    seen.host = context.host;
    seen.session = session(Protocol::Tls13, tls13);
    seen.attempts = {{Protocol::Tls10, {}, base::Error{}},
                     {Protocol::Tls11, {}, base::Error{}},
                     {Protocol::Tls12, session(Protocol::Tls12, ecdheGcm), {}},
                     {Protocol::Tls13, session(Protocol::Tls13, tls13), {}}};
    seen.acceptedSuites = {ecdheGcm};
    seen.systemSuites = session(Protocol::Tls12, ecdheGcm);
    seen.takesLargeHello = true;
    seen.staple = tls::Staple{};
    seen.staple->status = tls::Staple::Status::Good;
    seen.timestamps = {{QByteArray(32, 'a'), 1}, {QByteArray(32, 'b'), 1}};
    scep.capabilities = QStringList{u"POSTPKIOperation"_s, u"AES"_s, u"SHA-256"_s, u"SCEPStandard"_s};
    scep.replyHash = x509::SignatureHash::Sha256;
    scep.isReplySignedAsSelected = true;
}

void Setup::speaksOnly(Protocol protocol, const Suite& suite)
{
    seen.session = session(protocol, suite);
    seen.session->extendedMasterSecret = protocol >= Protocol::Tls12;
    seen.attempts = {{protocol, seen.session, {}}};
    seen.acceptedSuites = {suite};
    seen.systemSuites = {};
}

void Setup::speaksBeside13(const Suite& suite)
{
    speaksOnly(Protocol::Tls12, suite);
    seen.session = session(Protocol::Tls13, tls13);
    seen.attempts.push_back({Protocol::Tls13, seen.session, {}});
}

void Setup::setChain(std::initializer_list<const char*> files)
{
    chain.clear();
    for (const char* file : files)
        chain.push_back(test::certificate(file));
    seen.sent = chain;
    if (seen.sent.size() > 1)
        seen.sent.pop_back();
}

/// The worst outcome of a rule for all certificates of the chain.
trust::Verdict verdictOf(const Rule& rule, Setup& setup)
{
    setup.details.reserve(setup.chain.size());
    for (const x509::Certificate& certificate : setup.chain)
        setup.details.emplace_back(certificate);
    for (const x509::Details& one : setup.details)
        setup.evidence.chain.push_back(&one);
    setup.context.connection = &setup.seen;
    setup.context.scep = &setup.scep;
    trust::Verdict worst = trust::notApplicable();
    for (const trust::Row& row : trust::judge(rule, setup.evidence, setup.context)) {
        if (row.verdict.outcome > worst.outcome)
            worst = row.verdict;
    }
    return worst;
}

using Change = std::function<void(Setup&)>;

struct Case
{
    const char* id;
    const char* name;
    Outcome outcome;
    Change change;
};

Change only(Protocol protocol, const Suite& suite, Purpose purpose = Purpose::SystemConnection)
{
    return [=](Setup& setup) {
        setup.speaksOnly(protocol, suite);
        setup.context.purpose = purpose;
    };
}

Change beside13(const Suite& suite)
{
    return [=](Setup& setup) {
        setup.speaksBeside13(suite);
    };
}

Change forApps(const Change& change)
{
    return [=](Setup& setup) {
        change(setup);
        setup.context.purpose = Purpose::TlsServer;
    };
}

/// The time was up before everything was asked.
Change unfinished(const Change& change)
{
    return [=](Setup& setup) {
        change(setup);
        setup.seen.isComplete = false;
    };
}

Change forScep(const Change& change)
{
    return [=](Setup& setup) {
        setup.context.purpose = Purpose::ScepCa;
        change(setup);
    };
}

Change capabilities(const QStringList& lines)
{
    return forScep([=](Setup& setup) { setup.scep.capabilities = lines; });
}

Change replyHash(x509::SignatureHash hash)
{
    return forScep([=](Setup& setup) { setup.scep.replyHash = hash; });
}

void nothing(Setup& /*setup*/) {}

void lackExtendedMasterSecret(Setup& setup)
{
    for (tls::Attempt& attempt : setup.seen.attempts) {
        if (attempt.protocol == Protocol::Tls12)
            attempt.session->extendedMasterSecret = false;
    }
    if (setup.seen.systemSuites)
        setup.seen.systemSuites->extendedMasterSecret = false;
    if (setup.seen.session->protocol == Protocol::Tls12)
        setup.seen.session->extendedMasterSecret = false;
}

void sendSoundServer(Setup& setup)
{
    setup.seen.host = u"scep.fabrikam.example"_s;
    setup.seen.sent = {*x509::Certificate::fromPem(soundServer)};
}

void beIncomplete(Setup& setup)
{
    setup.setChain({"leaf.pem"});
    setup.evidence.endsInAnchor = false;
    setup.evidence.isIncomplete = true;
}

const std::vector<Case>& transportSecurityCases()
{
    static const std::vector<Case> cases = {
        {"ats-tls12-min", "good", Outcome::Pass, forApps(nothing)},
        {"ats-tls12-min", "TLS 1.2", Outcome::Pass, only(Protocol::Tls12, ecdheGcm, Purpose::TlsServer)},
        {"ats-tls12-min", "TLS 1.1", Outcome::Fail, only(Protocol::Tls11, ecdheCbc, Purpose::TlsServer)},
        {"ats-tls12-min", "an IP literal", Outcome::NotApplicable,
         [](Setup& setup) {
             setup.speaksOnly(Protocol::Tls11, ecdheCbc);
             setup.context.purpose = Purpose::TlsServer;
             setup.context.host = u"192.0.2.10"_s;
         }},
        {"ats-tls12-min", "a local name", Outcome::NotApplicable,
         [](Setup& setup) {
             setup.speaksOnly(Protocol::Tls11, ecdheCbc);
             setup.context.purpose = Purpose::TlsServer;
             setup.context.host = u"printer.local."_s;
         }},
        {"ats-tls12-min", "a local name of the system", Outcome::Fail,
         [](Setup& setup) {
             setup.speaksOnly(Protocol::Tls11, ecdheCbc);
             setup.context.host = u"printer.local"_s;
         }},
        {"ats-forward-secrecy", "good", Outcome::Pass, nothing},
        {"ats-forward-secrecy", "TLS 1.3 alone", Outcome::Pass, only(Protocol::Tls13, tls13)},
        {"ats-forward-secrecy", "static RSA", Outcome::Fail, only(Protocol::Tls12, staticRsa)},
        {"ats-forward-secrecy", "DHE", Outcome::Fail, only(Protocol::Tls12, dheGcm)},
        {"ats-forward-secrecy", "static RSA beside TLS 1.3", Outcome::Warn, beside13(staticRsa)},
        {"ats-forward-secrecy", "nothing that apps speak", Outcome::NotApplicable,
         only(Protocol::Tls10, staticRsa)},
        {"ats-forward-secrecy", "static RSA so far", Outcome::NotApplicable,
         unfinished(only(Protocol::Tls12, staticRsa))},
        {"ats-cipher", "3DES so far", Outcome::NotApplicable,
         unfinished(only(Protocol::Tls12, ecdheTripleDes))},
        {"ats-cipher", "good", Outcome::Pass, nothing},
        {"ats-cipher", "CBC", Outcome::Pass, only(Protocol::Tls12, ecdheCbc)},
        {"ats-cipher", "3DES", Outcome::Fail, only(Protocol::Tls12, ecdheTripleDes)},
        {"ats-cipher", "3DES beside TLS 1.3", Outcome::Warn, beside13(ecdheTripleDes)},
        {"ats-cipher", "ChaCha20", Outcome::Warn, only(Protocol::Tls12, ecdheChaCha)},
        {"ats-key-size", "good", Outcome::Pass, nothing},
        {"ats-key-size", "1024 bits", Outcome::Fail,
         [](Setup& setup) {
             setup.setChain({"weak.pem"});
         }},
        {"ats-key-size", "1024 bits under a local name", Outcome::NotApplicable,
         [](Setup& setup) {
             setup.setChain({"weak.pem"});
             setup.context.purpose = Purpose::TlsServer;
             setup.context.host = u"nas"_s;
         }},
        {"ats-signature-sha256", "good", Outcome::Pass, nothing},
        {"ats-signature-sha256", "SHA-1", Outcome::Fail,
         [](Setup& setup) {
             setup.setChain({"sha1.pem"});
         }},
    };
    return cases;
}

const std::vector<Case>& systemConnectionCases()
{
    const auto before27 = [](Setup& setup) {
        setup.speaksOnly(Protocol::Tls11, ecdheCbc);
        setup.context.os.version = QVersionNumber(26, 4);
    };
    static const std::vector<Case> cases = {
        {"sysconn-tls12", "good", Outcome::Pass, nothing},
        {"sysconn-tls12", "TLS 1.1", Outcome::Fail, only(Protocol::Tls11, ecdheCbc)},
        {"sysconn-tls12", "TLS 1.1 so far", Outcome::NotApplicable, unfinished([](Setup& setup) {
             setup.speaksOnly(Protocol::Tls11, ecdheCbc);
             setup.seen.session = {};
         })},
        {"sysconn-tls12", "before 27", Outcome::NotApplicable, before27},
        {"sysconn-tls12", "apps", Outcome::NotApplicable,
         only(Protocol::Tls11, ecdheCbc, Purpose::TlsServer)},
        {"sysconn-suite", "good", Outcome::Pass, nothing},
        {"sysconn-suite", "TLS 1.2 with GCM", Outcome::Pass, only(Protocol::Tls12, ecdheGcm)},
        {"sysconn-suite", "CBC", Outcome::Fail, only(Protocol::Tls12, ecdheCbc)},
        {"sysconn-suite", "ChaCha20", Outcome::Fail, only(Protocol::Tls12, ecdheChaCha)},
        {"sysconn-suite", "DHE", Outcome::Fail, only(Protocol::Tls12, dheGcm)},
        {"sysconn-suite", "CBC so far", Outcome::NotApplicable, unfinished(only(Protocol::Tls12, ecdheCbc))},
        {"sysconn-suite", "CBC beside TLS 1.3", Outcome::Warn, beside13(ecdheCbc)},
        {"sysconn-ems", "good", Outcome::Pass, nothing},
        {"sysconn-ems", "missing", Outcome::Fail,
         [](Setup& setup) {
             setup.speaksOnly(Protocol::Tls12, ecdheGcm);
             lackExtendedMasterSecret(setup);
         }},
        {"sysconn-ems", "missing beside TLS 1.3", Outcome::Warn, lackExtendedMasterSecret},
        {"sysconn-sigalg", "good", Outcome::Pass, nothing},
        {"sysconn-sigalg", "SHA-1", Outcome::Fail,
         [](Setup& setup) {
             setup.speaksOnly(Protocol::Tls12, ecdheGcm);
             setup.seen.attempts[0].session->peerSignature = u"rsa_pkcs1_sha1"_s;
             setup.seen.session = setup.seen.attempts[0].session;
         }},
        {"sysconn-sigalg", "SHA-1 beside TLS 1.3", Outcome::Warn,
         [](Setup& setup) {
             setup.seen.systemSuites->peerSignature = u"rsa_pkcs1_sha1"_s;
         }},
        {"sysconn-sigalg", "a certificate with SHA-1", Outcome::Fail,
         [](Setup& setup) {
             setup.setChain({"sha1.pem", "intermediate.pem", "root.pem"});
         }},
        {"sysconn-cert", "good", Outcome::Pass, nothing},
        {"sysconn-cert", "1024 bits", Outcome::Fail,
         [](Setup& setup) {
             setup.setChain({"weak.pem"});
         }},
        {"sysconn-cert", "SHA-1", Outcome::Fail,
         [](Setup& setup) {
             setup.setChain({"sha1.pem"});
         }},
        {"profile-download-tls", "good", Outcome::Pass, nothing},
        {"profile-download-tls", "fallback alone", Outcome::Pass, beside13(ecdheCbc)},
        {"profile-download-tls", "CBC", Outcome::Fail, only(Protocol::Tls12, ecdheCbc)},
    };
    return cases;
}

const std::vector<Case>& serverCases()
{
    const auto oldHandshake = [](Setup& setup) {
        setup.seen.attempts[0].session = session(Protocol::Tls10, ecdheCbc);
    };
    static const std::vector<Case> cases = {
        {"tls-sslv3-rc4", "good", Outcome::Pass, nothing},
        {"tls-sslv3-rc4", "SSL 3.0", Outcome::Fail, only(Protocol::Ssl30, staticRsa)},
        {"tls-sslv3-rc4", "RC4", Outcome::Fail, only(Protocol::Tls12, ecdheRc4)},
        {"tls-sslv3-rc4", "RC4 beside others", Outcome::Warn,
         [](Setup& setup) {
             setup.seen.acceptedSuites = {ecdheGcm, ecdheRc4};
         }},
        {"tls-10-11-safari", "good", Outcome::Pass, forApps(nothing)},
        {"tls-10-11-safari", "TLS 1.1", Outcome::Fail, only(Protocol::Tls11, ecdheCbc, Purpose::TlsServer)},
        {"tls-10-11-deprecated", "good", Outcome::Pass, nothing},
        {"tls-10-11-deprecated", "TLS 1.1 for MDM", Outcome::Fail, only(Protocol::Tls11, ecdheCbc)},
        {"tls-10-11-deprecated", "TLS 1.1 for apps", Outcome::Warn,
         only(Protocol::Tls11, ecdheCbc, Purpose::TlsServer)},
        {"tls-10-11-deprecated", "TLS 1.0 beside others", Outcome::Warn, oldHandshake},
        {"tls-pq-hello", "good", Outcome::Pass, nothing},
        {"tls-pq-hello", "dropped", Outcome::Fail,
         [](Setup& setup) {
             setup.seen.takesLargeHello = false;
         }},
        {"tls-pq-hello", "not tried", Outcome::NotApplicable,
         [](Setup& setup) {
             setup.seen.takesLargeHello = {};
         }},
        {"tls-no-static-rsa", "good", Outcome::Pass, nothing},
        {"tls-no-static-rsa", "alone for MDM", Outcome::Fail, only(Protocol::Tls12, staticRsa)},
        {"tls-no-static-rsa", "alone for apps", Outcome::Warn,
         only(Protocol::Tls12, staticRsa, Purpose::TlsServer)},
        {"tls-no-static-rsa", "beside others", Outcome::Warn,
         [](Setup& setup) {
             setup.seen.acceptedSuites = {ecdheGcm, staticRsa};
         }},
        {"apple-tls-server-hello-intermediates", "good", Outcome::Pass, nothing},
        {"apple-tls-server-hello-intermediates", "nothing leads to a root", Outcome::Fail, beIncomplete},
        {"apple-tls-server-hello-intermediates", "an intermediate is not sent", Outcome::Warn,
         [](Setup& setup) {
             setup.seen.sent.pop_back();
         }},
        {"apple-tls-server-hello-intermediates", "one certificate under an unseen root", Outcome::Warn,
         [](Setup& setup) {
             beIncomplete(setup);
             setup.evidence.isIncomplete = false;
             setup.evidence.isIssuerAssumed = true;
         }},
        {"apple-revoked", "good", Outcome::Pass, nothing},
        {"apple-revoked", "no staple", Outcome::NotApplicable,
         [](Setup& setup) {
             setup.seen.staple = {};
         }},
        {"apple-revoked", "revoked", Outcome::Fail,
         [](Setup& setup) {
             setup.seen.staple->status = tls::Staple::Status::Revoked;
             setup.seen.staple->isSignedByIssuer = true;
         }},
        {"apple-revoked", "revoked by nobody knows whom", Outcome::Warn,
         [](Setup& setup) {
             setup.seen.staple->status = tls::Staple::Status::Revoked;
         }},
        {"apple-ct-required", "two logs in the handshake", Outcome::Pass,
         [](Setup& setup) {
             setup.context.anchors = trust::Anchors::System;
         }},
        {"apple-ct-required", "two logs in the staple", Outcome::Pass,
         [](Setup& setup) {
             setup.context.anchors = trust::Anchors::System;
             std::swap(setup.seen.staple->timestamps, setup.seen.timestamps);
         }},
        {"apple-ct-required", "one log twice", Outcome::Fail,
         [](Setup& setup) {
             setup.context.anchors = trust::Anchors::System;
             setup.seen.timestamps[1].logId = setup.seen.timestamps[0].logId;
         }},
        {"apple-ct-required", "none", Outcome::Fail,
         [](Setup& setup) {
             setup.context.anchors = trust::Anchors::System;
             setup.seen.timestamps.clear();
         }},
    };
    return cases;
}

const std::vector<Case>& scepCases()
{
    using x509::SignatureHash;
    static const std::vector<Case> cases = {
        {"scep-caps", "good", Outcome::Pass, forScep(nothing)},
        {"scep-caps", "not asked", Outcome::NotApplicable,
         forScep([](Setup& setup) { setup.scep.capabilities = {}; })},
        {"scep-caps", "empty", Outcome::Warn, capabilities({})},
        {"scep-caps", "SHA-1", Outcome::Warn, capabilities({u"POSTPKIOperation"_s, u"AES"_s, u"SHA-1"_s})},
        {"scep-caps", "GET", Outcome::Warn, capabilities({u"AES"_s, u"SHA-256"_s})},
        {"scep-caps", "no hash", Outcome::Fail, capabilities({u"SCEPStandard"_s, u"AES"_s})},
        {"scep-caps", "wrong case", Outcome::Fail, capabilities({u"sha-256"_s})},
        {"scep-reply-signer", "good", Outcome::Pass, forScep(nothing)},
        {"scep-reply-signer", "another", Outcome::Fail,
         forScep([](Setup& setup) { setup.scep.isReplySignedAsSelected = false; })},
        {"scep-reply-hash", "good", Outcome::Pass, forScep(nothing)},
        {"scep-reply-hash", "SHA-1", Outcome::Pass, replyHash(SignatureHash::Sha1)},
        {"scep-reply-hash", "SHA-224", Outcome::Warn, replyHash(SignatureHash::Sha224)},
        {"scep-reply-hash", "MD5", Outcome::Fail, replyHash(SignatureHash::Md5)},
        {"scep-https-client-cert", "good", Outcome::Pass, forScep(nothing)},
        {"scep-https-client-cert", "asked on a Mac", Outcome::Fail, forScep([](Setup& setup) {
             setup.seen.asksForClientCertificate = true;
             setup.context.os.platform = schema::Platform::Macos;
         })},
        {"scep-https-client-cert", "asked on an iPhone", Outcome::NotApplicable,
         forScep([](Setup& setup) { setup.seen.asksForClientCertificate = true; })},
        {"scep-url-http-ok", "good", Outcome::Pass, forScep(sendSoundServer)},
        {"scep-url-http-ok", "TLS 1.1 does not matter", Outcome::Pass, forScep([](Setup& setup) {
             sendSoundServer(setup);
             setup.speaksOnly(Protocol::Tls11, ecdheCbc);
         })},
        {"scep-url-http-ok", "another host", Outcome::Fail, forScep([](Setup& setup) {
             sendSoundServer(setup);
             setup.seen.host = u"ca.fabrikam.example"_s;
         })},
        {"scep-url-http-ok", "expired", Outcome::Fail, forScep([](Setup& setup) {
             sendSoundServer(setup);
             setup.context.asOf = QDateTime({2040, 1, 1}, {0, 0}, Qt::UTC);
         })},
    };
    return cases;
}

const std::array tables{&transportSecurityCases, &systemConnectionCases, &serverCases, &scepCases};

/// The ids of one kind in the list of trust-rules, 0.5; nothing without that document.
QSet<QString> documentedIds(const QString& kind)
{
    QFile file(QStringLiteral(SHARED_DIR "/facts/trust-rules.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const QRegularExpression lineOf(u"^- \\*\\*%1\\*\\* .*$"_s.arg(kind),
                                    QRegularExpression::MultilineOption);
    // What stands in brackets explains and names no id of this kind.
    static const QRegularExpression brackets(u"\\([^)]*\\)"_s);
    const QString line = lineOf.match(text).captured().remove(brackets);
    QSet<QString> ids;
    static const QRegularExpression idPattern(u"`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`"_s);
    for (auto it = idPattern.globalMatch(line); it.hasNext();)
        ids << it.next().captured(1);
    return ids;
}

}  // namespace

class TrustRules : public QObject
{
    Q_OBJECT

private slots:
    void judgeServers_data();
    void judgeServers();
    void everyServerRuleIsTried();
    void areWhole_data();
    void areWhole();
    void haveIdsOfTheirOwn();
    void documentedOnesAreThere_data();
    void documentedOnesAreThere();
    void notesJudgeNothing();
};

void TrustRules::judgeServers_data()
{
    QTest::addColumn<const Case*>("row");
    for (const auto& table : tables) {
        for (const Case& one : table())
            QTest::addRow("%s: %s", one.id, one.name) << &one;
    }
}

void TrustRules::judgeServers()
{
    QFETCH(const Case*, row);
    const Rule* rule = trust::findRule(QString::fromLatin1(row->id));
    QVERIFY2(rule, "no such rule");
    Setup setup;
    row->change(setup);
    const trust::Verdict verdict = verdictOf(*rule, setup);
    QVERIFY2(verdict.outcome == row->outcome,
             qPrintable(trust::outcomeName(verdict.outcome) + u": "_s + verdict.message));
    QVERIFY(verdict.outcome < Outcome::Warn || !verdict.message.isEmpty());
    QVERIFY2(!verdict.message.contains(u"%1"_s), qPrintable(verdict.message));
}

void TrustRules::everyServerRuleIsTried()
{
    QSet<QString> good;
    QSet<QString> bad;
    for (const auto& table : tables) {
        for (const Case& one : table())
            (one.outcome == Outcome::Pass ? good : bad) << QString::fromLatin1(one.id);
    }
    for (const Rule* rule : trust::allRules()) {
        if (rule->binds != trust::Binds::Connection && rule->binds != trust::Binds::Answers)
            continue;
        QVERIFY2(good.contains(QString::fromLatin1(rule->id)), rule->id);
        QVERIFY2(bad.contains(QString::fromLatin1(rule->id)), rule->id);
    }
}

void TrustRules::areWhole_data()
{
    QTest::addColumn<const Rule*>("rule");
    for (const Rule* rule : trust::allRules())
        QTest::newRow(rule->id) << rule;
}

void TrustRules::areWhole()
{
    QFETCH(const Rule*, rule);
    static const QRegularExpression id(u"^[a-z][a-z0-9]*(-[a-z0-9]+)+$"_s);
    QVERIFY(id.match(QString::fromLatin1(rule->id)).hasMatch());
    const bool isNote = rule->kind == trust::Kind::Note;
    QCOMPARE(rule->check == nullptr, isNote);
    QVERIFY(*rule->title);
    QVERIFY(*rule->why);
    QVERIFY(!QString::fromUtf8(rule->title).endsWith(u'.'));
    QVERIFY(!QString::fromUtf8(rule->why).endsWith(u'.'));
    QCOMPARE(*rule->fix == '\0', isNote);
    QVERIFY(*rule->source.document);
    QVERIFY(QString::fromUtf8(rule->source.url).startsWith(u"https://"_s));
    QVERIFY(rule->purposes);
    QVERIFY((rule->purposes | trust::everyPurpose) == trust::everyPurpose);
    QVERIFY(rule->anchors);
    QVERIFY(rule->sinceMajor >= 0 && rule->sinceMajor <= 27);
    if (rule->binds == trust::Binds::Answers)
        QVERIFY(rule->purposes == trust::Purposes(Purpose::ScepCa));
    if (rule->binds == trust::Binds::Connection || rule->binds == trust::Binds::Answers)
        QVERIFY(rule->kind == trust::Kind::Server);
}

void TrustRules::haveIdsOfTheirOwn()
{
    std::set<QString> ids;
    for (const Rule* rule : trust::allRules())
        QVERIFY2(ids.insert(QString::fromLatin1(rule->id)).second, rule->id);
}

void TrustRules::documentedOnesAreThere_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("atLeast");
    QTest::newRow("trust") << u"trust"_s << 20;
    QTest::newRow("server") << u"server"_s << 20;
    QTest::newRow("note") << u"note"_s << 15;
}

void TrustRules::documentedOnesAreThere()
{
    QFETCH(const QString, kind);
    QFETCH(const int, atLeast);
    const QSet<QString> ids = documentedIds(kind);
    if (ids.isEmpty() && !QFile::exists(QStringLiteral(SHARED_DIR "/facts/trust-rules.md")))
        QSKIP("../shared is absent");
    QVERIFY2(ids.size() >= atLeast, "the list of the document has another form");
    for (const QString& id : ids) {
        const Rule* rule = trust::findRule(id);
        QVERIFY2(rule, qPrintable(id));
        // What the document only tells of, a staple lets us judge.
        if (id != u"apple-revoked")
            QVERIFY2(trust::kindName(rule->kind) == kind, qPrintable(id));
    }
}

void TrustRules::notesJudgeNothing()
{
    Setup setup;
    const Rule* note = trust::findRule(u"root-auto-trust");
    QVERIFY(note);
    QCOMPARE(verdictOf(*note, setup).outcome, Outcome::NotApplicable);
    for (const trust::Row& row : trust::judge(setup.evidence, setup.context))
        QVERIFY(row.rule->kind != trust::Kind::Note);
}

QTEST_GUILESS_MAIN(TrustRules)
#include "tst_trust_rules.moc"
