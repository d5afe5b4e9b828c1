// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/interfaces.h"
#include "core/delivery/landing_page.h"
#include "core/delivery/package.h"
#include "core/delivery/resource.h"
#include "core/delivery/share_event.h"
#include "core/delivery/share_guard.h"
#include "core/delivery/share_ledger.h"
#include "core/delivery/share_site.h"
#include "core/delivery/share_visitor.h"
#include "core/delivery/steps.h"
#include "core/schema/titles.h"

#include <QtTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace delivery;

namespace {

Package package(const QString& title)
{
    Package package;
    package.title = title;
    package.fileName = safeFileName(title);
    package.bytes = "<plist>" + title.toUtf8() + "</plist>";
    package.sha256 = QCryptographicHash::hash(package.bytes, QCryptographicHash::Sha256);
    package.isSigned = true;
    package.signer = u"Example & Sons <IT>"_s;
    return package;
}

const QByteArrayList tokens{"AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBB", "CCCCCCCCCCCCCCCCCCCCCC"};

WebRequest request(const QByteArray& path) { return {"GET", path, {"192.168.1.5:8080"}, {}, {}}; }

QByteArray header(const WebReply& reply, const QByteArray& name)
{
    for (const auto& [key, value] : reply.headers)
        if (key == name)
            return value;
    return {};
}

constexpr Guard::Limits limits{.inAll = 192, .perAddress = 64};

using Kind = Site::Route::Kind;
using Outcome = Ledger::Outcome;
using Transfer = Ledger::Transfer;

}  // namespace

class TestShareParts : public QObject
{
    Q_OBJECT

private slots:
    void aLanguageIsChosen_data();
    void aLanguageIsChosen();
    void everyLanguageHasEverySentence();
    void stepsFollowThePackage();

    void aVisitorIsKnownByItsHeader_data();
    void aVisitorIsKnownByItsHeader();
    void aHeaderIsNeverRepeated();

    void oneDownloadIsOne();
    void theSameAgainIsTheSame();
    void aRepeatHoldsNoDoorOpen();
    void theLimitHoldsAgainstARace();
    void aBrokenDownloadGivesItsPlaceBack();
    void withoutGraceEachCounts();

    void whoWaitsLongestGoesFirst();
    void whoAsksStays();
    void timeIsUpForEveryone();

    void onlyRightRequestsAreAnswered_data();
    void onlyRightRequestsAreAnswered();
    void aQueryIsNoAddressOfOurs();
    void everyLanguageNamesThePayloads();
    void repliesCarryTheirHeaders();
    void aNameIsToldTwice();
    void aNameFitsEverywhere_data();
    void aNameFitsEverywhere();
    void whatEveryoneCanReadIsNamed();
    void thePageHoldsWhatThereIs();
    void severalHaveARowEach();
    void tokensAreLongAndNew();
    void theUsualPortMayBeLeftOut();

    void onlyWhatCanWorkIsOffered();
    void aChoiceIsHeard();
};

void TestShareParts::aLanguageIsChosen_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("language");
    QTest::newRow("tag") << u"de"_s << u"de"_s;
    QTest::newRow("region") << u"fr-CH"_s << u"fr"_s;
    QTest::newRow("as Qt writes it") << u"es_MX"_s << u"es"_s;
    QTest::newRow("header") << u"de-AT,de;q=0.9,en;q=0.8"_s << u"de"_s;
    QTest::newRow("weights count") << u"en;q=0.5, fr;q=0.9"_s << u"fr"_s;
    QTest::newRow("the first that is spoken") << u"ja, ko;q=0.9, es;q=0.2"_s << u"es"_s;
    QTest::newRow("not wanted") << u"de;q=0, fr;q=0.1"_s << u"fr"_s;
    QTest::newRow("nothing spoken") << u"ja"_s << u"en"_s;
    QTest::newRow("any") << u"*"_s << u"en"_s;
    QTest::newRow("empty") << QString() << u"en"_s;
    QTest::newRow("no language but a word that begins like one") << u"deutsch"_s << u"en"_s;
    QTest::newRow("a path") << u"../de"_s << u"en"_s;
    QTest::newRow("no number") << u"de;q=x"_s << u"en"_s;
    QTest::newRow("beyond what is read") << u"ja,"_s.repeated(1000) + u"de"_s << u"en"_s;
}

void TestShareParts::aLanguageIsChosen()
{
    QFETCH(QString, wanted);
    QFETCH(QString, language);
    QCOMPARE(spokenLanguage(wanted), language);
}

