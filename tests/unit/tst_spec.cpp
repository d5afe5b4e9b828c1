// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secrets.h"
#include "core/profile/spec.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using plist::Array;
using plist::Dict;
using plist::Value;
using profile::Profile;

namespace {

profile::Defaults defaults()
{
    profile::Defaults defaults;
    defaults.uuid = [number = 0]() mutable {
        return u"00000000-0000-0000-0000-%1"_s.arg(++number, 12, 10, QChar(u'0'));
    };
    return defaults;
}

}  // namespace

class TestSpec : public QObject
{
    Q_OBJECT

private slots:
    void templateAlone();
    void setsValues();
    void plainPathsComeFirst();
    void itemsInOrder();
    void integersBecomeReals();
    void editsSayTheSame();
    void refused_data();
    void refused();
    void syntaxErrorsHaveAPlace();
    void splits_data();
    void splits();
    void theExample();

private:
    const schema::Store m_store;
};

void TestSpec::templateAlone()
{
    const auto root = profile::createFromSpec(R"({"template": "scep"})", defaults(), m_store);
    QVERIFY(root);
    QCOMPARE(*root, *profile::create(u"scep"_s, defaults()));
}

void TestSpec::setsValues()
{
    const auto root = profile::createFromSpec(R"({"template": "empty",
        "payloads": ["com.apple.security.scep", "com.apple.security.scep"],
        "set": {"PayloadDisplayName": "Office",
                "@com.apple.security.scep[1].PayloadContent.\"Key Usage\"": 1,
                "@com.apple.security.scep.PayloadContent.CAFingerprint": {"data": "AAEC"},
                "RemovalDate": {"date": "2027-01-31T00:00:00Z"},
                "PayloadRemovalDisallowed": true}})",
                                              defaults(), m_store);
    QVERIFY2(root, qPrintable(root ? QString() : root.error().message));
    const Profile profile(*root);
    QCOMPARE(profile.displayName(), u"Office"_s);
    QCOMPARE(profile.payloads().size(), std::size_t{2});
    QCOMPARE(profile.payloads()[1].identifier, u"com.example.empty.scep-2"_s);
    QCOMPARE(*profile.payloads()[1].content()->find(u"Key Usage"), Value(1));
    QCOMPARE(*profile.payloads()[0].content()->find(u"Key Usage"), Value(5));
    QCOMPARE(*profile.payloads()[0].content()->find(u"CAFingerprint"), Value(QByteArray("\0\1\2", 3)));
    QCOMPARE(root->at({u"RemovalDate"_s})->type(), plist::Type::Date);
    QCOMPARE(*root->at({u"PayloadRemovalDisallowed"_s}), Value(true));
}

void TestSpec::plainPathsComeFirst()
{
    const auto root = profile::createFromSpec(R"({"template": "empty",
        "set": {"@com.apple.font.Name": "Sans", "PayloadContent[0]": {"PayloadType": "com.apple.font"}}})",
                                              defaults(), m_store);
    QVERIFY2(root, qPrintable(root ? QString() : root.error().message));
    QCOMPARE(*root->at({u"PayloadContent"_s, 0U, u"Name"_s}), Value(u"Sans"_s));
}

void TestSpec::itemsInOrder()
{
    // As text, [10] would come before [2].
    QByteArray set;
    for (int i = 11; i >= 0; --i)
        set += "\"PayloadContent[" + QByteArray::number(i) + "]\": {\"PayloadType\": \"t"
               + QByteArray::number(i) + "\"},";
    set.chop(1);
    const auto root =
        profile::createFromSpec("{\"template\": \"empty\", \"set\": {" + set + "}}", defaults(), m_store);
    QVERIFY2(root, qPrintable(root ? QString() : root.error().message));
    QCOMPARE(Profile(*root).payloads().size(), std::size_t{12});
    QCOMPARE(Profile(*root).payloads()[10].type, u"t10"_s);
}

void TestSpec::integersBecomeReals()
{
    const auto root = profile::createFromSpec(
        R"({"template": "empty", "set": {"DurationUntilRemoval": 3600, "TargetDeviceType": 1}})", defaults(),
        m_store);
    QVERIFY(root);
    QCOMPARE(*root->at({u"DurationUntilRemoval"_s}), Value(3600.0));
    QCOMPARE(*root->at({u"TargetDeviceType"_s}), Value(1));
    const auto numbers = profile::createFromSpec(
        R"({"template": "empty", "set": {"A": 1.0, "B": 18446744073709551615, "data": "x"}})", defaults(),
        m_store);
    QVERIFY(numbers);
    QCOMPARE(*numbers->at({u"A"_s}), Value(1.0));
    QCOMPARE(*numbers->at({u"B"_s}), Value(plist::Raw{plist::Type::Integer, u"18446744073709551615"_s}));
    QCOMPARE(*numbers->at({u"data"_s}), Value(u"x"_s));
}

