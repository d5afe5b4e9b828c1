// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/form_harness.h"
#include "tests/support/test_pki.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/start_page.h"
#include "ui/findings/finding_model.h"
#include "ui/main_window.h"
#include "ui/task.h"
#include "ui/trust/certificate_tile.h"
#include "ui/trust/chain_view.h"
#include "ui/trust/check_findings.h"
#include "ui/trust/check_form.h"
#include "ui/trust/check_page.h"
#include "ui/trust/check_result.h"
#include "ui/trust/moment_bar.h"
#include "ui/trust/report_file.h"
#include "ui/trust/verdict_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QDateEdit>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <algorithm>
#include <atomic>

using namespace Qt::Literals::StringLiterals;
using ui::CheckPage;

namespace {

QString fixture(const char* name) { return QStringLiteral(FIXTURES "/pki/") + QString::fromLatin1(name); }

tls::Observation observation()
{
    tls::Observation seen;
    seen.host = u"mdm.example.com"_s;
    seen.port = 443;
    seen.sent = {test::certificate("leaf.pem"), test::certificate("intermediate.pem")};
    tls::Session session;
    session.protocol = tls::Protocol::Tls13;
    session.suite.name = u"TLS_AES_128_GCM_SHA256"_s;
    session.suite.keyExchange = tls::KeyExchange::Tls13;
    session.group = u"X25519"_s;
    seen.session = session;
    seen.attempts = {{tls::Protocol::Tls13, session, {}}};
    return seen;
}

/// A server that took the connection and no hello.
tls::Observation unanswered()
{
    tls::Observation seen;
    seen.host = u"mdm.example.com"_s;
    seen.port = 443;
    seen.attempts = {{tls::Protocol::Tls13, {}, base::Error{base::Error::Code::Network, u"It hung up"_s}}};
    return seen;
}

QPushButton* button(QWidget* root, const QString& text)
{
    const auto buttons = root->findChildren<QPushButton*>();
    for (QPushButton* one : buttons) {
        if (one->text().remove(u'&') == text && one->isVisibleTo(root))
            return one;
    }
    return nullptr;
}

}  // namespace

class CheckPageTest : public QObject
{
    Q_OBJECT

private:
    /// The network and the roots of these tests, and what was asked of them.
    ui::CheckServices services()
    {
        const auto roots = [this] {
            ++m_rootsRead;
            m_rootsThread = QThread::currentThread();
            return trust::Roots{{test::certificate("other-root.pem")}, true};
        };
        const auto probe = [this](const tls::Endpoint& endpoint, const tls::ProbeOptions& options,
                                  const std::stop_token& stop) -> base::Result<tls::Observation> {
            ++m_contacts;
            m_asked = endpoint.host;
            if (options.progress)
                options.progress(u"Saying hello"_s, 0.5);
            while (m_isBlocked && !stop.stop_requested())
                QThread::msleep(2);
            if (stop.stop_requested()) {
                m_wasStopped = true;
                return base::Error{base::Error::Code::Cancelled, u"Cancelled"_s};
            }
            if (m_failure)
                return *m_failure;
            return m_agrees ? observation() : unanswered();
        };
        return {probe, std::make_shared<const ui::LazyKnowledge>(roots), [] {
                    return QDateTime(QDate(2026, 5, 1), QTime(9, 30), Qt::UTC);
                }};
    }

    void visit()
    {
        test::named<QLineEdit>(m_page.get(), u"Address"_s)->setText(u"mdm.example.com"_s);
        QTest::mouseClick(button(m_page.get(), u"Check"_s), Qt::LeftButton);
    }

    /// The certificates of `names`, judged and on the screen.
    void openFiles(const QStringList& names)
    {
        QSignalSpy shown(m_page.get(), &CheckPage::shown);
        QStringList paths;
        for (const QString& name : names)
            paths << fixture(name.toLatin1().constData());
        m_page->checkFiles(paths);
        QTRY_VERIFY(!shown.isEmpty());
    }

