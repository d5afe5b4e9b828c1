// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json.h"

#include <QTest>
#include <QTimeZone>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using plist::Array;
using plist::Dict;
using plist::Raw;
using plist::Type;
using plist::Value;

namespace {

QDateTime utc(int year, int month, int day, int hour = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, 0), Qt::UTC);
}

}  // namespace

class TestJson : public QObject
{
    Q_OBJECT

private slots:
    void thereAndBack_data();
    void thereAndBack();
    void written_data();
    void written();
    void read_data();
    void read();
    void refused_data();
    void refused();
    void errorsNameThePlace();
    void deepIsRefused();
    void typed_data();
    void typed();
    void notTyped_data();
    void notTyped();
};

void TestJson::thereAndBack_data()
{
    QTest::addColumn<Value>("value");
    QTest::newRow("true") << Value(true);
    QTest::newRow("string") << Value(u"größer ≠ kleiner"_s);
    QTest::newRow("empty string") << Value(QString());
    QTest::newRow("integer") << Value(std::int64_t{-42});
    QTest::newRow("largest integer") << Value(std::numeric_limits<std::int64_t>::max());
    QTest::newRow("smallest integer") << Value(std::numeric_limits<std::int64_t>::min());
    QTest::newRow("beyond a double") << Value(std::int64_t{9'007'199'254'740'993});
    QTest::newRow("real") << Value(2.5);
    QTest::newRow("infinity") << Value(std::numeric_limits<double>::infinity());
    QTest::newRow("data") << Value(QByteArray("\0\1\xFF", 3));
    QTest::newRow("empty data") << Value(QByteArray());
    QTest::newRow("date") << Value(utc(2027, 1, 31, 12));
    QTest::newRow("early date") << Value(utc(1, 1, 1));
    QTest::newRow("uid") << Value(plist::Uid{7});
    QTest::newRow("largest uid") << Value(plist::Uid{std::numeric_limits<std::uint64_t>::max()});
    QTest::newRow("whole real") << Value(Array{1.0, -0.0, 1e22, 5e-324, 1.7976931348623157e308});
    QTest::newRow("unsigned integer") << Value(Array{Raw{Type::Integer, u"9223372036854775808"_s}});
    QTest::newRow("raw") << Value(Raw{Type::Integer, u"{{size}}"_s});
    QTest::newRow("raw data") << Value(Raw{Type::Data, u"not base64!"_s});
    QTest::newRow("nested") << Value(Dict{{u"a"_s, Array{Dict{}, Array{}, 1}}, {u"b"_s, QByteArray("x")}});
    // Dictionaries that look like our own notation.
    QTest::newRow("key data") << Value(Dict{{u"data"_s, u"AAAA"_s}});
    QTest::newRow("key data, no base64") << Value(Dict{{u"data"_s, u"!"_s}});
    QTest::newRow("key date") << Value(Dict{{u"date"_s, u"x"_s}});
    QTest::newRow("key real") << Value(Dict{{u"real"_s, 1}});
    QTest::newRow("key uid") << Value(Dict{{u"uid"_s, 1}});
    QTest::newRow("key raw") << Value(Dict{{u"raw"_s, Dict{}}});
    QTest::newRow("key dict") << Value(Dict{{u"dict"_s, Dict{{u"dict"_s, Dict{}}}}});
    QTest::newRow("key data and another") << Value(Dict{{u"data"_s, u"AAAA"_s}, {u"x"_s, 1}});
}

void TestJson::thereAndBack()
{
    QFETCH(Value, value);
    // Through text, as a file would.
    for (const profile::JsonForm form : {profile::JsonForm::Indented, profile::JsonForm::Compact}) {
        const QByteArray text = profile::valueToJson(value, form);
        const auto back = profile::valueFromJson(QString::fromUtf8(text));
        QVERIFY2(back, qPrintable(back ? QString() : back.error().message));
        QVERIFY2(*back == value, text.constData());
    }
}

void TestJson::written_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("json");
    QTest::newRow("data") << Value(QByteArray("Hello")) << uR"({"data": "SGVsbG8="})"_s;
    QTest::newRow("date") << Value(utc(2027, 1, 31, 12)) << uR"({"date": "2027-01-31T12:00:00Z"})"_s;
    QTest::newRow("raw") << Value(Raw{Type::Integer, u"x"_s})
                         << uR"({"raw": {"type": "integer", "text": "x"}})"_s;
    QTest::newRow("real") << Value(3600.0) << u"3600.0"_s;
    QTest::newRow("large real") << Value(1e22) << u"1e+22"_s;
    QTest::newRow("unsigned integer")
        << Value(Raw{Type::Integer, u"18446744073709551615"_s}) << u"18446744073709551615"_s;
    QTest::newRow("integer with a blank")
        << Value(Raw{Type::Integer, u"18446744073709551615 "_s})
        << uR"({"raw": {"type": "integer", "text": "18446744073709551615 "}})"_s;
    QTest::newRow("beyond 64 bits") << Value(Raw{Type::Integer, u"18446744073709551616"_s})
                                    << uR"({"raw": {"type": "integer", "text": "18446744073709551616"}})"_s;
    QTest::newRow("control characters") << Value(u"a\"\\\n\u0001ü"_s) << uR"("a\"\\\n\u0001ü")"_s;
    QTest::newRow("order of keys") << Value(Dict{{u"b"_s, 1}, {u"a"_s, 2}}) << uR"({"b": 1, "a": 2})"_s;
    QTest::newRow("integer") << Value(std::int64_t{9'007'199'254'740'993}) << u"9007199254740993"_s;
    QTest::newRow("array") << Value(Array{true, u"x"_s}) << uR"([true, "x"])"_s;
}

void TestJson::written()
{
    QFETCH(Value, value);
    QFETCH(QString, json);
    QCOMPARE(QString::fromUtf8(profile::valueToJson(value, profile::JsonForm::Compact)), json);
}

void TestJson::read_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<Value>("value");
    QTest::newRow("scalar") << u"5"_s << Value(5);
    QTest::newRow("blanks around") << u" \"x\" "_s << Value(u"x"_s);
    QTest::newRow("fraction") << u"5.5"_s << Value(5.5);
    QTest::newRow("point") << u"3600.0"_s << Value(3600.0);
    QTest::newRow("exponent") << u"[1E2, 1e-1, -0.5e+1]"_s << Value(Array{100.0, 0.1, -5.0});
    QTest::newRow("largest signed") << u"9223372036854775807"_s
                                    << Value(std::numeric_limits<std::int64_t>::max());
    QTest::newRow("smallest signed") << u"-9223372036854775808"_s
                                     << Value(std::numeric_limits<std::int64_t>::min());
    QTest::newRow("unsigned") << u"18446744073709551615"_s
                              << Value(Raw{Type::Integer, u"18446744073709551615"_s});
    QTest::newRow("escapes") << uR"("\"\\\/\b\f\n\r\t\u00fC\ud83d\ude00")"_s << Value(u"\"\\/\b\f\n\r\tü😀"_s);
    QTest::newRow("mark in front") << u"\ufeff{}"_s << Value(Dict{});
    QTest::newRow("forced real") << u"{\"real\": 5}"_s << Value(5.0);
    QTest::newRow("base64 with line ends") << uR"({"data": "SGVs\n bG8="})"_s << Value(QByteArray("Hello"));
    QTest::newRow("date with zone") << uR"({"date": "2027-01-31T13:00:00+01:00"})"_s
                                    << Value(utc(2027, 1, 31, 12));
    QTest::newRow("date without zone")
        << uR"({"date": "2027-01-31T12:00:00"})"_s << Value(utc(2027, 1, 31, 12));
    QTest::newRow("day") << uR"({"date": "2027-01-31"})"_s << Value(utc(2027, 1, 31));
    QTest::newRow("number as data is a dictionary") << uR"({"data": 5})"_s << Value(Dict{{u"data"_s, 5}});
    QTest::newRow("subject") << uR"([[["CN","x"]]])"_s << Value(Array{Array{Array{u"CN"_s, u"x"_s}}});
}