void TestShareParts::everyLanguageHasEverySentence()
{
    QCOMPARE(stepLanguages().first(), u"en"_s);
    QVERIFY(stepLanguages().size() >= 4);
    for (const bool isForMac : {false, true}) {
        Package given = package(u"Office"_s);
        given.hasRoot = true;
        given.isSigned = false;
        given.isForMac = isForMac;
        for (const Way way : {Way::Mail, Way::Web, Way::File}) {
            const Steps english = stepsFor(given, way, u"en"_s);
            QVERIFY(english.lines.size() >= 3);
            for (const QString& language : stepLanguages()) {
                const Steps steps = stepsFor(given, way, language);
                QCOMPARE(steps.language, language);
                QVERIFY(steps.title.contains(u"Office"_s));
                QCOMPARE(steps.lines.size(), english.lines.size());
                QCOMPARE(steps.notes.size(), english.notes.size());
                QCOMPARE(steps.lines.join(u' ').contains(u"Office.mobileconfig"_s),
                         english.lines.join(u' ').contains(u"Office.mobileconfig"_s));
                for (const QString& line : steps.lines + steps.notes + QStringList(steps.title)) {
                    QVERIFY(!line.isEmpty());
                    QVERIFY2(!line.contains(u'%'), qPrintable(line));
                    QVERIFY(language == u"en" || !(english.lines + english.notes).contains(line));
                }
            }
        }
    }
    const QByteArray english = landingPage({}, u"en"_s);
    QVERIFY(english.contains("Configuration profiles"));
}

void TestShareParts::stepsFollowThePackage()
{
    Package given = package(u"Of%1fice"_s);
    const Steps plain = stepsFor(given, Way::Mail, u"en"_s);
    QVERIFY(plain.title.contains(u"Of%1fice"_s));
    QVERIFY(!plain.lines.join(u' ').contains(u"Certificate Trust Settings"_s));
    QVERIFY(plain.lines.join(u' ').contains(u"Profile Downloaded"_s));
    QVERIFY(plain.notes.join(u' ').contains(u"eight minutes"_s));
    given.hasRoot = true;
    QCOMPARE(stepsFor(given, Way::Mail, u"en"_s).lines.size(), plain.lines.size() + 1);
    QVERIFY(stepsFor(given, Way::Mail, u"en"_s).lines.last().contains(u"Certificate Trust Settings"_s));
    given.isSigned = false;
    QVERIFY(stepsFor(given, Way::Mail, u"en"_s).notes.first().contains(u"not signed"_s));
    given.isForMac = true;
    const Steps mac = stepsFor(given, Way::Web, u"en"_s);
    QVERIFY(mac.title.contains(u"Mac"_s));
    QVERIFY(mac.lines.join(u' ').contains(u"Device Management"_s));
    QVERIFY(!mac.notes.join(u' ').contains(u"eight minutes"_s));
}

void TestShareParts::aVisitorIsKnownByItsHeader_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("browser");
    QTest::addColumn<bool>("takesProfiles");
    const QByteArray tail = " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ";
    const QByteArray phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1" + tail;
    QTest::newRow("Safari") << phone + "Version/18.1 Mobile/15E148 Safari/604.1" << u"iPhone, iOS 18"_s
                            << u"Safari"_s << true;
    const QByteArray frozen = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6" + tail;
    QTest::newRow("Safari 26, which tells an old system")
        << frozen + "Version/26.0 Mobile/15E148 Safari/604.1" << u"iPhone, iOS 26"_s << u"Safari"_s << true;
    QTest::newRow("Firefox") << phone + "FxiOS/140.0 Mobile/15E148 Safari/605.1.15" << u"iPhone, iOS 18"_s
                             << u"Firefox"_s << false;
    QTest::newRow("DuckDuckGo") << phone + "Version/18.1 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15"
                                << u"iPhone, iOS 18"_s << u"DuckDuckGo"_s << false;
    QTest::newRow("Chrome") << phone + "CriOS/130.0 Mobile/15E148 Safari/604.1" << u"iPhone, iOS 18"_s
                            << u"Chrome"_s << true;
    const QByteArray tablet = "Mozilla/5.0 (iPad; CPU OS 17_5" + tail;
    QTest::newRow("iPad") << tablet + "Version/17.5 Safari/604.1" << u"iPad, iPadOS 17"_s << u"Safari"_s
                          << true;
    QTest::newRow("Mac, or an iPad that says so")
        << QByteArray("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 "
                      "Safari/605.1.15")
        << u"Mac or iPad"_s << u"Safari"_s << true;
    QTest::newRow("part of the system") << QByteArray("profiled/1.0 CFNetwork/1568.200.51 Darwin/24.1.0")
                                        << u"Apple device"_s << QString() << true;
    QTest::newRow("Android") << QByteArray("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0 Safari/537")
                             << u"Android device, Android 14"_s << u"Chrome"_s << true;
    QTest::newRow("curl") << QByteArray("curl/7.88.1") << u"Unknown device"_s << u"curl"_s << true;
    QTest::newRow("none") << QByteArray() << u"Unknown device"_s << QString() << true;
    QTest::newRow("a version nobody has")
        << QByteArray("iPhone OS 99999999999999999999") << u"iPhone, iOS"_s << QString() << true;
}

