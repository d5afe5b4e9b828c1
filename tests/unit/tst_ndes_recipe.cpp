// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"
#include "core/ndes/recipe.h"
#include "core/ndes/recipe_scripts.h"
#include "core/ndes/recipe_writers.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QTest>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <map>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using ndes::AccountSid;
using ndes::KeyUse;
using ndes::Recipe;
using ndes::RecipeInput;

namespace {

/// An OpenSSL object that goes by its own function.
template <class T, void (*Free)(T*)>
struct Freeing
{
    void operator()(T* object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509, X509_free>>;
using Request = std::unique_ptr<X509_REQ, Freeing<X509_REQ, X509_REQ_free>>;
using Cms = std::unique_ptr<CMS_ContentInfo, Freeing<CMS_ContentInfo, CMS_ContentInfo_free>>;
using Bio = std::unique_ptr<BIO, Freeing<BIO, BIO_free_all>>;

/// One key for each size: making them takes longer than all the rest.
EVP_PKEY* rsaKey(int bits)
{
    static std::map<int, Key> keys;
    Key& key = keys[bits];
    if (!key)
        key.reset(EVP_RSA_gen(static_cast<unsigned>(bits)));
    return key.get();
}

void addName(X509_NAME* name, const char* field, const QByteArray& value)
{
    X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(value.constData()),
                               static_cast<int>(value.size()), -1, 0);
}

void addExtension(X509* certificate, int nid, const char* value)
{
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

/// The certificate a device makes for the exchange: a UUID for a name, signed with SHA-1.
Certificate temporaryCertificate(EVP_PKEY* key)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 365L * 24 * 60 * 60);
    addName(X509_get_subject_name(certificate.get()), "CN", "6F9619FF-8B86-D011-B42D-00CF4FC964FF");
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    X509_set_pubkey(certificate.get(), key);
    addExtension(certificate.get(), NID_key_usage, "critical,digitalSignature,keyEncipherment");
    X509_sign(certificate.get(), key, EVP_sha1());
    return certificate;
}

Request request(EVP_PKEY* key, const QByteArray& name, const QByteArray& challenge)
{
    Request made(X509_REQ_new());
    X509_REQ_set_version(made.get(), X509_REQ_VERSION_1);
    X509_NAME* subject = X509_REQ_get_subject_name(made.get());
    addName(subject, "CN", name);
    X509_REQ_set_pubkey(made.get(), key);
    X509_REQ_add1_attr_by_NID(made.get(), NID_pkcs9_challengePassword, V_ASN1_PRINTABLESTRING,
                              reinterpret_cast<const unsigned char*>(challenge.constData()),
                              static_cast<int>(challenge.size()));
    STACK_OF(X509_EXTENSION)* extensions = sk_X509_EXTENSION_new_null();
    sk_X509_EXTENSION_push(extensions, X509V3_EXT_conf_nid(nullptr, nullptr, NID_key_usage,
                                                           "critical,digitalSignature,keyEncipherment"));
    X509_REQ_add_extensions(made.get(), extensions);
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
    X509_REQ_sign(made.get(), key, EVP_sha256());
    return made;
}

QByteArray contents(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

/// Reads `bytes`, which must outlive it.
Bio input(const QByteArray& bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

void addAttribute(CMS_SignerInfo* signer, const char* oid, int type, const QByteArray& value)
{
    ASN1_OBJECT* object = OBJ_txt2obj(oid, 1);
    CMS_signed_add1_attr_by_OBJ(signer, object, type, value.constData(), static_cast<int>(value.size()));
    ASN1_OBJECT_free(object);
}

/// The length of a whole PKIOperation as a device builds it, by OpenSSL: BER of indefinite length.
qsizetype measuredMessage(const scep::RequestShape& shape)
{
    EVP_PKEY* const key = rsaKey(shape.keyBits);
    EVP_PKEY* const raKey = rsaKey(shape.raKeyBits);
    Certificate ra = temporaryCertificate(raKey);
    // The name of a usual RA below an enterprise CA.
    X509_NAME* issuer = X509_NAME_new();
    addName(issuer, "DC", "com");
    addName(issuer, "DC", "example");
    addName(issuer, "CN", "Example Issuing CA 01");
    X509_set_issuer_name(ra.get(), issuer);
    X509_NAME_free(issuer);

    unsigned char* der = nullptr;
    const Request csr =
        request(key, QByteArray(shape.nameLength, 'n').left(64), QByteArray(shape.challengeLength, 'A'));
    const int size = i2d_X509_REQ(csr.get(), &der);
    const QByteArray plain(reinterpret_cast<char*>(der), size);
    OPENSSL_free(der);

    STACK_OF(X509)* recipients = sk_X509_new_null();
    sk_X509_push(recipients, ra.get());
    const Bio plainBio = input(plain);
    const Cms envelope(CMS_encrypt(recipients, plainBio.get(), EVP_aes_128_cbc(), CMS_BINARY | CMS_STREAM));
    sk_X509_free(recipients);
    const Bio envelopeOut(BIO_new(BIO_s_mem()));
    i2d_CMS_bio_stream(envelopeOut.get(), envelope.get(), plainBio.get(), CMS_BINARY | CMS_STREAM);

    const Certificate own = temporaryCertificate(key);
    const QByteArray envelopeBytes = contents(envelopeOut.get());
    const Bio enveloped = input(envelopeBytes);
    const Cms message(
        CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP | CMS_STREAM));
    CMS_SignerInfo* signer = CMS_add1_signer(message.get(), own.get(), key, EVP_sha256(), CMS_NOSMIMECAP);
    addAttribute(signer, "2.16.840.1.113733.1.9.2", V_ASN1_PRINTABLESTRING, "19");
    addAttribute(signer, "2.16.840.1.113733.1.9.7", V_ASN1_PRINTABLESTRING, QByteArray(40, 'F'));
    addAttribute(signer, "2.16.840.1.113733.1.9.5", V_ASN1_OCTET_STRING, QByteArray(16, 'n'));
    const Bio out(BIO_new(BIO_s_mem()));
    i2d_CMS_bio_stream(out.get(), message.get(), enveloped.get(), CMS_BINARY | CMS_STREAM);
    return contents(out.get()).size();
}

Recipe recipe(const RecipeInput& input)
{
    auto made = ndes::makeRecipe(input);
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    return *made;
}

const ndes::Setting& setting(const Recipe& made, const QString& id)
{
    for (const ndes::Setting& one : made.settings)
        if (one.id == id)
            return one;
    qFatal("no setting %s", qPrintable(id));
}

QStringList changes(const Recipe& made)
{
    QStringList ids;
    for (const ndes::Setting& one : made.settings)
        if (one.isChange())
            ids << one.id;
    return ids;
}

RecipeInput inputFor(int keyBits, int raKeyBits = 2048)
{
    RecipeInput made;
    made.shape.keyBits = keyBits;
    made.shape.raKeyBits = raKeyBits;
    return made;
}

}  // namespace

/// Templates, sizes, SIDs and the recipe for a server.
class TestNdesRecipe : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void templatesByUse_data()
    {
        QTest::addColumn<int>("payload");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("octet");
        QTest::newRow("sign") << 1 << u"SignatureTemplate"_s << 0x80;
        QTest::newRow("encrypt") << 4 << u"EncryptionTemplate"_s << 0x20;
        QTest::newRow("both") << 5 << u"GeneralPurposeTemplate"_s << 0xA0;
    }
    void templatesByUse()
    {
        QFETCH(int, payload);
        const auto use = KeyUse::fromPayload(payload);
        QVERIFY(use);
        QTEST(ndes::templateValueFor(*use), "value");
        QTEST(ndes::keyUsageOctet(*use), "octet");
    }

