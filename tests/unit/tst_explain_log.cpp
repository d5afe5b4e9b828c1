// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/log.h"

#include <QElapsedTimer>
#include <QStringConverter>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Finding chains of errors in logs of every form.
class TestExplainLog : public QObject
{
    Q_OBJECT

private slots:
    void findsChains_data();
    void findsChains();
    void keepsTexts();
    void keepsParams();
    void numbersLines();
    void seesPhrases();
    void readsUtf16();
    void takesMarkupOff_data();
    void takesMarkupOff();
    void hostileTextTakesLittleTime_data();
    void hostileTextTakesLittleTime();
    void keepsTheLastOfVeryMany();
};

namespace {

/// `A 1 > B 2 | C 3`: two chains.
QString written(const explain::Log& log)
{
    QStringList chains;
    for (const explain::Chain& chain : log.chains) {
        QStringList errors;
        for (const explain::LoggedError& error : chain)
            errors << u"%1 %2"_s.arg(error.domain).arg(error.code);
        chains << errors.join(u" > ");
    }
    return chains.join(u" | ");
}

}  // namespace

void TestExplainLog::findsChains_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("chains");
    const QString whole =
        u"MCInstallationErrorDomain 4001 > MCProfileErrorDomain 1009 > MCSCEPErrorDomain 22013"_s;

    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("a success") << QByteArray(
        "profiled: installed, no error, 3 payloads in domain example.com")
                               << QString();
    QTest::newRow("block") << QByteArray(
        "NSError:\nDesc   : No\nDomain : MCInstallationErrorDomain\nCode   : 4001\n"
        "Type   : MCFatalError\n...Underlying error:\nNSError:\nDesc   : No\n"
        "Domain : MCProfileErrorDomain\nCode   : 1009\n...Underlying error:\n"
        "NSError:\nDomain : MCSCEPErrorDomain\nCode   : 22013\n")
                           << whole;
    QTest::newRow("block, indented and prefixed")
        << QByteArray("Jan  2 03:04:05 unit profiled[7] <Error>: (Error) MC: failed. Error: NSError:\n"
                      "Jan  2 03:04:05 unit profiled[7] <Error>:     Domain : MCInstallationErrorDomain\n"
                      "Jan  2 03:04:05 unit wifid[9] <Notice>: scan\n"
                      "Jan  2 03:04:05 unit profiled[7] <Error>:     Code   : 4001\n"
                      "    ...Underlying error:\n    NSError:\n    Domain : MCProfileErrorDomain\n"
                      "    Code   : 1009\n    ...Underlying error:\n    NSError:\n"
                      "    Domain : MCSCEPErrorDomain\n    Code   : 22013\n")
        << whole;
    QTest::newRow("block, line ends of DOS")
        << QByteArray("NSError:\r\nDomain : MCProfileErrorDomain\r\nCode   : 1009\r\n...Underlying error:\r\n"
                      "NSError:\r\nDomain : MCSCEPErrorDomain\r\nCode   : 22013\r\n")
        << u"MCProfileErrorDomain 1009 > MCSCEPErrorDomain 22013"_s;
    QTest::newRow("flattened") << QByteArray(
        "first: NSError: Desc : A Domain : MCSCEPErrorDomain Code : 22013 Type : "
        "MCFatalError then: NSError: Desc : B Domain : MCSCEPErrorDomain Code : "
        "22003 Type : MCFatalError")
                               << u"MCSCEPErrorDomain 22013 | MCSCEPErrorDomain 22003"_s;
    QTest::newRow("flattened chain") << QByteArray(
        "NSError: Domain : MCProfileErrorDomain Code : 1009 ...Underlying error: NSError: Domain : "
        "MCSCEPErrorDomain Code : 22013")
                                     << u"MCProfileErrorDomain 1009 > MCSCEPErrorDomain 22013"_s;
    QTest::newRow("cut before the innermost") << QByteArray(
        "NSError:\nDomain : MCProfileErrorDomain\nCode   : 1009\n...Underlying error:\nNSError:\n"
        "Desc   : cut\nNSError:\nDomain : MCSCEPErrorDomain\nCode   : 22003\n")
                                              << u"MCProfileErrorDomain 1009 | MCSCEPErrorDomain 22003"_s;
    QTest::newRow("inline, nested") << QByteArray(
        "Error Domain=MCInstallationErrorDomain Code=4001 \"Profile Failed\" "
        "UserInfo={NSUnderlyingError=0x60 {Error Domain=MCProfileErrorDomain Code=1009 \"No {brace\" "
        "UserInfo={A=B, NSUnderlyingError=0x61 {Error Domain=MCSCEPErrorDomain Code=22013 "
        "\"x\" UserInfo={C=D}}}}, NSLocalizedDescription=Profile Failed}")
                                    << whole;
    QTest::newRow("inline, of old") << QByteArray(
        "Error Domain=NSURLErrorDomain Code=-1202 \"Bad\" UserInfo=0x1 {NSUnderlyingError=0x2 \"The "
        "operation could not be completed. (kCFErrorDomainCFNetwork error -1202.)\", "
        "_kCFStreamErrorCodeKey=-9807, _kCFStreamErrorDomainKey=3}")
                                    << u"NSURLErrorDomain -1202 > kCFErrorDomainCFNetwork -1202"_s;
    QTest::newRow("inline, telling itself twice") << QByteArray(
        "Error Domain=MCSCEPErrorDomain Code=22005 \"It failed. (MCSCEPErrorDomain error 22005.)\" "
        "UserInfo={NSLocalizedDescription=It failed. (MCSCEPErrorDomain error 22005.)}")
                                                  << u"MCSCEPErrorDomain 22005"_s;
    QTest::newRow("inline, two") << QByteArray(
        "Error Domain=A Code=1 \"a\"\nx\nError Domain=MDM-SCEP Code=15002 \"b\"\n")
                                 << u"A 1 | MDM-SCEP 15002"_s;
    const QByteArray outer =
        "Unable to install\nDomain: MCInstallationErrorDomain\nCode: 4001\nUser Info: {\n"
        "    DVTErrorCreationDateKey = \"2025-01-01\";\n}\n--\n";
    const QByteArray inner = "A name was not found.\nDomain: NSURLErrorDomain\nCode: -1003\n--\n";
    QTest::newRow("Xcode") << outer + inner << u"MCInstallationErrorDomain 4001 > NSURLErrorDomain -1003"_s;
    QTest::newRow("Xcode, twice") << outer + "System Information\n\n" + inner
                                  << u"MCInstallationErrorDomain 4001 | NSURLErrorDomain -1003"_s;
    QTest::newRow("angle brackets") << QByteArray("SCEPRequest --> <NSOSStatusErrorDomain:-603>")
                                    << u"NSOSStatusErrorDomain -603"_s;
    QTest::newRow("compact") << QByteArray(
        "failed: MCInstallationErrorDomain:4001 -> MCProfileErrorDomain:1009 -> "
        "MCSCEPErrorDomain:22013")
                             << whole;
    QTest::newRow("parentheses, indented") << QByteArray("MCInstallationErrorDomain (4001): Profile failed\n"
                                                         "  MCProfileErrorDomain (1009): Payload failed\n"
                                                         "    MCSCEPErrorDomain (22013): Invalid\n")
                                           << whole;
    QTest::newRow("separate lines") << QByteArray(
        "MCProfileErrorDomain (1009): a\nMCSCEPErrorDomain (22013): b\n")
                                    << u"MCProfileErrorDomain 1009 | MCSCEPErrorDomain 22013"_s;
    QTest::newRow("a sentence") << QByteArray("could not be completed. (MCSCEPErrorDomain error 22003.)")
                                << u"MCSCEPErrorDomain 22003"_s;
    QTest::newRow("bare") << QByteArray("MCSCEPErrorDomain 22003") << u"MCSCEPErrorDomain 22003"_s;
    QTest::newRow("code first") << QByteArray("Code: 22003, Domain: MCSCEPErrorDomain")
                                << u"MCSCEPErrorDomain 22003"_s;
    QTest::newRow("polling") << QByteArray("still waiting (PENDING error 3.)") << QString();
    QTest::newRow("JSON lines") << QByteArray(
        R"({"eventMessage":"NSError:\nDesc   : No\nDomain : MCProfileErrorDomain\nCode   : 1009\n)"
        R"(...Underlying error:\nNSError:\nDomain : MCSCEPErrorDomain\nCode   : 22013\nType"})")
                                << u"MCProfileErrorDomain 1009 > MCSCEPErrorDomain 22013"_s;
    QTest::newRow("JSON, ours") << QByteArray(
        R"({"domain":"MCProfileErrorDomain","code":1009,"underlying":{"domain":"MCSCEPErrorDomain","code":22003}})")
                                << u"MCProfileErrorDomain 1009 > MCSCEPErrorDomain 22003"_s;
    const QString server = u"MCMDMErrorDomain 12021 > MCSCEPErrorDomain 22013"_s;
    QTest::newRow("management, XML") << QByteArray(
        "<key>ErrorChain</key><array><dict><key>ErrorCode</key><integer>12021</integer><key>ErrorDomain"
        "</key><string>MCMDMErrorDomain</string><key>LocalizedDescription</key><string>a &lt; b</string>"
        "</dict>\n<dict><key>ErrorDomain</key><string>MCSCEPErrorDomain</string><key>ErrorCode</key>"
        "<integer>22013</integer></dict></array><key>Status</key><string>Error</string>")
                                     << server;
    QTest::newRow("management, JSON") << QByteArray(
        R"({"Status":"Error","ErrorChain":[{"ErrorCode":12021,"ErrorDomain":"MCMDMErrorDomain",)"
        R"("LocalizedDescription":"a ] b"},{"ErrorCode":22013,"ErrorDomain":"MCSCEPErrorDomain"}]})")
                                      << server;
    QTest::newRow("management, JSON in JSON")
        << QByteArray(R"("{\"ErrorChain\":[{\"ErrorCode\":12021,\"ErrorDomain\":\"MCMDMErrorDomain\"},)"
                      R"({\"ErrorCode\":22013,\"ErrorDomain\":\"MCSCEPErrorDomain\"}]}")")
        << server;
    QTest::newRow("management, as the system prints it")
        << QByteArray("ErrorChain =     (\n {\n ErrorCode = 12021;\n ErrorDomain = MCMDMErrorDomain;\n "
                      "LocalizedDescription = \"a; b\";\n },\n {\n ErrorCode = 22013;\n ErrorDomain = "
                      "MCSCEPErrorDomain;\n }\n );\nStatus = Error;\n")
        << server;
    QTest::newRow("management, as a server prints it")
        << QByteArray("ErrorChain:[{ErrorCode:12021 ErrorDomain:MCMDMErrorDomain LocalizedDescription:a b} "
                      "{ErrorCode:22013 ErrorDomain:MCSCEPErrorDomain}]")
        << server;
    QTest::newRow("management, empty")
        << QByteArray("\"ErrorChain\": [], \"ErrorChain\": null, ErrorChain") << QString();
    QTest::newRow("management, one entry of it") << QByteArray(
        "<key>ErrorCode</key>\n<integer>1</integer>\n<key>ErrorDomain</key>\n<string>NSPOSIXErrorDomain"
        "</string>\n</dict>") << u"NSPOSIXErrorDomain 1"_s;
    QTest::newRow("what profiles returned") << QByteArray(
        "profiles install for file:'a.mobileconfig' and user:'b' returned -308 (It (the file) is odd.)\n"
        "profiles install for file:'a' and user:'b' returned -1 (x)\nfread returned -5\n")
                                            << u" -308"_s;
    QTest::newRow("numbers of Intune") << QByteArray(
        "failed with -2016314099 (0x87D17D0D)\n0x87d17d0d x0x87D17D0D 0x87D17D0D0 1-2016314099 12-Jan-2016 "
        "0x87D17D05") << u"Microsoft Intune -2016314099 | Microsoft Intune -2016314107"_s;
    QTest::newRow("codes before their domains") << QByteArray(
        "error 1009 (MCProfileErrorDomain)\n\nError code: 22013, domain: MCSCEPErrorDomain\n\n"
        "at 10:22:013 MCWiFiErrorDomain, from 10.0.0.123 MCVPNErrorDomain, v1.234 MCEASErrorDomain, "
        "12 MCMDMErrorDomain") << u"MCProfileErrorDomain 1009 | MCSCEPErrorDomain 22013"_s;
    QTest::newRow("a table with commas")
        << QByteArray("a,MCSCEPErrorDomain,22013,b\nin MCProfileErrorDomain, 2000 times\n")
        << u"MCSCEPErrorDomain 22013"_s;
    QTest::newRow("square brackets") << QByteArray("[1] MCSCEPErrorDomain[22013]: x")
                                     << u"MCSCEPErrorDomain 22013"_s;
    QTest::newRow("lines of JSON in JSON")
        << QByteArray(R"(NSError:\\nDomain : MCProfileErrorDomain\\nCode   : 1009\\n)")
        << u"MCProfileErrorDomain 1009"_s;
    QTest::newRow("a mention before the chain")
        << QByteArray("An ErrorChain has ErrorCode and ErrorDomain.\nMCSCEPErrorDomain 22013\n"
                      "ErrorChain:[{ErrorCode:1009 ErrorDomain:MCProfileErrorDomain}]")
        << u"MCSCEPErrorDomain 22013 | MCProfileErrorDomain 1009"_s;
    QTest::newRow("numbers that are no codes") << QByteArray(
        "MCSCEPErrorDomain 3.5 and MCSCEPErrorDomain 12ab and MCSCEPErrorDomain 99999999999999999999")
                                               << QString();
}

