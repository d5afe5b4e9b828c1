// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/alternative_names.h"
#include "core/x509/asn1.h"
#include "core/x509/certificate.h"
#include "core/x509/handle.h"
#include "tests/support/test_pki.h"

#include <QCryptographicHash>
#include <QTest>

#include <openssl/err.h>

#include <atomic>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using test::certificate;
using test::pki;
using x509::AlternativeName;
using x509::Certificate;
using x509::KeyUsageBit;

class TestCertificate : public QObject
{
    Q_OBJECT

    static void compareWithOpenssl(const QByteArray& der)
    {
        const auto* begin = reinterpret_cast<const unsigned char*>(der.constData());
        const auto* at = begin;
        const x509::CertHandle theirs(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
        ERR_clear_error();
        const auto ours = Certificate::fromDer(der);
        QCOMPARE(bool(ours), theirs && at - begin == der.size());
        if (!ours)
            return;
        unsigned char* bytes = nullptr;
        const int size = i2d_X509(theirs.get(), &bytes);
        const QByteArray encoded(reinterpret_cast<const char*>(bytes), size);
        OPENSSL_free(bytes);
        QCOMPARE(ours->der(), encoded);
        const X509_NAME* subject = X509_get_subject_name(theirs.get());
        const X509_NAME* issuer = X509_get_issuer_name(theirs.get());
        QCOMPARE(ours->subject(), x509::toName(subject));
        QCOMPARE(ours->issuer(), x509::toName(issuer));
        QCOMPARE(ours->isSelfIssued(), X509_NAME_cmp(subject, issuer) == 0);
    }

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void saysWhatItHolds()
    {
        const Certificate leaf = certificate("leaf.pem");
        QCOMPARE(leaf.subject().toString(), u"C=DE, O=Fabrikam, OU=IT, CN=Profile Signer"_s);
        QCOMPARE(leaf.issuer().toString(), u"O=Fabrikam, CN=Fabrikam Issuing CA"_s);
        QCOMPARE(leaf.displayName(), u"Profile Signer"_s);
        QCOMPARE(leaf.serialNumber(), u"1002"_s);
        QCOMPARE(leaf.notBefore(), QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC));
        QCOMPARE(leaf.notAfter(), QDateTime(QDate(2099, 12, 31), QTime(23, 59, 59), Qt::UTC));
        QCOMPARE(leaf.version(), 3);
        QCOMPARE(leaf.publicKey(), (x509::PublicKeyInfo{u"RSA"_s, 2048, {}}));
        QCOMPARE(leaf.signatureAlgorithm(), u"sha256WithRSAEncryption"_s);
        QCOMPARE(leaf.signatureDigest(), u"SHA256"_s);
        QVERIFY(!leaf.isAuthority());
        QVERIFY(!leaf.pathLength());
        QVERIFY(!leaf.isSelfIssued());
        QVERIFY(!leaf.isSelfSigned());
        QVERIFY(leaf.keyUsage());
        QCOMPARE(*leaf.keyUsage(), x509::KeyUsage(KeyUsageBit::DigitalSignature));
        QCOMPARE(leaf.extendedKeyUsage(), (QStringList{u"1.3.6.1.5.5.7.3.4"_s, u"1.2.3.4.5"_s}));
        QCOMPARE(leaf.subjectKeyIdentifier().size(), 20);
        QCOMPARE(leaf.authorityKeyIdentifier(), certificate("intermediate.pem").subjectKeyIdentifier());
        QVERIFY(leaf.alternativeNames().empty());
    }

    void authorities()
    {
        const Certificate root = certificate("root.pem");
        QVERIFY(root.isAuthority() && root.isSelfIssued() && root.isSelfSigned());
        QVERIFY(!root.pathLength());
        const Certificate intermediate = certificate("intermediate.pem");
        QVERIFY(intermediate.isAuthority() && !intermediate.isSelfSigned());
        QCOMPARE(intermediate.pathLength(), std::optional<int>(0));
        QCOMPARE(*intermediate.keyUsage(), KeyUsageBit::KeyCertSign | KeyUsageBit::CrlSign);
    }