void TestShareParts::aVisitorIsKnownByItsHeader()
{
    QFETCH(QByteArray, header);
    const Visitor visitor = visitorOf(header);
    QTEST(describe(visitor), "text");
    QTEST(visitor.browser, "browser");
    QTEST(visitor.takesProfiles, "takesProfiles");
    // Who says nothing is told by the address; it is in the way for the others.
    QCOMPARE(pageOpened(u"192.0.2.11"_s, header).text.contains(u"192.0.2.11"_s), !visitor.isKnown);
    QCOMPARE(visitor.isKnown, !describe(visitor).startsWith(u"Unknown"_s));
}

void TestShareParts::aHeaderIsNeverRepeated()
{
    const QByteArray evil = "iPhone \033]0;gotcha\007 <b>iPhone OS 18<script>" + QByteArray(100'000, 'x');
    QCOMPARE(describe(visitorOf(evil)), u"iPhone, iOS 18"_s);
}

void TestShareParts::oneDownloadIsOne()
{
    Ledger ledger(1, 60s);
    QVERIFY(ledger.isOpenTo(u"a"_s, 0s));
    const auto ticket = ledger.begin(u"a"_s, 0, 0s);
    QVERIFY(ticket.has_value());
    QVERIFY(!ledger.isUsedUp(0s));
    QCOMPARE(ledger.end(u"a"_s, 0, *ticket, Transfer::Arrived, 1s), Outcome::Counted);
    QCOMPARE(ledger.completed(), 1);
    QVERIFY(!ledger.begin(u"b"_s, 0, 2s));
    QVERIFY(!ledger.isOpenTo(u"b"_s, 2s));
    QVERIFY(!ledger.isUsedUp(60s));
    QVERIFY(ledger.isUsedUp(61s));
}

void TestShareParts::theSameAgainIsTheSame()
{
    Ledger ledger(2, 60s);
    const auto first = ledger.begin(u"a"_s, 0, 0s);
    const auto beside = ledger.begin(u"a"_s, 0, 1s);
    QVERIFY(first && beside);
    QCOMPARE(ledger.end(u"a"_s, 0, *first, Transfer::Arrived, 10s), Outcome::Counted);
    // Begun before the first was through, and long after it within the grace time.
    QCOMPARE(ledger.end(u"a"_s, 0, *beside, Transfer::Arrived, 20s), Outcome::Repeat);
    const auto again = ledger.begin(u"a"_s, 0, 69s);
    QVERIFY(again.has_value());
    QCOMPARE(ledger.end(u"a"_s, 0, *again, Transfer::Arrived, 71s), Outcome::Repeat);
    // The same one later is another download, and so is another profile.
    const auto later = ledger.begin(u"a"_s, 0, 71s);
    QVERIFY(later.has_value());
    QVERIFY(!ledger.begin(u"a"_s, 1, 71s));
    QCOMPARE(ledger.end(u"a"_s, 0, *later, Transfer::Arrived, 72s), Outcome::Counted);
    QCOMPARE(ledger.completed(), 2);
    QVERIFY(!ledger.begin(u"a"_s, 1, 73s));
}

void TestShareParts::aRepeatHoldsNoDoorOpen()
{
    Ledger ledger(1, 5s);
    const auto first = ledger.begin(u"a"_s, 0, 0s);
    const auto beside = ledger.begin(u"a"_s, 0, 0s);
    QCOMPARE(ledger.end(u"a"_s, 0, *first, Transfer::Arrived, 1s), Outcome::Counted);
    const auto again = ledger.begin(u"a"_s, 0, 5s);
    QVERIFY(again && beside);
    // The grace time is over while both are under way still.
    QVERIFY(!ledger.begin(u"a"_s, 0, 6s));
    QCOMPARE(ledger.end(u"a"_s, 0, *again, Transfer::Arrived, 60s), Outcome::Repeat);
    QVERIFY(!ledger.begin(u"a"_s, 0, 60s));
    QVERIFY(!ledger.isUsedUp(60s));
    QCOMPARE(ledger.end(u"a"_s, 0, *beside, Transfer::Arrived, 61s), Outcome::Repeat);
    QVERIFY(ledger.isUsedUp(61s));
    QCOMPARE(ledger.completed(), 1);
}

void TestShareParts::theLimitHoldsAgainstARace()
{
    Ledger ledger(2, 60s);
    const auto first = ledger.begin(u"a"_s, 0, 0s);
    const auto second = ledger.begin(u"b"_s, 0, 0s);
    QVERIFY(first && second);
    QCOMPARE(ledger.underWay(), 2);
    QVERIFY(!ledger.begin(u"c"_s, 0, 0s));
    QVERIFY(!ledger.isOpenTo(u"c"_s, 0s));
    QVERIFY(ledger.isOpenTo(u"a"_s, 0s));
    QCOMPARE(ledger.end(u"a"_s, 0, *first, Transfer::Arrived, 1s), Outcome::Counted);
    QVERIFY(!ledger.begin(u"c"_s, 0, 1s));
    QCOMPARE(ledger.end(u"b"_s, 0, *second, Transfer::BrokenOff, 1s), Outcome::Broken);
    QVERIFY(ledger.begin(u"c"_s, 0, 1s));
}

void TestShareParts::aBrokenDownloadGivesItsPlaceBack()
{
    Ledger ledger(1, 60s);
    for (int i = 0; i < 100; ++i) {
        const QString address = QString::number(i);
        const auto ticket = ledger.begin(address, 0, 0s);
        QVERIFY(ticket.has_value());
        QCOMPARE(ledger.end(address, 0, *ticket, Transfer::BrokenOff, 0s), Outcome::Broken);
    }
    QCOMPARE(ledger.completed(), 0);
    QVERIFY(ledger.isOpenTo(u"a"_s, 0s));
    QCOMPARE(ledger.end(u"never begun"_s, 0, {}, Transfer::Arrived, 0s), Outcome::Broken);
}

void TestShareParts::withoutGraceEachCounts()
{
    Ledger ledger(2, 0s);
    // Also those that follow within the same millisecond.
    for (int i = 1; i <= 2; ++i) {
        const auto ticket = ledger.begin(u"a"_s, 0, 1s);
        QVERIFY(ticket.has_value());
        QCOMPARE(ledger.end(u"a"_s, 0, *ticket, Transfer::Arrived, 1s), Outcome::Counted);
        QCOMPARE(ledger.completed(), i);
    }
    QVERIFY(ledger.isUsedUp(1s));
}

void TestShareParts::whoWaitsLongestGoesFirst()
{
    Guard guard(limits);
    std::vector<char> ids(1000);
    std::vector<int> cut;
    for (std::size_t i = 0; i < ids.size(); ++i)
        for (const int descriptor : guard.open(&ids[i], static_cast<int>(i), u"a"_s, 0s))
            cut.push_back(descriptor);
    QCOMPARE(std::ssize(cut), std::ssize(ids) - limits.perAddress);
    for (std::size_t i = 0; i < cut.size(); ++i)
        QCOMPARE(cut[i], static_cast<int>(i));
    // Somebody else is not made to pay for it.
    char other = 0;
    QVERIFY(guard.open(&other, 5000, u"b"_s, 0s).empty());
    for (char& id : ids)
        guard.close(&id);
    QCOMPARE(guard.count(), 1);
    // A crowd of different addresses is held down as a whole.
    cut.clear();
    for (std::size_t i = 0; i < ids.size(); ++i)
        for (const int descriptor : guard.open(&ids[i], static_cast<int>(i), QString::number(i), 0s))
            cut.push_back(descriptor);
    QCOMPARE(std::ssize(cut), std::ssize(ids) + 1 - limits.inAll);
    QCOMPARE(cut.front(), 5000);
}

void TestShareParts::whoAsksStays()
{
    Guard guard(limits);
    std::vector<char> ids(1000);
    QVERIFY(guard.open(&ids[0], 0, u"a"_s, 0s).empty());
    guard.answer(&ids[0], 60s);
    for (std::size_t i = 1; i < ids.size(); ++i)
        for (const int descriptor : guard.open(&ids[i], static_cast<int>(i), u"a"_s, 0s))
            QVERIFY(descriptor != 0);
}

void TestShareParts::timeIsUpForEveryone()
{
    Guard guard(limits);
    char waiting = 0;
    char answered = 0;
    QVERIFY(guard.open(&waiting, 1, u"a"_s, 0s).empty());
    QVERIFY(guard.open(&answered, 2, u"a"_s, 0s).empty());
    guard.answer(&answered, 30s);
    QVERIFY(guard.overdue(Guard::maxWait - 1ms).empty());
    QCOMPARE(guard.overdue(Guard::maxWait), std::vector<int>{1});
    QVERIFY(guard.overdue(29s).empty());
    QCOMPARE(guard.overdue(30s), std::vector<int>{2});
    QVERIFY(guard.overdue(99s).empty());
}

void TestShareParts::onlyRightRequestsAreAnswered_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("hosts");
    QTest::addColumn<int>("kind");
    const QByteArray host = "192.168.1.5:8080";
    const auto row = [&](const char* name, const QByteArray& method, const QByteArray& path,
                         const QByteArray& hosts, Kind kind) {
        QTest::newRow(name) << method << path << hosts << static_cast<int>(kind);
    };
    const QByteArray page = "/" + tokens[0];
    row("the page", "GET", page + "/", host, Kind::Page);
    row("its header", "HEAD", page + "/", host, Kind::Page);
    row("without its slash", "GET", page, host, Kind::Page);
    row("a profile", "GET", "/" + tokens[1], host, Kind::File);
    row("another spelling of the host", "GET", page, "192.168.1.5:8080", Kind::Page);
    row("a profile is no folder", "GET", "/" + tokens[1] + "/", host, Kind::Nothing);
    row("nothing", "GET", "", host, Kind::Nothing);
    row("the root", "GET", "/", host, Kind::Nothing);
    row("no slash in front", "GET", tokens[0], host, Kind::Nothing);
    row("a token cut short", "GET", page.chopped(1), host, Kind::Nothing);
    row("a token with more", "GET", page + "A", host, Kind::Nothing);
    row("below the page", "GET", page + "/x", host, Kind::Nothing);
    row("two slashes", "GET", page + "//", host, Kind::Nothing);
    row("in another case", "GET", page.toLower(), host, Kind::Nothing);
    row("encoded", "GET", "/%41" + tokens[0].sliced(1), host, Kind::Nothing);
    row("in full", "GET", "http://" + host + page, host, Kind::Nothing);
    row("posted", "POST", page, host, Kind::Nothing);
    row("in small letters", "get", page, host, Kind::Nothing);
    row("options", "OPTIONS", page, host, Kind::Nothing);
    row("no host", "GET", page, "", Kind::Nothing);
    row("a name that leads here", "GET", page, "evil.example", Kind::Nothing);
    row("that name with the port", "GET", page, "evil.example:8080", Kind::Nothing);
    row("the address alone", "GET", page, "192.168.1.5", Kind::Nothing);
    row("two hosts", "GET", page, host + "," + host, Kind::Nothing);
}

