// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/explain/redact.h"
#include "core/explain/writers.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What is known of errors, and what is made of a log with it.
class TestExplain : public QObject
{
    Q_OBJECT

private slots:
    void catalogueIsWhole();
    void rulesNameWhatThereIs();
    void innermostErrorDecides();
    void rulesComeFirst_data();
    void rulesComeFirst();
    void lastChainIsExplained();
    void otherChainIsExplained();
    void textsAloneAreRecognised_data();
    void textsAloneAreRecognised();
    void newNamesOfDomains();
    void noiseComesAfterTheChain();
    void linesOfTypedTexts();
    void unknownIsSaidToBeUnknown();
    void codes_data();
    void codes();
    void logsWithoutErrors_data();
    void logsWithoutErrors();
    void writesJson();
    void secretsAreMasked_data();
    void secretsAreMasked();
    void whatIsMaskedStaysAsItIs();
    void reportTellsNobody_data();
    void reportTellsNobody();
    void reportKeepsWhatMatters();

private:
    const explain::Catalogue m_catalogue;
};

void TestExplain::catalogueIsWhole()
{
    QVERIFY(m_catalogue.errors().size() > 100);
    QSet<std::pair<QString, qint64>> codes;
    for (const explain::ErrorEntry& error : m_catalogue.errors()) {
        const QByteArray name = error.domain.toUtf8() + ' ' + QByteArray::number(error.code);
        QVERIFY2(!codes.contains({error.domain, error.code}), name.constData());
        codes.insert({error.domain, error.code});
        QVERIFY2(!error.name.isEmpty() && !error.what.isEmpty(), name.constData());
        QVERIFY2(error.source.startsWith(u"https://"), name.constData());
        for (const explain::NamedCause& cause : error.causes)
            QVERIFY2(m_catalogue.cause(cause.id), name.constData());
        for (const explain::ErrorText& text : error.texts) {
            QVERIFY2(text.phrase.text.size() > 3, name.constData());
            QVERIFY2(text.source.startsWith(u"https://"), name.constData());
            QVERIFY2(text.confidence != explain::Confidence::Certain, name.constData());
        }
    }
    for (qint64 code = 22000; code <= 22013; ++code)
        QVERIFY(m_catalogue.find(u"MCSCEPErrorDomain"_s, code));
    QSet<QString> ids;
    for (const explain::CauseEntry& cause : m_catalogue.causes()) {
        QVERIFY2(!ids.contains(cause.id), qPrintable(cause.id));
        ids.insert(cause.id);
        QVERIFY2(!cause.text.isEmpty() && !cause.action.isEmpty(), qPrintable(cause.id));
        QVERIFY2(explain::Catalogue::everyone().contains(cause.who), qPrintable(cause.id));
        QVERIFY2(cause.source.startsWith(u"https://"), qPrintable(cause.id));
    }
    for (const explain::ClueEntry& clue : m_catalogue.clues()) {
        QVERIFY2(!clue.title.isEmpty() && clue.phrase.text.size() > 1, qPrintable(clue.id));
        QVERIFY2(clue.source.startsWith(u"https://"), qPrintable(clue.id));
    }
}

void TestExplain::rulesNameWhatThereIs()
{
    QVERIFY(!m_catalogue.rules().empty());
    QSet<QString> clues;
    for (const explain::ClueEntry& clue : m_catalogue.clues()) {
        QVERIFY2(!clues.contains(clue.id), qPrintable(clue.id));
        clues.insert(clue.id);
    }
    QSet<QString> ids;
    for (const explain::RuleEntry& rule : m_catalogue.rules()) {
        QVERIFY2(!ids.contains(rule.id), qPrintable(rule.id));
        ids.insert(rule.id);
        QVERIFY2(!rule.chain.empty() || !rule.clues.isEmpty(), qPrintable(rule.id));
        QVERIFY2(!rule.causes.empty(), qPrintable(rule.id));
        for (const auto& [domain, code] : rule.chain)
            QVERIFY2(m_catalogue.find(domain, code), qPrintable(rule.id));
        for (const QString& clue : rule.clues)
            QVERIFY2(clues.contains(clue), qPrintable(rule.id));
        for (const explain::NamedCause& cause : rule.causes)
            QVERIFY2(m_catalogue.cause(cause.id), qPrintable(rule.id));
    }
}