void TestExplainLog::findsChains()
{
    QFETCH(QByteArray, text);
    QTEST(written(explain::readLog(text)), "chains");
}

void TestExplainLog::keepsTexts()
{
    const auto text = [](const QByteArray& log) {
        const explain::Log read = explain::readLog(log);
        return read.chains.empty() ? u"none"_s : read.chains.back().back().text;
    };
    QCOMPARE(text("Desc   : Geht nicht\nUS Desc: Does not work\nDomain : MCSCEPErrorDomain\nCode   : 1\n"),
             u"Geht nicht"_s);
    QCOMPARE(text("US Desc: Does not work\nUS Sugg: Try\nDomain : MCSCEPErrorDomain\nCode   : 1\n"),
             u"Does not work Try"_s);
    QCOMPARE(text("Desc : One thing. US Desc: Another. Domain : MCSCEPErrorDomain Code : 1"),
             u"One thing."_s);
    QCOMPARE(text("Error Domain=A Code=1 \"It is “so”.\" UserInfo={}"), u"It is “so”."_s);
    QCOMPARE(text("MCSCEPErrorDomain (22013): It did not fit\nnext"), u"It did not fit"_s);
    QCOMPARE(text("ErrorChain:[{ErrorCode:1 LocalizedDescription:a b ErrorDomain:X}]"), u"a b"_s);
    QCOMPARE(text("MCSCEPErrorDomain 22013"), QString());
}