    void otherKinds()
    {
        QCOMPARE(certificate("leaf-ec.pem").publicKey(), (x509::PublicKeyInfo{u"EC"_s, 256, u"P-256"_s}));
        QCOMPARE(certificate("ed25519.pem").publicKey().algorithm, u"Ed25519"_s);
        QCOMPARE(certificate("weak.pem").publicKey().bits, 1024);
        QCOMPARE(certificate("md5.pem").signatureDigest(), u"MD5"_s);
        QCOMPARE(certificate("pss.pem").signatureAlgorithm(), u"rsassaPss"_s);
        QCOMPARE(certificate("pss.pem").signatureDigest(), u"SHA256"_s);
        QCOMPARE(certificate("intermediate-cross.pem").signatureAlgorithm(), u"ecdsa-with-SHA256"_s);
        const Certificate v1 = certificate("v1.pem");
        QCOMPARE(v1.version(), 1);
        QVERIFY(!v1.keyUsage());
        QVERIFY(v1.isSelfSigned() && !v1.isAuthority());
    }

    void names()
    {
        const Certificate cert = certificate("names.pem");
        QCOMPARE(
            cert.subject().toString(),
            u"DC=example, DC=fabrikam, O=Müller & Söhne, OU=IT+CN=Käthe, emailAddress=it@fabrikam.example"_s);
        QCOMPARE(cert.displayName(), u"Käthe"_s);
        using Kind = AlternativeName::Kind;
        const std::vector<AlternativeName> expected = {
            {Kind::Dns, u"mdm.fabrikam.example"_s},
            {Kind::Rfc822, u"it@fabrikam.example"_s},
            {Kind::Uri, u"https://fabrikam.example/ca"_s},
            {Kind::Ip, u"192.0.2.10"_s},
            {Kind::Ip, u"2001:db8::1:0:0:1"_s},
            {Kind::RegisteredId, u"1.2.3.4"_s},
            {Kind::DirectoryName, u"O=Fabrikam, CN=Rob"_s},
            {Kind::NtPrincipal, u"rob@fabrikam.example"_s},
            {Kind::Other, u"1.2.3.4.6"_s},
        };
        QVERIFY(cert.alternativeNames() == expected);
        const Certificate nameless = certificate("nameless.pem");
        QVERIFY(nameless.subject().isEmpty());
        QCOMPARE(nameless.displayName(), u"mdm.fabrikam.example"_s);
    }

