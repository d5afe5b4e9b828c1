// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share.h"
#include "core/delivery/share_certificate.h"
#include "core/delivery/share_socket.h"
#include "tests/support/test_pki.h"

#include <QtTest>

#include <arpa/inet.h>
#include <atomic>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace delivery;

namespace {

using Kind = ShareEvent::Kind;

const QByteArray phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
                         "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

Package package(const QString& title, qsizetype bytes = 4212)
{
    Package package;
    package.title = title;
    package.fileName = safeFileName(title);
    package.bytes = QByteArray(bytes, 'x');
    package.sha256 = QCryptographicHash::hash(package.bytes, QCryptographicHash::Sha256);
    return package;
}

/// A connection from one of this computer's own addresses.
class Client
{
public:
    explicit Client(quint16 port, const char* from = "127.0.0.1")
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in own = at(from, 0);
        sockaddr_in there = at("127.0.0.1", port);
        const timeval patience{5, 0};
        ::setsockopt(m_socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        m_isConnected = ::bind(m_socket.get(), reinterpret_cast<sockaddr*>(&own), sizeof own) == 0
                        && ::connect(m_socket.get(), reinterpret_cast<sockaddr*>(&there), sizeof there) == 0;
    }

    [[nodiscard]] bool isConnected() const { return m_isConnected; }

    void send(const QByteArray& bytes) const
    {
        static_cast<void>(
            ::send(m_socket.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL));
    }

    [[nodiscard]] QByteArray read(qsizetype most) const
    {
        QByteArray bytes(most, '\0');
        const auto count = ::recv(m_socket.get(), bytes.data(), static_cast<std::size_t>(most), 0);
        return bytes.first(std::max<qsizetype>(count, 0));
    }

    [[nodiscard]] QByteArray readAll() const
    {
        QByteArray all;
        for (QByteArray part = read(65536); !part.isEmpty(); part = read(65536))
            all += part;
        return all;
    }

private:
    static sockaddr_in at(const char* address, quint16 port)
    {
        sockaddr_in result = {};
        result.sin_family = AF_INET;
        result.sin_port = htons(port);
        ::inet_pton(AF_INET, address, &result.sin_addr);
        return result;
    }

    Descriptor m_socket;
    bool m_isConnected = false;
};

QByteArray head(const QByteArray& method, const QUrl& url)
{
    return method + ' ' + url.path().toLatin1() + " HTTP/1.1\r\nHost: " + url.authority().toLatin1()
           + "\r\nUser-Agent: " + phone + "\r\n\r\n";
}

QByteArray ask(const QString& address, const char* from = "127.0.0.1", const QByteArray& method = "GET")
{
    const QUrl url(address);
    const Client client(static_cast<quint16>(url.port()), from);
    client.send(head(method, url));
    return client.readAll();
}

bool isOpen(const QString& address)
{
    return Client(static_cast<quint16>(QUrl(address).port())).isConnected();
}

/// A share on loopback with a clock that stands still until it is moved, and what it told.
class Shared
{
public:
    explicit Shared(const std::vector<Package>& packages, ShareOptions options = {})
    {
        options.interface = {u"lo"_s, u"127.0.0.1"_s, Interface::Kind::Loopback, true};
        auto started = Share::start(
            packages, std::move(options),
            [this](const ShareEvent& event) {
                const std::lock_guard lock(m_mutex);
                m_events.push_back(event);
            },
            [this] { return std::chrono::milliseconds(m_time.load()); });
        if (started)
            share = *std::move(started);
        else
            error = started.error();
    }

    void move(std::chrono::milliseconds by) { m_time += by.count(); }

    [[nodiscard]] std::vector<ShareEvent> events()
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }
    [[nodiscard]] int count(Kind kind)
    {
        const auto all = events();
        return static_cast<int>(std::count_if(all.begin(), all.end(),
                                              [&](const ShareEvent& event) { return event.kind == kind; }));
    }