void TestExplainLog::keepsParams()
{
    const explain::Log log =
        explain::readLog("Domain : MCHTTPTransactionErrorDomain\nCode : 23001\nType : MCFatalError\n"
                         "Params : (\n\"https://mdm.example.com/in\",\n    503\n)\n");
    QCOMPARE(log.chains.at(0).at(0).details, (QStringList{u"https://mdm.example.com/in"_s, u"503"_s}));
}

void TestExplainLog::numbersLines()
{
    const explain::Log log =
        explain::readLog("one\ntwo\nDomain : MCProfileErrorDomain\nCode : 1009\n...Underlying error:\n"
                         "Domain : MCSCEPErrorDomain\nCode : 22013\nx MCPayloadErrorDomain 2002 y");
    QCOMPARE(log.chains.size(), std::size_t{2});
    QCOMPARE(log.chains[0][0].proof, (explain::Proof{3, u"Domain : MCProfileErrorDomain"_s}));
    QCOMPARE(log.chains[0][1].proof.line, 6);
    QCOMPARE(log.chains[1][0].proof, (explain::Proof{8, u"x MCPayloadErrorDomain 2002 y"_s}));
}

void TestExplainLog::seesPhrases()
{
    const explain::Vocabulary vocabulary{
        {{"Sending CSR via GET"}, {"Process:", {"profiled"}}, {"missing phrase"}}, {"PENDING"}};
    const explain::Log log =
        explain::readLog("Process: other\na Sending CSR via GET.\nProcess: profiled [3]\n"
                         "b Sending CSR via GET.\nc Sending CSR via GET.\n(PENDING error 3.) PENDING: 4",
                         vocabulary);
    QCOMPARE(log.sightings.size(), std::size_t{2});
    QCOMPARE(log.sightings[0].phrase, std::size_t{0});
    QCOMPARE(log.sightings[0].count, std::size_t{3});
    QCOMPARE(log.sightings[0].proofs, (std::vector<explain::Proof>{{2, u"a Sending CSR via GET."_s},
                                                                   {5, u"c Sending CSR via GET."_s}}));
    QCOMPARE(log.sightings[1].proofs.at(0).line, 3);
    QCOMPARE(written(log), u"PENDING 3"_s);
}

