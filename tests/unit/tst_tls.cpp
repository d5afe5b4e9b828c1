// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/client_hello.h"
#include "core/tls/handshake.h"
#include "core/tls/line.h"
#include "core/tls/probe.h"
#include "core/tls/refusals.h"
#include "core/tls/server_hello.h"
#include "core/tls/staple.h"
#include "core/tls/start_tls.h"
#include "core/tls/suites.h"
#include "core/x509/handle.h"
#include "tests/support/test_pki.h"

#include <QSet>
#include <QTest>

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/ssl.h>

using namespace Qt::Literals::StringLiterals;
using tls::Endpoint;
using tls::Protocol;
using Kind = tls::ServerAnswer::Kind;

namespace {

/// Octets that look random and are the same each time.
QByteArray counted(qsizetype count)
{
    QByteArray bytes;
    for (qsizetype index = 0; index < count; ++index)
        bytes.append(static_cast<char>(index * 7 + 1));
    return bytes;
}

/// What OpenSSL's server says to a hello, without a network.
QByteArray answerOfOpenssl(const QByteArray& hello)
{
    const x509::Handle<SSL_CTX, SSL_CTX_free> context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_use_certificate(context.get(), test::certificate("leaf.pem").handle());
    SSL_CTX_use_PrivateKey(context.get(), test::key("leaf.key").handle());
    const x509::Handle<SSL, SSL_free> ssl(SSL_new(context.get()));
    BIO* in = BIO_new_mem_buf(hello.constData(), static_cast<int>(hello.size()));
    BIO* out = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl.get(), in, out);
    (void)SSL_accept(ssl.get());
    ERR_clear_error();
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(out, &bytes);
    return {bytes, size};
}

/// A record that holds a ServerHello with this random, suite and extensions.
QByteArray serverHello(const QByteArray& random, const QByteArray& suite, const QByteArray& extensions = {})
{
    QByteArray body = QByteArray::fromHex("0303") + random + '\0' + suite + '\0';
    if (!extensions.isEmpty())
        body += '\0' + QByteArray(1, static_cast<char>(extensions.size())) + extensions;
    const QByteArray message = QByteArray::fromHex("020000") + static_cast<char>(body.size()) + body;
    return QByteArray::fromHex("16030300") + static_cast<char>(message.size()) + message;
}

struct OcspAnswer
{
    int status = V_OCSP_CERTSTATUS_GOOD;
    QByteArray timestamps = {};  ///< a SignedCertificateTimestampList
    const char* signer = "intermediate";
};

