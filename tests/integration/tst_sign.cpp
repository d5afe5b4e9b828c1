// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/open.h"
#include "core/sign/sign.h"
#include "core/x509/pkcs12.h"
#include "tests/support/test_pki.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>

using namespace Qt::Literals::StringLiterals;
using sign::Identity;
using test::certificate;
using test::pki;

namespace {

struct Ran
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

Ran openssl(const QStringList& arguments)
{
    QProcess process;
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Profiles of the shared corpus that are signed: they begin with a SEQUENCE.
QStringList signedProfiles()
{
    QStringList found;
    const QDir corpus(QStringLiteral(SHARED_DIR "/corpus/open"));
    for (const QString& folder : corpus.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir dir(corpus.filePath(folder));
        for (const QString& name : dir.entryList({u"*.mobileconfig"_s}, QDir::Files)) {
            if (content(dir.filePath(name)).startsWith('\x30'))
                found << dir.filePath(name);
        }
    }
    return found;
}

}  // namespace

class TestSignFiles : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void opensEveryContainer_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("container");
        QTest::newRow("XML") << pki("content.mobileconfig") << u"xml"_s;
        QTest::newRow("DER") << pki("signed.der") << u"signed"_s;
        QTest::newRow("BER") << pki("signed.ber") << u"signed"_s;
        QTest::newRow("PEM") << pki("signed-cms.pem") << u"signed"_s;
        QTest::newRow("Base64") << pki("signed.b64") << u"signed"_s;
        QTest::newRow("signed twice") << pki("nested.der") << u"signed"_s;
        const auto document = plist::Document::read(pki("content.mobileconfig"));
        const auto binary = plist::writeBinary(document->root());
        QTest::newRow("binary") << *binary << u"binary"_s;
    }
    void opensEveryContainer()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, container);
        const auto opened = sign::open(bytes);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
        QCOMPARE(sign::containerName(opened->container), container);
        QCOMPARE(opened->signature.has_value(), container == u"signed"_s);
        const auto plain = plist::Document::read(pki("content.mobileconfig"));
        QVERIFY(opened->document.root() == plain->root());
        // Nobody changed it, so it leaves as it came, signature and all.
        QCOMPARE(*opened->toBytes(), bytes);
    }

    void anEditTakesTheSignatureOff()
    {
        auto opened = sign::open(pki("signed.der"));
        QVERIFY(opened);
        const auto path = plist::Path::fromString(u"PayloadVersion"_s);
        QVERIFY(path);
        const std::vector<plist::Edit> edits = {plist::Edit::set(*path, plist::Value(2))};
        const auto change = opened->document.apply(edits);
        QVERIFY(change);
        QByteArray expected = pki("content.mobileconfig");
        expected.replace("<integer>1</integer>", "<integer>2</integer>");
        QCOMPARE(*opened->toBytes(), expected);
        (void)opened->document.revert(*change);
        QCOMPARE(*opened->toBytes(), pki("signed.der"));
    }

    void theOutermostSignatureIsKept()
    {
        const auto opened = sign::open(pki("nested.der"));
        QVERIFY(opened);
        QVERIFY(opened->signature->holds);
        QVERIFY(*opened->signature->signer == certificate("leaf-ec.pem"));
    }

    void othersAreNoProfiles()
    {
        QCOMPARE(sign::open(pki("enveloped.der")).error().code, base::Error::Code::Unsupported);
        QCOMPARE(sign::open(pki("signed.der").chopped(3)).error().code, base::Error::Code::InvalidInput);
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("nonsense"), pki("leaf.pem"), pki("modern.p12")})
            QVERIFY(!sign::open(bytes));
    }

    void fourWrappersAreTooMany()
    {
        Identity identity{certificate("leaf.pem"), test::key("leaf.key"), {}};
        QTemporaryDir dir;
        QByteArray bytes = pki("content.mobileconfig");
        for (int layer = 1; layer <= 4; ++layer) {
            const QString in = dir.filePath(u"in"_s);
            const QString out = dir.filePath(u"out"_s);
            QFile file(in);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
            file.close();
            if (!hasOpenssl())
                return;
            const QString folder = QStringLiteral(FIXTURES "/pki/");
            QCOMPARE(openssl({u"cms"_s, u"-sign"_s, u"-binary"_s, u"-nodetach"_s, u"-in"_s, in, u"-signer"_s,
                              folder + u"leaf.pem"_s, u"-inkey"_s, folder + u"leaf.key"_s, u"-outform"_s,
                              u"DER"_s, u"-out"_s, out})
                         .exitCode,
                     0);
            bytes = content(out);
            QCOMPARE(sign::open(bytes).has_value(), layer <= 3);
        }
    }

    // Somebody else's implementation accepts what we sign.
    void opensslVerifies_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("algorithm");
        QTest::newRow("RSA") << QByteArray("leaf.pem") << QByteArray("leaf.key") << u"sha256"_s;
        QTest::newRow("EC") << QByteArray("leaf-ec.pem") << QByteArray("leaf-ec.key")
                            << u"ecdsa-with-SHA256"_s;
    }
    void opensslVerifies()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, key);
        QFETCH(QString, algorithm);
        if (!hasOpenssl())
            return;
        const Identity identity{certificate(file.constData()),
                                test::key(key.constData()),
                                {certificate("intermediate.pem"), certificate("root.pem")}};
        const auto bytes = sign::sign(pki("content.mobileconfig"), identity);
        QVERIFY(bytes);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"signed.mobileconfig"_s);
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(*bytes);
        out.close();

        const QStringList verify = {u"cms"_s, u"-verify"_s, u"-binary"_s, u"-inform"_s,
                                    u"DER"_s, u"-in"_s,     path};
        const Ran mathematics = openssl(verify + QStringList{u"-noverify"_s});
        QVERIFY2(mathematics.exitCode == 0, mathematics.errors.constData());
        QCOMPARE(mathematics.output, pki("content.mobileconfig"));
        // The root is the only thing it is given: the intermediate comes out of the file.
        const Ran chain = openssl(
            verify
            + QStringList{u"-purpose"_s, u"any"_s, u"-CAfile"_s, QStringLiteral(FIXTURES "/pki/root.pem")});
        QVERIFY2(chain.exitCode == 0, chain.errors.constData());
        const Ran stranger = openssl(verify
                                     + QStringList{u"-purpose"_s, u"any"_s, u"-CAfile"_s,
                                                   QStringLiteral(FIXTURES "/pki/other-root.pem")});
        QVERIFY(stranger.exitCode != 0);
        const Ran text = openssl(
            {u"cms"_s, u"-cmsout"_s, u"-print"_s, u"-noout"_s, u"-inform"_s, u"DER"_s, u"-in"_s, path});
        QVERIFY2(text.output.contains(algorithm.toLatin1()), text.output.constData());
    }

    void opensslReadsOurPkcs12()
    {
        if (!hasOpenssl())
            return;
        for (const auto target : {x509::Pkcs12Target::Compatible, x509::Pkcs12Target::Modern}) {
            const auto bytes =
                x509::writePkcs12(test::key("leaf.key"), certificate("leaf.pem"),
                                  {certificate("intermediate.pem")}, u"Käthe"_s, test::passphrase(), target);
            QVERIFY(bytes);
            QTemporaryDir dir;
            QFile file(dir.filePath(u"identity.p12"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(*bytes);
            file.close();
            const Ran ran = openssl({u"pkcs12"_s, u"-in"_s, file.fileName(), u"-passin"_s, u"pass:fixture"_s,
                                     u"-info"_s, u"-noout"_s});
            QVERIFY2(ran.exitCode == 0, ran.errors.constData());
            const bool isModern = target == x509::Pkcs12Target::Modern;
            QVERIFY2(ran.errors.contains(isModern ? "AES-256-CBC" : "pbeWithSHA1And3-KeyTripleDES-CBC"),
                     ran.errors.constData());
            QVERIFY2(ran.errors.contains(isModern ? "MAC: sha256" : "MAC: sha1"), ran.errors.constData());
        }
    }

    void everySignedProfileOfTheCorpusHolds()
    {
        const QStringList profiles = signedProfiles();
        if (profiles.isEmpty())
            QSKIP("The shared corpus is not here");
        QCOMPARE(profiles.size(), 31);
        int sha1 = 0;
        for (const QString& path : profiles) {
            const QByteArray bytes = content(path);
            const auto opened = sign::open(bytes);
            QVERIFY2(opened, qPrintable(path + (opened ? QString() : opened.error().message)));
            QCOMPARE(opened->container, sign::Container::Signed);
            QVERIFY2(opened->signature->holds, qPrintable(path + opened->signature->reason));
            QCOMPARE(opened->signature->signerCount, 1);
            QCOMPARE(opened->signature->certificates.size(), 2U);
            QVERIFY(opened->signature->signer);
            QCOMPARE(*opened->toBytes(), bytes);
            sha1 += opened->signature->digest == u"SHA1"_s ? 1 : 0;
        }
        QCOMPARE(sha1, 7);
    }

private:
    /// Skips without the tool; where REQUIRE_TOOLS is set, its absence is a failure.
    static bool hasOpenssl()
    {
        if (!QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            return true;
        if (qEnvironmentVariableIsSet("REQUIRE_TOOLS"))
            QTest::qFail("The openssl tool is missing", __FILE__, __LINE__);
        else
            QTest::qSkip("The openssl tool is not installed", __FILE__, __LINE__);
        return false;
    }
};

QTEST_GUILESS_MAIN(TestSignFiles)
#include "tst_sign.moc"
