// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scep_program.h"
#include "tests/support/scripted_server.h"
#include "ui/editor/profile_editor.h"
#include "ui/explain/explain_page.h"
#include "ui/main_window.h"
#include "ui/scep/scep_desk.h"
#include "ui/scep/scep_result.h"
#include "ui/task.h"
#include "ui/trust/verdict_view.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using test::button;
using test::keySize2048;
using test::named;
using test::ScepServer;
using ui::ScepDesk;

/// The ways from the window to the desk and back.
class ScepWindowTest : public QObject
{
    Q_OBJECT

private:
    void openWindow(const QString& url)
    {
        m_path = m_folder.filePath(u"profile.mobileconfig"_s);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(test::scepXml(url, keySize2048));
        file.close();
        ui::Questions questions;
        questions.unsaved = [](QWidget*, const QString&, const auto& answered) {
            answered(ui::Unsaved::Discard);
        };
        m_window = new ui::MainWindow(m_settings, m_store, questions);
        m_window->resize(1200, 900);
        m_window->show();
    }

    app::Settings m_settings;
    schema::Store m_store;
    QTemporaryDir m_folder;
    QString m_path;
    QPointer<ui::MainWindow> m_window;

private slots:
    void cleanup()
    {
        delete m_window;
        ui::taskPool().waitForDone();
    }

    void theFormLeadsToTheDeskAndBack()
    {
        ScepServer server({});
        openWindow(server.url());
        QSignalSpy loaded(m_window, &ui::MainWindow::loaded);
        m_window->openFile(m_path);
        QTRY_COMPARE(loaded.count(), 1);
        m_window->editor()->showPath({u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"URL"_s});
        auto* probe = named<QPushButton>(m_window, u"Probe Server"_s);
        QVERIFY(probe);
        QVERIFY(probe->focusPolicy() & Qt::TabFocus);
        probe->setFocus();
        QTest::keyClick(probe, Qt::Key_Space);
        auto* desk = m_window->findChild<ScepDesk*>();
        QVERIFY(desk && desk->isVisible());
        QTRY_VERIFY(desk->result().verdict().isVisible());
        QVERIFY(!button(m_window, u"Probe Server"_s));
        QTRY_VERIFY(button(desk, u"Put into the Profile"_s)->isEnabled());
        button(desk, u"Put into the Profile"_s)->click();
        QVERIFY(m_window->isWindowModified());
        button(desk, u"Back to the profile"_s)->click();
        QVERIFY(m_window->editor()->isVisible());
        QVERIFY(!desk->isVisible());
    }

    void theMenuLeadsToADeskWithoutAProfile()
    {
        openWindow({});
        QAction* check = nullptr;
        const auto actions = m_window->findChildren<QAction*>();
        for (QAction* action : actions) {
            if (action->text().remove(u'&') == u"Check a SCEP Server…"_s)
                check = action;
        }
        QVERIFY(check);
        check->trigger();
        auto* desk = m_window->findChild<ScepDesk*>();
        QVERIFY(desk && desk->isVisible());
        QCOMPARE(m_window->focusWidget(), named<QLineEdit>(desk, u"URL"_s));
        button(desk, u"Back"_s)->click();
        QVERIFY(!desk->isVisible());
        QVERIFY(m_window->isVacant());
    }

    void aServerInALogIsPutIntoTheField()
    {
        openWindow({});
        ui::ExplainPage& page = m_window->explainPage();
        emit page.probeScepRequested(QUrl(u"http://scep.fabrikam.example/scep"_s));
        auto* desk = m_window->findChild<ScepDesk*>();
        QVERIFY(desk && desk->isVisible());
        QCOMPARE(named<QLineEdit>(desk, u"URL"_s)->text(), u"http://scep.fabrikam.example/scep"_s);
        QVERIFY(!desk->result().verdict().isVisible());
        button(desk, u"Back to the explanation"_s)->click();
        QVERIFY(page.isVisible());
    }

    void anIssuedIdentityIsNotLostByAccident()
    {
        ScepServer server({});
        openWindow(server.url());
        QSignalSpy loaded(m_window, &ui::MainWindow::loaded);
        m_window->openFile(m_path);
        QTRY_COMPARE(loaded.count(), 1);
        emit m_window->editor()->probeScepAsked({u"PayloadContent"_s, std::size_t(0)});
        auto* desk = m_window->findChild<ScepDesk*>();
        for (const QString& step : {QString(), u"Dry Run"_s, u"Issue a Certificate"_s}) {
            QSignalSpy shown(desk, &ScepDesk::shown);
            if (!step.isEmpty())
                button(desk, step)->click();
            QTRY_COMPARE(shown.count(), 1);
        }
        QVERIFY(desk->holdsIdentity());
        button(desk, u"Back to the profile"_s)->click();
        QVERIFY(!m_window->close());
        QVERIFY(m_window->messages().shows(u"identity"_s));
        button(m_window, u"Show It"_s)->click();
        QVERIFY(desk->isVisible());
        QVERIFY(!m_window->close());
        QVERIFY(m_window->messages().shows(u"identity"_s));
        const auto isSaid = [desk](const QString& text) {
            const auto labels = desk->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&text](const QLabel* label) {
                return label->isVisible() && label->text().contains(text);
            });
        };
        QVERIFY(isSaid(u"in memory only"_s));
        QAbstractButton* put = button(desk, u"Put the Identity into the Profile"_s);
        put->click();
        QTRY_VERIFY(m_window->isWindowModified());
        QVERIFY(!desk->holdsIdentity());
        // It is true no longer, neither above nor in the panel.
        QVERIFY(!m_window->messages().shows(u"identity"_s));
        QVERIFY(!isSaid(u"in memory only"_s));
        QVERIFY(isSaid(u"save the profile to keep it"_s));
        m_window->document()->undoStack()->undo();
        QVERIFY(desk->holdsIdentity());
        QVERIFY(isSaid(u"in memory only"_s));
        QVERIFY(!m_window->close());
        button(m_window, u"Go On Without It"_s)->click();
        QTRY_VERIFY(!m_window || !m_window->isVisible());
    }

    void theWindowMayGoDuringARun()
    {
        test::ScriptedServer silent([](test::Connection& connection) { connection.waitUntilClosed(); });
        openWindow(u"http://127.0.0.1:%1/scep"_s.arg(silent.port()));
        QSignalSpy loaded(m_window, &ui::MainWindow::loaded);
        m_window->openFile(m_path);
        QTRY_COMPARE(loaded.count(), 1);
        const plist::Path payload{u"PayloadContent"_s, std::size_t(0)};
        emit m_window->editor()->probeScepAsked(payload);
        auto* desk = m_window->findChild<ScepDesk*>();
        QVERIFY(button(desk, u"Cancel"_s));
        delete m_window;
        QVERIFY(ui::taskPool().waitForDone(5000));
    }
};

QTEST_MAIN(ScepWindowTest)
#include "tst_scep_window.moc"
