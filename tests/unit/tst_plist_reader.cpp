// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"

#include <QTest>

using plist::Array;
using plist::Dict;
using plist::Document;
using plist::Note;
using plist::Path;
using plist::Raw;
using plist::Type;
using plist::Value;
using namespace Qt::Literals::StringLiterals;

namespace {

QDateTime date(int year, int month, int day, int hour, int minute, int second)
{
    return {QDate(year, month, day), QTime(hour, minute, second), Qt::UTC};
}

QByteArray header()
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
           "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n";
}

/// A whole file around one value.
QByteArray file(const QByteArray& value)
{
    return header() + "<plist version=\"1.0\">\n" + value + "\n</plist>\n";
}

/// A binary file `{X: object}`.
QByteArray binaryFile(const QByteArray& object)
{
    QByteArray bytes = QByteArrayLiteral("bplist00\xD1\x01\x02\x51X") + object;
    const auto table = static_cast<char>(bytes.size());
    bytes += QByteArrayLiteral("\x08\x0B\x0D");
    bytes += QByteArray(6, '\0') + QByteArrayLiteral("\x01\x01");
    bytes += QByteArray(7, '\0') + '\x03' + QByteArray(8, '\0') + QByteArray(7, '\0') + table;
    return bytes;
}

QString kindName(Note::Kind kind)
{
    switch (kind) {
    case Note::Kind::BytesBeforeDeclaration: return u"before"_s;
    case Note::Kind::DeclarationMisspelt: return u"misspelt"_s;
    case Note::Kind::DeclarationMissing: return u"undeclared"_s;
    case Note::Kind::Doctype: return u"doctype"_s;
    case Note::Kind::BytesAfterEnd: return u"after"_s;
    case Note::Kind::DuplicateKey: return u"duplicate"_s;
    case Note::Kind::BadValue: return u"bad"_s;
    case Note::Kind::StrayText: return u"stray"_s;
    case Note::Kind::Encoding: return u"encoding"_s;
    case Note::Kind::Malformed: return u"malformed"_s;
    }
    Q_UNREACHABLE();
}

/// "kind path" of every note, in order.
QStringList noteList(const Document& document)
{
    QStringList list;
    for (const Note& note : document.notes())
        list += (kindName(note.kind) + u' ' + note.path.toString()).trimmed();
    return list;
}

QString describe(const base::Error& error)
{
    return error.position ? u"%1:%2 "_s.arg(error.position->line).arg(error.position->column) + error.message
                          : error.message;
}

}  // namespace

class PlistReader : public QObject
{
    Q_OBJECT

private slots:
    void values_data();
    void values();
    void notes_data();
    void notes();
    void encodingNoteStandsAtTheBadByte();
    void errors_data();
    void errors();
    void encodings_data();
    void encodings();
    void whatNamesNoEncodingIsStillRead();
    void limits_data();
    void limits();
    void entitiesAreNeverExpanded();
    void rangesAndPaths();
    void aReferenceIsOneValue();
    void aReferenceStaysOneInTheBinaryForm();
    void datesThatTheTextCannotSayAreNotEdited();
    void repeatedKeysKeepTheLast();
    void positionsCountCharacters();
    void tokens_data();
    void tokens();
};