void TestShareParts::onlyRightRequestsAreAnswered()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, hosts);
    QFETCH(int, kind);
    const Site site({package(u"Office"_s)}, u"http://192.168.1.5:8080"_s, tokens.first(2));
    WebRequest asked{method, path, {}, {}, {}};
    if (!hosts.isEmpty())
        asked.hosts = hosts.split(',');
    const Site::Route route = site.route(asked);
    QCOMPARE(static_cast<int>(route.kind), kind);
    const WebReply& reply = site.reply(route);
    QCOMPARE(reply.status, kind == static_cast<int>(Kind::Nothing) ? 404U : 200U);
    if (route.kind == Kind::Nothing)
        QCOMPARE(reply.body, QByteArray("Not found\n"));
}

void TestShareParts::aQueryIsNoAddressOfOurs()
{
    const Site site({package(u"Office"_s)}, u"http://192.168.1.5:8080"_s, tokens.first(2));
    for (const QByteArray& token : tokens.first(2)) {
        WebRequest asked = request("/" + token);
        QVERIFY(site.route(asked).kind != Kind::Nothing);
        asked.hasQuery = true;
        QCOMPARE(site.route(asked).kind, Kind::Nothing);
    }
}

void TestShareParts::everyLanguageNamesThePayloads()
{
    Package given = package(u"Office"_s);
    given.payloads = {u"com.apple.security.root"_s, u"com.apple.wifi.managed"_s, u"com.example.own"_s};
    QCOMPARE(payloadTitles(given, u"en"_s),
             (QStringList{u"Root certificate"_s, u"Wi-Fi"_s, u"com.example.own"_s}));
    QCOMPARE(payloadTitles(given, u"de"_s),
             (QStringList{u"Stammzertifikat"_s, u"WLAN"_s, u"com.example.own"_s}));
    const LandingRow row{&given, u"/token"_s, u"http://a/token"_s};
    QVERIFY(landingPage({&row, 1}, u"fr"_s).contains("Certificat racine"));
    const QStringList types = readSentences(u"de"_s).value(u"payloads"_s).toObject().keys();
    QVERIFY(types.size() > 50);
    for (const QString& language : stepLanguages().mid(1)) {
        const QJsonObject names = readSentences(language).value(u"payloads"_s).toObject();
        QCOMPARE(names.keys(), types);
        for (const QString& type : types) {
            QVERIFY2(!schema::untranslatedTitle(type).isEmpty(), qPrintable(type));
            QVERIFY2(!names.value(type).toString().isEmpty(), qPrintable(type));
        }
    }
}

