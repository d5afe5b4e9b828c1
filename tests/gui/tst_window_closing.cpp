// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/identity.h"
#include "core/sign/sign.h"
#include "tests/support/sharing.h"
#include "ui/document/profile_document.h"
#include "ui/editor/message_area.h"
#include "ui/main_window.h"
#include "ui/share/mail_panel.h"
#include "ui/share/sharing.h"
#include "ui/share/web_share_panel.h"
#include "ui/task.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <semaphore>

using namespace Qt::Literals::StringLiterals;
using test::named;
using test::pushable;
using ui::LostSignature;
using ui::MainWindow;
using ui::Unsaved;

/// What is asked before something is lost.
class WindowClosingTest : public QObject
{
    Q_OBJECT

private:
    MainWindow* windowWith(const QByteArray& bytes, const QString& name)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s cannot be written", qPrintable(path));
        file.write(bytes);
        file.close();
        ui::Questions questions;
        questions.unsaved = [this](QWidget*, const QString&, const auto& answered) {
            ++m_asked;
            m_answer = answered;
        };
        questions.lostSignature = [this](QWidget*, const QString&, const auto& answered) {
            ++m_askedAboutSignature;
            answered(m_lost);
        };
        auto* window = new MainWindow(m_settings, m_store, questions);
        window->show();
        QSignalSpy loaded(window, &MainWindow::loaded);
        window->openFile(path);
        [&] {
            QTRY_COMPARE(loaded.count(), 1);
        }();
        m_windows.append(window);
        return window;
    }

    static void edit(MainWindow* window)
    {
        QVERIFY(window->document()->apply(u"Rename"_s,
                                          {plist::Edit::set({u"PayloadDisplayName"_s}, u"Office 2"_s)}));
    }

    QByteArray read(const QString& name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QByteArray signedXml()
    {
        const auto bytesOf = [](const char* name) {
            QFile file(QStringLiteral(FIXTURES "/pki/") + QString::fromLatin1(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const auto signer = sign::Identity::fromFiles(bytesOf("leaf-ec.pem"), bytesOf("leaf-ec.key"), {},
                                                      base::Secret(QByteArray()));
        const auto result =
            signer ? sign::sign(test::plainXml(), *signer) : base::Result<QByteArray>(signer.error());
        return result ? *result : QByteArray();
    }

    app::Settings m_settings;
    schema::Store m_store;
    QTemporaryDir m_folder;
    QList<QPointer<MainWindow>> m_windows;
    int m_asked = 0;
    int m_askedAboutSignature = 0;
    LostSignature m_lost = LostSignature::Cancel;
    std::function<void(Unsaved)> m_answer;

private slots:
    void init()
    {
        m_asked = 0;
        m_askedAboutSignature = 0;
        m_answer = {};
    }
    void cleanup()
    {
        for (const QPointer<MainWindow>& window : std::as_const(m_windows))
            delete window;
        m_windows.clear();
        ui::taskPool().waitForDone();
    }

    void quittingClosesNothingBeforeAllAgree()
    {
        const QPointer<MainWindow> untouched = windowWith(test::plainXml(), u"a.mobileconfig"_s);
        const QPointer<MainWindow> edited = windowWith(test::plainXml(), u"b.mobileconfig"_s);
        edit(edited);
        MainWindow::quit();
        QCOMPARE(m_asked, 1);
        QVERIFY(untouched->isVisible());
        m_answer(Unsaved::Cancel);
        QTest::qWait(20);
        QVERIFY(untouched && untouched->isVisible());
        QVERIFY(edited && edited->isVisible());

        MainWindow::quit();
        QCOMPARE(m_asked, 2);
        m_answer(Unsaved::Discard);
        QTRY_VERIFY(!untouched && !edited);
        QVERIFY(!read(u"b.mobileconfig"_s).contains("Office 2"));
    }

    void whatWasEditedMeanwhileIsAskedAboutToo()
    {
        const QPointer<MainWindow> first = windowWith(test::plainXml(), u"a.mobileconfig"_s);
        const QPointer<MainWindow> second = windowWith(test::plainXml(), u"b.mobileconfig"_s);
        edit(first);
        edit(second);
        MainWindow::quit();
        m_answer(Unsaved::Save);
        QCOMPARE(m_asked, 2);
        // The one that agreed, whichever it was, is edited while the other is being asked about.
        MainWindow* agreed = first->isWindowModified() ? second : first;
        QVERIFY(!agreed->isWindowModified());
        QVERIFY(agreed->document()->apply(u"Rename"_s,
                                          {plist::Edit::set({u"PayloadDisplayName"_s}, u"Office 3"_s)}));
        m_answer(Unsaved::Save);
        QCOMPARE(m_asked, 3);
        QVERIFY(first->isVisible() && second->isVisible());
        m_answer(Unsaved::Save);
        QTRY_VERIFY(!first && !second);
        QVERIFY((read(u"a.mobileconfig"_s) + read(u"b.mobileconfig"_s)).contains("Office 3"));
    }

    void aProfileThatWasGivenUpIsAskedAboutAgainWhenItWasNotClosed()
    {
        const QPointer<MainWindow> first = windowWith(test::plainXml(), u"a.mobileconfig"_s);
        const QPointer<MainWindow> second = windowWith(test::plainXml(), u"b.mobileconfig"_s);
        edit(first);
        edit(second);
        MainWindow::quit();
        m_answer(Unsaved::Discard);
        m_answer(Unsaved::Cancel);
        QCOMPARE(m_asked, 2);
        QVERIFY(!first->close());
        QVERIFY(!second->close());
        QCOMPARE(m_asked, 4);
    }

    void aRunningShareKeepsTheWindowOpen()
    {
        QWidget window;
        ui::MessageArea messages(&window);
        window.show();
        auto document = test::documentOf(test::plainXml());
        ui::Sharing sharing(m_store, m_settings, test::loopbackServices(), messages, &window);
        sharing.setDocument(*document);
        int wentOn = 0;
        const auto goOn = [&wentOn] {
            ++wentOn;
        };
        QVERIFY(!sharing.keepsOpen(goOn));
        ui::WebSharePanel& panel = sharing.webShare();
        QVERIFY(!sharing.keepsOpen(goOn));
        QTRY_VERIFY(pushable(&panel, u"Share"_s)->isEnabled());
        pushable(&panel, u"Share"_s)->click();
        QTRY_VERIFY(!panel.address().isEmpty());
        QVERIFY(sharing.keepsOpen(goOn));
        QVERIFY(messages.text(u"share"_s).contains(u"shared on the network"_s));
        QCOMPARE(wentOn, 0);
        pushable(&messages, u"Show It"_s)->click();
        QCOMPARE(wentOn, 0);
        QVERIFY(sharing.keepsOpen(goOn));
        pushable(&messages, u"End the Share"_s)->click();
        QCOMPARE(wentOn, 1);
        QVERIFY(!sharing.keepsOpen(goOn));
        // The window was not closed after all.
        sharing.askAgain();
        QVERIFY(sharing.keepsOpen(goOn));
        sharing.forgetDocument();
    }

    void mailOnItsWayKeepsTheWindowOpen()
    {
        std::binary_semaphore mayEnd(0);
        ui::ShareServices services = test::loopbackServices();
        services.mailWays = [&mayEnd] {
            return std::vector<delivery::MailWay>{
                {u"slow"_s,
                 u"Slow"_s,
                 {true, u"Opens the message in Slow"_s},
                 [&mayEnd](const delivery::MailDraft&, const std::stop_token&) {
                     mayEnd.acquire();
                     return base::Result<>();
                 }}};
        };
        QWidget window;
        ui::MessageArea messages(&window);
        window.show();
        auto document = test::documentOf(test::plainXml());
        ui::Sharing sharing(m_store, m_settings, std::move(services), messages, &window);
        sharing.setDocument(*document);
        ui::MailPanel& panel = sharing.mail();
        QTRY_VERIFY(pushable(&panel, u"Slow"_s) && pushable(&panel, u"Slow"_s)->isEnabled());
        pushable(&panel, u"Slow"_s)->click();
        named<QLineEdit>(&panel, u"To"_s)->setText(u"anna@example.com"_s);
        QTRY_VERIFY(pushable(&panel, u"Open in Slow"_s) && pushable(&panel, u"Open in Slow"_s)->isEnabled());
        pushable(&panel, u"Open in Slow"_s)->click();
        QVERIFY(panel.isUnderWay());
        int wentOn = 0;
        QVERIFY(sharing.keepsOpen([&wentOn] { ++wentOn; }));
        QVERIFY(messages.text(u"share"_s).contains(u"on their way"_s));
        mayEnd.release();
        QTRY_VERIFY(!panel.isUnderWay());
        QVERIFY(!sharing.keepsOpen([&wentOn] { ++wentOn; }));
        // What it asked about is over.
        QVERIFY(!messages.shows(u"share"_s));
        QCOMPARE(wentOn, 0);
        sharing.forgetDocument();
    }

    void theQuestionHasTheFocus()
    {
        QWidget window;
        QLineEdit field(&window);
        ui::MessageArea messages(&window);
        window.show();
        window.activateWindow();
        QTRY_VERIFY(window.isActiveWindow());
        field.setFocus();
        messages.show(u"one"_s, {ui::Tone::Warning, u"Going on?"_s, {{u"Show &It"_s, [] {
                                                                      }}}});
        QCOMPARE(QApplication::focusWidget(), &field);
        messages.focusOn(u"one"_s);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Show It"_s);
        messages.focusOn(u"another"_s);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Show It"_s);
    }

    void aSignedFileIsNotReplacedByAnUnsignedOneUnasked()
    {
        const QByteArray before = signedXml();
        QVERIFY(!before.isEmpty());
        MainWindow* window = windowWith(before, u"signed.mobileconfig"_s);
        QVERIFY(window->document() && window->document()->signature());
        edit(window);
        m_lost = LostSignature::Cancel;
        window->save();
        QCOMPARE(m_askedAboutSignature, 1);
        QCOMPARE(read(u"signed.mobileconfig"_s), before);
        m_lost = LostSignature::SignAndExport;
        window->save();
        QCOMPARE(read(u"signed.mobileconfig"_s), before);
        auto* dialog = window->findChild<QDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        delete dialog;
        m_lost = LostSignature::SaveUnsigned;
        window->save();
        QCOMPARE(m_askedAboutSignature, 3);
        QVERIFY(read(u"signed.mobileconfig"_s).startsWith("<?xml"));
        QVERIFY(!window->isWindowModified());
        // Once is enough.
        QVERIFY(window->document()->apply(u"Rename"_s,
                                          {plist::Edit::set({u"PayloadDisplayName"_s}, u"Office 3"_s)}));
        window->save();
        QCOMPARE(m_askedAboutSignature, 3);
        QVERIFY(read(u"signed.mobileconfig"_s).contains("Office 3"));
    }
};

QTEST_MAIN(WindowClosingTest)
#include "tst_window_closing.moc"
