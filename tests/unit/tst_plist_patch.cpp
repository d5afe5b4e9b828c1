// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"
#include "tests/support/same_reading.h"

#include <QTest>

using plist::Array;
using plist::Dict;
using plist::Document;
using plist::Edit;
using plist::Path;
using plist::Raw;
using plist::Type;
using plist::Value;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                        "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n";

QByteArray file(const QByteArray& value)
{
    return head + "<plist version=\"1.0\">\n" + value + "\n</plist>\n";
}

Path path(const char* text) { return *Path::fromString(QString::fromLatin1(text)); }

struct Row
{
    const char* name;
    QByteArray before;
    std::vector<Edit> edits;
    QByteArray after;
    const char* scope = "";
};

const QByteArray small =
    "<dict>\n\t<key>a</key>\n\t<string>x</string>\n\t<key>b</key>\n\t<integer>1</integer>\n</dict>";

std::vector<Row> setRows()
{
    return {
        {"string",
         small,
         {Edit::set(path("a"), u"R&D <1>\r"_s)},
         "<dict>\n\t<key>a</key>\n\t<string>R&amp;D "
         "&lt;1&gt;&#13;</string>\n\t<key>b</key>\n\t<integer>1</integer>\n</dict>",
         "a"},
        {"equal value", small, {Edit::set(path("a"), u"x"_s)}, small},
        {"equal number of another type",
         small,
         {Edit::set(path("b"), u"1"_s)},
         "<dict>\n\t<key>a</key>\n\t<string>x</string>\n\t<key>b</key>\n\t<string>1</string>\n</dict>",
         "b"},
        {"boolean",
         "<dict><key>a</key><true /></dict>",
         {Edit::set(path("a"), false)},
         "<dict><key>a</key><false/></dict>",
         "a"},
        {"spelt-out boolean", "<true></true>", {Edit::set({}, false)}, "<false/>"},
        {"empty element",
         "<array><string/></array>",
         {Edit::set(path("[0]"), u"x"_s)},
         "<array><string>x</string></array>",
         "[0]"},
        {"to the empty text",
         "<array><string>x</string></array>",
         {Edit::set(path("[0]"), u""_s)},
         "<array><string></string></array>",
         "[0]"},
        {"attributes stay",
         "<array><string a='b'>x</string></array>",
         {Edit::set(path("[0]"), u"y"_s)},
         "<array><string a='b'>y</string></array>",
         "[0]"},
        {"CDATA goes with the text it held",
         "<string>a<![CDATA[b]]></string>",
         {Edit::set({}, u"<"_s)},
         "<string>&lt;</string>"},
        {"line feeds follow the file",
         "<dict>\r\n<key>a</key>\r\n<string>x</string>\r\n</dict>",
         {Edit::set(path("a"), u"1\n2"_s)},
         "<dict>\r\n<key>a</key>\r\n<string>1\r\n2</string>\r\n</dict>",
         "a"},
        {"number", small, {Edit::set(path("b"), -5)}, QByteArray(small).replace(">1<", ">-5<"), "b"},
        {"real", "<real>1</real>", {Edit::set({}, 0.1)}, "<real>0.1</real>"},
        {"date",
         "<date>2001-01-01T00:00:00Z</date>",
         {Edit::set({}, QDateTime(QDate(2099, 2, 3), QTime(4, 5, 6), Qt::UTC))},
         "<date>2099-02-03T04:05:06Z</date>"},
        {"data in a line",
         "<dict>\n<key>d</key>\n<data>QQ==</data>\n</dict>",
         {Edit::set(path("d"), QByteArray("AB"))},
         "<dict>\n<key>d</key>\n<data>QUI=</data>\n</dict>",
         "d"},
        {"data in lines",
         "<dict>\n  <key>d</key>\n  <data>\n    QQ==\n  </data>\n</dict>",
         {Edit::set(path("d"), QByteArray(60, 'A'))},
         "<dict>\n  <key>d</key>\n  <data>\n    " + QByteArray(60, 'A').toBase64().left(68) + "\n    "
             + QByteArray(60, 'A').toBase64().mid(68) + "\n  </data>\n</dict>",
         "d"},
        {"token for a number",
         small,
         {Edit::set(path("b"), Raw{Type::Integer, u"{{n}}"_s})},
         QByteArray(small).replace(">1<", ">{{n}}<"),
         "b"},
        {"number for a token",
         "<array><integer>{{n}}</integer></array>",
         {Edit::set(path("[0]"), 7)},
         "<array><integer>7</integer></array>",
         "[0]"},
        {"string becomes dictionary",
         small,
         {Edit::set(path("a"), Dict{{u"k"_s, 1}})},
         "<dict>\n\t<key>a</key>\n\t<dict>\n\t\t<key>k</key>\n\t\t<integer>1</integer>\n\t</dict>\n\t<key>b</"
         "key>\n\t<integer>1</integer>\n</dict>",
         "a"},
        {"new key",
         small,
         {Edit::set(path("c"), true)},
         "<dict>\n\t<key>a</key>\n\t<string>x</string>\n\t<key>b</key>\n\t<integer>1</integer>\n\t<key>c</"
         "key>\n\t<true/>\n</dict>",
         "c"},
        {"new key with what is on the way",
         small,
         {Edit::set(path("c.d[0]"), u"x"_s)},
         "<dict>\n\t<key>a</key>\n\t<string>x</string>\n\t<key>b</key>\n\t<integer>1</integer>\n\t<key>c</"
         "key>\n\t<dict>\n"
         "\t\t<key>d</key>\n\t\t<array>\n\t\t\t<string>x</string>\n\t\t</array>\n\t</dict>\n</dict>",
         "c"},
        {"new item",
         "<array>\n  <true/>\n</array>",
         {Edit::set(path("[1]"), false)},
         "<array>\n  <true/>\n  <false/>\n</array>",
         "[1]"},
        {"repeated key: the one that counts",
         "<dict><key>a</key><true/><key>a</key><string>x</string></dict>",
         {Edit::set(path("a"), u"y"_s)},
         "<dict><key>a</key><true/><key>a</key><string>y</string></dict>",
         "a"},
        {"dictionary over dictionary",
         small,
         {Edit::set({}, Dict{{u"b"_s, 1}, {u"c"_s, 2}})},
         "<dict>\n\t<key>b</key>\n\t<integer>1</integer>\n\t<key>c</key>\n\t<integer>2</integer>\n</dict>"},
        {"order alone is no change", small, {Edit::set({}, Dict{{u"b"_s, 1}, {u"a"_s, u"x"_s}})}, small},
        {"array over array",
         "<array>\n<string>a</string>\n<!-- b --><string>b</string>\n<string>c</string>\n</array>",
         {Edit::set({}, Array{u"a"_s, u"x"_s, u"c"_s})},
         "<array>\n<string>a</string>\n<!-- b --><string>x</string>\n<string>c</string>\n</array>"},
        {"array grows in the middle",
         "<array>\n<string>a</string>\n<string>c</string>\n</array>",
         {Edit::set({}, Array{u"a"_s, u"b"_s, u"c"_s})},
         "<array>\n<string>a</string>\n<string>b</string>\n<string>c</string>\n</array>"},
        {"array shrinks in the middle",
         "<array>\n<string>a</string>\n<string>b</string>\n<string>c</string>\n</array>",
         {Edit::set({}, Array{u"a"_s, u"c"_s})},
         "<array>\n<string>a</string>\n<string>c</string>\n</array>"},
        {"a reference is a dictionary in XML",
         "<dict/>",
         {Edit::set(path("u"), plist::Uid{5})},
         "<dict>\n\t<key>u</key>\n\t<dict>\n\t\t<key>CF$UID</key>\n\t\t<integer>5</integer>\n\t</dict>\n</"
         "dict>",
         "u"},
    };
}

