// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/probe.h"
#include "tests/support/scripted_server.h"
#include "tests/support/tls_server.h"

#include <QElapsedTimer>
#include <QTest>

#include <openssl/err.h>

#include <algorithm>
#include <atomic>
#include <netdb.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using test::Connection;
using test::ScriptedServer;
using test::TlsServer;
using tls::Observation;
using tls::Protocol;
using tls::StartTls;

Q_DECLARE_METATYPE(tls::StartTls)

namespace {

constexpr auto network = base::Error::Code::Network;

QString whyNot(const base::Result<Observation>& seen) { return seen ? QString() : seen.error().message; }

const tls::Attempt& attempt(const Observation& seen, Protocol protocol)
{
    const auto found = std::find_if(seen.attempts.begin(), seen.attempts.end(),
                                    [&](const tls::Attempt& one) { return one.protocol == protocol; });
    if (found == seen.attempts.end())
        qFatal("%s was not tried", qPrintable(tls::protocolName(protocol)));
    return *found;
}

QStringList names(const std::vector<tls::Suite>& suites)
{
    QStringList list;
    for (const tls::Suite& suite : suites)
        list << suite.name;
    return list;
}

/// What ends a handshake before it begins.
QByteArray fatalAlert(char description)
{
    return QByteArray::fromHex("15030100020228").chopped(1) + description;
}

/// A ServerHello without extensions in a record of its own.
QByteArray serverHello(const char* version, const char* suite)
{
    const QByteArray body =
        QByteArray::fromHex(version) + QByteArray(32, 'r') + '\0' + QByteArray::fromHex(suite) + '\0';
    return QByteArray::fromHex("16") + QByteArray::fromHex(version) + '\0'
           + static_cast<char>(body.size() + 4) + QByteArray::fromHex("020000")
           + static_cast<char>(body.size()) + body;
}

}  // namespace

class TestTlsProbe : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void seesAnOrdinaryServer();
    void seesVersions_data();
    void seesVersions();
    void seesSuites_data();
    void seesSuites();
    void seesOddKeys_data();
    void seesOddKeys();
    void seesLargeCertificates_data();
    void seesLargeCertificates();
    void seesAMissingExtendedMasterSecret();
    void seesAMissingIntermediate();
    void seesTimestampsOfTheHandshake_data();
    void seesTimestampsOfTheHandshake();
    void seesAStaple_data();
    void seesAStaple();
    void seesThatAClientCertificateIsAsked_data();
    void seesThatAClientCertificateIsAsked();
    void seesWhatOpensslCannotOffer();
    void seesThatALargeHelloIsDropped();
    void agreeingToNothingIsNoError();
    void closingInTheMiddleIsSeen();
    void startsTls_data();
    void startsTls();
    void missingStartTlsIsAnError_data();
    void missingStartTlsIsAnError();
    void othersDoNotSpeakTls_data();
    void othersDoNotSpeakTls();
    void silenceIsBounded();
    void aHandshakeThatNeverEndsIsAnError();
    void theTotalIsBounded();
    void nobodyThereIsAnError();
    void stopsAtOnce();
    void triesEveryAddress();

private:
    [[nodiscard]] QString file(const QString& name) const { return m_dir.filePath(name); }
    [[nodiscard]] QStringList identity(const QString& name) const
    {
        return {u"-cert"_s, file(name + u".pem"_s), u"-key"_s, file(name + u".key"_s)};
    }
    [[nodiscard]] QByteArray content(const QString& name) const
    {
        QFile opened(file(name));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile opened(file(name));
        QVERIFY(opened.open(QIODevice::WriteOnly));
        opened.write(bytes);
    }
    /// A certificate named for its file; self-signed without an issuer.
    void issue(const QString& name,
               const QStringList& key,
               const QStringList& more = {},
               const QString& issuer = {}) const;
    void issueTwoLargeOnes() const;
    void issueStaple(const QString& name, const QByteArray& statusAndDates) const;
    [[nodiscard]] x509::Certificate certificate(const QString& name) const
    {
        return *x509::Certificate::fromPem(content(name + u".pem"_s));
    }
    /// Handshakes on the loopback take no time; where one does not come, the test need not wait for long.
    [[nodiscard]] static base::Result<Observation> probe(quint16 port, StartTls startTls = StartTls::None)
    {
        return tls::probe({u"127.0.0.1"_s, port, startTls, u"server.example"_s});
    }

    QTemporaryDir m_dir;
};

