// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/addresses.h"
#include "core/ndes/challenge.h"
#include "core/ndes/challenge_page.h"
#include "core/ndes/fetch.h"
#include "core/ndes/page_text.h"
#include "tests/support/ndes_pages.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using ndes::Addresses;
using ndes::Challenge;
using ndes::PageKind;
using ndes::Reading;
using ndes::Use;
using std::chrono::minutes;
using test::PageEncoding;

namespace {

const QString thumbprint = u"A656FA66 AB12B433 A2DA5CF7 CC153D9A"_s;
const QByteArray md5 = QByteArray::fromHex("A656FA66AB12B433A2DA5CF7CC153D9A");
const QString challenge = u"8CE317021F690069"_s;

ndes::ChallengePage read(const QString& page) { return ndes::readChallengePage(page.toUtf8()); }

QDateTime at(const QString& moment) { return QDateTime::fromString(moment, Qt::ISODate); }

Challenge fetchedAt(const QString& moment, std::optional<minutes> validity, Use use = Use::Once)
{
    ndes::ChallengePage page{PageKind::Challenge};
    page.validity = validity;
    page.use = use;
    return Challenge::fromPage(std::move(page), at(moment));
}

/// Answers every request alike, and remembers it.
class OneAnswer : public http::Transport
{
public:
    explicit OneAnswer(int status, const QByteArray& body = {})
    {
        m_reply.status = status;
        m_reply.body = body;
    }
    http::Answer send(const http::Request& request, const std::stop_token&) override
    {
        ++count;
        asked = request;
        if (m_reply.status == 0)
            return {http::Failure::Refused, {base::Error::Code::Network, u"nobody there"_s}};
        return m_reply;
    }
    void add(const QByteArray& name, const QByteArray& value) { m_reply.headers.push_back({name, value}); }

    int count = 0;
    http::Request asked;

private:
    http::Reply m_reply;
};

}  // namespace

/// NDES: its addresses, its pages and the clock of a challenge.
class TestNdes : public QObject
{
    Q_OBJECT

private slots:
    /// A page that was rebuilt keeps its sentence.
    void theSentenceCountsWhereNothingIsBold()
    {
        const auto page = read(u"<div>The enrollment challenge password is: </div>\n<span>"_s + challenge
                               + u"</span><p>This password can be used only once.</p>"_s);
        QCOMPARE(page.kind, PageKind::Challenge);
        QCOMPARE(page.challenge.bytes(), challenge.toLatin1());
        QCOMPARE(page.reading, Reading::Label);
        QCOMPARE(read(u"<p>The enrollment challenge password is: not given today</p>"_s).kind,
                 PageKind::Foreign);
    }

    void aTitleTellsPagesOfNdes()
    {
        QCOMPARE(read(u"<title>Network Device Enrollment Service</title><p>Kennwort</p>"_s).kind,
                 PageKind::Unclear);
        QCOMPARE(read(u"<title>IIS 10.0 Detailed Error - 403.0 - Forbidden</title>"_s).kind,
                 PageKind::ServerError);
    }

    void negotiateAloneIsSaid_data()
    {
        QTest::addColumn<QList<QByteArray>>("offers");
        QTest::addColumn<bool>("isAlone");
        QTest::newRow("alone") << QList<QByteArray>{"Negotiate"} << true;
        QTest::newRow("two headers") << QList<QByteArray>{"Negotiate", "NTLM"} << false;
        QTest::newRow("one header") << QList<QByteArray>{"Negotiate, NTLM"} << false;
        QTest::newRow("Basic") << QList<QByteArray>{"Basic realm=\"x\""} << false;
        QTest::newRow("nothing") << QList<QByteArray>{} << false;
    }
    void negotiateAloneIsSaid()
    {
        QFETCH(const QList<QByteArray>, offers);
        OneAnswer transport(401);
        for (const QByteArray& offer : offers)
            transport.add("WWW-Authenticate", offer);
        const http::Credentials credentials{u"CORP\\anna"_s, base::Secret("secret")};
        const auto addresses = Addresses::fromString(u"ndes.example.com"_s);
        const auto fetched =
            ndes::fetchChallenge(transport, *addresses, &credentials, at(u"2026-01-01T12:00:00Z"_s), {});
        QVERIFY(!fetched.challenge);
        QTEST(fetched.challenge.error().message.contains(u"Negotiate alone"), "isAlone");
    }

