// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/writers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::Literals::StringLiterals;

namespace {

report::Finding urlQuery()
{
    report::Finding finding;
    finding.rule = u"scep-url-query"_s;
    finding.severity = report::Severity::Error;
    finding.message = u"The device replaces the query"_s;
    finding.path = plist::Path{u"PayloadContent"_s, std::size_t{0}, u"Key Usage"_s};
    finding.position = base::TextPosition{12, 9};
    finding.measured = u"?a=b"_s;
    finding.fix = report::Fix{u"Remove the query"_s, {plist::Edit::remove(*finding.path)}};
    finding.source = u"https://example.com/scep"_s;
    return finding;
}

report::Finding named(const QString& rule, report::Severity severity)
{
    report::Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.message = u"About "_s + rule;
    return finding;
}

report::FileReport fileWith(std::vector<report::Finding> findings)
{
    return {u"wifi.mobileconfig"_s, u"xml"_s, true, std::nullopt, std::move(findings)};
}

report::FileReport unreadable()
{
    base::Error error;
    error.code = base::Error::Code::InvalidInput;
    error.message = u"The file ends too early"_s;
    error.hint = u"Ask for the file again"_s;
    error.position = base::TextPosition{3, 4};
    return {u"cut.mobileconfig"_s, {}, false, error, {}};
}

QJsonObject onlyRun(const QJsonObject& log) { return log["runs"_L1].toArray().at(0).toObject(); }

}  // namespace

class Report : public QObject
{
    Q_OBJECT

private slots:
    void findingHasEveryKey();
    void emptyKeysAreNull();
    void fileInJson();
    void unreadableFileInJson();
    void textPutsErrorsFirst();
    void textOfUnreadableFile();
    void textCannotSteerTheTerminal();
    void sarifIsWhole();
    void sarifEscapesNames_data();
    void sarifEscapesNames();
    void sarifNotesUnreadableFiles();
};

void Report::findingHasEveryKey()
{
    const QJsonObject expected = QJsonDocument::fromJson(R"({
        "rule": "scep-url-query", "severity": "error", "message": "The device replaces the query",
        "path": "PayloadContent[0].\"Key Usage\"", "line": 12, "column": 9,
        "measured": "?a=b", "required": null, "fix": {"title": "Remove the query"},
        "source": "https://example.com/scep"})")
                                     .object();
    QCOMPARE(report::toJson(urlQuery()), expected);
}

void Report::emptyKeysAreNull()
{
    const QJsonObject json = report::toJson(named(u"profile-empty"_s, report::Severity::Info));
    QCOMPARE(json.size(), 10);
    for (const QString& key :
         {u"path"_s, u"line"_s, u"column"_s, u"measured"_s, u"required"_s, u"fix"_s, u"source"_s})
        QVERIFY2(json.contains(key) && json[key].isNull(), qPrintable(key));
    QCOMPARE(json["severity"_L1].toString(), u"info"_s);
}

void Report::fileInJson()
{
    const QJsonObject json = report::toJson(fileWith({urlQuery()}));
    QCOMPARE(json.keys(), (QStringList{u"container"_s, u"error"_s, u"findings"_s, u"path"_s, u"readable"_s}));
    QCOMPARE(json["path"_L1].toString(), u"wifi.mobileconfig"_s);
    QCOMPARE(json["container"_L1].toString(), u"xml"_s);
    QCOMPARE(json["readable"_L1], QJsonValue(true));
    QVERIFY(json["error"_L1].isNull());
    QCOMPARE(json["findings"_L1].toArray(), QJsonArray{report::toJson(urlQuery())});
}

void Report::unreadableFileInJson()
{
    const QJsonObject json = report::toJson(unreadable());
    QCOMPARE(json["readable"_L1], QJsonValue(false));
    QVERIFY(json["container"_L1].isNull());
    QCOMPARE(json["error"_L1].toObject(),
             (QJsonObject{{u"message"_s, u"The file ends too early"_s}, {u"line"_s, 3}, {u"column"_s, 4}}));
    base::Error placeless = *unreadable().error;
    placeless.position.reset();
    QVERIFY(report::toJson(placeless)["line"_L1].isNull());
}

void Report::textPutsErrorsFirst()
{
    const QString text =
        report::toText(fileWith({named(u"plist-token"_s, report::Severity::Info), urlQuery()}));
    QCOMPARE(text, uR"(wifi.mobileconfig:12:9: error: The device replaces the query [scep-url-query]
    measured: ?a=b
    path: PayloadContent[0]."Key Usage"
    fix: Remove the query
    source: https://example.com/scep
wifi.mobileconfig: info: About plist-token [plist-token]
)"_s);
    QVERIFY(report::toText(fileWith({})).isEmpty());
}