void TestTlsProbe::issue(const QString& name,
                         const QStringList& key,
                         const QStringList& more,
                         const QString& issuer) const
{
    QStringList arguments = {u"req"_s,   u"-x509"_s, u"-nodes"_s, u"-newkey"_s,    key.front(),
                             u"-days"_s, u"30"_s,    u"-subj"_s,  u"/CN="_s + name};
    for (const QString& option : key.sliced(1))
        arguments << u"-pkeyopt"_s << option;
    if (!issuer.isEmpty())
        arguments << u"-CA"_s << file(issuer + u".pem"_s) << u"-CAkey"_s << file(issuer + u".key"_s);
    test::openssl(arguments + more
                  + QStringList{u"-keyout"_s, file(name + u".key"_s), u"-out"_s, file(name + u".pem"_s)});
}

void TestTlsProbe::issueTwoLargeOnes() const
{
    QByteArray names;
    for (int number = 1; number <= 10'000; ++number)
        names += "DNS." + QByteArray::number(number) + "=host" + QByteArray::number(number) + ".example\n";
    write(u"names.cnf"_s, "[req]\ndistinguished_name=dn\nx509_extensions=ext\n[dn]\n[ext]\n"
                          "subjectAltName=@names\n[names]\n"
                              + names);
    // An OCTET STRING of a mebibyte in an extension that nobody knows.
    write(u"megabyte.cnf"_s, "[req]\ndistinguished_name=dn\nx509_extensions=ext\n[dn]\n[ext]\n"
                             "1.3.6.1.4.1.55555.1=DER:0483100000"
                                 + QByteArray(2 << 20, 'A') + "\n");
    const QStringList key = {u"ec"_s, u"ec_paramgen_curve:P-256"_s};
    issue(u"names"_s, key, {u"-config"_s, file(u"names.cnf"_s)});
    issue(u"megabyte"_s, key, {u"-config"_s, file(u"megabyte.cnf"_s)});
}

void TestTlsProbe::issueStaple(const QString& name, const QByteArray& statusAndDates) const
{
    write(u"index"_s,
          statusAndDates + '\t' + certificate(u"leaf"_s).serialNumber().toLatin1() + "\tunknown\t/CN=leaf\n");
    test::openssl({u"ocsp"_s, u"-index"_s, file(u"index"_s), u"-rsigner"_s, file(u"intermediate.pem"_s),
                   u"-rkey"_s, file(u"intermediate.key"_s), u"-CA"_s, file(u"intermediate.pem"_s),
                   u"-issuer"_s, file(u"intermediate.pem"_s), u"-cert"_s, file(u"leaf.pem"_s), u"-ndays"_s,
                   u"7"_s, u"-respout"_s, file(name), u"-noverify"_s});
}

void TestTlsProbe::initTestCase()
{
    const QStringList p256 = {u"ec"_s, u"ec_paramgen_curve:P-256"_s};
    const QStringList authority = {u"-addext"_s, u"keyUsage=keyCertSign,cRLSign"_s};
    const QStringList server = {u"-addext"_s, u"basicConstraints=CA:FALSE"_s, u"-addext"_s,
                                u"subjectAltName=DNS:server.example"_s};
    issue(u"root"_s, p256, authority);
    issue(u"intermediate"_s, p256, authority, u"root"_s);
    issue(u"leaf"_s, p256, server, u"intermediate"_s);
    issue(u"rsa"_s, {u"rsa:2048"_s});
    issue(u"rsa-1024"_s, {u"rsa:1024"_s}, {u"-sha1"_s});
    issue(u"rsa-pss"_s, {u"rsa-pss"_s, u"rsa_keygen_bits:2048"_s});
    issue(u"ed25519"_s, {u"ed25519"_s});
    issue(u"ed448"_s, {u"ed448"_s});
    issue(u"p-224"_s, {u"ec"_s, u"ec_paramgen_curve:P-224"_s});
    issueTwoLargeOnes();
    issueStaple(u"good.ocsp"_s, "V\t400101000000Z\t");
    issueStaple(u"revoked.ocsp"_s, "R\t400101000000Z\t260102030405Z");
}

void TestTlsProbe::seesAnOrdinaryServer()
{
    const TlsServer server(identity(u"leaf"_s) << u"-cert_chain"_s << file(u"intermediate.pem"_s));
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QCOMPARE(seen->host, u"127.0.0.1"_s);
    QCOMPARE(seen->address, u"127.0.0.1"_s);
    QCOMPARE(seen->port, server.port());
    QVERIFY(seen->isComplete);
    QCOMPARE(seen->sent.size(), std::size_t{2});
    QVERIFY(seen->sent.at(0) == certificate(u"leaf"_s));
    QVERIFY(seen->sent.at(1) == certificate(u"intermediate"_s));
    QVERIFY(seen->session);
    QCOMPARE(seen->session->protocol, Protocol::Tls13);
    QCOMPARE(seen->session->suite.keyExchange, tls::KeyExchange::Tls13);
    QCOMPARE(seen->session->group, u"X25519"_s);
    QCOMPARE(seen->session->peerSignature, u"ecdsa_secp256r1_sha256"_s);
    QVERIFY(seen->session->extendedMasterSecret);
    QVERIFY(seen->systemSuites);
    QCOMPARE(seen->systemSuites->protocol, Protocol::Tls12);
    QCOMPARE(seen->systemSuites->suite.cipher, tls::Suite::Cipher::AesGcm);
    QVERIFY(seen->systemSuites->extendedMasterSecret);
    QVERIFY(!seen->staple);
    QVERIFY(seen->timestamps.empty());
    QVERIFY(!seen->asksForClientCertificate);
    QCOMPARE(seen->takesLargeHello, std::optional(true));
}

void TestTlsProbe::seesVersions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("versions");
    const QString old = u"DEFAULT@SECLEVEL=0"_s;
    QTest::newRow("TLS 1.0") << QStringList{u"-tls1"_s, u"-cipher"_s, old} << QStringList{u"TLS 1.0"_s};
    QTest::newRow("TLS 1.1") << QStringList{u"-tls1_1"_s, u"-cipher"_s, old} << QStringList{u"TLS 1.1"_s};
    QTest::newRow("TLS 1.2") << QStringList{u"-tls1_2"_s} << QStringList{u"TLS 1.2"_s};
    QTest::newRow("TLS 1.3") << QStringList{u"-tls1_3"_s} << QStringList{u"TLS 1.3"_s};
    QTest::newRow("all") << QStringList{u"-min_protocol"_s, u"TLSv1"_s, u"-cipher"_s, old}
                         << QStringList{u"TLS 1.0"_s, u"TLS 1.1"_s, u"TLS 1.2"_s, u"TLS 1.3"_s};
}