void TestExplainLog::readsUtf16()
{
    const QString text = u"MCSCEPErrorDomain 22003"_s;
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE})
        for (const auto flag : {QStringConverter::Flag::Default, QStringConverter::Flag::WriteBom}) {
            QStringEncoder encode(encoding, flag);
            const QByteArray bytes = encode(text);
            QCOMPARE(explain::textOf(bytes).right(text.size()), text.toUtf8());
        }
    QCOMPARE(explain::textOf("plain"), QByteArray("plain"));
    QCOMPARE(explain::textOf("bplist00 but broken"), QByteArray("bplist00 but broken"));
}

void TestExplainLog::takesMarkupOff_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("nothing to take") << QByteArray("a & b < c \\n") << QByteArray("a & b < c \\n");
    QTest::newRow("entities") << QByteArray("&lt;A&gt;&nbsp;&quot;b&quot; &#39;c&#x27; &amp;d")
                              << QByteArray("<A> \"b\" 'c' &d");
    QTest::newRow("no entities") << QByteArray(
        "&lt; &nothing; &; &# &#; &#x; &#0; &#10; &#xD800; &#99999999;")
                                 << QByteArray("< &nothing; &; &# &#; &#x; &#0; &#10; &#xD800; &#99999999;");
    QTest::newRow("tags") << QByteArray("a<br>b<br/><span class=\"x\">c</span><brother><string>d</string><b")
                          << QByteArray("a b  c <brother><string>d</string><b");
    QTest::newRow("a property list stays") << QByteArray("<key>a</key><string>&lt;b&gt;</string>")
                                           << QByteArray("<key>a</key><string>&lt;b&gt;</string>");
    QTest::newRow("rows of a table") << QByteArray("<tr><td>1</td></tr><tr><td>2</td></tr>")
                                     << QByteArray(" ;  1  ;  ;  2  ; ");
    QTest::newRow("character data") << QByteArray("<key><![CDATA[a]]></key>") << QByteArray("<key>a</key>");
    QTest::newRow("colours") << QByteArray("\x1b[31ma\x1b[0m \x1b[1;2m\x1b[2K\x1b[")
                             << QByteArray("a \x1b[2K\x1b[");
    QTest::newRow("blanks that do not break") << QByteArray("a\xc2\xa0: b") << QByteArray("a : b");
    QTest::newRow("escapes") << QByteArray(
        R"(\U201ca\u201d \\u2019 \u003cb\u003e \u000a\u0022 C:\users \u12)")
                             << QByteArray("“a” ’ <b> "
                                           R"(\u000a\u0022 C:\users \u12)");
}

