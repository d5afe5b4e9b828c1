// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/identity.h"
#include "core/sign/open.h"
#include "core/sign/sign.h"
#include "core/x509/handle.h"
#include "tests/support/test_pki.h"

#include <QTest>

#include <openssl/err.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using sign::Identity;
using sign::Problem;
using test::certificate;
using test::pki;
using Code = base::Error::Code;

namespace {

const QDateTime someDay(QDate(2030, 6, 1), QTime(12, 0), Qt::UTC);

Identity rsaIdentity()
{
    return {certificate("leaf.pem"),
            test::key("leaf.key"),
            {certificate("root.pem"), certificate("intermediate.pem")}};
}

QStringList kinds(const std::vector<Problem>& problems)
{
    QStringList names;
    for (const Problem& problem : problems) {
        switch (problem.kind) {
        case Problem::Kind::KeyMismatch: names << u"mismatch"_s; break;
        case Problem::Kind::Expired: names << u"expired"_s; break;
        case Problem::Kind::NotYetValid: names << u"not yet"_s; break;
        case Problem::Kind::ExpiresSoon: names << u"soon"_s; break;
        case Problem::Kind::ChainIncomplete: names << u"chain"_s; break;
        case Problem::Kind::KeyUsage: names << u"usage"_s; break;
        case Problem::Kind::WeakKey: names << u"weak"_s; break;
        }
    }
    return names;
}

}  // namespace

