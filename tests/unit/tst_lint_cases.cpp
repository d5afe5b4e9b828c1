// SPDX-License-Identifier: GPL-3.0-or-later
//
// tests/fixtures/lint/<id>-bad.case and <id>-good.case, one pair a rule; further pairs of the same rule
// put words in front of the ending: <id>-in-payload-bad.case. A case is lines, then a blank line, then
// the profile's text; with `base:` the text may be left out. Lines that begin with # are remarks.
//
//   target: ios17 manual        default: no target named, which is the newest iOS, by hand; or `mdm`
//   supervised: yes             default: no
//   asOf: 2026-11-22T00:00:00Z  this is the default
//   base: scep                  the text is tests/fixtures/lint/base-scep.mobileconfig
//   set PATH = JSON             changes, in order; PATH as everywhere, JSON with {"data":"base64"}
//   unset PATH                  and {"date":"ISO"} for those types
//   rename PATH = KEY           the key at the end of PATH becomes KEY
//   raw OLD => NEW              replaces text, which must be there once; escapes: \n \t \\ \xE4
//   expect: ID SEVERITY [PATH]  one line a finding, any order; none in a good case. `-` as PATH: no path
//   fixed: yes                  each finding has a fix, and fixAll() leaves none
//   remain: ID                  … but this one
//
// The findings must be exactly those expected, and fixes must lead to exactly `remain:` wherever there are
// any.
#include "core/lint/lint.h"
#include "core/plist/document.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString folder = QStringLiteral(FIXTURES "/lint/");

struct Case
{
    lint::Context context;
    QByteArray text;
    QStringList expected;  // "id severity" or "id severity path"
    QStringList remaining;
    bool isFixed = false;
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

plist::Value fromJson(const QJsonValue& json)
{
    switch (json.type()) {
    case QJsonValue::Bool: return json.toBool();
    case QJsonValue::Double: {
        const double number = json.toDouble();
        const auto whole = static_cast<std::int64_t>(number);
        return qFuzzyCompare(number + 1, static_cast<double>(whole) + 1) ? plist::Value(whole)
                                                                         : plist::Value(number);
    }
    case QJsonValue::String: return json.toString();
    case QJsonValue::Array: {
        plist::Array array;
        for (const QJsonValue& item : json.toArray())
            array.push_back(fromJson(item));
        return array;
    }
    case QJsonValue::Object: break;
    default: qFatal("null is no property list value");
    }
    const QJsonObject object = json.toObject();
    if (object.size() == 1 && object.contains("data"_L1))
        return QByteArray::fromBase64(object["data"_L1].toString().toLatin1());
    if (object.size() == 1 && object.contains("date"_L1))
        return QDateTime::fromString(object["date"_L1].toString(), Qt::ISODate);
    plist::Dict dict;
    for (auto it = object.begin(); it != object.end(); ++it)
        dict.set(it.key(), fromJson(it.value()));
    return dict;
}

plist::Path pathOf(const QString& text)
{
    const auto path = plist::Path::fromString(text.trimmed());
    if (!path)
        qFatal("%s: %s", qPrintable(text), qPrintable(path.error().message));
    return *path;
}

void edit(QByteArray& text, const plist::Edit& edit)
{
    auto document = plist::Document::read(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().message));
    if (const auto change = document->apply({&edit, 1}); !change)
        qFatal("%s", qPrintable(change.error().message));
    text = document->text();
}

void set(Case& test, const QString& rest)
{
    const qsizetype equals = rest.indexOf(u" = ");
    const QByteArray json = "[" + rest.mid(equals + 3).toUtf8() + "]";
    QJsonParseError error;
    const auto value = QJsonDocument::fromJson(json, &error);
    if (equals < 0 || error.error != QJsonParseError::NoError)
        qFatal("set %s: %s", qPrintable(rest), qPrintable(error.errorString()));
    edit(test.text, plist::Edit::set(pathOf(rest.left(equals)), fromJson(value.array().first())));
}

void rename(Case& test, const QString& rest)
{
    const qsizetype equals = rest.indexOf(u" = ");
    edit(test.text, plist::Edit::rename(pathOf(rest.left(equals)), rest.mid(equals + 3).trimmed()));
}

QByteArray unescaped(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    QByteArray result;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (bytes[at] != '\\' || at + 1 == bytes.size()) {
            result += bytes[at];
            continue;
        }
        const char escape = bytes[++at];
        if (escape == 'x') {
            result += QByteArray::fromHex(bytes.mid(at + 1, 2));
            at += 2;
        } else {
            result += escape == 'n' ? '\n' : escape == 't' ? '\t' : escape;
        }
    }
    return result;
}

void raw(Case& test, const QString& rest)
{
    const qsizetype arrow = rest.indexOf(u" =>");
    const QByteArray before = unescaped(rest.left(arrow));
    if (arrow < 0 || test.text.count(before) != 1)
        qFatal("raw %s: found %d times", qPrintable(rest), int(test.text.count(before)));
    // One blank on either side of the arrow belongs to it.
    test.text.replace(before, unescaped(rest.mid(arrow + 4)));
}

void setTarget(Case& test, const QString& rest)
{
    const QStringList words = rest.split(u' ', Qt::SkipEmptyParts);
    const auto target = schema::Target::fromString(words.value(0));
    if (!target)
        qFatal("%s", qPrintable(target.error().message));
    const bool isSupervised = test.context.target.supervised;
    test.context.target = *target;
    test.context.target.supervised = isSupervised;
    test.context.target.isExplicit = true;
    test.context.target.manualInstall = words.value(1) != u"mdm";
}