    bool finds(const QString& rule)
    {
        const ui::FindingModel& model = *m_page->result().findings().model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.finding(row).rule == rule)
                return true;
        }
        return false;
    }

    schema::Store m_store;
    std::unique_ptr<CheckPage> m_page;
    std::atomic<int> m_contacts = 0;
    std::atomic<int> m_rootsRead = 0;
    std::atomic<QThread*> m_rootsThread = nullptr;
    std::atomic<bool> m_isBlocked = false;
    std::atomic<bool> m_agrees = true;
    std::atomic<bool> m_wasStopped = false;
    QString m_asked;
    std::optional<base::Error> m_failure;

private slots:
    void init()
    {
        ui::installAccessibleNames();
        m_contacts = 0;
        m_rootsRead = 0;
        m_isBlocked = false;
        m_agrees = true;
        m_wasStopped = false;
        m_failure.reset();
        m_page = std::make_unique<CheckPage>(services(), m_store);
        m_page->resize(1200, 900);
        m_page->show();
        m_page->checkServer();
    }

    void cleanup()
    {
        m_isBlocked = false;
        m_page.reset();
        ui::taskPool().waitForDone();
    }

    void nothingIsContactedWithoutAClick()
    {
        test::named<QLineEdit>(m_page.get(), u"Address"_s)->setText(u"mdm.example.com"_s);
        auto* purpose = test::named<QComboBox>(m_page.get(), u"Used for"_s);
        purpose->setCurrentIndex(3);
        emit purpose->activated(3);
        emit m_page->result().moment().changed();
        ui::taskPool().waitForDone();
        QCOMPARE(m_contacts.load(), 0);
        QCOMPARE(m_rootsRead.load(), 0);
        visit();
        QTRY_COMPARE(m_contacts.load(), 1);
        QTRY_VERIFY(m_page->result().isVisible());
        QCOMPARE(m_asked, u"mdm.example.com"_s);
    }

    void aServerIsJudgedAsItWasSeen()
    {
        QAbstractItemModelTester tester(m_page->result().findings().model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        visit();
        QTRY_VERIFY(m_page->result().isVisible());
        QVERIFY(m_page->result().verdict().text().startsWith(u"Refused"_s));
        QVERIFY(finds(u"apple-tls-dns-name-in-san"_s) || finds(u"apple-tls-validity-825-any-anchor"_s));
        QCOMPARE(m_page->result().chain().order(), (std::vector<std::size_t>{1, 0}));
        QCOMPARE(m_page->form().told(), QString());
    }

    void withoutAHandshakeThereIsNoChainToSpeakOf()
    {
        m_agrees = false;
        visit();
        QTRY_VERIFY(m_page->result().isVisible());
        QVERIFY(finds(u"tls-no-handshake"_s));
        const auto labels = m_page->result().verdict().findChildren<QLabel*>();
        const auto says = [&](const QString& words) {
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel* label) { return label->text().contains(words); });
        };
        QVERIFY(says(u"no handshake"_s));
        QVERIFY(!says(u"chain"_s));
    }

    void whatASettingChangesIsJudgedWithoutTheServer()
    {
        visit();
        QTRY_VERIFY(m_page->result().isVisible());
        QVERIFY(finds(u"apple-tls-validity-825-any-anchor"_s));
        QSignalSpy shown(m_page.get(), &CheckPage::shown);
        auto* anchors = test::named<QComboBox>(m_page.get(), u"Root"_s);
        anchors->setCurrentIndex(4);
        emit anchors->activated(4);
        QTRY_VERIFY(!shown.isEmpty());
        QVERIFY(!finds(u"apple-tls-validity-825-any-anchor"_s));
        QCOMPARE(m_contacts.load(), 1);
    }

    void aVerdictForAnotherDaySaysForWhich()
    {
        visit();
        QTRY_VERIFY(m_page->result().isVisible());
        QVERIFY(m_page->result().verdict().text().startsWith(u"Refused."_s));
        auto* day = m_page->result().moment().findChild<QDateEdit*>();
        day->setDate(QDate(2046, 11, 24));
        QTRY_VERIFY2(m_page->result().verdict().text().contains(u"2046"_s),
                     qPrintable(m_page->result().verdict().text()));
        m_page->result().moment().backToNow();
        QTRY_VERIFY(m_page->result().verdict().text().startsWith(u"Refused."_s));
    }

    void aVisitTellsHowFarItIs()
    {
        m_isBlocked = true;
        visit();
        QTRY_COMPARE(m_page->form().told(), u"Saying hello"_s);
        QVERIFY(!button(m_page.get(), u"Check"_s)->isEnabled());
    }

    void cancellingEndsAVisitAtOnce()
    {
        m_isBlocked = true;
        visit();
        QTRY_COMPARE(m_contacts.load(), 1);
        QTest::mouseClick(button(m_page.get(), u"Cancel"_s), Qt::LeftButton);
        QCOMPARE(m_page->form().told(), u"Cancelled"_s);
        QVERIFY(button(m_page.get(), u"Check"_s)->isEnabled());
        QVERIFY(!button(m_page.get(), u"Cancel"_s));
        QTRY_VERIFY(m_wasStopped.load());
        ui::taskPool().waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!m_page->result().isVisible());
        QCOMPARE(m_page->form().told(), u"Cancelled"_s);
    }

    void closingThePageStopsAVisit()
    {
        m_isBlocked = true;
        visit();
        QTRY_COMPARE(m_contacts.load(), 1);
        m_page.reset();
        QTRY_VERIFY(m_wasStopped.load());
    }

    void aServerThatDoesNotAnswerIsNoVerdict()
    {
        m_failure = base::Error{base::Error::Code::Network, u"The port does not answer"_s};
        visit();
        QTRY_COMPARE(m_page->form().told(), u"The port does not answer"_s);
        QVERIFY(!m_page->result().isVisible());
    }

    void withoutAnAddressThereIsNoVisit()
    {
        QTest::mouseClick(button(m_page.get(), u"Check"_s), Qt::LeftButton);
        QVERIFY(!m_page->form().told().isEmpty());
        QCOMPARE(m_contacts.load(), 0);
    }

    void anotherDayJudgesAnew()
    {
        openFiles({u"leaf.pem"_s, u"intermediate.pem"_s, u"root.pem"_s});
        QVERIFY(!finds(u"apple-x509-not-yet-valid"_s));
        auto* day = test::named<QDateEdit>(m_page.get(), u"Day"_s);
        day->setDate(QDate(2019, 12, 31));
        QTRY_VERIFY(finds(u"apple-x509-not-yet-valid"_s));
        auto* back = button(m_page.get(), u"Today, newest system"_s);
        QVERIFY(back->isEnabled());
        QTest::mouseClick(back, Qt::LeftButton);
        QTRY_VERIFY(!finds(u"apple-x509-not-yet-valid"_s));
        QVERIFY(!back->isEnabled());
        QCOMPARE(day->date(), QDate(2026, 5, 1));
    }

    void theDaySliderSpansTheCertificates()
    {
        openFiles({u"leaf.pem"_s});
        auto* slider = m_page->result().moment().findChild<QSlider*>();
        slider->setValue(slider->minimum());
        QTRY_VERIFY(finds(u"apple-x509-not-yet-valid"_s));
        slider->setValue(slider->maximum());
        QTRY_VERIFY(finds(u"apple-x509-expired"_s));
    }

    void anotherSystemJudgesAnew()
    {
        openFiles({u"leaf.pem"_s, u"intermediate.pem"_s, u"root.pem"_s});
        QVERIFY(finds(u"apple-tls-validity-825-any-anchor"_s));
        auto* version = test::named<QSlider>(m_page.get(), u"Version, older to newer"_s);
        version->setFocus();
        QTest::keyClick(version, Qt::Key_Home);
        QTRY_VERIFY(!finds(u"apple-tls-validity-825-any-anchor"_s));
        QCOMPARE(m_page->result().moment().target().toString(), u"iOS 11"_s);
    }

    void theLastOfManyQuestionsWins()
    {
        openFiles({u"leaf.pem"_s});
        auto* slider = m_page->result().moment().findChild<QSlider*>();
        for (int day = slider->minimum(); day < slider->maximum(); day += 40)
            slider->setValue(day);
        slider->setValue(slider->minimum());
        QTRY_VERIFY(finds(u"apple-x509-not-yet-valid"_s));
        QVERIFY(!finds(u"apple-x509-expired"_s));
    }

    void theRootsAreReadOnceAndNotByTheWindow()
    {
        openFiles({u"leaf.pem"_s});
        openFiles({u"root.pem"_s});
        QCOMPARE(m_rootsRead.load(), 1);
        QVERIFY(m_rootsThread.load() != QThread::currentThread());
    }

    void aProtectedFileAsksForItsPassphrase()
    {
        m_page->checkFiles({fixture("modern.p12")});
        QLineEdit* passphrase = nullptr;
        QTRY_VERIFY((passphrase = test::named<QLineEdit>(m_page.get(), u"Passphrase"_s)));
        QVERIFY(!m_page->result().isVisible());
        passphrase->setText(u"wrong"_s);
        QTest::keyClick(passphrase, Qt::Key_Return);
        QTRY_VERIFY(!m_page->form().told().startsWith(u"The file is protected"_s));
        passphrase->setText(u"fixture"_s);
        QTest::keyClick(passphrase, Qt::Key_Return);
        QTRY_VERIFY(m_page->result().isVisible());
        QCOMPARE(m_page->form().told(), QString());
    }

    void aFileThatIsNoneSaysSo()
    {
        m_page->checkFiles({fixture("make.sh")});
        QTRY_VERIFY(m_page->form().told().startsWith(u"make.sh: "_s));
        m_page->checkFiles({fixture("is-not-there.pem")});
        QTRY_VERIFY(m_page->form().told().startsWith(u"is-not-there.pem: "_s));
        QVERIFY(!m_page->result().isVisible());
    }

    void eachLeafOfABundleHasItsOwnVerdict()
    {
        openFiles({u"leaf.pem"_s, u"expired.pem"_s});
        auto* leaf = test::named<QComboBox>(m_page.get(), u"Certificate"_s);
        QVERIFY(leaf);
        QCOMPARE(leaf->count(), 2);
        QVERIFY(!finds(u"apple-x509-expired"_s));
        leaf->setCurrentIndex(1);
        emit leaf->activated(1);
        QVERIFY(finds(u"apple-x509-expired"_s));
    }

    void turningToAServerTakesTheFilesAway()
    {
        openFiles({u"leaf.pem"_s});
        m_page->findChild<QRadioButton*>()->click();
        QVERIFY(!m_page->result().isVisible());
        QVERIFY(test::named<QLineEdit>(m_page.get(), u"Address"_s));
    }

    void aFindingPointsAtItsCertificate()
    {
        openFiles({u"leaf.pem"_s, u"intermediate.pem"_s, u"root.pem"_s});
        QCOMPARE(m_page->result().chain().current(), std::optional<std::size_t>(0));
        auto* show = button(m_page.get(), u"Show certificate"_s);
        QVERIFY(show);
        QTest::mouseClick(show, Qt::LeftButton);
        QVERIFY(!button(m_page.get(), u"Show certificate"_s));
        const auto order = m_page->result().chain().order();
        m_page->result().chain().tile(order.front())->click();
        QCOMPARE(m_page->result().chain().current(), std::optional(order.front()));
    }

    void certificatesOfAProfileLeadToTheirPayload()
    {
        const QByteArray xml = test::profileXml(
            test::payloadXml("com.apple.security.pkcs1",
                             "\t\t\t<key>PayloadContent</key>\n\t\t\t<data>"
                                 + test::certificate("expired.pem").der().toBase64() + "</data>\n"));
        const auto document = plist::Document::read(xml);
        QVERIFY(document.has_value());
        QSignalSpy shown(m_page.get(), &CheckPage::shown);
        QSignalSpy asked(m_page.get(), &CheckPage::showPathAsked);
        m_page->checkProfile(u"Office"_s, *document);
        QTRY_VERIFY(!shown.isEmpty());
        QVERIFY(!m_page->form().purpose());
        QVERIFY(finds(u"apple-x509-expired"_s));
        auto* list = test::named<QListView>(m_page.get(), u"Findings"_s);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(m_contacts.load(), 0);
    }

    void everyInputHasAName()
    {
        QCOMPARE(test::namelessInputs(m_page.get()), QStringList());
        openFiles({u"leaf.pem"_s, u"expired.pem"_s});
        QCOMPARE(test::namelessInputs(m_page.get()), QStringList());
    }

    void theTabKeyGoesFromTopToBottom()
    {
        openFiles({u"leaf.pem"_s, u"expired.pem"_s});
        QApplication::setActiveWindow(m_page.get());
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        test::named<QLineEdit>(m_page.get(), u"Files"_s)->setFocus();
        const QStringList stops = {u"Files"_s, u"Used for"_s, u"Certificate"_s, u"Day"_s, u"System"_s};
        qsizetype reached = 0;
        for (int key = 0; key < 40 && reached < stops.size(); ++key) {
            if (test::accessibleName(QApplication::focusWidget()) == stops[reached])
                ++reached;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(stops.mid(reached), QStringList());
        QVERIFY(qobject_cast<QSlider*>(QApplication::focusWidget())
                || qobject_cast<QComboBox*>(QApplication::focusWidget()));
    }

    void reportsAreTakenAlong()
    {
        openFiles({u"expired.pem"_s});
        QTest::mouseClick(button(m_page.get(), u"Copy Report"_s), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"apple-x509-expired"_s));
        report::CheckReport report;
        report.path = u"a.pem"_s;
        const std::vector<report::CheckReport> reports = {report};
        const QJsonObject json = QJsonDocument::fromJson(ui::reportFile(reports, u"a.json"_s)).object();
        QVERIFY(json.contains(u"files"_s));
        QCOMPARE(json.value(u"format"_s).toInt(), 1);
        QCOMPARE(QJsonDocument::fromJson(ui::reportFile(reports, u"a.sarif"_s))[u"version"_s].toString(),
                 u"2.1.0"_s);
        QVERIFY(ui::reportFile(reports, u"a.txt"_s).startsWith("a.pem"));
    }

    void findingsHaveTheirRoomWhateverWasShownBefore()
    {
        openFiles({u"root.pem"_s});
        const int before = m_page->result().findings().width();
        openFiles({u"expired.pem"_s});
        QCOMPARE(m_page->result().findings().width(), before);
        QVERIFY(before * 4 > m_page->width());
    }

    void itFitsANarrowWindow()
    {
        openFiles({u"leaf.pem"_s});
        m_page->resize(520, 700);
        QCoreApplication::processEvents();
        QVERIFY(m_page->minimumSizeHint().width() <= 520);
    }
};

