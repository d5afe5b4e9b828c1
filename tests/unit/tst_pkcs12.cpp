// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/pkcs12.h"
#include "tests/support/test_pki.h"

#include <QTest>

#include <openssl/err.h>
#include <openssl/provider.h>

using namespace Qt::Literals::StringLiterals;
using test::certificate;
using test::pki;
using Code = base::Error::Code;

class TestPkcs12 : public QObject
{
    Q_OBJECT

private slots:
    void cleanup()
    {
        QCOMPARE(ERR_peek_error(), 0UL);
        // What RC2 needs must not have become available to the rest of the program.
        QVERIFY(!OSSL_PROVIDER_available(nullptr, "legacy"));
    }

    void protection_data()
    {
        QTest::addColumn<QString>("macDigest");
        QTest::addColumn<QStringList>("encryption");
        QTest::addColumn<bool>("usesPbes2");
        QTest::addColumn<bool>("usesUnusualPbes2");
        const QString aes256 = u"PBES2/AES-256-CBC/HMAC-SHA256"_s;
        QTest::newRow("modern.p12") << u"SHA256"_s << QStringList{aes256} << true << false;
        QTest::newRow("compatible.p12") << u"SHA1"_s << QStringList{u"PBE-SHA1-3DES"_s} << false << false;
        QTest::newRow("rc2.p12") << u"SHA1"_s << QStringList{u"PBE-SHA1-RC2-40"_s, u"PBE-SHA1-3DES"_s}
                                 << false << false;
        QTest::newRow("aes128.p12") << u"SHA256"_s << QStringList{u"PBES2/AES-128-CBC/HMAC-SHA256"_s} << true
                                    << true;
        // Without a MAC, openssl leaves the certificates in the clear.
        QTest::newRow("no-mac.p12") << QString() << QStringList{u"none"_s, aes256} << true << false;
        QTest::newRow("clear.p12") << u"SHA256"_s << QStringList{u"none"_s} << false << false;
        QTest::newRow("clear-no-mac.p12") << QString() << QStringList{u"none"_s} << false << false;
    }
    void protection()
    {
        const auto protection = x509::readPkcs12Protection(pki(QTest::currentDataTag()));
        QVERIFY(protection);
        QTEST(protection->macDigest, "macDigest");
        QTEST(protection->encryption, "encryption");
        QTEST(protection->usesPbes2, "usesPbes2");
        QTEST(protection->usesUnusualPbes2, "usesUnusualPbes2");
        QCOMPARE(protection->hasMac, !protection->macDigest.isEmpty());
        QCOMPARE(protection->macIterations, protection->hasMac ? 2048 : 0);
    }

    void opens_data()
    {
        QTest::addColumn<QByteArray>("passphrase");
        for (const char* file :
             {"modern.p12", "compatible.p12", "rc2.p12", "aes128.p12", "no-mac.p12", "clear.p12"})
            QTest::newRow(file) << QByteArray("fixture");
        QTest::newRow("empty.p12") << QByteArray();
        QTest::newRow("clear-no-mac.p12") << QByteArray();
    }
    void opens()
    {
        QFETCH(QByteArray, passphrase);
        const auto file = x509::readPkcs12(pki(QTest::currentDataTag()), base::Secret(passphrase));
        QVERIFY2(file, qPrintable(file ? QString() : file.error().message + file.error().detail));
        QCOMPARE(file->keys.size(), 1U);
        QCOMPARE(file->certificates.size(), 2U);
        QVERIFY(file->leaf());
        QVERIFY(*file->leaf() == certificate("leaf.pem"));
        QCOMPARE(file->friendlyName, u"Profil für Käthe"_s);
    }

    void keysOutliveTheLegacyContext()
    {
        const auto file = x509::readPkcs12(pki("rc2.p12"), test::passphrase());
        QVERIFY(file);
        QVERIFY(file->keys.front().fits(certificate("leaf.pem")));
        QVERIFY(file->keys.front().toPem());
    }

    void aWrongPassphraseIsDenied_data()
    {
        QTest::addColumn<QByteArray>("passphrase");
        for (const char* file : {"modern.p12", "compatible.p12", "rc2.p12", "no-mac.p12"}) {
            QTest::addRow("%s", file) << QByteArray("wrong");
            QTest::addRow("%s without any", file) << QByteArray();
        }
        QTest::newRow("empty.p12") << QByteArray("wrong");
    }
    void aWrongPassphraseIsDenied()
    {
        QFETCH(QByteArray, passphrase);
        const QByteArray name = QByteArray(QTest::currentDataTag()).split(' ').first();
        const auto file = x509::readPkcs12(pki(name.constData()), base::Secret(passphrase));
        QVERIFY(!file);
        QCOMPARE(file.error().code, Code::Denied);
        QVERIFY(!file.error().hint.isEmpty());
    }

    void partsMayBeMissing()
    {
        const auto noKey = x509::readPkcs12(pki("no-key.p12"), test::passphrase());
        QVERIFY(noKey);
        QVERIFY(noKey->keys.empty() && !noKey->leaf());
        const auto noCertificate = x509::readPkcs12(pki("no-certificate.p12"), test::passphrase());
        QVERIFY(noCertificate);
        QVERIFY(noCertificate->certificates.empty() && !noCertificate->leaf());
    }

