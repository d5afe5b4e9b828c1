// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/qt_transport.h"
#include "core/ndes/fetch.h"
#include "tests/support/ndes_server.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using ndes::PageKind;
using test::NdesAuth;
using test::NdesMode;
using test::NdesServer;

namespace {

http::Credentials account(const QString& password = NdesServer::password)
{
    return {NdesServer::user, base::Secret(password.toUtf8())};
}

ndes::Fetched fetch(const NdesServer& server,
                    const http::Credentials* credentials,
                    const std::stop_token& stop = {})
{
    http::QtTransport transport;
    return ndes::fetchChallenge(transport, *ndes::Addresses::fromString(server.address()), credentials,
                                QDateTime::currentDateTimeUtc(), stop);
}

/// What one run of the command line said.
struct Run
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    /// Whether the answer alone holds the challenge, and nothing the password.
    [[nodiscard]] bool keepsSecrets() const
    {
        return !err.contains("8CE317021F69") && !out.contains(NdesServer::password.toUtf8())
               && !err.contains(NdesServer::password.toUtf8());
    }
};

Run runCli(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NDES_PASSWORD"_s, NdesServer::password);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CLI), QStringList{u"ndes"_s} + arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000))
        qFatal("the command line does not end");
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QStringList fetching(const NdesServer& server)
{
    return {u"challenge"_s,   server.address(),    u"--user"_s,
            NdesServer::user, u"--password-env"_s, u"NDES_PASSWORD"_s};
}

/// The command line on a terminal of its own: each word is typed when the text before it has come.
struct Session
{
    int code = -1;
    QByteArray screen;
    QByteArray arguments;  ///< what everybody on the machine could read of the process
};

Session typeInto(const QStringList& words, const std::vector<std::pair<QByteArray, QByteArray>>& dialogue)
{
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        std::vector<QByteArray> bytes{CLI, "ndes"};
        for (const QString& word : words)
            bytes.push_back(word.toUtf8());
        std::vector<char*> arguments;
        for (QByteArray& word : bytes)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        ::execv(CLI, arguments.data());
        ::_exit(127);
    }
    Session session;
    auto next = dialogue.begin();
    qsizetype seen = 0;
    char buffer[4096];
    for (ssize_t count = ::read(terminal, buffer, sizeof buffer); count > 0;
         count = ::read(terminal, buffer, sizeof buffer)) {
        session.screen.append(buffer, count);
        if (next == dialogue.end() || session.screen.indexOf(next->first, seen) < 0)
            continue;
        QFile file(u"/proc/%1/cmdline"_s.arg(child));
        if (file.open(QIODevice::ReadOnly))
            session.arguments = file.readAll();
        seen = session.screen.size();
        (void)!::write(terminal, next->second.constData(), static_cast<std::size_t>(next->second.size()));
        ++next;
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(terminal);
    session.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return session;
}

}  // namespace

/// Fetching challenges from a server that does NTLM, by the library and by the command line.
class TestNdesServer : public QObject
{
    Q_OBJECT

private slots:
    void provesWhoAsks_data()
    {
        QTest::addColumn<NdesAuth>("auth");
        QTest::newRow("NTLM") << NdesAuth::Windows;
        QTest::newRow("Basic") << NdesAuth::Basic;
    }
    void provesWhoAsks()
    {
        QFETCH(NdesAuth, auth);
        const NdesServer server(NdesMode::English, auth);
        const auto credentials = account();
        const auto fetched = fetch(server, &credentials);
        QVERIFY2(fetched.challenge, fetched.challenge ? "" : qPrintable(fetched.challenge.error().message));
        QCOMPARE(fetched.challenge->value.bytes(), NdesServer::challenge(1).toLatin1());
        QCOMPARE(fetched.challenge->caThumbprint.toHex(), QByteArray("a656fa66ab12b433a2da5cf7cc153d9a"));
        QCOMPARE(server.slotsTaken(), 1);
        QCOMPARE(server.hasSeenClearPassword(), auth == NdesAuth::Basic);
    }

    void aWrongPasswordIsDenied_data() { provesWhoAsks_data(); }
    void aWrongPasswordIsDenied()
    {
        QFETCH(NdesAuth, auth);
        const NdesServer server(NdesMode::English, auth);
        const auto wrong = account(u"guessed"_s);
        const auto fetched = fetch(server, &wrong);
        QVERIFY(!fetched.challenge);
        QCOMPARE(fetched.status, 401);
        QCOMPARE(fetched.challenge.error().code, base::Error::Code::Denied);
        QCOMPARE(server.slotsTaken(), 0);
        // An account is locked after a few wrong passwords: one attempt, which in NTLM is up to three
        // requests.
        QVERIFY2(server.requests() <= 3, qPrintable(QString::number(server.requests())));
    }

