// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/identity.h"
#include "core/sign/sign.h"
#include "ui/document/profile_document.h"
#include "ui/editor/form.h"
#include "ui/editor/payload_list_model.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/source_view.h"
#include "ui/editor/start_page.h"
#include "ui/findings/finding_model.h"
#include "ui/findings/findings_panel.h"
#include "ui/findings/linter.h"
#include "ui/main_window.h"
#include "ui/task.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using ui::MainWindow;
using ui::ProfileEditor;
using ui::Unsaved;

namespace {

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

plist::Value payload(const QString& type, const QString& name)
{
    return plist::Dict{
        {u"PayloadType"_s, type},
        {u"PayloadVersion"_s, 1},
        {u"PayloadIdentifier"_s, u"com.example.p."_s + name},
        {u"PayloadUUID"_s, u"00000000-0000-0000-0000-%1"_s.arg(qHash(name), 12, 16, QChar(u'0')).toUpper()},
        {u"PayloadDisplayName"_s, name}};
}

QByteArray profileText(plist::Array payloads)
{
    return plist::writeXml(plist::Dict{{u"PayloadContent"_s, std::move(payloads)},
                                       {u"PayloadDisplayName"_s, u"Office"_s},
                                       {u"PayloadIdentifier"_s, u"com.example.p"_s},
                                       {u"PayloadType"_s, u"Configuration"_s},
                                       {u"PayloadUUID"_s, u"00000000-0000-0000-0000-000000000000"_s},
                                       {u"PayloadVersion"_s, 1}});
}

const QString scep = u"com.apple.security.scep"_s;

std::vector<plist::Edit> naming(const QString& name)
{
    return {plist::Edit::set({u"PayloadDisplayName"_s}, name)};
}

}  // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private:
    /// A window whose questions are answered by the members below.
    MainWindow* window()
    {
        ui::Questions questions;
        questions.filesToOpen = [this](QWidget*, const QString&, const auto& answered) {
            answered(m_filesToOpen);
        };
        questions.fileToSave = [this](QWidget*, const QString& proposed, const auto& answered) {
            m_proposed = proposed;
            if (!m_fileToSave.isEmpty())
                answered(m_fileToSave);
        };
        questions.unsaved = [this](QWidget*, const QString&, const auto& answered) {
            ++m_asked;
            answered(m_unsaved);
        };
        auto* made = new MainWindow(m_settings, m_store, questions);
        m_window = made;
        made->show();
        return made;
    }

    MainWindow* windowWith(const QByteArray& text)
    {
        const QString path = m_folder->filePath(u"profile.mobileconfig"_s);
        write(path, text);
        MainWindow* made = window();
        open(made, path);
        return made;
    }

    static void open(MainWindow* window, const QString& path)
    {
        QSignalSpy loaded(window, &MainWindow::loaded);
        window->openFile(path);
        QTRY_COMPARE(loaded.count(), 1);
    }

    static QPushButton* messageButton(MainWindow* window, const QString& text)
    {
        const auto buttons = window->messages().findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            if (button->text() == text && button->isVisibleTo(window))
                return button;
        }
        return nullptr;
    }

    static QAction* action(MainWindow* window, const QString& text)
    {
        const auto actions = window->findChildren<QAction*>();
        for (QAction* action : actions) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }

    schema::Store m_store;
    app::Settings m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    QPointer<MainWindow> m_window;
    QStringList m_filesToOpen;
    QString m_fileToSave;
    QString m_proposed;
    Unsaved m_unsaved = Unsaved::Cancel;
    int m_asked = 0;