class CheckInWindowTest : public QObject
{
    Q_OBJECT

private:
    ui::MainWindow* window()
    {
        ui::CheckServices services;
        services.probe = [this](const auto&, const auto&, const auto&) {
            ++m_contacts;
            return base::Error{base::Error::Code::Network, u"There is no network here"_s};
        };
        services.knowledge = std::make_shared<const ui::LazyKnowledge>([] { return trust::Roots(); });
        services.now = [] {
            return QDateTime(QDate(2026, 5, 1), QTime(9, 30), Qt::UTC);
        };
        m_window = std::make_unique<ui::MainWindow>(m_settings, m_store, ui::Questions(),
                                                    ui::MainWindow::Shown::Later, services);
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->show();
        return m_window.get();
    }

    static QAction* action(QWidget* window, const QKeySequence& keys)
    {
        for (QAction* one : window->findChildren<QAction*>()) {
            if (one->shortcut() == keys)
                return one;
        }
        return nullptr;
    }

    app::Settings m_settings;
    schema::Store m_store;
    std::unique_ptr<ui::MainWindow> m_window;
    std::atomic<int> m_contacts = 0;

private slots:
    void cleanup()
    {
        m_window.reset();
        ui::taskPool().waitForDone();
    }

    void theDoorLeadsToThePageAndBack()
    {
        window();
        emit m_window->findChild<ui::StartPage*>()->checkAsked();
        auto* page = m_window->findChild<CheckPage*>();
        QVERIFY(page && page->isVisible());
        QVERIFY(!m_window->isVacant());
        QCOMPARE(m_contacts.load(), 0);
        emit page->backAsked();
        QVERIFY(!page->isVisible());
        QVERIFY(m_window->isVacant());
    }

