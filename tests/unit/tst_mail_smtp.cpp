// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/smtp.h"
#include "core/delivery/smtp_account.h"
#include "core/delivery/smtp_dialogue.h"
#include "core/delivery/smtp_failure.h"
#include "tests/support/mailboxes.h"

#include <QTest>

#include <openssl/err.h>

using namespace Qt::Literals::StringLiterals;
using delivery::SmtpAccount;
using delivery::SmtpDialogue;
using delivery::SmtpEnd;
using delivery::SmtpFailure;
using delivery::SmtpServer;
using Stage = delivery::SmtpDialogue::Stage;

namespace {

constexpr auto password = "never-on-a-screen";

SmtpAccount account(SmtpAccount::Proof proof = SmtpAccount::Proof::Password)
{
    SmtpAccount made;
    made.server.host = "mail.example.com";
    made.server.port = 587;
    made.user = u"anna"_s;
    made.secret = base::Secret(QByteArray(password));
    made.proof = proof;
    return made;
}

/// A dialogue up to the point where `last` was said, with what came in answer.
SmtpDialogue dialogue(const QByteArray& last, const QByteArray& answer)
{
    SmtpDialogue talk;
    const QByteArrayList commands{
        "", "EHLO me\r\n", "AUTH PLAIN\r\n", "MAIL FROM:<a@b>\r\n", "RCPT TO:<c@d>\r\n", "DATA\r\n", "end"};
    for (const QByteArray& command : commands) {
        if (command == "end") {
            talk.heard("354 go ahead\r\n");
            talk.bodyEnded();
        } else if (!command.isEmpty()) {
            talk.said(command);
        }
        if (command.startsWith(last))
            break;
        talk.heard("250 ok\r\n");
    }
    for (const QByteArray& line : answer.split('\n'))
        if (!line.isEmpty())
            talk.heard(line + '\n');
    return talk;
}

delivery::Package package()
{
    delivery::Package made;
    made.fileName = u"a.mobileconfig"_s;
    made.bytes = QByteArray(300'000, 'x');
    made.sha256 = "x";
    return made;
}

delivery::MailAddress address(const QString& text) { return *delivery::MailAddress::fromString(text); }

}  // namespace

class TestMailSmtp : public QObject
{
    Q_OBJECT

private slots:
    static void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void addressesOfServers_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("server");
        QTest::addColumn<bool>("isImplicit");
        QTest::addColumn<QString>("user");
        QTest::newRow("implicit") << u"smtps://mail.example.com"_s << u"mail.example.com:465"_s << true
                                  << u""_s;
        QTest::newRow("STARTTLS") << u"smtp://mail.example.com"_s << u"mail.example.com:587"_s << false
                                  << u""_s;
        QTest::newRow("port") << u"smtp://mail.example.com:25/"_s << u"mail.example.com:25"_s << false
                              << u""_s;
        QTest::newRow("user") << u"smtps://anna%40example.com@mail.example.com"_s << u"mail.example.com:465"_s
                              << true << u"anna@example.com"_s;
        QTest::newRow("IPv6") << u"smtp://[::1]:2525"_s << u"[::1]:2525"_s << false << u""_s;
        QTest::newRow("international")
            << u"smtps://bücher.example"_s << u"xn--bcher-kva.example:465"_s << true << u""_s;
    }
    void addressesOfServers()
    {
        QFETCH(QString, url);
        const auto server = SmtpServer::fromUrl(url);
        QVERIFY2(server.has_value(), server ? "" : qPrintable(server.error().message));
        QTEST(server->toString(), "server");
        QTEST(server->encryption == SmtpServer::Encryption::Implicit, "isImplicit");
        QTEST(server->user, "user");
    }

