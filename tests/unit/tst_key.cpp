// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/handle.h"
#include "core/x509/key.h"
#include "tests/support/test_pki.h"

#include <QElapsedTimer>
#include <QTest>

#include <openssl/err.h>

#include <stop_token>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using test::certificate;
using test::pki;
using x509::PrivateKey;
using Code = base::Error::Code;

class TestKey : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void reads_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* file : {"leaf.key", "leaf-key.der", "leaf-pkcs1.key", "leaf-encrypted.key",
                                 "leaf-encrypted-rc2.key", "leaf-encrypted-pkcs1.key"})
            QTest::newRow(file) << pki(file);
        QTest::newRow("behind a certificate") << pki("leaf.pem") + pki("leaf.key");
        QTest::newRow("Base64") << pki("leaf-key.der").toBase64();
    }
    void reads()
    {
        QFETCH(QByteArray, bytes);
        const auto key = PrivateKey::read(bytes, test::passphrase());
        QVERIFY2(key, qPrintable(key ? QString() : key.error().message + key.error().detail));
        QVERIFY(key->fits(certificate("leaf.pem")));
        QVERIFY(!key->fits(certificate("leaf-ec.pem")));
        QVERIFY(!key->fits(certificate("root.pem")));
        QCOMPARE(key->info(), (x509::PublicKeyInfo{u"RSA"_s, 2048, {}}));
    }

    void ellipticKeys()
    {
        for (const char* file : {"leaf-ec.key", "leaf-ec-sec1.key"}) {
            const auto key = PrivateKey::read(pki(file), {});
            QVERIFY(key);
            QCOMPARE(key->info(), (x509::PublicKeyInfo{u"EC"_s, 256, u"P-256"_s}));
            QVERIFY(key->fits(certificate("leaf-ec.pem")));
        }
    }

    void encryptedOnesNeedTheirPassphrase_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* file : {"leaf-encrypted.key", "leaf-encrypted-rc2.key", "leaf-encrypted-pkcs1.key"})
            QTest::newRow(file) << pki(file);
    }
    void encryptedOnesNeedTheirPassphrase()
    {
        QFETCH(QByteArray, bytes);
        const auto none = PrivateKey::read(bytes, {});
        QVERIFY(!none);
        QCOMPARE(none.error().code, Code::Denied);
        const auto wrong = PrivateKey::read(bytes, base::Secret(QByteArray("wrong")));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, Code::Denied);
        QVERIFY(none.error().message != wrong.error().message);
    }

    void othersAreNoKeys()
    {
        QCOMPARE(PrivateKey::read({}, {}).error().code, Code::InvalidInput);
        QCOMPARE(PrivateKey::read("nonsense", {}).error().code, Code::InvalidInput);
        QCOMPARE(PrivateKey::read(pki("leaf.der"), {}).error().code, Code::InvalidInput);
        QCOMPARE(PrivateKey::read(pki("leaf.pem"), {}).error().code, Code::NotFound);
        QCOMPARE(PrivateKey::read(QByteArray(2'000'000, 'M'), {}).error().code, Code::InvalidInput);
    }

    void madeOnesAreWrittenAndReadBack()
    {
        const auto rsa = PrivateKey::generateRsa(1024);
        const auto ec = PrivateKey::generateEc("P-384");
        QVERIFY(rsa && ec);
        QCOMPARE(rsa->info().bits, 1024);
        QCOMPARE(ec->info().curve, u"P-384"_s);
        for (const PrivateKey& key : {*rsa, *ec}) {
            const auto pem = key.toPem();
            QVERIFY(pem);
            QVERIFY(pem->startsWith("-----BEGIN PRIVATE KEY-----"));
            const auto again = PrivateKey::read(*pem, {});
            QVERIFY(again);
            QCOMPARE(*again->toPem(), *pem);
        }
        QVERIFY(!PrivateKey::generateRsa(2049));
        QVERIFY(!PrivateKey::generateRsa(0));
        QVERIFY(!PrivateKey::generateRsa(1'000'000));
        QVERIFY(!PrivateKey::generateEc("no curve"));
    }

    void rsaKeysAreWhatOpensslMakes_data()
    {
        QTest::addColumn<int>("bits");
        for (const int bits : {1024, 2048, 3072})
            QTest::addRow("%d", bits) << bits;
    }
    void rsaKeysAreWhatOpensslMakes()
    {
        QFETCH(const int, bits);
        const auto key = PrivateKey::generateRsa(bits);
        QVERIFY2(key, key ? "" : qPrintable(key.error().detail));
        QCOMPARE(key->info().bits, bits);
        const x509::Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new(key->handle(), nullptr));
        // Primes, their product, the exponents and the coefficient.
        QCOMPARE(EVP_PKEY_check(context.get()), 1);
        const auto again = PrivateKey::read(*key->toPem(), {});
        QVERIFY(again);
        QCOMPARE(EVP_PKEY_eq(key->handle(), again->handle()), 1);
        const auto other = PrivateKey::generateRsa(bits);
        QCOMPARE(EVP_PKEY_eq(key->handle(), other->handle()), 0);
    }

    void makingAKeyCanBeStopped()
    {
        // 16,384 bits take minutes.
        std::stop_source source;
        const std::jthread stopper([&source] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            source.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const auto key = PrivateKey::generateRsa(16384, source.get_token());
        QVERIFY(!key);
        QCOMPARE(key.error().code, Code::Cancelled);
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestKey)
#include "tst_key.moc"