    std::optional<base::Error> error;

private:
    std::mutex m_mutex;
    std::vector<ShareEvent> m_events;
    std::atomic<qint64> m_time = 1'000'000;

public:
    std::unique_ptr<Share> share;  // ends before what it uses
};

/// The networks of a computer whose only one comes and goes.
struct Network
{
    std::atomic_bool isThere = true;
    std::atomic_int looks = 0;

    [[nodiscard]] ShareOptions options()
    {
        ShareOptions options;
        options.interfaces = [this] {
            std::vector<Interface> all;
            if (isThere)
                all.push_back({u"wlan0"_s, u"127.0.0.1"_s, Interface::Kind::Wireless, true});
            ++looks;
            return all;
        };
        return options;
    }
};

}  // namespace

class TestShare : public QObject
{
    Q_OBJECT

private slots:
    void aDownloadIsCountedOnce();
    void anotherDeviceIsTurnedAway();
    void theTimeEndsIt();
    void aNetworkThatGoesEndsIt();
    void aNetworkThatComesBackDoesNot();
    void closingClosesThePort();
    void severalWantOneEach();
    void headCountsNothing();
    void breakingOffCountsNothing_data();
    void breakingOffCountsNothing();
    void whoIsCutShortIsNotBlamed();
    void aResetIsSeenThoughItsErrorIsGone();
    void nobodyComes();
    void reloadingIsToldOnce();
    void secretsNeedAYes();
    void badOptionsAreRefused();
    void aTakenPortIsNamed();
    void listenersMayStop();
    void aCertificateIsJudgedFirst();
    void keysMustFit();
};

void TestShare::aDownloadIsCountedOnce()
{
    Shared shared({package(u"Office"_s)});
    QVERIFY2(shared.share, shared.error ? qPrintable(shared.error->message) : "");
    QVERIFY(ask(shared.share->url()).startsWith("HTTP/1.1 200 "));
    const QByteArray answer = ask(shared.share->fileUrl(0));
    QVERIFY(answer.contains("\r\nContent-Type: application/x-apple-aspen-config\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n" + QByteArray(4212, 'x')));
    QTRY_COMPARE(shared.count(Kind::Downloaded), 1);
    QCOMPARE(shared.share->completed(), 1);
    const auto events = shared.events();
    QCOMPARE(events[0].text, u"iPhone, iOS 18, opened the page"_s);
    QCOMPARE(events[0].address, u"127.0.0.1"_s);
    QVERIFY(events[1].text.contains(u"profile downloaded"_s));
    QCOMPARE(events[1].bytes, 4212);
    // The same again, by the same address, within the grace time.
    shared.move(59s);
    QVERIFY(ask(shared.share->fileUrl(0)).startsWith("HTTP/1.1 200 "));
    QTRY_COMPARE(shared.count(Kind::Repeated), 1);
    QVERIFY(!shared.share->waitUntilStopped(0ms));
    shared.move(1s);
    QVERIFY(shared.share->waitUntilStopped(5s));
    QCOMPARE(shared.events().back().kind, Kind::Stopped);
    QVERIFY(!isOpen(shared.share->url()));
}

void TestShare::anotherDeviceIsTurnedAway()
{
    Shared shared({package(u"Office"_s)});
    QVERIFY(ask(shared.share->fileUrl(0)).startsWith("HTTP/1.1 200 "));
    QTRY_COMPARE(shared.count(Kind::Downloaded), 1);
    const QByteArray unknown = ask(shared.share->url() + u"x"_s, "127.0.0.2");
    QVERIFY(unknown.startsWith("HTTP/1.1 404 "));
    // The same answer as to anybody who guesses.
    const auto withoutDate = [](QByteArray answer) {
        const qsizetype at = answer.indexOf("Date: ");
        return answer.remove(at, answer.indexOf('\n', at) + 1 - at);
    };
    QCOMPARE(withoutDate(ask(shared.share->fileUrl(0), "127.0.0.2")), withoutDate(unknown));
    QCOMPARE(withoutDate(ask(shared.share->url(), "127.0.0.2")), withoutDate(unknown));
    QTRY_COMPARE(shared.count(Kind::TurnedAway), 1);
    QVERIFY(ask(shared.share->url()).startsWith("HTTP/1.1 200 "));
}