void TestShareParts::repliesCarryTheirHeaders()
{
    const Site site({package(u"Office"_s)}, u"http://192.168.1.5:8080"_s, tokens.first(2));
    const WebReply& page = site.reply(site.route(request("/" + tokens[0] + "/")));
    const WebReply& file = site.reply(site.route(request("/" + tokens[1])));
    for (const WebReply* reply : {&page, &file, &site.notFound()}) {
        QCOMPARE(header(*reply, "Cache-Control"), QByteArray("no-store"));
        QCOMPARE(header(*reply, "Referrer-Policy"), QByteArray("no-referrer"));
        QCOMPARE(header(*reply, "X-Content-Type-Options"), QByteArray("nosniff"));
        QVERIFY(header(*reply, "Content-Security-Policy").startsWith("default-src 'none';"));
    }
    QCOMPARE(header(file, "Content-Type"), QByteArray("application/x-apple-aspen-config"));
    QCOMPARE(file.body, site.packages().front().bytes);
    // The policy lets in the one style there is, and it is there as named.
    QVERIFY(page.body.contains("<style>" + landingStyle() + "</style>"));
    const QByteArray digest = QCryptographicHash::hash(landingStyle(), QCryptographicHash::Sha256).toBase64();
    QVERIFY(header(page, "Content-Security-Policy").contains("style-src 'sha256-" + digest + "'"));
    QVERIFY(!page.body.contains("style=\""));
    QVERIFY(!page.body.contains("<script"));
    WebRequest german = request("/" + tokens[0]);
    german.acceptLanguage = "de-CH, en;q=0.3";
    QCOMPARE(header(site.reply(site.route(german)), "Content-Language"), QByteArray("de"));
}