    void nobodyIsDenied()
    {
        const NdesServer server(NdesMode::English);
        const auto fetched = fetch(server, nullptr);
        QCOMPARE(fetched.status, 401);
        QVERIFY(fetched.challenge.error().hint.contains(u"DOMAIN\\name"));
    }

    void readsWhatComes_data()
    {
        QTest::addColumn<NdesMode>("mode");
        QTest::addColumn<int>("minutes");
        QTest::newRow("English") << NdesMode::English << 60;
        QTest::newRow("UTF-8") << NdesMode::Utf8 << 60;
        QTest::newRow("German") << NdesMode::German << 45;
        QTest::newRow("French") << NdesMode::French << 90;
        QTest::newRow("slow") << NdesMode::Slow << 60;
        QTest::newRow("single password") << NdesMode::SinglePassword << 0;
    }
    void readsWhatComes()
    {
        QFETCH(NdesMode, mode);
        QFETCH(int, minutes);
        const NdesServer server(mode);
        const auto credentials = account();
        const auto fetched = fetch(server, &credentials);
        QVERIFY2(fetched.challenge, fetched.challenge ? "" : qPrintable(fetched.challenge.error().message));
        QCOMPARE(fetched.challenge->value.bytes(), NdesServer::challenge(1).toLatin1());
        QCOMPARE(fetched.challenge->validity.value_or(std::chrono::minutes(0)).count(), minutes);
    }

    void saysWhyThereIsNone_data()
    {
        QTest::addColumn<NdesMode>("mode");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("hint");
        QTest::newRow("cache full") << NdesMode::CacheFull << 200 << u"PasswordMax"_s;
        QTest::newRow("no permission") << NdesMode::NoPermission << 200 << u"right to enroll"_s;
        QTest::newRow("401") << NdesMode::DeniesAll << 401 << u"password"_s;
        QTest::newRow("403") << NdesMode::Forbidden << 403 << u"Intune"_s;
        QTest::newRow("404") << NdesMode::NotFound << 404 << u"PasswordVDir"_s;
        QTest::newRow("500") << NdesMode::ServerError << 500 << u"IIS_IUSRS"_s;
        QTest::newRow("503") << NdesMode::Stopped << 503 << u"application pool"_s;
        QTest::newRow("redirect") << NdesMode::Redirects << 302 << u"address"_s;
        QTest::newRow("huge") << NdesMode::Huge << 0 << QString();
    }
    void saysWhyThereIsNone()
    {
        QFETCH(NdesMode, mode);
        const NdesServer server(mode);
        const auto credentials = account();
        const auto fetched = fetch(server, &credentials);
        QVERIFY(!fetched.challenge);
        QTEST(fetched.status, "status");
        QFETCH(QString, hint);
        QVERIFY2(fetched.challenge.error().hint.contains(hint), qPrintable(fetched.challenge.error().hint));
        QVERIFY(!fetched.challenge.error().message.isEmpty());
    }

    void fiveSlotsAndNoMore()
    {
        const NdesServer server(NdesMode::English);
        const auto credentials = account();
        for (int slot = 1; slot <= 5; ++slot) {
            const auto fetched = fetch(server, &credentials);
            QVERIFY(fetched.challenge);
            QCOMPARE(fetched.challenge->value.bytes(), NdesServer::challenge(slot).toLatin1());
        }
        const auto sixth = fetch(server, &credentials);
        QVERIFY(!sixth.challenge);
        QCOMPARE(sixth.page, std::optional(PageKind::CacheFull));
    }

