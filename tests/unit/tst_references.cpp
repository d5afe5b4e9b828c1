// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/references.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using plist::Array;
using plist::Dict;
using plist::Value;
using profile::findReferences;
using profile::Profile;
using profile::referencesTo;

namespace {

const QString identity = u"AAAAAAAA-0000-0000-0000-00000000000A"_s;
const QString root1 = u"BBBBBBBB-0000-0000-0000-00000000000B"_s;
const QString root2 = u"CCCCCCCC-0000-0000-0000-00000000000C"_s;

Dict certificate(const QString& type, const QString& uuid)
{
    return {{u"PayloadType"_s, type}, {u"PayloadUUID"_s, uuid}};
}

Dict wifi(const Value& identityUuid, Array anchors)
{
    return {{u"PayloadType"_s, u"com.apple.wifi.managed"_s},
            {u"EAPClientConfiguration"_s, Dict{{u"PayloadCertificateAnchorUUID"_s, std::move(anchors)}}},
            {u"PayloadCertificateUUID"_s, identityUuid}};
}

Value profileOf(Array payloads) { return Dict{{u"PayloadContent"_s, std::move(payloads)}}; }

}  // namespace

class TestReferences : public QObject
{
    Q_OBJECT

private slots:
    void inDocumentOrder();
    void dangling();
    void otherCase();
    void exactIsPreferred();
    void arraysOfDictionaries();
    void wrongTypesAreNoReferences();
    void unknownPayloadsHaveNone();
    void valuesThatOnlyLookLikeReferences();
    void referencesToAPayload();
    void aTwinStillAnswers();
    void manyPayloads();

private:
    const schema::Store m_store;
};

void TestReferences::inDocumentOrder()
{
    const Profile profile(profileOf({
        wifi(identity, {root1, root2}),
        certificate(u"com.apple.security.scep"_s, identity),
        certificate(u"com.apple.security.root"_s, root1),
        certificate(u"com.apple.security.root"_s, root2),
    }));
    const auto found = findReferences(profile, m_store);
    QCOMPARE(found.size(), std::size_t{3});
    // The anchors stand in front of the identity in this document.
    QCOMPARE(found[0].path.toString(),
             u"PayloadContent[0].EAPClientConfiguration.PayloadCertificateAnchorUUID[0]"_s);
    QCOMPARE(found[0].uuid, root1);
    QCOMPARE(found[0].from, std::size_t{0});
    QCOMPARE(found[0].to, std::optional<std::size_t>(2));
    QVERIFY(found[0].exactCase);
    QVERIFY(found[0].definition->targets.contains(u"com.apple.security.root"_s));
    QCOMPARE(found[1].to, std::optional<std::size_t>(3));
    QCOMPARE(found[2].path.toString(), u"PayloadContent[0].PayloadCertificateUUID"_s);
    QCOMPARE(found[2].to, std::optional<std::size_t>(1));
    QVERIFY(found[2].definition->targets.contains(u"com.apple.security.scep"_s));
}

void TestReferences::dangling()
{
    const auto found = findReferences(Profile(profileOf({wifi(identity, {QString()})})), m_store);
    QCOMPARE(found.size(), std::size_t{2});
    QVERIFY(!found[0].to);
    QCOMPARE(found[0].uuid, QString());
    QVERIFY(!found[1].to);
    QCOMPARE(found[1].uuid, identity);
}

void TestReferences::otherCase()
{
    const auto found = findReferences(Profile(profileOf({certificate(u"com.apple.security.scep"_s, identity),
                                                         wifi(identity.toLower(), {})})),
                                      m_store);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].to, std::optional<std::size_t>(0));
    QVERIFY(!found[0].exactCase);
}

void TestReferences::exactIsPreferred()
{
    const auto found =
        findReferences(Profile(profileOf({certificate(u"com.apple.security.scep"_s, identity),
                                          certificate(u"com.apple.security.scep"_s, identity.toLower()),
                                          wifi(identity.toLower(), {})})),
                       m_store);
    QCOMPARE(found[0].to, std::optional<std::size_t>(1));
    QVERIFY(found[0].exactCase);
}

