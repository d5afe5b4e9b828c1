// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/pkcs12.h"
#include "tests/support/scep_program.h"
#include "tests/support/scripted_server.h"
#include "ui/editor/message_area.h"
#include "ui/findings/finding_model.h"
#include "ui/scep/identity_offer.h"
#include "ui/scep/scep_certificates.h"
#include "ui/scep/scep_desk.h"
#include "ui/scep/scep_input.h"
#include "ui/scep/scep_result.h"
#include "ui/scep/step_list.h"
#include "ui/scep/step_row.h"
#include "ui/task.h"
#include "ui/trust/certificate_tile.h"
#include "ui/trust/chain_view.h"
#include "ui/trust/check_findings.h"
#include "ui/trust/verdict_view.h"
#include "ui/widgets/wait_row.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QToolButton>

#include <algorithm>
#include <atomic>

using namespace Qt::Literals::StringLiterals;
using test::button;
using test::challenge;
using test::keySize2048;
using test::named;
using test::ScepServer;
using ui::ScepDesk;

namespace {

/// Everything that can be read on `root`, or by assistive tools.
QString textOf(QWidget* root)
{
    QStringList texts;
    const auto widgets = root->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        texts << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
        if (const auto* label = qobject_cast<QLabel*>(widget))
            texts << label->text();
        if (const auto* line = qobject_cast<QLineEdit*>(widget))
            texts << line->text();
        if (const auto* list = qobject_cast<QListView*>(widget)) {
            for (int row = 0; row < list->model()->rowCount(); ++row)
                texts << list->model()->index(row, 0).data().toString();
        }
    }
    return texts.join(u'\n');
}

}  // namespace

class ScepDeskTest : public QObject
{
    Q_OBJECT

private:
    ui::CheckServices services()
    {
        const auto roots = [this] {
            ++m_rootsRead;
            m_rootsThread = QThread::currentThread();
            return trust::Roots{{}, true};
        };
        return {tls::probe, std::make_shared<const ui::LazyKnowledge>(roots), [] {
                    return QDateTime::currentDateTimeUtc();
                }};
    }

    void serve(const QStringList& modes = {}) { m_server = std::make_unique<ScepServer>(modes); }

    void open(const QString& url, const QByteArray& keySize = keySize2048, const QByteArray& more = {})
    {
        m_document = test::documentOf(test::scepXml(url, keySize, more));
        m_before = m_document->document().text();
        schema::Target os;
        os.version = QVersionNumber(26);
        m_desk->showPayload(*m_document, plist::Path{u"PayloadContent"_s, std::size_t(0)}, os, {});
    }

    void press(const QString& text)
    {
        QAbstractButton* found = button(m_desk.get(), text);
        if (!found)
            qFatal("there is no button %s", qPrintable(text));
        found->click();
    }

    /// Presses and waits for what comes of it.
    void run(const QString& text)
    {
        QSignalSpy shown(m_desk.get(), &ScepDesk::shown);
        press(text);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count(), 1, 20'000);
    }

    QString verdict() { return m_desk->result().verdict().text(); }

    /// Probes, or dry-runs, and goes on to the certificate.
    void enrol()
    {
        run(u"Dry Run"_s);
        run(u"Issue a Certificate"_s);
        QVERIFY2(m_desk->result().answer().report.issued, qPrintable(verdict()));
    }

    QString typeOf(std::size_t payload) { return m_document->profile().payloads()[payload].type; }

    std::unique_ptr<ScepServer> m_server;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ScepDesk> m_desk;
    QByteArray m_before;
    std::atomic<int> m_rootsRead = 0;
    std::atomic<QThread*> m_rootsThread = nullptr;

private slots:
    void initTestCase() { ui::installAccessibleNames(); }

    void init()
    {
        m_rootsRead = 0;
        m_desk = std::make_unique<ScepDesk>(services());
        m_desk->resize(1100, 900);
        m_desk->show();
    }

    void cleanup()
    {
        m_desk.reset();
        m_document.reset();
        ui::taskPool().waitForDone();
        m_server.reset();
        QGuiApplication::clipboard()->clear();
    }

