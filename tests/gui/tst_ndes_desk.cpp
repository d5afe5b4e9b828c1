// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/recipe_scripts.h"
#include "tests/support/form_harness.h"
#include "tests/support/ndes_server.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/editor/message_area.h"
#include "ui/editor/profile_editor.h"
#include "ui/main_window.h"
#include "ui/ndes/address_panel.h"
#include "ui/ndes/challenge_card.h"
#include "ui/ndes/challenge_source.h"
#include "ui/ndes/ndes_desk.h"
#include "ui/ndes/pasted_page.h"
#include "ui/ndes/recipe_page.h"
#include "ui/ndes/sid_panel.h"
#include "ui/task.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using test::named;
using test::NdesAuth;
using test::NdesMode;
using test::NdesServer;
using ui::NdesDesk;

namespace {

const QString sid = u"S-1-5-21-1004336348-1177238915-682003330-1105"_s;
const QString sidUri = u"tag:microsoft.com,2022-09-14:sid:"_s + sid;
const QByteArray oldChallenge = "Alte-Losung-4711";

/// A SCEP payload; `more` are entries of its settings.
QByteArray scepXml(const QByteArray& more = {})
{
    return test::profileXml(
        test::payloadXml("com.apple.security.scep", "\t\t\t<key>PayloadContent</key>\n\t\t\t<dict>\n"
                                                    "\t\t\t\t<key>Challenge</key>\n\t\t\t\t<string>"
                                                        + oldChallenge
                                                        + "</string>\n\t\t\t\t<key>Key Usage</key>\n"
                                                          "\t\t\t\t<integer>1</integer>\n"
                                                          "\t\t\t\t<key>Keysize</key>\n"
                                                          "\t\t\t\t<integer>4096</integer>\n"
                                                        + more + "\t\t\t</dict>\n"));
}

const plist::Path payloadPath{u"PayloadContent"_s, std::size_t(0)};
const plist::Path settingsPath = payloadPath / u"PayloadContent";

/// The button with that text, mnemonics left out; null when none can be seen.
QAbstractButton* button(QWidget* root, const QString& text)
{
    const auto buttons = root->findChildren<QAbstractButton*>();
    for (QAbstractButton* one : buttons)
        if (one->text().remove(u'&') == text && one->isVisibleTo(root))
            return one;
    return nullptr;
}

/// The menu entry with that text, mnemonics left out.
QAction* menuEntry(QWidget* window, const QString& text)
{
    const auto actions = window->findChildren<QAction*>();
    const auto found = std::find_if(actions.begin(), actions.end(), [&text](const QAction* one) {
        return one->text().replace(u"&&"_s, u"\uFFFC"_s).remove(u'&').replace(u'\uFFFC', u'&') == text;
    });
    if (found == actions.end())
        qFatal("there is no menu entry %s", qPrintable(text));
    return *found;
}

/// Everything that can be read on `root`, or by assistive tools, or in titles; what is masked is not.
QString textOf(QWidget* root)
{
    QStringList texts{root->windowTitle()};
    const auto widgets = root->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        texts << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip()
              << widget->whatsThis();
        if (const auto* label = qobject_cast<QLabel*>(widget))
            texts << label->text();
        if (const auto* line = qobject_cast<QLineEdit*>(widget))
            texts << line->displayText();
        if (const auto* text = qobject_cast<QPlainTextEdit*>(widget))
            texts << text->toPlainText();
        if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget))
            texts << face->text(QAccessible::Value) << face->text(QAccessible::Description);
    }
    return texts.join(u'\n');
}

QStringList logged;  // of a test run, in which nothing else writes

void keepLine(QtMsgType type, const QMessageLogContext& context, const QString& line)
{
    Q_UNUSED(type)
    Q_UNUSED(context)
    logged << line;
}

}  // namespace

class NdesDeskTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& more = {})
    {
        m_document = test::documentOf(scepXml(more));
        m_before = m_document->document().text();
        m_desk->showPayload(*m_document, payloadPath);
    }

    void press(const QString& text)
    {
        QAbstractButton* found = button(m_desk.get(), text);
        if (!found)
            qFatal("there is no button %s", qPrintable(text));
        if (!found->isEnabled())
            qFatal("the button %s is disabled", qPrintable(text));
        found->click();
    }

    QLineEdit* line(const QString& name)
    {
        auto* found = named<QLineEdit>(m_desk.get(), name);
        if (!found)
            qFatal("there is no field %s", qPrintable(name));
        return found;
    }

    void showTab(int index) { m_desk->findChild<QTabWidget*>()->setCurrentIndex(index); }

    void sign(const NdesServer& server, const QString& password = NdesServer::password)
    {
        line(u"NDES server"_s)->setText(server.address());
        line(u"User"_s)->setText(NdesServer::user);
        line(u"Password"_s)->setText(password);
    }

    /// Presses the button and waits for the answer.
    void fetch()
    {
        press(u"Get a Challenge"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->source().isUnderWay(), 20'000);
    }

    void paste(const QString& page)
    {
        press(u"Read a page that a browser shows or has saved"_s);
        m_desk->findChild<ui::PageEdit*>()->setPlainText(page);
        press(u"Read the Page"_s);
    }

    [[nodiscard]] QString challenge() { return line(u"Challenge"_s)->text(); }

    const plist::Value* setting(const char16_t* key) { return m_document->root().at(settingsPath / key); }

    QDateTime m_now;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<NdesDesk> m_desk;
    QByteArray m_before;

private slots:
    void initTestCase() { ui::installAccessibleNames(); }

    void init()
    {
        m_now = QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC);
        m_desk = std::make_unique<NdesDesk>([this] { return m_now; });
        m_desk->resize(900, 900);
        m_desk->show();
        m_desk->showServer();
    }

    void cleanup()
    {
        m_desk.reset();
        m_document.reset();
        ui::taskPool().waitForDone();
        QGuiApplication::clipboard()->clear();
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("admin");
        QTest::newRow("name") << u"ndes.example.com"_s
                              << u"https://ndes.example.com/certsrv/mscep/mscep.dll"_s
                              << u"https://ndes.example.com/certsrv/mscep_admin/"_s;
        QTest::newRow("address") << u"http://ndes.example.com/certsrv/mscep/"_s
                                 << u"http://ndes.example.com/certsrv/mscep/mscep.dll"_s
                                 << u"http://ndes.example.com/certsrv/mscep_admin/"_s;
        QTest::newRow("none") << u"ldap://x"_s << QString() << QString();
    }

    void addresses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, device);
        QFETCH(QString, admin);
        line(u"NDES server"_s)->setText(typed);
        QCOMPARE(line(u"Address for devices"_s)->text(), device);
        QCOMPARE(line(u"Address for administrators"_s)->text(), admin);
        QCOMPARE(textOf(m_desk.get()).contains(u"not by ldap"_s), device.isEmpty());
        QCOMPARE(textOf(m_desk.get()).contains(u"is not https"_s), device.startsWith(u"http:"_s));
        if (device.isEmpty())
            return;
        named<QToolButton>(m_desk.get(), u"Copy address for devices"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), device);
        named<QToolButton>(m_desk.get(), u"Copy address for administrators"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), admin);
        QVERIFY(!button(m_desk.get(), u"Use as URL"_s)->isEnabled());
    }

    void aUrlWithoutAHostLeavesTheServerToBeEntered()
    {
        open();
        QVERIFY(m_document->apply(
            u"Change"_s, {plist::Edit::set(settingsPath / u"URL", u"http:///certsrv/mscep/mscep.dll"_s)}));
        m_desk->showPayload(*m_document, payloadPath);
        QCOMPARE(line(u"NDES server"_s)->text(), QString());
        QVERIFY(!textOf(m_desk.get()).contains(u"is neither a host name"_s));
    }

    void theAddressBecomesTheUrlInOneStep()
    {
        open("\t\t\t\t<key>URL</key>\n\t\t\t\t<string>https://old.example.com/certsrv/mscep/</string>\n");
        QCOMPARE(line(u"NDES server"_s)->text(), u"https://old.example.com/certsrv/mscep/"_s);
        line(u"NDES server"_s)->setText(u"new.example.com"_s);
        press(u"Use as URL"_s);
        QCOMPARE(m_document->undoStack()->count(), 1);
        QCOMPARE(*setting(u"URL")->as<QString>(), u"https://new.example.com/certsrv/mscep/mscep.dll"_s);
        QVERIFY(!button(m_desk.get(), u"Use as URL"_s)->isEnabled());
        press(u"Undo"_s);
        QCOMPARE(m_document->document().text(), m_before);
        QVERIFY(button(m_desk.get(), u"Use as URL"_s)->isEnabled());
    }

    void nothingIsSentBeforeAClick()
    {
        const NdesServer server(NdesMode::English);
        sign(server);
        QVERIFY(textOf(m_desk.get()).contains(u"one of the server's slots (5 unless PasswordMax"_s));
        QVERIFY(textOf(m_desk.get()).contains(u"60 minutes"_s));
        ui::taskPool().waitForDone();
        QCOMPARE(server.requests(), 0);
        line(u"NDES server"_s)->clear();
        press(u"Get a Challenge"_s);
        QVERIFY(!m_desk->source().told().isEmpty());
        QVERIFY(!m_desk->source().isUnderWay());
    }

    void aChallengeIsMaskedAndCopied()
    {
        const NdesServer server(NdesMode::English);
        sign(server);
        fetch();
        QCOMPARE(m_desk->source().told(), QString());
        QVERIFY(m_desk->card().isVisible());
        QCOMPARE(challenge(), NdesServer::challenge(1));
        QCOMPARE(server.slotsTaken(), 1);
        QVERIFY(line(u"Password"_s)->text().isEmpty());
        QVERIFY(!textOf(m_desk.get()).contains(NdesServer::challenge(1)));
        named<QToolButton>(m_desk.get(), u"Show challenge"_s)->click();
        QVERIFY(textOf(m_desk.get()).contains(NdesServer::challenge(1)));
        named<QToolButton>(m_desk.get(), u"Copy challenge"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), NdesServer::challenge(1));
        // The next one is masked again, and the first one was wasted.
        line(u"Password"_s)->setText(NdesServer::password);
        fetch();
        QVERIFY(!textOf(m_desk.get()).contains(NdesServer::challenge(2)));
        QVERIFY(m_desk->messages().shows(u"slots"_s));
    }

    void secretsAreNowhereElse()
    {
        logged.clear();
        const auto before = qInstallMessageHandler(keepLine);
        const NdesServer server(NdesMode::English, NdesAuth::Basic);
        sign(server, u"wrong password 4711"_s);
        fetch();
        const QString afterFailure = textOf(m_desk.get());
        sign(server);
        fetch();
        qInstallMessageHandler(before);
        const QString all = textOf(m_desk.get()) + afterFailure + logged.join(u'\n');
        QVERIFY(m_desk->card().isVisible());
        for (const QString& secret :
             {NdesServer::password, NdesServer::challenge(1), u"wrong password 4711"_s})
            QVERIFY(!all.contains(secret));
        QCOMPARE(line(u"Password"_s)->echoMode(), QLineEdit::Password);
    }

    void refusals_data()
    {
        QTest::addColumn<NdesMode>("mode");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("hint");
        QTest::newRow("cache full") << NdesMode::CacheFull << u"as many unused challenges"_s
                                    << u"raise PasswordMax"_s;
        QTest::newRow("no permission")
            << NdesMode::NoPermission << u"This account may not get challenges"_s << u"right to enroll"_s;
        QTest::newRow("denied") << NdesMode::DeniesAll << u"does not take the name and password"_s
                                << u"lock the account"_s;
        QTest::newRow("not NDES") << NdesMode::NotFound << u"has no /certsrv/mscep_admin/"_s
                                  << u"not installed"_s;
        QTest::newRow("elsewhere") << NdesMode::Redirects << u"sends on to https://portal.example.com/login"_s
                                   << u"give its address"_s;
    }

    void refusals()
    {
        QFETCH(NdesMode, mode);
        QFETCH(QString, says);
        QFETCH(QString, hint);
        const NdesServer server(mode);
        sign(server);
        fetch();
        QVERIFY2(m_desk->source().told().contains(says), qPrintable(m_desk->source().told()));
        QVERIFY2(m_desk->source().told().contains(hint), qPrintable(m_desk->source().told()));
        QVERIFY(!m_desk->card().isVisible());
    }

    void aWrongPasswordIsSaidSo()
    {
        const NdesServer server(NdesMode::English);
        sign(server, u"something else"_s);
        fetch();
        QVERIFY(m_desk->source().told().contains(u"does not take the name and password of CORP\\anna"_s));
        QCOMPARE(server.slotsTaken(), 0);
        QVERIFY(line(u"Password"_s)->text().isEmpty());
        // Pressed again, no empty password is tried.
        const int requests = server.requests();
        press(u"Get a Challenge"_s);
        QCOMPARE(m_desk->source().told(), u"Enter the password of CORP\\anna"_s);
        line(u"User"_s)->clear();
        line(u"Password"_s)->setText(u"x"_s);
        press(u"Get a Challenge"_s);
        QVERIFY(m_desk->source().told().contains(u"user whose password"_s));
        ui::taskPool().waitForDone();
        QCOMPARE(server.requests(), requests);
    }

    void cancellingIsAtOnce()
    {
        const NdesServer server(NdesMode::Stalls);
        sign(server);
        press(u"Get a Challenge"_s);
        QTRY_VERIFY(server.requests() > 0);
        QElapsedTimer clock;
        clock.start();
        press(u"Cancel"_s);
        QVERIFY(!m_desk->source().isUnderWay());
        QVERIFY(button(m_desk.get(), u"Get a Challenge"_s)->isEnabled());
        QVERIFY(m_desk->source().told().startsWith(u"Cancelled"_s));
        QVERIFY(ui::taskPool().waitForDone(5000));
        QVERIFY(clock.elapsed() < 3000);
        QCoreApplication::processEvents();
        QVERIFY(!m_desk->card().isVisible());
    }

    void closingPageOrDocumentDuringAFetchIsSafe()
    {
        const NdesServer server(NdesMode::Stalls);
        open();
        sign(server);
        press(u"Get a Challenge"_s);
        m_desk->forgetDocument();
        m_document.reset();
        QVERIFY(ui::taskPool().waitForDone(5000));
        QVERIFY(!m_desk->source().isUnderWay());
        sign(server);
        press(u"Get a Challenge"_s);
        m_desk.reset();
        QVERIFY(ui::taskPool().waitForDone(5000));
    }

    void comingBackToThePayloadDisturbsNothing()
    {
        const NdesServer server(NdesMode::Slow, NdesAuth::Basic);
        open("\t\t\t\t<key>URL</key>\n\t\t\t\t<string>https://old.example.com/certsrv/mscep/</string>\n");
        sign(server);
        press(u"Get a Challenge"_s);
        m_desk->showPayload(*m_document, payloadPath);
        QVERIFY(m_desk->source().isUnderWay());
        QCOMPARE(line(u"NDES server"_s)->text(), server.address());
        QTRY_VERIFY(m_desk->card().isVisible());
        QCOMPARE(challenge(), NdesServer::challenge(1));
        // Another profile has another server, and nothing of this one is left but the challenge.
        m_desk->forgetDocument();
        open("\t\t\t\t<key>URL</key>\n\t\t\t\t<string>https://old.example.com/certsrv/mscep/</string>\n");
        QCOMPARE(line(u"NDES server"_s)->text(), u"https://old.example.com/certsrv/mscep/"_s);
        m_desk->forgetDocument();
        m_desk->showServer();
        QVERIFY(!textOf(m_desk.get()).contains(u"NDES for"_s));
    }

    void theClockTicks()
    {
        const NdesServer server(NdesMode::English);
        sign(server);
        fetch();
        ui::ChallengeCard& card = m_desk->card();
        QVERIFY2(card.clock().startsWith(u"Fresh: expires in 60 min"_s), qPrintable(card.clock()));
        m_now = m_now.addSecs(19 * 60 + 5);
        m_desk->tick();
        QVERIFY2(card.clock().startsWith(u"Fresh: expires in 41 min"_s), qPrintable(card.clock()));
        m_now = m_now.addSecs(33 * 60);
        QTRY_VERIFY(card.clock().startsWith(u"Expiring: expires in 8 min"_s));  // by itself
        m_now = m_now.addSecs(7 * 60);
        m_desk->tick();
        QVERIFY2(card.clock().startsWith(u"Expiring: expires in 55 s"_s), qPrintable(card.clock()));
        m_now = m_now.addSecs(55);
        m_desk->tick();
        QVERIFY2(card.clock().startsWith(u"Expired at "_s), qPrintable(card.clock()));
    }

    void aSinglePasswordHasNoClock()
    {
        const NdesServer server(NdesMode::SinglePassword);
        sign(server);
        fetch();
        m_now = m_now.addDays(3);
        m_desk->tick();
        QVERIFY(m_desk->card().clock().contains(u"does not expire"_s));
    }

    void pastedPages_data()
    {
        QTest::addColumn<QString>("page");
        QTest::newRow("source") << test::englishChallengePage(NdesServer::challenge(1),
                                                              NdesServer::thumbprint, test::onceFor60);
        QTest::newRow("German source")
            << test::germanChallengePage(NdesServer::challenge(1), NdesServer::thumbprint);
        QTest::newRow("text") << u"Network Device Enrollment Service\n\nThe thumbprint (hash value) for the "
                                 "CA certificate is: %1\n\nThe enrollment challenge password is: %2\n\n%3\n"_s
                                     .arg(NdesServer::thumbprint, NdesServer::challenge(1), test::onceFor60);
    }

    void pastedPages()
    {
        QFETCH(QString, page);
        paste(page);
        QCOMPARE(m_desk->source().told(), QString());
        QCOMPARE(challenge(), NdesServer::challenge(1));
        QCOMPARE(line(u"CA's MD5 thumbprint"_s)->text().remove(u':'),
                 QString(NdesServer::thumbprint).remove(u' '));
        QVERIFY(m_desk->card().clock().startsWith(u"Of unknown age"_s));
        QVERIFY(m_desk->findChild<ui::PageEdit*>()->toPlainText().isEmpty());
        QVERIFY(!textOf(m_desk.get()).contains(NdesServer::challenge(1)));
    }

    void theClipboardOfABrowserHasTheMarkup()
    {
        press(u"Read a page that a browser shows or has saved"_s);
        auto* clipboard = new QMimeData;
        clipboard->setText(u"no colon, no challenge"_s);
        clipboard->setHtml(
            test::englishChallengePage(NdesServer::challenge(1), NdesServer::thumbprint, test::onceFor60));
        QGuiApplication::clipboard()->setMimeData(clipboard);
        m_desk->findChild<ui::PageEdit*>()->paste();
        press(u"Read the Page"_s);
        QCOMPARE(challenge(), NdesServer::challenge(1));
    }

    void aPageWithoutAChallengeSaysWhy()
    {
        paste(test::cacheFullPage());
        QVERIFY(m_desk->source().told().contains(u"raise PasswordMax"_s));
        paste(u"<html><body>Hello</body></html>"_s);
        QVERIFY(m_desk->source().told().startsWith(u"This is no page of NDES"_s));
        paste({});
        QVERIFY(m_desk->source().told().startsWith(u"Paste the page first"_s));
        QVERIFY(!m_desk->card().isVisible());
    }

    void aSavedPageInUtf16IsOpened()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"page.htm"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            test::encodedPage(test::germanChallengePage(NdesServer::challenge(3), NdesServer::thumbprint),
                              test::PageEncoding::Utf16Le));
        file.close();
        press(u"Read a page that a browser shows or has saved"_s);
        press(u"Open File…"_s);
        auto* dialog = m_desk->findChild<QFileDialog*>();
        QVERIFY(dialog);
        emit dialog->fileSelected(file.fileName());
        QTRY_VERIFY(m_desk->card().isVisible());
        QCOMPARE(challenge(), NdesServer::challenge(3));
        QVERIFY(textOf(m_desk.get()).contains(u"compare the challenge with the page"_s));
        emit dialog->fileSelected(folder.filePath(u"missing.htm"_s));
        QTRY_VERIFY(!m_desk->source().told().isEmpty());
    }

    void aChallengeGoesIntoThePayloadInOneStep()
    {
        const NdesServer server(NdesMode::English);
        open();
        sign(server);
        fetch();
        QCOMPARE(m_desk->card().use(), QString());
        press(u"Put it in too, as CAFingerprint"_s);
        press(u"Put into the Payload"_s);
        QCOMPARE(m_document->undoStack()->count(), 1);
        QCOMPARE(*setting(u"Challenge")->as<QString>(), NdesServer::challenge(1));
        QCOMPARE(setting(u"CAFingerprint")->as<QByteArray>()->toHex().toUpper(),
                 QString(NdesServer::thumbprint).remove(u' ').toLatin1());
        QVERIFY(m_desk->card().use().startsWith(u"Put into Fabrikam"_s));
        QVERIFY(!m_desk->messages().shows(u"spent"_s));
        QVERIFY(!button(m_desk.get(), u"Put into the Payload"_s)->isEnabled());
        press(u"Undo"_s);
        QCOMPARE(m_document->document().text(), m_before);
        QCOMPARE(m_desk->card().use(), QString());
        press(u"Put it in too, as CAFingerprint"_s);
        press(u"Put into the Payload"_s);
        QVERIFY(!setting(u"CAFingerprint"));
        QCOMPARE(m_document->undoStack()->count(), 1);
    }

    void aSavedChallengeIsUsedForGood()
    {
        const QTemporaryDir folder;
        open();
        paste(test::englishChallengePage(NdesServer::challenge(1), NdesServer::thumbprint, test::onceFor60));
        press(u"Put into the Payload"_s);
        QVERIFY(m_document->save(folder.filePath(u"berta.mobileconfig"_s)).has_value());
        QVERIFY2(m_desk->card().use().startsWith(u"Used in berta"_s), qPrintable(m_desk->card().use()));
        m_document->undoStack()->undo();
        QVERIFY(m_desk->card().use().startsWith(u"Used in berta"_s));
        // Another profile gets it with a warning.
        m_desk->forgetDocument();
        open();
        QVERIFY(m_desk->card().use().startsWith(u"Used in berta"_s));
        press(u"Put into the Payload"_s);
        QVERIFY(m_desk->messages().text(u"spent"_s).contains(u"is in berta"_s));
    }

    void anUnsavedUseIsForgottenWithTheDocument()
    {
        open();
        paste(test::englishChallengePage(NdesServer::challenge(1), NdesServer::thumbprint, test::onceFor60));
        press(u"Put into the Payload"_s);
        m_desk->showServer();
        QVERIFY(m_desk->card().use().startsWith(u"Put into Fabrikam"_s));
        m_desk->forgetDocument();
        QCOMPARE(m_desk->card().use(), QString());
    }

    void anExportedChallengeIsUsed()
    {
        open();
        paste(test::englishChallengePage(NdesServer::challenge(1), NdesServer::thumbprint, test::onceFor60));
        m_desk->noteExport(u"before.mobileconfig"_s);
        QCOMPARE(m_desk->card().use(), QString());
        press(u"Put into the Payload"_s);
        m_desk->noteExport(u"signed.mobileconfig"_s);
        QCOMPARE(m_desk->card().use(), u"Used in signed.mobileconfig"_s);
    }

    void anExpiredChallengeIsPutWithAWarning()
    {
        const NdesServer server(NdesMode::English);
        open();
        sign(server);
        fetch();
        m_now = m_now.addSecs(3601);
        press(u"Put into the Payload"_s);
        QVERIFY(m_desk->messages().text(u"spent"_s).contains(u"has expired"_s));
        QCOMPARE(*setting(u"Challenge")->as<QString>(), NdesServer::challenge(1));
    }

    void withoutAPayloadNothingCanBePut()
    {
        paste(test::englishChallengePage(NdesServer::challenge(1), NdesServer::thumbprint, test::onceFor60));
        QAbstractButton* put = button(m_desk.get(), u"Put into the Payload"_s);
        QVERIFY(!put->isEnabled());
        QVERIFY(put->accessibleDescription().contains(u"choose a SCEP payload"_s));
        open();
        QVERIFY(put->isEnabled());
        QVERIFY(m_document->apply(u"Remove"_s, {plist::Edit::remove(payloadPath)}).has_value());
        QVERIFY(!put->isEnabled());
        QCOMPARE(put->accessibleDescription(), u"The SCEP payload is no longer in the profile"_s);
    }

    void theRecipeFollowsItsInputs()
    {
        open();
        showTab(1);
        ui::RecipePage& page = m_desk->recipe();
        QVERIFY(page.summary().contains(u"SignatureTemplate"_s));  // Key Usage 1
        QVERIFY(page.summary().contains(u"0x80"_s));
        QVERIFY(page.summary().contains(u"the 3072 that is often recommended is too small"_s));  // 4096 bits
        press(u"The key takes part in key encipherment"_s);
        QVERIFY(page.summary().contains(u"GeneralPurposeTemplate"_s));
        press(u"The key makes digital signatures"_s);
        QVERIFY(page.summary().contains(u"EncryptionTemplate"_s));
        press(u"The key takes part in key encipherment"_s);
        QVERIFY(!page.recipe());
        QVERIFY(page.told().contains(u"has to sign"_s));
        QVERIFY(!button(m_desk.get(), u"Copy PowerShell"_s)->isEnabled());
        press(u"The key takes part in key encipherment"_s);
        line(u"Template name"_s)->setText(u"iPhones-2026"_s);
        line(u"Devices at a time"_s)->setText(u"40"_s);
        const QString text = textOf(m_desk.get());
        for (const QString& part : {u"EncryptionTemplate = iPhones-2026"_s, u"PasswordMax = 40"_s,
                                    u"Before anybody changed it: IPSECIntermediateOffline"_s,
                                    u"40 devices enroll in one go"_s, u"3 settings are to be changed"_s,
                                    u"EDITF_ATTRIBUTESUBJECTALTNAME2 is not needed, and dangerous"_s})
            QVERIFY2(text.contains(part), qPrintable(part));
        auto* size = named<QComboBox>(m_desk.get(), u"Key size"_s);
        size->setCurrentIndex(size->findData(1024));
        QVERIFY2(page.summary().contains(u"maxQueryString should be 3072; IIS comes with 2048"_s),
                 qPrintable(page.summary()));
        QVERIFY(!page.summary().contains(u"too small"_s));
        line(u"Devices at a time"_s)->setText(u"many"_s);
        QVERIFY(page.told().contains(u"“many” is no number"_s));
    }

    void scriptsAreCopiedAndSaved()
    {
        showTab(1);
        line(u"Template name"_s)->setText(u"Geräte’26"_s);
        const ndes::Recipe& recipe = *m_desk->recipe().recipe();
        press(u"Copy PowerShell"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), ndes::toPowerShell(recipe));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"GeneralPurposeTemplate"_s));
        press(u"Copy .reg"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), ndes::toRegistryFile(recipe));
        named<QToolButton>(m_desk.get(), u"Copy command that takes GeneralPurposeTemplate back"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"IPSECIntermediateOffline"_s));
        const QTemporaryDir folder;
        const auto saved = [&](const QString& text, const QString& name) {
            press(text);
            const auto dialogs = m_desk->findChildren<QFileDialog*>();
            emit dialogs.back()->fileSelected(folder.filePath(name));
            delete dialogs.back();
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QCOMPARE(saved(u"Save PowerShell…"_s, u"ndes.ps1"_s),
                 ndes::encodePowerShell(ndes::toPowerShell(recipe)));
        const QByteArray registry = saved(u"Save .reg…"_s, u"ndes.reg"_s);
        QCOMPARE(registry, ndes::encodeRegistryFile(ndes::toRegistryFile(recipe)));
        QVERIFY(registry.startsWith("\xFF\xFE"));
        QVERIFY(saved(u"Save .reg…"_s, u"no/such/folder/ndes.reg"_s).isEmpty());
        QVERIFY(textOf(m_desk.get()).contains(u"no/such/folder"_s));
    }

    void aSidIsCheckedAndAddedBesideOthers()
    {
        open("\t\t\t\t<key>SubjectAltName</key>\n\t\t\t\t<dict>\n"
             "\t\t\t\t\t<key>uniformResourceIdentifier</key>\n"
             "\t\t\t\t\t<string>https://intranet.example.com</string>\n\t\t\t\t</dict>\n");
        showTab(1);
        QAbstractButton* add = button(m_desk.get(), u"Add as SAN URI"_s);
        QVERIFY(!add->isEnabled());
        line(u"SID of the account"_s)->setText(u"S-1-5-21-1-2-3"_s);
        QVERIFY(m_desk->recipe().sid().told().contains(u"that of a domain"_s));
        QVERIFY(!add->isEnabled());
        line(u"SID of the account"_s)->setText(sid);
        QCOMPARE(m_desk->recipe().sid().told(), QString());
        QCOMPARE(line(u"URI for the certificate"_s)->text(), sidUri);
        QCOMPARE(m_desk->recipe().recipe()->sidUri, sidUri);
        add->click();
        QCOMPARE(m_document->undoStack()->count(), 1);
        const plist::Path uris = settingsPath / u"SubjectAltName" / u"uniformResourceIdentifier";
        QCOMPARE(*m_document->root().at(uris),
                 plist::Value(plist::Array{u"https://intranet.example.com"_s, sidUri}));
        QVERIFY(!add->isEnabled());
        QCOMPARE(add->accessibleDescription(), u"The payload has this URI"_s);
        // That of another account makes way: one certificate is for one account.
        line(u"SID of the account"_s)->setText(sid + u'6');
        add->click();
        QCOMPARE(*m_document->root().at(uris),
                 plist::Value(plist::Array{u"https://intranet.example.com"_s, sidUri + u'6'}));
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void aSidMakesTheAlternativeNames()
    {
        open();
        showTab(1);
        line(u"SID of the account"_s)->setText(sid);
        press(u"Add as SAN URI"_s);
        QCOMPARE(*m_document->root().at(settingsPath / u"SubjectAltName" / u"uniformResourceIdentifier"),
                 plist::Value(sidUri));
        press(u"Undo"_s);
        QCOMPARE(m_document->document().text(), m_before);
    }

    void everyInputHasAName()
    {
        open();
        QCOMPARE(test::namelessInputs(m_desk.get()), QStringList());
        paste(test::germanChallengePage(NdesServer::challenge(1), NdesServer::thumbprint));
        QCOMPARE(test::namelessInputs(m_desk.get()), QStringList());
        showTab(1);
        line(u"SID of the account"_s)->setText(sid);
        QCOMPARE(test::namelessInputs(m_desk.get()), QStringList());
    }

    void everythingIsDoneByKeyboard()
    {
        const NdesServer server(NdesMode::English);
        open();
        QApplication::setActiveWindow(m_desk.get());
        QVERIFY(QTest::qWaitForWindowActive(m_desk.get()));
        m_desk->focusFirst();
        const auto goTo = [](const QString& name) {
            constexpr int mostStops = 40;
            for (int key = 0; key < mostStops; ++key) {
                if (test::accessibleName(QApplication::focusWidget()) == name)
                    return true;
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            }
            return false;
        };
        const auto type = [](const QString& text) {
            QTest::keyClicks(QApplication::focusWidget(), text);
        };
        QVERIFY(goTo(u"NDES server"_s));
        type(server.address());
        QVERIFY(goTo(u"Use as URL"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(goTo(u"User"_s));
        type(NdesServer::user);
        QVERIFY(goTo(u"Password"_s));
        type(NdesServer::password);
        QVERIFY(goTo(u"Get a Challenge"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"Cancel"_s);
        QTRY_VERIFY(m_desk->card().isVisible());
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"Challenge"_s);
        QVERIFY(goTo(u"Put it in too, as CAFingerprint"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(goTo(u"Put into the Payload"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(m_document->undoStack()->count(), 2);
        QVERIFY(setting(u"CAFingerprint"));
        auto* tabs = m_desk->findChild<QTabWidget*>();
        tabs->tabBar()->setFocus();
        QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
        QVERIFY(goTo(u"Template name"_s));
        type(u"iPhones"_s);
        QVERIFY(goTo(u"SID of the account"_s));
        type(sid);
        QVERIFY(goTo(u"Add as SAN URI"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(m_document->undoStack()->count(), 3);
        // Down the cards as they lie: what changes, what is to be known, what stays.
        for (const QString& stop :
             {u"Save .reg…"_s, u"Copy command that sets SignatureTemplate"_s,
              u"Copy command that takes maxQueryString back"_s, u"Source for The limits count for GET only"_s,
              u"Copy iisreset.exe"_s, u"Source for EncryptionTemplate"_s, u"Source for MaxRequestBytes"_s})
            QVERIFY2(goTo(stop), qPrintable(stop));
    }

    void aNarrowWindowHasRoomForIt()
    {
        open();
        paste(test::germanChallengePage(NdesServer::challenge(1), NdesServer::thumbprint));
        press(u"Put into the Payload"_s);
        for (const int tab : {0, 1}) {
            showTab(tab);
            m_desk->resize(620, 700);
            QVERIFY2(m_desk->width() <= 620, qPrintable(QString::number(m_desk->width())));
            QCoreApplication::processEvents();
            for (auto* room : m_desk->findChildren<QScrollArea*>())
                QVERIFY2(!room->isVisible() || room->horizontalScrollBar()->maximum() == 0,
                         qPrintable(QString::number(room->horizontalScrollBar()->maximum())));
        }
    }

    void theWindowLeadsThereAndBack()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"anna.mobileconfig"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(scepXml());
        file.close();
        app::Settings settings;
        const schema::Store store;
        ui::Questions questions;
        questions.unsaved = [](QWidget*, const QString&, const auto& answered) {
            answered(ui::Unsaved::Discard);
        };
        QPointer window = new ui::MainWindow(settings, store, questions);
        window->resize(1100, 900);
        window->show();
        QSignalSpy loaded(window, &ui::MainWindow::loaded);
        window->openFile(path);
        QTRY_COMPARE(loaded.count(), 1);
        window->editor()->showPath(settingsPath / u"Challenge");
        auto* ndes = button(window, u"NDES…"_s);
        QVERIFY(ndes);
        ndes->click();
        auto* desk = window->findChild<NdesDesk*>();
        QVERIFY(desk && desk->isVisible());
        QVERIFY(!window->windowTitle().contains(QString::fromLatin1(oldChallenge)));
        button(desk, u"Read a page that a browser shows or has saved"_s)->click();
        desk->findChild<ui::PageEdit*>()->setPlainText(
            test::englishChallengePage(NdesServer::challenge(1), NdesServer::thumbprint, test::onceFor60));
        button(desk, u"Read the Page"_s)->click();
        button(desk, u"Put into the Payload"_s)->click();
        QVERIFY(desk->card().use().startsWith(u"Put into anna"_s));
        button(desk, u"Back to the profile"_s)->click();
        QVERIFY(window->editor()->isVisible());
        QVERIFY(!desk->isVisible());
        // What is exported is used as well as what is saved.
        menuEntry(window, u"Sign & Export…"_s)->trigger();
        auto* dialog = window->findChild<ui::ExportDialog*>();
        QVERIFY(dialog);
        dialog->setDestination(folder.filePath(u"for anna.mobileconfig"_s));
        button(dialog, u"None: devices show “Not Signed”"_s)->click();
        QAbstractButton* run = nullptr;
        QTRY_VERIFY((run = button(dialog, u"Export"_s)) || (run = button(dialog, u"Export Anyway"_s)));
        QTRY_VERIFY(run->isEnabled());
        run->click();
        QTRY_COMPARE(desk->card().use(), u"Used in for anna.mobileconfig"_s);
        delete dialog;
        // The menu leads there without the payload.
        menuEntry(window, u"NDES Challenge and Server Settings…"_s)->trigger();
        QVERIFY(desk->isVisible());
        QVERIFY(!button(desk, u"Put into the Payload"_s)->isEnabled());
        const NdesServer server(NdesMode::Stalls);
        named<QLineEdit>(desk, u"NDES server"_s)->setText(server.address());
        button(desk, u"Get a challenge from the server"_s)->click();
        button(desk, u"Get a Challenge"_s)->click();
        delete window;
        QVERIFY(ui::taskPool().waitForDone(5000));
    }
};

QTEST_MAIN(NdesDeskTest)
#include "tst_ndes_desk.moc"