    void addressesFromAnything_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("admin");
        const QString device = u"https://ndes.example.com/certsrv/mscep/mscep.dll"_s;
        const QString admin = u"https://ndes.example.com/certsrv/mscep_admin/"_s;
        QTest::newRow("host") << u"ndes.example.com"_s << device << admin;
        QTest::newRow("blanks") << u" ndes.example.com \n"_s << device << admin;
        QTest::newRow("slash") << u"https://ndes.example.com/"_s << device << admin;
        QTest::newRow("device") << device << device << admin;
        QTest::newRow("admin") << admin << device << admin;
        QTest::newRow("without slash")
            << u"https://ndes.example.com/certsrv/mscep_admin"_s << device << admin;
        QTest::newRow("pkiclient") << device + u"/pkiclient.exe?operation=GetCACaps#x"_s << device << admin;
        QTest::newRow("case") << u"https://ndes.example.com/CertSrv/MSCEP/MSCEP.DLL"_s << device << admin;
        QTest::newRow("port") << u"ndes.example.com:8443"_s
                              << u"https://ndes.example.com:8443/certsrv/mscep/mscep.dll"_s
                              << u"https://ndes.example.com:8443/certsrv/mscep_admin/"_s;
        QTest::newRow("http") << u"http://ndes.example.com"_s
                              << u"http://ndes.example.com/certsrv/mscep/mscep.dll"_s
                              << u"http://ndes.example.com/certsrv/mscep_admin/"_s;
        QTest::newRow("proxy") << u"https://gate.example.com/pki/certsrv/mscep/mscep.dll"_s
                               << u"https://gate.example.com/pki/certsrv/mscep/mscep.dll"_s
                               << u"https://gate.example.com/pki/certsrv/mscep_admin/"_s;
        QTest::newRow("IPv6") << u"http://[::1]:81"_s << u"http://[::1]:81/certsrv/mscep/mscep.dll"_s
                              << u"http://[::1]:81/certsrv/mscep_admin/"_s;
    }
    void addressesFromAnything()
    {
        QFETCH(QString, text);
        const auto addresses = Addresses::fromString(text);
        QVERIFY2(addresses, addresses ? "" : qPrintable(addresses.error().message));
        QTEST(addresses->device.toString(), "device");
        QTEST(addresses->admin.toString(), "admin");
    }

    void refusesOtherAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("blank in it") << u"ndes example"_s;
        QTest::newRow("ftp") << u"ftp://ndes.example.com"_s;
        QTest::newRow("file") << u"file:///certsrv/mscep_admin/"_s;
        QTest::newRow("another product") << u"https://ca.example.com/scep"_s;
        QTest::newRow("almost") << u"https://ca.example.com/certsrvs/mscep"_s;
        QTest::newRow("password") << u"https://anna:geheim@ndes.example.com/"_s;
    }
    void refusesOtherAddresses()
    {
        QFETCH(QString, text);
        const auto addresses = Addresses::fromString(text);
        QVERIFY(!addresses);
        QCOMPARE(addresses.error().code, base::Error::Code::InvalidInput);
        QVERIFY(!addresses.error().message.contains(u"geheim"));
    }

    void readsEveryEncoding_data()
    {
        QTest::addColumn<PageEncoding>("encoding");
        QTest::newRow("UTF-16LE") << PageEncoding::Utf16Le;
        QTest::newRow("UTF-16LE, marked") << PageEncoding::Utf16LeMarked;
        QTest::newRow("UTF-16BE") << PageEncoding::Utf16Be;
        QTest::newRow("UTF-16BE, marked") << PageEncoding::Utf16BeMarked;
        QTest::newRow("UTF-8") << PageEncoding::Utf8;
        QTest::newRow("UTF-8, marked") << PageEncoding::Utf8Marked;
    }
    void readsEveryEncoding()
    {
        QFETCH(PageEncoding, encoding);
        for (const QString& html : {test::englishChallengePage(challenge, thumbprint, test::onceFor60),
                                    test::germanChallengePage(challenge, thumbprint)}) {
            const auto page = ndes::readChallengePage(test::encodedPage(html, encoding));
            QCOMPARE(page.kind, PageKind::Challenge);
            QCOMPARE(page.challenge.bytes(), challenge.toLatin1());
            QCOMPARE(page.thumbprint, md5);
        }
    }

    void readsTheEnglishPage()
    {
        const auto page = read(test::englishChallengePage(challenge, thumbprint, test::onceFor60));
        QCOMPARE(page.kind, PageKind::Challenge);
        QCOMPARE(page.reading, Reading::Label);
        QCOMPARE(page.use, Use::Once);
        QCOMPARE(page.validity, std::optional(minutes(60)));
    }

    void readsTheSinglePassword()
    {
        const auto page = read(test::englishChallengePage(challenge, thumbprint, test::again));
        QCOMPARE(page.challenge.bytes(), challenge.toLatin1());
        QCOMPARE(page.use, Use::Repeated);
        QVERIFY(!page.validity);
    }

    void readsOtherLanguagesByShape()
    {
        const auto german = read(test::germanChallengePage(challenge, thumbprint));
        QCOMPARE(german.kind, PageKind::Challenge);
        QCOMPARE(german.reading, Reading::Shape);
        QCOMPARE(german.thumbprint, md5);
        QCOMPARE(german.use, Use::Unstated);
        QCOMPARE(german.validity, std::optional(minutes(45)));
        const auto french = read(test::frenchChallengePage(challenge, thumbprint));
        QCOMPARE(french.challenge.bytes(), challenge.toLatin1());
        QCOMPARE(french.validity, std::optional(minutes(90)));
    }

    /// The thumbprint is hexadecimal and bold too, and stands first.
    void neverTakesTheThumbprint()
    {
        QString page = test::germanChallengePage(u"-"_s, thumbprint);
        QCOMPARE(read(page).kind, PageKind::Unclear);
        // A challenge as long as the digest is told from it by place and blanks.
        const QString longOne = u"00112233445566778899AABBCCDDEEFF"_s;
        page = test::germanChallengePage(longOne, thumbprint);
        QCOMPARE(read(page).challenge.bytes(), longOne.toLatin1());
        page = test::germanChallengePage(longOne, QString(thumbprint).remove(u' '));
        QCOMPARE(read(page).challenge.bytes(), longOne.toLatin1());
        QCOMPARE(read(page).thumbprint, md5);
    }

    void toleratesOtherMarkup_data()
    {
        QTest::addColumn<QString>("html");
        QTest::newRow("lower case") << u"<p>the enrollment challenge password is: <b>%1</b>"_s;
        QTest::newRow("no blanks") << u"<P>The enrollment challenge password is:<B>%1</B>"_s;
        QTest::newRow("strong")
            << u"<P>The enrollment challenge password is: <strong class=\"x\">%1</strong>"_s;
        QTest::newRow("line ends") << u"<P>The enrollment\r\n challenge\tpassword is:\r\n<B>\r\n%1\r\n</B>"_s;
        QTest::newRow("hard blanks") << u"<P>The enrollment&nbsp;challenge password is: <B>&nbsp;%1</B>"_s;
        QTest::newRow("never closed") << u"<P>The enrollment challenge password is: <B> %1 "_s;
        QTest::newRow("comment")
            << u"<!-- <B>00000000</B> --><P>The enrollment challenge password is: <B>%1</B>"_s;
        QTest::newRow("script")
            << u"<script>'<B>AAAAAAAA</B>'</script>The enrollment challenge password is: <B>%1</B>"_s;
    }
    void toleratesOtherMarkup()
    {
        QFETCH(QString, html);
        const auto page = read(html.arg(challenge));
        QCOMPARE(page.kind, PageKind::Challenge);
        QCOMPARE(page.challenge.bytes(), challenge.toLatin1());
    }

    void tellsPagesWithoutAChallenge_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<PageKind>("kind");
        QTest::newRow("cache full") << test::cacheFullPage() << PageKind::CacheFull;
        QTest::newRow("cache full, Italian")
            << test::ndesPage(u"NDES"_s, u"<P>La cache è piena.<UL><LI>Attendere.</LI></UL>"_s)
            << PageKind::CacheFull;
        QTest::newRow("no permission") << test::noPermissionPage() << PageKind::NoPermission;
        QTest::newRow("no permission, Italian")
            << test::ndesPage(u"NDES"_s, u"<P>Autorizzazioni insufficienti.</P>"_s) << PageKind::Unclear;
        QTest::newRow("for devices") << test::ndesPage(
            u"Network Device Enrollment Service"_s,
            u"<P>To obtain a challenge, go to http://host/CertSrv/mscep_admin</P>"_s)
                                     << PageKind::DevicePage;
        QTest::newRow("Intune") << u"<html><h1>The NDES Policy Module answers here</h1></html>"_s
                                << PageKind::IntuneModule;
        QTest::newRow("login")
            << u"<form action=/login><input name=user><input type=\"password\" name=pass></form>"_s
            << PageKind::Login;
        QTest::newRow("IIS")
            << u"<html><title>500 - Internal server error.</title><h2>500 - Internal server error."
               "</h2></html>"_s
            << PageKind::ServerError;
        QTest::newRow("IIS, detailed")
            << u"<title>IIS 10.0 Detailed Error - 404.15 - Not Found</title><h3>HTTP Error 404.15</h3>"_s
            << PageKind::ServerError;
        QTest::newRow("something else") << u"<h1>It works!</h1> with <b>DEADBEEF</b>"_s << PageKind::Foreign;
        QTest::newRow("nothing") << QString() << PageKind::Foreign;
    }
    void tellsPagesWithoutAChallenge()
    {
        QFETCH(QString, html);
        QFETCH(PageKind, kind);
        for (const auto encoding : {PageEncoding::Utf16Le, PageEncoding::Utf8}) {
            const auto page = ndes::readChallengePage(test::encodedPage(html, encoding));
            QCOMPARE(page.kind, kind);
            QVERIFY(page.challenge.isEmpty());
            const base::Error error = ndes::toError(page);
            QVERIFY(!error.message.isEmpty());
            QVERIFY(!error.hint.isEmpty());
        }
    }

    void anythingIsReadInTime_data()
    {
        QTest::addColumn<QByteArray>("unit");
        for (const char* unit :
             {"<b>", "<b>AB ", "<", "<!--", "&nbsp;", "</", "<script", "<p>\n", "a ", "<b></b>",
              "The enrollment challenge password is: <B> </B>", "\0", "\xFF\xFE", "<title>"})
            QTest::addRow("%s", unit)
                << QByteArray(unit, std::max(qsizetype(1), QByteArrayView(unit).size()));
    }
    void anythingIsReadInTime()
    {
        QFETCH(QByteArray, unit);
        const auto secondsFor = [&unit](qsizetype size) {
            const QByteArray page = unit.repeated(size / unit.size() + 1).left(size);
            QElapsedTimer timer;
            timer.start();
            (void)ndes::readChallengePage(page);
            return static_cast<double>(timer.nsecsElapsed()) / 1e9;
        };
        const double part = secondsFor(ndes::maxPageBytes / 8);
        const double whole = secondsFor(ndes::maxPageBytes);
        // Eight times the bytes in about eight times the time; a square would take sixty-four times, and
        // minutes for so many bytes.
        QVERIFY2(whole < 1 || whole < 24 * part, qPrintable(u"%1 s against %2 s"_s.arg(whole).arg(part)));
        // What is beyond the limit costs nothing and is not looked at.
        QByteArray longer(ndes::maxPageBytes, ' ');
        longer += test::englishChallengePage(challenge, thumbprint, test::onceFor60).toUtf8();
        QCOMPARE(ndes::readChallengePage(longer).kind, PageKind::Foreign);
    }

    void theClockRuns()
    {
        const Challenge one = fetchedAt(u"2026-03-01T10:00:00Z"_s, minutes(60));
        QCOMPARE(one.expiresAt(), at(u"2026-03-01T11:00:00Z"_s));
        QCOMPARE(one.state(at(u"2026-03-01T10:00:00Z"_s)), Challenge::State::Fresh);
        QCOMPARE(one.state(at(u"2026-03-01T10:49:59Z"_s)), Challenge::State::Fresh);
        QCOMPARE(one.state(at(u"2026-03-01T10:50:00Z"_s)), Challenge::State::Expiring);
        QCOMPARE(one.state(at(u"2026-03-01T10:59:59Z"_s)), Challenge::State::Expiring);
        QCOMPARE(one.state(at(u"2026-03-01T11:00:00Z"_s)), Challenge::State::Expired);
        QCOMPARE(one.state(at(u"2026-03-01T09:00:00Z"_s)), Challenge::State::Fresh);
    }

    void withoutAWordAnHourCounts()
    {
        const Challenge one = fetchedAt(u"2040-03-01T10:00:00Z"_s, std::nullopt, Use::Unstated);
        QCOMPARE(one.expiresAt(), at(u"2040-03-01T11:00:00Z"_s));
    }

    void theSinglePasswordLivesOn()
    {
        Challenge one = fetchedAt(u"2026-03-01T10:00:00Z"_s, std::nullopt, Use::Repeated);
        one.usedIn = u"a.mobileconfig"_s;
        QVERIFY(!one.expiresAt().isValid());
        QCOMPARE(one.state(at(u"2036-03-01T10:00:00Z"_s)), Challenge::State::Fresh);
        QVERIFY(one.isUsable(at(u"2036-03-01T10:00:00Z"_s)));
    }

    void oneFileUsesItUp()
    {
        Challenge one = fetchedAt(u"2026-03-01T10:00:00Z"_s, minutes(60));
        const QDateTime now = at(u"2026-03-01T10:05:00Z"_s);
        QVERIFY(one.isUsable(now));
        one.usedIn = u"a.mobileconfig"_s;
        QVERIFY(!one.isUsable(now));
        one.usedIn.clear();
        QVERIFY(!one.isUsable(at(u"2026-03-01T11:00:00Z"_s)));
    }

    void fetchesOneChallenge()
    {
        OneAnswer transport(
            200, test::encodedPage(test::englishChallengePage(challenge, thumbprint, test::onceFor60),
                                   PageEncoding::Utf16Le));
        const http::Credentials credentials{u"CORP\\anna"_s, base::Secret("geheim")};
        const auto now = at(u"2026-03-01T10:00:00Z"_s);
        const auto fetched = ndes::fetchChallenge(transport, addresses(), &credentials, now, {});
        QVERIFY(fetched.challenge);
        QCOMPARE(fetched.challenge->value.bytes(), challenge.toLatin1());
        QCOMPARE(fetched.challenge->fetchedAt, now);
        QCOMPARE(fetched.page, std::optional(PageKind::Challenge));
        QCOMPARE(transport.count, 1);
        QCOMPARE(transport.asked.url, addresses().admin);
        QCOMPARE(transport.asked.method, QByteArray("GET"));
        QCOMPARE(transport.asked.credentials, &credentials);
        QCOMPARE(transport.asked.redirects, http::Redirects::Tell);
        QVERIFY(transport.asked.maxBytes <= ndes::maxPageBytes);
    }

    void saysWhatAStatusMeans_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<base::Error::Code>("code");
        QTest::addColumn<QString>("hint");
        using Code = base::Error::Code;
        QTest::newRow("401") << 401 << Code::Denied << u"DOMAIN\\name"_s;
        QTest::newRow("403") << 403 << Code::Denied << u"Intune"_s;
        QTest::newRow("404") << 404 << Code::NotFound << u"PasswordVDir"_s;
        QTest::newRow("500") << 500 << Code::Network << u"IIS_IUSRS"_s;
        QTest::newRow("503") << 503 << Code::Network << u"application pool"_s;
        QTest::newRow("418") << 418 << Code::Network << u"IIS log"_s;
    }
    void saysWhatAStatusMeans()
    {
        QFETCH(int, status);
        OneAnswer transport(status, test::cacheFullPage().toUtf8());
        const auto fetched = ndes::fetchChallenge(transport, addresses(), nullptr, {}, {});
        QVERIFY(!fetched.challenge);
        QCOMPARE(fetched.status, status);
        QTEST(fetched.challenge.error().code, "code");
        QFETCH(QString, hint);
        QVERIFY2(fetched.challenge.error().hint.contains(hint), qPrintable(fetched.challenge.error().hint));
        QVERIFY(fetched.challenge.error().message.contains(QString::number(status)));
    }

    void refusedNamesGetTheirDomain()
    {
        const http::Credentials bare{u"anna"_s, base::Secret("geheim")};
        const http::Credentials full{u"CORP\\anna"_s, base::Secret("geheim")};
        QVERIFY(ndes::statusError(401, addresses(), &bare).hint.contains(u"DOMAIN\\anna"));
        QVERIFY(ndes::statusError(401, addresses(), &full).message.contains(u"CORP\\anna"));
        QVERIFY(!ndes::statusError(401, addresses(), &full).hint.contains(u"DOMAIN\\"));
    }

    void aRedirectIsNotFollowed()
    {
        OneAnswer transport(302);
        transport.add("Location", "https://elsewhere.example.com/login?token=abc");
        const auto fetched = ndes::fetchChallenge(transport, addresses(), nullptr, {}, {});
        QVERIFY(!fetched.challenge);
        QVERIFY(fetched.challenge.error().message.contains(u"https://elsewhere.example.com/login"));
        QVERIFY(!fetched.challenge.error().message.contains(u"token"));
        QCOMPARE(transport.count, 1);
    }

    void pagesAndFailuresAreErrors()
    {
        OneAnswer full(200, test::cacheFullPage().toUtf8());
        const auto refused = ndes::fetchChallenge(full, addresses(), nullptr, {}, {});
        QVERIFY(!refused.challenge);
        QCOMPARE(refused.page, std::optional(PageKind::CacheFull));
        QVERIFY(refused.challenge.error().hint.contains(u"PasswordMax"));
        OneAnswer nobody(0);
        const auto none = ndes::fetchChallenge(nobody, addresses(), nullptr, {}, {});
        QVERIFY(!none.challenge);
        QCOMPARE(none.status, 0);
        QVERIFY(!none.page);
    }

private:
    static Addresses addresses() { return *Addresses::fromString(u"ndes.example.com"_s); }
};

QTEST_GUILESS_MAIN(TestNdes)
#include "tst_ndes.moc"
