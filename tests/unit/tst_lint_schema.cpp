// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/schema_value.h"
#include "core/lint/spelling.h"

#include <QtTest>

using namespace Qt::Literals::StringLiterals;

namespace {

schema::Key keyOf(const QStringList& types)
{
    schema::Key key;
    key.name = u"Key"_s;
    key.types = types;
    return key;
}

schema::Key withAllowed(schema::Key key, std::vector<plist::Value> allowed)
{
    key.allowed = std::move(allowed);
    return key;
}

schema::Key arrayOf(const QString& type)
{
    schema::Key key = keyOf({u"array"_s});
    key.subkeys.push_back(keyOf({type}));
    return key;
}

}  // namespace

class LintSchema : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatWasMeant_data();
    void tellsWhatWasMeant();
    void convertsWithoutLoss_data();
    void convertsWithoutLoss();
    void knowsTheRange();
    void numbersAreOfOneKind();
};

void LintSchema::tellsWhatWasMeant_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("known");
    QTest::addColumn<bool>("near");
    QTest::newRow("the same") << u"AutoJoin"_s << u"AutoJoin"_s << false;
    QTest::newRow("case") << u"autojoin"_s << u"AutoJoin"_s << true;
    QTest::newRow("blank") << u"KeyUsage"_s << u"Key Usage"_s << true;
    QTest::newRow("short, case") << u"Url"_s << u"URL"_s << true;
    QTest::newRow("short, letter") << u"URI"_s << u"URL"_s << false;
    QTest::newRow("one of five letters") << u"Label"_s << u"Lable"_s << true;
    QTest::newRow("two letters too many") << u"PlayloadContents"_s << u"PayloadContent"_s << true;
    QTest::newRow("another word") << u"ProxyPort"_s << u"ProxyServerPort"_s << false;
    QTest::newRow("far") << u"allowCamera"_s << u"allowAirDrop"_s << false;
    QTest::newRow("empty") << u""_s << u"URL"_s << false;
}

void LintSchema::tellsWhatWasMeant()
{
    QFETCH(const QString, written);
    QFETCH(const QString, known);
    QTEST(lint::isNearMiss(written, known), "near");
}

void LintSchema::convertsWithoutLoss_data()
{
    using Maybe = std::optional<plist::Value>;
    QTest::addColumn<schema::Key>("key");
    QTest::addColumn<plist::Value>("value");
    QTest::addColumn<Maybe>("converted");
    const schema::Key integer = keyOf({u"integer"_s});
    const schema::Key boolean = keyOf({u"boolean"_s});
    const schema::Key data = keyOf({u"data"_s});
    const schema::Key date = keyOf({u"date"_s});
    const schema::Key sizes = withAllowed(integer, {plist::Value(1024), plist::Value(2048)});
    const schema::Key onOff =
        withAllowed(keyOf({u"string"_s}), {plist::Value(u"On"_s), plist::Value(u"Off"_s)});
    const QString base64 = u"AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"_s;

    QTest::newRow("integer from text") << sizes << plist::Value(u" 2048 "_s) << Maybe(plist::Value(2048));
    QTest::newRow("not an allowed one") << sizes << plist::Value(u"3072"_s) << Maybe();
    QTest::newRow("integer from words") << integer << plist::Value(u"many"_s) << Maybe();
    QTest::newRow("integer from 3.0") << integer << plist::Value(3.0) << Maybe(plist::Value(3));
    QTest::newRow("integer from 3.5") << integer << plist::Value(3.5) << Maybe();
    QTest::newRow("true") << boolean << plist::Value(u"True"_s) << Maybe(plist::Value(true));
    QTest::newRow("NO") << boolean << plist::Value(u"NO"_s) << Maybe(plist::Value(false));
    QTest::newRow("0") << boolean << plist::Value(0) << Maybe(plist::Value(false));
    QTest::newRow("2 is no boolean") << boolean << plist::Value(2) << Maybe();
    QTest::newRow("text from number")
        << keyOf({u"string"_s}) << plist::Value(8080) << Maybe(plist::Value(u"8080"_s));
    QTest::newRow("On") << onOff << plist::Value(true) << Maybe(plist::Value(u"On"_s));
    QTest::newRow("text from true") << keyOf({u"string"_s}) << plist::Value(true) << Maybe();
    QTest::newRow("data") << data << plist::Value(base64)
                          << Maybe(plist::Value(QByteArray::fromBase64(base64.toLatin1())));
    // "password" is Base64, too.
    QTest::newRow("a word is no data") << data << plist::Value(u"password"_s) << Maybe();
    QTest::newRow("date") << date << plist::Value(u"2026-11-22T01:02:03Z"_s)
                          << Maybe(plist::Value(QDateTime({2026, 11, 22}, {1, 2, 3}, Qt::UTC)));
    QTest::newRow("date of no zone") << date << plist::Value(u"2026-11-22T01:02:03"_s) << Maybe();
    QTest::newRow("array of one") << arrayOf(u"string"_s) << plist::Value(u"a"_s)
                                  << Maybe(plist::Value(plist::Array{plist::Value(u"a"_s)}));
    QTest::newRow("array of others") << arrayOf(u"dictionary"_s) << plist::Value(u"a"_s) << Maybe();
}

void LintSchema::convertsWithoutLoss()
{
    QFETCH(const schema::Key, key);
    QFETCH(const plist::Value, value);
    QFETCH(const std::optional<plist::Value>, converted);
    QVERIFY(lint::converted(key, value) == converted);
    if (converted)
        QVERIFY(lint::fitOf(key, *converted) == lint::Fit::Right && lint::isAllowed(key, *converted));
}

void LintSchema::knowsTheRange()
{
    schema::Key key = keyOf({u"integer"_s});
    key.minimum = 1;
    QVERIFY(lint::isAllowed(key, 1));
    QVERIFY(!lint::isAllowed(key, 0));
    QCOMPARE(lint::rangeOf(key), u"at least 1"_s);
    key.maximum = 90;
    QVERIFY(!lint::isAllowed(key, 91));
    QCOMPARE(lint::rangeOf(key), u"1 to 90"_s);
    schema::Key items = keyOf({u"array"_s});
    items.maximumItems = 1;
    QVERIFY(!lint::isAllowed(items, plist::Array{plist::Value(1), plist::Value(2)}));
    QCOMPARE(lint::rangeOf(withAllowed(key, {plist::Value(1), plist::Value(u"a"_s)})), u"1, a"_s);
}

void LintSchema::numbersAreOfOneKind()
{
    QCOMPARE(lint::fitOf(keyOf({u"real"_s}), 3), lint::Fit::Right);
    QCOMPARE(lint::fitOf(keyOf({u"integer"_s}), 3.0), lint::Fit::Close);
    QCOMPARE(lint::fitOf(keyOf({u"integer"_s}), 3.5), lint::Fit::Wrong);
    QCOMPARE(lint::fitOf(keyOf({u"boolean"_s}), 1), lint::Fit::Close);
    QCOMPARE(lint::fitOf(keyOf({u"boolean"_s}), 2), lint::Fit::Wrong);
    QCOMPARE(lint::fitOf(keyOf({u"any"_s}), QByteArray("x")), lint::Fit::Right);
}

QTEST_GUILESS_MAIN(LintSchema)
#include "tst_lint_schema.moc"