void TestTlsProbe::seesVersions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, versions);
    const TlsServer server(identity(u"rsa"_s) + arguments);
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QCOMPARE(seen->attempts.size(), std::size_t{5});
    QStringList accepted;
    Protocol before = Protocol::Ssl30;
    for (const tls::Attempt& one : seen->attempts) {
        QVERIFY(one.session.has_value() != one.refusal.has_value());
        QVERIFY(one.protocol >= before);
        before = one.protocol;
        QCOMPARE(seen->accepts(one.protocol), std::optional(one.session.has_value()));
        if (one.session) {
            QCOMPARE(one.session->protocol, one.protocol);
            accepted << tls::protocolName(one.protocol);
        }
    }
    QCOMPARE(accepted, versions);
    QCOMPARE(tls::protocolName(seen->session->protocol), versions.last());
    QCOMPARE(seen->systemSuites.has_value(), versions.contains(u"TLS 1.2"_s));
    QCOMPARE(seen->acceptedSuites.empty(), versions == QStringList{u"TLS 1.3"_s});
}

void TestTlsProbe::seesSuites_data()
{
    QTest::addColumn<QString>("ciphers");
    QTest::addColumn<QStringList>("suites");
    QTest::addColumn<tls::KeyExchange>("exchange");
    QTest::addColumn<QString>("group");
    QTest::newRow("static RSA") << u"AES128-GCM-SHA256:AES256-SHA"_s
                                << QStringList{u"TLS_RSA_WITH_AES_128_GCM_SHA256"_s,
                                               u"TLS_RSA_WITH_AES_256_CBC_SHA"_s}
                                << tls::KeyExchange::StaticRsa << QString();
    QTest::newRow("CBC") << u"ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA384"_s
                         << QStringList{u"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"_s,
                                        u"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"_s}
                         << tls::KeyExchange::Ecdhe << u"X25519"_s;
    QTest::newRow("DHE") << u"DHE-RSA-AES128-GCM-SHA256"_s
                         << QStringList{u"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"_s} << tls::KeyExchange::Dhe
                         << u"DH 2048"_s;
    QTest::newRow("ChaCha20") << u"ECDHE-RSA-CHACHA20-POLY1305"_s
                              << QStringList{u"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"_s}
                              << tls::KeyExchange::Ecdhe << u"X25519"_s;
}