void TestShareParts::aNameIsToldTwice()
{
    Package given = package(u"Büro \"😀\".mobileconfig"_s);
    const Site site({given}, u"http://192.168.1.5:8080"_s, tokens.first(2));
    const QByteArray disposition = header(site.files().front(), "Content-Disposition");
    QCOMPARE(disposition, QByteArray("attachment; filename=\"B_ro -_-.mobileconfig\"; "
                                     "filename*=UTF-8''B%C3%BCro%20-%F0%9F%98%80-.mobileconfig"));
}

void TestShareParts::aNameFitsEverywhere_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("safe");
    QTest::newRow("as it is") << u"Büro 📱.mobileconfig"_s << u"Büro 📱.mobileconfig"_s;
    QTest::newRow("turned text") << u"\u202Egifnoc\u2069.mobileconfig"_s << u"-gifnoc-.mobileconfig"_s;
    QTest::newRow("joined characters stay") << u"👩\u200D💻.mobileconfig"_s << u"👩\u200D💻.mobileconfig"_s;
    QTest::newRow("long, one byte") << QString(300, u'a') << QString(120, u'a') + u".mobileconfig"_s;
    QTest::newRow("long, three bytes")
        << QString(300, u'\u3042') << QString(40, u'\u3042') + u".mobileconfig"_s;
    QTest::newRow("long, four bytes, never half of one")
        << u'a' + u"📱"_s.repeated(100) << u'a' + u"📱"_s.repeated(29) + u".mobileconfig"_s;
}

void TestShareParts::aNameFitsEverywhere()
{
    QFETCH(QString, name);
    QTEST(safeFileName(name), "safe");
}