    void everyIdentityIsFound()
    {
        const auto two = x509::readPkcs12(pki("two-identities.p12"), test::passphrase());
        QVERIFY2(two, qPrintable(two ? QString() : two.error().message + two.error().detail));
        QCOMPARE(two->keys.size(), 2U);
        QCOMPARE(two->leaves().size(), 2U);
        QVERIFY(*two->leaves()[0] == certificate("leaf.pem"));
        QVERIFY(*two->leaves()[1] == certificate("leaf-ec.pem"));
        QVERIFY(!x509::reencodePkcs12(*two, test::passphrase()));
        const auto none = x509::readPkcs12(pki("no-certificate.p12"), test::passphrase());
        QVERIFY(none && none->leaves().empty() && !x509::reencodePkcs12(*none, test::passphrase()));
    }

    void reencodingKeepsEverything()
    {
        const auto modern = x509::readPkcs12(pki("modern.p12"), test::passphrase());
        QVERIFY(modern);
        const auto bytes = x509::reencodePkcs12(*modern, test::passphrase());
        QVERIFY(bytes);
        const auto again = x509::readPkcs12(*bytes, test::passphrase());
        QVERIFY(again);
        QCOMPARE(again->protection.encryption, QStringList{u"PBE-SHA1-3DES"_s});
        QCOMPARE(again->protection.macDigest, u"SHA1"_s);
        QCOMPARE(again->friendlyName, modern->friendlyName);
        QCOMPARE(again->certificates.size(), modern->certificates.size());
        QVERIFY(*again->leaf() == *modern->leaf());
    }

    void brokenFilesAreRefused()
    {
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("nonsense"), pki("leaf.der"), pki("modern.p12").first(500)}) {
            const auto file = x509::readPkcs12(bytes, test::passphrase());
            QVERIFY(!file);
            QCOMPARE(file.error().code, Code::InvalidInput);
            QVERIFY(!x509::readPkcs12Protection(bytes));
        }
    }

    // Wherever a file is damaged, reading ends with an answer, in bounded time.
    void anyByteMayBeWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("clear") << pki("clear.p12");
        QTest::newRow("3DES") << pki("compatible.p12");
        QTest::newRow("AES") << pki("modern.p12");
    }
    void anyByteMayBeWrong()
    {
        QFETCH(QByteArray, bytes);
        for (qsizetype i = 0; i < bytes.size(); i += 3) {
            QByteArray changed = bytes;
            changed[i] = static_cast<char>(changed[i] ^ 0x40);
            const auto protection = x509::readPkcs12Protection(changed);
            // A damaged count of rounds may cost a second each, so only sensible ones are opened.
            if (protection && protection->macIterations <= 2048)
                (void)x509::readPkcs12(changed, test::passphrase()).has_value();
        }
    }

    void writesForBothGenerations_data()
    {
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("macDigest");
        QTest::addColumn<QString>("encryption");
        QTest::newRow("compatible") << static_cast<int>(x509::Pkcs12Target::Compatible) << u"SHA1"_s
                                    << u"PBE-SHA1-3DES"_s;
        QTest::newRow("modern") << static_cast<int>(x509::Pkcs12Target::Modern) << u"SHA256"_s
                                << u"PBES2/AES-256-CBC/HMAC-SHA256"_s;
    }
    void writesForBothGenerations()
    {
        QFETCH(int, target);
        const base::Secret passphrase(QByteArray("Käthes Geheimnis"));
        const auto bytes = x509::writePkcs12(test::key("leaf.key"), certificate("leaf.pem"),
                                             {certificate("intermediate.pem"), certificate("leaf.pem")},
                                             u"Käthe"_s, passphrase, static_cast<x509::Pkcs12Target>(target));
        QVERIFY2(bytes, qPrintable(bytes ? QString() : bytes.error().detail));
        const auto file = x509::readPkcs12(*bytes, passphrase);
        QVERIFY(file);
        QFETCH(QString, encryption);
        QCOMPARE(file->protection.encryption, QStringList{encryption});
        QTEST(file->protection.macDigest, "macDigest");
        QVERIFY(!file->protection.usesUnusualPbes2);
        QCOMPARE(file->friendlyName, u"Käthe"_s);
        QCOMPARE(file->certificates.size(), 2U);
        QVERIFY(*file->leaf() == certificate("leaf.pem"));
        QVERIFY(!x509::readPkcs12(*bytes, base::Secret(QByteArray("other"))));
    }

    void neverWritesWithoutPassphraseOrWithAForeignKey()
    {
        QVERIFY(!x509::writePkcs12(test::key("leaf.key"), certificate("leaf.pem"), {}, {}, {},
                                   x509::Pkcs12Target::Modern));
        QVERIFY(!x509::writePkcs12(test::key("leaf-ec.key"), certificate("leaf.pem"), {}, {},
                                   test::passphrase(), x509::Pkcs12Target::Modern));
    }
};

QTEST_GUILESS_MAIN(TestPkcs12)
#include "tst_pkcs12.moc"
