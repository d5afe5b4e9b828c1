// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/definition.h"
#include "core/profile/profile.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using plist::Array;
using plist::Dict;
using plist::Value;
using profile::Profile;

class TestProfile : public QObject
{
    Q_OBJECT

private slots:
    void readsPayloads();
    void isProfile_data();
    void isProfile();
    void toleratesWrongTypes_data();
    void toleratesWrongTypes();
    void keepsItsValueAlive();
    void enrolmentRequest();
    void encrypted();
    void titles();
    void manyPayloads();
    void expectedType_data();
    void expectedType();
};

void TestProfile::readsPayloads()
{
    const Value root =
        Dict{{u"PayloadDisplayName"_s, u"Office"_s},
             {u"PayloadIdentifier"_s, u"com.example.office"_s},
             {u"PayloadUUID"_s, u"11111111-1111-1111-1111-111111111111"_s},
             {u"PayloadContent"_s, Array{
                                       Dict{{u"PayloadType"_s, u"com.apple.font"_s}, {u"Name"_s, u"Sans"_s}},
                                       u"not a payload"_s,
                                       Dict{{u"PayloadType"_s, u"com.apple.security.scep"_s},
                                            {u"PayloadIdentifier"_s, u"com.example.office.scep"_s},
                                            {u"PayloadUUID"_s, u"22222222-2222-2222-2222-222222222222"_s},
                                            {u"PayloadDisplayName"_s, u"Identity"_s},
                                            {u"PayloadContent"_s, Dict{{u"URL"_s, u"http://ca.example"_s}}}},
                                   }}};
    const Profile profile(root);
    QVERIFY(profile.isProfile());
    QCOMPARE(profile.displayName(), u"Office"_s);
    QCOMPARE(profile.identifier(), u"com.example.office"_s);
    QCOMPARE(profile.uuid(), u"11111111-1111-1111-1111-111111111111"_s);
    QCOMPARE(profile.payloads().size(), std::size_t{2});

    const auto& font = profile.payloads()[0];
    QCOMPARE(font.index, std::size_t{0});
    QCOMPARE(font.type, u"com.apple.font"_s);
    QCOMPARE(font.uuid, QString());
    QCOMPARE(font.string(u"Name"), u"Sans"_s);
    QVERIFY(!font.content());

    const auto& scep = profile.payloads()[1];
    QCOMPARE(scep.index, std::size_t{2});
    QCOMPARE(scep.path.toString(), u"PayloadContent[2]"_s);
    QCOMPARE(scep.identifier, u"com.example.office.scep"_s);
    QCOMPARE(scep.displayName, u"Identity"_s);
    QVERIFY(scep.content());
    QCOMPARE(*scep.content()->get<QString>(u"URL"), u"http://ca.example"_s);
    QCOMPARE(Value(*scep.dict), *root.at(scep.path));
}

void TestProfile::isProfile_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("isProfile");
    QTest::newRow("type") << u"PayloadType"_s << true;
    QTest::newRow("content") << u"PayloadContent"_s << true;
    QTest::newRow("identifier, lower case") << u"payloadidentifier"_s << true;
    QTest::newRow("uuid, another case") << u"PayloadUuid"_s << true;
    QTest::newRow("bundle") << u"CFBundleIdentifier"_s << false;
    QTest::newRow("version alone") << u"PayloadVersion"_s << false;
}

void TestProfile::isProfile()
{
    QFETCH(QString, key);
    QTEST(Profile(Dict{{key, u"x"_s}}).isProfile(), "isProfile");
}

void TestProfile::toleratesWrongTypes_data()
{
    QTest::addColumn<Value>("root");
    QTest::newRow("string") << Value(u"text"_s);
    QTest::newRow("array") << Value(Array{1, 2});
    QTest::newRow("number") << Value(7);
    QTest::newRow("empty") << Value();
    QTest::newRow("everything wrong") << Value(Dict{{u"PayloadType"_s, 1},
                                                    {u"PayloadIdentifier"_s, Array{}},
                                                    {u"PayloadUUID"_s, Dict{}},
                                                    {u"PayloadDisplayName"_s, true},
                                                    {u"PayloadContent"_s, u"x"_s}});
    QTest::newRow("odd payloads") << Value(Dict{{u"PayloadContent"_s, Array{1, Array{}, QByteArray("x")}}});
    QTest::newRow("raw") << Value(Dict{{u"PayloadUUID"_s, plist::Raw{plist::Type::Integer, u"{{uuid}}"_s}}});
}

void TestProfile::toleratesWrongTypes()
{
    QFETCH(Value, root);
    const Profile profile(root);
    QVERIFY(profile.payloads().empty());
    QVERIFY(profile.displayName().isEmpty());
    QVERIFY(profile.identifier().isEmpty());
    QVERIFY(profile.uuid().isEmpty());
    QVERIFY(!profile.isEnrolmentRequest());
    QVERIFY(!profile.isEncrypted());

    const Profile around(
        Dict{{u"PayloadContent"_s, Array{Dict{{u"PayloadType"_s, root}, {u"PayloadUUID"_s, 1}}}}});
    QCOMPARE(around.payloads().size(), std::size_t{1});
    QVERIFY(around.payloads()[0].uuid.isEmpty());
}

