// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sharing.h"
#include "ui/document/profile_document.h"
#include "ui/editor/form.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/source_edit.h"
#include "ui/editor/source_view.h"
#include "ui/findings/linter.h"
#include "ui/main_window.h"
#include "ui/ndes/address_panel.h"
#include "ui/ndes/ndes_desk.h"
#include "ui/scep/scep_desk.h"
#include "ui/scep/scep_input.h"
#include "ui/scep/scep_result.h"
#include "ui/task.h"
#include "ui/widgets/accessible_names.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;
using test::named;
using test::pushable;
using ui::MainWindow;

/// The pages beside the profile, and the profile that is open meanwhile.
class WindowPagesTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& bytes)
    {
        m_path = m_folder.filePath(u"profile.mobileconfig"_s);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        m_window = new MainWindow(m_settings, m_store, {});
        m_window->resize(1500, 900);
        m_window->show();
        m_window->activateWindow();
        QTRY_VERIFY(m_window->isActiveWindow());
        QSignalSpy loaded(m_window, &MainWindow::loaded);
        m_window->openFile(m_path);
        QTRY_COMPARE(loaded.count(), 1);
    }

    /// A profile with one SCEP payload for each host.
    void openHosts(const QStringList& hosts)
    {
        plist::Array payloads;
        for (const QString& host : hosts)
            payloads.push_back(
                plist::Dict{{u"PayloadContent"_s, plist::Dict{{u"URL"_s, u"http://%1/scep"_s.arg(host)}}},
                            {u"PayloadDisplayName"_s, host.section(u'.', 0, 0)},
                            {u"PayloadIdentifier"_s, u"com.fabrikam."_s + host},
                            {u"PayloadType"_s, u"com.apple.security.scep"_s},
                            {u"PayloadUUID"_s, u"UUID-"_s + host},
                            {u"PayloadVersion"_s, 1}});
        open(plist::writeXml(plist::Dict{{u"PayloadContent"_s, payloads},
                                         {u"PayloadDisplayName"_s, u"Office"_s},
                                         {u"PayloadIdentifier"_s, u"com.fabrikam.p"_s},
                                         {u"PayloadType"_s, u"Configuration"_s},
                                         {u"PayloadUUID"_s, u"UUID"_s},
                                         {u"PayloadVersion"_s, 1}}));
    }

    QAction* action(const QString& start) const
    {
        const auto actions = m_window->findChildren<QAction*>();
        for (QAction* one : actions) {
            if (one->text().remove(u'&').startsWith(start))
                return one;
        }
        qFatal("there is no action %s", qPrintable(start));
    }

    void rename(const QString& name)
    {
        QVERIFY(
            m_window->document()->apply(u"Rename"_s, {plist::Edit::set({u"PayloadDisplayName"_s}, name)}));
    }

    QByteArray onDisk() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The letters that Alt and which make something happen below `root`, as far as it can be seen.
    static QStringList mnemonicsIn(QWidget* root)
    {
        QStringList letters;
        const auto add = [&letters](const QString& text) {
            const QString keys = QKeySequence::mnemonic(text).toString();
            if (!keys.isEmpty())
                letters << keys.right(1);
        };
        for (const QAbstractButton* one : root->findChildren<QAbstractButton*>()) {
            if (one->isVisible())
                add(one->text());
        }
        for (const QLabel* one : root->findChildren<QLabel*>()) {
            if (one->isVisible() && one->buddy())
                add(one->text());
        }
        return letters;
    }

    void compareWithTheMenus(QWidget* page)
    {
        QStringList taken;
        for (const QAction* menu : m_window->menuBar()->actions())
            taken << QKeySequence::mnemonic(menu->text()).toString().right(1);
        QVERIFY(taken.size() >= 8);
        QStringList letters = mnemonicsIn(page);
        QVERIFY(!letters.isEmpty());
        for (const QString& letter : std::as_const(letters))
            QVERIFY2(!taken.contains(letter), qPrintable(u"Alt+%1 opens a menu"_s.arg(letter)));
        QCOMPARE(letters.removeDuplicates(), 0);
    }

    app::Settings m_settings;
    schema::Store m_store;
    QTemporaryDir m_folder;
    QString m_path;
    QPointer<MainWindow> m_window;