void TestJson::read()
{
    QFETCH(QString, json);
    const auto value = profile::valueFromJson(json);
    QVERIFY2(value, qPrintable(value ? QString() : value.error().message));
    QTEST(*value, "value");
}

void TestJson::refused_data()
{
    QTest::addColumn<QString>("json");
    for (const char* json : {"",
                             "null",
                             "{",
                             "1, 2",
                             "1] [2",
                             "x",
                             "{\"data\": \"!\"}",
                             "{\"date\": \"yesterday\"}",
                             "{\"raw\": {\"type\": \"string\", \"text\": \"x\"}}",
                             "{\"raw\": {\"type\": \"integer\"}}",
                             "[1, null]",
                             "18446744073709551616",
                             "-9223372036854775809",
                             "1e999",
                             "01",
                             "+1",
                             "-",
                             "1.",
                             ".5",
                             "1e",
                             "1e+",
                             "0x1F",
                             "NaN",
                             "[1,]",
                             "{\"a\":1,}",
                             "{\"a\":1,\"a\":2}",
                             "{a:1}",
                             "{\"a\" 1}",
                             "[1 2]",
                             "'x'",
                             "\"x",
                             "\"\\x\"",
                             "\"\\u12\"",
                             "\"\\ud83d\"",
                             "\"a\nb\"",
                             "tru",
                             "[",
                             "[1",
                             "{\"a\":",
                             "{\"a\"",
                             "// x\n1"})
        QTest::newRow(json) << QString::fromLatin1(json);
}