void TestTlsProbe::seesSuites()
{
    QFETCH(QString, ciphers);
    QFETCH(QStringList, suites);
    QFETCH(tls::KeyExchange, exchange);
    QFETCH(QString, group);
    const TlsServer server(identity(u"rsa"_s) << u"-tls1_2"_s << u"-serverpref"_s << u"-cipher"_s << ciphers);
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QCOMPARE(names(seen->acceptedSuites), suites);
    QVERIFY(!seen->systemSuites);
    QCOMPARE(seen->session->suite.name, suites.first());
    QCOMPARE(seen->session->suite.keyExchange, exchange);
    QCOMPARE(seen->session->group, group);
    QCOMPARE(seen->session->peerSignature.isEmpty(), exchange == tls::KeyExchange::StaticRsa);
}

void TestTlsProbe::seesOddKeys_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("signature");
    const QStringList weak = {u"-cipher"_s, u"DEFAULT@SECLEVEL=0"_s};
    QTest::newRow("Ed25519") << u"ed25519"_s << QStringList() << u"ed25519"_s;
    QTest::newRow("Ed448") << u"ed448"_s << QStringList() << u"ed448"_s;
    QTest::newRow("P-224") << u"p-224"_s << weak << u"ecdsa_secp256r1_sha256"_s;
    QTest::newRow("P-224 for TLS 1.2")
        << u"p-224"_s << (weak + QStringList{u"-tls1_2"_s}) << u"ecdsa_secp256r1_sha256"_s;
    QTest::newRow("RSA-1024, SHA-1") << u"rsa-1024"_s << weak << u"rsa_pss_rsae_sha256"_s;
    QTest::newRow("RSA-1024, SHA-1 in the handshake")
        << u"rsa-1024"_s << (weak + QStringList{u"-tls1_2"_s, u"-sigalgs"_s, u"RSA+SHA1"_s})
        << u"rsa_pkcs1_sha1"_s;
    QTest::newRow("RSA-PSS") << u"rsa-pss"_s << QStringList() << u"rsa_pss_pss_sha256"_s;
}

void TestTlsProbe::seesOddKeys()
{
    QFETCH(QString, name);
    QFETCH(QStringList, arguments);
    QFETCH(QString, signature);
    const TlsServer server(identity(name) + arguments);
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(seen->session);
    QCOMPARE(seen->session->peerSignature, signature);
    QCOMPARE(seen->sent.size(), std::size_t{1});
    QVERIFY(seen->sent.front() == certificate(name));
    if (signature == u"rsa_pkcs1_sha1"_s)
        QVERIFY(!seen->systemSuites);
}

void TestTlsProbe::seesLargeCertificates_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("version");
    for (const QString& version : {u"-tls1_2"_s, u"-tls1_3"_s}) {
        QTest::addRow("10000 names, %s", qPrintable(version)) << u"names"_s << version;
        QTest::addRow("1 MiB, %s", qPrintable(version)) << u"megabyte"_s << version;
    }
}

void TestTlsProbe::seesLargeCertificates()
{
    QFETCH(QString, name);
    QFETCH(QString, version);
    const TlsServer server(identity(name) << version);
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QCOMPARE(seen->sent.size(), std::size_t{1});
    QVERIFY(seen->sent.front() == certificate(name));
    QVERIFY(seen->session);
}

void TestTlsProbe::seesAMissingExtendedMasterSecret()
{
    write(u"no-ems.cnf"_s, "openssl_conf=all\n[all]\nssl_conf=ssl\n[ssl]\nsystem_default=default\n[default]\n"
                           "Options=-ExtendedMasterSecret\n");
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"OPENSSL_CONF"_s, file(u"no-ems.cnf"_s));
    const TlsServer server(identity(u"rsa"_s), environment);
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(!attempt(*seen, Protocol::Tls12).session->extendedMasterSecret);
    QVERIFY(!seen->systemSuites->extendedMasterSecret);
    QVERIFY(seen->session->extendedMasterSecret);
}