class TestSign : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void unwraps_data()
    {
        QTest::addColumn<int>("signers");
        QTest::addColumn<int>("certificates");
        QTest::addColumn<QString>("digest");
        QTest::addColumn<bool>("hasTime");
        QTest::newRow("signed.der") << 1 << 2 << u"SHA256"_s << true;
        QTest::newRow("signed.ber") << 1 << 2 << u"SHA256"_s << true;
        QTest::newRow("signed.b64") << 1 << 2 << u"SHA256"_s << true;
        QTest::newRow("signed-sha1.der") << 1 << 2 << u"SHA1"_s << true;
        QTest::newRow("signed-no-attributes.der") << 1 << 2 << u"SHA256"_s << false;
        QTest::newRow("signed-cms.pem") << 1 << 2 << u"SHA256"_s << true;
        QTest::newRow("signed-pkcs7.pem") << 1 << 1 << u"SHA256"_s << true;
        QTest::newRow("signed-two.der") << 2 << 3 << u"SHA256"_s << true;
    }
    void unwraps()
    {
        QFETCH(int, signers);
        QFETCH(int, certificates);
        QFETCH(bool, hasTime);
        const QByteArray bytes = pki(QTest::currentDataTag());
        QVERIFY(sign::isSigned(bytes));
        const auto unwrapped = sign::unwrap(bytes);
        QVERIFY2(unwrapped,
                 qPrintable(unwrapped ? QString() : unwrapped.error().message + unwrapped.error().detail));
        QCOMPARE(unwrapped->content, pki("content.mobileconfig"));
        const sign::Signature& signature = unwrapped->signature;
        QVERIFY2(signature.holds, qPrintable(signature.reason));
        QVERIFY(signature.reason.isEmpty());
        QCOMPARE(signature.signerCount, signers);
        QCOMPARE(static_cast<int>(signature.certificates.size()), certificates);
        QTEST(signature.digest, "digest");
        QCOMPARE(signature.signingTime.has_value(), hasTime);
        QVERIFY(signature.signer);
        if (signers == 1)
            QVERIFY(*signature.signer == certificate("leaf.pem"));
    }

    void withoutItsCertificateNothingHolds()
    {
        const auto unwrapped = sign::unwrap(pki("signed-no-certificates.der"));
        QVERIFY(unwrapped);
        QCOMPARE(unwrapped->content, pki("content.mobileconfig"));
        QVERIFY(!unwrapped->signature.holds);
        QVERIFY(!unwrapped->signature.signer);
        QVERIFY2(unwrapped->signature.reason.contains(u"certificate"_s),
                 qPrintable(unwrapped->signature.reason));
    }

    void aChangedContentIsNoticed()
    {
        QByteArray bytes = pki("signed.der");
        bytes.replace("fabrikam.profile", "fabrikam.profilf");
        const auto unwrapped = sign::unwrap(bytes);
        QVERIFY(unwrapped);
        QVERIFY(unwrapped->content.contains("profilf"));
        QVERIFY(!unwrapped->signature.holds);
        QVERIFY2(unwrapped->signature.reason.contains(u"changed"_s), qPrintable(unwrapped->signature.reason));
        QVERIFY(unwrapped->signature.signer);
    }

    void aChangedSignatureIsNoticed()
    {
        QByteArray bytes = pki("signed.der");
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        const auto unwrapped = sign::unwrap(bytes);
        QVERIFY(unwrapped);
        QCOMPARE(unwrapped->content, pki("content.mobileconfig"));
        QVERIFY(!unwrapped->signature.holds);
        QVERIFY2(unwrapped->signature.reason.contains(u"key"_s), qPrintable(unwrapped->signature.reason));
    }

    void aSecondSignerCountsToo()
    {
        // The signature that comes last in the file is that of one of the two.
        QByteArray bytes = pki("signed-two.der");
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        const auto unwrapped = sign::unwrap(bytes);
        QVERIFY(unwrapped);
        QVERIFY(!unwrapped->signature.holds);
    }

    void wrappersComeOffOneByOne()
    {
        const auto outer = sign::unwrap(pki("nested.der"));
        QVERIFY(outer);
        QVERIFY(outer->signature.holds);
        QVERIFY(*outer->signature.signer == certificate("leaf-ec.pem"));
        QCOMPARE(outer->content, pki("signed.der"));
    }

    void othersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& bytes, Code code) {
            QTest::newRow(name) << bytes << static_cast<int>(code);
        };
        row("encrypted", pki("enveloped.der"), Code::Unsupported);
        row("detached", pki("detached.der"), Code::Unsupported);
        row("certificates only", pki("chain.p7b"), Code::Unsupported);
        row("data", pki("data.der"), Code::Unsupported);
        row("profile", pki("content.mobileconfig"), Code::InvalidInput);
        row("certificate", pki("leaf.pem"), Code::InvalidInput);
        row("nothing", {}, Code::InvalidInput);
        row("cut off", pki("signed.der").chopped(1), Code::InvalidInput);
        row("cut off early", pki("signed.ber").first(40), Code::InvalidInput);
        row("bytes behind", pki("signed.der") + "x", Code::InvalidInput);
        row("length without end", QByteArray::fromHex("3084ffffffff06092a864886f70d010702a084fffffff0"),
            Code::InvalidInput);
        row("signed data without any", QByteArray::fromHex("300b06092a864886f70d010702"), Code::InvalidInput);
        row("larger than any profile",
            QByteArray::fromHex("308006092a864886f70d010702") + QByteArray(65 << 20, '\0'),
            Code::InvalidInput);
    }
    void othersAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        const auto unwrapped = sign::unwrap(bytes);
        QVERIFY(!unwrapped);
        QCOMPARE(static_cast<int>(unwrapped.error().code), code);
        QVERIFY(!unwrapped.error().message.isEmpty());
    }

    void paddingBehindIsPassedOver()
    {
        for (const char* padding : {"\n", "\r\n", "  \t"})
            QVERIFY(sign::unwrap(pki("signed.der") + padding));
        QVERIFY(sign::unwrap("\n\n" + pki("signed-cms.pem")));
    }

    void whatIsSigned()
    {
        for (const char* file :
             {"content.mobileconfig", "leaf.pem", "leaf.der", "modern.p12", "enveloped.der", "leaf.b64"})
            QVERIFY2(!sign::isSigned(pki(file)), file);
        QVERIFY(!sign::isSigned({}));
        // A PEM text inside a profile does not make the profile a signed one.
        QVERIFY(!sign::isSigned("<plist>" + pki("signed-cms.pem") + "</plist>"));
        QVERIFY(sign::isSigned(pki("chain.p7b")));
        // What is torn was signed all the same, so that the error can say what is wrong.
        QVERIFY(sign::isSigned(pki("signed-cms.pem").first(300)));
    }

    // A signature holds for the content that was signed or for none.
    void anyByteMayBeWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("DER") << pki("signed.der");
        QTest::newRow("BER") << pki("signed.ber");
    }
    void anyByteMayBeWrong()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray content = pki("content.mobileconfig");
        for (qsizetype i = 0; i < bytes.size(); i += 2) {
            QByteArray changed = bytes;
            changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
            const auto unwrapped = sign::unwrap(changed);
            if (unwrapped && unwrapped->signature.holds)
                QCOMPARE(unwrapped->content, content);
            (void)sign::unwrap(bytes.first(i)).has_value();
        }
    }

    void signs_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("isEc");
        QTest::newRow("RSA") << pki("content.mobileconfig") << false;
        QTest::newRow("EC") << pki("content.mobileconfig") << true;
        QTest::newRow("line ends and NUL") << QByteArray("a\r\nb\nc\rd\0e  \n\n", 15) << false;
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("large") << QByteArray(1'000'000, 'x') << true;
    }
    void signs()
    {
        QFETCH(QByteArray, content);
        QFETCH(bool, isEc);
        Identity identity = rsaIdentity();
        if (isEc) {
            identity.certificate = certificate("leaf-ec.pem");
            identity.key = test::key("leaf-ec.key");
        }
        const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
        const auto bytes = sign::sign(content, identity);
        QVERIFY2(bytes, qPrintable(bytes ? QString() : bytes.error().message + bytes.error().detail));
        const auto unwrapped = sign::unwrap(*bytes);
        QVERIFY(unwrapped);
        QVERIFY(unwrapped->signature.holds);
        QVERIFY(unwrapped->content == content);
        QCOMPARE(unwrapped->signature.digest, u"SHA256"_s);
        QCOMPARE(unwrapped->signature.signerCount, 1);
        QVERIFY(*unwrapped->signature.signer == identity.certificate);
        QVERIFY(unwrapped->signature.signingTime);
        QVERIFY(*unwrapped->signature.signingTime >= before);
        // The signer's and the intermediate, not the root.
        QCOMPARE(unwrapped->signature.certificates.size(), 2U);
        const auto& all = unwrapped->signature.certificates;
        QVERIFY(std::find(all.begin(), all.end(), certificate("intermediate.pem")) != all.end());
    }

    void whatIsWrittenIsDer()
    {
        const auto bytes = sign::sign(pki("content.mobileconfig"), rsaIdentity());
        QVERIFY(bytes);
        // 0x30 0x82: a definite length in two octets.
        QVERIFY(bytes->startsWith(QByteArray::fromHex("3082")));
        QVERIFY(!bytes->contains(QByteArray::fromHex("2480")));
        // 1.2.840.113549.1.9.15, S/MIME capabilities: what a mail program can do.
        QVERIFY(!bytes->contains(QByteArray::fromHex("06092a864886f70d01090f")));
        // contentType, messageDigest, signingTime.
        for (const char* attribute :
             {"06092a864886f70d010903", "06092a864886f70d010904", "06092a864886f70d010905"})
            QVERIFY(bytes->contains(QByteArray::fromHex(attribute)));
    }

    void refusesWhatCannotBeSigned()
    {
        const auto twice = sign::sign(pki("signed.der"), rsaIdentity());
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, Code::InvalidInput);
        Identity mismatch = rsaIdentity();
        mismatch.key = test::key("leaf-ec.key");
        QVERIFY(!sign::sign("x", mismatch));
        const auto edwards = sign::sign("x", {certificate("ed25519.pem"), test::key("ed25519.key"), {}});
        QVERIFY(!edwards);
        QCOMPARE(edwards.error().code, Code::Unsupported);
    }

    void anExpiredSignerMaySign()
    {
        QVERIFY(sign::sign("x", {certificate("expired.pem"), test::key("leaf.key"), {}}));
    }

    void includesTheChainWithoutItsRoot()
    {
        const auto included = sign::certificatesToInclude(rsaIdentity());
        QCOMPARE(included.size(), 2U);
        QVERIFY(included[0] == certificate("leaf.pem"));
        QVERIFY(included[1] == certificate("intermediate.pem"));

        const Identity self{certificate("self-signed.pem"), test::key("leaf.key"), {certificate("root.pem")}};
        QCOMPARE(sign::certificatesToInclude(self).size(), 1U);
        const auto bytes = sign::sign("x", self);
        QVERIFY(bytes);
        QVERIFY(*sign::unwrap(*bytes)->signature.signer == self.certificate);

        const Identity stranger{
            certificate("leaf.pem"), test::key("leaf.key"), {certificate("other-root.pem")}};
        QCOMPARE(sign::certificatesToInclude(stranger).size(), 1U);
    }

    void identitiesFromPkcs12()
    {
        for (const char* file : {"modern.p12", "compatible.p12", "rc2.p12"}) {
            const auto identity = Identity::fromPkcs12(pki(file), test::passphrase());
            QVERIFY(identity);
            QVERIFY(identity->certificate == certificate("leaf.pem"));
            QCOMPARE(identity->chain.size(), 1U);
            QVERIFY(identity->key.fits(identity->certificate));
        }
        QCOMPARE(Identity::fromPkcs12(pki("modern.p12"), base::Secret(QByteArray("x"))).error().code,
                 Code::Denied);
        QCOMPARE(Identity::fromPkcs12(pki("no-key.p12"), test::passphrase()).error().code,
                 Code::InvalidInput);
        QCOMPARE(Identity::fromPkcs12(pki("no-certificate.p12"), test::passphrase()).error().code,
                 Code::InvalidInput);
    }

    void identitiesFromFiles()
    {
        const auto separate = Identity::fromFiles(pki("leaf.pem"), pki("leaf.key"), pki("chain.p7b"), {});
        QVERIFY(separate);
        QVERIFY(separate->certificate == certificate("leaf.pem"));
        QCOMPARE(separate->chain.size(), 2U);
        // The leaf may stand anywhere in its file.
        const auto reversed = Identity::fromFiles(pki("root.pem") + pki("intermediate.pem") + pki("leaf.pem"),
                                                  pki("leaf-encrypted.key"), {}, test::passphrase());
        QVERIFY(reversed);
        QVERIFY(reversed->certificate == certificate("leaf.pem"));
        QCOMPARE(reversed->chain.size(), 2U);
        const auto together = Identity::fromFiles(pki("leaf.pem") + pki("leaf.key"), {}, {}, {});
        QVERIFY(together);
        QVERIFY(together->key.fits(together->certificate));

        QCOMPARE(Identity::fromFiles(pki("leaf.pem"), pki("leaf-encrypted.key"), {}, {}).error().code,
                 Code::Denied);
        QVERIFY(!Identity::fromFiles({}, pki("leaf.key"), {}, {}));
        QVERIFY(!Identity::fromFiles(pki("leaf.pem"), pki("leaf.pem"), {}, {}));
        QVERIFY(!Identity::fromFiles(pki("leaf.pem"), pki("leaf.key"), "nonsense", {}));
        QCOMPARE(kinds(sign::check(
                     *Identity::fromFiles(pki("leaf.pem"), pki("leaf-ec.key"), pki("fullchain.pem"), {}),
                     someDay)),
                 QStringList{u"mismatch"_s});
    }

    void checks_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QDateTime>("now");
        QTest::addColumn<QStringList>("expected");
        const QDateTime end(QDate(2099, 12, 31), QTime(23, 59, 59), Qt::UTC);
        const auto row = [](const char* name, const char* file, const char* key, const QDateTime& now,
                            const QStringList& expected) {
            QTest::newRow(name) << QByteArray(file) << QByteArray(key) << now << expected;
        };
        row("good", "leaf.pem", "leaf.key", someDay, {});
        row("expired", "expired.pem", "leaf.key", someDay, {u"expired"_s});
        row("not yet valid", "future.pem", "leaf.key", someDay, {u"not yet"_s});
        row("31 days", "leaf.pem", "leaf.key", end.addDays(-31), {});
        row("30 days", "leaf.pem", "leaf.key", end.addDays(-30), {});
        row("29 days", "leaf.pem", "leaf.key", end.addDays(-29), {u"soon"_s});
        row("last second", "leaf.pem", "leaf.key", end, {u"soon"_s});
        row("one second later", "leaf.pem", "leaf.key", end.addSecs(1), {u"expired"_s});
        row("no signing key", "encipher.pem", "leaf.key", someDay, {u"usage"_s});
        row("weak", "weak.pem", "weak.key", someDay, {u"weak"_s});
        row("self-signed", "self-signed.pem", "leaf.key", someDay, {});
    }
    void checks()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, key);
        QFETCH(QDateTime, now);
        const Identity identity{certificate(file.constData()), test::key(key.constData()),
                                rsaIdentity().chain};
        const auto problems = sign::check(identity, now);
        QTEST(kinds(problems), "expected");
        for (const Problem& problem : problems) {
            QVERIFY(!problem.fatal);
            QVERIFY(!problem.message.isEmpty());
        }
    }

    void onlyAForeignKeyIsFatal()
    {
        const auto problems =
            sign::check({certificate("leaf.pem"), test::key("leaf-ec.key"), rsaIdentity().chain}, someDay);
        QCOMPARE(kinds(problems), QStringList{u"mismatch"_s});
        QVERIFY(problems.front().fatal);
    }

    void theMissingIssuerIsNamed()
    {
        const auto none = sign::check({certificate("leaf.pem"), test::key("leaf.key"), {}}, someDay);
        QCOMPARE(kinds(none), QStringList{u"chain"_s});
        QVERIFY(none.front().message.contains(u"Fabrikam Issuing CA"_s));
        const auto noRoot = sign::check(
            {certificate("leaf.pem"), test::key("leaf.key"), {certificate("intermediate.pem")}}, someDay);
        QCOMPARE(kinds(noRoot), QStringList{u"chain"_s});
        QVERIFY(noRoot.front().message.contains(u"Fabrikam Root CA"_s));
    }

    void aRootOfTheDeviceEndsTheChain()
    {
        const Identity identity{
            certificate("leaf.pem"), test::key("leaf.key"), {certificate("intermediate.pem")}};
        QVERIFY(sign::check(identity, someDay, {certificate("root.pem")}).empty());
        QCOMPARE(sign::certificatesToInclude(identity).size(), 2U);
    }
};

QTEST_GUILESS_MAIN(TestSign)
#include "tst_sign.moc"