void PlistReader::values_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QVariant>("unused");
    struct Row
    {
        const char* name;
        QByteArray xml;
        Value value;
    };
    static const std::vector<Row> rows{
        {"true", "<true/>", true},
        {"false, spelt out", "<false></false>", false},
        {"integer", "<integer>42</integer>", 42},
        {"integer, negative", "<integer>-42</integer>", -42},
        {"integer, blanks around", "<integer>\n 42\t</integer>", 42},
        {"integer, blank behind the sign", "<integer>- 42</integer>", -42},
        {"integer, plus", "<integer>+42</integer>", 42},
        {"integer, hexadecimal", "<integer>0x2A</integer>", 42},
        {"integer, negative hexadecimal", "<integer>-0x2a</integer>", -42},
        {"integer, zeros in front", "<integer>0042</integer>", 42},
        {"integer, smallest", "<integer>-9223372036854775808</integer>",
         std::numeric_limits<std::int64_t>::min()},
        {"integer, largest", "<integer>9223372036854775807</integer>",
         std::numeric_limits<std::int64_t>::max()},
        {"integer, 64 bits unsigned", "<integer>18446744073709551615</integer>",
         Raw{Type::Integer, u"18446744073709551615"_s}},
        {"integer, comment inside", "<integer>4<!-- x -->2</integer>", 42},
        {"integer, token", "<integer>{{port}}</integer>", Raw{Type::Integer, u"{{port}}"_s}},
        {"integer, empty", "<integer/>", Raw{Type::Integer, u""_s}},
        {"real", "<real>1.5</real>", 1.5},
        {"real, exponent", "<real>-1.5e3</real>", -1500.0},
        {"real, plus and blanks", "<real> +2 </real>", 2.0},
        {"real, nan", "<real>nan</real>", Raw{Type::Real, u"nan"_s}},
        {"real, infinity", "<real>+infinity</real>", Raw{Type::Real, u"+infinity"_s}},
        {"real, comma", "<real>1,5</real>", Raw{Type::Real, u"1,5"_s}},
        {"date", "<date>2026-09-17T12:34:56Z</date>", date(2026, 9, 17, 12, 34, 56)},
        {"date, far", "<date>4001-01-01T00:00:00Z</date>", date(4001, 1, 1, 0, 0, 0)},
        {"date, early", "<date>0001-01-01T00:00:00Z</date>", date(1, 1, 1, 0, 0, 0)},
        {"date, no such day", "<date>2026-02-30T00:00:00Z</date>",
         Raw{Type::Date, u"2026-02-30T00:00:00Z"_s}},
        {"date, day only", "<date>2026-09-17</date>", Raw{Type::Date, u"2026-09-17"_s}},
        {"data", "<data>AAEC/w==</data>", QByteArray("\0\1\2\xff", 4)},
        {"data, in lines", "<data>\n\tAAEC\n\t/w==\n\t</data>", QByteArray("\0\1\2\xff", 4)},
        {"data, empty", "<data/>", QByteArray()},
        {"data, foreign character", "<data>AA!C</data>", Raw{Type::Data, u"AA!C"_s}},
        {"data, no padding", "<data>QQ</data>", Raw{Type::Data, u"QQ"_s}},
        {"data, too much padding", "<data>QUJD=</data>", Raw{Type::Data, u"QUJD="_s}},
        {"data, more behind padding", "<data>QQ==QQ==</data>", Raw{Type::Data, u"QQ==QQ=="_s}},
        {"string", "<string>Wi-Fi</string>", u"Wi-Fi"_s},
        {"string, empty element", "<string/>", u""_s},
        {"string, empty", "<string></string>", u""_s},
        {"string, blanks kept", "<string> a\tb\n</string>", u" a\tb\n"_s},
        {"string, references", "<string>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;&#x1F600;</string>",
         u"<&>\"'AB\U0001F600"_s},
        {"string, CDATA", "<string>a<![CDATA[<b>&amp;]]>c</string>", u"a<b>&amp;c"_s},
        {"string, comment and instruction", "<string>a<!-- b --><?c d?>e</string>", u"ae"_s},
        {"string, line ends", "<string>a\r\nb\rc&#13;</string>", u"a\nb\nc\r"_s},
        {"string, beyond ASCII", "<string>Gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80</string>",
         u"Grüß \U0001F600"_s},
        {"string, token", "<string>{{name}}</string>", u"{{name}}"_s},
        {"array", "<array><true/><array/><string>x</string></array>", Array{true, Array{}, u"x"_s}},
        {"dict", "<dict><key>a</key><integer>1</integer><key/><dict/></dict>",
         Dict{{u"a"_s, 1}, {u""_s, Dict{}}}},
        {"dict, key with references", "<dict><key>a&amp;<![CDATA[<b>]]></key><true/></dict>",
         Dict{{u"a&<b>"_s, true}}},
        {"attributes and blanks in tags", "<dict a='>' ><key b=\"c\">k</key ><true /></dict\n>",
         Dict{{u"k"_s, true}}},
    };
    for (const Row& row : rows)
        QTest::newRow(row.name) << row.xml << QVariant::fromValue(static_cast<const void*>(&row.value));
}