void TestTlsProbe::seesAMissingIntermediate()
{
    const TlsServer server(identity(u"leaf"_s));
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QCOMPARE(seen->sent.size(), std::size_t{1});
}

void TestTlsProbe::seesTimestampsOfTheHandshake_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("TLS 1.2") << u"-tls1_2"_s;
    QTest::newRow("TLS 1.3") << u"-tls1_3"_s;
}

void TestTlsProbe::seesTimestampsOfTheHandshake()
{
    QFETCH(QString, version);
    // RFC 6962, 3.2 and 3.3: version, log, milliseconds, no extensions, a signature of four octets.
    const QByteArray timestamp = '\0' + QByteArray(32, 'L') + QByteArray::fromHex("0000018bcfe56800")
                                 + QByteArray::fromHex("0000") + QByteArray::fromHex("0403")
                                 + QByteArray::fromHex("000400000000");
    const QByteArray list = '\0' + QByteArray(1, static_cast<char>(timestamp.size() + 2)) + '\0'
                            + QByteArray(1, static_cast<char>(timestamp.size())) + timestamp;
    // Where it belongs (OpenSSL's SSL_EXT_…): ClientHello, ServerHello of TLS 1.2, Certificate of TLS 1.3.
    const QByteArray extension = QByteArray::fromHex("00001180") + QByteArray::fromHex("0012") + '\0'
                                 + static_cast<char>(list.size()) + list;
    write(u"timestamps"_s, "-----BEGIN SERVERINFOV2 FOR TIMESTAMPS-----\n" + extension.toBase64()
                               + "\n-----END SERVERINFOV2 FOR TIMESTAMPS-----\n");
    const TlsServer server(identity(u"leaf"_s) << version << u"-serverinfo"_s << file(u"timestamps"_s));
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    const std::vector<x509::SignedTimestamp> expected = {{QByteArray(32, 'L'), 1'700'000'000'000}};
    QVERIFY(seen->timestamps == expected);
}

void TestTlsProbe::seesAStaple_data()
{
    QTest::addColumn<QString>("response");
    QTest::addColumn<bool>("sendsIssuer");
    QTest::addColumn<int>("status");
    QTest::newRow("good") << u"good.ocsp"_s << true << static_cast<int>(tls::Staple::Status::Good);
    QTest::newRow("revoked") << u"revoked.ocsp"_s << true << static_cast<int>(tls::Staple::Status::Revoked);
    QTest::newRow("no issuer") << u"good.ocsp"_s << false << static_cast<int>(tls::Staple::Status::Good);
}