void TestExplain::innermostErrorDecides()
{
    const auto found =
        explain::explainLog("MCInstallationErrorDomain:4001 > MCPayloadErrorDomain:2002", m_catalogue);
    QCOMPARE(found.errors.size(), std::size_t{2});
    QCOMPARE(found.causes.front().id, u"payload-field-missing"_s);
    QVERIFY(std::none_of(found.causes.begin(), found.causes.end(),
                         [](const explain::Cause& cause) { return cause.id == u"install-wrapper"; }));
    const auto wrapper = explain::explainLog("MCInstallationErrorDomain 4001", m_catalogue);
    QCOMPARE(wrapper.causes.front().id, u"install-wrapper"_s);
}

void TestExplain::rulesComeFirst_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("confidence");
    QTest::newRow("alone") << QByteArray("MCSCEPErrorDomain 22013") << u"scep-challenge"_s << u"likely"_s;
    QTest::newRow("IIS") << QByteArray("2026 GET 404.15\nMCSCEPErrorDomain 22013") << u"scep-get-too-long"_s
                         << u"certain"_s;
    QTest::newRow("TLS") << QByteArray(
        "MCInstallationErrorDomain:4001 > MCSCEPErrorDomain:22013 > NSOSStatusErrorDomain:-9802")
                         << u"tls-certificate-rules"_s << u"likely"_s;
    QTest::newRow("MDM") << QByteArray(
        "US Sugg: The server certificate for “https://a.example.com” is invalid.\n"
        "Domain : MCInstallationErrorDomain\nCode : 4001\n")
                         << u"tls-untrusted-root"_s << u"likely"_s;
    QTest::newRow("usages") << QByteArray("MCSCEPErrorDomain:22003 > NSOSStatusErrorDomain:-67731")
                            << u"scep-ra-usages"_s << u"certain"_s;
    QTest::newRow("fingerprint") << QByteArray("SCEP failed to find certificate matching CA fingerprint: x\n"
                                               "MCSCEPErrorDomain 22003")
                                 << u"scep-fingerprint"_s << u"certain"_s;
    QTest::newRow("HTTP 401") << QByteArray(
        "Domain : MCHTTPTransactionErrorDomain\nCode : 23001\nParams : (\n\"a\",\n401\n)")
                              << u"http-unauthorized"_s << u"certain"_s;
    QTest::newRow("HTTP 500") << QByteArray(
        "Domain : MCHTTPTransactionErrorDomain\nCode : 23001\nParams : (\n\"a\",\n500\n)")
                              << u"http-status"_s << u"likely"_s;
    QTest::newRow("usages, without an error")
        << QByteArray("CertificateService SCEP failed to find candidate RA certificates\n"
                      "CertificateService GetCACert: Validating response failed: -67731\n")
        << u"scep-ra-usages"_s << u"likely"_s;
    QTest::newRow("fingerprint, without an error")
        << QByteArray("SCEP failed to find certificate matching CA fingerprint: x\n") << u"scep-fingerprint"_s
        << u"likely"_s;
    QTest::newRow("a line of IIS") << QByteArray(
        "GET /certsrv/mscep/mscep.dll operation=PKIOperation&message=MIAG 80 - 10.0.0.9 "
        "profiled/1.0+CFNetwork/811.5.4 - 404 15 0 15\n")
                                   << u"scep-get-too-long"_s << u"certain"_s;
    QTest::newRow("event of NDES") << QByteArray(
        "Event ID: 29\nThe password in the certificate request cannot be verified. It may have been used.\n")
                                   << u"scep-challenge"_s << u"likely"_s;
    QTest::newRow("property list") << QByteArray(
        "Failed: NSCocoaErrorDomain (3840): Unexpected character 0 at line 1")
                                   << u"profile-malformed"_s << u"likely"_s;
}

void TestExplain::rulesComeFirst()
{
    QFETCH(QByteArray, log);
    const auto found = explain::explainLog(log, m_catalogue);
    QVERIFY(!found.causes.empty());
    QTEST(found.causes.front().id, "cause");
    QTEST(explain::confidenceName(found.causes.front().confidence), "confidence");
    QVERIFY(!found.causes.front().proofs.empty());
    QVERIFY(std::is_sorted(found.causes.begin(), found.causes.end(),
                           [](const auto& a, const auto& b) { return a.confidence < b.confidence; }));
}

void TestExplain::lastChainIsExplained()
{
    const auto found = explain::explainLog(
        "MCSCEPErrorDomain 22003\nx\nMCSCEPErrorDomain 22013\nx\nOtherErrorDomain 5\n", m_catalogue);
    QCOMPARE(found.errors.size(), std::size_t{1});
    QCOMPARE(found.errors.front().code, 22013);
    QCOMPARE(found.errors.front().proof.line, 3);
    QCOMPARE(found.other.size(), std::size_t{2});
}