void TestExplainLog::takesMarkupOff()
{
    QFETCH(QByteArray, text);
    const QByteArray plain = explain::withoutMarkup(text);
    QTEST(plain, "plain");
    QCOMPARE(plain.count('\n'), text.count('\n'));
}

void TestExplainLog::hostileTextTakesLittleTime_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char* piece : {"Domain",
                              "Domain ",
                              "Domain=",
                              "(XErrorDomain-",
                              "XErrorDomain \xe2\x80\x93 0x",
                              "<![CDATA[",
                              "\x1b[",
                              "error_chain: ",
                              "\xfc\xe2\x80",
                              "Domain : ",
                              "Code : ",
                              "Desc : ",
                              "ErrorDomain",
                              "ErrorDomain ",
                              "ErrorChain",
                              "ErrorChain{",
                              "ErrorChain ErrorCode ",
                              "ErrorCode: ",
                              "<key>ErrorChain</key>",
                              "<key>ErrorCode</key>",
                              "ErrorChain</key>",
                              "ErrorChain</key><",
                              "NSError:",
                              "Underlying error: ",
                              "{",
                              "AErrorDomain 1 ",
                              "AErrorDomain ",
                              "Error Domain=A Code=1 \"",
                              "Error Domain=A Code=1 \" NSUnderlyingError={",
                              "\\n",
                              "\n",
                              "Params : (",
                              "Domain : AError\nCode : 1\nParams : (",
                              "\"ErrorCode\":\"",
                              "<dict>",
                              "profiles returned -5 ",
                              "-2016314099 ",
                              "0x87D1",
                              "1234 (AErrorDomain) ",
                              "&lt;",
                              "&#x",
                              "<br",
                              "</td><span ",
                              "\\u201c",
                              "\\u",
                              "phrase"})
        QTest::newRow(piece) << QByteArray(piece);
}

