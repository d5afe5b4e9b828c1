// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secrets.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using plist::Array;
using plist::Dict;
using plist::Value;
using profile::Profile;

namespace {

Value profileOf(Array payloads) { return Dict{{u"PayloadContent"_s, std::move(payloads)}}; }

Dict payload(const QString& type, const QString& key, Value value)
{
    return {{u"PayloadType"_s, type}, {key, std::move(value)}};
}

}  // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void inDocumentOrder();
    void enrolmentRequest();
    void isSecretOnlyAtItsPlace();
    void maskTellsNoLength();
    void masksUrls_data();
    void masksUrls();

private:
    const schema::Store m_store;
};

void TestSecrets::finds_data()
{
    QTest::addColumn<Value>("payload");
    QTest::addColumn<QString>("path");  // empty: no secret
    const auto row = [](const char* name, Value value, const char* path) {
        QTest::newRow(name) << std::move(value) << QString::fromLatin1(path);
    };
    const QString scep = u"com.apple.security.scep"_s;
    row("challenge", payload(scep, u"PayloadContent"_s, Dict{{u"Challenge"_s, u"8CE317021F690069"_s}}),
        "PayloadContent.Challenge");
    row("challenge outside its dictionary", payload(scep, u"Challenge"_s, u"8CE3"_s), "Challenge");
    row("challenge as data", payload(scep, u"PayloadContent"_s, Dict{{u"Challenge"_s, QByteArray("8CE3")}}),
        "PayloadContent.Challenge");
    row("empty challenge", payload(scep, u"PayloadContent"_s, Dict{{u"Challenge"_s, QString()}}), "");
    row("token", payload(scep, u"PayloadContent"_s, Dict{{u"Challenge"_s, u"{{challenge}}"_s}}), "");
    row("token with blanks", payload(scep, u"PayloadContent"_s, Dict{{u"Challenge"_s, u" ${CHALLENGE} "_s}}),
        "");
    row("token and more", payload(scep, u"PayloadContent"_s, Dict{{u"Challenge"_s, u"abc{{challenge}}"_s}}),
        "PayloadContent.Challenge");
    row("wrong type", payload(scep, u"PayloadContent"_s, Dict{{u"Challenge"_s, true}}), "");
    row("challenge as a number", payload(scep, u"PayloadContent"_s, Dict{{u"Challenge"_s, 12345678}}),
        "PayloadContent.Challenge");
    row("password as a number",
        payload(u"com.apple.mail.managed"_s, u"IncomingPassword"_s, Value(std::int64_t{12345678})),
        "IncomingPassword");
    row("password as a real", payload(u"com.apple.mail.managed"_s, u"IncomingPassword"_s, Value(1.5)),
        "IncomingPassword");
    row("password in a list", payload(u"com.apple.mail.managed"_s, u"IncomingPassword"_s, Array{u"x"_s}),
        "IncomingPassword[0]");
    row("pkcs12", payload(u"com.apple.security.pkcs12"_s, u"Password"_s, u"secret"_s), "Password");
    row("wifi", payload(u"com.apple.wifi.managed"_s, u"Password"_s, u"secret"_s), "Password");
    row("eap",
        payload(u"com.apple.wifi.managed"_s, u"EAPClientConfiguration"_s, Dict{{u"UserPassword"_s, u"x"_s}}),
        "EAPClientConfiguration.UserPassword");
    row("shared secret as data",
        payload(u"com.apple.vpn.managed"_s, u"IPSec"_s, Dict{{u"SharedSecret"_s, QByteArray("x")}}),
        "IPSec.SharedSecret");
    row("broken data",
        payload(u"com.apple.vpn.managed"_s, u"IPSec"_s,
                Dict{{u"SharedSecret"_s, plist::Raw{plist::Type::Data, u"not base64!"_s}}}),
        "IPSec.SharedSecret");
    row("per-app VPN",
        payload(u"com.apple.vpn.managed.applayer"_s, u"IKEv2"_s, Dict{{u"SharedSecret"_s, u"x"_s}}),
        "IKEv2.SharedSecret");
    row("in an array",
        payload(u"com.apple.cellular"_s, u"APNs"_s, Array{Dict{}, Dict{{u"Password"_s, u"x"_s}}}),
        "APNs[1].Password");
    row("not a secret though it sounds like one",
        payload(u"com.apple.vpn.managed"_s, u"IPSec"_s, Dict{{u"XAuthPasswordEncryption"_s, u"Prompt"_s}}),
        "");
    row("description of a rule",
        payload(u"com.apple.mobiledevice.passwordpolicy"_s, u"customRegex"_s,
                Dict{{u"passwordContentRegex"_s, u"x"_s}}),
        "");
    row("unknown payload", payload(u"org.example.app"_s, u"ServerPassword"_s, u"x"_s), "ServerPassword");
    row("unknown payload, nested",
        payload(u"org.example.app"_s, u"Servers"_s,
                Array{Dict{{u"api"_s, Dict{{u"clientSecret"_s, u"x"_s}}}}}),
        "Servers[0].api.clientSecret");
    row("unknown payload, boolean", payload(u"org.example.app"_s, u"AskForPassword"_s, true), "");
    row("managed preferences",
        payload(u"com.apple.ManagedClient.preferences"_s, u"PayloadContent"_s,
                Dict{{u"org.example.app"_s,
                      Dict{{u"Forced"_s, Array{Dict{{u"mcx_preference_settings"_s,
                                                     Dict{{u"licenseToken"_s, u"x"_s}}}}}}}}}),
        "PayloadContent.\"org.example.app\".Forced[0].mcx_preference_settings.licenseToken");
    row("mdm enrolment is none", payload(u"com.apple.mdm"_s, u"Topic"_s, u"com.apple.mgmt.x"_s), "");
}