void TestJson::refused()
{
    QFETCH(QString, json);
    const auto value = profile::valueFromJson(json);
    QVERIFY(!value);
    QCOMPARE(value.error().code, base::Error::Code::InvalidInput);
    QVERIFY(!value.error().message.isEmpty());
}

void TestJson::errorsNameThePlace()
{
    const auto value = profile::valueFromJson(u"{\"a\": [1, {\"data\": \"!\"}]}"_s);
    QVERIFY(!value);
    QVERIFY2(value.error().message.startsWith(u"a: [1]: "_s), qPrintable(value.error().message));
    const auto null = profile::valueFromJson(u"{\"a\": [1, null]}"_s);
    QVERIFY(!null);
    QVERIFY2(null.error().message.startsWith(u"a: [1]: "_s), qPrintable(null.error().message));
    const auto syntax = profile::valueFromJson(u"{\n  \"ä\": x}"_s);
    QVERIFY(!syntax);
    QVERIFY(syntax.error().position == std::optional(base::TextPosition{2, 8}));
}

void TestJson::deepIsRefused()
{
    QVERIFY(!profile::valueFromJson(QString(100'000, u'[')));
    QVERIFY(profile::valueFromJson(QString(100, u'[') + QString(100, u']')));
}

void TestJson::typed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("type");
    QTest::addColumn<Value>("value");
    const auto row = [](const char* text, Type type, Value value) {
        QTest::addRow("%s as %s", text, qPrintable(plist::typeName(type)))
            << QString::fromLatin1(text) << static_cast<int>(type) << std::move(value);
    };
    row(" verbatim ", Type::String, u" verbatim "_s);
    row("5", Type::String, u"5"_s);
    row("{{x}}", Type::String, u"{{x}}"_s);
    row("5", Type::Integer, 5);
    row("-5 ", Type::Integer, -5);
    row("0x1F", Type::Integer, 31);
    row("9223372036854775808", Type::Integer, Raw{Type::Integer, u"9223372036854775808"_s});
    row("0xFFFFFFFFFFFFFFFF", Type::Integer, Raw{Type::Integer, u"18446744073709551615"_s});
    row("{{size}}", Type::Integer, Raw{Type::Integer, u"{{size}}"_s});
    row("5", Type::Real, 5.0);
    row("1e3", Type::Real, 1000.0);
    row("true", Type::Bool, true);
    row("YES", Type::Bool, true);
    row("1", Type::Bool, true);
    row("false", Type::Bool, false);
    row("no", Type::Bool, false);
    row("0", Type::Bool, false);
    row("SGVsbG8=", Type::Data, QByteArray("Hello"));
    row("", Type::Data, QByteArray());
    row("${cert}", Type::Data, Raw{Type::Data, u"${cert}"_s});
    row("2027-01-31T12:00:00Z", Type::Date, utc(2027, 1, 31, 12));
    row("[1]", Type::Array, Array{1});
    row("{\"a\":1}", Type::Dict, Dict{{u"a"_s, 1}});
}

void TestJson::typed()
{
    QFETCH(QString, text);
    QFETCH(int, type);
    const auto value = profile::valueFromText(text, static_cast<Type>(type));
    QVERIFY2(value, qPrintable(value ? QString() : value.error().message));
    QTEST(*value, "value");
}

void TestJson::notTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("type");
    const auto row = [](const char* text, Type type) {
        QTest::addRow("%s as %s", text, qPrintable(plist::typeName(type)))
            << QString::fromLatin1(text) << static_cast<int>(type);
    };
    row("", Type::Integer);
    row("five", Type::Integer);
    row("5.5", Type::Integer);
    row("18446744073709551616", Type::Integer);
    row("-9223372036854775809", Type::Integer);
    row("", Type::Real);
    row("maybe", Type::Bool);
    row("{{on}}", Type::Bool);  // neither <true/> nor <false/> can hold one
    row("SGVsbG8", Type::Data);
    row("31.01.2027", Type::Date);
    row("{}", Type::Array);
    row("[]", Type::Dict);
    row("x", Type::Dict);
    row("1", Type::Uid);
    row("1", Type::Raw);
}

void TestJson::notTyped()
{
    QFETCH(QString, text);
    QFETCH(int, type);
    const auto value = profile::valueFromText(text, static_cast<Type>(type));
    QVERIFY(!value);
    QVERIFY(!value.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