    void addresses_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QString>("text");
        QTest::newRow("v4") << QByteArray("0a000001") << u"10.0.0.1"_s;
        QTest::newRow("all zero") << QByteArray(32, '0') << u"::"_s;
        QTest::newRow("loopback") << QByteArray(31, '0') + '1' << u"::1"_s;
        QTest::newRow("zeros at the end") << QByteArray("fe80") + QByteArray(28, '0') << u"fe80::"_s;
        QTest::newRow("single zero") << QByteArray("00010000000300040005000600070008")
                                     << u"1:0:3:4:5:6:7:8"_s;
        QTest::newRow("first of equal runs")
            << QByteArray("20010db8000000000001000000000001") << u"2001:db8::1:0:0:1"_s;
        QTest::newRow("longest run") << QByteArray("00010000000000020000000000000003") << u"1:0:0:2::3"_s;
        QTest::newRow("no address") << QByteArray("0a0000") << u"0A:00:00"_s;
        QTest::newRow("nothing") << QByteArray() << QString();
    }
    void addresses()
    {
        QFETCH(QByteArray, hex);
        QTEST(x509::ipAddressText(QByteArray::fromHex(hex)), "text");
    }

    void formsGiveTheSameCertificate()
    {
        const auto der = Certificate::fromDer(pki("leaf.der"));
        QVERIFY(der);
        QVERIFY(*der == certificate("leaf.pem"));
        QVERIFY(!(*der == certificate("leaf-ec.pem")));
        QCOMPARE(der->der(), pki("leaf.der"));
        QCOMPARE(der->pem(), pki("leaf.pem"));
        QVERIFY(Certificate::fromHandle(der->handle()) == *der);
    }

    void fingerprints()
    {
        const Certificate leaf = certificate("leaf.pem");
        QCOMPARE(leaf.fingerprint(x509::Digest::Sha256),
                 QCryptographicHash::hash(pki("leaf.der"), QCryptographicHash::Sha256));
        QCOMPARE(leaf.fingerprint(x509::Digest::Md5),
                 QCryptographicHash::hash(pki("leaf.der"), QCryptographicHash::Md5));
        QCOMPARE(leaf.fingerprint(x509::Digest::Sha512).size(), 64);
        QCOMPARE(x509::hexWithColons(QByteArray::fromHex("00abff")), u"00:AB:FF"_s);
    }

    void issuersAreFoundByNameKeyAndSignature()
    {
        const Certificate leaf = certificate("leaf.pem");
        QVERIFY(leaf.isIssuedBy(certificate("intermediate.pem")));
        QVERIFY(leaf.isIssuedBy(certificate("intermediate-cross.pem")));
        QVERIFY(!leaf.isIssuedBy(certificate("root.pem")));
        QVERIFY(!leaf.isIssuedBy(leaf));
        QVERIFY(certificate("md5.pem").isIssuedBy(certificate("intermediate.pem")));
        QVERIFY(certificate("pss.pem").isIssuedBy(certificate("intermediate.pem")));
        QVERIFY(certificate("root.pem").isIssuedBy(certificate("root.pem")));
    }

    void aChangedSignatureIsNotTheIssuers()
    {
        QByteArray der = pki("leaf.der");
        der.back() = static_cast<char>(der.back() ^ 1);
        const auto forged = Certificate::fromDer(der);
        QVERIFY(forged);
        QVERIFY(!forged->isIssuedBy(certificate("intermediate.pem")));
    }

    void brokenInputIsRefused()
    {
        QVERIFY(!Certificate::fromDer({}));
        QVERIFY(!Certificate::fromDer("no certificate"));
        QVERIFY(!Certificate::fromPem({}));
        QVERIFY(!Certificate::fromPem("-----BEGIN CERTIFICATE-----\n"));
        QVERIFY(!Certificate::fromPem(pki("leaf.key")));
        const auto longer = Certificate::fromDer(pki("leaf.der") + "xy");
        QVERIFY(!longer);
        QVERIFY(longer.error().message.contains(u'2'));
    }

    // Whatever a file holds, reading it and asking it everything ends.
    void anyByteMayBeWrong()
    {
        const QByteArray der = certificate("names.pem").der();
        for (qsizetype i = 0; i < der.size(); ++i) {
            for (const int bit : {0, 7}) {
                QByteArray changed = der;
                changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
                const auto cert = Certificate::fromDer(changed);
                if (!cert)
                    continue;
                QVERIFY(!cert->displayName().isNull());
                QVERIFY(cert->subject() == cert->subject());
            }
            QVERIFY(!Certificate::fromDer(der.first(i)));
        }
    }

    // Names and the outline are read without OpenSSL where they are of the usual form.
    void readsWhatOpensslReads()
    {
        for (const char* file : {"names.pem", "leaf-ec.pem"}) {
            const QByteArray der = certificate(file).der();
            for (qsizetype i = 0; i < der.size(); ++i) {
                for (int bit = 0; bit < 8; ++bit) {
                    QByteArray changed = der;
                    changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
                    compareWithOpenssl(changed);
                    if (QTest::currentTestFailed())
                        QFAIL(qPrintable(u"%1: byte %2, bit %3"_s.arg(QLatin1String(file)).arg(i).arg(bit)));
                }
            }
        }
    }

    void threadsMayShareOne()
    {
        const Certificate root = certificate("root.pem");
        std::vector<std::thread> threads;
        std::atomic<int> count = 0;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back(
                [copy = root, &count] { count += copy.isSelfSigned() && copy.isIssuedBy(copy); });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(count.load(), 8);
    }
};

QTEST_GUILESS_MAIN(TestCertificate)
#include "tst_certificate.moc"
