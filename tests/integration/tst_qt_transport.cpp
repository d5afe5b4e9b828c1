// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/qt_transport.h"
#include "tests/support/scripted_server.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using test::Connection;
using test::ScriptedServer;

namespace {

QUrl urlOf(const ScriptedServer& server, const QString& path)
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(server.port()).arg(path));
}

http::Request requestTo(const ScriptedServer& server, const QString& path = u"/"_s)
{
    http::Request request{urlOf(server, path)};
    request.timeout = std::chrono::seconds(5);
    return request;
}

QByteArray page(const QByteArray& body, const QByteArray& more = {})
{
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size())
           + "\r\n" + more + "\r\n" + body;
}

}  // namespace

/// The transport against a server on this machine.
class TestQtTransport : public QObject
{
    Q_OBJECT

private slots:
    void bringsStatusHeadersAndBody()
    {
        QByteArray seen;
        const ScriptedServer server([&seen](Connection& connection) {
            seen = connection.receive();
            connection.send("HTTP/1.1 404 Not Found\r\nConnection: close\r\nX-Word: one\r\nContent-Length: "
                            "4\r\n\r\ngone");
        });
        http::Request request = requestTo(server, u"/scep?operation=GetCACaps&message=a+b"_s);
        request.headers = {{"User-Agent", "Profilewright"}};
        const auto reply = http::QtTransport().send(request, {});
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
        QCOMPARE(reply->status, 404);
        QCOMPARE(reply->body, QByteArray("gone"));
        QCOMPARE(reply->header("x-word"), QByteArray("one"));
        QVERIFY2(seen.startsWith("GET /scep?operation=GetCACaps&message=a+b HTTP/1.1\r\n"), seen.constData());
        QVERIFY2(seen.contains("User-Agent: Profilewright\r\n"), seen.constData());
    }

    void sendsABody()
    {
        QByteArray seen;
        const ScriptedServer server([&seen](Connection& connection) {
            while (!seen.endsWith("message")) {
                const QByteArray more = connection.receive();
                if (more.isEmpty())
                    return;
                seen += more;
            }
            connection.send(page("answer"));
        });
        http::Request request = requestTo(server);
        request.method = "POST";
        request.body = "message";
        request.headers = {{"Content-Type", "application/x-pki-message"}};
        const auto reply = http::QtTransport().send(request, {});
        QVERIFY(reply);
        QCOMPARE(reply->body, QByteArray("answer"));
        QVERIFY(seen.contains("Content-Type: application/x-pki-message\r\n"));
    }

    void followsRedirectsAndSaysSo()
    {
        const ScriptedServer server([](Connection& connection) {
            const QByteArray asked = connection.receive();
            if (asked.startsWith("GET /new "))
                connection.send(page("here"));
            else
                connection.send(
                    "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n");
        });
        const auto followed = http::QtTransport().send(requestTo(server, u"/old"_s), {});
        QVERIFY(followed);
        QCOMPARE(followed->status, 200);
        QCOMPARE(followed->redirects.size(), 1U);
        QCOMPARE(followed->url, urlOf(server, u"/new"_s));
        http::Request told = requestTo(server, u"/old"_s);
        told.redirects = http::Redirects::Tell;
        const auto answer = http::QtTransport().send(told, {});
        QVERIFY(answer);
        QCOMPARE(answer->status, 302);
    }