void TestShare::theTimeEndsIt()
{
    Shared shared({package(u"Office"_s)});
    const qint64 seconds = QDateTime::currentDateTimeUtc().secsTo(shared.share->expires());
    QVERIFY(seconds > 590 && seconds <= 600);
    shared.move(599s);
    QVERIFY(ask(shared.share->url()).startsWith("HTTP/1.1 200 "));
    QVERIFY(!shared.share->waitUntilStopped(200ms));
    shared.move(1s);
    QVERIFY(shared.share->waitUntilStopped(5s));
    QVERIFY(shared.events().back().text.contains(u"time is up"_s));
    QVERIFY(!isOpen(shared.share->url()));
}

void TestShare::aNetworkThatGoesEndsIt()
{
    Network network;
    Shared shared({package(u"Office"_s)}, network.options());
    QVERIFY(shared.share);
    const QString url = shared.share->url();
    QTRY_COMPARE(network.looks.load(), 1);
    shared.move(2s);
    QTRY_COMPARE(network.looks.load(), 2);
    QVERIFY(isOpen(url));
    network.isThere = false;
    shared.move(2s);
    QTRY_COMPARE(network.looks.load(), 3);
    QVERIFY(!shared.share->waitUntilStopped(200ms));
    shared.move(2s);
    QVERIFY(shared.share->waitUntilStopped(5s));
    QVERIFY(!isOpen(url));
    const ShareEvent last = shared.events().back();
    QCOMPARE(last.kind, Kind::Stopped);
    QVERIFY2(last.text.contains(u"network has changed"_s) && last.text.contains(u"127.0.0.1"_s),
             qPrintable(last.text));
    QCOMPARE(last.hints.size(), 1);
}

void TestShare::aNetworkThatComesBackDoesNot()
{
    Network network;
    Shared shared({package(u"Office"_s)}, network.options());
    QVERIFY(shared.share);
    QTRY_COMPARE(network.looks.load(), 1);
    for (int look = 2; look < 8; ++look) {
        network.isThere = look % 2 == 0;
        shared.move(2s);
        QTRY_COMPARE(network.looks.load(), look);
    }
    QVERIFY(!shared.share->waitUntilStopped(200ms));
}

void TestShare::closingClosesThePort()
{
    Shared shared({package(u"Office"_s)});
    const QString url = shared.share->url();
    QVERIFY(isOpen(url));
    // Neither who only holds on nor who stopped reading keeps it open.
    const Client idle(static_cast<quint16>(QUrl(url).port()));
    idle.send("GET /");
    shared.share.reset();
    QVERIFY(!isOpen(url));
    QCOMPARE(shared.events().back().kind, Kind::Stopped);
    QVERIFY(idle.readAll().isEmpty());
}

void TestShare::severalWantOneEach()
{
    Shared shared({package(u"One"_s), package(u"Two"_s)}, {.grace = 0s});
    QCOMPARE(shared.share->wanted(), 2);
    QVERIFY(shared.share->fileUrl(0) != shared.share->fileUrl(1));
    QVERIFY(ask(shared.share->fileUrl(0)).startsWith("HTTP/1.1 200 "));
    QTRY_COMPARE(shared.count(Kind::Downloaded), 1);
    QVERIFY(!shared.share->waitUntilStopped(200ms));
    QVERIFY(ask(shared.share->fileUrl(1)).contains("filename=\"Two.mobileconfig\""));
    QVERIFY(shared.share->waitUntilStopped(5s));
}