void TestReferences::arraysOfDictionaries()
{
    const auto found =
        findReferences(Profile(profileOf({
                           Dict{{u"PayloadType"_s, u"com.apple.relay.managed"_s},
                                {u"Relays"_s, Array{Dict{{u"PayloadCertificateUUID"_s, identity}}, 1,
                                                    Dict{{u"PayloadCertificateUUID"_s, root1}}}}},
                           Dict{{u"PayloadType"_s, u"com.apple.vpn.managed"_s},
                                {u"IKEv2"_s, Dict{{u"PayloadCertificateUUID"_s, identity}}}},
                       })),
                       m_store);
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[1].path.toString(), u"PayloadContent[0].Relays[2].PayloadCertificateUUID"_s);
    QCOMPARE(found[2].path.toString(), u"PayloadContent[1].IKEv2.PayloadCertificateUUID"_s);
    QCOMPARE(found[2].from, std::size_t{1});
}

void TestReferences::wrongTypesAreNoReferences()
{
    const Value root = profileOf({
        wifi(QByteArray("x"), {1, Dict{}, Array{identity}}),
        Dict{{u"PayloadType"_s, u"com.apple.wifi.managed"_s}, {u"EAPClientConfiguration"_s, u"x"_s}},
        Dict{{u"PayloadType"_s, u"com.apple.vpn.managed"_s}, {u"IKEv2"_s, Array{identity}}},
        Dict{{u"PayloadType"_s, 4}, {u"PayloadCertificateUUID"_s, identity}},
    });
    QVERIFY(findReferences(Profile(root), m_store).empty());
}

void TestReferences::unknownPayloadsHaveNone()
{
    const Value root =
        profileOf({Dict{{u"PayloadType"_s, u"org.example.app"_s}, {u"PayloadCertificateUUID"_s, identity}}});
    QVERIFY(findReferences(Profile(root), m_store).empty());
}

void TestReferences::valuesThatOnlyLookLikeReferences()
{
    const Value root = profileOf({
        Dict{{u"PayloadType"_s, u"com.apple.education"_s}, {u"OrganizationUUID"_s, identity}},
        Dict{{u"PayloadType"_s, u"com.apple.mail.managed"_s}, {u"VPNUUID"_s, identity}},
    });
    QVERIFY(findReferences(Profile(root), m_store).empty());
}

void TestReferences::referencesToAPayload()
{
    const Profile profile(profileOf({
        certificate(u"com.apple.security.scep"_s, identity),
        certificate(u"com.apple.security.root"_s, root1),
        wifi(identity, {root1}),
        wifi(identity.toLower(), {root2}),
    }));
    const auto toScep = referencesTo(profile, 0, m_store);
    QCOMPARE(toScep.size(), std::size_t{2});
    QCOMPARE(toScep[0].from, std::size_t{2});
    QCOMPARE(toScep[1].from, std::size_t{3});
    QCOMPARE(referencesTo(profile, 1, m_store).size(), std::size_t{1});
    QVERIFY(referencesTo(profile, 2, m_store).empty());
    QVERIFY(referencesTo(profile, 99, m_store).empty());
}

void TestReferences::aTwinStillAnswers()
{
    const Profile profile(
        profileOf({certificate(u"com.apple.security.scep"_s, identity),
                   certificate(u"com.apple.security.scep"_s, identity), wifi(identity, {})}));
    QVERIFY(referencesTo(profile, 0, m_store).empty());
}

void TestReferences::manyPayloads()
{
    Array payloads;
    for (int i = 0; i < 10'000; ++i) {
        payloads.push_back(certificate(u"com.apple.security.root"_s, QString::number(i)));
        payloads.push_back(wifi(QString::number(9'999 - i), {}));
    }
    const Value root = profileOf(std::move(payloads));
    QElapsedTimer timer;
    timer.start();
    const auto found = findReferences(Profile(root), m_store);
    QCOMPARE(found.size(), std::size_t{10'000});
    QCOMPARE(found[1].to, std::optional<std::size_t>(2 * 9'998));
    QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestReferences)
#include "tst_references.moc"