std::vector<Row> insertRows()
{
    const QByteArray spaces = "<dict>\n    <key>a</key>\n    <array>\n        <true/>\n    </array>\n    "
                              "<key>e</key>\n    <array/>\n</dict>";
    return {
        {"indentation of the file, empty element opened",
         spaces,
         {Edit::insert(path("e[0]"), Dict{{u"k"_s, 1}})},
         "<dict>\n    <key>a</key>\n    <array>\n        <true/>\n    </array>\n    <key>e</key>\n    "
         "<array>\n        <dict>\n"
         "            <key>k</key>\n            <integer>1</integer>\n        </dict>\n    </array>\n</dict>",
         "e"},
        {"in front",
         spaces,
         {Edit::insert(path("a[0]"), false)},
         QByteArray(spaces).replace("<true/>", "<false/>\n        <true/>"),
         "a"},
        {"behind",
         spaces,
         {Edit::insert(path("a[1]"), false)},
         QByteArray(spaces).replace("<true/>", "<true/>\n        <false/>"),
         "a"},
        {"key at a position",
         small,
         {Edit::insert(path("c"), true, 1)},
         "<dict>\n\t<key>a</key>\n\t<string>x</string>\n\t<key>c</key>\n\t<true/>\n\t<key>b</"
         "key>\n\t<integer>1</integer>\n</dict>"},
        {"key in front",
         small,
         {Edit::insert(path("c"), true)},
         "<dict>\n\t<key>c</key>\n\t<true/>\n\t<key>a</key>\n\t<string>x</string>\n\t<key>b</"
         "key>\n\t<integer>1</integer>\n</dict>"},
        {"comments behind the sibling stay with it",
         "<array>\n\t<true/> <!-- one --> <!-- two -->  \n\t<!-- of the next -->\n\t<true/>\n</array>",
         {Edit::insert(path("[1]"), false)},
         "<array>\n\t<true/> <!-- one --> <!-- two -->  \n\t<false/>\n\t<!-- of the next "
         "-->\n\t<true/>\n</array>"},
        {"a processing instruction behind the sibling stays with it",
         "<array>\n\t<true/><?of it?> <!-- too -->\n</array>",
         {Edit::insert(path("[1]"), false)},
         "<array>\n\t<true/><?of it?> <!-- too -->\n\t<false/>\n</array>"},
        {"comment behind the opening tag",
         "<array> <!-- list -->\n\t<true/>\n</array>",
         {Edit::insert(path("[0]"), false)},
         "<array> <!-- list -->\n\t<false/>\n\t<true/>\n</array>"},
        {"minified",
         "<dict><key>a</key><dict><key>b</key><true/></dict></dict>",
         {Edit::set(path("a.c"), Dict{{u"d"_s, QByteArray("x")}}), Edit::set(path("e"), Array{1, 2})},
         "<dict><key>a</key><dict><key>b</key><true/><key>c</key><dict><key>d</key><data>eA==</data></dict></"
         "dict>"
         "<key>e</key><array><integer>1</integer><integer>2</integer></array></dict>"},
        {"minified, empty",
         "<dict><key>a</key><dict/></dict>",
         {Edit::set(path("a.c"), 1)},
         "<dict><key>a</key><dict><key>c</key><integer>1</integer></dict></dict>",
         "a.c"},
        {"key and value on one line",
         "<dict>\n  <key>a</key> <true/>\n</dict>",
         {Edit::set(path("b"), false)},
         "<dict>\n  <key>a</key> <true/>\n  <key>b</key> <false/>\n</dict>",
         "b"},
        {"Windows line ends",
         "<dict>\r\n\t<key>a</key>\r\n\t<true/>\r\n</dict>",
         {Edit::set(path("b"), Dict{{u"c"_s, QByteArray("x")}})},
         "<dict>\r\n\t<key>a</key>\r\n\t<true/>\r\n\t<key>b</key>\r\n\t<dict>\r\n\t\t<key>c</"
         "key>\r\n\t\t<data>\r\n\t\teA==\r\n\t\t</data>\r\n\t</dict>\r\n</dict>",
         "b"},
        {"empty with a line between",
         "<dict>\n</dict>",
         {Edit::set(path("a"), 1)},
         "<dict>\n\t<key>a</key>\n\t<integer>1</integer>\n</dict>",
         "a"},
        {"empty with nothing between",
         "<dict></dict>",
         {Edit::set(path("a"), 1)},
         "<dict>\n\t<key>a</key>\n\t<integer>1</integer>\n</dict>",
         "a"},
        {"empty with a comment",
         "<dict> <!-- none -->\n</dict>",
         {Edit::set(path("a"), 1)},
         "<dict> <!-- none -->\n\t<key>a</key>\n\t<integer>1</integer>\n</dict>",
         "a"},
        {"closing tag on the last line",
         "<array>\n\t<true/></array>",
         {Edit::set(path("[1]"), false)},
         "<array>\n\t<true/>\n\t<false/></array>",
         "[1]"},
        {"key text is escaped",
         "<dict/>",
         {Edit::set({u"<a&b>"_s}, true)},
         "<dict>\n\t<key>&lt;a&amp;b&gt;</key>\n\t<true/>\n</dict>",
         "<a&b>"},
        {"behind a repeated key",
         "<dict>\n\t<key>a</key>\n\t<true/>\n\t<key>a</key>\n\t<false/>\n</dict>",
         {Edit::set(path("b"), 1)},
         "<dict>\n\t<key>a</key>\n\t<true/>\n\t<key>a</key>\n\t<false/>\n\t<key>b</key>\n\t<integer>1</"
         "integer>\n</dict>",
         "b"},
    };
}