void TestSecrets::finds()
{
    QFETCH(Value, payload);
    QFETCH(QString, path);
    const Value root = profileOf({payload});
    const Profile profile(root);
    const auto found = profile::findSecrets(profile, m_store);
    if (path.isEmpty()) {
        QVERIFY2(found.empty(), found.empty() ? "" : qPrintable(found[0].path.toString()));
        return;
    }
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].path.toString(), u"PayloadContent[0]."_s + path);
    const bool isItem = std::holds_alternative<std::size_t>(*std::prev(found[0].path.end()));
    QCOMPARE(found[0].key, isItem ? found[0].path.parent().lastKey() : found[0].path.lastKey());
    QCOMPARE(found[0].payloadTitle, profile::payloadTitle(profile.payloads()[0].type));
    QVERIFY(profile::isSecret(profile, found[0].path, m_store));
}

void TestSecrets::masksUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");  // # stands for the mask
    const auto row = [](const char* text, const char* shown) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(shown);
    };
    row("https://user:pw@host/x?challenge=abc&id=7", "https://user:#@host/x?challenge=#&id=7");
    row("see \"ldap://u:p:w@host\" there", "see \"ldap://u:#@host\" there");
    row("http://u:a@b@host/", "http://u:#@host/");
    row("https://user@host:8080/a@b:c", "https://user@host:8080/a@b:c");
    row("https://host/?access_token=abc#x", "https://host/?access_token=#~x");
    row("https://host/x#api-key=abc", "https://host/x~api-key=#");
    row("https://host/?%70assword=abc", "https://host/?%70assword=#");
    row("https://host/?PW=a&PW=b", "https://host/?PW=#&PW=#");
    row("https://host/?challenge={{challenge}}", "https://host/?challenge={{challenge}}");
    row("https://host/?operation=GetCACert&monkey=x", "https://host/?operation=GetCACert&monkey=x");
    row("a = b: c@d", "a = b: c@d");
}

void TestSecrets::masksUrls()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(profile::withoutUrlSecrets(text), shown.replace(u'#', profile::masked()).replace(u'~', u'#'));
}

void TestSecrets::inDocumentOrder()
{
    const Profile profile(profileOf({
        payload(u"com.apple.security.pkcs12"_s, u"Password"_s, u"1"_s),
        payload(u"com.apple.font"_s, u"Name"_s, u"Sans"_s),
        Dict{{u"PayloadType"_s, u"com.apple.wifi.managed"_s},
             {u"ProxyPassword"_s, u"2"_s},
             {u"Password"_s, u"3"_s}},
    }));
    const auto found = profile::findSecrets(profile, m_store);
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[0].path.toString(), u"PayloadContent[0].Password"_s);
    QCOMPARE(found[1].path.toString(), u"PayloadContent[2].ProxyPassword"_s);
    QCOMPARE(found[2].path.toString(), u"PayloadContent[2].Password"_s);
    QCOMPARE(found[2].payloadTitle, u"Wi-Fi"_s);
}

void TestSecrets::enrolmentRequest()
{
    const Profile profile(Dict{{u"PayloadType"_s, u"Profile Service"_s},
                               {u"PayloadContent"_s, Dict{{u"Challenge"_s, u"8CE3"_s}}}});
    const auto found = profile::findSecrets(profile, m_store);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].path.toString(), u"PayloadContent.Challenge"_s);
    QCOMPARE(found[0].payloadTitle, u"General"_s);
    QVERIFY(profile::isSecret(profile, found[0].path, m_store));
}

void TestSecrets::isSecretOnlyAtItsPlace()
{
    const Profile profile(profileOf({Dict{
        {u"PayloadType"_s, u"com.apple.security.scep"_s},
        {u"PayloadContent"_s, Dict{{u"Challenge"_s, u"8CE3"_s}, {u"URL"_s, u"http://ca.example"_s}}}}}));
    const auto isSecret = [&](const char16_t* text) {
        return profile::isSecret(profile, *plist::Path::fromString(QString::fromUtf16(text)), m_store);
    };
    QVERIFY(isSecret(u"PayloadContent[0].PayloadContent.Challenge"));
    QVERIFY(!isSecret(u"PayloadContent[0].PayloadContent.URL"));
    QVERIFY(!isSecret(u"PayloadContent[0].PayloadContent"));
    QVERIFY(!isSecret(u"PayloadContent[0]"));
    QVERIFY(!isSecret(u""));
    QVERIFY(!isSecret(u"PayloadContent[0].PayloadContent.Password"));
    QVERIFY(!isSecret(u"PayloadContent[1].PayloadContent.Challenge"));
    QVERIFY(!isSecret(u"PayloadContent[0][0]"));
    QVERIFY(!isSecret(u"[3]"));
}

void TestSecrets::maskTellsNoLength()
{
    QVERIFY(profile::masked().size() >= 4);
    QVERIFY(!profile::masked().contains(QChar(u'8')));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