void PlistReader::values()
{
    QFETCH(QByteArray, xml);
    QFETCH(QVariant, unused);
    const auto* expected = static_cast<const Value*>(unused.value<const void*>());
    const auto document = Document::read(file(xml));
    QVERIFY2(document, document ? "" : qPrintable(describe(document.error())));
    QVERIFY(document->root() == *expected);
    QCOMPARE(*document->toBytes(), file(xml));
    QVERIFY(!document->isModified());

    // What is written reads back as the same, and as the same text again.
    const auto again = Document::read(plist::writeXml(*expected));
    QVERIFY2(again, again ? "" : qPrintable(describe(again.error())));
    QVERIFY(again->root() == *expected);
    QCOMPARE(plist::writeXml(again->root()), plist::writeXml(*expected));
}

void PlistReader::notes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("expected");
    const QByteArray root = "<plist version=\"1.0\"><dict/></plist>";
    const auto row = [](const char* name, const QByteArray& bytes, const QStringList& notes) {
        QTest::newRow(name) << bytes << notes;
    };
    row("nothing to say", header() + root, {});
    row("comment, blanks and instruction at the end", header() + root + "\n<!-- x -->\n<?y?>\n", {});
    row("byte order mark", "\xEF\xBB\xBF" + header() + root, {});
    row("blanks in front", " \n" + header() + root, {u"before"_s});
    row("text in front", "profile: " + header() + root, {u"before"_s});
    row("comment in front", "<!-- x -->" + header() + root, {u"before"_s});
    row("misspelt declaration", header().replace("1.0\" e", "1.0\"e") + root, {u"misspelt"_s});
    row("declaration without version", header().replace(" version=\"1.0\"", "") + root, {u"misspelt"_s});
    row("declaration in capitals", header().replace("<?xml", "<?XML") + root, {u"misspelt"_s});
    row("no declaration", header().mid(header().indexOf('\n') + 1) + root, {u"undeclared"_s});
    row("no document type", header().left(header().indexOf('\n') + 1) + root, {u"doctype"_s});
    row("Apple Computer", header().replace("-//Apple//", "-//Apple Computer//") + root, {u"doctype"_s});
    row("document type with https and single quotes",
        header().replace("http:", "https:").replace('"', '\'') + root, {});
    row("text behind", header() + root + "\nthe end", {u"after"_s});
    row("NULs behind", header() + root + QByteArray(3, '\0'), {u"after"_s});
    row("bytes behind that are not UTF-8", header() + root + "\xFF\xFE", {u"after"_s});
    row("a second file behind", header() + root + header() + root, {u"after"_s});
    row("text between elements", file("<dict>{{#if x}}<key>a</key><true/>{{/if}}</dict>"),
        {u"stray"_s, u"stray"_s});
    row("text between key and value", file("<dict><key>a</key>x<true/></dict>"), {u"stray a"_s});
    row("text between items", file("<array><dict><key>a</key><array>x<true/>y</array></dict></array>"),
        {u"stray [0].a"_s, u"stray [0].a"_s});
    row("text in a boolean", file("<array><true>x</true></array>"), {u"stray [0]"_s});
    row("repeated key", file("<dict><key>a</key><true/><key>b</key><true/><key>a</key><false/></dict>"),
        {u"duplicate a"_s});
    row("key three times", file("<dict><key>a</key><true/><key>a</key><true/><key>a</key><false/></dict>"),
        {u"duplicate a"_s, u"duplicate a"_s});
    row("repeated key in an item",
        file("<dict><key>b</key><array><true/><dict><key>a</key><true/><key>a</key><false/></dict></array></"
             "dict>"),
        {u"duplicate b[1].a"_s});
    row("the same key further in and out",
        file("<dict><key>a</key><dict><key>a</key><true/></dict><key>b</key><dict><key>a</key><true/></"
             "dict></dict>"),
        {});
    row("bad values",
        file("<array><integer>x</integer><real>x</real><date>x</date><data>?</data><integer>1_0</integer></"
             "array>"),
        {u"bad [0]"_s, u"bad [1]"_s, u"bad [2]"_s, u"bad [3]"_s, u"bad [4]"_s});
    row("bad value below a key", file("<dict><key>a</key><array><true/><integer/></array></dict>"),
        {u"bad a[1]"_s});
    row("numbers Apple knows",
        file("<array><real>NaN</real><real>-inf</real><integer>9223372036854775808</integer></array>"), {});
    row("integer too long", file("<integer>18446744073709551616</integer>"), {u"bad"_s});
    row("no plist element", header() + "<dict/>", {u"malformed"_s});
    row("control character", file("<string>a\x01</string>"), {u"malformed"_s});
    row("U+FFFF", file("<string>a\xEF\xBF\xBF</string>"), {u"malformed"_s});
    row("]]> in a text", file("<string>a ]]> b</string>"), {u"malformed"_s});
    row("-- in a comment", file("<!-- a -- b --><true/>"), {u"malformed"_s});
    row("number of a control character", file("<string>&#1;</string>"), {u"malformed"_s});
    row("attributes without quotes", file("<string a=b>x</string>"), {u"malformed"_s});
    row("the same attribute twice", file("<string a='' a=''>x</string>"), {u"malformed"_s});
    row("declaration inside", file("<?xml version=\"1.0\"?><true/>"), {u"malformed"_s});
    row("key without value", file("<dict><key>a</key></dict>"), {u"malformed a"_s});
    row("key as a value", file("<array><key>a</key></array>"), {u"malformed"_s});
    row("two roots", file("<true/><false/>"), {u"malformed"_s});
    row("nonsense behind a second value", file("<dict><key>a</key><true/></dict><true/></dict>"),
        {u"after"_s, u"malformed"_s, u"malformed"_s});
    row("plist in plist", file("<plist><true/></plist>"), {u"malformed"_s});
    row("unknown element", file("<dict><key>a</key><foo/><true/></dict>"), {u"malformed a"_s});
    row("element in a key", file("<dict><key>a<b/></key><true/></dict>"), {u"malformed"_s});
    row("element in a text", file("<string>a<b>c</b></string>"), {u"malformed"_s});
    row("no closing plist", header() + "<plist><dict/>", {u"malformed"_s});
    row("Latin-1 that says UTF-8", file("<string>Gr\xFC\xDF</string>"), {u"encoding"_s});
    row("document type with declarations",
        header().replace("PropertyList-1.0.dtd\">", "PropertyList-1.0.dtd\" [<!ELEMENT x ANY><!-- ]> ' -->]>")
            + "<plist><dict/></plist>",
        {u"doctype"_s});
}