std::vector<Row> otherRows()
{
    const QByteArray list =
        "<array>\n\t<string>a</string>\n\t<string>b</string> <!-- b -->\n\t<string>c</string>\n</array>";
    return {
        {"remove key",
         small,
         {Edit::remove(path("a"))},
         "<dict>\n\t<key>b</key>\n\t<integer>1</integer>\n</dict>"},
        {"remove the last",
         small,
         {Edit::remove(path("b"))},
         "<dict>\n\t<key>a</key>\n\t<string>x</string>\n</dict>"},
        {"remove beside a comment",
         "<array>\n\t<!-- x --><true/>\n\t<false/>\n</array>",
         {Edit::remove(path("[0]"))},
         "<array>\n\t<!-- x -->\n\t<false/>\n</array>"},
        {"remove from one line",
         "<array><true/><false/></array>",
         {Edit::remove(path("[0]"))},
         "<array><false/></array>"},
        {"remove in front of a closing tag",
         "<array>\n\t<true/>\n\t<false/></array>",
         {Edit::remove(path("[1]"))},
         "<array>\n\t<true/></array>"},
        {"insert and remove in front of a closing tag behind a blank",
         "<array>\n\t<true/> </array>",
         {Edit::insert(path("[1]"), false), Edit::remove(path("[1]"))},
         "<array>\n\t<true/> </array>"},
        {"insert and remove behind a processing instruction",
         "<array>\n\t<true/><?of it?>\n</array>",
         {Edit::insert(path("[1]"), false), Edit::remove(path("[1]"))},
         "<array>\n\t<true/><?of it?>\n</array>"},
        {"remove every entry of a key",
         "<dict>\n<key>a</key>\n<true/>\n<key>b</key>\n<true/>\n<key>a</key>\n<false/>\n</dict>",
         {Edit::remove(path("a"))},
         "<dict>\n<key>b</key>\n<true/>\n</dict>"},
        {"rename",
         small,
         {Edit::rename(path("a"), u"A&B"_s)},
         QByteArray(small).replace("<key>a<", "<key>A&amp;B<")},
        {"rename to the same", small, {Edit::rename(path("a"), u"a"_s)}, small},
        {"rename an empty key",
         "<dict><key/><true/></dict>",
         {Edit::rename({u""_s}, u"a"_s)},
         "<dict><key>a</key><true/></dict>"},
        {"rename a repeated key",
         "<dict><key>a</key><true/><key>a</key><false/></dict>",
         {Edit::rename(path("a"), u"b"_s)},
         "<dict><key>b</key><true/><key>b</key><false/></dict>"},
        {"move down",
         list,
         {Edit::move(path("[0]"), 2)},
         "<array>\n\t<string>b</string> <!-- b -->\n\t<string>c</string>\n\t<string>a</string>\n</array>"},
        {"move up",
         list,
         {Edit::move(path("[2]"), 0)},
         "<array>\n\t<string>c</string>\n\t<string>a</string>\n\t<string>b</string> <!-- b -->\n</array>"},
        {"move with its comment",
         list,
         {Edit::move(path("[1]"), 0)},
         "<array>\n\t<string>b</string> <!-- b -->\n\t<string>a</string>\n\t<string>c</string>\n</array>"},
        {"move in one line",
         "<array><integer>1</integer><integer>2</integer><integer>3</integer></array>",
         {Edit::move(path("[2]"), 1)},
         "<array><integer>1</integer><integer>3</integer><integer>2</integer></array>"},
        {"there and back", list, {Edit::move(path("[0]"), 2), Edit::move(path("[2]"), 0)}, list},
        {"insert and remove",
         small,
         {Edit::insert(path("c"), Dict{{u"d"_s, 1}}, 1), Edit::remove(path("c"))},
         small},
        {"insert into empty and remove",
         "<dict>\n\t<key>a</key>\n\t<array/>\n</dict>",
         {Edit::insert(path("a[0]"), 1), Edit::remove(path("a[0]"))},
         "<dict>\n\t<key>a</key>\n\t<array/>\n</dict>",
         "a"},
        {"insert into nothing and remove",
         "<dict></dict>",
         {Edit::set(path("a"), 1), Edit::set(path("b"), 1), Edit::remove(path("a")), Edit::remove(path("b"))},
         "<dict></dict>"},
        {"remove the only one",
         "<dict>\n\t<key>a</key>\n\t<true/>\n</dict>",
         {Edit::remove(path("a"))},
         "<dict>\n</dict>"},
        {"edits see those in front of them",
         small,
         {Edit::set(path("c"), Array{}), Edit::insert(path("c[0]"), 1), Edit::rename(path("c"), u"d"_s),
          Edit::set(path("d[0]"), 2)},
         "<dict>\n\t<key>a</key>\n\t<string>x</string>\n\t<key>b</key>\n\t<integer>1</integer>\n\t<key>d</"
         "key>\n\t<array>\n"
         "\t\t<integer>2</integer>\n\t</array>\n</dict>"},
        {"text between elements stays",
         "<dict>{{#if}}<key>a</key><true/>{{/if}}</dict>",
         {Edit::set(path("a"), false)},
         "<dict>{{#if}}<key>a</key><false/>{{/if}}</dict>",
         "a"},
        {"notes move along",
         "<array><integer>x</integer><true/><integer>y</integer></array>",
         {Edit::insert(path("[1]"), 5), Edit::remove(path("[0]")), Edit::set(path("[1]"), u"abc"_s)},
         "<array><integer>5</integer><string>abc</string><integer>y</integer></array>"},
    };
}

}  // namespace