void readLine(Case& test, const QString& line)
{
    const QString word = line.section(u' ', 0, 0);
    const QString rest = line.section(u' ', 1).trimmed();
    if (word == u"target:")
        setTarget(test, rest);
    else if (word == u"supervised:")
        test.context.target.supervised = rest == u"yes";
    else if (word == u"asOf:")
        test.context.asOf = QDateTime::fromString(rest, Qt::ISODate);
    else if (word == u"base:")
        test.text = contentOf(folder + u"base-"_s + rest + u".mobileconfig"_s);
    else if (word == u"set")
        set(test, rest);
    else if (word == u"unset")
        edit(test.text, plist::Edit::remove(pathOf(rest)));
    else if (word == u"rename")
        rename(test, rest);
    else if (word == u"raw")
        raw(test, line.section(u' ', 1));
    else if (word == u"expect:")
        test.expected << rest;
    else if (word == u"remain:")
        test.remaining << rest;
    else if (word == u"fixed:")
        test.isFixed = rest == u"yes";
    else if (!word.startsWith(u'#'))
        qFatal("what is \"%s\"?", qPrintable(line));
}

Case readCase(const QString& name)
{
    Case test;
    test.context.asOf = QDateTime({2026, 11, 22}, {0, 0}, Qt::UTC);
    const QByteArray content = contentOf(folder + name);
    const qsizetype blank = content.indexOf("\n\n");
    const QByteArray text = blank < 0 ? QByteArray() : content.mid(blank + 2);
    if (!text.trimmed().isEmpty())
        test.text = text;
    const QString head = QString::fromUtf8(blank < 0 ? content : content.left(blank));
    for (const QString& line : head.split(u'\n', Qt::SkipEmptyParts))
        readLine(test, line);
    return test;
}

std::vector<report::Finding> findingsOf(const Case& test, const QByteArray& text, const schema::Store& store)
{
    const auto document = plist::Document::read(text);
    return document ? lint::evaluate(*document, store, test.context) : lint::unreadable(document.error());
}

/// The findings written like `expect:`, each as precise as the expectation that names its rule.
QStringList written(const std::vector<report::Finding>& findings, const QStringList& expected)
{
    QStringList lines;
    for (const report::Finding& finding : findings) {
        const QString line = finding.rule + u' ' + report::severityName(finding.severity);
        const QString path = finding.path ? finding.path->toString() : u"-"_s;
        const QString precise = line + u' ' + path;
        lines << (expected.contains(line) ? line : precise);
    }
    lines.sort();
    return lines;
}

}  // namespace

class LintCases : public QObject
{
    Q_OBJECT

private slots:
    void everyRuleHasBoth_data();
    void everyRuleHasBoth();
    void findsExactly_data();
    void findsExactly();

private:
    const schema::Store m_store;
};

void LintCases::everyRuleHasBoth_data()
{
    QTest::addColumn<QString>("id");
    for (const lint::Rule* rule : lint::allRules())
        QTest::newRow(rule->id) << QString::fromLatin1(rule->id);
}

void LintCases::everyRuleHasBoth()
{
    QFETCH(const QString, id);
    QVERIFY(QFile::exists(folder + id + u"-bad.case"_s));
    QVERIFY(QFile::exists(folder + id + u"-good.case"_s));
    const Case bad = readCase(id + u"-bad.case"_s);
    QCOMPARE(bad.expected.value(0).section(u' ', 0, 0), id);
}

void LintCases::findsExactly_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : QDir(folder).entryList({u"*.case"_s}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << name;
}

void LintCases::findsExactly()
{
    QFETCH(const QString, name);
    Case test = readCase(name);
    QCOMPARE(test.expected.isEmpty(), name.endsWith(u"-good.case"));
    test.expected.sort();
    const std::vector<report::Finding> findings = findingsOf(test, test.text, m_store);
    QCOMPARE(written(findings, test.expected).join(u'\n'), test.expected.join(u'\n'));

    qsizetype fixes = 0;
    for (const report::Finding& finding : findings) {
        QVERIFY(!finding.message.isEmpty());
        QVERIFY(finding.source.startsWith(u"https://"));
        QVERIFY(!finding.fix || (!finding.fix->title.isEmpty() && !finding.fix->edits().empty()));
        fixes += finding.fix ? 1 : 0;
    }
    if (test.isFixed)
        QCOMPARE(fixes, test.expected.size());
    if (fixes == 0)
        return;
    QVERIFY2(test.isFixed || !test.remaining.isEmpty(), "a fix, but neither fixed: nor remain:");
    auto document = plist::Document::read(test.text);
    QVERIFY(document);
    const auto applied = lint::fixAll(*document, m_store, test.context);
    QVERIFY2(applied, applied ? "" : qPrintable(applied.error().message));
    QVERIFY(applied->size() >= fixes);
    QStringList left;
    for (const report::Finding& finding : findingsOf(test, document->text(), m_store))
        left << finding.rule;
    QCOMPARE(left.join(u'\n'), test.remaining.join(u'\n'));
}

QTEST_GUILESS_MAIN(LintCases)
#include "tst_lint_cases.moc"