void TestTlsProbe::seesAStaple()
{
    QFETCH(QString, response);
    QFETCH(bool, sendsIssuer);
    QFETCH(int, status);
    QStringList arguments = identity(u"leaf"_s) << u"-status_file"_s << file(response);
    if (sendsIssuer)
        arguments << u"-cert_chain"_s << file(u"intermediate.pem"_s);
    const TlsServer server(arguments);
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(seen->staple);
    QCOMPARE(static_cast<int>(seen->staple->status), status);
    QCOMPARE(seen->staple->isSignedByIssuer, sendsIssuer);
    QCOMPARE(*seen->staple->nextUpdate - *seen->staple->thisUpdate, 7 * 24 * 3600);
    const bool isRevoked = seen->staple->status == tls::Staple::Status::Revoked;
    QCOMPARE(seen->staple->revokedAt, isRevoked ? std::optional<qint64>(1'767'323'045) : std::nullopt);
}

void TestTlsProbe::seesThatAClientCertificateIsAsked_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("asked") << QStringList{u"-verify"_s, u"1"_s};
    QTest::newRow("demanded") << QStringList{u"-Verify"_s, u"1"_s};
    QTest::newRow("demanded by TLS 1.2") << QStringList{u"-Verify"_s, u"1"_s, u"-tls1_2"_s};
}

void TestTlsProbe::seesThatAClientCertificateIsAsked()
{
    QFETCH(QStringList, arguments);
    const TlsServer server(identity(u"leaf"_s) + arguments);
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(seen->asksForClientCertificate);
    QVERIFY(seen->session);
    const auto& tls12 = attempt(*seen, Protocol::Tls12).session;
    QVERIFY(tls12);
    QVERIFY(tls12->extendedMasterSecret);
    QCOMPARE(tls12->group, u"X25519"_s);
    QCOMPARE(tls12->peerSignature, u"ecdsa_secp256r1_sha256"_s);
    QVERIFY(seen->systemSuites);
    QCOMPARE(seen->sent.size(), std::size_t{1});
}

void TestTlsProbe::seesWhatOpensslCannotOffer()
{
    const auto offers = [](const QByteArray& hello, const char* version, const char* suite) {
        return hello.mid(9, 2) == QByteArray::fromHex(version) && hello.contains(QByteArray::fromHex(suite));
    };
    const ScriptedServer server([&](Connection& connection) {
        const QByteArray hello = connection.peek();
        // The last suite of our own hello; OpenSSL's does not have it.
        const bool isRaw = hello.contains(QByteArray::fromHex("00050004"));
        if (hello.mid(9, 2) == QByteArray::fromHex("0300"))
            connection.send(serverHello("0300", "000a"));
        else if (isRaw && offers(hello, "0303", "c011"))
            connection.send(serverHello("0303", "c011"));
        else
            return test::acceptTls(connection, file(u"leaf.pem"_s), file(u"leaf.key"_s));
        connection.waitUntilClosed();
    });
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(attempt(*seen, Protocol::Ssl30).session);
    QCOMPARE(attempt(*seen, Protocol::Ssl30).session->suite.name, u"TLS_RSA_WITH_3DES_EDE_CBC_SHA"_s);
    QCOMPARE(seen->acceptedSuites.front().name, u"TLS_ECDHE_RSA_WITH_RC4_128_SHA"_s);
    QCOMPARE(seen->acceptedSuites.front().cipher, tls::Suite::Cipher::Rc4);
    QVERIFY(seen->acceptedSuites.size() > 1);
}

void TestTlsProbe::seesThatALargeHelloIsDropped()
{
    const ScriptedServer server([&](Connection& connection) {
        if (connection.peek().size() < 1400)
            test::acceptTls(connection, file(u"leaf.pem"_s), file(u"leaf.key"_s));
    });
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(seen->session);
    QCOMPARE(seen->takesLargeHello, std::optional(false));
}

void TestTlsProbe::agreeingToNothingIsNoError()
{
    const TlsServer server(identity(u"rsa"_s) << u"-tls1_2"_s << u"-cipher"_s << u"PSK"_s);
    const auto seen = probe(server.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(!seen->session);
    QVERIFY(seen->sent.empty());
    QCOMPARE(seen->accepts(Protocol::Tls12), std::optional(false));
    QVERIFY(attempt(*seen, Protocol::Tls12).refusal->message.contains(u"handshake_failure"_s));
}

void TestTlsProbe::closingInTheMiddleIsSeen()
{
    const ScriptedServer atOnce([](Connection& connection) { connection.receive(); });
    const auto nothing = probe(atOnce.port());
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, network);
    QCOMPARE(nothing.error().message, u"The server hangs up in the middle of the handshake"_s);

    const ScriptedServer later([](Connection& connection) {
        connection.receive();
        connection.send(serverHello("0303", "c02f"));
    });
    const auto seen = probe(later.port());
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(!seen->session);
    QCOMPARE(attempt(*seen, Protocol::Tls12).refusal->message,
             u"The server hangs up in the middle of the handshake"_s);
}

void TestTlsProbe::startsTls_data()
{
    QTest::addColumn<StartTls>("how");
    QTest::addColumn<QByteArrayList>("words");
    QTest::newRow("smtp") << StartTls::Smtp
                          << QByteArrayList{"220-mail.example\r\n220 ESMTP\r\n", "EHLO ",
                                            "250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n",
                                            "STARTTLS\r\n", "220 2.0.0 Ready\r\n"};
    QTest::newRow("imap") << StartTls::Imap
                          << QByteArrayList{"* OK ready\r\n", "a1 CAPABILITY",
                                            "* CAPABILITY IMAP4rev1 STARTTLS\r\na1 OK done\r\n",
                                            "a2 STARTTLS\r\n", "a2 OK begin\r\n"};
    QTest::newRow("pop3") << StartTls::Pop3 << QByteArrayList{"+OK ready\r\n", "STLS\r\n", "+OK begin\r\n"};
    QTest::newRow("ldap") << StartTls::Ldap
                          << QByteArrayList{"", QByteArray::fromHex("301d020101771880"),
                                            QByteArray::fromHex("300c02010178070a010004000400")};
}

void TestTlsProbe::startsTls()
{
    QFETCH(StartTls, how);
    QFETCH(QByteArrayList, words);
    std::atomic<int> mistakes = 0;
    const ScriptedServer server([&](Connection& connection) {
        for (qsizetype index = 0; index < words.size(); index += 2) {
            if (index > 0 && !connection.receive().startsWith(words.at(index - 1)))
                ++mistakes;
            connection.send(words.at(index));
        }
        test::acceptTls(connection, file(u"leaf.pem"_s), file(u"leaf.key"_s));
    });
    const auto seen = probe(server.port(), how);
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QCOMPARE(mistakes, 0);
    QVERIFY(seen->session);
    QCOMPARE(seen->session->protocol, Protocol::Tls13);
    QVERIFY(seen->systemSuites);
}

void TestTlsProbe::missingStartTlsIsAnError_data()
{
    QTest::addColumn<StartTls>("how");
    QTest::addColumn<QByteArrayList>("answers");
    QTest::addColumn<QString>("message");
    const QString missing = u"The server does not offer STARTTLS for "_s;
    const QString refused = u"The server refuses STARTTLS for %1: it said “%2”"_s;
    QTest::newRow("smtp") << StartTls::Smtp << QByteArrayList{"220 mail\r\n", "250-mail\r\n250 SIZE 1\r\n"}
                          << missing + u"SMTP"_s;
    QTest::newRow("smtp, refused") << StartTls::Smtp
                                   << QByteArrayList{"220 mail\r\n", "250 STARTTLS\r\n", "454 not now\r\n"}
                                   << refused.arg(u"SMTP"_s, u"454 not now"_s);
    QTest::newRow("smtp, unwilling") << StartTls::Smtp << QByteArrayList{"554 go away\r\n"}
                                     << refused.arg(u"SMTP"_s, u"554 go away"_s);
    QTest::newRow("imap") << StartTls::Imap
                          << QByteArrayList{"* OK\r\n", "* CAPABILITY IMAP4rev1\r\na1 OK done\r\n"}
                          << missing + u"IMAP"_s;
    QTest::newRow("pop3") << StartTls::Pop3 << QByteArrayList{"+OK\r\n", "-ERR what\r\n"}
                          << refused.arg(u"POP3"_s, u"-ERR what"_s);
    QTest::newRow("ldap") << StartTls::Ldap
                          << QByteArrayList{"", QByteArray::fromHex("300c02010178070a010204000400")}
                          << missing + u"LDAP"_s;
    QTest::newRow("web") << StartTls::Imap << QByteArrayList{"HTTP/1.1 400 Bad Request\r\n\r\n"}
                         << u"The server does not speak IMAP: it said “HTTP/1.1 400 Bad Request”"_s;
    QTest::newRow("hangs up") << StartTls::Smtp << QByteArrayList{}
                              << u"The server hangs up before TLS has begun"_s;
}

void TestTlsProbe::missingStartTlsIsAnError()
{
    QFETCH(StartTls, how);
    QFETCH(QByteArrayList, answers);
    QFETCH(QString, message);
    const ScriptedServer server([&](Connection& connection) {
        for (qsizetype index = 0; index < answers.size(); ++index) {
            if (index > 0)
                connection.receive();
            connection.send(answers.at(index));
        }
        if (!answers.isEmpty())
            connection.waitUntilClosed();
    });
    const auto seen = probe(server.port(), how);
    QVERIFY(!seen);
    QCOMPARE(seen.error().code, network);
    QCOMPARE(seen.error().message, message);
}

void TestTlsProbe::othersDoNotSpeakTls_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("excerpt");
    QTest::newRow("web") << QByteArray("HTTP/1.1 400 Bad Request\r\nServer: x\r\n")
                         << u"“HTTP/1.1 400 Bad Request”"_s;
    QTest::newRow("mail") << QByteArray("220 mail.example ESMTP\r\n") << u"“220 mail.example ESMTP”"_s;
    QTest::newRow("octets") << QByteArray::fromHex("0001020304") << u"00 01 02 03 04"_s;
}