void PlistReader::notes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, expected);
    const auto document = Document::read(bytes);
    QVERIFY2(document, document ? "" : qPrintable(describe(document.error())));
    QCOMPARE(noteList(*document), expected);
    QCOMPARE(*document->toBytes(), bytes);
}

void PlistReader::encodingNoteStandsAtTheBadByte()
{
    const auto placeIn = [](const QByteArray& bytes) {
        const auto document = Document::read(bytes);
        if (!document || document->notes().size() != 1)
            return QString();
        const base::TextPosition at = document->position(document->notes().front().range.begin);
        return u"%1:%2"_s.arg(at.line).arg(at.column);
    };
    QCOMPARE(placeIn(file("<string>Gr\xFC\xDF</string>")), u"4:11"_s);
    // What is UTF-8 in front of it fits.
    QCOMPARE(placeIn(file("<dict>\n<key>\xC3\xA4</key><string>\xE2\x82\xAC</string>\n<key>b</key>"
                          "<string>\xC3\xBC\xFC</string></dict>")),
             u"6:23"_s);
    QCOMPARE(placeIn(file("<string>a\xC3\xBC</string>").replace("UTF-8", "ASCII")), u"4:10"_s);
}

void PlistReader::errors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QByteArray& bytes, const QString& expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("nothing", "", u"1:1 The file is empty"_s);
    row("blanks", " \n\n", u"1:1 The file is empty"_s);
    row("JSON", "{\"a\":1}", u"1:1 This is not a property list"_s);
    row("a signed file that was not unwrapped", "0\x82\x01\x02\x06\x09*\x86" + file("<dict/>"),
        u"1:1 This is not a property list"_s);
    row("HTML", "<html><body>x</body></html>", u"1:1 <html> is not a property list"_s);
    row("empty plist", header() + "<plist/>", u"3:1 The property list is empty"_s);
    row("value without key", file("<dict>\n  <string>x</string></dict>"),
        u"5:3 A <string> stands in a dictionary without a key"_s);
    row("two values for a key", file("<dict><key>a</key><true/><false/></dict>"),
        u"4:26 A <false> stands in a dictionary without a key"_s);
    row("element that is none for a value",
        file("<dict>\n<key>a</key>\n<number>5</number>\n<key>b</key>\n<true/></dict>"),
        u"6:1 <number> means nothing here"_s);
    row("key without value", file("<dict>\n<key>a</key>\n<key>b</key>\n<true/></dict>"),
        u"6:1 The key \"a\" in front has no value"_s);
    row("value without key, long after a key without value",
        file("<dict>\n<key>a</key><key>b</key>\n<key>c</key><true/>\n<false/></dict>"),
        u"7:1 A <false> stands in a dictionary without a key"_s);
    row("tags that do not match", file("<dict>\n<key>a</key>\n<array>\n</dict>"),
        u"7:1 <array> was opened in line 6 and is closed by </dict>"_s);
    row("closing tag too many", file("<dict/>\n</dict>"),
        u"5:1 <plist> was opened in line 3 and is closed by </dict>"_s);
    row("file ends", header() + "<plist>\n<dict>\n<key>a</key>",
        u"5:13 The file ends while <dict> from line 4 is open"_s);
    row("bare ampersand", file("<string>R&D</string>"), u"4:10 The character & is written &amp; here"_s);
    row("bare ampersand after letters beyond ASCII", file("<string>\xC3\xA4\xF0\x9F\x98\x80&D</string>"),
        u"4:11 The character & is written &amp; here"_s);
    row("bare less-than", file("<string>a < b</string>"),
        u"4:11 The character < is written &lt; where no tag begins"_s);
    row("entity of HTML", file("<string>a&nbsp;b</string>"),
        u"4:10 The entity &nbsp; is not one a property list has; write the character"_s);
    row("number of no character", file("<string>&#x110000;</string>"),
        u"4:9 &#x110000; is not the number of a character"_s);
    row("NUL", file(QByteArray("<string>a\0b</string>", 20)), u"4:10 A NUL byte stands here"_s);
    row("comment without end", file("<!-- <dict/>"), u"4:1 This comment is not closed"_s);
    row("UTF-16 with half a character", QByteArray("\xFF\xFE<\0p", 5),
        u"1:2 The file is not valid in its encoding, UTF-16LE"_s);
    row("UTF-16 with half a pair of surrogates", QByteArray("\xFF\xFE<\0\n\0\xE4\0\x3D\xD8<\0", 12),
        u"2:2 The file is not valid in its encoding, UTF-16LE"_s);
    row("NUL before the declaration", QByteArray(1, '\0') + file("<dict/>"),
        u"1:1 This is not a property list"_s);
    row("endless name", header() + '<' + QByteArray(10'000, 'x') + "></x>",
        u"3:10003 <%1…> was opened in line 3 and is closed by </x>"_s.arg(QString(79, u'x')));
    row("binary, cut short", "bplist00\x01",
        u"This binary property list is damaged: its table of values does not fit"_s);
    row("binary, a number beyond 64 bits",
        binaryFile(QByteArray::fromHex("1400000000000000010000000000000000")),
        u"A number in the file has more than 64 bits"_s);
    row("binary, a date that is no number", binaryFile(QByteArray::fromHex("337ff8000000000000")),
        u"This binary property list is damaged: a date lies outside the years 0 to 9999"_s);
    row("binary, a date in the year 10000", binaryFile(QByteArray::fromHex("33424d62d23c800000")),
        u"This binary property list is damaged: a date lies outside the years 0 to 9999"_s);
}