private slots:
    static void initTestCase() { ui::installAccessibleNames(); }
    void cleanup()
    {
        delete m_window;
        ui::taskPool().waitForDone();
    }

    void savingAndUndoingWorkOnEveryPage()
    {
        openHosts({u"scep.fabrikam.example"_s});
        rename(u"Home"_s);
        for (const QString& page : {u"Check a SCEP Server"_s, u"NDES"_s, u"Check Server"_s, u"Explain"_s}) {
            action(page)->trigger();
            QVERIFY2(!m_window->editor()->isVisible(), qPrintable(page));
            QVERIFY2(action(u"Save"_s)->isEnabled(), qPrintable(page));
            QVERIFY2(action(u"Sign"_s)->isEnabled(), qPrintable(page));
            QVERIFY(!action(u"Duplicate Payload"_s)->isEnabled());
            QVERIFY(m_window->windowTitle().contains(u"profile.mobileconfig"_s));
            action(u"Undo"_s)->trigger();
            QVERIFY(!m_window->isWindowModified());
            QVERIFY(!action(u"Save"_s)->isEnabled());
            action(u"Redo"_s)->trigger();
            QVERIFY(m_window->isWindowModified());
        }
        const auto isSaid = [this](const QString& text) {
            const auto labels = m_window->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&text](const QLabel* label) {
                return label->isVisible() && label->text() == text;
            });
        };
        QVERIFY(isSaid(u"Unsaved changes"_s));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(onDisk().contains("Home"));
        QVERIFY(isSaid(u"Saved"_s));
    }

    void aFieldOnAPageKeepsItsUndo()
    {
        openHosts({u"a.example"_s, u"b.example"_s});
        rename(u"Home"_s);
        action(u"NDES"_s)->trigger();
        auto* server = named<QLineEdit>(m_window, u"NDES server"_s);
        server->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), server);
        QTest::keyClicks(server, u"ndes.example"_s);
        QTest::keyClick(server, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(server->text() != u"ndes.example"_s);
        QCOMPARE(m_window->document()->profile().displayName(), u"Home"_s);
        // In a field that nobody can type into it is the profile's.
        QTest::keyClicks(server, u"ndes.example"_s);
        auto* address = named<QLineEdit>(m_window, u"Address for devices"_s);
        address->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), address);
        QTest::keyClick(address, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->document()->profile().displayName(), u"Office"_s);
    }

    void theOnlyPayloadIsTheOneThatIsMeant()
    {
        openHosts({u"ndes.fabrikam.example"_s});
        action(u"NDES"_s)->trigger();
        ui::NdesDesk& ndes = m_window->ndesDesk();
        QCOMPARE(ndes.payloadPath(), std::optional(plist::Path{u"PayloadContent"_s, std::size_t(0)}));
        named<QLineEdit>(&ndes, u"NDES server"_s)->setText(u"other.example"_s);
        auto* use = named<QPushButton>(&ndes, u"Use as URL"_s);
        QVERIFY(use->isEnabled());
        use->click();
        QVERIFY(m_window->document()
                    ->root()
                    .at({u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"URL"_s})
                    ->as<QString>()
                    ->contains(u"other.example"_s));
        action(u"Check a SCEP Server"_s)->trigger();
        QVERIFY(m_window->scepDesk().payloadPath());
        // Nothing is sent before somebody says so.
        QVERIFY(!pushable(m_window, u"Cancel"_s));
        QVERIFY(m_window->scepDesk().result().answer().report.steps.empty());
    }

    void ofSeveralPayloadsOneIsChosen()
    {
        openHosts({u"a.example"_s, u"b.example"_s});
        for (const bool isNdes : {true, false}) {
            m_window->editor()->payloadList().setCurrent({});
            action(isNdes ? u"NDES"_s : u"Check a SCEP Server"_s)->trigger();
            auto* page = isNdes ? static_cast<QWidget*>(&m_window->ndesDesk()) : &m_window->scepDesk();
            const auto path = [this, isNdes] {
                return isNdes ? m_window->ndesDesk().payloadPath() : m_window->scepDesk().payloadPath();
            };
            auto* box = named<QComboBox>(page, u"SCEP payload"_s);
            QVERIFY(box);
            QCOMPARE(box->count(), 3);
            QVERIFY(!path());
            box->setCurrentIndex(1);
            emit box->activated(1);
            QCOMPARE(path(), std::optional(plist::Path{u"PayloadContent"_s, std::size_t(1)}));
            QCOMPARE(box->currentText(), u"b – b.example"_s);
            box->setCurrentIndex(2);
            emit box->activated(2);
            QVERIFY(!path());
            // The one that is selected is the one that is meant.
            pushable(m_window, u"Back to the profile"_s)->click();
            m_window->editor()->payloadList().setCurrent(1);
            action(isNdes ? u"NDES"_s : u"Check a SCEP Server"_s)->trigger();
            QCOMPARE(path(), std::optional(plist::Path{u"PayloadContent"_s, std::size_t(1)}));
            pushable(m_window, u"Back to the profile"_s)->click();
        }
    }

    void whatCannotBeUsedSaysWhy()
    {
        ui::AddressPanel panel;
        auto* use = named<QPushButton>(&panel, u"Use as URL"_s);
        const auto isSaid = [&panel](const QString& text) {
            const auto labels = panel.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
                return label->isVisibleTo(&panel) && label->text() == text;
            });
        };
        QVERIFY(!use->isEnabled());
        QVERIFY(!use->toolTip().isEmpty() && isSaid(use->toolTip()));
        panel.setServer(u"ndes.example"_s);
        QVERIFY(use->isEnabled());
        QVERIFY(!isSaid(use->toolTip()));
        panel.setObstacle(u"There is no payload"_s);
        QVERIFY(!use->isEnabled());
        QCOMPARE(use->toolTip(), u"There is no payload"_s);
        QVERIFY(isSaid(use->toolTip()));
    }

    void whatCannotBeTypedIntoSaysSo()
    {
        openHosts({u"a.example"_s});
        const auto notice = [](const ui::SourceView& view) {
            const auto labels = view.findChildren<QLabel*>();
            for (const QLabel* label : labels) {
                if (label->text().startsWith(u"Read-only"_s) && label->isVisible())
                    return view.edit()->accessibleDescription();
            }
            return QString();
        };
        m_window->editor()->setTab(ui::ProfileEditor::Tab::Source);
        QVERIFY(notice(m_window->editor()->source()).startsWith(u"Read-only"_s));
        delete m_window;
        open("<?xml version=\"1.0\"?>\n<plist><dict></plist>\n");
        auto* view = m_window->findChild<ui::SourceView*>();
        QVERIFY(view && view->isVisible());
        QVERIFY(notice(*view).startsWith(u"Read-only"_s));
        for (const QString& way : {u"Try Again"_s, u"Open in a Text Editor"_s, u"Show in Folder"_s})
            QVERIFY2(pushable(m_window, way), qPrintable(way));
    }

    void messagesGoWithWhatTheySpeakOf()
    {
        openHosts({u"a.example"_s});
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(QStringLiteral(FIXTURES "/pki/root.pem"))});
        m_window->editor()->addCredentials(files);
        QVERIFY(!m_window->messages().shows(u"skipped"_s));
        m_window->editor()->addCredentials(files);
        QVERIFY(m_window->messages().text(u"skipped"_s).contains(u"already"_s));
        const auto isSeen = [this] {
            const auto labels = m_window->messages().findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
                return label->isVisible() && label->text().contains(u"already"_s);
            });
        };
        QVERIFY(isSeen());
        action(u"Check a SCEP Server"_s)->trigger();
        QVERIFY(!isSeen());
        pushable(m_window, u"Back to the profile"_s)->click();
        QVERIFY(isSeen());
        rename(u"Home"_s);
        QVERIFY(!m_window->messages().shows(u"skipped"_s));
    }

    void fixingAllKeepsThePayloadInSight()
    {
        openHosts({u"a.example"_s});
        QVERIFY(m_window->document()->apply(
            u"Spoil"_s, {plist::Edit::remove({u"PayloadContent"_s, std::size_t(0), u"PayloadUUID"_s})}));
        m_window->editor()->payloadList().setCurrent(0);
        QTRY_VERIFY(m_window->editor()->linter().isCurrent());
        const int before = m_window->document()->undoStack()->index();
        action(u"Fix All"_s)->trigger();
        QTRY_VERIFY(m_window->document()->undoStack()->index() > before);
        QVERIFY(m_window->document()->root().at({u"PayloadContent"_s, std::size_t(0), u"PayloadUUID"_s}));
        QCOMPARE(m_window->editor()->currentPayload(), std::optional<std::size_t>(0));
    }

    void noLetterOfAPageIsThatOfAMenu()
    {
        openHosts({u"a.example"_s});
        action(u"NDES"_s)->trigger();
        ui::NdesDesk& ndes = m_window->ndesDesk();
        auto* tabs = ndes.findChild<QTabWidget*>();
        compareWithTheMenus(&ndes);
        pushable(&ndes, u"Read a page that a browser shows or has saved"_s)->click();
        compareWithTheMenus(&ndes);
        tabs->setCurrentIndex(1);
        compareWithTheMenus(&ndes);
        action(u"Check a SCEP Server"_s)->trigger();
        compareWithTheMenus(&m_window->scepDesk());
        m_window->scepDesk().showServer();
        compareWithTheMenus(&m_window->scepDesk());
        pushable(m_window, u"Back to the profile"_s)->click();
        m_window->editor()->payloadList().setCurrent({});
        auto* removal = named<QComboBox>(m_window, u"Profile can be removed"_s);
        removal->setCurrentIndex(1);
        emit removal->activated(1);
        QTRY_VERIFY(named<QLineEdit>(m_window, u"Authorization password"_s));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        compareWithTheMenus(m_window->editor()->findChild<ui::Form*>());
    }

    void anAddressWithoutASchemeIsMended()
    {
        openHosts({});
        action(u"Check a SCEP Server"_s)->trigger();
        ui::ScepDesk& desk = m_window->scepDesk();
        auto* url = named<QLineEdit>(&desk, u"URL"_s);
        url->setText(u"no address at all"_s);
        desk.probe();
        QVERIFY(desk.input().told().contains(u"has to begin with http://"_s));
        QVERIFY(!pushable(&desk, u"Put http:// in Front"_s));
        url->setText(u"127.0.0.1:2016/scep"_s);
        desk.probe();
        QVERIFY(desk.input().told().contains(u"has to begin with http://"_s));
        pushable(&desk, u"Put http:// in Front"_s)->click();
        QCOMPARE(url->text(), u"http://127.0.0.1:2016/scep"_s);
        QVERIFY(desk.input().told().isEmpty());
    }
};

QTEST_MAIN(WindowPagesTest)
#include "tst_window_pages.moc"
