// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/schema.h"
#include "core/schema/titles.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <array>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using schema::Key;
using schema::Platform;
using schema::Store;

namespace {

QJsonObject parsed(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

const Key* at(const schema::Payload* payload, std::initializer_list<const char16_t*> path)
{
    const Key* key = nullptr;
    for (const char16_t* name : path) {
        key = key ? key->find(name) : payload->find(name);
        if (!key)
            return nullptr;
    }
    return key;
}

/// What is wrong with `key` and all below it, as text; `where` leads to it.
QStringList faults(const Key& key, const QString& where)
{
    static const QStringList known = {u"string"_s, u"integer"_s, u"real"_s,       u"boolean"_s, u"date"_s,
                                      u"data"_s,   u"array"_s,   u"dictionary"_s, u"any"_s};
    QStringList list;
    if (key.types.isEmpty())
        list += where + u": no type"_s;
    for (const QString& type : key.types) {
        if (!known.contains(type))
            list += where + u": type "_s + type;
    }
    if (!QRegularExpression(key.format).isValid())
        list += where + u": format"_s;
    if (key.minimum && key.maximum && *key.minimum > *key.maximum)
        list += where + u": range"_s;
    QSet<QString> names;
    for (const Key& sub : key.subkeys) {
        const QString below = where + u'/' + sub.name;
        if (names.contains(sub.name))
            list += below + u": twice"_s;
        names.insert(sub.name);
        if (sub.name == "ANY"_L1)
            list += below + u": a label, not a key"_s;
        list += faults(sub, below);
    }
    return list;
}

}  // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private slots:
    void everyFileIsReadable();
    void everyDefinitionIsSound();
    void everyTypeHasATitle();
    void referencesNameKnownPayloads();
    void referencePathsAreDefined();
    void unknownTypes();
    void scepTakesWhatDevicesTake();
    void topLevel();
    void commonKeys();
    void sharedDefinitionsMayHoldThemselves();
    void variantsOfOneTypeAreMerged();
    void openEndedTypes();
    void integersThatAreBooleans();
    void availability();
    void sensitiveKeys_data();
    void sensitiveKeys();
    void threadsShareAStore();
};

void TestSchema::everyFileIsReadable()
{
    const Store store;  // brings the resource in
    int files = 0;
    QSet<QString> types;
    QDirIterator all(u":/schema"_s, {u"*.json"_s}, QDir::Files | QDir::Hidden);
    while (all.hasNext()) {
        const QString path = all.next();
        const QJsonObject json = parsed(path);
        QVERIFY2(!json.isEmpty(), qPrintable(path));
        QVERIFY2(json["source"_L1].toString().contains("apple/device-management"_L1), qPrintable(path));
        QVERIFY2(QDate::fromString(json["date"_L1].toString(), Qt::ISODate).isValid(), qPrintable(path));
        ++files;
        const QString stem = path.section(u'/', -1).chopped(5);
        if (stem == "references"_L1)
            continue;
        const QString type = json["type"_L1].toString();
        QVERIFY2(!types.contains(type), qPrintable(type));
        types.insert(type);
        if (stem == "top-level"_L1 || stem == "common"_L1)
            continue;
        QCOMPARE(type, stem);
        QVERIFY2(store.isKnown(type), qPrintable(type));
    }
    QVERIFY(files > 120);
    QCOMPARE(store.payloadTypes().size(), qsizetype(files - 3));
    QVERIFY(store.isKnown(u".GlobalPreferences"_s));
    QVERIFY(!store.isKnown(u"references"_s));
    QVERIFY(!store.isKnown(u"top-level"_s));
}