class PlistPatch : public QObject
{
    Q_OBJECT

private slots:
    void edits_data();
    void edits();
    void failures_data();
    void failures();
    void nothingHappensWhenOneOfSeveralFails();
    void textAroundTheList_data();
    void textAroundTheList();
    void malformedFilesCanBeEdited();
    void copiesAreIndependent();
    void createdDocuments();
    void undoInSteps();
    void takesTheLineEndsAround();
};

void PlistPatch::edits_data()
{
    QTest::addColumn<const void*>("row");
    static const std::vector<Row> rows = [] {
        std::vector<Row> all = setRows();
        for (const auto& more : {insertRows(), otherRows()})
            all.insert(all.end(), more.begin(), more.end());
        return all;
    }();
    for (const Row& row : rows)
        QTest::newRow(row.name) << static_cast<const void*>(&row);
}

void PlistPatch::edits()
{
    QFETCH(const void*, row);
    const Row& test = *static_cast<const Row*>(row);
    auto document = Document::read(file(test.before));
    QVERIFY(document);
    const auto change = document->apply(test.edits);
    QVERIFY2(change, change ? "" : qPrintable(change.error().message));
    QCOMPARE(document->text(), file(test.after));
    QCOMPARE(document->isModified(), test.before != test.after);
    QCOMPARE(test::differenceFromReading(*document), QString());
    QCOMPARE(change->scope().toString(), QString::fromLatin1(test.scope));

    const auto again = document->revert(*change);
    QCOMPARE(*document->toBytes(), file(test.before));
    QVERIFY(!document->isModified());
    QCOMPARE(test::differenceFromReading(*document), QString());
    document->revert(again);
    QCOMPARE(document->text(), file(test.after));
    QCOMPARE(test::differenceFromReading(*document), QString());
}