void TestExplain::otherChainIsExplained()
{
    const auto first = explain::explainLog("Domain : MCHTTPTransactionErrorDomain\nCode : 23001\nParams : (\n"
                                           "\"https://a.example.com\",\n401\n)\n\nMCSCEPErrorDomain 22013\n",
                                           m_catalogue);
    QCOMPARE(first.errors.back().code, 22013);
    const auto found = explain::explainOther(first, 0, m_catalogue);
    QCOMPARE(found.errors.back().code, 23001);
    QCOMPARE(found.other.front().back().code, 22013);
    QCOMPARE(found.causes.front().id, u"http-unauthorized"_s);
    QCOMPARE(found.causes.front().confidence, explain::Confidence::Certain);
    QVERIFY(found.what != first.what);
}

void TestExplain::textsAloneAreRecognised_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("code");
    QTest::newRow("screen") << QByteArray(
        "Profile Installation Failed\nThe SCEP server returned an invalid response.")
                            << 22013;
    QTest::newRow("key") << QByteArray("key: SCEP_ERROR_INVALID_RA_RESPONSE, value: (null)") << 22003;
    QTest::newRow("typed") << QByteArray(
        "profile installation FAILED\n\nthe registration authority's\nresponse  "
        "is invalid") << 22003;
    QTest::newRow("a gap") << QByteArray("The password for the certificate “a b.p12” is incorrect.") << 9000;
    QTest::newRow("in another language")
        << QByteArray("Der SCEP-Server hat „x“ eine ungültige Antwort gesendet") << 22013;
    QTest::newRow("a name that begins another") << QByteArray("errSecDecodeMore errSecDecode") << -26275;
    QTest::newRow("frame alone") << QByteArray("Profile Installation Failed") << 4001;
}

void TestExplain::textsAloneAreRecognised()
{
    QFETCH(QByteArray, log);
    const auto found = explain::explainLog(log, m_catalogue);
    QVERIFY(found.errors.empty());
    QCOMPARE(found.recognised.size(), std::size_t{1});
    QTEST(int(found.recognised.front().code), "code");
    QVERIFY(!found.causes.empty());
    for (const explain::Cause& cause : found.causes)
        QVERIFY(cause.confidence != explain::Confidence::Certain);
}

void TestExplain::newNamesOfDomains()
{
    const auto found =
        explain::explainLog("MDMErrorDomain:12002 > DMCHTTPTransactionErrorDomain:23002", m_catalogue);
    QCOMPARE(found.errors.front().domain, u"MDMErrorDomain"_s);
    QVERIFY(found.errors.front().isKnown && found.errors.back().isKnown);
    QCOMPARE(found.causes.front().id, u"tls-untrusted-root"_s);
    const auto unknown = explain::explainLog("MDMErrorDomain:12999", m_catalogue);
    QVERIFY(unknown.what.contains(m_catalogue.about(u"MCMDMErrorDomain"_s)));
}

void TestExplain::noiseComesAfterTheChain()
{
    const auto found = explain::explainLog(
        "http: TLS handshake error from 192.0.2.7:1: EOF\nMCSCEPErrorDomain 22003\n", m_catalogue);
    QCOMPARE(found.causes.front().id, u"scep-fingerprint"_s);
    const auto alone = explain::explainLog("http: TLS handshake error from 192.0.2.7:1: EOF\n", m_catalogue);
    QCOMPARE(alone.causes.front().id, u"tls-untrusted-root"_s);
    QVERIFY(alone.what.contains(u"hung up"));
}

void TestExplain::linesOfTypedTexts()
{
    const auto found =
        explain::explainLog("a\n„b“\nThe scep server  returned an\ninvalid response", m_catalogue);
    QCOMPARE(found.recognised.front().proof, (explain::Proof{3, u"The scep server  returned an"_s}));
}

void TestExplain::unknownIsSaidToBeUnknown()
{
    const auto code = explain::explainLog("MCSCEPErrorDomain 22999", m_catalogue);
    QVERIFY(!code.errors.front().isKnown);
    QVERIFY(code.causes.empty());
    QVERIFY(code.what.contains(u"not known"));
    const auto domain = explain::explainLog("FridgeErrorDomain 4", m_catalogue);
    QVERIFY(domain.what.contains(u"Neither"));
    const auto inner = explain::explainLog("MCProfileErrorDomain:1009 > FridgeErrorDomain:4", m_catalogue);
    QVERIFY(inner.what.contains(u"FridgeErrorDomain"));
}