    void otherUsesHaveNone()
    {
        for (const int payload : {-1, 0, 2, 3, 6, 7, 8, 0xA0})
            QVERIFY2(!KeyUse::fromPayload(payload), qPrintable(QString::number(payload)));
        QVERIFY(ndes::templateValueFor(KeyUse{}).isEmpty());
    }

    /// The estimate against messages that OpenSSL makes.
    void theEstimateIsMeasured_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("raKey");
        QTest::addColumn<int>("challengeLength");
        QTest::newRow("1024, 2048") << 1024 << 2048 << 16;
        QTest::newRow("2048, 2048") << 2048 << 2048 << 16;
        QTest::newRow("2048, 4096") << 2048 << 4096 << 16;
        QTest::newRow("2048, 3072, 64") << 2048 << 3072 << 64;
        QTest::newRow("2048, 2048, 250") << 2048 << 2048 << 250;
        QTest::newRow("4096, 4096") << 4096 << 4096 << 16;
    }
    void theEstimateIsMeasured()
    {
        QFETCH(int, key);
        QFETCH(int, raKey);
        QFETCH(int, challengeLength);
        const scep::RequestShape shape{key, raKey, challengeLength};
        const auto measured = static_cast<double>(measuredMessage(shape));
        const double estimated = scep::estimateRequest(shape).messageBytes;
        QVERIFY2(std::abs(estimated - measured) < measured / 20,
                 qPrintable(u"estimated %1, measured %2"_s.arg(estimated).arg(measured)));
        QVERIFY(scep::limitFor(scep::estimateRequest(shape).queryLength) > measured * 4 / 3 + 40);
    }

    void theQueryNeedsMoreThanIsQuoted()
    {
        QVERIFY(scep::estimateRequest({.keyBits = 1024}).queryLength > 2048);
        QVERIFY(scep::estimateRequest({.keyBits = 2048}).queryLength > 3072);
        QCOMPARE(setting(recipe(inputFor(2048)), u"max-query-string"_s).value, u"4096"_s);
        QVERIFY(setting(recipe(inputFor(2048)), u"max-query-string"_s).reason.contains(u"3072"));
        QVERIFY(!setting(recipe(inputFor(1024)), u"max-query-string"_s).reason.contains(u"3072"));
        QVERIFY(setting(recipe(inputFor(4096, 4096)), u"max-query-string"_s).value.toInt() > 5400);
    }

    void onlyWhatIsNeededChanges()
    {
        QCOMPARE(changes(recipe(inputFor(2048))), QStringList{u"max-query-string"_s});
        RecipeInput input = inputFor(2048);
        input.templateName = u"WiFi"_s;
        input.devices = 40;
        input.shape.challengeLength = 32;
        input.use = {.digitalSignature = true};
        const Recipe made = recipe(input);
        QCOMPARE(changes(made), (QStringList{u"signature-template"_s, u"password-max"_s, u"password-length"_s,
                                             u"max-query-string"_s}));
        QCOMPARE(setting(made, u"password-max"_s).value, u"40"_s);
        QCOMPARE(setting(made, u"password-length"_s).value, u"16"_s);
        QCOMPARE(setting(made, u"signature-template"_s).value, u"WiFi"_s);
        QCOMPARE(setting(made, u"encryption-template"_s).value, u"IPSECIntermediateOffline"_s);
    }

    /// HTTP.sys lets 16,384 bytes through: only enormous challenges need more.
    void theRegistryOfHttpIsForGiants()
    {
        RecipeInput input = inputFor(4096, 16384);
        QVERIFY(!setting(recipe(input), u"max-request-bytes"_s).isChange());
        input.shape.challengeLength = 4096;
        input.shape.nameLength = 8000;
        const Recipe made = recipe(input);
        QCOMPARE(setting(made, u"max-request-bytes"_s).value, u"65534"_s);
        QVERIFY(ndes::toPowerShell(made).contains(u"restart it when that suits"));
        QVERIFY(ndes::toPowerShell(made).contains(
            u"Remove-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters' -Name "
            u"'MaxFieldLength'"));
        QVERIFY(ndes::toRegistryFile(made).contains(u"\"MaxFieldLength\"=dword:0000fffe"));
        QVERIFY(ndes::toRegistryFile(made).contains(u"; To undo it: \"MaxFieldLength\"=-"));
    }

    void everySettingIsSourced()
    {
        const Recipe made = recipe(inputFor(2048));
        QCOMPARE(made.settings.size(), 12U);
        QCOMPARE(made.notes.size(), 5U);
        for (const ndes::Setting& one : made.settings) {
            QVERIFY2(one.source.startsWith(u"https://"), qPrintable(one.id));
            QVERIFY2(!one.meaning.isEmpty() && !one.key.isEmpty() && !one.defaultValue.isEmpty(),
                     qPrintable(one.id));
        }
        for (const ndes::RecipeNote& one : made.notes)
            QVERIFY2(one.source.startsWith(u"https://") && !one.text.isEmpty(), qPrintable(one.id));
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("raKey");
        QTest::addColumn<int>("challengeLength");
        QTest::addColumn<int>("devices");
        QTest::addColumn<QString>("name");
        QTest::newRow("key") << 3072 << 2048 << 16 << 0 << QString();
        QTest::newRow("RA key") << 2048 << 512 << 16 << 0 << QString();
        QTest::newRow("RA key, odd") << 2048 << 2049 << 16 << 0 << QString();
        QTest::newRow("challenge") << 2048 << 2048 << -1 << 0 << QString();
        QTest::newRow("long challenge") << 2048 << 2048 << 2'000'000'000 << 0 << QString();
        QTest::newRow("devices") << 2048 << 2048 << 16 << -5 << QString();
        QTest::newRow("line end") << 2048 << 2048 << 16 << 0 << u"Wi\nRemove-Item"_s;
        QTest::newRow("separator") << 2048 << 2048 << 16 << 0 << u"Wi\u2028Fi"_s;
        QTest::newRow("blank") << 2048 << 2048 << 16 << 0 << u" WiFi"_s;
        QTest::newRow("long name") << 2048 << 2048 << 16 << 0 << QString(65, u'x');
    }
    void refusesWhatIsNone()
    {
        QFETCH(int, key);
        QFETCH(int, raKey);
        RecipeInput input = inputFor(key, raKey);
        QFETCH(int, challengeLength);
        input.shape.challengeLength = challengeLength;
        QFETCH(int, devices);
        input.devices = devices;
        QFETCH(QString, name);
        input.templateName = name;
        const auto made = ndes::makeRecipe(input);
        QVERIFY(!made);
        QCOMPARE(made.error().code, base::Error::Code::InvalidInput);
        QVERIFY(!made.error().message.contains(u'\n'));
    }

    void quotesForPowerShell()
    {
        QCOMPARE(ndes::quotedForPowerShell(u"a'b"_s), u"'a''b'"_s);
        QCOMPARE(ndes::quotedForPowerShell(u"a$(b)`\"c"_s), u"'a$(b)`\"c'"_s);
        QCOMPARE(ndes::quotedForPowerShell(u"\u2018\u2019\u201A\u201B"_s),
                 u"'\u2018\u2018\u2019\u2019\u201A\u201A\u201B\u201B'"_s);
    }

    void scriptsEscapeTheName()
    {
        RecipeInput input = inputFor(2048);
        input.templateName = u"O'Brien \"x\\y\" $(calc)"_s;
        const Recipe made = recipe(input);
        const QString script = ndes::toPowerShell(made);
        QVERIFY2(
            script.contains(u"-Name 'GeneralPurposeTemplate' -PropertyType String -Value 'O''Brien \"x\\y\" "
                            "$(calc)' -Force"),
            qPrintable(script));
        const QString registry = ndes::toRegistryFile(made);
        QVERIFY2(registry.contains(u"\"GeneralPurposeTemplate\"=\"O'Brien \\\"x\\\\y\\\" $(calc)\"\n"),
                 qPrintable(registry));
    }

    /// Every line of a registry file is one that the Registry Editor knows.
    void registryFilesAreValid()
    {
        RecipeInput input = inputFor(2048);
        input.templateName = u"WiFi"_s;
        input.devices = 40;
        const QByteArray bytes = ndes::encodeRegistryFile(ndes::toRegistryFile(recipe(input)));
        QVERIFY(bytes.startsWith("\xFF\xFE"));
        QStringDecoder decoder(QStringConverter::Utf16LE);
        const QString text = decoder(bytes);
        QVERIFY(text.startsWith(u"Windows Registry Editor Version 5.00\r\n\r\n"));
        QVERIFY(text.endsWith(u"\r\n"));
        QCOMPARE(text.count(u'\n'), text.count(u"\r\n"_s));
        static const QRegularExpression known(
            uR"(^(|;.*|\[HKEY_LOCAL_MACHINE\\[^\]]+\]|"[A-Za-z]+"=(dword:[0-9a-f]{8}|".*"))$)"_s);
        QStringList values;
        const QStringList lines = text.split(u"\r\n"_s).mid(1);
        for (const QString& line : lines) {
            QVERIFY2(known.match(line).hasMatch(), qPrintable(line));
            if (line.startsWith(u'"'))
                values << line;
        }
        QCOMPARE(values, (QStringList{u"\"GeneralPurposeTemplate\"=\"WiFi\""_s,
                                      u"\"PasswordMax\"=dword:00000028"_s}));
        QVERIFY(text.contains(
            u"\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\\MSCEP\\PasswordMax]\r\n"
            "\"PasswordMax\"=dword:00000028\r\n; To undo it: \"PasswordMax\"=dword:00000005\r\n"));
    }

    void scriptsChangeNothingOnTheCa()
    {
        RecipeInput input = inputFor(2048);
        input.templateName = u"WiFi"_s;
        const QString script = ndes::toPowerShell(recipe(input));
        QVERIFY(script.contains(u"-EDITF_ATTRIBUTESUBJECTALTNAME2"));
        QVERIFY(!script.contains(u"+EDITF_"));
        QStringList active;
        const QStringList lines = script.split(u'\n');
        for (const QString& line : lines)
            if (!line.isEmpty() && !line.startsWith(u'#'))
                active << line.section(u' ', 0, 0);
        QCOMPARE(active,
                 (QStringList{u"reg.exe"_s, u"if"_s, u"New-ItemProperty"_s, u"&"_s, u"iisreset.exe"_s}));
        const QByteArray bytes = ndes::encodePowerShell(script);
        QVERIFY(bytes.startsWith("\xEF\xBB\xBF"));
        QCOMPARE(bytes.count('\n'), bytes.count("\r\n"));
    }

    /// What nothing has to be restarted for is not restarted.
    void restartsOnlyForChanges()
    {
        const QString script = ndes::toPowerShell(recipe(inputFor(2048)));
        QVERIFY(!script.contains(u"\niisreset.exe"));
    }

    void jsonSaysItAll()
    {
        RecipeInput input = inputFor(2048);
        input.sid = *AccountSid::fromString(u"S-1-5-21-1-2-3-1104"_s);
        const QJsonObject json = ndes::toJson(recipe(input));
        QCOMPARE(json[u"template"].toString(), u"GeneralPurposeTemplate"_s);
        QCOMPARE(json[u"keyUsage"].toString(), u"0xa0"_s);
        QCOMPARE(json[u"sidUri"].toString(), u"tag:microsoft.com,2022-09-14:sid:S-1-5-21-1-2-3-1104"_s);
        QCOMPARE(json[u"settings"].toArray().size(), 12);
        const QString text = ndes::toText(recipe(input));
        QVERIFY(text.contains(json[u"sidUri"].toString()));
        QVERIFY(text.contains(u"ESC6"));
    }

    void takesSids_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sid");
        QTest::newRow("user") << u"S-1-5-21-3623811015-3361044348-30300820-1013"_s
                              << u"S-1-5-21-3623811015-3361044348-30300820-1013"_s;
        QTest::newRow("lower case, blanks") << u" s-1-5-21-1-2-3-1104\n"_s << u"S-1-5-21-1-2-3-1104"_s;
        QTest::newRow("administrator") << u"S-1-5-21-1-2-3-500"_s << u"S-1-5-21-1-2-3-500"_s;
        QTest::newRow("largest") << u"S-1-5-21-4294967295-4294967295-4294967295-4294967295"_s
                                 << u"S-1-5-21-4294967295-4294967295-4294967295-4294967295"_s;
    }
    void takesSids()
    {
        QFETCH(QString, text);
        const auto sid = AccountSid::fromString(text);
        QVERIFY2(sid, sid ? "" : qPrintable(sid.error().message));
        QTEST(sid->toString(), "sid");
        QCOMPARE(sid->uri(), u"tag:microsoft.com,2022-09-14:sid:"_s + sid->toString());
    }

    void refusesSids_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("nothing") << QString() << u"no SID"_s;
        QTest::newRow("a name") << u"CORP\\anna"_s << u"no SID"_s;
        QTest::newRow("too large") << u"S-1-5-21-4294967296-2-3-1104"_s << u"no SID"_s;
        QTest::newRow("leading zero") << u"S-1-5-21-01-2-3-1104"_s << u"no SID"_s;
        QTest::newRow("hole") << u"S-1-5-21--2-3-1104"_s << u"no SID"_s;
        QTest::newRow("other digits") << u"S-1-5-21-\u0661-2-3-1104"_s << u"no SID"_s;
        QTest::newRow("another version") << u"S-2-5-21-1-2-3-1104"_s << u"no SID"_s;
        QTest::newRow("domain") << u"S-1-5-21-1-2-3"_s << u"of a domain"_s;
        QTest::newRow("too long") << u"S-1-5-21-1-2-3-4-5"_s << u"too many"_s;
        QTest::newRow("Domain Admins") << u"S-1-5-21-1-2-3-512"_s << u"group"_s;
        QTest::newRow("local group") << u"S-1-5-32-544"_s << u"group of one computer"_s;
        QTest::newRow("system") << u"S-1-5-18-0"_s << u"not the SID of an account"_s;
        QTest::newRow("system itself") << u"S-1-5-18"_s << u"not the SID of an account"_s;
        QTest::newRow("everyone") << u"S-1-1-0"_s << u"not the SID of an account"_s;
        QTest::newRow("Entra ID") << u"S-1-12-1-111-222-333-444"_s << u"Entra ID"_s;
    }
    void refusesSids()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto sid = AccountSid::fromString(text);
        QVERIFY(!sid);
        QVERIFY2(sid.error().message.contains(reason), qPrintable(sid.error().message));
        QVERIFY(sid.error().hint.contains(u"S-1-5-21-"));
    }
};

QTEST_GUILESS_MAIN(TestNdesRecipe)
#include "tst_ndes_recipe.moc"
