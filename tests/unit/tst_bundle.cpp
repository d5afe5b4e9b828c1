// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/bundle.h"
#include "core/x509/pem.h"
#include "tests/support/test_pki.h"

#include <QStringEncoder>
#include <QTest>

#include <openssl/err.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using test::certificate;
using test::pki;
using x509::BundleFormat;

class TestBundle : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void formats_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("format");
        const auto row = [](const char* file, BundleFormat format) {
            QTest::newRow(file) << pki(file) << static_cast<int>(format);
        };
        row("leaf.der", BundleFormat::Der);
        row("leaf.pem", BundleFormat::Pem);
        row("fullchain.pem", BundleFormat::Pem);
        row("trusted.pem", BundleFormat::Pem);
        row("chain.p7b", BundleFormat::Pkcs7);
        row("chain-pem.p7b", BundleFormat::Pkcs7);
        row("signed.ber", BundleFormat::Pkcs7);
        row("modern.p12", BundleFormat::Pkcs12);
        row("clear-no-mac.p12", BundleFormat::Pkcs12);
        row("leaf.key", BundleFormat::PrivateKey);
        row("leaf-key.der", BundleFormat::PrivateKey);
        row("leaf-encrypted.key", BundleFormat::PrivateKey);
        row("request.req", BundleFormat::Request);
        row("leaf.b64", BundleFormat::Base64);
        row("signed.b64", BundleFormat::Base64);
        row("enveloped.der", BundleFormat::Unknown);
        row("content.mobileconfig", BundleFormat::Unknown);
        const auto plain = [](const char* name, const QByteArray& bytes, BundleFormat format) {
            QTest::newRow(name) << bytes << static_cast<int>(format);
        };
        plain("PKCS #1", pki("leaf-pkcs1.key"), BundleFormat::PrivateKey);
        plain("key and certificate", pki("leaf.key") + pki("leaf.pem"), BundleFormat::Pem);
        plain("base64 of a PKCS #12", pki("modern.p12").toBase64(), BundleFormat::Base64);
        plain("nothing", {}, BundleFormat::Unknown);
        plain("text", "MIIB is how many files begin", BundleFormat::Unknown);
        plain("other PEM", "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n", BundleFormat::Unknown);
        plain("empty sequence", QByteArray::fromHex("3000"), BundleFormat::Unknown);
        plain("length without end", QByteArray::fromHex("3084ffffffff"), BundleFormat::Unknown);
    }
    void formats()
    {
        QFETCH(QByteArray, bytes);
        QTEST(static_cast<int>(x509::detectFormat(bytes)), "format");
    }

    void certificates_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("count");
        for (const char* one : {"leaf.der", "leaf.pem", "trusted.pem", "leaf.b64"})
            QTest::newRow(one) << pki(one) << 1;
        for (const char* three : {"fullchain.pem", "chain.p7b", "chain-pem.p7b"})
            QTest::newRow(three) << pki(three) << 3;
        QTest::newRow("signed profile") << pki("signed.der") << 2;
        QTest::newRow("Base64 of PKCS #7") << pki("chain.p7b").toBase64() << 3;
        QTest::newRow("text around") << QByteArray("subject=x\n") + pki("leaf.pem") + "more\n" << 1;
        QTest::newRow("key between") << pki("leaf.pem") + pki("leaf.key") + pki("root.pem") << 2;
        QTest::newRow("CR LF") << pki("fullchain.pem").replace("\n", "\r\n") << 3;
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF") + pki("leaf.pem") << 1;
        QTest::newRow("one long line") << QByteArray("-----BEGIN CERTIFICATE-----\n")
                                              + pki("leaf.der").toBase64() + "\n-----END CERTIFICATE-----"
                                       << 1;
        QTest::newRow("DER and a line end") << pki("leaf.der") + "\r\n" << 1;
        QTest::newRow("DER and zeros") << pki("leaf.der") + QByteArray(512, '\0') << 1;
        QTest::newRow("DER one behind the other") << certificate("root.pem").der() + pki("leaf.der") << 2;
        QTest::newRow("DER in lines") << pki("leaf.der") + '\n' + certificate("root.pem").der() + '\n' << 2;
        QTest::newRow("Base64 of two") << (pki("leaf.der") + certificate("root.pem").der()).toBase64() << 2;
        QTest::newRow("old Mac") << pki("fullchain.pem").replace("\n", "\r") << 3;
        QTest::newRow("trusted between") << pki("root.pem") + pki("trusted.pem") << 2;
        QTest::newRow("spaces before the lines") << pki("leaf.pem").replace("\n", "\n    ") << 1;
        QStringEncoder unmarked(QStringEncoder::Utf16LE);
        QTest::newRow("UTF-16 without mark")
            << QByteArray(unmarked(QString::fromLatin1(pki("leaf.pem")))) << 1;
        QStringEncoder bigEndian(QStringEncoder::Utf16BE);
        QTest::newRow("UTF-16, big endian, without mark")
            << QByteArray(bigEndian(QString::fromLatin1(pki("leaf.pem")))) << 1;
        QStringEncoder base64(QStringEncoder::Utf16LE);
        QTest::newRow("Base64 in UTF-16") << QByteArray(base64(QString::fromLatin1(pki("leaf.b64")))) << 1;
        QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
        QTest::newRow("UTF-16") << QByteArray(utf16(QString::fromLatin1(pki("leaf.pem")))) << 1;
    }
    void certificates()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, count);
        const auto certificates = x509::readCertificates(bytes);
        QVERIFY2(certificates, qPrintable(certificates ? QString() : certificates.error().message));
        QCOMPARE(static_cast<int>(certificates->size()), count);
        QVERIFY(std::count(certificates->begin(), certificates->end(), certificate("leaf.pem")) == 1);
    }

    void orderIsThatOfTheFile()
    {
        const auto certificates = x509::readCertificates(pki("fullchain.pem"));
        QVERIFY(certificates);
        QVERIFY(certificates->at(1) == certificate("intermediate.pem"));
        QVERIFY(certificates->at(2) == certificate("root.pem"));
    }

    void othersAreRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        QTest::newRow("PKCS #12") << pki("modern.p12") << u"PKCS #12"_s;
        QTest::newRow("key") << pki("leaf.key") << u"private key"_s;
        QTest::newRow("request") << pki("request.req") << u"request"_s;
        QTest::newRow("profile") << pki("content.mobileconfig") << u"property list"_s;
        QTest::newRow("binary property list") << QByteArray("bplist00\xd0") << u"property list"_s;
        QTest::newRow("page") << QByteArray("<!DOCTYPE html>\n<html></html>") << u"web page"_s;
        QTest::newRow("public key") << QByteArray(
            "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----")
                                    << u"public key"_s;
        QTest::newRow("cut off") << pki("leaf.der").chopped(1) << u"ends early"_s;
        QTest::newRow("text") << QByteArray("hello") << u"not a certificate"_s;
        QTest::newRow("nothing") << QByteArray() << u"nothing in it"_s;
        QTest::newRow("blanks") << QByteArray(" \n") << u"nothing in it"_s;
        QTest::newRow("no end line") << QByteArray("-----BEGIN CERTIFICATE-----\nMAA=\n") << u"END"_s;
        QTest::newRow("not Base64") << QByteArray(
            "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----")
                                    << u"Base64"_s;
        QTest::newRow("second one broken")
            << pki("leaf.pem") + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"
            << u"Certificate 2"_s;
        QTest::newRow("bytes behind") << pki("leaf.der") + "x" << u"follow"_s;
        QTest::newRow("a second one cut off")
            << pki("leaf.der") + certificate("root.pem").der().chopped(9) << u"follow"_s;
        QTest::newRow("a third one broken")
            << pki("leaf.der") + pki("leaf.der") + QByteArray::fromHex("3003020101") << u"Certificate 3"_s;
    }
    void othersAreRefusedByName()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        const auto certificates = x509::readCertificates(bytes);
        QVERIFY(!certificates);
        QCOMPARE(certificates.error().code, base::Error::Code::InvalidInput);
        QVERIFY2(certificates.error().message.contains(word), qPrintable(certificates.error().message));
    }

    void keysAreFoundBesideCertificates_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("count");
        QTest::newRow("none") << pki("fullchain.pem") << 0;
        QTest::newRow("PEM") << pki("leaf.pem") + pki("leaf.key") << 1;
        QTest::newRow("two") << pki("leaf.key") + pki("leaf.pem") + pki("leaf-ec-sec1.key") << 2;
        QTest::newRow("encrypted") << pki("leaf-encrypted.key") << 1;
        QTest::newRow("encrypted PKCS #1") << pki("leaf-encrypted-pkcs1.key") << 1;
        QTest::newRow("encrypted DER") << x509::readPem(pki("leaf-encrypted.key"))->front().content << 1;
        QTest::newRow("DER") << pki("leaf-key.der") << 1;
        QTest::newRow("Base64") << pki("leaf-key.der").toBase64() << 1;
        QTest::newRow("certificate") << pki("leaf.der") << 0;
        QTest::newRow("identity") << pki("modern.p12") << 0;
        QTest::newRow("broken") << QByteArray("-----BEGIN PRIVATE KEY-----\n") << 0;
    }
    void keysAreFoundBesideCertificates()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, count);
        const auto keys = x509::privateKeysIn(bytes);
        QCOMPARE(static_cast<int>(keys.size()), count);
        for (const x509::EncodedPrivateKey& key : keys) {
            QVERIFY(x509::PrivateKey::read(key.bytes.bytes(), test::passphrase()));
            QCOMPARE(key.isEncrypted, !x509::PrivateKey::read(key.bytes.bytes(), {}));
        }
    }

    void armourIsTakenOffIdentities()
    {
        const QByteArray file = pki("compatible.p12");
        QCOMPARE(x509::withoutArmour(file), file);
        QCOMPARE(x509::withoutArmour(file.toBase64()), file);
        QCOMPARE(x509::withoutArmour(x509::writePem({"PKCS12", {}, file})), file);
        QCOMPARE(x509::withoutArmour(pki("leaf.pem")), pki("leaf.pem"));
        QCOMPARE(x509::withoutArmour(pki("leaf.b64")), pki("leaf.b64"));
    }

    void fingerprints_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("hex");
        const QString sha1 = u"da39a3ee5e6b4b0d3255bfef95601890afd80709"_s;
        const QString sha256 = u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s;
        QTest::newRow("plain") << sha1 << sha1;
        QTest::newRow("upper case") << sha1.toUpper() << sha1;
        QTest::newRow("0x") << u"0x"_s + sha1 << sha1;
        QTest::newRow("0X each") << u"0xda, 0x39 0xa3ee5e6b4b0d3255bfef95601890afd80709"_s << sha1;
        QTest::newRow("openssl")
            << u"SHA1 Fingerprint=DA:39:A3:EE:5E:6B:4B:0D:32:55:BF:EF:95:60:18:90:AF:D8:07:09"_s << sha1;
        QTest::newRow("openssl sha256") << u"sha256 Fingerprint="_s + sha256.toUpper() << sha256;
        QTest::newRow("certutil") << u"da 39 a3 ee 5e 6b 4b 0d 32 55 bf ef 95 60 18 90 af d8 07 09"_s << sha1;
        QTest::newRow("certutil's line")
            << u"Cert Hash(sha1): da 39 a3 ee 5e 6b 4b 0d 32 55 bf ef 95 60 18 90 af d8 07 09"_s << sha1;
        QTest::newRow("heading") << u"SHA-1: "_s + sha1 << sha1;
        QTest::newRow("dashes") << u"DA39A3EE-5E6B4B0D-3255BFEF-95601890-AFD80709"_s << sha1;
        QTest::newRow("two lines") << sha256.left(32) + u"\r\n   "_s + sha256.mid(32) << sha256;
        QTest::newRow("Windows' invisible mark") << QChar(0x200E) + sha1 << sha1;
        QTest::newRow("Base64") << u"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="_s << sha256;
        QTest::newRow("Base64 for addresses") << u"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU="_s << sha256;
        QTest::newRow("Base64 without padding") << u"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"_s << sha256;
        QTest::newRow("Base64 of SHA-1") << u"2jmj7l5rSw0yVb/vlWAYkK/YBwk="_s << sha1;
        QTest::newRow("MD5") << u"d41d8cd98f00b204e9800998ecf8427e"_s
                             << u"d41d8cd98f00b204e9800998ecf8427e"_s;
        QTest::newRow("SHA-512") << QString(128, u'a') << QString(128, u'a');
    }
    void fingerprints()
    {
        QFETCH(QString, text);
        QFETCH(QString, hex);
        const auto bytes = x509::readFingerprint(text);
        QVERIFY2(bytes, qPrintable(bytes ? QString() : bytes.error().message));
        QCOMPARE(QString::fromLatin1(bytes->toHex()), hex);
    }

    void noFingerprints_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("blanks") << u"  "_s;
        QTest::newRow("one digit short") << QString(39, u'a');
        QTest::newRow("one byte short") << QString(38, u'a');
        QTest::newRow("hex that could be Base64") << QString(27, u'a');
        QTest::newRow("text") << u"the fingerprint of the authority"_s;
        QTest::newRow("heading alone") << u"SHA1 Fingerprint="_s;
        QTest::newRow("Base64 of another size") << u"AAAA"_s;
        QTest::newRow("very long") << QString(100'000, u'a');
    }
    void noFingerprints()
    {
        QFETCH(QString, text);
        const auto bytes = x509::readFingerprint(text);
        QVERIFY(!bytes);
        QVERIFY(!bytes.error().message.isEmpty());
    }

    /// Whoever is told what lengths there are is told all that are taken.
    void theHintNamesEveryLength()
    {
        const QString hint = x509::readFingerprint(u"nonsense"_s).error().hint;
        for (int digits = 2; digits <= 128; digits += 2) {
            const bool isTaken = x509::readFingerprint(QString(digits, u'a')).operator bool();
            QCOMPARE(hint.contains(u" %1 ("_s.arg(digits)), isTaken);
        }
        QVERIFY(hint.contains(u"iOS 16"));
        QVERIFY(x509::readFingerprint(u"a"_s).error().message.contains(u"one hex digit,"));
        QVERIFY(x509::readFingerprint(u"abc"_s).error().message.contains(u"3 hex digits,"));
    }
};

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
