// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_program.h"
#include "tests/support/mnemonics.h"
#include "tests/support/sharing.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/editor/message_area.h"
#include "ui/main_window.h"
#include "ui/share/handout_panel.h"
#include "ui/share/mail_panel.h"
#include "ui/share/sharing.h"
#include "ui/share/web_share_panel.h"
#include "ui/task.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using test::named;
using test::pushable;

namespace {

/// WCAG 2.1, relative luminance.
double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace

/// The Share menu in the window, and what does not need a panel.
class ShareWindowTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& bytes)
    {
        m_path = m_folder.filePath(u"profile.mobileconfig"_s);
        QFile::remove(m_folder.filePath(u"profile.pdf"_s));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        ui::Questions questions;
        questions.unsaved = [](QWidget*, const QString&, const auto& answered) {
            answered(ui::Unsaved::Discard);
        };
        m_window = new ui::MainWindow(m_settings, m_store, questions);
        m_window->resize(1400, 900);
        m_window->show();
        QSignalSpy loaded(m_window, &ui::MainWindow::loaded);
        m_window->openFile(m_path);
        QTRY_COMPARE(loaded.count(), 1);
    }

    [[nodiscard]] QAction* entry(const QString& text) const
    {
        const auto actions = m_window->sharing().menu()->actions();
        for (QAction* action : actions) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }

    /// In the status bar, at the button and for those who hear it.
    [[nodiscard]] bool isLastResultShown(const QString& start) const
    {
        const auto* button = named<QToolButton>(m_window, u"Share"_s);
        return m_window->sharing().lastResult().startsWith(start) && button->toolTip().contains(start)
               && button->accessibleDescription().contains(start) && test::textsOf(m_window).contains(start);
    }

    app::Settings m_settings;
    schema::Store m_store;
    QTemporaryDir m_folder;
    QString m_path;
    QPointer<ui::MainWindow> m_window;