void TestProfile::keepsItsValueAlive()
{
    auto root = std::make_unique<Value>(
        Dict{{u"PayloadContent"_s, Array{Dict{{u"PayloadType"_s, u"com.apple.font"_s}}}}});
    const Profile profile(*root);
    const Profile copy = profile;
    root.reset();
    QCOMPARE(*copy.payloads()[0].dict->get<QString>(u"PayloadType"), u"com.apple.font"_s);
    QCOMPARE(copy.dict().size(), std::size_t{1});
}

void TestProfile::enrolmentRequest()
{
    const Profile profile(Dict{{u"PayloadType"_s, u"Profile Service"_s},
                               {u"PayloadContent"_s, Dict{{u"URL"_s, u"https://mdm.example"_s}}}});
    QVERIFY(profile.isProfile());
    QVERIFY(profile.isEnrolmentRequest());
    QVERIFY(profile.payloads().empty());
}

void TestProfile::encrypted()
{
    QVERIFY(
        Profile(Dict{{u"EncryptedPayloadContent"_s, QByteArray("x")}, {u"PayloadType"_s, u"Configuration"_s}})
            .isEncrypted());
    QVERIFY(!Profile(Dict{{u"EncryptedPayloadContent"_s, QByteArray("x")}, {u"PayloadContent"_s, Array{}}})
                 .isEncrypted());
}

void TestProfile::titles()
{
    QCOMPARE(profile::payloadTitle(u"com.apple.security.scep"_s), u"SCEP"_s);
    QCOMPARE(profile::payloadTitle(u"com.apple.security.root"_s), u"Root certificate"_s);
    QCOMPARE(profile::payloadTitle(u"com.apple.wifi.managed"_s), u"Wi-Fi"_s);
    QCOMPARE(profile::payloadTitle(u"Configuration"_s), u"General"_s);
    QCOMPARE(profile::payloadTitle(u"org.example.app"_s), u"org.example.app"_s);
    QCOMPARE(profile::payloadTitle(QString()), QString());
}

/// A view is made at every keystroke; this fails when making one becomes quadratic.
void TestProfile::manyPayloads()
{
    Array content;
    for (int i = 0; i < 20'000; ++i) {
        content.push_back(Dict{{u"PayloadType"_s, u"com.apple.font"_s},
                               {u"PayloadUUID"_s, QString::number(i)},
                               {u"PayloadIdentifier"_s, QString::number(i)}});
    }
    const Value root = Dict{{u"PayloadContent"_s, std::move(content)}};
    QElapsedTimer timer;
    timer.start();
    const Profile profile(root);
    QCOMPARE(profile.payloads().size(), std::size_t{20'000});
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
}

void TestProfile::expectedType_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("type");
    const auto row = [](const char* path, plist::Type type) {
        QTest::newRow(path) << QString::fromLatin1(path) << static_cast<int>(type);
    };
    using plist::Type;
    row("PayloadContent[0].PayloadContent.URL", Type::String);
    row("PayloadContent[0].PayloadContent.Retries", Type::Integer);
    row("PayloadContent[0].PayloadContent.Keysize", Type::String);  // that is what is there
    row("PayloadContent[0].PayloadContent.\"Key Usage\"", Type::Integer);
    row("PayloadContent[0].PayloadContent.RetryDelay", Type::Integer);  // a token in an integer element
    row("PayloadContent[0].PayloadContent.CAFingerprint", Type::Data);
    row("PayloadContent[0].PayloadContent.Subject", Type::Array);
    row("PayloadContent[0].PayloadContent.Subject[0]", Type::Array);
    row("PayloadContent[0].PayloadContent.Subject[0][0][1]", Type::String);
    row("PayloadContent[0].PayloadContent.SubjectAltName", Type::Dict);
    row("PayloadContent[0].PayloadContent.SubjectAltName.dNSName", Type::String);
    row("PayloadContent[0].PayloadContent.SubjectAltName.dNSName[0]", Type::String);
    row("PayloadContent[0].PayloadContent.KeyIsExtractable", Type::Bool);
    row("PayloadContent[0].PayloadVersion", Type::Integer);
    row("PayloadContent[0].Unheard.Of", Type::String);
    row("PayloadContent[0]", Type::Dict);
    row("PayloadContent[1].Whatever", Type::String);
    row("PayloadContent[7].Whatever", Type::String);
    row("PayloadRemovalDisallowed", Type::Bool);
    row("RemovalDate", Type::Date);
    row("DurationUntilRemoval", Type::Real);
    row("ConsentText.de", Type::String);
    row("PayloadContent", Type::Array);
    row("Unheard", Type::String);
    row("", Type::Dict);
}

void TestProfile::expectedType()
{
    QFETCH(QString, path);
    const schema::Store store;
    const Value root =
        Dict{{u"PayloadContent"_s,
              Array{Dict{{u"PayloadType"_s, u"com.apple.security.scep"_s},
                         {u"PayloadContent"_s,
                          Dict{{u"Keysize"_s, u"2048"_s},
                               {u"RetryDelay"_s, plist::Raw{plist::Type::Integer, u"{{delay}}"_s}}}}},
                    Dict{{u"PayloadType"_s, u"org.example.unheard"_s}}}}};
    const auto parsed = plist::Path::fromString(path);
    QVERIFY(parsed);
    QTEST(static_cast<int>(profile::expectedType(Profile(root), *parsed, store)), "type");
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