void PlistPatch::failures_data()
{
    QTest::addColumn<const void*>("edit");
    QTest::addColumn<QString>("message");
    static const std::vector<std::pair<Edit, QString>> rows{
        {Edit::remove(path("c")), u"There is no value at c"_s},
        {Edit::remove({}), u"The root of a property list cannot be removed"_s},
        {Edit::set(path("a.b"), 1), u"a is not a dictionary"_s},
        {Edit::set(path("a[0]"), 1), u"a is not an array"_s},
        {Edit::set(path("c[1]"), 1), u"There is no value at c[1]"_s},
        {Edit::insert(path("a"), 1), u"There is a value at a already"_s},
        {Edit::insert(path("[0]"), 1), u"The root is not an array"_s},
        {Edit::rename(path("a"), u"b"_s), u"There is a value at b already"_s},
        {Edit::rename(path("c"), u"d"_s), u"There is no value at c"_s},
        {Edit::move(path("a"), 0), u"There is no value at a"_s},
        {Edit::set(path("a"), u"\u0001"_s),
         u"The text holds the character U+0001, which a profile cannot carry"_s},
        {Edit::set(path("a"), u"\uFFFF"_s),
         u"The text holds the character U+FFFF, which a profile cannot carry"_s},
        {Edit::set(path("a"), Array{u"x\0"_s}),
         u"The text holds the character U+0000, which a profile cannot carry"_s},
        {Edit::set({u"\u0008"_s}, 1), u"The text holds the character U+0008, which a profile cannot carry"_s},
        {Edit::rename(path("a"), QString(QChar(0xD800))),
         u"The text holds the character U+D800, which a profile cannot carry"_s},
        {Edit::replaceText({200, 201}, "x"), u"Only text around the property list can be replaced"_s},
    };
    for (const auto& [edit, message] : rows)
        QTest::addRow("%s", qPrintable(QString::number(static_cast<int>(edit.kind)) + u' ' + message))
            << static_cast<const void*>(&edit) << message;
}

