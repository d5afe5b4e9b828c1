// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/chain.h"
#include "core/x509/handle.h"
#include "tests/support/test_pki.h"

#include <QElapsedTimer>
#include <QTest>

#include <openssl/err.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using test::certificate;
using x509::Certificate;
using x509::Chain;

namespace {

QStringList names(const std::vector<Chain>& chains)
{
    QStringList result;
    for (const Chain& chain : chains) {
        QStringList links;
        for (const Certificate& cert : chain)
            links << cert.displayName();
        result << links.join(u" < "_s);
    }
    return result;
}

/// A certificate for `subject`'s key and the name "Many", signed by `issuer`; each has another serial number.
Certificate makeOne(const x509::PrivateKey& subject, const x509::PrivateKey& issuer, long serial)
{
    const x509::CertHandle cert(X509_new());
    X509_set_version(cert.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), serial);
    ASN1_TIME_set_string(X509_getm_notBefore(cert.get()), "20200101000000Z");
    ASN1_TIME_set_string(X509_getm_notAfter(cert.get()), "20991231235959Z");
    X509_NAME* name = X509_get_subject_name(cert.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("Many"), -1,
                               -1, 0);
    X509_set_issuer_name(cert.get(), name);
    X509_set_pubkey(cert.get(), subject.handle());
    X509_sign(cert.get(), issuer.handle(), EVP_sha256());
    return Certificate::fromHandle(cert.get());
}

}  // namespace

class TestChain : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void goesUpToTheRoot()
    {
        const std::vector<Certificate> pool = {certificate("root.pem"), certificate("leaf-ec.pem"),
                                               certificate("intermediate.pem"), certificate("leaf.pem")};
        const auto chains = x509::buildChains(certificate("leaf.pem"), pool);
        QCOMPARE(names(chains), QStringList{u"Profile Signer < Fabrikam Issuing CA < Fabrikam Root CA"_s});
        QVERIFY(x509::endsInRoot(chains.front()));
    }

    void endsWhereNoIssuerIsAtHand()
    {
        const auto alone = x509::buildChains(certificate("leaf.pem"), std::span<const Certificate>());
        QCOMPARE(names(alone), QStringList{u"Profile Signer"_s});
        QVERIFY(!x509::endsInRoot(alone.front()));
        const std::vector<Certificate> pool = {certificate("intermediate.pem")};
        QCOMPARE(names(x509::buildChains(certificate("leaf.pem"), pool)),
                 QStringList{u"Profile Signer < Fabrikam Issuing CA"_s});
    }

    void aRootIsAChainOfItsOwn()
    {
        const std::vector<Certificate> pool = {certificate("root-cross.pem"), certificate("other-root.pem")};
        const auto chains = x509::buildChains(certificate("root.pem"), pool);
        QCOMPARE(names(chains), QStringList{u"Fabrikam Root CA"_s});
        QVERIFY(x509::endsInRoot(chains.front()));
        QVERIFY(!x509::endsInRoot({}));
    }

    void crossSignedOnesGiveEveryWayShortestFirst()
    {
        const std::vector<Certificate> pool = {
            certificate("root-cross.pem"), certificate("intermediate-cross.pem"),
            certificate("other-root.pem"), certificate("intermediate.pem"),
            certificate("root.pem"),       certificate("root.pem")};
        const auto chains = x509::buildChains(certificate("leaf.pem"), pool);
        QStringList found = names(chains);
        QCOMPARE(found.size(), 3);
        QCOMPARE(found.takeLast(),
                 u"Profile Signer < Fabrikam Issuing CA < Fabrikam Root CA < Contoso Root CA"_s);
        found.sort();
        QCOMPARE(found, (QStringList{u"Profile Signer < Fabrikam Issuing CA < Contoso Root CA"_s,
                                     u"Profile Signer < Fabrikam Issuing CA < Fabrikam Root CA"_s}));
        QVERIFY(std::all_of(chains.begin(), chains.end(), x509::endsInRoot));
        QCOMPARE(x509::buildChains(certificate("leaf.pem"), pool, 2).size(), 2U);
    }

    void aThousandCertificatesOfOneNameTakeNoTime()
    {
        const auto a = x509::PrivateKey::generateEc("P-256");
        const auto b = x509::PrivateKey::generateEc("P-256");
        QVERIFY(a && b);
        std::vector<Certificate> pool;
        // Each of the one kind may have issued each of the other, so there are factorially many ways.
        for (int i = 0; i < 500; ++i) {
            pool.push_back(makeOne(*a, *b, 2 * i));
            pool.push_back(makeOne(*b, *a, 2 * i + 1));
        }
        QElapsedTimer timer;
        timer.start();
        const auto chains = x509::buildChains(pool.front(), pool);
        QVERIFY(chains.size() <= 64);
        for (const Chain& chain : chains) {
            for (std::size_t i = 0; i < chain.size(); ++i)
                QCOMPARE(std::count(chain.begin(), chain.end(), chain[i]), 1);
        }
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestChain)
#include "tst_chain.moc"
