// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/create.h"
#include "core/profile/references.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using plist::Array;
using plist::Dict;
using plist::Value;
using profile::Defaults;
using profile::Profile;

namespace {

/// 00000000-0000-0000-0000-000000000001 and so on.
profile::UuidSource counter()
{
    return [number = 0]() mutable {
        return u"00000000-0000-0000-0000-%1"_s.arg(++number, 12, 10, QChar(u'0'));
    };
}

Defaults defaults()
{
    Defaults defaults;
    defaults.uuid = counter();
    return defaults;
}

QStringList keys(const Dict& dict)
{
    QStringList keys;
    for (const auto& [key, value] : dict)
        keys += key;
    return keys;
}

Value created(const QString& name)
{
    const auto root = profile::create(name, defaults());
    return root ? *root : Value(u"no such template"_s);
}

}  // namespace

class TestCreate : public QObject
{
    Q_OBJECT

private slots:
    void uuidsAreUpperCase();
    void everyTemplateIsSound_data();
    void everyTemplateIsSound();
    void unknownTemplate();
    void scep();
    void ndes();
    void root();
    void wifi();
    void empty();
    void organisation();
    void identifiersAreNumbered();
    void identifierWithoutProfile();
    void kinds_data();
    void kinds();
    void certificatePayload();
    void appends_data();
    void appends();
    void duplicateRewritesReferencesAmongCopies();
    void duplicateMakesNewVpnIdentifiers();
    void duplicateLeavesOddPayloadsAlone();
    void duplicateProfile();
    void duplicateProfileKeepsWhatIsNoPayload();

private:
    const schema::Store m_store;
};

void TestCreate::uuidsAreUpperCase()
{
    static const QRegularExpression form(u"^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$"_s);
    const QString uuid = profile::newUuid();
    QVERIFY2(form.match(uuid).hasMatch(), qPrintable(uuid));
    QVERIFY(uuid != profile::newUuid());
}

void TestCreate::everyTemplateIsSound_data()
{
    QTest::addColumn<QString>("name");
    for (const auto* name : {"scep", "ndes-scep", "root", "wifi-eap-tls", "empty"})
        QTest::newRow(name) << QString::fromLatin1(name);
    QCOMPARE(profile::templates().size(), std::size_t{5});
}

void TestCreate::everyTemplateIsSound()
{
    QFETCH(QString, name);
    const auto all = profile::templates();
    const auto kind =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
    QVERIFY(kind != all.end());
    QVERIFY(!kind->title.isEmpty() && !kind->description.isEmpty() && !kind->description.endsWith(u'.'));

    const Value root = created(name);
    const Profile profile(root);
    QVERIFY(profile.isProfile());
    QCOMPARE(profile.identifier(), u"com.example."_s + name);
    QCOMPARE(profile.displayName(), kind->title);
    QCOMPARE(*profile.dict().get<QString>(u"PayloadType"), u"Configuration"_s);
    QCOMPARE(*profile.dict().get<std::int64_t>(u"PayloadVersion"), std::int64_t{1});
    QVERIFY(profile.dict().get<Array>(u"PayloadContent"));
    QVERIFY(!profile.dict().contains(u"PayloadOrganization"));

    QSet<QString> uuids = {profile.uuid()};
    QSet<QString> identifiers = {profile.identifier()};
    for (const auto& payload : profile.payloads()) {
        QVERIFY(m_store.isKnown(payload.type));
        QCOMPARE(*payload.dict->get<std::int64_t>(u"PayloadVersion"), std::int64_t{1});
        QVERIFY(payload.identifier.startsWith(profile.identifier() + u'.'));
        QVERIFY(!payload.displayName.isEmpty());
        uuids.insert(payload.uuid);
        identifiers.insert(payload.identifier);
        for (const QString& key : keys(*payload.dict))
            QVERIFY2(m_store.payload(payload.type)->find(key) || m_store.common().find(key), qPrintable(key));
    }
    QCOMPARE(uuids.size(), qsizetype(profile.payloads().size()) + 1);
    QCOMPARE(identifiers.size(), uuids.size());
    for (const auto& reference : profile::findReferences(profile, m_store))
        QVERIFY(reference.to && reference.exactCase);
}

void TestCreate::unknownTemplate()
{
    const auto root = profile::create(u"exchange"_s, defaults());
    QVERIFY(!root);
    QCOMPARE(root.error().code, base::Error::Code::NotFound);
    QVERIFY(root.error().hint.contains(u"ndes-scep"_s));
}

