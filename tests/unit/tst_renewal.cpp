// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/renewal.h"
#include "tests/support/test_pki.h"

#include <QtTest>

#include <openssl/err.h>

using namespace Qt::Literals::StringLiterals;
using trust::Anchors;
using trust::Renewal;

class RenewalTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }
    void oldNamesStay();
    void hostIsAddedWhereNoNameFits_data();
    void hostIsAddedWhereNoNameFits();
    void titleIsNoHost();
    void hostThatIsNoneIsRefused_data();
    void hostThatIsNoneIsRefused();
    void strongKeysStay_data();
    void strongKeysStay();
    void daysFollowTheRoot();
    void longNamesAreNoCommonName();
    void requestHoldsTheNames();
};

void RenewalTest::oldNamesStay()
{
    const auto renewal = trust::renewalFor(test::certificate("names.pem"), {}, Anchors::Managed);
    QVERIFY(renewal);
    QCOMPARE(renewal->dns, std::vector<QByteArray>{"mdm.fabrikam.example"});
    QCOMPARE(renewal->ip.size(), std::size_t{2});
    QCOMPARE(renewal->fileName, u"mdm.fabrikam.example"_s);
    QCOMPARE(renewal->commonName, QByteArray("mdm.fabrikam.example"));
}

void RenewalTest::hostIsAddedWhereNoNameFits_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("dns");
    QTest::addColumn<int>("ip");
    QTest::newRow("there") << u"MDM.fabrikam.example."_s << 1 << 2;
    QTest::newRow("another") << u"www.fabrikam.example"_s << 2 << 2;
    QTest::newRow("not ASCII") << u"bücher.example"_s << 2 << 2;
    QTest::newRow("address that is there") << u"2001:db8:0:0:1::1"_s << 1 << 2;
    QTest::newRow("another address") << u"[2001:db8::2]"_s << 1 << 3;
}

void RenewalTest::hostIsAddedWhereNoNameFits()
{
    QFETCH(const QString, host);
    QFETCH(const int, dns);
    QFETCH(const int, ip);
    const auto renewal = trust::renewalFor(test::certificate("names.pem"), host, Anchors::Managed);
    QVERIFY(renewal);
    QCOMPARE(static_cast<int>(renewal->dns.size()), dns);
    QCOMPARE(static_cast<int>(renewal->ip.size()), ip);
}

void RenewalTest::titleIsNoHost()
{
    QVERIFY(!trust::renewalFor(test::certificate("leaf.pem"), {}, Anchors::Managed));
    const auto renewal = trust::renewalFor(test::certificate("leaf.pem"), u"192.0.2.1"_s, Anchors::Managed);
    QVERIFY(renewal);
    QCOMPARE(renewal->commonName, QByteArray("192.0.2.1"));
    QCOMPARE(renewal->fileName, u"192.0.2.1"_s);
}

void RenewalTest::hostThatIsNoneIsRefused_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("lines") << u"a.example\n[evil]"_s;
    QTest::newRow("shell") << u"$(id).example"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s;
    QTest::newRow("option") << u"-rf.example"_s;
    QTest::newRow("text of certreq") << u"a.example&dns=b"_s;
    QTest::newRow("whole domain") << u"*.com"_s;
}

void RenewalTest::hostThatIsNoneIsRefused()
{
    QFETCH(const QString, host);
    QVERIFY(!trust::renewalFor(test::certificate("leaf.pem"), host, Anchors::Managed));
}

void RenewalTest::strongKeysStay_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("mayKeep");
    QTest::addColumn<bool>("isEc");
    QTest::newRow("RSA 2048") << QByteArray("leaf.pem") << true << false;
    QTest::newRow("P-256") << QByteArray("leaf-ec.pem") << true << true;
    QTest::newRow("weak RSA") << QByteArray("weak.pem") << false << false;
    QTest::newRow("Ed25519") << QByteArray("ed25519.pem") << false << false;
}

void RenewalTest::strongKeysStay()
{
    QFETCH(const QByteArray, file);
    const auto renewal =
        trust::renewalFor(test::certificate(file.constData()), u"a.example"_s, Anchors::Managed);
    QVERIFY(renewal);
    QTEST(renewal->mayKeepKey, "mayKeep");
    QTEST(renewal->keyKind == Renewal::KeyKind::Ec, "isEc");
}

void RenewalTest::daysFollowTheRoot()
{
    const x509::Certificate leaf = test::certificate("leaf.pem");
    QCOMPARE(trust::renewalFor(leaf, u"a.example"_s, Anchors::Managed)->mostDays, 825);
    QCOMPARE(trust::renewalFor(leaf, u"a.example"_s, Anchors::System)->mostDays, 397);
    QCOMPARE(trust::renewalFor(leaf, u"a.example"_s, Anchors::Managed)->days, 397);
}

void RenewalTest::longNamesAreNoCommonName()
{
    const QString host = QString(60, u'a') + u".example"_s;
    const auto renewal = trust::renewalFor(test::certificate("leaf.pem"), host, Anchors::Managed);
    QVERIFY(renewal);
    QCOMPARE(renewal->commonName, QByteArray("server"));
    QVERIFY(trust::opensslConfig(*renewal).contains(u"DNS.1 = "_s + host));
}

void RenewalTest::requestHoldsTheNames()
{
    const auto renewal = trust::renewalFor(test::certificate("names.pem"), {}, Anchors::Managed);
    const auto request = trust::requestFor(*renewal, test::key("leaf.key"));
    QVERIFY(request);
    QVERIFY(request->startsWith("-----BEGIN CERTIFICATE REQUEST-----\n"));
    QVERIFY(trust::certreqPolicy(*renewal).contains(u"_continue_ = \"dns=mdm.fabrikam.example&\"\r\n"_s));
}

QTEST_GUILESS_MAIN(RenewalTest)
#include "tst_renewal.moc"