void TestExplain::codes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("domain");
    QTest::newRow("number") << u"22003"_s << u"MCSCEPErrorDomain"_s;
    QTest::newRow("negative") << u"-9802"_s << u"NSOSStatusErrorDomain"_s;
    QTest::newRow("of two domains") << u" -1202 "_s << u"NSURLErrorDomain"_s;
    QTest::newRow("unknown") << u"99999"_s << QString();
    QTest::newRow("with domain") << u"MCSCEPErrorDomain 22003"_s << u"MCSCEPErrorDomain"_s;
    QTest::newRow("of Intune") << u"-2016314099"_s << u"MCSCEPErrorDomain"_s;
    QTest::newRow("of Intune, hexadecimal") << u"0x87D17D0D"_s << u"MCSCEPErrorDomain"_s;
    QTest::newRow("of Intune alone") << u"-2016341112"_s << u"Microsoft Intune"_s;
    QTest::newRow("of Intune, unknown") << u"-2016281000"_s << u"Microsoft Intune"_s;
    QTest::newRow("another hexadecimal") << u"0x80090005"_s << u"-"_s;
    QTest::newRow("no code") << u"profile.log"_s << u"-"_s;
}

void TestExplain::codes()
{
    QFETCH(QString, text);
    const auto found = explain::explainCode(text, m_catalogue);
    const QString domain = found ? found->errors.back().domain : u"-"_s;
    QTEST(domain, "domain");
}

void TestExplain::logsWithoutErrors_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QByteArray() << u"nothing else"_s;
    QTest::newRow("success") << QByteArray("mdmclient: Installed configuration profile: A") << u"success"_s;
    QTest::newRow("requests") << QByteArray("GET /scep?operation=GetCACert") << u"requests"_s;
    QTest::newRow("crash") << QByteArray("Process:      profiled [3]\n") << u"crash"_s;
}

void TestExplain::logsWithoutErrors()
{
    QFETCH(QByteArray, log);
    QFETCH(QString, word);
    const auto found = explain::explainLog(log, m_catalogue);
    QVERIFY(found.errors.empty() && found.other.empty());
    QVERIFY2(found.what.contains(word), qPrintable(found.what));
}

void TestExplain::writesJson()
{
    const QJsonObject json = explain::toJson(
        explain::explainLog("MCProfileErrorDomain:1009 > MCSCEPErrorDomain:22003", m_catalogue));
    const QJsonObject inner = json.value("errors"_L1).toArray().last().toObject();
    QCOMPARE(inner.value("domain"_L1).toString(), u"MCSCEPErrorDomain"_s);
    QCOMPARE(inner.value("code"_L1).toInteger(), 22003);
    QVERIFY(!inner.value("text"_L1).toString().isEmpty());
    const QJsonObject cause = json.value("causes"_L1).toArray().first().toObject();
    for (const QString& key : {u"id"_s, u"confidence"_s, u"text"_s, u"who"_s, u"source"_s})
        QVERIFY2(!cause.value(key).toString().isEmpty(), qPrintable(key));
    QVERIFY(json.value("other"_L1).toArray().isEmpty());
}

void TestExplain::secretsAreMasked_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"https://joe:S3CRET@example.com/x", "GET /scep?challenge=S3CRET&operation=GetCACert",
          "Password: S3CRET", "challengePassword = \"S3CRET with blanks S3CRET\";",
          R"({"Challenge":"S3CRET"})", R"({\"password\":\"S3CRET\"})", "Authorization: Basic S3CRET",
          "sent bearer S3CRETS3CRET to", "<key>Password</key><string>S3CRET</string>",
          "the enrollment challenge password is: S3CRET", "token=S3CRET", "Cookie: a=S3CRET; b=S3CRET"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestExplain::secretsAreMasked()
{
    QFETCH(QString, text);
    const QString masked = explain::withoutSecrets(text);
    QVERIFY2(!masked.contains(u"S3CRET"), qPrintable(masked));
    QVERIFY(masked != text);
}

void TestExplain::whatIsMaskedStaysAsItIs()
{
    const QString once =
        explain::withoutSecrets(u"http://ca.example.com/scep?challenge=X&operation=GetCACert"_s);
    QCOMPARE(once, u"http://ca.example.com/scep?challenge=[hidden]&operation=GetCACert"_s);
    QCOMPARE(explain::withoutSecrets(once), once);
    QCOMPARE(explain::withoutSecrets(u"?challenge=X"_s), u"?challenge=[hidden]"_s);
    const QString named = explain::withoutSecrets(u"Password: S3CRET"_s);
    QCOMPARE(explain::withoutSecrets(named), named);
}