void TestSchema::everyDefinitionIsSound()
{
    const Store store;
    for (const QString& type : store.payloadTypes()) {
        const schema::Payload* payload = store.payload(type);
        QVERIFY(payload);
        QCOMPARE(payload->type, type);
        QVERIFY2(!payload->keys.empty() || payload->openEnded, qPrintable(type));
        QSet<QString> names;
        QStringList wrong;
        for (const Key& key : payload->keys) {
            if (names.contains(key.name) || key.name.isEmpty())
                wrong += key.name + u": twice or empty"_s;
            names.insert(key.name);
            if (store.common().find(key.name))
                wrong += key.name + u": belongs to all payloads"_s;
            wrong += faults(key, key.name);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(type + u": "_s + wrong.join(u", "_s)));
    }
}

void TestSchema::everyTypeHasATitle()
{
    const Store store;
    QSet<QString> titles;
    for (const QString& type : store.payloadTypes()) {
        const QString title = store.payload(type)->title;
        QVERIFY2(!title.isEmpty(), qPrintable(type));
        QVERIFY2(!titles.contains(title), qPrintable(title));
        titles.insert(title);
        QCOMPARE(schema::title(type), title);
    }
    QCOMPARE(schema::title(u"com.apple.security.scep"_s), u"SCEP"_s);
    QCOMPARE(schema::title(u"com.example.unheard-of"_s), u"com.example.unheard-of"_s);
    QCOMPARE(schema::untranslatedTitle(u"com.example.unheard-of"_s), QString());
    QCOMPARE(schema::untranslatedTitle(u"zzz"_s), QString());
}

void TestSchema::referencesNameKnownPayloads()
{
    const Store store;
    const QJsonObject json = parsed(u":/schema/references.json"_s);
    QVERIFY(json["references"_L1].toArray().size() > 50);
    for (const auto list : {"references"_L1, "valueReferences"_L1, "ownIdentifiers"_L1}) {
        for (const QJsonValue entry : json[list].toArray()) {
            const QString type = entry["payload"_L1].toString();
            QVERIFY2(store.isKnown(type), qPrintable(type));
            for (const auto* found : {&store.references(type), &store.valueReferences(type)}) {
                for (const schema::Reference& reference : *found) {
                    QCOMPARE(reference.payloadType, type);
                    QVERIFY(!reference.path.isEmpty() && !reference.targets.isEmpty());
                    for (const QString& target : reference.targets)
                        QVERIFY2(store.isKnown(target), qPrintable(target));
                }
            }
        }
    }
    QVERIFY(store.isIdentityType(u"com.apple.security.scep"));
    QVERIFY(store.isIdentityType(u"com.apple.security.acme"));
    QVERIFY(!store.isIdentityType(u"com.apple.security.root"));
    QVERIFY(store.isCertificateType(u"com.apple.security.pem"));
    QVERIFY(!store.isCertificateType(u"com.apple.security.pkcs12"));
    QVERIFY(store.references(u"com.apple.font"_s).empty());

    const auto& wifi = store.references(u"com.apple.wifi.managed"_s);
    QCOMPARE(wifi.size(), std::size_t{2});
    QCOMPARE(wifi[0].path, QStringList{u"PayloadCertificateUUID"_s});
    QCOMPARE(wifi[0].key, u"PayloadUUID"_s);
    QCOMPARE(wifi[1].path,
             (QStringList{u"EAPClientConfiguration"_s, u"PayloadCertificateAnchorUUID"_s, u"[]"_s}));
    QCOMPARE(store.valueReferences(u"com.apple.mail.managed"_s).front().key, u"VPNUUID"_s);
    QCOMPARE(store.ownIdentifierKey(u"com.apple.vpn.managed.applayer"_s), u"VPNUUID"_s);
    QCOMPARE(store.ownIdentifierKey(u"com.apple.wifi.managed"_s), QString());
}