void TestCreate::scep()
{
    const Profile profile(created(u"scep"_s));
    QCOMPARE(profile.payloads().size(), std::size_t{1});
    const auto& scep = profile.payloads()[0];
    QCOMPARE(keys(*scep.dict),
             (QStringList{u"PayloadContent"_s, u"PayloadDisplayName"_s, u"PayloadIdentifier"_s,
                          u"PayloadType"_s, u"PayloadUUID"_s, u"PayloadVersion"_s}));
    // Nothing is invented: the address is the administrator's to fill in.
    QCOMPARE(Value(*scep.content()),
             Value(Dict{{u"Key Type"_s, u"RSA"_s}, {u"Key Usage"_s, 5}, {u"Keysize"_s, 2048}}));
    QCOMPARE(scep.identifier, u"com.example.scep.scep"_s);
}

void TestCreate::ndes()
{
    const Profile profile(created(u"ndes-scep"_s));
    QCOMPARE(profile.payloads().size(), std::size_t{1});
    const Dict* content = profile.payloads()[0].content();
    QCOMPARE(*content->get<QString>(u"URL"), u"http:///certsrv/mscep/mscep.dll"_s);
    QCOMPARE(*content->get<std::int64_t>(u"Key Usage"), std::int64_t{5});
}

void TestCreate::root()
{
    const Profile profile(created(u"root"_s));
    QCOMPARE(profile.payloads().size(), std::size_t{1});
    QCOMPARE(profile.payloads()[0].type, u"com.apple.security.root"_s);
    QVERIFY(!profile.payloads()[0].dict->contains(u"PayloadContent"));
}

void TestCreate::wifi()
{
    const Profile profile(created(u"wifi-eap-tls"_s));
    QCOMPARE(profile.payloads().size(), std::size_t{2});
    const auto& wifi = profile.payloads()[1];
    QCOMPARE(keys(*wifi.dict).mid(0, 3),
             (QStringList{u"EAPClientConfiguration"_s, u"EncryptionType"_s, u"PayloadCertificateUUID"_s}));
    QCOMPARE(wifi.string(u"PayloadCertificateUUID"), profile.payloads()[0].uuid);
    QCOMPARE(*wifi.dict->find(u"EAPClientConfiguration"), Value(Dict{{u"AcceptEAPTypes"_s, Array{13}}}));
}

void TestCreate::empty()
{
    const Profile profile(created(u"empty"_s));
    QVERIFY(profile.payloads().empty());
    QCOMPARE(keys(profile.dict()),
             (QStringList{u"PayloadContent"_s, u"PayloadDisplayName"_s, u"PayloadIdentifier"_s,
                          u"PayloadType"_s, u"PayloadUUID"_s, u"PayloadVersion"_s}));
}

void TestCreate::organisation()
{
    Defaults own = defaults();
    own.identifierPrefix = u"example.fabrikam"_s;
    own.organization = u"Fabrikam"_s;
    const Value root = *profile::create(u"empty"_s, own);
    QCOMPARE(Profile(root).identifier(), u"example.fabrikam.empty"_s);
    QCOMPARE(*root.at({u"PayloadOrganization"_s}), Value(u"Fabrikam"_s));
    QCOMPARE(keys(*root.as<Dict>()).indexOf(u"PayloadOrganization"_s), 3);
}

void TestCreate::identifiersAreNumbered()
{
    Value root = created(u"scep"_s);
    Defaults own = defaults();
    QStringList identifiers;
    for (int i = 0; i < 3; ++i) {
        const Profile profile(root);
        const Value payload = profile::newPayload(u"com.apple.security.scep"_s, profile, own);
        identifiers += *payload.at({u"PayloadIdentifier"_s})->as<QString>();
        const auto edits = profile::appendPayload(profile, payload);
        QCOMPARE(edits.size(), std::size_t{1});
        root = root.with(edits[0].path, *edits[0].value);
    }
    QCOMPARE(identifiers, (QStringList{u"com.example.scep.scep-2"_s, u"com.example.scep.scep-3"_s,
                                       u"com.example.scep.scep-4"_s}));
}

void TestCreate::identifierWithoutProfile()
{
    const Value payload = profile::newPayload(u"com.apple.wifi.managed"_s, Profile(Value()), defaults());
    QCOMPARE(*payload.at({u"PayloadIdentifier"_s}), Value(u"com.example.wifi"_s));
}

void TestCreate::kinds_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("identifier");
    const auto row = [](const char* type, const char* kind) {
        QTest::newRow(type) << QString::fromLatin1(type) << u"com.example."_s + QString::fromLatin1(kind);
    };
    row("com.apple.security.root", "root");
    row("com.apple.security.pkcs12", "pkcs12");
    row("com.apple.wifi.managed", "wifi");
    row("com.apple.eas.account", "eas");
    row("com.apple.vpn.managed.applayer", "applayer");
    row("com.apple.TCC.configuration-profile-policy", "configuration-profile-policy");
    row(".GlobalPreferences", "globalpreferences");
    row("org.example.my app", "myapp");
    row("loginwindow", "loginwindow");
    row("", "payload");
    row("...", "payload");
    row("managed", "managed");
}