private slots:
    void init()
    {
        m_settings = {};
        m_folder = std::make_unique<QTemporaryDir>();
        m_filesToOpen.clear();
        m_fileToSave.clear();
        m_proposed.clear();
        m_unsaved = Unsaved::Cancel;
        m_asked = 0;
    }

    void cleanup()
    {
        delete m_window.data();
        ui::taskPool().waitForDone();
    }

    void beginsWithTheStartPage()
    {
        MainWindow* window = this->window();
        QVERIFY(window->isVacant());
        QVERIFY(window->findChild<ui::StartPage*>()->isVisible());
        QVERIFY(!action(window, u"Save"_s)->isEnabled());
        QVERIFY(!action(window, u"Sign  Export…"_s)->isEnabled());
    }

    void whatIsWrittenOnTheStartPageGoesIntoNewProfiles()
    {
        MainWindow* window = this->window();
        const auto fields = window->findChild<ui::StartPage*>()->findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 2);
        QSignalSpy saved(window, &MainWindow::settingsChanged);
        fields.at(0)->setText(u"Fabrikam"_s);
        fields.at(1)->setText(u"com.fabrikam"_s);
        QTest::keyClick(fields.at(1), Qt::Key_Return);
        QVERIFY(saved.count() > 0);
        QCOMPARE(m_settings.organization, u"Fabrikam"_s);
        window->newProfile(u"scep"_s);
        QVERIFY(window->document());
        QVERIFY(window->document()->profile().identifier().startsWith(u"com.fabrikam."_s));
        QCOMPARE(*window->document()->profile().dict().get<QString>(u"PayloadOrganization"), u"Fabrikam"_s);
        QVERIFY(!window->isVacant());
    }

    void aSecondProfileGoesElsewhere()
    {
        MainWindow* window = this->window();
        window->newProfile(u"empty"_s);
        QSignalSpy elsewhere(window, &MainWindow::newAskedElsewhere);
        QSignalSpy openElsewhere(window, &MainWindow::openAskedElsewhere);
        window->newProfile(u"scep"_s);
        QCOMPARE(elsewhere.count(), 1);
        window->openFile(u"/some/file"_s);
        QCOMPARE(openElsewhere.count(), 1);
    }

    void opensAndRemembers()
    {
        const QByteArray text = profileText({payload(scep, u"Device"_s)});
        MainWindow* window = windowWith(text);
        QVERIFY(window->document());
        QCOMPARE(window->windowTitle(), u"profile.mobileconfig[*]"_s);
        QCOMPARE(m_settings.recentFiles.size(), 1);
        QTRY_VERIFY(window->editor()->linter().isCurrent());
        QCOMPARE(window->editor()->findingsPanel().model()->rowCount(),
                 static_cast<int>(window->editor()->linter().findings().size()));
    }

    void askingForFilesOpensThem()
    {
        const QString path = m_folder->filePath(u"a.mobileconfig"_s);
        write(path, profileText({}));
        MainWindow* window = this->window();
        m_filesToOpen = {path};
        QSignalSpy loaded(window, &MainWindow::loaded);
        action(window, u"Open…"_s)->trigger();
        QTRY_COMPARE(loaded.count(), 1);
        QCOMPARE(window->filePath(), path);
    }

    void aBrokenFileShowsWhereAndItsText()
    {
        const QByteArray broken = profileText({}).replace("</dict>", "</dic>");
        MainWindow* window = windowWith(broken);
        QVERIFY(!window->document());
        QVERIFY(!window->isVacant());
        const int line = static_cast<int>(broken.left(broken.indexOf("</dic>")).count('\n')) + 1;
        const QString said = window->messages().text(u"open"_s);
        QCOMPARE(said.count(u"line %1, column"_s.arg(line), Qt::CaseInsensitive), 1);
        auto* source = window->findChild<ui::SourceView*>();
        QVERIFY(source && source->isVisible());
        QTRY_COMPARE(source->currentLine(), line);

        write(m_folder->filePath(u"profile.mobileconfig"_s), profileText({}));
        QSignalSpy loaded(window, &MainWindow::loaded);
        messageButton(window, u"Try Again"_s)->click();
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(window->document());
        QVERIFY(!window->messages().shows(u"open"_s));
    }

    void aMissingFileIsForgotten()
    {
        const QString path = m_folder->filePath(u"gone.mobileconfig"_s);
        m_settings.addRecentFile(path);
        MainWindow* window = this->window();
        open(window, path);
        QVERIFY(window->isVacant());
        QVERIFY(window->messages().shows(u"open"_s));
        QVERIFY(m_settings.recentFiles.isEmpty());
    }

    void savesWhatWasChanged()
    {
        MainWindow* window = windowWith(profileText({}));
        QVERIFY(!action(window, u"Save"_s)->isEnabled());
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        QVERIFY(window->isWindowModified());
        QVERIFY(action(window, u"Undo Name"_s)->isEnabled());
        action(window, u"Save"_s)->trigger();
        QVERIFY(!window->isWindowModified());
        QVERIFY(read(window->filePath()).contains("Home"));
    }

    void aNewProfileIsSavedUnderAName()
    {
        MainWindow* window = this->window();
        window->newProfile(u"empty"_s);
        m_fileToSave = m_folder->filePath(u"new.mobileconfig"_s);
        action(window, u"Save"_s)->trigger();
        QVERIFY(m_proposed.endsWith(u".mobileconfig"_s));
        QCOMPARE(window->filePath(), m_fileToSave);
        QVERIFY(QFile::exists(m_fileToSave));
    }

    void aSaveThatFailsSaysSo()
    {
        MainWindow* window = this->window();
        window->newProfile(u"empty"_s);
        m_fileToSave = m_folder->filePath(u"no/folder/new.mobileconfig"_s);
        window->save();
        QVERIFY(window->messages().shows(u"save"_s));
        QVERIFY(window->document()->filePath().isEmpty());
    }

    void closingAsks_data()
    {
        QTest::addColumn<Unsaved>("answer");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<bool>("writes");
        QTest::newRow("cancel") << Unsaved::Cancel << false << false;
        QTest::newRow("discard") << Unsaved::Discard << true << false;
        QTest::newRow("save") << Unsaved::Save << true << true;
    }

    void closingAsks()
    {
        QFETCH(const Unsaved, answer);
        QFETCH(const bool, closes);
        QFETCH(const bool, writes);
        MainWindow* window = windowWith(profileText({}));
        const QString path = window->filePath();
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        m_unsaved = answer;
        window->close();
        QCOMPARE(m_asked, 1);
        QTRY_COMPARE(m_window.isNull(), closes);
        QCOMPARE(read(path).contains("Home"), writes);
    }

    void closingWhatIsSavedDoesNotAsk()
    {
        MainWindow* window = windowWith(profileText({}));
        window->close();
        QCOMPARE(m_asked, 0);
        QVERIFY(!window->isVisible());
    }

    void aFileChangedByOthersIsNotOverwrittenUnasked()
    {
        MainWindow* window = windowWith(profileText({}));
        const QString path = window->filePath();
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        const QByteArray theirs = profileText({payload(scep, u"Theirs"_s)});
        write(path, theirs);
        window->save();
        QVERIFY(window->messages().shows(u"disk"_s));
        QCOMPARE(read(path), theirs);
        QVERIFY(messageButton(window, u"Save As…"_s));
        QVERIFY(messageButton(window, u"Reload"_s));
        messageButton(window, u"Overwrite"_s)->click();
        QVERIFY(read(path).contains("Home"));
        QVERIFY(!window->messages().shows(u"disk"_s));
    }

    void reloadingTakesTheirs()
    {
        MainWindow* window = windowWith(profileText({}));
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        write(window->filePath(), profileText({payload(scep, u"Theirs"_s)}));
        window->save();
        QSignalSpy loaded(window, &MainWindow::loaded);
        messageButton(window, u"Reload"_s)->click();
        QTRY_COMPARE(loaded.count(), 1);
        QCOMPARE(window->document()->profile().payloads().size(), std::size_t(1));
        QVERIFY(!window->isWindowModified());
    }

    void aReloadThatFailsCostsNothing()
    {
        MainWindow* window = windowWith(profileText({}));
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        write(window->filePath(), "no property list");
        window->save();
        QSignalSpy loaded(window, &MainWindow::loaded);
        messageButton(window, u"Reload"_s)->click();
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(window->document());
        QCOMPARE(window->document()->profile().displayName(), u"Home"_s);
        QVERIFY(window->messages().shows(u"open"_s));
    }

    void comingBackToTheWindowNoticesOthersChanges()
    {
        MainWindow* window = windowWith(profileText({}));
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
        QWidget other;
        other.show();
        other.activateWindow();
        QTRY_VERIFY(!window->isActiveWindow());
        write(window->filePath(), profileText({payload(scep, u"Theirs"_s)}));
        window->activateWindow();
        QTRY_VERIFY(window->messages().shows(u"disk"_s));
    }

    void revertingCanBeRedone()
    {
        MainWindow* window = windowWith(profileText({}));
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        action(window, u"Revert"_s)->trigger();
        QVERIFY(!window->isWindowModified());
        QCOMPARE(window->document()->profile().displayName(), u"Office"_s);
        window->document()->undoStack()->redo();
        QCOMPARE(window->document()->profile().displayName(), u"Home"_s);
    }

    void payloadsAreAddedCopiedMovedAndDeleted()
    {
        MainWindow* window = windowWith(profileText({}));
        ProfileEditor* editor = window->editor();
        const auto names = [window] {
            QStringList types;
            for (const profile::Payload& payload : window->document()->profile().payloads())
                types.append(payload.type);
            return types;
        };
        editor->addPayload(scep);
        QCOMPARE(names(), QStringList{scep});
        QCOMPARE(editor->currentPayload(), std::optional<std::size_t>(0));

        action(window, u"Duplicate Payload"_s)->trigger();
        QCOMPARE(names(), QStringList({scep, scep}));
        QCOMPARE(editor->currentPayload(), std::optional<std::size_t>(1));
        const auto& payloads = window->document()->profile().payloads();
        QVERIFY(payloads[0].uuid != payloads[1].uuid);
        QVERIFY(payloads[0].identifier != payloads[1].identifier);

        const QString second = payloads[1].uuid;
        QVERIFY(!action(window, u"Move Payload Down"_s)->isEnabled());
        action(window, u"Move Payload Up"_s)->trigger();
        QCOMPARE(window->document()->profile().payloads()[0].uuid, second);
        QCOMPARE(editor->currentPayload(), std::optional<std::size_t>(0));

        action(window, u"Delete Payload"_s)->trigger();
        QCOMPARE(names(), QStringList{scep});
        window->document()->undoStack()->setIndex(0);
        QVERIFY(names().isEmpty());
    }

    void deletingAReferencedPayloadWarnsAndCanBeUndone()
    {
        plist::Value identity = payload(scep, u"Device"_s);
        const QString uuid = *identity.as<plist::Dict>()->get<QString>(u"PayloadUUID");
        plist::Value wifi = payload(u"com.apple.wifi.managed"_s, u"Radio"_s);
        wifi = wifi.with({u"PayloadCertificateUUID"_s}, uuid);
        MainWindow* window = windowWith(profileText({identity, wifi}));
        window->editor()->payloadList().setCurrent(0);
        window->editor()->removePayload();
        QCOMPARE(window->document()->profile().payloads().size(), std::size_t(1));
        QVERIFY2(window->messages().text(u"references"_s).contains(u"Radio"_s),
                 qPrintable(window->messages().text(u"references"_s)));
        messageButton(window, u"Undo"_s)->click();
        QCOMPARE(window->document()->profile().payloads().size(), std::size_t(2));
    }

    void findingsLeadToTheirPlace()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"Device"_s)}));
        ProfileEditor* editor = window->editor();
        QTRY_VERIFY(editor->linter().isCurrent());
        // No form has a field for a key that is not there on this level: the source is the answer.
        editor->showPath({u"PayloadContent"_s, std::size_t(0), u"PayloadUUID"_s});
        QCOMPARE(editor->currentPayload(), std::optional<std::size_t>(0));
        editor->showPath({u"PayloadUUID"_s});
        QCOMPARE(editor->currentPayload(), std::optional<std::size_t>());
    }

    void theSourceFollows()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"Device"_s)}));
        window->editor()->setTab(ProfileEditor::Tab::Source);
        const auto* text = window->editor()->source().findChild<QPlainTextEdit*>();
        QVERIFY(text->toPlainText().contains(u"Office"_s));
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        QVERIFY(text->toPlainText().contains(u"Home"_s));
        QVERIFY(!text->toPlainText().contains(u"Office"_s));
    }

    void theTargetIsRemembered()
    {
        MainWindow* window = windowWith(profileText({}));
        delete window;
        m_settings.target = u"macos15"_s;
        m_settings.isSupervised = true;
        window = windowWith(profileText({}));
        const schema::Target& target = window->editor()->linter().target();
        QCOMPARE(target.platform, schema::Platform::Macos);
        QVERIFY(target.supervised);
        QVERIFY(target.isExplicit);
    }

    void theLayoutIsRemembered()
    {
        MainWindow* window = windowWith(profileText({}));
        window->editor()->docks().at(1)->hide();
        window->editor()->setTab(ProfileEditor::Tab::Source);
        window->close();
        QVERIFY(!m_settings.editorState.isEmpty());
        QVERIFY(!m_settings.windowGeometry.isEmpty());
        delete m_window.data();
        window = windowWith(profileText({}));
        QVERIFY(window->editor()->docks().at(1)->isHidden());
        QCOMPARE(window->editor()->tab(), ProfileEditor::Tab::Source);
    }

    void undoInATextFieldIsTheDocuments()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"Device"_s)}));
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        auto* field = window->editor()->findChild<QLineEdit*>();
        if (!field)
            QSKIP("This form has no text field");
        window->activateWindow();
        field->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), field);
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window->document()->profile().displayName(), u"Office"_s);
    }

    void f6GoesThroughThePanes()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"Device"_s)}));
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
        ProfileEditor* editor = window->editor();
        editor->payloadList().setFocus();
        QList<const QWidget*> visited;
        for (int press = 0; press < 3; ++press) {
            action(window, u"Next Pane"_s)->trigger();
            visited.append(QApplication::focusWidget());
        }
        QVERIFY(visited.at(0)->isVisible());
        QVERIFY(!editor->payloadList().isAncestorOf(visited.at(0)));
        QVERIFY(!editor->findingsPanel().isAncestorOf(visited.at(0)));
        QVERIFY(editor->findingsPanel().isAncestorOf(visited.at(1)));
        QVERIFY(editor->payloadList().isAncestorOf(visited.at(2)));
    }

    void tabVisitsEveryControlOnceThereAndBack()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"Device"_s)}));
        window->resize(1500, 900);
        ProfileEditor* editor = window->editor();
        editor->payloadList().setCurrent(0);
        QTRY_VERIFY(editor->linter().isCurrent());
        QVERIFY(editor->findingsPanel().model()->rowCount() > 0);
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
        editor->findingsPanel().showNext();
        editor->payloadList().setFocus();
        QTRY_VERIFY(editor->payloadList().isAncestorOf(QApplication::focusWidget()));

        const auto walk = [](Qt::Key key) {
            QList<QWidget*> visited;
            for (int presses = 0; presses < 400; ++presses) {
                QWidget* focused = QApplication::focusWidget();
                if (!focused || visited.contains(focused))
                    break;
                visited.append(focused);
                // A table takes the key for its cells; the form's are left by Ctrl+Tab or the last cell.
                QTest::keyClick(focused, key, key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
            }
            return visited;
        };
        QList<QWidget*> forward = walk(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), forward.first());
        QList<QWidget*> backward = walk(Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), backward.first());
        QCOMPARE(backward.size(), forward.size());
        std::reverse(backward.begin() + 1, backward.end());
        QCOMPARE(backward, forward);
        const auto buttons = editor->findingsPanel().findChildren<QAbstractButton*>();
        for (QAbstractButton* button : buttons) {
            if (button->isVisible() && button->isEnabled())
                QVERIFY2(forward.contains(button), qPrintable(button->text()));
        }
    }

    void everyShortcutMeansOneThing()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"A"_s)}));
        QHash<QKeySequence, QString> owners;
        for (const QAction* action : window->findChildren<QAction*>()) {
            for (const QKeySequence& keys : action->shortcuts()) {
                QVERIFY2(!owners.contains(keys), qPrintable(keys.toString() + u": "_s + owners.value(keys)));
                owners.insert(keys, action->text());
            }
        }
        QVERIFY(owners.size() > 15);
        for (const QShortcut* shortcut : window->findChildren<QShortcut*>()) {
            for (const QKeySequence& keys : shortcut->keys())
                QVERIFY2(!owners.contains(keys), qPrintable(keys.toString() + u": "_s + owners.value(keys)));
        }
    }

    void afterDeletingTheListHasTheFocus()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"A"_s), payload(scep, u"B"_s)}));
        ProfileEditor* editor = window->editor();
        editor->payloadList().setCurrent(0);
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
        editor->findChild<ui::Form*>()->findChild<QLineEdit*>()->setFocus();
        action(window, u"Delete Payload"_s)->trigger();
        QTRY_VERIFY(editor->payloadList().isAncestorOf(QApplication::focusWidget()));
    }

    void anImportedCredentialIsShownAndHasTheFocus()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"A"_s)}));
        window->activateWindow();
        QTRY_VERIFY(window->isActiveWindow());
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(QStringLiteral(FIXTURES "/pki/root.pem"))});
        window->editor()->addCredentials(files);
        QCOMPARE(window->editor()->currentPayload(), std::optional<std::size_t>(1));
        QTRY_VERIFY(window->editor()->findChild<ui::Form*>()->isAncestorOf(QApplication::focusWidget()));
    }

    void reloadingKeepsThePanelsWidths()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"A"_s)}));
        window->resize(1500, 900);
        const QList<QDockWidget*> before = window->editor()->docks();
        window->editor()->resizeDocks(before, {300, 420}, Qt::Horizontal);
        QTRY_COMPARE(before.at(0)->width(), 300);
        const int checks = before.at(1)->width();
        for (int time = 0; time < 2; ++time) {
            write(window->filePath(), profileText({payload(scep, u"Theirs %1"_s.arg(time))}));
            window->save();
            QSignalSpy loaded(window, &MainWindow::loaded);
            messageButton(window, u"Reload"_s)->click();
            QTRY_COMPARE(loaded.count(), 1);
            QCoreApplication::processEvents();
            const QList<QDockWidget*> docks = window->editor()->docks();
            QCOMPARE(docks.at(0)->width(), 300);
            QCOMPARE(docks.at(1)->width(), checks);
        }
    }

    void theFormKeepsTheMostRoom_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {600, 720, 860, 1000, 1280, 1600})
            QTest::addRow("%d", width) << width;
    }

    void theFormKeepsTheMostRoom()
    {
        QFETCH(const int, width);
        MainWindow* window = windowWith(profileText({payload(scep, u"A"_s)}));
        window->resize(1500, 500);
        QCoreApplication::processEvents();
        window->resize(width, 500);
        QCoreApplication::processEvents();
        const QWidget* form = window->editor()->centralWidget();
        QTRY_VERIFY2(form->width() * 20 >= width * 9,
                     qPrintable(u"%1 of %2"_s.arg(form->width()).arg(width)));
        for (const QDockWidget* dock : window->editor()->docks()) {
            if (dock->isVisible() && !dock->visibleRegion().isEmpty())
                QVERIFY(form->width() > dock->width());
        }
        window->resize(1500, 500);
        QTRY_VERIFY(window->editor()->tabifiedDockWidgets(window->editor()->docks().first()).isEmpty());
    }

    void aFileOpenedInANarrowWindowLeavesRoom()
    {
        MainWindow* window = this->window();
        window->resize(576, 500);
        QCoreApplication::processEvents();
        window->newProfile(u"ndes-scep"_s);
        QVERIFY(window->editor());
        const QWidget* form = window->editor()->centralWidget();
        QTRY_VERIFY2(form->width() * 2 > window->width(), qPrintable(QString::number(form->width())));
    }

    void fitsASmallScreen()
    {
        MainWindow* window = this->window();
        window->resize(560, 340);
        QCOMPARE(window->size(), QSize(560, 340));
        delete window;
        window = windowWith(profileText({payload(scep, u"A"_s)}));
        window->editor()->payloadList().setCurrent(0);
        QTRY_VERIFY(window->editor()->findingsPanel().model()->rowCount() > 0);
        window->editor()->findingsPanel().showNext();
        QCoreApplication::processEvents();
        window->resize(560, 340);
        QCoreApplication::processEvents();
        QCOMPARE(window->size(), QSize(560, 340));
    }

    void othersChangesAreNoticedAtOnce()
    {
        MainWindow* window = windowWith(profileText({}));
        const QByteArray ours = profileText({});
        write(window->filePath(), profileText({payload(scep, u"Theirs"_s)}));
        QTRY_VERIFY(window->messages().shows(u"disk"_s));
        // Changed back: there is nothing to decide any more.
        QTest::qWait(20);
        write(window->filePath(), ours);
        QTRY_VERIFY(!window->messages().shows(u"disk"_s));
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        window->save();
        QTest::qWait(400);
        QVERIFY(!window->messages().shows(u"disk"_s));
        QVERIFY(!window->isWindowModified());
    }

    void aBrokenSignatureIsInTheVerdict()
    {
        const auto bytesOf = [](const char* name) {
            return read(QStringLiteral(FIXTURES "/pki/") + QString::fromLatin1(name));
        };
        const auto signer = sign::Identity::fromFiles(bytesOf("leaf-ec.pem"), bytesOf("leaf-ec.key"), {},
                                                      base::Secret(QByteArray()));
        QVERIFY(signer);
        auto tampered = sign::sign(profileText({payload(scep, u"Device"_s)}), *signer);
        QVERIFY(tampered);
        QVERIFY(tampered->contains("Office"));
        tampered->replace("Office", "Offize");
        MainWindow* window = windowWith(*tampered);
        QVERIFY(window->document());
        const ui::FindingsPanel& panel = window->editor()->findingsPanel();
        QTRY_VERIFY(window->editor()->linter().isCurrent());
        QVERIFY2(panel.verdict().startsWith(u"The signature does not hold"_s), qPrintable(panel.verdict()));
        // Once it is edited the signature is gone, and with it what was wrong with it.
        QVERIFY(window->document()->apply(u"Name"_s, naming(u"Home"_s)));
        QVERIFY(!panel.verdict().startsWith(u"The signature"_s));
    }

    void everyControlHasAName()
    {
        MainWindow* window = windowWith(profileText({payload(scep, u"Device"_s)}));
        const auto widgets = window->findChildren<QWidget*>();
        int checked = 0;
        for (const QWidget* widget : widgets) {
            const bool isInput =
                qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
                || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget);
            // Parts that the toolkit makes for a control which has the name itself.
            const bool isPart =
                qobject_cast<const QHeaderView*>(widget)
                || qobject_cast<const QComboBox*>(widget->parentWidget())
                || widget->objectName().startsWith(u"qt_"_s) || widget->inherits("QDockWidgetTitleButton")
                || widget->inherits("QLineEditIconButton") || widget->inherits("QComboBoxListView");
            if (!isInput || isPart)
                continue;
            const QAccessibleInterface* accessible =
                QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
                     qPrintable(u"%1 in %2"_s.arg(
                         QString::fromLatin1(widget->metaObject()->className()),
                         QString::fromLatin1(widget->parentWidget()->metaObject()->className()))));
            ++checked;
        }
        QVERIFY(checked > 10);
    }

    void typingInALargeProfileStaysFluent()
    {
        plist::Array payloads;
        const plist::Dict settings{{u"URL"_s, u"https://scep.example.com/"_s},
                                   {u"Keysize"_s, 2048},
                                   {u"Key Type"_s, u"RSA"_s},
                                   {u"Key Usage"_s, 5}};
        for (int number = 0; number < 400; ++number)
            payloads.push_back(
                payload(scep, u"Device %1"_s.arg(number)).with({u"PayloadContent"_s}, settings));
        MainWindow* window = windowWith(profileText(std::move(payloads)));
        window->editor()->payloadList().setCurrent(200);
        QTRY_VERIFY_WITH_TIMEOUT(window->editor()->linter().isCurrent(), 30000);
        const plist::Path name{u"PayloadContent"_s, std::size_t(200), u"PayloadDisplayName"_s};
        qint64 longestEdit = 0;
        qint64 longest = 0;
        for (int letter = 0; letter < 30; ++letter) {
            QElapsedTimer timer;
            timer.start();
            QVERIFY(
                window->document()->apply(u"Name"_s, {plist::Edit::set(name, QString(letter + 1, u'x'))}, 5));
            longestEdit = std::max(longestEdit, timer.elapsed());
            QCoreApplication::processEvents();
            longest = std::max(longest, timer.elapsed());
        }
        // bench_keystroke measures 2,000 payloads. Wide, for machines under load and sanitizers: a lint run
        // on this thread would still not fit.
        QVERIFY2(longest < 500, qPrintable(u"%1 ms, the edit alone %2 ms"_s.arg(longest).arg(longestEdit)));
        QTRY_VERIFY_WITH_TIMEOUT(window->editor()->linter().isCurrent(), 30000);
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