/// A misspelt path would never find anything, silently.
void TestSchema::referencePathsAreDefined()
{
    const Store store;
    for (const QString& type : store.payloadTypes()) {
        for (const auto* list : {&store.references(type), &store.valueReferences(type)}) {
            for (const schema::Reference& reference : *list) {
                const Key* key = store.payload(type)->find(reference.path.first());
                for (qsizetype i = 1; key && i < reference.path.size(); ++i) {
                    if (reference.path[i] == "[]"_L1)
                        key = key->subkeys.empty() ? nullptr : &key->subkeys.front();
                    else
                        key = key->find(reference.path[i]);
                }
                const QString where = type + u' ' + reference.path.join(u'/');
                QVERIFY2(key, qPrintable(where));
                QVERIFY2(key->types.contains(u"string"_s) || key->types.contains(u"any"_s),
                         qPrintable(where));
            }
        }
    }
}

void TestSchema::unknownTypes()
{
    const Store store;
    QVERIFY(!store.isKnown(u"com.example.unheard-of"_s));
    QVERIFY(!store.payload(u"com.example.unheard-of"_s));
    QVERIFY(!store.payload(QString()));
    QVERIFY(!store.payload(u"../schema/common"_s));
    QVERIFY(store.references(u"com.example.unheard-of"_s).empty());
}

void TestSchema::scepTakesWhatDevicesTake()
{
    const Store store;
    const schema::Payload* scep = store.payload(u"com.apple.security.scep"_s);
    for (const char16_t* name : {u"rfc822Name", u"dNSName", u"uniformResourceIdentifier"}) {
        const Key* key = at(scep, {u"PayloadContent", u"SubjectAltName", name});
        QVERIFY(key);
        QCOMPARE(key->types, (QStringList{u"string"_s, u"array"_s}));
        QCOMPARE(key->subkeys.front().types, QStringList{u"string"_s});
    }
    QCOMPARE(at(scep, {u"PayloadContent", u"SubjectAltName", u"ntPrincipalName"})->types,
             QStringList{u"string"_s});
    QCOMPARE(at(scep, {u"PayloadContent", u"Key Type"})->allowed, std::vector<plist::Value>{u"RSA"_s});
    QCOMPARE(at(scep, {u"PayloadContent", u"Keysize"})->allowed,
             (std::vector<plist::Value>{1024, 2048, 4096}));
    QCOMPARE(at(scep, {u"PayloadContent", u"CAFingerprint"})->types, QStringList{u"data"_s});
    QCOMPARE(at(scep, {u"PayloadContent", u"GetCACaps"})->types, QStringList{u"array"_s});
    QVERIFY(at(scep, {u"PayloadContent", u"URL"})->required);
    QVERIFY(!at(scep, {u"PayloadContent", u"KeyUsage"}));

    const Key* subject = at(scep, {u"PayloadContent", u"Subject"});
    const Key& pair = subject->subkeys.front().subkeys.front();
    QCOMPARE(pair.minimumItems, std::optional(2));
    QCOMPARE(pair.maximumItems, std::optional(2));
    QCOMPARE(pair.subkeys.front().types, QStringList{u"string"_s});
}

void TestSchema::topLevel()
{
    const Store store;
    const schema::Payload& top = store.topLevel();
    QCOMPARE(top.type, u"Configuration"_s);
    QVERIFY(!top.find(u"PayloadContent")->required);
    QVERIFY(top.find(u"PayloadUUID")->required);
    QVERIFY(top.find(u"PayloadEnabled"));
    const Key* consent = top.find(u"ConsentText");
    QCOMPARE(consent->find(u"default")->types, QStringList{u"string"_s});
    QCOMPARE(consent->find(u"de")->types, QStringList{u"string"_s});
    const auto removal = top.find(u"PayloadRemovalDisallowed")->availability;
    QCOMPARE(removal.value(int(Platform::Ios)).supervised, std::optional(true));
    QVERIFY(removal.value(int(Platform::Watchos)).never);
    QCOMPARE(top.find(u"DurationUntilRemoval")->types, QStringList{u"real"_s});
    QCOMPARE(top.find(u"TargetDeviceType")->allowed.size(), std::size_t{7});
}