    void nothingIsSentBeforeAClick()
    {
        serve();
        open(m_server->url());
        m_desk->showServer(QUrl(m_server->url()));
        ui::taskPool().waitForDone();
        QCOMPARE(m_server->count("GetCA"), 0);
    }

    void aGoodServerGoesOn()
    {
        serve({u"ra-two"_s});
        open(m_server->url());
        run(u"Probe"_s);
        QVERIFY2(verdict().startsWith(u"Goes on. A device would go on"_s), qPrintable(verdict()));
        QCOMPARE(m_desk->result().steps().rows().size(), std::size_t(2));
        QCOMPARE(m_desk->result().certificates().chain().order().size(), std::size_t(3));
        const auto& picture = m_desk->result().answer().picture.certificates;
        const auto issued = std::count_if(picture.begin(), picture.end(),
                                          [](const auto& one) { return one.issuedBy.has_value(); });
        QCOMPARE(issued, 2);
        const QString text = textOf(m_desk.get());
        QVERIFY(text.contains(u"RA, decrypts"_s));
        QVERIFY(text.contains(u"POSTPKIOperation"_s));
        QVERIFY(text.contains(u"The request: POST, SHA-512, AES"_s));
        QCOMPARE(m_server->count("PKIOperation"), 0);
        QCOMPARE(m_rootsRead.load(), 0);
    }

    void aGetQueryIsMeasuredAgainstTheLimit()
    {
        serve({u"caps-no-post"_s});
        open(m_server->url());
        run(u"Probe"_s);
        QVERIFY(textOf(m_desk.get()).contains(u"IIS allows 2,048"_s));
    }

    void everyCertificateHasThreeFingerprintsToCopy()
    {
        serve({u"ra-two"_s});
        open(m_server->url());
        run(u"Probe"_s);
        auto& chain = m_desk->result().certificates().chain();
        const auto& sent = m_desk->result().answer().report.certificates;
        for (std::size_t i = 0; i < sent.size(); ++i) {
            chain.tile(i)->click();
            for (const auto& [name, digest] : {std::pair(u"Copy SHA-1 fingerprint"_s, x509::Digest::Sha1),
                                               std::pair(u"Copy SHA-256 fingerprint"_s, x509::Digest::Sha256),
                                               std::pair(u"Copy MD5 fingerprint"_s, x509::Digest::Md5)}) {
                auto* copy = named<QToolButton>(&m_desk->result().certificates(), name);
                QVERIFY(copy);
                copy->click();
                QCOMPARE(QGuiApplication::clipboard()->text(),
                         x509::hexWithColons(sent[i].certificate.fingerprint(digest)));
            }
        }
    }