void TestExplain::reportTellsNobody_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("host") << u"asked scep.corp.example.com for it"_s << u"corp"_s;
    QTest::newRow("host in URL") << u"asked https://ndes1:8443/certsrv/mscep"_s << u"ndes1"_s;
    QTest::newRow("address") << u"from 10.1.2.3 on"_s << u"10.1"_s;
    QTest::newRow("address of 128 bits") << u"from fe80::1c2d:3e4f on"_s << u"3e4f"_s;
    QTest::newRow("mail") << u"for anna@example.com now"_s << u"anna"_s;
    QTest::newRow("device in syslog") << u"Jan  2 03:04:05 Annas-Ding profiled[7] <Error>: x"_s << u"Annas"_s;
    QTest::newRow("device by name") << u"on Anna’s iPhone today"_s << u"Anna"_s;
    QTest::newRow("device with dashes") << u"on Annas-iPhone today"_s << u"Annas"_s;
    QTest::newRow("UDID") << u"at 00008030-001A2B3C4D5E6F7A now"_s << u"001A2B"_s;
    QTest::newRow("old UDID") << u"at 0123456789abcdef0123456789abcdef01234567 now"_s << u"abcdef"_s;
    QTest::newRow("serial number") << u"serial F2LXK1ABCDEF now"_s << u"F2LXK1"_s;
    QTest::newRow("user") << u"Installed: X for anna (Source: Manual)"_s << u"anna"_s;
    QTest::newRow("folder") << u"in /Users/anna/x"_s << u"anna"_s;
    QTest::newRow("name in quotes") << u"The profile “Corp Wi-Fi” failed"_s << u"Corp"_s;
    QTest::newRow("name in German quotes") << u"Das Profil „Corp WLAN“ ist ungültig"_s << u"Corp"_s;
    QTest::newRow("name in French quotes") << u"Le profil « Corp » est invalide"_s << u"Corp"_s;
    QTest::newRow("name in single quotes") << u"The ‘Anna’s Corp’ payload failed"_s << u"Corp"_s;
    QTest::newRow("file of a tool") << u"profiles install for file:'/tmp/Corp.x' and user:'me' returned"_s
                                    << u"Corp"_s;
    QTest::newRow("user of a tool") << u"for file:'/tmp/x' and user:'anna' returned"_s << u"anna"_s;
    QTest::newRow("Base64") << u"message="_s + u"TUlBRw"_s.repeated(20) << u"TUlBRw"_s;
    QTest::newRow("secret") << u"challenge=abc123"_s << u"abc123"_s;
}

void TestExplain::reportTellsNobody()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    explain::Redactor redactor;
    const QString redacted = redactor.redact(text);
    QVERIFY2(!redacted.contains(word), qPrintable(redacted));
}

void TestExplain::reportKeepsWhatMatters()
{
    explain::Redactor redactor;
    QCOMPARE(redactor.redact(u"Domain : MCSCEPErrorDomain, Code : 22013"_s),
             u"Domain : MCSCEPErrorDomain, Code : 22013"_s);
    QCOMPARE(redactor.redact(u"http://a.example.com/mscep.dll?operation=GetCACert"_s),
             u"http://[host 1]/mscep.dll?operation=GetCACert"_s);
    QCOMPARE(redactor.redact(u"b.example.com and a.example.com"_s), u"[host 2] and [host 1]"_s);
    const auto found =
        explain::explainLog("x https://scep.corp.example/ MCSCEPErrorDomain 22013 y", m_catalogue);
    const QString report = explain::toReport(found);
    QVERIFY(report.contains(u"MCSCEPErrorDomain 22013") && report.contains(u"[host 1]"));
    QVERIFY(!report.contains(u"scep.corp.example"));
    QVERIFY(explain::toText(found).contains(u"scep.corp.example"));
    const auto secret = explain::explainLog(
        "x https://anna:S3CRET@scep.corp.example/ MCSCEPErrorDomain 22013 y", m_catalogue);
    const QString named = explain::toReport(secret, explain::Names::Shown);
    QVERIFY(named.contains(u"scep.corp.example"));
    QVERIFY(!named.contains(u"S3CRET"));
}

QTEST_APPLESS_MAIN(TestExplain)

#include "tst_explain.moc"