private slots:
    static void initTestCase() { ui::installAccessibleNames(); }
    void cleanup()
    {
        delete m_window;
        ui::taskPool().waitForDone();
    }

    void everyWaySaysWhatWillHappen()
    {
        open(test::plainXml());
        int ways = 0;
        const auto actions = m_window->sharing().menu()->actions();
        for (const QAction* action : actions) {
            if (action->isSeparator() || !action->isVisible())
                continue;
            ++ways;
            QVERIFY2(action->isEnabled(), qPrintable(action->text()));
            QVERIFY2(action->whatsThis().size() > 20, qPrintable(action->text()));
        }
        QCOMPARE(ways, 7);
        auto* button = named<QToolButton>(m_window, u"Share"_s);
        QVERIFY(button && button->menu() == m_window->sharing().menu());
    }

    void withoutAProfileNothingCanBeShared()
    {
        m_window = new ui::MainWindow(m_settings, m_store, ui::Questions());
        m_window->show();
        for (const QString& way : {u"Local Web Share…"_s, u"Mail…"_s, u"Print a Hand-out…"_s, u"Copy Path"_s})
            QVERIFY2(!entry(way)->isEnabled(), qPrintable(way));
    }

    void theFileIsOfferedOnceItIsSaved()
    {
        open(test::plainXml());
        QVERIFY(m_window->document()->apply(u"Rename"_s,
                                            {plist::Edit::set({u"PayloadDisplayName"_s}, u"New"_s)}));
        for (const QString& way : {u"Show in Folder"_s, u"Copy File"_s, u"Copy Path"_s}) {
            QVERIFY(!entry(way)->isEnabled());
            QVERIFY(entry(way)->whatsThis().contains(u"unsaved changes"_s));
        }
        QVERIFY(entry(u"Save First"_s)->isVisible());
        entry(u"Save First"_s)->trigger();
        QVERIFY(!m_window->isWindowModified());
        QVERIFY(!entry(u"Save First"_s)->isVisible());
        QVERIFY(entry(u"Show in Folder"_s)->isEnabled());
        entry(u"Copy File"_s)->trigger();
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->urls(), QList<QUrl>{QUrl::fromLocalFile(m_path)});
        entry(u"Copy Path"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), m_path);
    }

    void everyKeyBelongsToOneThing()
    {
        open(test::plainXml());
        QCOMPARE(test::clashes(m_window->sharing().menu()), QStringList());
        const ui::HandoutPanel& handout = m_window->sharing().handout();
        QCOMPARE(test::clashes(&handout), QStringList());
    }

    void aFolderThatNothingShowsIsTold()
    {
#if !defined(Q_OS_LINUX)
        QSKIP("Only here a program of that name is asked");
#endif
        open(test::plainXml());
        {
            const test::FakeProgram opener(u"xdg-open"_s,
                                           "echo first >&2; echo 'no method available' >&2; exit 3");
            entry(u"Show in Folder"_s)->trigger();
            QTRY_VERIFY(m_window->messages().shows(u"folder"_s));
        }
        const QString told = m_window->messages().text(u"folder"_s);
        QVERIFY2(told.contains(m_folder.path()) && told.contains(u"xdg-open"_s), qPrintable(told));
        QVERIFY2(told.contains(u"no method available"_s) && !told.contains(u"first"_s), qPrintable(told));
        pushable(m_window, u"Copy Path"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), m_path);
        // One that works is asked for the folder, and nothing is said.
        const test::FakeProgram opener(u"xdg-open"_s, "echo \"$@\" > \"$(dirname \"$0\")/asked\"");
        entry(u"Show in Folder"_s)->trigger();
        QFile asked(opener.folder() + u"/asked"_s);
        QTRY_VERIFY(asked.size() > 0);
        QVERIFY(asked.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(asked.readAll()).trimmed(), m_folder.path());
        QVERIFY(!m_window->messages().shows(u"folder"_s));
    }

    void theSignerIsThereAgain()
    {
        m_settings.signer = {u"/keys/signer.p12"_s};
        open(test::plainXml());
        QSignalSpy kept(m_window, &ui::MainWindow::settingsChanged);
        emit m_window->sharing().signAsked();
        auto* dialog = m_window->findChild<ui::ExportDialog*>();
        QVERIFY(dialog);
        QCOMPARE(named<QLineEdit>(dialog, u"Identity file"_s)->text(), u"/keys/signer.p12"_s);
        emit dialog->signerChosen({u"/keys/other.p12"_s}, u"/keys/roots.pem"_s);
        QCOMPARE(kept.count(), 1);
        QCOMPARE(m_settings.signer, QStringList{u"/keys/other.p12"_s});
        QCOMPARE(m_settings.signerRoots, u"/keys/roots.pem"_s);
        dialog->close();
    }

    void whatCannotBeChosenCanBeRead()
    {
        m_window = new ui::MainWindow(m_settings, m_store, ui::Questions());
        m_window->show();
        QMenu* menu = m_window->sharing().menu();
        menu->popup(QPoint(0, 0));
        const QImage picture = menu->grab().toImage();
        const QAction* action = entry(u"Mail…"_s);
        QVERIFY(!action->isEnabled());
        const QRect place = menu->actionGeometry(const_cast<QAction*>(action));
        const QColor ground = picture.pixelColor(place.right() - 2, place.top() + 1);
        // The name and the reason, without the icon in front of them.
        for (const QRect& line :
             {QRect(place.left() + place.height() + 4, place.top(), 40, place.height() / 2),
              QRect(place.left() + place.height() + 4, place.center().y(), 40, place.height() / 2)}) {
            double best = 1;
            for (int y = line.top(); y < line.bottom(); ++y) {
                for (int x = line.left(); x < line.right(); ++x)
                    best = std::max(best, contrast(picture.pixelColor(x, y), ground));
            }
            QVERIFY2(best >= 4.5, qPrintable(QString::number(best)));
        }
        menu->close();
    }

    void airDropLeadsToTheLocalShare()
    {
        open(test::plainXml());
        entry(u"AirDrop"_s)->trigger();
        QVERIFY(m_window->messages().text(u"airdrop"_s).contains(u"needs a Mac"_s));
        QVERIFY(!m_window->findChild<ui::WebSharePanel*>());
        pushable(m_window, u"Local Web Share…"_s)->click();
        QVERIFY(m_window->findChild<ui::WebSharePanel*>()->isVisible());
    }

    void theLastResultStaysWithTheDocument()
    {
        open(test::plainXml());
        entry(u"Mail…"_s)->trigger();
        auto* panel = m_window->findChild<ui::MailPanel*>();
        QVERIFY(panel && panel->isVisible() && !panel->isModal());
        QSignalSpy kept(m_window, &ui::MainWindow::settingsChanged);
        emit panel->delivered(u"mailed to 3"_s);
        panel->close();
        QCOMPARE(kept.count(), 1);
        QVERIFY(isLastResultShown(u"mailed to 3, "_s));
        QVERIFY(m_window->document()->apply(u"Rename"_s,
                                            {plist::Edit::set({u"PayloadDisplayName"_s}, u"New"_s)}));
        QVERIFY(isLastResultShown(u"mailed to 3, "_s));
        entry(u"Save First"_s)->trigger();
        QVERIFY(!m_window->isWindowModified());
        QVERIFY(isLastResultShown(u"mailed to 3, "_s));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("mailed"));
    }

    void theLastResultIsThereWhenTheFileIsOpenedAgain()
    {
        open(test::plainXml());
        emit m_window->sharing().mail().delivered(u"mailed to 3"_s);
        delete m_window;
        const QString stored = m_folder.filePath(u"settings.ini"_s);
        app::saveSettings(m_settings, stored);
        m_settings = app::loadSettings(stored);
        open(test::plainXml());
        QVERIFY(isLastResultShown(u"mailed to 3, "_s));
        // Another day it says which.
        m_settings.setDelivery(m_path,
                               {u"downloaded once"_s, QDateTime(QDate(2026, 1, 30), QTime(14, 2), Qt::UTC)});
        delete m_window;
        open(test::plainXml());
        QVERIFY(isLastResultShown(u"downloaded once, 30 Jan 2026, "_s));
    }

    void theLastResultGoesWithTheFileToItsNewName()
    {
        open(test::plainXml());
        emit m_window->sharing().mail().delivered(u"mailed to 3"_s);
        const QString copy = m_folder.filePath(u"copy.mobileconfig"_s);
        QVERIFY(m_window->document()->save(copy));
        QCOMPARE(m_settings.deliveryOf(copy).what, u"mailed to 3"_s);
        QCOMPARE(m_settings.deliveryOf(m_path).what, u"mailed to 3"_s);
        m_settings.setDelivery(m_folder.filePath(u"other.mobileconfig"_s),
                               {u"downloaded once"_s, QDateTime::currentDateTimeUtc()});
        delete m_window;
        // Of a file that is written over by another profile nothing is known.
        m_settings.setDelivery(m_path, {});
        open(test::plainXml());
        QVERIFY(m_window->document()->save(m_folder.filePath(u"other.mobileconfig"_s)));
        QCOMPARE(m_settings.deliveryOf(m_folder.filePath(u"other.mobileconfig"_s)), app::Delivery());
    }

    void aHandoutIsSavedAsPdf()
    {
        open(test::plainXml());
        ui::HandoutPanel& panel = m_window->sharing().handout();
        QTRY_VERIFY(pushable(&panel, u"Save as PDF"_s)->isEnabled());
        QVERIFY(pushable(&panel, u"Print…"_s)->isEnabled());
        QCOMPARE(test::nameless(&panel), QStringList());
        auto* preview = named<QWidget>(&panel, u"Preview"_s);
        QVERIFY(preview->accessibleDescription().contains(u"Fabrikam"_s));
        QVERIFY(preview->accessibleDescription().contains(u"Not signed"_s));
        auto* language = named<QComboBox>(&panel, u"Language"_s);
        language->setCurrentIndex(language->findData(u"de"_s));
        QVERIFY(preview->accessibleDescription().contains(u"Minuten"_s));
        const QString path = named<QLineEdit>(&panel, u"PDF file"_s)->text();
        QVERIFY(path.startsWith(m_folder.path()) && path.endsWith(u".pdf"_s));
        panel.setAddress(u"http://192.168.178.20:45123/Zm9vYmFyYmF6cXV4cXV1eA/"_s);
        pushable(&panel, u"Save as PDF"_s)->click();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pdf = file.readAll();
        QVERIFY(pdf.startsWith("%PDF-"));
        QCOMPARE(pdf.count("/Type /Page\n"), 1);
        QVERIFY(m_window->sharing().lastResult().startsWith(u"hand-out saved, "_s));
    }

    void othersReadTheHandout()
    {
        for (const QString& tool : {u"pdftotext"_s, u"pdftoppm"_s, u"zbarimg"_s}) {
            if (test::isMissing(tool))
                QSKIP("poppler-utils or zbar-tools is not installed");
        }
        open(test::plainXml());
        ui::HandoutPanel& panel = m_window->sharing().handout();
        const QString address = u"http://192.168.178.20:45123/Zm9vYmFyYmF6cXV4cXV1eA/"_s;
        panel.setAddress(address);
        QTRY_VERIFY(pushable(&panel, u"Save as PDF"_s)->isEnabled());
        auto* language = named<QComboBox>(&panel, u"Language"_s);
        language->setCurrentIndex(language->findData(u"fr"_s));
        const QString path = m_folder.filePath(u"page.pdf"_s);
        named<QLineEdit>(&panel, u"PDF file"_s)->setText(path);
        pushable(&panel, u"Save as PDF"_s)->click();
        const QString text = test::outputOf(u"pdftotext"_s, {path, u"-"_s});
        QVERIFY2(text.contains(u"minutes"_s) && text.contains(u"Fabrikam"_s), qPrintable(text));
        test::outputOf(u"pdftoppm"_s,
                       {u"-r"_s, u"150"_s, u"-png"_s, u"-singlefile"_s, path, m_folder.filePath(u"page"_s)});
        QCOMPARE(test::outputOf(u"zbarimg"_s, {u"--quiet"_s, u"--raw"_s, m_folder.filePath(u"page.png"_s)}),
                 address);
    }

    void closingTheDocumentClosesThePanels()
    {
        open(test::plainXml());
        const QPointer<ui::WebSharePanel> web = &m_window->sharing().webShare();
        const QPointer<ui::MailPanel> mail = &m_window->sharing().mail();
        QVERIFY(web && mail);
        m_window->close();
        QTRY_VERIFY(!m_window);
        QVERIFY(!web && !mail);
    }
};

QTEST_MAIN(ShareWindowTest)
#include "tst_share_window.moc"