    void stopsWhenAsked()
    {
        const NdesServer server(NdesMode::Stalls);
        const auto credentials = account();
        std::stop_source stop;
        std::jthread later([&stop](const std::stop_token&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            stop.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const auto fetched = fetch(server, &credentials, stop.get_token());
        QVERIFY(!fetched.challenge);
        QCOMPARE(fetched.challenge.error().code, base::Error::Code::Cancelled);
        QVERIFY(timer.elapsed() < 5000);
    }

    void theCommandLinePrintsIt()
    {
        const NdesServer server(NdesMode::English);
        const Run run = runCli(fetching(server) << u"--yes"_s);
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.startsWith("Challenge: " + NdesServer::challenge(1).toLatin1()
                                    + "\nValid:     for one device, 60 min, until 2"),
                 run.out.constData());
        QVERIFY(run.out.contains("CA:        MD5 A656FA66AB12B433A2DA5CF7CC153D9A\n"));
        QVERIFY2(run.err.contains("warning: The address is not https"), run.err.constData());
        QVERIFY2(run.err.contains("note: A challenge takes one of the server's slots (5"),
                 run.err.constData());
        QVERIFY(run.keepsSecrets());
    }

    void theCommandLineTellsJson()
    {
        const NdesServer server(NdesMode::German);
        const Run run = runCli(fetching(server) << u"--yes"_s << u"--format"_s << u"json"_s);
        QCOMPARE(run.code, 0);
        const QJsonObject json = run.json();
        QCOMPARE(json[u"format"].toInt(), 1);
        QCOMPARE(json[u"challenge"].toString(), NdesServer::challenge(1));
        QCOMPARE(json[u"page"].toString(), u"challenge"_s);
        QCOMPARE(json[u"reading"].toString(), u"shape"_s);
        QCOMPARE(json[u"validityMinutes"].toInt(), 45);
        QCOMPARE(json[u"state"].toString(), u"fresh"_s);
        QCOMPARE(json[u"slotTaken"].toBool(), true);
        QCOMPARE(json[u"deviceUrl"].toString(), server.address() + u"/certsrv/mscep/mscep.dll"_s);
        QVERIFY(json[u"error"].isNull());
        const auto fetchedAt = QDateTime::fromString(json[u"fetchedAt"].toString(), Qt::ISODate);
        const auto expiresAt = QDateTime::fromString(json[u"expiresAt"].toString(), Qt::ISODate);
        QCOMPARE(fetchedAt.secsTo(expiresAt), 45 * 60);
        QVERIFY(run.keepsSecrets());
    }

    void theCommandLineWritesItForOneReader()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"challenge.txt"_s);
        const NdesServer server(NdesMode::English);
        const Run run =
            runCli(fetching(server) << u"--yes"_s << u"--format"_s << u"json"_s << u"-o"_s << path);
        QCOMPARE(run.code, 0);
        QVERIFY(!run.out.contains(NdesServer::challenge(1).toLatin1()));
        QCOMPARE(run.json()[u"path"].toString(), path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), NdesServer::challenge(1).toLatin1() + '\n');
        QCOMPARE(file.permissions()
                     & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
        const Run second = runCli(fetching(server) << u"--yes"_s << u"-o"_s << u"-"_s);
        QCOMPARE(second.out, NdesServer::challenge(2).toLatin1() + '\n');
    }

    /// Where a file cannot be written, no slot is spent on it; where nobody can be asked, neither.
    void nothingIsSpentInVain()
    {
        const NdesServer server(NdesMode::English);
        const Run unwritable = runCli(fetching(server) << u"--yes"_s << u"-o"_s << u"/no/such/folder/x"_s);
        QCOMPARE(unwritable.code, 2);
        QVERIFY(unwritable.err.contains("Nothing was fetched"));
        const Run unasked = runCli(fetching(server), "y\n");
        QCOMPARE(unasked.code, 2);
        QVERIFY(unasked.err.contains("hint: --yes takes it"));
        const Run json = runCli(fetching(server) << u"--format"_s << u"json"_s);
        QCOMPARE(json.code, 2);
        QVERIFY(json.json()[u"challenge"].isNull());
        QVERIFY(json.json()[u"error"].isObject());
        QCOMPARE(server.requests(), 0);
    }

    void theCommandLineSaysWhyNot()
    {
        const NdesServer full(NdesMode::CacheFull);
        const Run run = runCli(fetching(full) << u"--yes"_s << u"--format"_s << u"json"_s);
        QCOMPARE(run.code, 2);
        QCOMPARE(run.json()[u"page"].toString(), u"cache-full"_s);
        QVERIFY(run.err.contains("hint: Wait until some expire"));
        const NdesServer denying(NdesMode::English);
        const Run denied = runCli({u"challenge"_s, denying.address(), u"--yes"_s, u"--format"_s, u"json"_s});
        QCOMPARE(denied.code, 2);
        QCOMPARE(denied.json()[u"status"].toInt(), 401);
        QVERIFY(denied.keepsSecrets());
    }

    void asksOnATerminal()
    {
        const NdesServer server(NdesMode::English);
        const Session no =
            typeInto({u"challenge"_s, server.address(), u"--user"_s, NdesServer::user}, {{"[y/N] ", "n\n"}});
        QCOMPARE(no.code, 2);
        QVERIFY2(no.screen.contains("Nothing was fetched"), no.screen.constData());
        QCOMPARE(server.requests(), 0);
        const Session yes = typeInto({u"challenge"_s, server.address(), u"--user"_s, NdesServer::user},
                                     {{"[y/N] ", "y\n"}, {"anna: ", NdesServer::password.toUtf8() + '\n'}});
        QVERIFY2(yes.screen.contains(NdesServer::challenge(1).toLatin1()), yes.screen.constData());
        QCOMPARE(yes.code, 0);
        QVERIFY2(yes.screen.contains("one of the server's slots"), yes.screen.constData());
        QVERIFY(!yes.screen.contains(NdesServer::password.toUtf8()));
        QVERIFY(yes.arguments.contains("anna"));
        QVERIFY(!yes.arguments.contains(NdesServer::password.toUtf8()));
        QCOMPARE(server.slotsTaken(), 1);
    }
};

QTEST_GUILESS_MAIN(TestNdesServer)
#include "tst_ndes.moc"