    void badServers_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("says");
        QTest::newRow("a page") << u"not-found"_s << u"MCSCEPErrorDomain 22004"_s;
        QTest::newRow("no RA") << u"ra-ca-only"_s << u"MCSCEPErrorDomain 22003"_s;
        QTest::newRow("no digest") << u"caps-standard"_s << u"MCSCEPErrorDomain 22006"_s;
        QTest::newRow("elliptic curve") << u"ec-ca"_s << u"MCSCEPErrorDomain 22011"_s;
        QTest::newRow("no answer") << u"close"_s << u"MCSCEPErrorDomain 22005"_s;
    }

    void badServers()
    {
        QFETCH(QString, mode);
        QFETCH(QString, says);
        serve({mode});
        open(m_server->url());
        run(u"Probe"_s);
        QVERIFY2(verdict().startsWith(u"Stops. "_s), qPrintable(verdict()));
        QVERIFY2(verdict().contains(says), qPrintable(verdict()));
        const ui::FindingModel& model = *m_desk->result().findings().model();
        QVERIFY(model.rowCount() > 0);
        QVERIFY(!model.finding(0).why.isEmpty());
        QVERIFY(!model.finding(0).source.isEmpty());
    }

    void aWebServerThatDevicesDoNotTrustIsJudgedFirst()
    {
        m_server = std::make_unique<ScepServer>(
            QStringList(), QStringList{u"--tls"_s, QStringLiteral(FIXTURES "/pki/fullchain.pem"),
                                       QStringLiteral(FIXTURES "/pki/leaf.key")});
        QVERIFY(m_server->url().startsWith(u"https:"_s));
        open(m_server->url());
        run(u"Probe"_s);
        QVERIFY2(verdict().contains(u"MCSCEPErrorDomain 22005"_s), qPrintable(verdict()));
        QVERIFY(textOf(m_desk.get()).contains(u"NSURLErrorDomain -1202"_s));
        QCOMPARE(m_desk->result().steps().rows().size(), std::size_t(1));
        QCOMPARE(m_server->count("GetCA"), 0);
        QCOMPARE(m_rootsRead.load(), 1);
        QVERIFY(m_rootsThread.load() != QThread::currentThread());
        run(u"Probe"_s);
        QCOMPARE(m_rootsRead.load(), 1);
    }

    void whatNoDeviceShowsIsShown()
    {
        serve({u"not-found"_s});
        open(m_server->url());
        run(u"Probe"_s);
        QVERIFY(textOf(m_desk.get()).contains(u"HTTP status 404"_s));
        QVERIFY(textOf(m_desk.get()).contains(u"The page says: "_s));
    }

    void anExpiredCertificateIsMarkedInThePicture()
    {
        serve({u"ra-expired"_s});
        open(m_server->url());
        run(u"Probe"_s);
        const auto& sent = m_desk->result().answer().report.certificates;
        for (std::size_t i = 0; i < sent.size(); ++i) {
            const bool isExpired = sent[i].certificate.notAfter() < QDateTime::currentDateTimeUtc();
            const auto tone = m_desk->result().certificates().chain().tile(i)->tone();
            QCOMPARE(tone != ui::Tone::Good, isExpired);
        }
    }

    void stepsComeInWhileTheRunGoesOn()
    {
        serve({u"stall-pki"_s});
        open(m_server->url());
        run(u"Dry Run"_s);
        press(u"Issue a Certificate"_s);
        QTRY_COMPARE(m_desk->result().steps().rows().size(), std::size_t(2));
        QVERIFY(!m_desk->result().verdict().isVisible());
        QVERIFY(button(m_desk.get(), u"Cancel"_s));
        QTRY_VERIFY(m_desk->findChild<QProgressBar*>()->isVisible());
        press(u"Cancel"_s);
        QVERIFY(m_desk->input().told().startsWith(u"Cancelled. If the request was sent"_s));
        QVERIFY(!button(m_desk.get(), u"Cancel"_s));
        QVERIFY(!m_desk->findChild<QProgressBar*>()->isVisible());
    }

    void aStepTellsAllWhenItIsUnfolded()
    {
        serve();
        open(m_server->url());
        run(u"Probe"_s);
        ui::StepRow* row = m_desk->result().steps().rows().front();
        auto* header = row->findChild<QToolButton*>();
        QVERIFY(header->accessibleName().startsWith(u"GetCACert; status 200"_s));
        QVERIFY(!row->isOpen());
        header->setFocus();
        QTest::keyClick(header, Qt::Key_Space);
        QVERIFY(row->isOpen());
        const QString text = textOf(row);
        for (const QString& part :
             {u"operation=GetCACert"_s, u"Status: 200"_s, u"application/"_s, u"30 82"_s})
            QVERIFY2(text.contains(part), qPrintable(part));
    }

    void cancellingEndsARunAtOnce()
    {
        test::ScriptedServer silent([](test::Connection& connection) { connection.waitUntilClosed(); });
        open(u"http://127.0.0.1:%1/scep"_s.arg(silent.port()));
        press(u"Probe"_s);
        QVERIFY(!button(m_desk.get(), u"Probe"_s)->isEnabled());
        press(u"Cancel"_s);
        QCOMPARE(m_desk->input().told(), u"Cancelled"_s);
        QVERIFY(button(m_desk.get(), u"Probe"_s)->isEnabled());
        QVERIFY(ui::taskPool().waitForDone(5000));
        QCoreApplication::processEvents();
        QVERIFY(!m_desk->result().verdict().isVisible());
    }

    void escapeEndsARunWhichSaysHowLongItTakes()
    {
        test::ScriptedServer silent([](test::Connection& connection) { connection.waitUntilClosed(); });
        open(u"http://127.0.0.1:%1/scep"_s.arg(silent.port()));
        m_desk->activateWindow();
        QTRY_VERIFY(m_desk->isActiveWindow());
        auto* probe = button(m_desk.get(), u"Probe"_s);
        probe->setFocus();
        probe->click();
        QVERIFY(button(m_desk.get(), u"Cancel"_s)->text().contains(u'&'));
        QTRY_COMPARE(m_desk->input().wait().told(), u"1 s; gives up after 60 s without an answer"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(m_desk->input().told(), u"Cancelled"_s);
        QCOMPARE(QApplication::focusWidget(), probe);
        QVERIFY(ui::taskPool().waitForDone(5000));
    }

    void aSecondRunTakesThePlaceOfTheFirst()
    {
        test::ScriptedServer silent([](test::Connection& connection) { connection.waitUntilClosed(); });
        serve();
        open(u"http://127.0.0.1:%1/scep"_s.arg(silent.port()));
        m_desk->probe();
        QVERIFY(m_document
                    ->apply(u"Address"_s, {plist::Edit::set({u"PayloadContent"_s, std::size_t(0),
                                                             u"PayloadContent"_s, u"URL"_s},
                                                            m_server->url())})
                    .has_value());
        QSignalSpy shown(m_desk.get(), &ScepDesk::shown);
        m_desk->probe();
        QTRY_COMPARE(shown.count(), 1);
        QVERIFY(ui::taskPool().waitForDone(5000));
        QCoreApplication::processEvents();
        QCOMPARE(shown.count(), 1);
        QVERIFY(verdict().startsWith(u"Goes on"_s));
        QCOMPARE(m_desk->result().steps().rows().size(), std::size_t(2));
    }

    void closingThePageOrTheDocumentDuringARunIsSafe()
    {
        test::ScriptedServer silent([](test::Connection& connection) { connection.waitUntilClosed(); });
        const QString url = u"http://127.0.0.1:%1/scep"_s.arg(silent.port());
        open(url);
        press(u"Probe"_s);
        m_desk->forgetDocument();
        m_document.reset();
        QVERIFY(ui::taskPool().waitForDone(5000));
        press(u"Probe"_s);
        QCOMPARE(m_desk->input().told(), u"The SCEP payload is no longer in the profile"_s);
        open(url);
        press(u"Probe"_s);
        m_desk.reset();
        QVERIFY(ui::taskPool().waitForDone(5000));
    }

    void whatTheServerShowsGoesIntoTheProfileInOneStep()
    {
        serve({u"ra-two"_s});
        open(m_server->url());
        run(u"Probe"_s);
        QAbstractButton* put = button(m_desk.get(), u"Put into the Profile"_s);
        QVERIFY(put->isEnabled());
        put->click();
        QCOMPARE(m_document->undoStack()->count(), 1);
        QCOMPARE(m_document->profile().payloads().size(), std::size_t(2));
        QCOMPARE(typeOf(1), u"com.apple.security.root"_s);
        QVERIFY(m_document->profile().payloads()[0].content()->get<QByteArray>(u"CAFingerprint"));
        QVERIFY(!put->isEnabled());
        QVERIFY(put->accessibleDescription().startsWith(u"The profile has this fingerprint"_s));
        QVERIFY(m_desk->messages().shows(u"done"_s));
        press(u"Undo"_s);
        QCOMPARE(m_document->document().text(), m_before);
        QVERIFY(put->isEnabled());
        QVERIFY(!m_desk->messages().shows(u"done"_s));
    }

    void withoutCertificatesThereIsNothingToPut()
    {
        serve({u"login-page"_s});
        open(m_server->url());
        run(u"Probe"_s);
        QAbstractButton* put = button(m_desk.get(), u"Put into the Profile"_s);
        QVERIFY(!put->isEnabled());
        QVERIFY(put->accessibleDescription().startsWith(u"The server showed no certificates"_s));
    }

    void aDryRunStopsBeforeTheRequest()
    {
        serve();
        open(m_server->url());
        run(u"Dry Run"_s);
        QVERIFY(verdict().startsWith(u"Goes on"_s));
        QCOMPARE(m_server->count("PKIOperation"), 0);
        QVERIFY(m_desk->messages().text(u"issue"_s).contains(u"one-time challenge is spent"_s));
        QVERIFY(!m_desk->findChild<ui::IdentityOffer*>()->isVisible());
        // What it made and did not send, but for the challenge itself.
        const QString text = textOf(&m_desk->result());
        for (const QString& part :
             {u"Subject: CN=iphone-1"_s, u"Alternative names: none"_s, u"Key: RSA, 2048 bits"_s,
              u"Key usage: digital signature, key encipherment"_s,
              u"Challenge: in the request, %1 characters"_s.arg(challenge.size()), u"SHA-"_s, u"query"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
        QVERIFY(!text.contains(QString::fromLatin1(challenge)));
        run(u"Probe"_s);
        QVERIFY(!textOf(&m_desk->result()).contains(u"Subject: CN"_s));
    }

    void aDryRunThatStopsOffersNoCertificate()
    {
        serve({u"caps-standard"_s});
        open(m_server->url());
        run(u"Dry Run"_s);
        QVERIFY(!m_desk->messages().shows(u"issue"_s));
        QVERIFY(!button(m_desk.get(), u"Issue a Certificate"_s));
    }

    void anIdentityTakesThePlaceOfThePayload()
    {
        serve();
        open(m_server->url());
        enrol();
        QVERIFY(m_server->count("PKIOperation") > 0);
        auto* offer = m_desk->findChild<ui::IdentityOffer*>();
        QVERIFY(offer->isVisible());
        const QString uuid = m_document->profile().payloads()[0].uuid;
        press(u"Put the Identity into the Profile"_s);
        QTRY_COMPARE(m_document->undoStack()->count(), 1);
        QCOMPARE(m_document->profile().payloads().size(), std::size_t(1));
        const profile::Payload& payload = m_document->profile().payloads()[0];
        QCOMPARE(payload.type, u"com.apple.security.pkcs12"_s);
        QCOMPARE(payload.uuid, uuid);
        const auto* password = payload.dict->get<QString>(u"Password");
        const auto* file = payload.dict->get<QByteArray>(u"PayloadContent");
        QVERIFY(password && file);
        QVERIFY(x509::readPkcs12(*file, base::Secret(password->toUtf8())).has_value());
        QAbstractButton* put = button(m_desk.get(), u"Put the Identity into the Profile"_s);
        QVERIFY(!put->isEnabled());
        QCOMPARE(put->accessibleDescription(), u"The identity is in the profile"_s);
        press(u"Undo"_s);
        QCOMPARE(m_document->document().text(), m_before);
        QVERIFY(button(m_desk.get(), u"Put the Identity into the Profile"_s)->isEnabled());
    }

    void anIdentityGoesBesideThePayloadWithoutItsPassphrase()
    {
        serve();
        open(m_server->url());
        enrol();
        press(u"Beside the SCEP payload"_s);
        auto* passphrase = named<QLineEdit>(m_desk.get(), u"Passphrase"_s);
        QCOMPARE(passphrase->echoMode(), QLineEdit::Password);
        press(u"Show"_s);
        QCOMPARE(passphrase->echoMode(), QLineEdit::Normal);
        passphrase->clear();
        QVERIFY(!button(m_desk.get(), u"Put the Identity into the Profile"_s)->isEnabled());
        passphrase->setText(u"typed by me"_s);
        press(u"Copy"_s);
        press(u"Write the passphrase into the profile"_s);
        press(u"Put the Identity into the Profile"_s);
        QTRY_COMPARE(m_document->undoStack()->count(), 1);
        QCOMPARE(m_document->profile().payloads().size(), std::size_t(2));
        QCOMPARE(typeOf(0), u"com.apple.security.scep"_s);
        const profile::Payload& payload = m_document->profile().payloads()[1];
        QCOMPARE(payload.type, u"com.apple.security.pkcs12"_s);
        QVERIFY(!payload.dict->contains(u"Password"));
        QVERIFY(!m_document->document().text().contains("typed by me"));
        QVERIFY(x509::readPkcs12(*payload.dict->get<QByteArray>(u"PayloadContent"),
                                 base::Secret(QByteArray("typed by me")))
                    .has_value());
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void aProbeKeepsAnIdentityThatIsNotInTheProfileYet()
    {
        serve();
        open(m_server->url());
        enrol();
        run(u"Probe"_s);
        QVERIFY(m_desk->findChild<ui::IdentityOffer*>()->isVisible());
        QVERIFY(button(m_desk.get(), u"Put the Identity into the Profile"_s)->isEnabled());
    }

    void aRefusedRequestSaysWhy()
    {
        serve({u"fail2"_s, u"fail-text"_s});
        open(m_server->url());
        run(u"Dry Run"_s);
        run(u"Issue a Certificate"_s);
        QVERIFY2(verdict().contains(u"22013"_s), qPrintable(verdict()));
        QVERIFY(textOf(m_desk.get()).contains(u"failInfoText: "_s));
        QVERIFY(!m_desk->findChild<ui::IdentityOffer*>()->isVisible());
    }

    void aPayloadThatDevicesRefuseAsksNobody()
    {
        serve();
        open(m_server->url(), {});
        run(u"Dry Run"_s);
        QVERIFY2(verdict().contains(u"MCPayloadErrorDomain 2002"_s), qPrintable(verdict()));
        QCOMPARE(m_server->count("GetCA"), 0);
        QSignalSpy asked(m_desk.get(), &ScepDesk::showPathAsked);
        press(u"Show Field"_s);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().value<plist::Path>().lastKey(), u"Keysize"_s);
    }

    void aPlaceholderElsewhereDoesNotKeepFromProbing()
    {
        serve();
        open(m_server->url(), keySize2048, "\t\t\t\t<key>Name</key>\n\t\t\t\t<string>CA-1</string>\n");
        QVERIFY(m_document
                    ->apply(u"Token"_s,
                            {plist::Edit::set(
                                {u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"Subject"_s},
                                plist::Array{plist::Array{plist::Array{u"CN"_s, u"{{name}}"_s}}})})
                    .has_value());
        run(u"Probe"_s);
        QVERIFY2(verdict().startsWith(u"Goes on"_s), qPrintable(verdict()));
        run(u"Dry Run"_s);
        QVERIFY2(verdict().startsWith(u"Not tried to the end"_s), qPrintable(verdict()));
    }

    void theChallengeIsNowhere()
    {
        // A server that repeats what a browser should not see.
        test::ScriptedServer echo([](test::Connection& connection) {
            (void)connection.receive();
            const QByteArray page = "<html><body>Challenge " + challenge + " is unknown</body></html>";
            connection.send("HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nX-Echo: " + challenge
                            + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(page.size())
                            + "\r\n\r\n" + page);
        });
        open(u"http://127.0.0.1:%1/scep"_s.arg(echo.port()));
        run(u"Dry Run"_s);
        for (ui::StepRow* row : m_desk->result().steps().rows())
            row->setOpen(true);
        press(u"Copy Report"_s);
        const QString secret = QString::fromLatin1(challenge);
        QVERIFY(textOf(m_desk.get()).contains(u"is unknown"_s));
        QVERIFY(!textOf(m_desk.get()).contains(secret));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"is unknown"_s));
        QVERIFY(!QGuiApplication::clipboard()->text().contains(secret));
    }

    void aChallengeOfTheWrongTypeIsNotNamed()
    {
        open(u"http://127.0.0.1:1/scep"_s);
        QVERIFY(m_document
                    ->apply(u"Number"_s, {plist::Edit::set({u"PayloadContent"_s, std::size_t(0),
                                                            u"PayloadContent"_s, u"Challenge"_s},
                                                           47110815)})
                    .has_value());
        run(u"Dry Run"_s);
        QVERIFY2(verdict().contains(u"Challenge"_s), qPrintable(verdict()));
        QVERIFY(!textOf(m_desk.get()).contains(u"47110815"_s));
    }

    void reportsAreTakenAlong()
    {
        serve();
        open(m_server->url());
        enrol();
        press(u"Copy Report"_s);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.startsWith(u"A device would have its certificate"_s));
        QVERIFY(copied.contains(u"GetCACaps"_s));
        QVERIFY(!copied.contains(QString::fromLatin1(challenge)));
        QVERIFY(!copied.contains(u"PRIVATE"_s));
        const QTemporaryDir folder;
        press(u"Save as JSON…"_s);
        auto* dialog = m_desk->findChild<QFileDialog*>();
        QVERIFY(dialog);
        emit dialog->fileSelected(folder.filePath(u"report.json"_s));
        QFile file(folder.filePath(u"report.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray json = file.readAll();
        const QJsonObject document = QJsonDocument::fromJson(json).object();
        QCOMPARE(document.value(u"format"_s).toInt(), 1);
        QCOMPARE(document.value(u"outcome"_s).toString(), u"enrolled"_s);
        QVERIFY(!json.contains(challenge));
    }

    void aServerWithoutAProfileIsOnlyProbed()
    {
        serve();
        m_desk->showServer();
        QVERIFY(!button(m_desk.get(), u"Dry Run"_s));
        press(u"Probe"_s);
        QCOMPARE(m_desk->input().told(), u"Enter the address of a SCEP server"_s);
        auto* url = named<QLineEdit>(m_desk.get(), u"URL"_s);
        url->setText(u"ldap://x"_s);
        press(u"Probe"_s);
        QVERIFY(m_desk->input().told().contains(u"is no address"_s));
        url->setText(m_server->url());
        named<QLineEdit>(m_desk.get(), u"Name of the CA"_s)->setText(u"CA-1"_s);
        QSignalSpy shown(m_desk.get(), &ScepDesk::shown);
        QTest::keyClick(url, Qt::Key_Return);
        QTRY_COMPARE(shown.count(), 1);
        QVERIFY(verdict().startsWith(u"Goes on"_s));
        QVERIFY(!button(m_desk.get(), u"Put into the Profile"_s)->isEnabled());
        QVERIFY(m_desk->result().answer().report.steps.front().request.contains(u"message=CA-1"_s));
    }

    void everyInputHasAName()
    {
        serve({u"ra-two"_s});
        m_desk->showServer();
        QCOMPARE(test::namelessInputs(m_desk.get()), QStringList());
        open(m_server->url());
        enrol();
        QCOMPARE(test::namelessInputs(m_desk.get()), QStringList());
    }

    void theFocusGoesWithWhatHappens()
    {
        serve();
        open(m_server->url());
        QApplication::setActiveWindow(m_desk.get());
        QVERIFY(QTest::qWaitForWindowActive(m_desk.get()));
        m_desk->focusFirst();
        QSignalSpy shown(m_desk.get(), &ScepDesk::shown);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"Cancel"_s);
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"Probe"_s);
        auto* issue = button(m_desk.get(), u"Issue a Certificate"_s);
        issue->setFocus();
        QTest::keyClick(issue, Qt::Key_Space);
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"Cancel"_s);
        QTRY_COMPARE(shown.count(), 2);
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"In place of the SCEP payload"_s);
    }

    void theTabKeyGoesFromTopToBottom()
    {
        serve();
        open(m_server->url());
        enrol();
        QApplication::setActiveWindow(m_desk.get());
        QVERIFY(QTest::qWaitForWindowActive(m_desk.get()));
        m_desk->focusFirst();
        const QStringList stops = {u"Probe"_s,
                                   u"Dry Run"_s,
                                   u"In place of the SCEP payload"_s,
                                   u"Passphrase"_s,
                                   u"Put the Identity into the Profile"_s,
                                   u"Put into the Profile"_s,
                                   u"GetCACert"_s,
                                   u"PKIOperation"_s,
                                   u"Test CA (CA, signs and decrypts)"_s,
                                   u"Copy SHA-256 fingerprint"_s,
                                   u"Copy MD5 fingerprint"_s,
                                   u"Findings"_s,
                                   u"Copy Report"_s};
        qsizetype reached = 0;
        for (int key = 0; key < 60 && reached < stops.size(); ++key) {
            // Names go on with what else is to be said.
            const QString name = test::accessibleName(QApplication::focusWidget());
            if (reached > 0 && name == stops.first())
                break;  // once around
            if (name == stops[reached] || name.startsWith(stops[reached] + u';')
                || name.startsWith(stops[reached] + u','))
                ++reached;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(stops.mid(reached), QStringList());
    }
};

QTEST_MAIN(ScepDeskTest)
#include "tst_scep_desk.moc"