void PlistPatch::failures()
{
    QFETCH(const void*, edit);
    QFETCH(QString, message);
    auto document = Document::read(file(small));
    QVERIFY(document);
    const auto change = document->apply({static_cast<const Edit*>(edit), 1});
    QVERIFY(!change);
    QCOMPARE(change.error().message, message);
    QVERIFY(!document->isModified());
}

void PlistPatch::nothingHappensWhenOneOfSeveralFails()
{
    auto document = Document::read(file(small));
    QVERIFY(document);
    const std::vector<Edit> edits{Edit::set(path("a"), u"y"_s), Edit::remove(path("nowhere"))};
    QVERIFY(!document->apply(edits));
    QCOMPARE(document->text(), file(small));
    QVERIFY(*document->root().at(path("a")) == Value(u"x"_s));
    QCOMPARE(test::differenceFromReading(*document), QString());

    Value deep = 1;
    for (int i = 0; i < 127; ++i)
        deep = Array{deep};
    const Edit fits = Edit::set(path("a"), deep);
    QVERIFY(document->apply({&fits, 1}));
    const Edit tooDeep = Edit::set(path("a"), Array{deep});
    QVERIFY(!document->apply({&tooDeep, 1}));
}

void PlistPatch::textAroundTheList_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray whole = file("<dict/>");
    QTest::newRow("blanks in front") << " \n " + whole << whole;
    QTest::newRow("misspelt") << QByteArray(whole).replace("1.0\" e", "1.0\"e") << whole;
    QTest::newRow("missing") << whole.mid(whole.indexOf('\n') + 1) << whole;
    QTest::newRow("text behind") << whole + "xyz" << whole;
    QTest::newRow("in front and missing") << " \n" + whole.mid(whole.indexOf('\n') + 1) << whole;
}

void PlistPatch::textAroundTheList()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    auto document = Document::read(before);
    QVERIFY(document);
    std::vector<Edit> edits;
    for (auto it = document->notes().rbegin(); it != document->notes().rend(); ++it) {
        const bool inserts = it->kind == plist::Note::Kind::DeclarationMissing
                             || it->kind == plist::Note::Kind::DeclarationMisspelt;
        edits.push_back(Edit::replaceText(it->range, inserts ? it->text.toUtf8() : QByteArray()));
    }
    const auto change = document->apply(edits);
    QVERIFY(change);
    QCOMPARE(document->text(), after);
    QVERIFY(document->notes().empty());
    document->revert(*change);
    QCOMPARE(*document->toBytes(), before);
}

void PlistPatch::malformedFilesCanBeEdited()
{
    const QByteArray before =
        file("<dict><key>a</key><string>\x01</string><foo/><key>b</key><true/><key>c</key></dict>");
    auto document = Document::read(before);
    QVERIFY(document);
    const std::vector<Edit> edits{Edit::set(path("b"), false), Edit::set(path("d"), 1)};
    const auto change = document->apply(edits);
    QVERIFY2(change, change ? "" : qPrintable(change.error().message));
    QCOMPARE(test::differenceFromReading(*document), QString());
    QVERIFY(*document->root().at(path("b")) == Value(false));
    QVERIFY(*document->root().at(path("a")) == Value(u"\u0001"_s));
    document->revert(*change);
    QCOMPARE(*document->toBytes(), before);

    // Without the first <dict> the second one would be read.
    const QByteArray hardly = "x<pl\xDBist><dict/></pl\xDBist><dict/>";
    document = Document::read(hardly);
    QVERIFY(document);
    const Edit edit = Edit::set({}, 42);
    QVERIFY(!document->apply({&edit, 1}));
    QCOMPARE(*document->toBytes(), hardly);
}