void TestSchema::commonKeys()
{
    const Store store;
    for (const char16_t* name : {u"PayloadType", u"PayloadVersion", u"PayloadIdentifier", u"PayloadUUID"})
        QVERIFY(store.common().find(name) && store.common().find(name)->required);
    QVERIFY(!store.common().find(u"PayloadDisplayName")->required);
}

void TestSchema::sharedDefinitionsMayHoldThemselves()
{
    const Store store;
    const schema::Payload* layout = store.payload(u"com.apple.homescreenlayout"_s);
    const Key* icon = &at(layout, {u"Pages"})->subkeys.front().subkeys.front();
    QCOMPARE(icon->find(u"Type")->allowed.front(), plist::Value(u"Application"_s));
    const Key* inFolder = &icon->find(u"Pages")->subkeys.front().subkeys.front();
    QVERIFY(inFolder->find(u"BundleID"));
    const Key* deeper = &inFolder->find(u"Pages")->subkeys.front().subkeys.front();
    QCOMPARE(deeper->types, QStringList{u"any"_s});
}

void TestSchema::variantsOfOneTypeAreMerged()
{
    const Store store;
    const schema::Payload* mcx = store.payload(u"com.apple.MCX"_s);
    for (const char16_t* name :
         {u"EnableGuestAccount", u"com.apple.EnergySaver.desktop.ACPower", u"timeServer"})
        QVERIFY2(mcx->find(name), qPrintable(QString::fromUtf16(name)));
    QVERIFY(at(mcx, {u"com.apple.EnergySaver.portable.BatteryPower", u"Display Sleep Timer"}));

    // What only Kerberos needs is not asked of every single sign-on extension.
    const schema::Payload* sso = store.payload(u"com.apple.extensiblesso"_s);
    for (const Key& key : at(sso, {u"ExtensionData"})->subkeys)
        QVERIFY2(!key.required, qPrintable(key.name));
    QVERIFY(at(sso, {u"ExtensionData", u"certificateUUID"}));
    QVERIFY(at(sso, {u"ExtensionData", u"somethingElse"}));
    QVERIFY(at(sso, {u"PlatformSSO"}));

    // The body of a per-app VPN is that of a VPN.
    QVERIFY(at(store.payload(u"com.apple.vpn.managed.applayer"_s), {u"IKEv2", u"RemoteAddress"}));
    QVERIFY(at(store.payload(u"com.apple.vpn.managed"_s), {u"VPN", u"RemoteAddress"}));
    const Key* eap = at(store.payload(u"com.apple.firstethernet.managed"_s), {u"EAPClientConfiguration"});
    QVERIFY(eap && eap->find(u"AcceptEAPTypes"));
}

void TestSchema::openEndedTypes()
{
    const Store store;
    QVERIFY(store.payload(u"com.apple.dock"_s)->openEnded);
    QVERIFY(store.payload(u"com.apple.globalethernet.managed"_s)->openEnded);
    QVERIFY(!store.payload(u"com.apple.security.scep"_s)->openEnded);
    QVERIFY(!store.payload(u"com.apple.wifi.managed"_s)->openEnded);
    QVERIFY(!store.payload(u"com.apple.applicationaccess"_s)->openEnded);
}

void TestSchema::integersThatAreBooleans()
{
    const Store store;
    const schema::Payload* vpn = store.payload(u"com.apple.vpn.managed"_s);
    const Key* key = at(vpn, {u"IKEv2", u"OnDemandEnabled"});
    QCOMPARE(key->types, (QStringList{u"integer"_s, u"boolean"_s}));
    QCOMPARE(key->minimum, std::optional(0.0));
    QCOMPARE(key->maximum, std::optional(1.0));
    const Key* action = at(store.payload(u"com.apple.security.smartcard"_s), {u"tokenRemovalAction"});
    QCOMPARE(action->types, QStringList{u"integer"_s});
    const Key* services =
        at(store.payload(u"com.apple.TCC.configuration-profile-policy"_s), {u"Services", u"Camera"});
    QVERIFY(!services->subkeys.front().find(u"Allowed")->required);
    QVERIFY(services->subkeys.front().find(u"Identifier")->required);
}