    void aCertificateFileIsOpenedForACheck()
    {
        window()->openFile(fixture("expired.pem"));
        auto* page = m_window->findChild<CheckPage*>();
        QVERIFY(page);
        QTRY_VERIFY(page->result().isVisible());
        QVERIFY(!m_window->document());
    }

    void aRequestForABetterCertificateCanBeSaved()
    {
        window()->openFile(fixture("names.pem"));
        auto* page = m_window->findChild<CheckPage*>();
        QTRY_VERIFY(page->result().isVisible());
        const auto buttons = page->findChildren<QPushButton*>();
        QVERIFY(std::any_of(buttons.begin(), buttons.end(), [](const QPushButton* button) {
            return button->text().contains(u"Certificate Request") && button->isVisible();
        }));
        const auto certificate = test::certificate("names.pem");
        const auto reports = trust::checkCertificates({&certificate, 1}, {}, {});
        const auto config = ui::requestFile(reports.front(), u"a.cnf"_s);
        QVERIFY2(config && config->contains("[req]") && config->contains("DNS"), "no configuration");
        const auto policy = ui::requestFile(reports.front(), u"a.inf"_s);
        QVERIFY2(policy && policy->contains("[NewRequest]"), "no policy");
        QVERIFY(!ui::requestFile({}, u"a.cnf"_s));
    }

    void theProfileIsCheckedAndComesBackAtTheFinding()
    {
        window()->newProfile(u"root"_s);
        auto* check = action(m_window.get(), QKeySequence(u"Ctrl+Return"_s));
        QVERIFY(check && check->isEnabled());
        check->trigger();
        auto* page = m_window->findChild<CheckPage*>();
        QTRY_VERIFY(page->result().isVisible());
        QVERIFY(
            action(m_window.get(), QKeySequence(u"Ctrl+E"_s))->isEnabled());  // of the profile, on every page
        emit page->showPathAsked(plist::Path{u"PayloadContent"_s, std::size_t(0)});
        QVERIFY(m_window->editor()->isVisible());
        QCOMPARE(m_window->editor()->currentPayload(), std::optional<std::size_t>(0));
        QVERIFY(action(m_window.get(), QKeySequence(u"Ctrl+E"_s))->isEnabled());
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    CheckPageTest page;
    CheckInWindowTest inWindow;
    const int first = QTest::qExec(&page, argc, argv);
    return first != 0 ? first : QTest::qExec(&inWindow, argc, argv);
}
#include "tst_check_page.moc"