void PlistReader::errors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const auto document = Document::read(bytes);
    QVERIFY(!document);
    QCOMPARE(describe(document.error()), expected);
    QCOMPARE(document.error().code, base::Error::Code::InvalidInput);
}

void PlistReader::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QString text =
        u"<?xml version=\"1.0\" encoding=\"%1\"?><!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
        "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\"><plist><dict><key>Gr\u00FC\u00DFe</key>"
        "<string>na\u00EFve</string></dict></plist>"_s;
    const auto wide = [](const QString& s, QSysInfo::Endian endian) {
        QByteArray bytes;
        for (const QChar c : s) {
            const char low = static_cast<char>(c.unicode() & 0xFF);
            const char high = static_cast<char>(c.unicode() >> 8);
            bytes += endian == QSysInfo::LittleEndian ? low : high;
            bytes += endian == QSysInfo::LittleEndian ? high : low;
        }
        return bytes;
    };
    QTest::newRow("UTF-8") << text.arg(u"UTF-8"_s).toUtf8();
    QTest::newRow("UTF-16, little end first")
        << QByteArray("\xFF\xFE") + wide(text.arg(u"UTF-16"_s), QSysInfo::LittleEndian);
    QTest::newRow("UTF-16, big end first")
        << QByteArray("\xFE\xFF") + wide(text.arg(u"UTF-16"_s), QSysInfo::BigEndian);
    QTest::newRow("UTF-16 without mark") << wide(text.arg(u"UTF-16"_s), QSysInfo::LittleEndian);
    QTest::newRow("ISO-8859-1") << text.arg(u"ISO-8859-1"_s).toLatin1();
    QTest::newRow("windows-1252") << text.arg(u"windows-1252"_s).toLatin1();
}