void TestShareParts::whatEveryoneCanReadIsNamed()
{
    const schema::Store store;
    const auto secretsOf = [&](const QByteArray& payload) {
        const QByteArray text =
            "<plist version=\"1.0\"><dict><key>PayloadType</key><string>Configuration</string>"
            "<key>PayloadContent</key><array><dict>"
            + payload + "</dict></array></dict></plist>";
        const auto made = makePackage(text, u"a.mobileconfig"_s, store);
        return made ? made->secrets : QStringList{made.error().message};
    };
    // Whoever has the key can try passphrases on it, also where the passphrase is not in the profile.
    const QByteArray identity = "<key>PayloadType</key><string>com.apple.security.pkcs12</string>"
                                "<key>PayloadContent</key><data>MIIB</data>";
    const QString named = schema::title(u"com.apple.security.pkcs12"_s);
    QCOMPARE(secretsOf(identity), QStringList{named + u": PayloadContent"_s});
    QCOMPARE(secretsOf(identity + "<key>Password</key><string>x</string>"),
             (QStringList{named + u": PayloadContent"_s, named + u": Password"_s}));
    QCOMPARE(secretsOf("<key>PayloadType</key><string>com.apple.eas.account</string>"
                       "<key>Certificate</key><data>MIIB</data>"),
             QStringList{schema::title(u"com.apple.eas.account"_s) + u": Certificate"_s});
    // Neither has a key that says so.
    QCOMPARE(secretsOf("<key>PayloadType</key><string>com.apple.webClip.managed</string>"
                       "<key>URL</key><string>https://anna:x@example.com/</string>"),
             QStringList{schema::title(u"com.apple.webClip.managed"_s) + u": URL"_s});
    QCOMPARE(
        secretsOf(
            "<key>PayloadType</key><string>com.apple.relay.managed</string><key>Relays</key><array><dict>"
            "<key>HTTP3RelayURL</key><string>https://relay.example.com/</string>"
            "<key>AdditionalHTTPHeaderFields</key><dict><key>Authorization</key><string>Bearer x</string>"
            "<key>Accept</key><string>y</string></dict></dict></array>"),
        QStringList{schema::title(u"com.apple.relay.managed"_s) + u": Authorization"_s});
    QCOMPARE(secretsOf("<key>PayloadType</key><string>com.apple.security.root</string>"
                       "<key>PayloadContent</key><data>MIIB</data>"),
             QStringList());
}

void TestShareParts::thePageHoldsWhatThereIs()
{
    Package given = package(u"<b>Office</b>\u0007"_s);
    const LandingRow row{&given, u"/token"_s, u"http://a/token"_s};
    const QByteArray page = landingPage({&row, 1}, u"en"_s);
    QVERIFY(page.contains("&lt;b&gt;Office&lt;/b&gt;"));
    QVERIFY(!page.contains("<b>Office"));
    QVERIFY(!page.contains('\a'));
    QVERIFY(page.contains("Example &amp; Sons &lt;IT&gt;"));
    QVERIFY(page.contains(fingerprintBeginning(given.sha256).toLatin1()));
    QVERIFY(page.contains("<a class=\"button\" href=\"/token\">Download</a>"));
    QVERIFY(page.contains("Safari"));
    QVERIFY(!page.contains("Not signed"));
    QVERIFY(!page.contains("<svg"));
    given.isSigned = false;
    QVERIFY(landingPage({&row, 1}, u"en"_s).contains("Not signed"));
    QCOMPARE(fingerprintBeginning(QByteArray::fromHex("9f86d081884c7d659a2feaa0c55ad015")),
             u"9F86 D081 884C 7D65"_s);
}

void TestShareParts::severalHaveARowEach()
{
    const Site site({package(u"One"_s), package(u"Two"_s)}, u"http://192.168.1.5:8080"_s, tokens);
    const QByteArray page = site.pages().front().body;
    QVERIFY(page.contains("href=\"/" + tokens[1] + "\""));
    QVERIFY(page.contains("href=\"/" + tokens[2] + "\""));
    QCOMPARE(page.count("<svg"), 2);
    QVERIFY(page.contains("one after the other"));
    QCOMPARE(site.route(request("/" + tokens[2])).index, 1U);
    QCOMPARE(site.fileUrl(1), u"http://192.168.1.5:8080/CCCCCCCCCCCCCCCCCCCCCC"_s);
}