    /// Qt 6.4 alone takes both for one in some of the runs.
    void anAnswerBehindARedirectHasItsOwnHeaders()
    {
        const ScriptedServer server([](Connection& connection) {
            for (;;) {
                const QByteArray asked = connection.receive();
                if (asked.isEmpty())
                    return;
                if (asked.startsWith("GET /new ")) {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/x-x509-ca-cert\r\n"
                                    "Content-Length: 4\r\n\r\nhere");
                } else {
                    connection.send("HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /new\r\n"
                                    "Content-Length: 5\r\n\r\n");
                    connection.send("moved");
                }
            }
        });
        for (int i = 0; i < 100; ++i) {
            const auto reply = http::QtTransport().send(requestTo(server, u"/old"_s), {});
            QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
            QCOMPARE(reply->header("Content-Type"), QByteArray("application/x-x509-ca-cert"));
            QCOMPARE(reply->body, QByteArray("here"));
            QCOMPARE(reply->redirects, std::vector{urlOf(server, u"/new"_s)});
        }
    }

    void redirectsEnd()
    {
        int asked = 0;
        const ScriptedServer server([&asked](Connection& connection) {
            connection.receive();
            ++asked;
            connection.send("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /again\r\nContent-Length: "
                            "0\r\n\r\n");
        });
        const auto answer = http::QtTransport().send(requestTo(server), {});
        QVERIFY(!answer);
        QCOMPARE(answer.failure(), http::Failure::Redirects);
        QCOMPARE(asked, 6);
    }

    void whichRedirectsTakeTheBodyAlong_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("arrives");
        QTest::newRow("301") << 301 << QByteArray("GET");
        QTest::newRow("302") << 302 << QByteArray("GET");
        QTest::newRow("303") << 303 << QByteArray("GET");
        QTest::newRow("307") << 307 << QByteArray("POST");
        QTest::newRow("308") << 308 << QByteArray("POST");
    }

    /// RFC 9110, 15.4.
    void whichRedirectsTakeTheBodyAlong()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, arrives);
        QByteArray seen;
        const ScriptedServer server([&seen, status](Connection& connection) {
            QByteArray asked = connection.receive();
            while (asked.startsWith("POST") && !asked.endsWith("message"))
                asked += connection.receive();
            if (asked.contains(" /new ")) {
                seen = asked;
                connection.send(page("here"));
            } else {
                connection.send(
                    "HTTP/1.1 " + QByteArray::number(status)
                    + " Moved\r\nConnection: close\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n");
            }
        });
        http::Request request = requestTo(server, u"/old"_s);
        request.method = "POST";
        request.body = "message";
        const auto reply = http::QtTransport().send(request, {});
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
        QVERIFY2(seen.startsWith(arrives + " /new "), seen.constData());
        QCOMPARE(seen.endsWith("message"), arrives == "POST");
    }

    /// What was sent may have spent a challenge.
    void aBodyGoesOutOnce()
    {
        int asked = 0;
        const ScriptedServer server([&asked](Connection& connection) {
            if (!connection.receive().isEmpty())
                ++asked;
        });
        http::Request request = requestTo(server);
        request.method = "POST";
        request.body = "message";
        const auto answer = http::QtTransport().send(request, {});
        QVERIFY(!answer);
        QCOMPARE(answer.failure(), http::Failure::Closed);
        QCOMPARE(asked, 1);
    }

    void whatIsNotEncodedAsItSaysIsNoAnswer()
    {
        const ScriptedServer server([](Connection& connection) {
            connection.receive();
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n"
                            "Content-Length: 5\r\n\r\nplain");
        });
        const auto answer = http::QtTransport().send(requestTo(server), {});
        QVERIFY(!answer);
        QCOMPARE(answer.failure(), http::Failure::Closed);
    }

    void aProxyThatIsAwayIsNotTheServer()
    {
        const QByteArray before = qgetenv("http_proxy");
        const bool wasSet = qEnvironmentVariableIsSet("http_proxy");
        qputenv("http_proxy", "http://127.0.0.1:1");
        http::Request request;
        request.url = QUrl(u"http://scep.example.com/scep"_s);
        const auto reply = http::QtTransport().send(request, {});
        wasSet ? qputenv("http_proxy", before) : qunsetenv("http_proxy");
        QVERIFY(!reply);
        QCOMPARE(reply.failure(), http::Failure::Proxy);
        QVERIFY2(reply.error().message.contains(u"127.0.0.1:1"), qPrintable(reply.error().message));
        QVERIFY2(!reply.error().message.contains(u"scep.example.com gives"),
                 qPrintable(reply.error().message));
    }

    void aLongBodyIsAnError()
    {
        const ScriptedServer server([](Connection& connection) {
            connection.receive();
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n");
            for (int i = 0; i < 64; ++i)
                connection.send(QByteArray(16 * 1024, 'x'));
        });
        http::Request request = requestTo(server);
        request.maxBytes = 64 * 1024;
        const auto reply = http::QtTransport().send(request, {});
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, base::Error::Code::InvalidInput);
        QCOMPARE(reply.failure(), http::Failure::TooLong);
        // What had come by then may tell enough.
        QVERIFY(reply.begun());
        QCOMPARE(reply.begun()->status, 200);
        QCOMPARE(reply.begun()->header("Content-Type"), QByteArray("text/html"));
        QCOMPARE(reply.begun()->body, QByteArray(64 * 1024, 'x'));
    }

    /// A device waits as long as something comes.
    void slowIsNotSilent()
    {
        const ScriptedServer server([](Connection& connection) {
            connection.receive();
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 8\r\n\r\n");
            for (int i = 0; i < 8; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(150));
                connection.send("x");
            }
            connection.waitUntilClosed();
        });
        http::Request request = requestTo(server);
        request.silence = std::chrono::milliseconds(600);
        request.timeout = std::chrono::seconds(20);
        const auto slow = http::QtTransport().send(request, {});
        QVERIFY2(slow, slow ? "" : qPrintable(slow.error().message));
        QCOMPARE(slow->body, QByteArray("xxxxxxxx"));
        // It comes to an end all the same, and that is no timeout of a device's.
        request.timeout = std::chrono::milliseconds(700);
        const auto cut = http::QtTransport().send(request, {});
        QVERIFY(!cut);
        QCOMPARE(cut.failure(), http::Failure::TooSlow);
    }

    void silenceInTheMiddleIsATimeout()
    {
        const ScriptedServer server([](Connection& connection) {
            connection.receive();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
            connection.waitUntilClosed();
        });
        http::Request request = requestTo(server);
        request.silence = std::chrono::milliseconds(300);
        request.timeout = std::chrono::seconds(20);
        QElapsedTimer timer;
        timer.start();
        const auto late = http::QtTransport().send(request, {});
        QVERIFY(!late);
        QCOMPARE(late.failure(), http::Failure::Timeout);
        QVERIFY2(late.error().message.contains(u"in the middle"), qPrintable(late.error().message));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    /// Such a redirect is the answer itself.
    void redirectsThatLeadNowhereAreTheAnswer_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("empty") << QByteArray("Location: \r\n");
        QTest::newRow("nonsense") << QByteArray("Location: http://[nonsense\r\n");
        QTest::newRow("FTP") << QByteArray("Location: ftp://127.0.0.1/scep\r\n");
    }
    void redirectsThatLeadNowhereAreTheAnswer()
    {
        QFETCH(const QByteArray, location);
        const ScriptedServer server([&location](Connection& connection) {
            connection.receive();
            connection.send("HTTP/1.1 302 Found\r\nConnection: close\r\n" + location
                            + "Content-Length: 0\r\n\r\n");
        });
        const auto reply = http::QtTransport().send(requestTo(server), {});
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
        QCOMPARE(reply->status, 302);
    }

    void redirectsWithoutAHostSaySo()
    {
        const ScriptedServer server([](Connection& connection) {
            connection.receive();
            connection.send("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: http://\r\n"
                            "Content-Length: 0\r\n\r\n");
        });
        const auto reply = http::QtTransport().send(requestTo(server), {});
        QVERIFY(!reply);
        QCOMPARE(reply.failure(), http::Failure::HostNotFound);
        QVERIFY2(reply.error().message.contains(u"names no host"), qPrintable(reply.error().message));
    }

    void silenceAndStoppingEndInTime()
    {
        const ScriptedServer server([](Connection& connection) { connection.waitUntilClosed(); });
        http::Request request = requestTo(server);
        request.timeout = std::chrono::milliseconds(300);
        QElapsedTimer timer;
        timer.start();
        const auto late = http::QtTransport().send(request, {});
        QVERIFY(!late);
        QCOMPARE(late.error().code, base::Error::Code::Network);
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));

        std::stop_source stop;
        std::thread stopper([&stop] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            stop.request_stop();
        });
        timer.restart();
        const auto stopped = http::QtTransport().send(requestTo(server), stop.get_token());
        stopper.join();
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, base::Error::Code::Cancelled);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }

    void whatIsNoWebServerIsAnError()
    {
        const ScriptedServer server([](Connection& connection) {
            connection.receive();
            connection.send("220 mail.example.com ESMTP\r\n");
        });
        const auto reply = http::QtTransport().send(requestTo(server), {});
        QVERIFY(!reply || reply->status != 200);
        for (const QString& text : {u"ftp://example.com/"_s, u"http:///x"_s, u"nothing"_s}) {
            const auto refused = http::QtTransport().send({QUrl(text)}, {});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, base::Error::Code::InvalidInput);
            QCOMPARE(refused.failure(), http::Failure::BadAddress);
        }
    }

    void tellsWhyThereIsNoReply()
    {
        quint16 port = 0;
        {
            const ScriptedServer gone([](Connection&) {});
            port = gone.port();
        }
        const auto refused = http::QtTransport().send({QUrl(u"http://127.0.0.1:%1/"_s.arg(port))}, {});
        QCOMPARE(refused.failure(), http::Failure::Refused);
        QVERIFY2(refused.error().message.startsWith(u"127.0.0.1:%1 gives"_s.arg(port)),
                 qPrintable(refused.error().message));
        const ScriptedServer closing([](Connection& connection) { connection.receive(); });
        QCOMPARE(http::QtTransport().send(requestTo(closing), {}).failure(), http::Failure::Closed);
        const ScriptedServer cut([](Connection& connection) {
            connection.receive();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nthe beginning");
        });
        QCOMPARE(http::QtTransport().send(requestTo(cut), {}).failure(), http::Failure::Closed);
    }

    void portsAreNamedAlsoWhereTheSchemeSaysThem()
    {
        QCOMPARE(http::hostAndPort(QUrl(u"http://scep.example.com/x"_s)), u"scep.example.com:80"_s);
        QCOMPARE(http::hostAndPort(QUrl(u"https://scep.example.com"_s)), u"scep.example.com:443"_s);
        QCOMPARE(http::hostAndPort(QUrl(u"https://[::1]:8443/"_s)), u"[::1]:8443"_s);
    }

    /// One that does not go on with NTLM, as where that is forbidden.
    void offersOverAndOverEndAsRefused()
    {
        int count = 0;
        const ScriptedServer server([&count](Connection& connection) {
            for (; !connection.receive().isEmpty(); ++count)
                connection.send(
                    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\nWWW-Authenticate: "
                    "NTLM\r\nContent-Length: 0\r\n\r\n");
        });
        const http::Credentials credentials{u"CORP\\anna"_s, base::Secret("secret")};
        http::Request request = requestTo(server);
        request.credentials = &credentials;
        const auto reply = http::QtTransport().send(request, {});
        QVERIFY2(reply, reply ? "" : qPrintable(reply.error().message));
        QCOMPARE(reply->status, 401);
        QVERIFY2(count < 100, qPrintable(QString::number(count)));
    }

    void credentialsGoToTheHostThatWasAskedAndOnce()
    {
        QList<QByteArray> seen;
        const ScriptedServer server([&seen](Connection& connection) {
            seen << connection.receive();
            connection.send("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"desk\"\r\n"
                            "Connection: close\r\nContent-Length: 0\r\n\r\n");
        });
        http::Credentials credentials;
        credentials.user = u"admin"_s;
        credentials.password = base::Secret("wrong");
        http::Request request = requestTo(server);
        request.credentials = &credentials;
        const auto reply = http::QtTransport().send(request, {});
        QVERIFY(reply);
        QCOMPARE(reply->status, 401);
        QCOMPARE(seen.size(), 2);
        QVERIFY(!seen[0].contains("Authorization"));
        QVERIFY(seen[1].contains("Authorization: Basic " + QByteArray("admin:wrong").toBase64()));
    }
};

QTEST_GUILESS_MAIN(TestQtTransport)
#include "tst_qt_transport.moc"