void TestExplainLog::hostileTextTakesLittleTime()
{
    QFETCH(QByteArray, piece);
    const explain::Vocabulary vocabulary{{{"phrase"}, {"phras", {"absent"}}}, {}};
    const auto cost = [&](qsizetype bytes) {
        const QByteArray text = piece.repeated(bytes / piece.size());
        QElapsedTimer timer;
        timer.start();
        const explain::Log log = explain::readLog(explain::withoutMarkup(text), vocabulary);
        for (const explain::Chain& chain : log.chains)
            Q_ASSERT(!chain.empty());
        return timer.elapsed();
    };
    // Four times the text takes about four times as long, not sixteen; a machine at work gets further
    // chances.
    constexpr qsizetype quarter = 128 * 1024;
    constexpr qint64 shortest = 20;
    constexpr int chances = 4;
    bool isLinear = false;
    for (int chance = 0; chance < chances && !isLinear; ++chance) {
        const qint64 few = std::max(cost(quarter), shortest);
        isLinear = cost(4 * quarter) < 10 * few;
    }
    QVERIFY2(isLinear, piece.constData());
}

void TestExplainLog::keepsTheLastOfVeryMany()
{
    QByteArray text;
    for (int i = 0; i < 1000; ++i)
        text += "AErrorDomain " + QByteArray::number(i) + "\n\n";
    const explain::Log log = explain::readLog(text);
    QCOMPARE(log.chains.size(), std::size_t{200});
    QCOMPARE(log.chains.back().back().code, 999);
}

QTEST_APPLESS_MAIN(TestExplainLog)

#include "tst_explain_log.moc"