void TestCreate::kinds()
{
    QFETCH(QString, type);
    const Value payload = profile::newPayload(type, Profile(Value()), defaults());
    QTEST(*payload.at({u"PayloadIdentifier"_s})->as<QString>(), "identifier");
    QCOMPARE(*payload.at({u"PayloadType"_s}), Value(type));
    QVERIFY(payload.at({u"PayloadUUID"_s}));
}

void TestCreate::certificatePayload()
{
    const Profile profile(created(u"empty"_s));
    const Value payload = profile::newCertificatePayload(
        u"com.apple.security.pkcs1"_s, "DER", u"Issuing CA"_s, u"issuing.cer"_s, profile, defaults());
    QCOMPARE(*payload.at({u"PayloadContent"_s}), Value(QByteArray("DER")));
    QCOMPARE(*payload.at({u"PayloadDisplayName"_s}), Value(u"Issuing CA"_s));
    QCOMPARE(*payload.at({u"PayloadCertificateFileName"_s}), Value(u"issuing.cer"_s));
    QCOMPARE(keys(*payload.as<Dict>()).first(), u"PayloadContent"_s);

    const Value unnamed =
        profile::newCertificatePayload(u"com.apple.security.root"_s, "DER", {}, {}, profile, defaults());
    QCOMPARE(*unnamed.at({u"PayloadDisplayName"_s}), Value(u"Root certificate"_s));
    QVERIFY(!unnamed.at({u"PayloadCertificateFileName"_s}));
}

void TestCreate::appends_data()
{
    QTest::addColumn<Value>("root");
    QTest::addColumn<QString>("path");  // empty: no edit
    const auto row = [](const char* name, Value root, const char* path) {
        QTest::newRow(name) << std::move(root) << QString::fromLatin1(path);
    };
    row("array", Dict{{u"PayloadContent"_s, Array{Dict{}, u"x"_s}}}, "PayloadContent[2]");
    row("missing", Dict{{u"PayloadType"_s, u"Configuration"_s}}, "PayloadContent");
    row("nothing at all", Value(), "");
    row("enrolment request", Dict{{u"PayloadContent"_s, Dict{}}}, "");
    row("text", Dict{{u"PayloadContent"_s, u"x"_s}}, "");
    row("array at the top", Array{1}, "");
    row("another property list", Dict{{u"CFBundleName"_s, u"x"_s}}, "");
}

void TestCreate::appends()
{
    QFETCH(Value, root);
    QFETCH(QString, path);
    const auto edits = profile::appendPayload(Profile(root), Dict{{u"PayloadType"_s, u"new"_s}});
    QCOMPARE(edits.empty(), path.isEmpty());
    if (path.isEmpty())
        return;
    QCOMPARE(edits.size(), std::size_t{1});
    QCOMPARE(edits[0].path.toString(), path);
    const Value changed = root.with(edits[0].path, *edits[0].value);
    QCOMPARE(Profile(changed).payloads().back().type, u"new"_s);
}

void TestCreate::duplicateRewritesReferencesAmongCopies()
{
    const Value root = created(u"wifi-eap-tls"_s);
    const Profile profile(root);
    const QString scepUuid = profile.payloads()[0].uuid;

    const auto both = profile::duplicate(profile, {0, 1}, m_store, counter());
    QCOMPARE(both.size(), std::size_t{2});
    const QString copied = *both[0].at({u"PayloadUUID"_s})->as<QString>();
    QCOMPARE(*both[1].at({u"PayloadCertificateUUID"_s}), Value(copied));
    QCOMPARE(*both[0].at({u"PayloadIdentifier"_s}), Value(u"com.example.wifi-eap-tls.scep-2"_s));
    QCOMPARE(*both[1].at({u"PayloadIdentifier"_s}), Value(u"com.example.wifi-eap-tls.wifi-2"_s));
    QCOMPARE(keys(*both[0].as<Dict>()), keys(*profile.payloads()[0].dict));

    // Alone, the copy goes on using the identity that is there; in any order; twice the same is two copies.
    const auto alone = profile::duplicate(profile, {1}, m_store, counter());
    QCOMPARE(*alone[0].at({u"PayloadCertificateUUID"_s}), Value(scepUuid));
    const auto reversed = profile::duplicate(profile, {1, 0}, m_store, counter());
    QCOMPARE(*reversed[0].at({u"PayloadCertificateUUID"_s}), *reversed[1].at({u"PayloadUUID"_s}));
    const auto twice = profile::duplicate(profile, {0, 0, 99}, m_store, counter());
    QCOMPARE(twice.size(), std::size_t{2});
    QCOMPARE(*twice[1].at({u"PayloadIdentifier"_s}), Value(u"com.example.wifi-eap-tls.scep-3"_s));
}