void TestSpec::editsSayTheSame()
{
    const QByteArray json = R"({"template": "scep", "set": {"PayloadDisplayName": "A",
        "@com.apple.security.scep.PayloadContent.URL": "http://ca.example/scep"}})";
    const auto spec = profile::specFromJson(json);
    QVERIFY(spec);
    Value root = *profile::create(spec->templateName, defaults());
    const auto edits = profile::editsFromSpec(*spec, root, m_store);
    QVERIFY(edits);
    QCOMPARE(edits->size(), std::size_t{2});
    for (const plist::Edit& edit : *edits)
        root = root.with(edit.path, *edit.value);
    QCOMPARE(root, *profile::createFromSpec(json, defaults(), m_store));
}

void TestSpec::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* json, const char* message) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(message);
    };
    row("no object", "[]", "object");
    row("no template", R"({"set": {}})", "template");
    row("template of another type", R"({"template": 1})", "template");
    row("unknown template", R"({"template": "exchange"})", "exchange");
    row("misspelt key", R"({"template": "scep", "sets": {}})", "sets");
    row("set is a list", R"({"template": "scep", "set": []})", "set");
    row("payload is a number", R"({"template": "scep", "payloads": [1]})", "payloads");
    row("null", R"({"template": "scep", "set": {"A": null}})", "A: ");
    row("path", R"({"template": "scep", "set": {"A b": 1}})", "A b: ");
    row("no such payload", R"({"template": "scep", "set": {"@com.apple.font.Name": "x"}})", "com.apple.font");
    row("through a string", R"({"template": "scep", "set": {"PayloadDisplayName.x": 1}})",
        "PayloadDisplayName");
    row("through an array", R"({"template": "scep", "set": {"PayloadContent.x": 1}})", "PayloadContent");
    row("beyond the end", R"({"template": "scep", "set": {"PayloadContent[5]": {}}})", "PayloadContent[5]");
    row("item of a dictionary", R"({"template": "scep", "set": {"PayloadContent[0][0]": 1}})",
        "PayloadContent[0][0]");
    row("second item of nothing", R"({"template": "scep", "set": {"New[1]": 1}})", "New[1]");
}

void TestSpec::refused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const auto root = profile::createFromSpec(json, defaults(), m_store);
    QVERIFY(!root);
    QVERIFY2(root.error().message.contains(message), qPrintable(root.error().message));
}

void TestSpec::syntaxErrorsHaveAPlace()
{
    const auto spec = profile::specFromJson("{\n  \"template\": \"scep\",\n  x\n}");
    QVERIFY(!spec);
    QVERIFY(spec.error().position);
    QCOMPARE(spec.error().position->line, 3);
    QCOMPARE(spec.error().position->column, 3);
}

void TestSpec::splits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* text, const char* path, const char* value) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(path)
                            << QString::fromLatin1(value);
    };
    row("A=1", "A", "1");
    row("A=", "A", "");
    row("=1", "", "1");
    row("A=B=C", "A", "B=C");
    row("\"A=B\"=C", "\"A=B\"", "C");
    row("A.\"B\\\"=C\".D=\"E=F\"", "A.\"B\\\"=C\".D", "\"E=F\"");
    row("A = 1", "A ", " 1");
}

void TestSpec::splits()
{
    QFETCH(QString, text);
    const auto sides = profile::splitAssignment(text);
    QVERIFY(sides);
    QTEST(sides->first, "path");
    QTEST(sides->second, "value");
    QVERIFY(!profile::splitAssignment(u"A"_s));
    QVERIFY(!profile::splitAssignment(u"\"A=1\""_s));
    QVERIFY(!profile::splitAssignment(QString()));
}

void TestSpec::theExample()
{
    QFile file(QString::fromUtf8(FIXTURES "/../../resources/examples/ndes-scep.profile.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto root = profile::createFromSpec(file.readAll(), defaults(), m_store);
    QVERIFY2(root, qPrintable(root ? QString() : root.error().message));
    const Profile profile(*root);
    QCOMPARE(profile.payloads().size(), std::size_t{2});
    const auto& scep = profile.payloads()[0];
    const auto& ca = profile.payloads()[1];
    QCOMPARE(ca.type, u"com.apple.security.root"_s);

    // The fingerprint is that of the root in the same profile.
    const QByteArray* der = ca.dict->get<QByteArray>(u"PayloadContent");
    QVERIFY(der);
    QCOMPARE(*scep.content()->find(u"CAFingerprint"),
             Value(QCryptographicHash::hash(*der, QCryptographicHash::Sha256)));

    for (const auto& payload : profile.payloads()) {
        QVERIFY(payload.identifier.startsWith(profile.identifier() + u'.'));
        for (const auto& [key, value] : *payload.dict)
            QVERIFY2(m_store.payload(payload.type)->find(key) || m_store.common().find(key), qPrintable(key));
    }
    const schema::Key* settings = m_store.payload(scep.type)->find(u"PayloadContent");
    for (const auto& [key, value] : *scep.content())
        QVERIFY2(settings->find(key), qPrintable(key));
    QVERIFY(profile::findSecrets(profile, m_store).empty());
}

QTEST_GUILESS_MAIN(TestSpec)
#include "tst_spec.moc"