void PlistPatch::copiesAreIndependent()
{
    auto document = Document::read(file(small));
    QVERIFY(document);
    const Document copy = *document;
    const Edit edit = Edit::set(path("a"), u"y"_s);
    QVERIFY(document->apply({&edit, 1}));
    QCOMPARE(copy.text(), file(small));
    QVERIFY(*copy.root().at(path("a")) == Value(u"x"_s));
    QVERIFY(*document->root().at(path("a")) == Value(u"y"_s));
}

void PlistPatch::createdDocuments()
{
    const Value root = Dict{{u"PayloadContent"_s, Array{Dict{{u"Icon"_s, QByteArray(60, 'A')}}}}};
    Document document = Document::create(root);
    QVERIFY(document.root() == root);
    QVERIFY(document.notes().empty());
    QCOMPARE(document.text(), plist::writeXml(root));
    QCOMPARE(document.text(),
             file("<dict>\n\t<key>PayloadContent</key>\n\t<array>\n\t\t<dict>\n\t\t\t<key>Icon</key>\n"
                  "\t\t\t<data>\n\t\t\t"
                  + QByteArray(60, 'A').toBase64().left(68) + "\n\t\t\t"
                  + QByteArray(60, 'A').toBase64().mid(68)
                  + "\n\t\t\t</data>\n\t\t</dict>\n\t</array>\n</dict>"));
    const Edit edit = Edit::set(path("PayloadVersion"), 1);
    QVERIFY(document.apply({&edit, 1}));
    QCOMPARE(test::differenceFromReading(document), QString());
}

void PlistPatch::undoInSteps()
{
    const QByteArray before = file("<dict>\n\t<key>a</key>\n\t<array/>\n</dict>");
    auto document = Document::read(before);
    QVERIFY(document);
    std::vector<plist::Change> changes;
    std::vector<QByteArray> texts;
    for (const Edit& edit :
         {Edit::insert(path("a[0]"), 1), Edit::insert(path("a[0]"), Dict{{u"k"_s, u"v"_s}}),
          Edit::set(path("a[0].k"), u"w"_s), Edit::move(path("a[1]"), 0), Edit::remove(path("a")),
          Edit::set(path("b.c"), true)}) {
        texts.push_back(document->text());
        auto change = document->apply({&edit, 1});
        QVERIFY(change);
        QCOMPARE(test::differenceFromReading(*document), QString());
        changes.push_back(*change);
    }
    for (std::size_t i = changes.size(); i-- > 0;) {
        document->revert(changes[i]);
        QCOMPARE(document->text(), texts[i]);
        QCOMPARE(test::differenceFromReading(*document), QString());
    }
    QVERIFY(!document->isModified());
}

/// Without undo, in a file of mixed line ends: what was put in is taken out again to the byte.
void PlistPatch::takesTheLineEndsAround()
{
    const QByteArray bytes =
        file("<dict>\n\t<key>a</key>\n\t<string>x</string>\r\n\t<key>b</key>\n\t<string>y</string>\r</dict>");
    auto document = Document::read(bytes);
    QVERIFY(document);
    const Edit set = Edit::set(path("c"), u"z"_s);
    QVERIFY(document->apply({&set, 1}));
    QVERIFY(document->text().contains("</string>\r\t<key>c</key>\r\t<string>z</string>\r</dict>"));
    const Edit insert = Edit::insert(path("d"), u"z"_s, 1);
    QVERIFY(document->apply({&insert, 1}));
    auto again = Document::read(document->text());
    QVERIFY(again);
    for (const char* key : {"c", "d"}) {
        const Edit remove = Edit::remove(path(key));
        QVERIFY(again->apply({&remove, 1}));
    }
    QCOMPARE(again->text(), bytes);
}

QTEST_GUILESS_MAIN(PlistPatch)
#include "tst_plist_patch.moc"