void TestSchema::availability()
{
    const Store store;
    const auto scep = store.payload(u"com.apple.security.scep"_s)->availability;
    QCOMPARE(scep.size(), 5);
    QCOMPARE(scep.value(int(Platform::Ios)).introduced, QVersionNumber(4));
    QCOMPARE(scep.value(int(Platform::Ios)).multiple, std::optional(true));
    const auto tcc = store.payload(u"com.apple.TCC.configuration-profile-policy"_s)->availability;
    QVERIFY(tcc.value(int(Platform::Ios)).never);
    QCOMPARE(tcc.value(int(Platform::Macos)).manualInstall, std::optional(false));
    QCOMPARE(tcc.value(int(Platform::Macos)).userChannel, std::optional(false));
    const auto dashboard = store.payload(u"com.apple.dashboard"_s)->availability.value(int(Platform::Macos));
    QCOMPARE(dashboard.removed, QVersionNumber(10, 15));
    const Key* siri = at(store.payload(u"com.apple.applicationaccess"_s), {u"allowAssistant"});
    QCOMPARE(siri->availability.value(int(Platform::Ios)).deprecated, QVersionNumber(26, 4));
}

void TestSchema::sensitiveKeys_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("path");
    QTest::addColumn<bool>("sensitive");
    const auto row = [](const char* type, const QStringList& path, bool sensitive) {
        QTest::addRow("%s %s", type, qPrintable(path.join(u'/')))
            << QString::fromLatin1(type) << path << sensitive;
    };
    row("com.apple.security.scep", {u"PayloadContent"_s, u"Challenge"_s}, true);
    row("com.apple.security.scep", {u"PayloadContent"_s, u"Name"_s}, false);
    row("com.apple.security.pkcs12", {u"Password"_s}, true);
    row("com.apple.wifi.managed", {u"Password"_s}, true);
    row("com.apple.wifi.managed", {u"EAPClientConfiguration"_s, u"UserPassword"_s}, true);
    row("com.apple.wifi.managed", {u"EAPClientConfiguration"_s, u"OneTimeUserPassword"_s}, false);
    row("com.apple.profileRemovalPassword", {u"RemovalPassword"_s}, true);
    row("com.apple.vpn.managed", {u"IPSec"_s, u"SharedSecret"_s}, true);
    row("com.apple.vpn.managed", {u"IPSec"_s, u"XAuthPasswordEncryption"_s}, false);
    row("com.apple.extensiblesso", {u"RegistrationToken"_s}, true);
    row("com.apple.webcontent-filter", {u"URLFilterParameters"_s, u"PIRAuthenticationToken"_s}, true);
    row("com.apple.eas.account", {u"OAuthTokenRequestURL"_s}, false);
}

void TestSchema::sensitiveKeys()
{
    QFETCH(QString, type);
    QFETCH(QStringList, path);
    const Store store;
    const Key* key = store.payload(type)->find(path.first());
    for (const QString& name : path.mid(1))
        key = key ? key->find(name) : nullptr;
    QVERIFY(key);
    QTEST(key->sensitive, "sensitive");
}

void TestSchema::threadsShareAStore()
{
    const Store store;
    const QStringList types = store.payloadTypes();
    std::array<std::size_t, 4> keys{};
    {
        std::vector<std::jthread> threads;
        for (std::size_t& count : keys) {
            threads.emplace_back([&] {
                for (const QString& type : types)
                    count += store.payload(type)->keys.size() + store.references(type).size();
                count += store.topLevel().keys.size() + store.common().keys.size();
            });
        }
    }
    QVERIFY(keys[0] > 1000);
    for (const std::size_t count : keys)
        QCOMPARE(count, keys[0]);
    QCOMPARE(store.payload(types.first()), store.payload(types.first()));
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