void TestTlsProbe::othersDoNotSpeakTls()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, excerpt);
    const ScriptedServer server([&](Connection& connection) {
        connection.send(answer);
        connection.waitUntilClosed();
    });
    const auto seen = probe(server.port());
    QVERIFY(!seen);
    QCOMPARE(seen.error().code, network);
    QCOMPARE(seen.error().message, u"The server answers, but not with TLS: it sent "_s + excerpt);
}

void TestTlsProbe::silenceIsBounded()
{
    const ScriptedServer server([](Connection& connection) { connection.waitUntilClosed(); });
    QElapsedTimer clock;
    clock.start();
    const auto seen = tls::probe({u"127.0.0.1"_s, server.port()}, {.handshakeTimeout = 200ms});
    QVERIFY(!seen);
    QCOMPARE(seen.error().code, network);
    QVERIFY(seen.error().message.contains(u"time is up"_s));
    QVERIFY(clock.elapsed() < 2'000);
}

void TestTlsProbe::aHandshakeThatNeverEndsIsAnError()
{
    const ScriptedServer server([](Connection& connection) {
        connection.send(fatalAlert(40).left(3));
        connection.waitUntilClosed();
    });
    QElapsedTimer clock;
    clock.start();
    const auto seen = tls::probe({u"127.0.0.1"_s, server.port()}, {.handshakeTimeout = 200ms});
    QVERIFY(!seen);
    QCOMPARE(seen.error().code, network);
    QVERIFY(seen.error().message.contains(u"time is up"_s));
    QVERIFY(clock.elapsed() < 2'000);
}

void TestTlsProbe::theTotalIsBounded()
{
    std::atomic<int> asked = 0;
    const ScriptedServer server([&](Connection& connection) {
        // Whoever speaks TLS at first and then nothing more.
        connection.send(++asked == 1 ? fatalAlert(40) : fatalAlert(40).left(3));
        connection.waitUntilClosed();
    });
    QElapsedTimer clock;
    clock.start();
    const auto seen =
        tls::probe({u"127.0.0.1"_s, server.port()}, {.handshakeTimeout = 200ms, .totalTimeout = 500ms});
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QVERIFY(!seen->isComplete);
    QVERIFY(!seen->takesLargeHello);
    QVERIFY(clock.elapsed() < 2'000);
}

void TestTlsProbe::nobodyThereIsAnError()
{
    quint16 port = 0;
    {
        const ScriptedServer server([](Connection&) {});
        port = server.port();
    }
    const auto refused = probe(port);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, network);
    QCOMPARE(refused.error().message, u"127.0.0.1 refuses connections to port %1"_s.arg(port));

    // RFC 6761, 6.4: this name never has an address; without a network it is the name server that is missed.
    const auto unknown = tls::probe({u"server.invalid"_s}, {.connectTimeout = 1s});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, network);
    QVERIFY(unknown.error().message.contains(u"server.invalid"_s));
}

void TestTlsProbe::stopsAtOnce()
{
    std::stop_source stop;
    QElapsedTimer clock;
    const ScriptedServer server([&](Connection& connection) {
        connection.receive();
        clock.start();
        stop.request_stop();
        connection.waitUntilClosed();
    });
    const auto seen = tls::probe({u"127.0.0.1"_s, server.port()}, {}, stop.get_token());
    QVERIFY(clock.elapsed() < 500);
    QVERIFY(!seen);
    QCOMPARE(seen.error().code, base::Error::Code::Cancelled);

    clock.start();
    const auto unknown = tls::probe({u"server.invalid"_s}, {}, stop.get_token());
    QCOMPARE(unknown.error().code, base::Error::Code::Cancelled);
    QVERIFY(clock.elapsed() < 500);
}

void TestTlsProbe::triesEveryAddress()
{
    // On most systems "localhost" is ::1 first, where this server does not listen; the barest know no such
    // name.
    addrinfo* known = nullptr;
    if (::getaddrinfo("localhost", nullptr, nullptr, &known) != 0)
        QSKIP("This machine has no address for the name localhost");
    ::freeaddrinfo(known);
    const TlsServer server(identity(u"leaf"_s));
    const auto seen = tls::probe({u"localhost"_s, server.port()});
    QVERIFY2(seen, qPrintable(whyNot(seen)));
    QCOMPARE(seen->address, u"127.0.0.1"_s);
    QCOMPARE(seen->host, u"localhost"_s);
}

QTEST_GUILESS_MAIN(TestTlsProbe)
#include "tst_tls_probe.moc"