void Report::textOfUnreadableFile()
{
    report::FileReport file = unreadable();
    QCOMPARE(report::toText(file),
             u"cut.mobileconfig:3:4: error: The file ends too early\n    hint: Ask for the file again\n"_s);
    // Said once, by the rule, where there is one.
    report::Finding malformed = named(u"xml-malformed"_s, report::Severity::Error);
    malformed.message = file.error->message;
    malformed.position = file.error->position;
    file.findings = {malformed};
    QCOMPARE(report::toText(file).count(u"The file ends too early"_s), 1);
    QVERIFY(report::toText(file).contains(u"[xml-malformed]"_s));
}

void Report::textCannotSteerTheTerminal()
{
    report::Finding finding = urlQuery();
    finding.measured = u"a\u001b[2Jb\nc\u202ed"_s;
    finding.path = plist::Path{u"a\u0007b"_s};
    report::FileReport file = fileWith({finding});
    file.path = u"x\u001b]0;y"_s;
    const QString text = report::toText(file);
    QVERIFY(!text.contains(QChar(0x1b)));
    QVERIFY(!text.contains(QChar(0x07)));
    QVERIFY(!text.contains(QChar(0x202e)));
    QVERIFY(text.contains(u"b c"_s));
}

void Report::sarifIsWhole()
{
    const std::vector<report::RuleText> rules{
        {u"plist-token"_s, u"Every value is filled in"_s, {}},
        {u"scep-url-query"_s, u"No query"_s, u"https://example.com/r"_s}};
    const std::vector<report::FileReport> files{
        fileWith({urlQuery(), named(u"plist-token"_s, report::Severity::Info)})};
    const QJsonObject log = report::toSarif(files, rules);
    QCOMPARE(log["version"_L1].toString(), u"2.1.0"_s);
    const QJsonObject run = onlyRun(log);
    const QJsonArray descriptors = run["tool"_L1]["driver"_L1]["rules"_L1].toArray();
    QCOMPARE(descriptors.size(), 2);
    QVERIFY(!descriptors[0].toObject().contains(u"helpUri"_s));
    QCOMPARE(descriptors[1]["helpUri"_L1].toString(), u"https://example.com/r"_s);

    const QJsonArray results = run["results"_L1].toArray();
    QCOMPARE(results.size(), 2);
    const QJsonObject expected = QJsonDocument::fromJson(R"({
        "ruleId": "scep-url-query", "ruleIndex": 1, "level": "error",
        "message": {"text": "The device replaces the query"},
        "locations": [{
            "physicalLocation": {"artifactLocation": {"uri": "wifi.mobileconfig"},
                                 "region": {"startLine": 12, "startColumn": 9}},
            "logicalLocations": [{"fullyQualifiedName": "PayloadContent[0].\"Key Usage\""}]}],
        "properties": {"measured": "?a=b", "fix": "Remove the query"}})")
                                     .object();
    QCOMPARE(results[0].toObject(), expected);
    QCOMPARE(results[1]["level"_L1].toString(), u"note"_s);
    QVERIFY(!results[1].toObject().contains(u"properties"_s));
    QVERIFY(!results[1]["locations"_L1][0]["physicalLocation"_L1].toObject().contains(u"region"_s));
    QCOMPARE(run["invocations"_L1][0]["executionSuccessful"_L1], QJsonValue(true));
}

void Report::sarifEscapesNames_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("uri");
    QTest::newRow("blank") << u"My profiles/a b.mobileconfig"_s << u"My%20profiles/a%20b.mobileconfig"_s;
    QTest::newRow("not ASCII") << u"Zürich.mobileconfig"_s << u"Z%C3%BCrich.mobileconfig"_s;
    QTest::newRow("not a scheme") << u"c:wifi#1%.plist"_s << u"c%3Awifi%231%25.plist"_s;
    QTest::newRow("absolute") << u"/srv/a b.plist"_s << u"file:///srv/a%20b.plist"_s;
}

void Report::sarifEscapesNames()
{
    QFETCH(const QString, path);
    QFETCH(const QString, uri);
    report::FileReport file = fileWith({urlQuery()});
    file.path = path;
    const QJsonObject run = onlyRun(report::toSarif({&file, 1}, {}));
    const QJsonValue location = run["results"_L1][0]["locations"_L1][0]["physicalLocation"_L1];
    QCOMPARE(location["artifactLocation"_L1]["uri"_L1].toString(), uri);
    QVERIFY(!run["results"_L1][0].toObject().contains(u"ruleIndex"_s));
}

void Report::sarifNotesUnreadableFiles()
{
    const report::FileReport file = unreadable();
    const QJsonObject run = onlyRun(report::toSarif({&file, 1}, {}));
    QVERIFY(run["results"_L1].toArray().isEmpty());
    const QJsonValue invocation = run["invocations"_L1][0];
    QCOMPARE(invocation["executionSuccessful"_L1], QJsonValue(false));
    QCOMPARE(invocation["toolExecutionNotifications"_L1][0]["message"_L1]["text"_L1].toString(),
             u"The file ends too early"_s);
}

QTEST_GUILESS_MAIN(Report)
#include "tst_report.moc"