void PlistReader::encodings()
{
    QFETCH(QByteArray, bytes);
    auto document = Document::read(bytes);
    QVERIFY2(document, document ? "" : qPrintable(describe(document.error())));
    QVERIFY(document->root() == Value(Dict{{u"Gr\u00FC\u00DFe"_s, u"na\u00EFve"_s}}));
    QCOMPARE(noteList(*document), QStringList());
    QCOMPARE(*document->toBytes(), bytes);

    // What the encoding has not becomes a reference; all else stays byte for byte.
    const plist::Edit edit = plist::Edit::set({u"Gr\u00FC\u00DFe"_s}, u"\u00E9 \U0001F600 \u4E2D"_s);
    const auto change = document->apply({&edit, 1});
    QVERIFY(change);
    const auto saved = document->toBytes();
    QVERIFY(saved);
    const auto again = Document::read(*saved);
    QVERIFY2(again, again ? "" : qPrintable(describe(again.error())));
    QVERIFY(again->root() == document->root());
    document->revert(*change);
    QCOMPARE(*document->toBytes(), bytes);
}

void PlistReader::whatNamesNoEncodingIsStillRead()
{
    for (const char* name : {"UTF-16", "foo-99", "US-ASCII"}) {
        const QByteArray bytes = file("<string>\xC3\xBC</string>").replace("UTF-8", name);
        const auto document = Document::read(bytes);
        QVERIFY(document);
        QVERIFY(document->root() == Value(u"\u00FC"_s));
        QCOMPARE(noteList(*document), QStringList{u"encoding"_s});
        QCOMPARE(document->notes().front().text, u"UTF-8"_s);
    }
    const auto document = Document::read(file("<string>\xFC\x80</string>"));
    QVERIFY(document);
    QVERIFY(document->root() == Value(u"\u00FC\u20AC"_s));
    QCOMPARE(document->notes().front().text, u"windows-1252"_s);
}

void PlistReader::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto nested = [](int levels) {
        return file(QByteArray("<array>").repeated(levels) + QByteArray("</array>").repeated(levels));
    };
    QTest::newRow("128 levels") << nested(128) << QString();
    QTest::newRow("129 levels") << nested(129) << u"4:897 Values are nested more than 128 levels deep"_s;
    QTest::newRow("a million levels")
        << nested(1'000'000) << u"4:897 Values are nested more than 128 levels deep"_s;
    QTest::newRow("unknown elements, deep")
        << file(QByteArray("<a>").repeated(100'000) + QByteArray("</a>").repeated(100'000))
        << u"4:1537 Elements are nested too deeply"_s;
    QTest::newRow("1,000,000 values")
        << file("<array>" + QByteArray("<true/>").repeated(999'999) + "</array>") << QString();
    QTest::newRow("1,000,001 values")
        << file("<array>" + QByteArray("<true/>").repeated(1'000'000) + "</array>")
        << u"4:7000001 There are more than 1,000,000 values"_s;
    QTest::newRow("64 MiB and a byte") << file("<string>" + QByteArray(plist::maxBytes, 'x') + "</string>")
                                       << u"A property list may be at most 64 MiB large"_s;
}

void PlistReader::limits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const auto document = Document::read(bytes);
    QCOMPARE(document ? QString() : describe(document.error()), expected);
}

