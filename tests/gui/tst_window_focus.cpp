// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/form_harness.h"
#include "ui/document/profile_document.h"
#include "ui/editor/form.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/start_page.h"
#include "ui/findings/linter.h"
#include "ui/main_window.h"
#include "ui/task.h"
#include "ui/widgets/accessible_names.h"
#include "ui/widgets/enter_key.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;
using test::named;

/// Where the focus goes when what has it goes away, and what Enter does to it.
class WindowFocusTest : public QObject
{
    Q_OBJECT

private:
    void showWindow(const QString& templateName)
    {
        m_window = new ui::MainWindow(m_settings, m_store, {});
        m_window->resize(1500, 900);
        m_window->show();
        if (!templateName.isEmpty())
            m_window->newProfile(templateName);
        m_window->activateWindow();
        QTRY_VERIFY(m_window->isActiveWindow());
    }

    [[nodiscard]] bool isOnToolBar() const
    {
        return m_window->findChild<QToolBar*>()->isAncestorOf(QApplication::focusWidget());
    }

    [[nodiscard]] QTreeView& list() const { return *m_window->editor()->payloadList().tree(); }

    /// What a screen reader would say has the focus.
    [[nodiscard]] static QString focusedName()
    {
        const QWidget* focused = QApplication::focusWidget();
        return focused ? focused->accessibleName() : QString();
    }

    app::Settings m_settings;
    schema::Store m_store;
    QPointer<ui::MainWindow> m_window;

private slots:
    static void initTestCase()
    {
        ui::installAccessibleNames();
        ui::letEnterPressButtons();
    }
    void cleanup()
    {
        delete m_window;
        ui::taskPool().waitForDone();
    }

    void aFormThatIsMadeAnewKeepsTheField()
    {
        showWindow(u"scep"_s);
        m_window->editor()->payloadList().setCurrent({});
        auto* removal = named<QComboBox>(m_window, u"Profile can be removed"_s);
        QVERIFY(removal);
        removal->setFocus();
        QTest::keyClick(removal, Qt::Key_Down);
        QCOMPARE(m_window->document()->profile().payloads().size(), std::size_t(2));
        QCOMPARE(focusedName(), u"Profile can be removed"_s);
        QVERIFY(QApplication::focusWidget() != removal);
        QVERIFY(list().currentIndex().isValid());
        QVERIFY(list().selectionModel()->isSelected(list().currentIndex()));
        QCOMPARE(m_window->editor()->currentPayload(), std::optional<std::size_t>());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(m_window->document()->profile().payloads().size(), std::size_t(1));
        QCOMPARE(focusedName(), u"Profile can be removed"_s);
    }

    void aPayloadThatIsTakenBackLeavesTheFocusInTheList()
    {
        showWindow(u"scep"_s);
        m_window->editor()->addPayload(u"com.apple.wifi.managed"_s);
        // The form before it is still there until the event loop takes it away.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(m_window->editor()->findChild<ui::Form*>()->isAncestorOf(QApplication::focusWidget()));
        m_window->document()->undoStack()->undo();
        QVERIFY(m_window->editor()->payloadList().isAncestorOf(QApplication::focusWidget()));
        QVERIFY(list().selectionModel()->isSelected(list().currentIndex()));
    }

    void whatIsSelectedStaysSoWhenOthersCome()
    {
        showWindow(u"scep"_s);
        m_window->editor()->payloadList().setCurrent(0);
        auto* url = named<QLineEdit>(m_window, u"URL"_s);
        QVERIFY(url);
        url->setFocus();
        const plist::Value other = plist::Dict{{u"PayloadType"_s, u"com.apple.wifi.managed"_s},
                                               {u"PayloadUUID"_s, u"A"_s},
                                               {u"PayloadVersion"_s, 1}};
        QVERIFY(m_window->document()->apply(
            u"Put in front"_s, {plist::Edit::insert({u"PayloadContent"_s, std::size_t(0)}, other)}));
        QCOMPARE(m_window->editor()->currentPayload(), std::optional<std::size_t>(1));
        QCOMPARE(focusedName(), u"URL"_s);
    }

    void aButtonThatBecomesGreyPassesTheFocusToItsNeighbour()
    {
        showWindow(u"scep"_s);
        for (const bool isHidden : {false, true}) {
            auto* remove = named<QToolButton>(m_window, u"Delete payload"_s);
            m_window->editor()->payloadList().setCurrent(0);
            remove->setFocus();
            QCOMPARE(QApplication::focusWidget(), remove);
            if (isHidden)
                remove->hide();
            else
                remove->setEnabled(false);
            QVERIFY(m_window->editor()->payloadList().isAncestorOf(QApplication::focusWidget()));
            QVERIFY(!isOnToolBar());
            remove->setEnabled(true);
        }
    }

    void theLastButtonOfAllDoesNotPassItToTheToolBar()
    {
        showWindow(u"scep"_s);
        auto* last = new QPushButton(u"Last"_s, m_window->editor());
        last->show();
        last->setFocus();
        last->setEnabled(false);
        QVERIFY(QApplication::focusWidget());
        QVERIFY(!isOnToolBar());
    }

    void enterPressesTheButtonThatHasTheFocus()
    {
        showWindow({});
        auto* door = named<QAbstractButton>(m_window->findChild<ui::StartPage*>(), u"Check a server"_s);
        if (!door)
            door = m_window->findChild<ui::StartPage*>()->findChild<QAbstractButton*>();
        QSignalSpy pressed(door, &QAbstractButton::clicked);
        door->setFocus();
        QTest::keyClick(door, Qt::Key_Tab);
        door->setFocus();
        QTest::keyClick(door, Qt::Key_Return);
        QCOMPARE(pressed.count(), 1);
        QTest::keyClick(door, Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(pressed.count(), 2);
        QTest::keyClick(door, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(pressed.count(), 2);
    }

    void enterInADialogPressesWhatHasTheFocusNotTheDefault()
    {
        QDialog dialog;
        QPushButton byDefault(u"Send"_s, &dialog);
        byDefault.setDefault(true);
        QPushButton other(u"Cancel"_s, &dialog);
        other.setAutoDefault(false);
        dialog.show();
        QSignalSpy sent(&byDefault, &QPushButton::clicked);
        QSignalSpy cancelled(&other, &QPushButton::clicked);
        other.setFocus();
        QTest::keyClick(&other, Qt::Key_Return);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(sent.count(), 0);
        QTest::keyClick(&byDefault, Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
    }
};

QTEST_MAIN(WindowFocusTest)
#include "tst_window_focus.moc"