void TestCreate::duplicateMakesNewVpnIdentifiers()
{
    const Value root =
        Dict{{u"PayloadContent"_s,
              Array{
                  Dict{{u"PayloadType"_s, u"com.apple.mail.managed"_s}, {u"VPNUUID"_s, u"vpn-1"_s}},
                  Dict{{u"PayloadType"_s, u"com.apple.vpn.managed.applayer"_s}, {u"VPNUUID"_s, u"VPN-1"_s}},
                  Dict{{u"PayloadType"_s, u"com.apple.vpn.managed.appmapping"_s},
                       {u"AppLayerVPNMapping"_s,
                        Array{Dict{{u"VPNUUID"_s, u"VPN-1"_s}}, Dict{{u"VPNUUID"_s, u"another"_s}}}}},
              }}};
    const auto copies = profile::duplicate(Profile(root), {0, 1, 2}, m_store, counter());
    const Value fresh = *copies[1].at({u"VPNUUID"_s});
    QVERIFY(fresh != Value(u"VPN-1"_s));
    QCOMPARE(*copies[0].at({u"VPNUUID"_s}), fresh);
    QCOMPARE(*copies[2].at({u"AppLayerVPNMapping"_s, 0U, u"VPNUUID"_s}), fresh);
    QCOMPARE(*copies[2].at({u"AppLayerVPNMapping"_s, 1U, u"VPNUUID"_s}), Value(u"another"_s));
}

void TestCreate::duplicateLeavesOddPayloadsAlone()
{
    const Value odd = Dict{{u"PayloadType"_s, u"com.apple.font"_s}, {u"PayloadUUID"_s, 7}};
    const Value root = Dict{{u"PayloadContent"_s, Array{odd}}};
    const auto copies = profile::duplicate(Profile(root), {0}, m_store, counter());
    QCOMPARE(copies.size(), std::size_t{1});
    QCOMPARE(copies[0], odd);
}

void TestCreate::duplicateProfile()
{
    const Value root = created(u"wifi-eap-tls"_s);
    const Value copy = profile::duplicateProfile(root, m_store, [] { return profile::newUuid(); });
    const Profile before(root);
    const Profile after(copy);
    QCOMPARE(after.identifier(), u"com.example.wifi-eap-tls-copy"_s);
    QCOMPARE(after.payloads().size(), before.payloads().size());
    QVERIFY(after.uuid() != before.uuid());
    for (std::size_t i = 0; i < 2; ++i) {
        QVERIFY(after.payloads()[i].uuid != before.payloads()[i].uuid);
        QVERIFY(after.payloads()[i].identifier.startsWith(u"com.example.wifi-eap-tls-copy."_s));
    }
    const auto references = profile::findReferences(after, m_store);
    QCOMPARE(references.size(), std::size_t{1});
    QCOMPARE(references[0].to, std::optional<std::size_t>(0));
}

void TestCreate::duplicateProfileKeepsWhatIsNoPayload()
{
    const QString uuid = u"11111111-1111-1111-1111-11111111111A"_s;
    const Value root =
        Dict{{u"PayloadUUID"_s, uuid},
             {u"PayloadIdentifier"_s, u"profile."_s + uuid},
             {u"Extra"_s, 1},
             {u"PayloadContent"_s, Array{u"text"_s, Dict{{u"PayloadType"_s, u"com.apple.font"_s},
                                                         {u"PayloadIdentifier"_s, u"elsewhere.font"_s}}}}};
    const Value copy = profile::duplicateProfile(root, m_store, counter());
    const QString fresh = u"00000000-0000-0000-0000-000000000001"_s;
    QCOMPARE(*copy.at({u"PayloadUUID"_s}), Value(fresh));
    QCOMPARE(*copy.at({u"PayloadIdentifier"_s}), Value(u"profile."_s + fresh));
    QCOMPARE(*copy.at({u"Extra"_s}), Value(1));
    QCOMPARE(*copy.at({u"PayloadContent"_s, 0U}), Value(u"text"_s));
    QCOMPARE(*copy.at({u"PayloadContent"_s, 1U, u"PayloadIdentifier"_s}), Value(u"elsewhere.font-copy"_s));

    QCOMPARE(profile::duplicateProfile(Value(3), m_store, counter()), Value(3));
    const Value request = Dict{{u"PayloadContent"_s, Dict{{u"URL"_s, u"x"_s}}}};
    QCOMPARE(profile::duplicateProfile(request, m_store, counter()), request);
}

QTEST_GUILESS_MAIN(TestCreate)
#include "tst_create.moc"