void PlistReader::entitiesAreNeverExpanded()
{
    QByteArray laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE plist [\n<!ENTITY a \"ha\">\n";
    for (char c = 'b'; c < 'z'; ++c)
        laughs += QByteArray("<!ENTITY ") + c + " \"" + (QByteArray("&") + char(c - 1) + ';').repeated(10)
                  + "\">\n";
    const auto bomb = Document::read(laughs + "]>\n<plist><string>&y;</string></plist>");
    QVERIFY(!bomb);
    QCOMPARE(bomb.error().position->line, 3);
    const auto outside = Document::read("<?xml version=\"1.0\"?><!DOCTYPE plist [<!ENTITY a SYSTEM "
                                        "\"file:///etc/passwd\">]><plist><string>&a;</string></plist>");
    QVERIFY(!outside);
    const auto parameter = Document::read("<?xml version=\"1.0\"?><!DOCTYPE plist [<!ENTITY % a SYSTEM "
                                          "\"http://localhost/\"> %a;]><plist><string>x</string></plist>");
    QVERIFY(!parameter);
    const auto skipped = Document::read("<?xml version=\"1.0\"?><!DOCTYPE plist SYSTEM \"x\">"
                                        "<plist><string>&a;</string></plist>");
    QVERIFY(!skipped);
}

void PlistReader::rangesAndPaths()
{
    const QByteArray text =
        file("<dict>\n\t<key>a</key>\n\t<array>\n\t\t<string>x</string>\n\t\t<dict/>\n\t</array>\n"
             "\t<key>b</key> <integer>1</integer>\n</dict>");
    const auto document = Document::read(text);
    QVERIFY(document);
    const auto slice = [&](std::optional<plist::Range> range) {
        return range ? text.mid(range->begin, range->size()) : QByteArray("-");
    };
    QCOMPARE(slice(document->keyRange({u"a"_s})), "<key>a</key>");
    QCOMPARE(slice(document->valueRange({u"a"_s, std::size_t{0}})), "<string>x</string>");
    QCOMPARE(slice(document->valueRange({u"a"_s, std::size_t{1}})), "<dict/>");
    QCOMPARE(slice(document->valueRange({u"b"_s})), "<integer>1</integer>");
    QCOMPARE(slice(document->keyRange({})), "-");
    QCOMPARE(slice(document->keyRange({u"a"_s, std::size_t{0}})), "-");
    QCOMPARE(slice(document->valueRange({u"c"_s})), "-");
    QCOMPARE(slice(document->valueRange({})).left(6), "<dict>");

    const auto at = [&](const char* what) {
        return document->pathAt(text.indexOf(what)).toString();
    };
    QCOMPARE(at("<?xml"), u""_s);
    QCOMPARE(at("<key>a"), u"a"_s);
    QCOMPARE(at("x</string"), u"a[0]"_s);
    QCOMPARE(at("<dict/>"), u"a[1]"_s);
    QCOMPARE(at("</array"), u"a"_s);
    QCOMPARE(at("<integer"), u"b"_s);
    QCOMPARE(at("</dict>"), u""_s);
    QCOMPARE(at("</plist"), u""_s);
}

void PlistReader::aReferenceIsOneValue()
{
    const auto binary = plist::writeBinary(Dict{{u"a"_s, plist::Uid{5}}});
    QVERIFY(binary);
    const auto document = Document::read(*binary);
    QVERIFY2(document, document ? "" : qPrintable(describe(document.error())));
    QVERIFY(document->root() == Value(Dict{{u"a"_s, plist::Uid{5}}}));
    QCOMPARE(document->pathAt(document->text().indexOf("<integer>")).toString(), u"a"_s);
}

void PlistReader::aReferenceStaysOneInTheBinaryForm()
{
    const QByteArray reference = "\x80\x05";
    auto document = Document::read(binaryFile(reference));
    QVERIFY2(document, document ? "" : qPrintable(describe(document.error())));
    const plist::Edit edit = plist::Edit::set({u"Y"_s}, true);
    QVERIFY(document->apply({&edit, 1}));
    const auto edited = document->toBytes();
    QVERIFY(edited);
    QVERIFY(edited->contains(reference));
    QVERIFY(!edited->contains("CF$UID"));

    const auto inside = plist::writeBinary(Dict{{u"a"_s, Array{true, plist::Uid{5}}}});
    QVERIFY(inside);
    QVERIFY(inside->contains(reference));
    QVERIFY(Document::read(*inside)->root() == Value(Dict{{u"a"_s, Array{true, plist::Uid{5}}}}));
    const auto alone = plist::writeBinary(plist::Uid{5});
    QVERIFY(alone && alone->contains(reference));
}

void PlistReader::datesThatTheTextCannotSayAreNotEdited()
{
    // 2001-01-01 and half a second; 0999-12-31.
    for (const char* seconds : {"333fe0000000000000", "33c21d6b5036000000"}) {
        const QByteArray bytes = binaryFile(QByteArray::fromHex(seconds));
        auto document = Document::read(bytes);
        QVERIFY2(document, document ? "" : qPrintable(describe(document.error())));
        const plist::Edit edit = plist::Edit::set({u"Y"_s}, true);
        QVERIFY(!document->apply({&edit, 1}));
        QCOMPARE(*document->toBytes(), bytes);
    }
    auto exact = Document::read(binaryFile(QByteArray::fromHex("33c21d6b4af0000000")));
    const plist::Edit edit = plist::Edit::set({u"Y"_s}, true);
    QVERIFY(exact && exact->apply({&edit, 1}));
}

void PlistReader::repeatedKeysKeepTheLast()
{
    const QByteArray text =
        file("<dict><key>a</key><string>1</string><key>b</key><true/><key>a</key><string>2</string></dict>");
    const auto document = Document::read(text);
    QVERIFY(document);
    QVERIFY(document->root() == Value(Dict{{u"b"_s, true}, {u"a"_s, u"2"_s}}));
    QCOMPARE(document->root().as<Dict>()->entry(1).first, u"a"_s);
    QCOMPARE(document->valueRange({u"a"_s})->begin, text.indexOf("<string>2"));
    const Note& note = document->notes().front();
    QCOMPARE(text.mid(note.range.begin, note.range.size()), "<key>a</key>");
    QCOMPARE(note.range.begin, text.indexOf("<key>a"));
}

void PlistReader::positionsCountCharacters()
{
    const QByteArray text = file("<string>\xC3\xA4\xF0\x9F\x98\x80x</string>\r\n<!-- -->\r<!-- -->");
    const auto document = Document::read(text);
    QVERIFY(document);
    QCOMPARE(document->position(0), (base::TextPosition{1, 1}));
    QCOMPARE(document->position(text.indexOf("x</string")), (base::TextPosition{4, 11}));
    QCOMPARE(document->position(text.indexOf("<!-- -->")), (base::TextPosition{5, 1}));
    QCOMPARE(document->position(text.lastIndexOf("<!-- -->") + 2), (base::TextPosition{6, 3}));
    const QByteArray longLine = file("<string>" + QByteArray("\xC3\xA4").repeated(10'000) + "</string>");
    const auto far = Document::read(longLine);
    QVERIFY(far);
    QCOMPARE(far->position(longLine.indexOf("</string")), (base::TextPosition{4, 10'009}));
    QCOMPARE(far->position(longLine.size() + 5), (base::TextPosition{6, 1}));
}

void PlistReader::tokens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << u"plain text"_s << QStringList();
    QTest::newRow("braces") << u"{{a}} and {{ b.c }}"_s << QStringList{u"{{a}}"_s, u"{{ b.c }}"_s};
    QTest::newRow("three braces") << u"{{{a}}}"_s << QStringList{u"{{{a}}}"_s};
    QTest::newRow("a template's block")
        << u"{{#if a}}x{{/if}}"_s << QStringList{u"{{#if a}}"_s, u"{{/if}}"_s};
    QTest::newRow("dollar") << u"$A-${B}"_s << QStringList{u"$A"_s, u"${B}"_s};
    QTest::newRow("percent") << u"%HardwareUUID% %ComputerName%"_s
                             << QStringList{u"%HardwareUUID%"_s, u"%ComputerName%"_s};
    QTest::newRow("one brace, whole text") << u"{Name}"_s << QStringList{u"{Name}"_s};
    QTest::newRow("one brace in a text") << u"x{Name}"_s << QStringList();
    QTest::newRow("percent signs of a URL") << u"a%20b%20c"_s << QStringList();
    QTest::newRow("money") << u"$5 and 100 %"_s << QStringList();
    QTest::newRow("not closed") << u"{{a} ${b %c"_s << QStringList();
    QTest::newRow("empty") << u"{{}} ${} %%"_s << QStringList();
    QTest::newRow("escaped for an address")
        << u"https://ca/gr%C3%B6%C3%9Fe%2Fscep/%CE%B1%20Z%C3%BCrich%20%E4%B8%AD%AA%"_s << QStringList();
    QTest::newRow("a variable behind an escaped blank")
        << u"https://ca/a%20%Address%/%DeviceName%"_s << QStringList({u"%Address%"_s, u"%DeviceName%"_s});
}

void PlistReader::tokens()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const auto found = plist::tokens(text);
    QCOMPARE(QStringList(found.begin(), found.end()), expected);
}

QTEST_GUILESS_MAIN(PlistReader)
#include "tst_plist_reader.moc"