    void noAddressesOfServers_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("none") << u""_s;
        QTest::newRow("host alone") << u"mail.example.com"_s;
        QTest::newRow("another scheme") << u"https://mail.example.com"_s;
        QTest::newRow("no host") << u"smtp://"_s;
        QTest::newRow("path") << u"smtp://mail.example.com/inbox"_s;
        QTest::newRow("query") << u"smtp://mail.example.com?x"_s;
        QTest::newRow("port 0") << u"smtp://mail.example.com:0"_s;
        QTest::newRow("password") << u"smtp://anna:never-on-a-screen@mail.example.com"_s;
        QTest::newRow("password and nonsense") << u"https://anna:never-on-a-screen@mail.example.com/x"_s;
    }
    void noAddressesOfServers()
    {
        QFETCH(QString, url);
        const auto server = SmtpServer::fromUrl(url);
        QVERIFY(!server);
        QCOMPARE(server.error().code, base::Error::Code::InvalidInput);
        QVERIFY(!server.error().message.contains(QLatin1StringView(password)));
    }

    void theDialogueKnowsHowFarItIs()
    {
        SmtpDialogue talk;
        QCOMPARE(talk.stage(), Stage::Connect);
        talk.heard("220 mail.example.com\r\n");
        talk.said("EHLO me\r\n");
        QCOMPARE(talk.code(), 0);
        talk.heard("250-mail.example.com\r\n");
        QCOMPARE(talk.code(), 0);
        talk.heard("250 SIZE 1000\r\n");
        QCOMPARE(talk.code(), 250);
        talk.said("STARTTLS\r\n");
        QCOMPARE(talk.stage(), Stage::Tls);
        talk.said("EHLO me\r\n");
        talk.said("AUTH LOGIN\r\n");
        QCOMPARE(talk.stage(), Stage::Login);
        talk.said("DATA\r\n");  // Base64 of three bytes
        talk.heard("334 UGFzc3dvcmQ6\r\n");
        talk.said("QUIT\r\n");  // and so is this
        QCOMPARE(talk.stage(), Stage::Login);
        talk.heard("235 in\r\n");
        talk.said("MAIL FROM:<a@b>\r\n");
        talk.said("RCPT TO:<c@d>\r\n");
        talk.said("DATA\r\n");
        talk.heard("354 go ahead\r\n");
        QCOMPARE(talk.stage(), Stage::Body);
        QVERIFY(!talk.isOpen());
        talk.bodyEnded();
        QVERIFY(talk.isOpen());
        talk.heard("250 2.0.0 queued\r\n");
        QVERIFY(talk.isTaken());
        QVERIFY(!talk.isOpen());
        // A second message on the same connection starts with nothing known.
        talk.said("MAIL FROM:<a@b>\r\n");
        QVERIFY(!talk.isTaken());
    }

    void theAnswerToQuitIsNone()
    {
        SmtpDialogue talk = dialogue("RCPT", "550 5.1.1 no such user");
        talk.said("QUIT\r\n");
        talk.heard("221 bye\r\n");
        QCOMPARE(talk.code(), 550);
        SmtpDialogue open = dialogue("end", "");
        open.said("QUIT\r\n");
        open.heard("221 bye\r\n");
        QVERIFY(open.isOpen());
    }

    void aStrangerIsNoticed()
    {
        SmtpDialogue talk;
        talk.said("EHLO me\r\n");
        talk.said("STARTTLS\r\n");
        talk.said("EHLO me\r\n");
        talk.said("MAIL FROM:<a@b>\r\n");
        QVERIFY(talk.isStranger());
        const auto verdict = delivery::judge(SmtpEnd::Login, talk, account(), u"c@d"_s, {});
        QCOMPARE(verdict.failure, SmtpFailure::NoCommonLogin);
        QVERIFY(verdict.error.hint.contains(u"without signing in"));
        QVERIFY(!dialogue("MAIL", "250 ok").isStranger());
        // The second message on a connection.
        SmtpDialogue second;
        second.said("MAIL FROM:<a@b>\r\n");
        QVERIFY(!second.isStranger());
    }

    void onlyAnAnswerClosesIt()
    {
        QVERIFY(dialogue("end", "250-2.0.0 queued").isOpen());
        // Neither taken nor refused, so it may have arrived.
        QVERIFY(dialogue("end", "354 go ahead").isOpen());
        QVERIFY(dialogue("end", "150 wait").isOpen());
        QVERIFY(!dialogue("end", "250 2.0.0 queued").isOpen());
        QVERIFY(!dialogue("end", "451 4.3.0 later").isOpen());
    }

    void answersAreToldApart_data()
    {
        QTest::addColumn<QByteArray>("last");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<SmtpEnd>("end");
        QTest::addColumn<SmtpFailure>("failure");
        const auto row = [](const char* last, const char* answer, SmtpFailure failure,
                            SmtpEnd end = SmtpEnd::Answered) {
            QTest::addRow("%s: %s", last, answer) << QByteArray(last) << QByteArray(answer) << end << failure;
        };
        row("AUTH", "535 5.7.8 bad credentials", SmtpFailure::WrongPassword, SmtpEnd::Login);
        row("AUTH", "454 4.7.0 try later", SmtpFailure::Busy, SmtpEnd::Login);
        row("EHLO", "250 ok", SmtpFailure::NoCommonLogin, SmtpEnd::Login);
        row("EHLO", "554 go away", SmtpFailure::RefusedMessage);
        row("EHLO", "250 ok", SmtpFailure::NoStartTls, SmtpEnd::NoStartTls);
        row("EHLO", "", SmtpFailure::UntrustedCertificate, SmtpEnd::Untrusted);
        row("MAIL", "530 5.7.0 authenticate first", SmtpFailure::LoginNeeded);
        row("MAIL", "552 5.3.4 too big", SmtpFailure::TooLarge);
        row("MAIL", "552 too big", SmtpFailure::TooLarge);
        row("MAIL", "550 5.1.8 bad sender", SmtpFailure::RefusedSender);
        row("MAIL", "421 closing", SmtpFailure::Busy);
        row("MAIL", "452 4.3.1 no room on the disk", SmtpFailure::Busy);
        row("MAIL", "452 no room", SmtpFailure::Busy);
        row("EHLO", "452 no room", SmtpFailure::Busy);
        row("RCPT", "452 4.5.3 too many recipients", SmtpFailure::Busy);
        row("RCPT", "452 no room", SmtpFailure::MailboxFull);
        row("end", "452 4.3.1 no room on the disk", SmtpFailure::Busy);
        row("end", "452 4.3.4 too big", SmtpFailure::TooLarge);
        row("RCPT", "550 5.1.1 no such user", SmtpFailure::RefusedRecipient);
        row("RCPT", "552 quota", SmtpFailure::MailboxFull);
        row("RCPT", "452 4.2.2 full", SmtpFailure::MailboxFull);
        row("RCPT", "422 4.2.2 full", SmtpFailure::MailboxFull);
        row("RCPT", "550 5.2.2 full", SmtpFailure::MailboxFull);
        row("RCPT", "552 5.3.4 too big", SmtpFailure::TooLarge);
        row("RCPT", "450 4.7.1 greylisted", SmtpFailure::Busy);
        row("DATA", "554 no", SmtpFailure::RefusedMessage);
        row("end", "552 5.2.2 full", SmtpFailure::MailboxFull);
        row("end", "552 5.3.4 too big", SmtpFailure::TooLarge);
        row("end", "550-5.7.1 looks\n550 5.7.1 like spam", SmtpFailure::RefusedMessage);
        row("end", "451 4.3.0 later", SmtpFailure::Busy);
        row("end", "", SmtpFailure::Cut, SmtpEnd::Cut);
        row("end", "", SmtpFailure::Timeout, SmtpEnd::Timeout);
        row("end", "", SmtpFailure::Cancelled, SmtpEnd::Cancelled);
    }
    void answersAreToldApart()
    {
        QFETCH(QByteArray, last);
        QFETCH(QByteArray, answer);
        QFETCH(SmtpEnd, end);
        QFETCH(SmtpFailure, failure);
        const SmtpDialogue talk = dialogue(last, answer);
        const auto verdict = delivery::judge(end, talk, account(), u"c@d"_s, u"detail"_s);
        QCOMPARE(delivery::nameOf(verdict.failure), delivery::nameOf(failure));
        QVERIFY(!verdict.error.message.isEmpty());
        QCOMPARE(talk.isOpen(), last == "end" && answer.isEmpty());
        if (talk.isOpen())
            QVERIFY(verdict.error.hint.contains(u"ask whether it arrived"));
        else if (end == SmtpEnd::Answered)
            QVERIFY2(verdict.error.hint.contains(QString::fromLatin1(answer.right(4))),
                     qPrintable(verdict.error.hint));
    }

    void aRefusedTokenIsExplained()
    {
        const QByteArray said =
            QByteArray("{\"schemes\":\"Bearer\",\"scope\":\"mail.send\",\"status\":\"401\"}").toBase64();
        const SmtpDialogue talk = dialogue("AUTH", "334 " + said);
        const auto token =
            delivery::judge(SmtpEnd::Login, talk, account(SmtpAccount::Proof::Token), u"c@d"_s, {});
        QCOMPARE(token.failure, SmtpFailure::WrongPassword);
        QVERIFY2(token.error.hint.contains(u"scope mail.send, status 401"), qPrintable(token.error.hint));
        QVERIFY(!token.error.hint.contains(u"app password"));
        QVERIFY(token.error.hint.contains(u"get a new one"));
        // What is no JSON is told as it is, and no secret by this way either.
        const auto plain = delivery::judge(SmtpEnd::Login, dialogue("AUTH", "334 no JSON"),
                                           account(SmtpAccount::Proof::Token), u"c@d"_s, {});
        QVERIFY(plain.error.hint.contains(u"334 no JSON"));
        const QByteArray echo = "{\"scope\":\"" + QByteArray(password) + "\\u001b[2J\"}";
        const auto masked = delivery::judge(SmtpEnd::Login, dialogue("AUTH", "334 " + echo.toBase64()),
                                            account(SmtpAccount::Proof::Token), u"c@d"_s, {});
        QVERIFY2(masked.error.hint.contains(u"scope •••"), qPrintable(masked.error.hint));
        QVERIFY(!masked.error.hint.contains(u'\x1b'));
    }

    void noSecretGetsIntoAnError_data()
    {
        QTest::addColumn<QByteArray>("said");
        const QByteArray plain = QByteArray("\0anna\0", 6) + password;
        QTest::newRow("as it is") << QByteArray(password);
        QTest::newRow("LOGIN") << QByteArray(password).toBase64();
        QTest::newRow("PLAIN") << plain.toBase64();
        QTest::newRow("OAUTHBEARER")
            << (QByteArray("n,a=anna,\1host=mail.example.com\1port=587\1auth=Bearer ") + password + "\1\1")
                   .toBase64();
        QTest::newRow("XOAUTH2") << (QByteArray("user=anna\1auth=Bearer ") + password + "\1\1").toBase64();
    }
    void noSecretGetsIntoAnError()
    {
        QFETCH(QByteArray, said);
        const SmtpDialogue talk = dialogue("AUTH", "535 you said " + said + " and that is wrong");
        const auto verdict =
            delivery::judge(SmtpEnd::Login, talk, account(), u"c@d"_s, QString::fromLatin1("detail " + said));
        QCOMPARE(verdict.failure, SmtpFailure::WrongPassword);
        for (const QString& text : {verdict.error.message, verdict.error.hint, verdict.error.detail})
            QVERIFY(!text.contains(QString::fromLatin1(said)));
        QVERIFY(verdict.error.hint.contains(u"that is wrong"));
    }

    void whatFailedIsSentAgainAndNothingElse()
    {
        test::Mailboxes boxes("450 4.7.1 later");
        const test::ScriptedServer server([&boxes](test::Connection& one) { boxes.serve(one); });
        SmtpAccount open;
        open.server = *SmtpServer::fromUrl(u"smtp://127.0.0.1:%1"_s.arg(server.port()));
        open.clear = SmtpAccount::Clear::Allowed;
        std::vector<delivery::MailProgress> seen;
        delivery::SmtpTarget target(std::move(open),
                                    {address(u"a@b.example"_s),
                                     {address(u"bob@b.example"_s), address(u"later@b.example"_s),
                                      address(u"open@b.example"_s), address(u"last@b.example"_s)},
                                     u"en"_s,
                                     {},
                                     [&seen](const delivery::MailProgress& progress) {
                                         seen.push_back(progress);
                                     }});

        auto results = target.deliver({package()}, {});
        QCOMPARE(results.size(), std::size_t(4));
        QVERIFY(!results[0].failure && results[1].failure && results[2].failure && !results[3].failure);
        QVERIFY(!results[1].isUncertain && results[2].isUncertain);
        QCOMPARE(target.failureOf("later@b.example"), SmtpFailure::Busy);
        QCOMPARE(target.failureOf("open@b.example"), SmtpFailure::Cut);
        QVERIFY(!target.failureOf("bob@b.example"));
        QCOMPARE(seen.back().recipient, std::size_t(3));
        QCOMPARE(seen.back().recipients, std::size_t(4));
        QCOMPARE(seen.back().sent, seen.back().size);
        QVERIFY(seen.size() > 4 && seen.front().sent < seen.front().size);

        results = target.deliver({package()}, {});
        QVERIFY(!results[0].failure && !results[1].failure && results[2].isUncertain && !results[3].failure);
        for (const char* name : {"bob@b.example", "later@b.example", "open@b.example", "last@b.example"})
            QVERIFY2(boxes.arrived(name) == 1, name);
        // Other profiles are another message.
        delivery::Package other = package();
        other.sha256 = "y";
        QVERIFY(!target.deliver({other}, {})[0].failure);
        QCOMPARE(boxes.arrived("bob@b.example"), 2);
    }

    void nobodyListens()
    {
        SmtpAccount nobody;
        nobody.server = *SmtpServer::fromUrl(u"smtp://127.0.0.1:1"_s);
        delivery::SmtpTarget target(std::move(nobody), {address(u"a@b.example"_s),
                                                        {address(u"c@d.example"_s), address(u"c@D.example"_s),
                                                         address(u"e@d.example"_s)},
                                                        u"en"_s,
                                                        {}});
        QVERIFY(target.readiness({package()}).isReady);
        QVERIFY(!target.readiness({}).isReady);
        const auto results = target.deliver({package(), package()}, {});
        QCOMPARE(results.size(), std::size_t(4));  // two recipients, two packages
        for (const auto& result : results) {
            QVERIFY(result.failure.has_value());
            QVERIFY(!result.isUncertain);
        }
        QCOMPARE(target.failureOf("e@d.example"), SmtpFailure::Unreachable);
        std::stop_source stopped;
        stopped.request_stop();
        for (const auto& result : target.deliver({package()}, stopped.get_token()))
            QCOMPARE(result.failure->code, base::Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestMailSmtp)
#include "tst_mail_smtp.moc"