void TestShare::headCountsNothing()
{
    Shared shared({package(u"Office"_s)}, {.grace = 0s});
    const QByteArray answer = ask(shared.share->fileUrl(0), "127.0.0.1", "HEAD");
    QVERIFY(answer.contains("\r\nContent-Length: 4212\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
    QVERIFY(!shared.share->waitUntilStopped(300ms));
    QCOMPARE(shared.share->completed(), 0);
}

void TestShare::breakingOffCountsNothing_data()
{
    QTest::addColumn<qsizetype>("bytes");
    // Smaller and larger than what fits into the buffers on the way.
    QTest::newRow("small") << qsizetype(4212);
    QTest::newRow("large") << qsizetype(40'000'000);
}

void TestShare::breakingOffCountsNothing()
{
    QFETCH(qsizetype, bytes);
    Shared shared({package(u"Office"_s, bytes)}, {.grace = 0s});
    const QUrl url(shared.share->fileUrl(0));
    for (int i = 1; i <= 3; ++i) {
        {
            const Client client(static_cast<quint16>(url.port()));
            client.send(head("GET", url));
            QVERIFY(!client.read(100).isEmpty());
        }
        QTRY_COMPARE(shared.count(Kind::BrokenOff), i);
    }
    QCOMPARE(shared.share->completed(), 0);
    QVERIFY(!shared.share->waitUntilStopped(0ms));
    QCOMPARE(ask(url.toString(), "127.0.0.2").size() > bytes, true);
    QVERIFY(shared.share->waitUntilStopped(5s));
    QCOMPARE(shared.share->completed(), 1);
}

void TestShare::whoIsCutShortIsNotBlamed()
{
    Shared shared({package(u"Office"_s, 40'000'000)});
    const QUrl url(shared.share->fileUrl(0));
    const Client client(static_cast<quint16>(url.port()));
    client.send(head("GET", url));
    QVERIFY(!client.read(100).isEmpty());
    shared.move(600s);
    QVERIFY(shared.share->waitUntilStopped(5s));
    const auto events = shared.events();
    QCOMPARE(events.size(), std::size_t{2});
    QCOMPARE(events.front().kind, Kind::BrokenOff);
    QCOMPARE(events.front().fileName, u"Office.mobileconfig"_s);
    QVERIFY2(
        events.front().text.endsWith(u"had not yet all of Office.mobileconfig when the address was closed"_s),
        qPrintable(events.front().text));
}

void TestShare::aResetIsSeenThoughItsErrorIsGone()
{
    auto listening = listenOn(u"127.0.0.1"_s, 0);
    QVERIFY(listening.has_value());
    std::optional<Client> client(std::in_place, listening->port);
    QVERIFY(client->isConnected());
    const Descriptor server(
        ::accept4(listening->descriptor.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    QVERIFY(server.get() >= 0);
    // More than fits on the way, so that not all of it is acknowledged.
    const QByteArray much(1'000'000, 'x');
    while (::send(server.get(), much.constData(), static_cast<std::size_t>(much.size()), MSG_NOSIGNAL) > 0) {
    }
    QCOMPARE(acknowledgementOf(server.get()).receipt, Receipt::Open);
    client.reset();
    // Whoever asks first gets the error, and nobody after.
    int error = 0;
    const auto hasError = [&] {
        socklen_t size = sizeof error;
        return error != 0
               || (::getsockopt(server.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0);
    };
    QTRY_VERIFY(hasError());
    const Acknowledgement state = acknowledgementOf(server.get());
    QCOMPARE(state.receipt, Receipt::Broken);
    QVERIFY(!state.isAcknowledged);
}

void TestShare::nobodyComes()
{
    Shared shared({package(u"Office"_s)});
    QVERIFY(ask(shared.share->url() + u"x"_s).startsWith("HTTP/1.1 404 "));
    shared.move(29s);
    QTest::qWait(150);
    QCOMPARE(shared.count(Kind::NoVisitor), 0);
    shared.move(1s);
    QTRY_COMPARE(shared.count(Kind::NoVisitor), 1);
    QCOMPARE(shared.events().front().hints.size(), 3);
    shared.move(60s);
    QTest::qWait(150);
    QCOMPARE(shared.count(Kind::NoVisitor), 1);
}

void TestShare::reloadingIsToldOnce()
{
    Shared shared({package(u"Office"_s)});
    for (int i = 0; i < 20; ++i)
        QVERIFY(ask(shared.share->url()).startsWith("HTTP/1.1 200 "));
    shared.move(6s);
    QVERIFY(ask(shared.share->url()).startsWith("HTTP/1.1 200 "));
    QTRY_COMPARE(shared.count(Kind::Opened), 2);
}

void TestShare::secretsNeedAYes()
{
    Package secret = package(u"Office"_s);
    secret.secrets = {u"SCEP: Challenge"_s, u"Wi-Fi: Password"_s};
    const Shared refused({secret});
    QVERIFY(refused.error);
    QCOMPARE(refused.error->code, base::Error::Code::Denied);
    for (const QString& name : secret.secrets)
        QVERIFY(refused.error->message.contains(name));
    QVERIFY(Shared({secret}, {.mayExposeSecrets = true}).share);
}

void TestShare::badOptionsAreRefused()
{
    QVERIFY(Shared({}).error);
    QVERIFY(Shared({package(u"a"_s)}, {.lifetime = 0s}).error);
    QVERIFY(Shared({package(u"a"_s)}, {.downloads = -1}).error);
    QVERIFY(Shared({package(u"a"_s)}, {.host = u"no host/name"_s}).error);
}

void TestShare::aTakenPortIsNamed()
{
    const Shared first({package(u"Office"_s)});
    const int port = QUrl(first.share->url()).port();
    const Shared second({package(u"Office"_s)}, {.port = static_cast<quint16>(port)});
    QVERIFY(second.error);
    QCOMPARE(second.error->code, base::Error::Code::Network);
    QVERIFY(second.error->message.contains(QString::number(port)));
}

void TestShare::listenersMayStop()
{
    std::atomic<Share*> running = nullptr;
    std::atomic<int> told = 0;
    ShareOptions options;
    options.interface = {u"lo"_s, u"127.0.0.1"_s, Interface::Kind::Loopback, true};
    auto share = Share::start({package(u"Office"_s)}, std::move(options), [&](const ShareEvent&) {
        ++told;
        running.load()->stop();
    });
    QVERIFY(share.has_value());
    running = share->get();
    // Who opened the page may get it cut off by that.
    ask((*share)->url());
    QVERIFY((*share)->waitUntilStopped(5s));
    QCOMPARE(told.load(), 2);
}

void TestShare::aCertificateIsJudgedFirst()
{
    const auto leaf = readServerIdentity(test::pki("fullchain.pem"), test::pki("leaf.key"), {});
    QVERIFY2(leaf.has_value(), leaf ? "" : qPrintable(leaf.error().message));
    QVERIFY(leaf->certificates.front() == test::certificate("leaf.pem"));
    trust::Knowledge nothing;
    const auto judgement = judgeServer(*leaf, u"wrong.example.org"_s, nothing,
                                       test::certificate("leaf.pem").notBefore().addDays(1));
    const auto refusal = refusalIn(judgement);
    QVERIFY(!refusal);
    QCOMPARE(refusal.error().code, base::Error::Code::Denied);
    QVERIFY(!refusal.error().message.isEmpty());
    report::CheckReport accepted;
    QVERIFY(refusalIn(accepted));
}

void TestShare::keysMustFit()
{
    const auto wrong = readServerIdentity(test::pki("leaf.pem"), test::pki("root.key"), {});
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, base::Error::Code::InvalidInput);
    const auto locked = readServerIdentity(test::pki("leaf.pem"), test::pki("leaf-encrypted.key"), {});
    QVERIFY(!locked);
    QCOMPARE(locked.error().code, base::Error::Code::Denied);
    QVERIFY(readServerIdentity(test::pki("leaf.pem"), test::pki("leaf-encrypted.key"), test::passphrase()));
    QVERIFY(!readServerIdentity("nothing", test::pki("leaf.key"), {}));
    QVERIFY(!readServerIdentity(test::pki("leaf.pem"), "nothing", {}));
}

QTEST_GUILESS_MAIN(TestShare)
#include "tst_share.moc"