QByteArray ocspResponse(const OcspAnswer& answer)
{
    const x509::Certificate leaf = test::certificate("leaf.pem");
    const x509::Certificate issuer = test::certificate("intermediate.pem");
    const x509::Handle<OCSP_BASICRESP, OCSP_BASICRESP_free> basic(OCSP_BASICRESP_new());
    const x509::Handle<OCSP_CERTID, OCSP_CERTID_free> id(
        OCSP_cert_to_id(EVP_sha256(), leaf.handle(), issuer.handle()));
    const x509::Handle<ASN1_TIME, ASN1_TIME_free> from(ASN1_TIME_set(nullptr, 1'700'000'000));
    const x509::Handle<ASN1_TIME, ASN1_TIME_free> until(ASN1_TIME_set(nullptr, 1'700'600'000));
    OCSP_SINGLERESP* single =
        OCSP_basic_add1_status(basic.get(), id.get(), answer.status, 0, from.get(), from.get(), until.get());
    if (!answer.timestamps.isEmpty()) {
        const x509::Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> list(ASN1_OCTET_STRING_new());
        ASN1_OCTET_STRING_set(list.get(),
                              reinterpret_cast<const unsigned char*>(answer.timestamps.constData()),
                              static_cast<int>(answer.timestamps.size()));
        // The typed way is for a list of SCT objects.
        const x509::Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> value(
            ASN1_item_pack(list.get(), ASN1_ITEM_rptr(ASN1_OCTET_STRING), nullptr));
        const x509::Handle<X509_EXTENSION, X509_EXTENSION_free> extension(
            X509_EXTENSION_create_by_NID(nullptr, NID_ct_cert_scts, 0, value.get()));
        OCSP_SINGLERESP_add_ext(single, extension.get(), -1);
    }
    const QByteArray signer = answer.signer;
    OCSP_basic_sign(basic.get(), test::certificate((signer + ".pem").constData()).handle(),
                    test::key((signer + ".key").constData()).handle(), EVP_sha256(), nullptr, 0);
    const x509::Handle<OCSP_RESPONSE, OCSP_RESPONSE_free> response(
        OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
    unsigned char* bytes = nullptr;
    const int size = i2d_OCSP_RESPONSE(response.get(), &bytes);
    const QByteArray der(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    return der;
}

std::vector<x509::Certificate> chain()
{
    return {test::certificate("leaf.pem"), test::certificate("intermediate.pem")};
}

}  // namespace

class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void readsAnEndpoint_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("host") << u"example.org"_s << u"example.org"_s << 443;
        QTest::newRow("host and port") << u" example.org:8443\n"_s << u"example.org"_s << 8443;
        QTest::newRow("last port") << u"example.org:65535"_s << u"example.org"_s << 65535;
        QTest::newRow("umlaut") << u"bücher.example"_s << u"bücher.example"_s << 443;
        QTest::newRow("underscore") << u"a_b.example"_s << u"a_b.example"_s << 443;
        QTest::newRow("final dot") << u"example.org."_s << u"example.org."_s << 443;
        QTest::newRow("IPv4") << u"192.0.2.1:636"_s << u"192.0.2.1"_s << 636;
        QTest::newRow("IPv6") << u"[2001:db8::1]:8443"_s << u"2001:db8::1"_s << 8443;
        QTest::newRow("IPv6 without a port") << u"[::1]"_s << u"::1"_s << 443;
        QTest::newRow("bare IPv6") << u"2001:db8::1"_s << u"2001:db8::1"_s << 443;
        QTest::newRow("zone") << u"[fe80::1%eth0]:443"_s << u"fe80::1%eth0"_s << 443;
        QTest::newRow("URL") << u"https://example.org/mdm?x=1#y"_s << u"example.org"_s << 443;
        QTest::newRow("URL with a port") << u"HTTPS://user:pw@example.org:8443"_s << u"example.org"_s << 8443;
        QTest::newRow("URL of an address") << u"https://[::1]:8443/scep"_s << u"::1"_s << 8443;
    }
    void readsAnEndpoint()
    {
        QFETCH(QString, text);
        QFETCH(QString, host);
        QFETCH(int, port);
        const auto endpoint = Endpoint::fromString(text);
        QVERIFY2(endpoint, qPrintable(endpoint ? QString() : endpoint.error().message));
        QCOMPARE(endpoint->host, host);
        QCOMPARE(endpoint->port, port);
        const auto again = Endpoint::fromString(endpoint->toString());
        QVERIFY(again);
        QCOMPARE(again->host, host);
        QCOMPARE(again->port, port);
    }

    void refusesWhatIsNoEndpoint_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const QString port = u"“%1” is no port: they go from 1 to 65535"_s;
        QTest::newRow("empty") << u" "_s << u"No host is named"_s;
        QTest::newRow("port alone") << u":443"_s << u"No host is named"_s;
        QTest::newRow("URL without a host") << u"https:///path"_s << u"No host is named"_s;
        QTest::newRow("port 0") << u"example.org:0"_s << port.arg(u"0"_s);
        QTest::newRow("port 65536") << u"example.org:65536"_s << port.arg(u"65536"_s);
        QTest::newRow("signed port") << u"example.org:+1"_s << port.arg(u"+1"_s);
        QTest::newRow("no port") << u"example.org:"_s << port.arg(QString());
        QTest::newRow("word for a port") << u"[::1]:https"_s << port.arg(u"https"_s);
        QTest::newRow("space") << u"example org"_s << u"“example org” cannot be the name of a host"_s;
        QTest::newRow("path") << u"example.org/path"_s
                              << u"“example.org/path” cannot be the name of a host"_s;
        QTest::newRow("dots") << u"a..b"_s << u"“a..b” cannot be the name of a host"_s;
        QTest::newRow("plain http") << u"http://example.org"_s
                                    << u"“http://example.org” is no https address"_s;
        QTest::newRow("open bracket") << u"[::1"_s << u"“[::1” is no IPv6 address in brackets"_s;
        QTest::newRow("name in brackets") << u"[a.b]:1"_s << u"“[a.b]:1” is no IPv6 address in brackets"_s;
        QTest::newRow("behind brackets") << u"[::1]443"_s << u"“[::1]443” is no IPv6 address in brackets"_s;
        QTest::newRow("too many colons")
            << u"1:2:3:4:5:6:7:8:443"_s
            << u"“1:2:3:4:5:6:7:8:443” is neither a host nor a host with a port"_s;
    }
    void refusesWhatIsNoEndpoint()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto endpoint = Endpoint::fromString(text);
        QVERIFY(!endpoint);
        QCOMPARE(endpoint.error().code, base::Error::Code::InvalidInput);
        QCOMPARE(endpoint.error().message, message);
    }

    void namesGoOutInAscii()
    {
        QCOMPARE(tls::asciiName(u"Bücher.example"_s), "xn--bcher-kva.example");
        QCOMPARE(tls::asciiName(u"Example.ORG."_s), "example.org");
        QCOMPARE(tls::asciiName(u"a_b.example"_s), "a_b.example");
        for (const QString& text : {u""_s, u"."_s, u".a"_s, u"a b"_s, u"a..b"_s, QString(300, u'a')})
            QCOMPARE(tls::asciiName(text), QByteArray());
        QVERIFY(tls::isAddressLiteral(u"fe80::1%eth0"_s));
        QVERIFY(!tls::isAddressLiteral(u"1.2.3"_s));
    }

    void everySuiteStandsOnceInTheTable()
    {
        const std::vector<quint16> all = tls::offeredSuites();
        QSet<QString> names;
        for (const quint16 id : all) {
            const tls::Suite suite = tls::suiteOf(id);
            QCOMPARE(suite.id, id);
            QVERIFY(suite.keyExchange != tls::KeyExchange::Tls13);
            names << suite.name;
        }
        QCOMPARE(names.size(), static_cast<qsizetype>(all.size()));
        QCOMPARE(QSet<quint16>(all.begin(), all.end()).size(), static_cast<qsizetype>(all.size()));
    }

    void knowsEverySuiteOfOpenssl()
    {
        const x509::Handle<SSL_CTX, SSL_CTX_free> context(SSL_CTX_new(TLS_method()));
        QVERIFY(SSL_CTX_set_cipher_list(context.get(), "ALL:COMPLEMENTOFALL:@SECLEVEL=0"));
        const STACK_OF(SSL_CIPHER)* suites = SSL_CTX_get_ciphers(context.get());
        for (int index = 0; index < sk_SSL_CIPHER_num(suites); ++index) {
            const SSL_CIPHER* suite = sk_SSL_CIPHER_value(suites, index);
            const QString name = QString::fromLatin1(SSL_CIPHER_standard_name(suite));
            if (name.contains("PSK"_L1) || name.contains("SRP"_L1))
                continue;
            const tls::Suite known = tls::suiteOf(SSL_CIPHER_get_protocol_id(suite));
            QCOMPARE(known.name, name);
            const bool isForwardSecret =
                known.keyExchange == tls::KeyExchange::Ecdhe || known.keyExchange == tls::KeyExchange::Dhe;
            const int exchange = SSL_CIPHER_get_kx_nid(suite);
            const bool isAnonymous = SSL_CIPHER_get_auth_nid(suite) == NID_auth_null;
            QCOMPARE(isForwardSecret, !isAnonymous && (exchange == NID_kx_ecdhe || exchange == NID_kx_dhe));
            QCOMPARE(known.keyExchange == tls::KeyExchange::StaticRsa, exchange == NID_kx_rsa);
        }
    }

    void takesSuitesApart()
    {
        using Cipher = tls::Suite::Cipher;
        QCOMPARE(tls::suiteOf(0x1301).name, u"TLS_AES_128_GCM_SHA256"_s);
        QCOMPARE(tls::suiteOf(0x1301).keyExchange, tls::KeyExchange::Tls13);
        QCOMPARE(tls::suiteOf(0xC011).cipher, Cipher::Rc4);
        QCOMPARE(tls::suiteOf(0x000A).cipher, Cipher::TripleDes);
        QCOMPARE(tls::suiteOf(0xC028).cipher, Cipher::AesCbc);
        QCOMPARE(tls::suiteOf(0xC0AC).cipher, Cipher::AesCcm);
        QCOMPARE(tls::suiteOf(0xC050).cipher, Cipher::Other);
        QCOMPARE(tls::suiteOf(0xCCA8).cipher, Cipher::ChaCha20);
        QCOMPARE(tls::suiteOf(0xC031).keyExchange, tls::KeyExchange::Other);
        const tls::Suite unknown = tls::suiteOf(0x0FAB);
        QCOMPARE(unknown.name, u"0x0FAB"_s);
        QCOMPARE(unknown.cipher, Cipher::Unknown);
        QCOMPARE(unknown.keyExchange, tls::KeyExchange::Unknown);
        for (const quint16 id : tls::offeredSuitesOfSsl30())
            QVERIFY(!tls::suiteOf(id).name.contains("_GCM_"_L1));
    }

    void opensslUnderstandsOurHello_data()
    {
        QTest::addColumn<int>("protocol");
        for (const Protocol protocol : {Protocol::Tls10, Protocol::Tls11, Protocol::Tls12})
            QTest::newRow(qPrintable(tls::protocolName(protocol))) << static_cast<int>(protocol);
    }
    void opensslUnderstandsOurHello()
    {
        QFETCH(int, protocol);
        const auto version = static_cast<Protocol>(protocol);
        const QByteArray hello = tls::encode({version, tls::offeredSuites(), "server.example"}, counted);
        const auto answer = tls::readAnswer(answerOfOpenssl(hello));
        QVERIFY(answer);
        QCOMPARE(answer->kind, Kind::Hello);
        QCOMPARE(answer->protocol, version);
        QCOMPARE(tls::suiteOf(answer->suite).keyExchange, tls::KeyExchange::Ecdhe);
    }

    void opensslUnderstandsTheLargeHello()
    {
        const QByteArray hello = tls::largeHello("server.example", counted);
        QVERIFY(hello.size() > 1500);
        QVERIFY(hello.contains(QByteArray::fromHex("11ec04c0")));
        const auto answer = tls::readAnswer(answerOfOpenssl(hello));
        QVERIFY(answer);
        QCOMPARE(answer->kind, Kind::Hello);
        QCOMPARE(answer->protocol, Protocol::Tls13);
    }

    void theLargeKeyShareIsAKey()
    {
        const QByteArray hello =
            tls::largeHello({}, [](qsizetype count) { return QByteArray(count, '\xFF'); });
        const qsizetype start = hello.indexOf(QByteArray::fromHex("11ec04c0")) + 4;
        // FIPS 203, 7.2: every one of the 768 numbers is below 3329.
        for (qsizetype at = start; at < start + 1152; at += 3) {
            const auto octet = [&](qsizetype index) {
                return static_cast<unsigned>(static_cast<unsigned char>(hello.at(index)));
            };
            QVERIFY((octet(at) | (octet(at + 1) & 0xFU) << 8U) < 3329U);
            QVERIFY((octet(at + 1) >> 4U | octet(at + 2) << 4U) < 3329U);
        }
    }

    void helloOfSsl30HasNoExtensions()
    {
        const QByteArray hello = tls::encode({Protocol::Ssl30, {0x0005}, "server.example"}, counted);
        QCOMPARE(hello, QByteArray::fromHex("160300"
                                            "002f"
                                            "0100002b"
                                            "0300")
                            + counted(32)
                            + QByteArray::fromHex("00"
                                                  "0004"
                                                  "000500ff"
                                                  "0100"));
    }

    void noHelloHasALengthThatServersHangOver()
    {
        for (std::size_t count = 1; count < tls::offeredSuites().size(); ++count) {
            std::vector<quint16> suites = tls::offeredSuites();
            suites.resize(count);
            const qsizetype size =
                tls::encode({Protocol::Tls12, suites, "server.example"}, counted).size() - 5;
            QVERIFY2(size < 256 || size > 511, qPrintable(QString::number(size)));
        }
    }

    void readsAnswersAsTheyCome()
    {
        const QByteArray whole =
            serverHello(QByteArray(32, 'r'), QByteArray::fromHex("c02f"), QByteArray::fromHex("00170000"));
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY(!tls::readAnswer(whole.left(size)));
        const auto answer = tls::readAnswer(whole);
        QVERIFY(answer);
        QCOMPARE(answer->kind, Kind::Hello);
        QCOMPARE(answer->protocol, Protocol::Tls12);
        QCOMPARE(answer->suite, 0xC02F);

        // The same message in two records, and a warning before it.
        const QByteArray message = whole.sliced(5);
        const auto record = [](const QByteArray& content) {
            return QByteArray::fromHex("16030300") + static_cast<char>(content.size()) + content;
        };
        const QByteArray split =
            QByteArray::fromHex("15030300020170") + record(message.left(10)) + record(message.sliced(10));
        QCOMPARE(tls::readAnswer(split)->suite, 0xC02F);
    }

    void readsOtherAnswers()
    {
        const QByteArray selected = QByteArray::fromHex("002b00020304");
        const auto tls13 =
            tls::readAnswer(serverHello(QByteArray(32, 'r'), QByteArray::fromHex("1301"), selected));
        QCOMPARE(tls13->protocol, Protocol::Tls13);
        const QByteArray retry =
            QByteArray::fromHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
        QCOMPARE(tls::readAnswer(serverHello(retry, QByteArray::fromHex("1301"), selected))->kind,
                 Kind::Retry);
        const auto alert = tls::readAnswer(QByteArray::fromHex("15030100020246"));
        QCOMPARE(alert->kind, Kind::Alert);
        QCOMPARE(alert->alert, 70);
        QCOMPARE(tls::refusalOf(*alert).message, u"The server refuses with the alert “protocol_version”"_s);
        QCOMPARE(tls::readAnswer("HTTP/1.1 400\r\n")->kind, Kind::NotTls);
        // A session id and extensions that are longer than the message.
        QByteArray broken = serverHello(QByteArray(32, 'r'), QByteArray::fromHex("c02f"));
        broken[43] = '\xFF';
        QCOMPARE(tls::readAnswer(broken)->kind, Kind::NotTls);
        QVERIFY(tls::readAnswer(serverHello(QByteArray(32, 'r'), QByteArray::fromHex("c02f"),
                                            QByteArray::fromHex("002bffff03"))));
        // Warnings without an end.
        QCOMPARE(tls::readAnswer(QByteArray::fromHex("15030300020170").repeated(10'000))->kind, Kind::NotTls);
    }

    void namesAlerts()
    {
        QCOMPARE(tls::alertName(40), u"handshake_failure"_s);
        QCOMPARE(tls::alertName(200), u"200"_s);
    }

    void quotesWhatCanBeShown()
    {
        QCOMPARE(tls::excerpt("220 mail\r\n250 x\r\n"), u"“220 mail”"_s);
        QCOMPARE(tls::excerpt(QByteArray(100, 'a')), u"“%1…”"_s.arg(QString(60, u'a')));
        QCOMPARE(tls::excerpt(QByteArray::fromHex("000102")), u"00 01 02"_s);
        QCOMPARE(tls::excerpt(QByteArray(20, '\xFF')), u"ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff…"_s);
    }

    void readsAStaple()
    {
        const QByteArray timestamp =
            '\0' + QByteArray(32, 'L') + QByteArray::fromHex("0000018bcfe5680000000403000400000000");
        const QByteArray list = QByteArray::fromHex("00") + static_cast<char>(timestamp.size() + 2)
                                + QByteArray::fromHex("00") + static_cast<char>(timestamp.size()) + timestamp;
        const tls::Staple staple = tls::readStaple(ocspResponse({.timestamps = list}), chain());
        QCOMPARE(staple.status, tls::Staple::Status::Good);
        QVERIFY(staple.isSignedByIssuer);
        QCOMPARE(staple.thisUpdate, std::optional<qint64>(1'700'000'000));
        QCOMPARE(staple.nextUpdate, std::optional<qint64>(1'700'600'000));
        QVERIFY(!staple.revokedAt);
        QCOMPARE(staple.timestamps.size(), std::size_t{1});
        QCOMPARE(staple.timestamps.front().milliseconds, 1'700'000'000'000);

        const tls::Staple revoked =
            tls::readStaple(ocspResponse({.status = V_OCSP_CERTSTATUS_REVOKED}), chain());
        QCOMPARE(revoked.status, tls::Staple::Status::Revoked);
        QCOMPARE(revoked.revokedAt, std::optional<qint64>(1'700'000'000));
        QCOMPARE(tls::readStaple(ocspResponse({.status = V_OCSP_CERTSTATUS_UNKNOWN}), chain()).status,
                 tls::Staple::Status::Unknown);
    }

    void stapleOfAnotherIsNotBelieved()
    {
        const tls::Staple forged = tls::readStaple(ocspResponse({.signer = "leaf"}), chain());
        QCOMPARE(forged.status, tls::Staple::Status::Good);
        QVERIFY(!forged.isSignedByIssuer);
        const std::vector<x509::Certificate> other = {test::certificate("intermediate.pem")};
        QCOMPARE(tls::readStaple(ocspResponse({}), other).status, tls::Staple::Status::Unreadable);
        QCOMPARE(tls::readStaple("nonsense", chain()).status, tls::Staple::Status::Unreadable);
        QCOMPARE(tls::readStaple({}, {}).status, tls::Staple::Status::Unreadable);
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
