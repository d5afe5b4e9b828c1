// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/name.h"

#include <QTest>

#include <openssl/err.h>

using namespace Qt::Literals::StringLiterals;
using x509::Name;

namespace {

/// `type=value` of every attribute, `|` between RDNs and `&` inside one: no escapes that could hide a
/// mistake.
QString plain(const Name& name)
{
    QStringList rdns;
    for (const x509::Rdn& rdn : name.rdns) {
        QStringList attributes;
        for (const x509::Attribute& attribute : rdn)
            attributes << attribute.type + u'=' + attribute.value;
        rdns << attributes.join(u'&');
    }
    return rdns.join(u'|');
}

plist::Value pair(const QString& type, const QString& value) { return plist::Array{type, value}; }

}  // namespace

class TestName : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QString& text, const QString& expected) {
            QTest::newRow(name) << text << expected;
        };
        row("commas", u"O=Fabrikam,OU=IT,CN=Robs IPad"_s, u"O=Fabrikam|OU=IT|CN=Robs IPad"_s);
        row("slashes", u"/O=Fabrikam/OU=IT/CN=Robs IPad"_s, u"O=Fabrikam|OU=IT|CN=Robs IPad"_s);
        row("blanks", u"  O = Fabrikam , CN = Robs  IPad  "_s, u"O=Fabrikam|CN=Robs  IPad"_s);
        row("semicolons", u"O=Fabrikam;CN=a"_s, u"O=Fabrikam|CN=a"_s);
        row("new lines", u"O=Fabrikam,\r\n\tCN=a\n"_s, u"O=Fabrikam|CN=a"_s);
        row("lines", u"O=Fabrikam\nOU=IT\nCN=lines"_s, u"O=Fabrikam|OU=IT|CN=lines"_s);
        row("lines with commas", u"O=Fabrikam,\r\n  OU = IT ,\n\nCN=lines,"_s,
            u"O=Fabrikam|OU=IT|CN=lines"_s);
        row("line separators", u"O=Fabrikam\u2028CN=lines\u2028"_s, u"O=Fabrikam|CN=lines"_s);
        row("lines with quotes", u"O=\"Fabrikam, Inc.\"\nCN=a"_s, u"O=Fabrikam, Inc.|CN=a"_s);
        row("lines joined", u"O=Fabrikam\nCN=a+\nUID=b"_s, u"O=Fabrikam|CN=a&UID=b"_s);
        row("line without value", u"O=\nCN=a"_s, u"O=|CN=a"_s);
        row("subject=", u"subject=C = US, O = Fabrikam, CN = x"_s, u"C=US|O=Fabrikam|CN=x"_s);
        row("subject= with slashes", u"subject= /C=US/O=Fabrikam"_s, u"C=US|O=Fabrikam"_s);
        row("issuer=", u" issuer=CN = x"_s, u"CN=x"_s);
        row("Subject:", u"Subject: C=US, CN=x"_s, u"C=US|CN=x"_s);
        row("subject= of several lines", u"subject=\n    countryName = US\n    commonName = x\n"_s,
            u"C=US|CN=x"_s);
        row("escaped comma", u"O=Fabrikam\\, Inc.,CN=a"_s, u"O=Fabrikam, Inc.|CN=a"_s);
        row("hex comma", u"O=Fabrikam\\2C Inc.,CN=a"_s, u"O=Fabrikam, Inc.|CN=a"_s);
        row("hex UTF-8", u"CN=K\\C3\\A4the"_s, u"CN=Käthe"_s);
        row("hex next to text", u"CN=ä\\c3\\b6ü"_s, u"CN=äöü"_s);
        row("escaped plus", u"CN=a\\+b"_s, u"CN=a+b"_s);
        row("escaped backslash", u"CN=a\\\\b"_s, u"CN=a\\b"_s);
        row("escaped blanks", u"CN=\\  a \\ "_s, u"CN=  a  "_s);
        row("escaped number sign", u"CN=\\#1"_s, u"CN=#1"_s);
        row("number sign inside", u"CN=No#1"_s, u"CN=No#1"_s);
        row("quoted", u"O=\"Fabrikam, Inc.\",CN=a"_s, u"O=Fabrikam, Inc.|CN=a"_s);
        row("quoted with escapes", u"CN=\"a\\\"b\\\\c\" ; O=x"_s, u"CN=a\"b\\c|O=x"_s);
        row("quotes doubled", u"CN=\"a\"\"b\""_s, u"CN=a\"b"_s);
        row("quoted blanks", u"CN=\" a \""_s, u"CN= a "_s);
        row("multi-valued", u"O=Fabrikam,CN=a+UID=b"_s, u"O=Fabrikam|CN=a&UID=b"_s);
        row("empty value", u"O=,CN=a"_s, u"O=|CN=a"_s);
        row("equals sign in a value", u"CN=a=b"_s, u"CN=a=b"_s);
        row("case of types", u"cn=a,emailaddress=b,dc=c"_s, u"CN=a|emailAddress=b|DC=c"_s);
        row("Windows' types", u"E=a,S=b,G=c,T=d"_s, u"emailAddress=a|ST=b|GN=c|title=d"_s);
        row("OID", u"1.2.3=a,2.5.4.3=b,OID.1.2.4=c,oid.2.5.4.10=d"_s, u"1.2.3=a|CN=b|1.2.4=c|O=d"_s);
        row("unknown type", u"Shoe-Size=44"_s, u"Shoe-Size=44"_s);
        row("slash in commas", u"CN=a/OU=b"_s, u"CN=a/OU=b"_s);
        row("slash in a value", u"/CN=http://x/OU=b"_s, u"CN=http://x|OU=b"_s);
        row("escaped slash", u"/CN=a\\/OU=b"_s, u"CN=a/OU=b"_s);
        row("comma in slashes", u"/O=Fabrikam, Inc./CN=a"_s, u"O=Fabrikam, Inc.|CN=a"_s);
        row("plus in slashes", u"/CN=Wi+Fi + a=b/O=c"_s, u"CN=Wi+Fi + a=b|O=c"_s);
        row("multi-valued in slashes", u"/O=c/CN=a+UID=b+1.2.3=d"_s, u"O=c|CN=a&UID=b&1.2.3=d"_s);
        row("unknown type in slashes", u"/x=1+y=2"_s, u"x=1+y=2"_s);
        row("empty", u" "_s, {});
        row("template", u"O=Fabrikam,CN=%ComputerName%"_s, u"O=Fabrikam|CN=%ComputerName%"_s);
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto name = Name::fromString(text);
        QVERIFY2(name, qPrintable(name ? QString() : name.error().message));
        QCOMPARE(plain(*name), expected);
        // What the writers make of it reads back the same.
        for (const QString& written : {name->toString(), name->toSlashes()}) {
            const auto again = Name::fromString(written);
            QVERIFY2(again, qPrintable(written));
            QCOMPARE(plain(*again), expected);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("column");
        QTest::newRow("no type") << u"Robs IPad"_s << 1;
        QTest::newRow("comma in a value") << u"O=Fabrikam, Inc.,CN=a"_s << 13;
        QTest::newRow("plus in a value") << u"CN=Wi+Fi"_s << 7;
        QTest::newRow("nothing behind a comma") << u"CN=a,"_s << 6;
        QTest::newRow("nothing behind a slash") << u"/"_s << 2;
        QTest::newRow("slash without type") << u"/Fabrikam/CN=a"_s << 2;
        QTest::newRow("hex value") << u"CN=#0C0161"_s << 4;
        QTest::newRow("open quote") << u"CN=\"a"_s << 4;
        QTest::newRow("text behind a quote") << u"CN=\"a\"b"_s << 7;
        QTest::newRow("backslash at the end") << u"CN=a\\"_s << 5;
        QTest::newRow("backslash at the end of slashes") << u"/CN=a\\"_s << 6;
        QTest::newRow("unknown escape") << u"CN=a\\x"_s << 5;
        QTest::newRow("hex that is not UTF-8") << u"CN=\\C3"_s << 4;
        QTest::newRow("bad OID") << u"1.=a"_s << 1;
        QTest::newRow("bad OID with a prefix") << u"OID.CN=a"_s << 1;
        QTest::newRow("type with a blank") << u"Shoe Size=44"_s << 1;
        QTest::newRow("line that is no attribute") << u"O=Fabrikam\nand more"_s << 12;
        QTest::newRow("heading alone") << u"subject="_s << 9;
        QTest::newRow("subject and issuer") << u"subject=CN = x\nissuer=CN = y"_s << 16;
        QTest::newRow("Subject and Issuer") << u"Subject: CN=x\nIssuer: CN=y"_s << 15;
    }
    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(int, column);
        const auto name = Name::fromString(text);
        QVERIFY(!name);
        QCOMPARE(name.error().code, base::Error::Code::InvalidInput);
        QVERIFY(!name.error().message.isEmpty());
        QVERIFY(name.error().position);
        QCOMPARE(name.error().position->column, column);
    }

    void longTextIsRefused() { QVERIFY(!Name::fromString(u"CN="_s + QString(100'000, u'a'))); }

    void anyValueSurvivesTheTextForms_data()
    {
        QTest::addColumn<QString>("value");
        for (const QString& value : {u" a "_s, u"#a"_s, u"a#"_s, u"\"a\""_s, u"a,b;c+d=e/f\\g<h>"_s,
                                     u"/CN=x"_s, u"+CN=x"_s, u"\\"_s, u" "_s, u"\t"_s, u"a\nb"_s,
                                     u"\u00A0a\u00A0"_s, u"📱"_s, u"\\41"_s, u"a\u0001"_s, QString(QChar(0))})
            QTest::newRow(value.toUtf8().toHex().constData()) << value;
    }
    void anyValueSurvivesTheTextForms()
    {
        QFETCH(QString, value);
        const Name name{{{{u"O"_s, value}}, {{u"CN"_s, value}, {u"UID"_s, value}}}};
        const auto fromCommas = Name::fromString(name.toString());
        QVERIFY2(fromCommas, qPrintable(name.toString()));
        QCOMPARE(plain(*fromCommas), plain(name));
        const auto fromSlashes = Name::fromString(name.toSlashes());
        QVERIFY2(fromSlashes, qPrintable(name.toSlashes()));
        QCOMPARE(plain(*fromSlashes), plain(name));
    }

    void writes()
    {
        const Name name{{{{u"O"_s, u"Fabrikam, Inc."_s}}, {{u"CN"_s, u"a"_s}, {u"UID"_s, u"b"_s}}}};
        QCOMPARE(name.toString(), u"O=Fabrikam\\, Inc., CN=a+UID=b"_s);
        QCOMPARE(name.toStringReversed(), u"CN=a+UID=b, O=Fabrikam\\, Inc."_s);
        QCOMPARE(name.toSlashes(), u"/O=Fabrikam, Inc./CN=a+UID=b"_s);
    }

    void becomesApplesArrays()
    {
        const auto name = Name::fromString(u"O=Fabrikam,OU=IT,CN=Robs IPad"_s);
        QVERIFY(name);
        const plist::Value expected =
            plist::Array{plist::Array{pair(u"O"_s, u"Fabrikam"_s)}, plist::Array{pair(u"OU"_s, u"IT"_s)},
                         plist::Array{pair(u"CN"_s, u"Robs IPad"_s)}};
        QVERIFY(name->toApple() == expected);
        const auto again = Name::fromApple(expected);
        QVERIFY(again);
        QCOMPARE(plain(*again), plain(*name));
    }

    void multiValuedPartsStayTogether()
    {
        const auto name = Name::fromString(u"CN=a+UID=b"_s);
        QVERIFY(name);
        const plist::Value expected =
            plist::Array{plist::Array{pair(u"CN"_s, u"a"_s), pair(u"0.9.2342.19200300.100.1.1"_s, u"b"_s)}};
        QVERIFY(name->toApple() == expected);
    }

    void appleGetsItsOwnNamesOrOids_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("apple");
        for (const char* known : {"CN", "C", "L", "ST", "O", "OU"})
            QTest::newRow(known) << QString::fromLatin1(known) << QString::fromLatin1(known);
        QTest::newRow("email") << u"emailAddress"_s << u"EMAIL"_s;
        QTest::newRow("E") << u"E"_s << u"EMAIL"_s;
        QTest::newRow("small letters") << u"cn"_s << u"CN"_s;
        QTest::newRow("S") << u"S"_s << u"ST"_s;
        QTest::newRow("DC") << u"DC"_s << u"0.9.2342.19200300.100.1.25"_s;
        QTest::newRow("serial number") << u"SERIALNUMBER"_s << u"2.5.4.5"_s;
        QTest::newRow("OID") << u"1.2.3"_s << u"1.2.3"_s;
        QTest::newRow("OID of CN") << u"2.5.4.3"_s << u"2.5.4.3"_s;
        QTest::newRow("unknown") << u"Shoe-Size"_s << u"Shoe-Size"_s;
    }
    void appleGetsItsOwnNamesOrOids()
    {
        QFETCH(QString, type);
        QFETCH(QString, apple);
        const plist::Value value = Name{{{{type, u"x"_s}}}}.toApple();
        QVERIFY(value == plist::Value(plist::Array{plist::Array{pair(apple, u"x"_s)}}));
    }

    void otherShapesAreNoSubject_data()
    {
        QTest::addColumn<int>("shape");
        for (int i = 0; i < 8; ++i)
            QTest::addRow("%d", i) << i;
    }
    void otherShapesAreNoSubject()
    {
        QFETCH(int, shape);
        using plist::Array;
        const std::array<plist::Value, 8> shapes = {
            plist::Value(u"CN=a"_s),
            plist::Value(plist::Dict{}),
            Array{u"CN"_s, u"a"_s},
            Array{pair(u"CN"_s, u"a"_s)},
            Array{Array{}},
            Array{Array{Array{u"CN"_s}}},
            Array{Array{Array{u"CN"_s, u"a"_s, u"b"_s}}},
            Array{Array{Array{u"CN"_s, plist::Value(1)}}},
        };
        const auto name = Name::fromApple(shapes.at(static_cast<std::size_t>(shape)));
        QVERIFY(!name);
        QVERIFY(!name.error().hint.isEmpty());
    }

    void valuesGoByTheTypeNotItsSpelling()
    {
        const auto name = Name::fromString(u"CN=a,E=b,O=c,CN=d"_s);
        QVERIFY(name);
        QCOMPARE(name->values(u"CN"), (QStringList{u"a"_s, u"d"_s}));
        QCOMPARE(name->values(u"commonname"), (QStringList{u"a"_s, u"d"_s}));
        QCOMPARE(name->values(u"2.5.4.3"), (QStringList{u"a"_s, u"d"_s}));
        QCOMPARE(name->values(u"EMAIL"), QStringList{u"b"_s});
        QCOMPARE(name->values(u"OU"), QStringList{});
    }

    void oids_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOid");
        for (const char* good : {"2.5.4.3", "0.9.2342.19200300.100.1.25", "1.39", "2.999.1", "1.0"})
            QTest::newRow(good) << QString::fromLatin1(good) << true;
        for (const char* bad :
             {"", "1", "1.", ".1", "1..2", "3.1", "1.40", "01.2", "1.02", "1.2.a", "CN", "-1.2", "10.2"})
            QTest::addRow("not %s", bad) << QString::fromLatin1(bad) << false;
        QTest::newRow("too long") << u"1."_s + QString(1000, u'1') << false;
    }
    void oids()
    {
        QFETCH(QString, text);
        QTEST(x509::isDottedOid(text), "isOid");
    }

    void shortNamesAndOidsBelongTogether()
    {
        QCOMPARE(x509::attributeOid(u"dc"_s), u"0.9.2342.19200300.100.1.25"_s);
        QCOMPARE(x509::attributeOid(u"Shoe-Size"_s), QString());
        QCOMPARE(x509::shortName(u"2.5.4.3"_s), u"CN"_s);
        QCOMPARE(x509::shortName(u"1.2.3"_s), u"1.2.3"_s);
        for (const char* name :
             {"CN", "SN", "C", "L", "ST", "STREET", "O", "OU", "title", "GN", "UID", "DC", "emailAddress"})
            QCOMPARE(x509::shortName(x509::attributeOid(QString::fromLatin1(name))),
                     QString::fromLatin1(name));
    }
};

QTEST_GUILESS_MAIN(TestName)
#include "tst_name.moc"