void TestShareParts::tokensAreLongAndNew()
{
    QSet<QByteArray> seen;
    QSet<char> letters;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray token = newToken();
        // 26 letters of 32: 130 bits. Nothing to take for something else, and nothing to be held for.
        static const QRegularExpression typable(u"^([2-9a-km-np-z]{5}-){4}[2-9a-km-np-z]{6}$"_s);
        QVERIFY2(typable.match(QString::fromLatin1(token)).hasMatch(), token.constData());
        seen.insert(token);
        for (const char letter : token)
            letters.insert(letter);
    }
    QCOMPARE(seen.size(), 1000);
    QCOMPARE(letters.size(), 32 + 1);
}

void TestShareParts::theUsualPortMayBeLeftOut()
{
    const auto isServed = [](const QString& origin, const QByteArray& host) {
        const Site site({package(u"Office"_s)}, origin, tokens.first(2));
        return site.route({"GET", "/" + tokens[0], {host}, {}, {}}).kind == Kind::Page;
    };
    QVERIFY(isServed(u"https://mdm.example.com"_s, "mdm.example.com"));
    QVERIFY(isServed(u"https://mdm.example.com"_s, "MDM.example.com:443"));
    QVERIFY(!isServed(u"https://mdm.example.com"_s, "mdm.example.com:80"));
    QVERIFY(isServed(u"http://[fd00::5]:8080"_s, "[fd00::5]:8080"));
    QVERIFY(!isServed(u"http://[fd00::5]:8080"_s, "fd00::5"));
}

void TestShareParts::onlyWhatCanWorkIsOffered()
{
    using Type = Interface::Kind;
    const std::vector<Interface> all{{u"lo"_s, u"127.0.0.1"_s, Type::Loopback, true},
                                     {u"docker0"_s, u"172.17.0.1"_s, Type::Bridge, true},
                                     {u"wg0"_s, u"10.9.0.2"_s, Type::Tunnel, true},
                                     {u"eth0"_s, u"fd00::5"_s, Type::Wired, true},
                                     {u"eth0"_s, u"169.254.7.7"_s, Type::Wired, true},
                                     {u"eth0"_s, u"fe80::1"_s, Type::Wired, true},
                                     {u"eth1"_s, u"10.0.0.9"_s, Type::Wired, false},
                                     {u"wlan0"_s, u"192.168.1.5"_s, Type::Wireless, true}};
    QStringList addresses;
    for (const Interface& interface : reachable(all))
        addresses << interface.address;
    QCOMPARE(addresses, (QStringList{u"192.168.1.5"_s, u"fd00::5"_s, u"10.9.0.2"_s, u"172.17.0.1"_s}));
    QVERIFY(describe(all[1]).contains(u"virtual"_s));
    QCOMPARE(chooseInterface(all, {})->address, u"192.168.1.5"_s);
    QVERIFY(!chooseInterface({}, {}));
}

void TestShareParts::aChoiceIsHeard()
{
    using Type = Interface::Kind;
    const std::vector<Interface> all{{u"lo"_s, u"127.0.0.1"_s, Type::Loopback, true},
                                     {u"eth0"_s, u"192.168.7.2"_s, Type::Wired, true},
                                     {u"eth1"_s, u"10.0.0.9"_s, Type::Wired, false},
                                     {u"eth0"_s, u"169.254.7.7"_s, Type::Wired, true},
                                     {u"eth0"_s, u"fd00::5"_s, Type::Wired, true}};
    QCOMPARE(chooseInterface(all, u"127.0.0.1"_s)->address, u"127.0.0.1"_s);
    QCOMPARE(chooseInterface(all, u"eth0"_s)->address, u"192.168.7.2"_s);
    QCOMPARE(chooseInterface(all, u"fd00:0::5"_s)->address, u"fd00::5"_s);
    for (const QString& wrong : {u"0.0.0.0"_s, u"10.0.0.9"_s, u"169.254.7.7"_s, u"1.2.3.4"_s, u"wlan0"_s}) {
        const auto chosen = chooseInterface(all, wrong);
        QVERIFY2(!chosen, qPrintable(wrong));
        QCOMPARE(chosen.error().code, base::Error::Code::NotFound);
        QVERIFY(chosen.error().hint.contains(u"192.168.7.2"_s));
    }
    // What this computer has is found whatever it is; loopback it has.
    QVERIFY(chooseInterface(allInterfaces(), u"127.0.0.1"_s));
}

QTEST_GUILESS_MAIN(TestShareParts)
#include "tst_share_parts.moc"
