// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/label.h"
#include "core/x509/bundle.h"
#include "tests/support/test_pki.h"

#include <QTest>

#include <openssl/err.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using test::certificate;
using test::pki;
using trust::Label;
using trust::Roots;

namespace {

const QDateTime someDay(QDate(2030, 6, 1), QTime(12, 0), Qt::UTC);

Roots fabrikam() { return {{certificate("root.pem")}, false}; }

sign::Signature signatureOf(const char* file) { return sign::unwrap(pki(file))->signature; }

}  // namespace

class TestLabel : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void wordsAreApples()
    {
        QCOMPARE(trust::labelName(Label::Verified), u"Verified"_s);
        QCOMPARE(trust::labelName(Label::NotVerified), u"Not Verified"_s);
        QCOMPARE(trust::labelName(Label::NotSigned), u"Not Signed"_s);
    }

    void anUnsignedProfile()
    {
        const auto prediction = trust::predictLabel(nullptr, fabrikam(), someDay);
        QCOMPARE(prediction.label, Label::NotSigned);
        QCOMPARE(prediction.reasons.size(), 1);
        QVERIFY(prediction.chain.empty());
    }

    void aChainToATrustedRoot()
    {
        for (const char* file : {"signed.der", "signed.ber", "signed-sha1.der"}) {
            const sign::Signature signature = signatureOf(file);
            const auto prediction = trust::predictLabel(&signature, fabrikam(), someDay);
            QCOMPARE(prediction.label, Label::Verified);
            QCOMPARE(prediction.chain.size(), 3U);
            QVERIFY(prediction.reasons.join(u' ').contains(u"Fabrikam Root CA"_s));
        }
    }

    void theSystemsStoreIsCalledAnApproximation()
    {
        const sign::Signature signature = signatureOf("signed.der");
        const auto prediction = trust::predictLabel(&signature, {{certificate("root.pem")}, true}, someDay);
        QCOMPARE(prediction.label, Label::Verified);
        QVERIFY(prediction.reasons.join(u' ').contains(u"approximation"_s));
    }

    void signaturesThatAreNotVerified_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        QByteArray changed = pki("signed.der");
        changed.replace("fabrikam.profile", "fabrikam.profilf");
        QTest::newRow("changed") << changed << u"changed"_s;
        QTest::newRow("no certificates") << pki("signed-no-certificates.der") << u"certificate"_s;
        QTest::newRow("two signers") << pki("signed-two.der") << u"signers"_s;
        QTest::newRow("no intermediate") << pki("signed-pkcs7.pem") << u"Fabrikam Issuing CA"_s;
    }
    void signaturesThatAreNotVerified()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        const auto unwrapped = sign::unwrap(bytes);
        QVERIFY(unwrapped);
        const auto prediction = trust::predictLabel(&unwrapped->signature, fabrikam(), someDay);
        QCOMPARE(prediction.label, Label::NotVerified);
        QCOMPARE(prediction.reasons.size(), 1);
        QVERIFY2(prediction.reasons.front().contains(word), qPrintable(prediction.reasons.front()));
    }

    void certificates_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("word");  // of the one reason; empty when verified
        const auto row = [](const char* file, const QString& word) {
            QTest::newRow(file) << QByteArray(file) << word;
        };
        row("leaf.pem", {});
        row("leaf-ec.pem", {});
        row("ed25519.pem", {});
        row("weak.pem", {});      // 1024 bits pass under the basic policy
        row("encipher.pem", {});  // so do key usages of every kind
        row("expired.pem", u"Expired Signer"_s);
        row("future.pem", u"Future Signer"_s);
        row("self-signed.pem", u"signed itself"_s);
        row("md5.pem", u"MD5"_s);
        row("pss.pem", u"RSASSA-PSS"_s);
        row("nameless.pem", u"neither a subject"_s);
        row("unknown.pem", u"critical"_s);
        row("below-leaf.pem", u"does not say that it is a CA"_s);
        row("deep.pem", u"allows 0 CAs below it"_s);
    }
    void certificates()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, word);
        std::vector<x509::Certificate> included = {certificate("intermediate.pem")};
        if (file == "deep.pem")
            included.push_back(certificate("deep-ca.pem"));
        if (file == "below-leaf.pem")
            included.push_back(certificate("leaf.pem"));
        const auto prediction =
            trust::predictLabel(certificate(file.constData()), included, fabrikam(), someDay);
        const QString reasons = prediction.reasons.join(u'|');
        QVERIFY2((prediction.label == Label::Verified) == word.isEmpty(), qPrintable(reasons));
        QVERIFY2(reasons.contains(word), qPrintable(reasons));
        QVERIFY(!prediction.reasons.isEmpty());
        QVERIFY(!prediction.chain.empty());
    }

    void bothEndsOfTheValidityCount()
    {
        const x509::Certificate leaf = certificate("leaf.pem");
        const std::vector<x509::Certificate> included = {certificate("intermediate.pem")};
        const auto labelAt = [&](const QDateTime& time) {
            return trust::predictLabel(leaf, included, fabrikam(), time).label;
        };
        QCOMPARE(labelAt(leaf.notBefore()), Label::Verified);
        QCOMPARE(labelAt(leaf.notBefore().addMSecs(-1)), Label::NotVerified);
        QCOMPARE(labelAt(leaf.notAfter()), Label::Verified);
        QCOMPARE(labelAt(leaf.notAfter().addMSecs(1)), Label::NotVerified);
    }

    void aRootThatCameAlongIsNotTrustedForIt()
    {
        const std::vector<x509::Certificate> included = {certificate("intermediate.pem"),
                                                         certificate("root.pem")};
        const auto prediction = trust::predictLabel(certificate("leaf.pem"), included,
                                                    {{certificate("other-root.pem")}, false}, someDay);
        QCOMPARE(prediction.label, Label::NotVerified);
        QVERIFY2(prediction.reasons.join(u' ').contains(u"Fabrikam Root CA"_s),
                 qPrintable(prediction.reasons.join(u' ')));
        QCOMPARE(prediction.chain.size(), 3U);
    }

    void anyGoodChainWillDo()
    {
        const std::vector<x509::Certificate> included = {certificate("intermediate.pem"),
                                                         certificate("intermediate-cross.pem")};
        const auto prediction = trust::predictLabel(certificate("leaf.pem"), included,
                                                    {{certificate("other-root.pem")}, false}, someDay);
        QCOMPARE(prediction.label, Label::Verified);
        QVERIFY(prediction.chain.back() == certificate("other-root.pem"));
    }

    void aTrustedCertificateEndsTheChain()
    {
        const auto self = trust::predictLabel(certificate("self-signed.pem"), {},
                                              {{certificate("self-signed.pem")}, false}, someDay);
        QCOMPARE(self.label, Label::Verified);
        QCOMPARE(self.chain.size(), 1U);
    }

    void withoutRootsNothingIsVerified()
    {
        const sign::Signature signature = signatureOf("signed.der");
        const auto prediction = trust::predictLabel(&signature, {}, someDay);
        QCOMPARE(prediction.label, Label::NotVerified);
        QVERIFY(prediction.reasons.join(u' ').contains(u"Fabrikam Root CA"_s));
    }

    void systemRootsAreAuthorities()
    {
        const Roots roots = trust::systemRoots();
        if (roots.certificates.empty())
            QSKIP("This computer has no store of roots");
        QVERIFY(roots.isSystemStore);
        QVERIFY(std::any_of(roots.certificates.begin(), roots.certificates.end(),
                            [](const x509::Certificate& c) { return c.isSelfSigned(); }));
    }
};

QTEST_GUILESS_MAIN(TestLabel)
#include "tst_label.moc"
