// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/save_file.h"
#include "core/delivery/qr_code.h"
#include "tests/support/issue.h"
#include "tests/support/mnemonics.h"
#include "tests/support/sharing.h"
#include "ui/editor/message_area.h"
#include "ui/share/obstacle_line.h"
#include "ui/share/qr_view.h"
#include "ui/share/web_share_form.h"
#include "ui/share/web_share_panel.h"
#include "ui/share/web_share_view.h"
#include "ui/task.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using test::pushable;
using ui::QrView;
using ui::WebSharePanel;

/// The local share as the person at the window sees it, with real devices played by sockets.
class ShareWebTest : public QObject
{
    Q_OBJECT

private:
    struct Reply
    {
        int status = 0;
        QByteArray body;
    };

    void open(const QByteArray& xml, ui::ShareServices services = test::loopbackServices())
    {
        m_document = test::documentOf(xml);
        m_cargo = std::make_unique<ui::ShareCargo>(*m_document, m_store);
        m_panel = std::make_unique<WebSharePanel>(*m_cargo, std::move(services));
        m_panel->show();
        QTRY_VERIFY(m_cargo->package().has_value());
    }

    void share()
    {
        QAbstractButton* start = pushable(m_panel.get(), u"Share"_s);
        QVERIFY(start && start->isEnabled());
        start->click();
        QTRY_VERIFY(!m_panel->address().isEmpty());
    }

    Reply fetch(const QString& url)
    {
        QNetworkRequest request{QUrl(url)};
        request.setHeader(QNetworkRequest::UserAgentHeader,
                          u"Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 "
                          "(KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1"_s);
        const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!finished.wait(10'000))
            return {};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    }

    static bool isPortOpen(const QString& url)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(QUrl(url).port()));
        return socket.waitForConnected(2'000);
    }

    QNetworkAccessManager m_network;
    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ui::ShareCargo> m_cargo;
    std::unique_ptr<WebSharePanel> m_panel;

private slots:
    static void initTestCase() { ui::installAccessibleNames(); }
    void cleanup()
    {
        m_panel.reset();
        m_cargo.reset();
        m_document.reset();
        ui::taskPool().waitForDone();
    }

    void aDeviceFetchesTheProfileAndTheShareEnds()
    {
        open(test::plainXml());
        QSignalSpy delivered(m_panel.get(), &WebSharePanel::delivered);
        share();
        const QString address = m_panel->address();
        QVERIFY(address.startsWith(u"http://127.0.0.1:"_s));
        const Reply page = fetch(address);
        QCOMPARE(page.status, 200);
        static const QRegularExpression link(u"href=\"(/[^\"]+)\""_s);
        const auto found = link.match(QString::fromUtf8(page.body));
        QVERIFY(found.hasMatch());
        const Reply profile = fetch(QUrl(address).resolved(QUrl(found.captured(1))).toString());
        QCOMPARE(profile.status, 200);
        QCOMPARE(profile.body, test::plainXml());
        QTRY_COMPARE(delivered.count(), 1);
        QCOMPARE(delivered.front().front().toString(), u"downloaded once"_s);
        const QString log = m_panel->view().log().join(u'\n');
        QVERIFY2(log.contains(u"opened the page"_s), qPrintable(log));
        QVERIFY2(log.contains(u"profile downloaded: "_s), qPrintable(log));
        QVERIFY2(log.contains(u"iPhone"_s), qPrintable(log));
        QVERIFY(m_panel->address().isEmpty());
        QVERIFY(!isPortOpen(address));
        QVERIFY(test::textsOf(m_panel.get()).contains(u"All downloads are made"_s));
        QVERIFY(!m_panel->findChild<QrView*>()->isVisible());
        QAbstractButton* again = pushable(m_panel.get(), u"Share Again…"_s);
        QVERIFY(again);
        again->click();
        share();
    }

    void theCodeCanBeRead()
    {
        open(test::plainXml());
        share();
        auto* code = m_panel->findChild<QrView*>();
        QCOMPARE(code->accessibleDescription(), m_panel->address());
        QPalette dark = code->palette();
        dark.setColor(QPalette::Window, QColor(30, 30, 30));
        for (const QSize& size : {QSize(620, 480), QSize(1400, 900)}) {
            m_panel->setPalette(dark);
            m_panel->resize(size);
            QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
            QCoreApplication::processEvents();
            const QImage picture = code->grab().toImage().convertToFormat(QImage::Format_RGB32);
            const qreal ratio = picture.devicePixelRatio();
            const auto qr = delivery::QrCode::fromText(m_panel->address());
            QVERIFY(qr);
            const int module = code->moduleSize();
            QVERIFY(module >= QrView::leastModule);
            const QRect place = code->codeRect();
            QVERIFY(code->rect().contains(place));
            const auto at = [&](int column, int row) {
                const QPointF middle(place.x() + (column + 4.5) * module, place.y() + (row + 4.5) * module);
                return picture.pixelColor((middle * ratio).toPoint());
            };
            for (int row = -4; row < qr->size() + 4; ++row) {
                for (int column = -4; column < qr->size() + 4; ++column)
                    QCOMPARE(at(column, row), QColor(qr->isDark(column, row) ? Qt::black : Qt::white));
            }
        }
        // It grows with the window.
        QVERIFY(code->moduleSize() > QrView::leastModule);
    }

    void anotherReaderDecodesTheCode()
    {
        if (test::isMissing(u"zbarimg"_s))
            QSKIP("zbarimg is not installed");
        open(test::plainXml());
        share();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        QTemporaryDir folder;
        const QString path = folder.filePath(u"code.png"_s);
        QVERIFY(m_panel->findChild<QrView*>()->grab().save(path));
        QCOMPARE(test::outputOf(u"zbarimg"_s, {u"--quiet"_s, u"--raw"_s, path}), m_panel->address());
    }

    void secretsNeedATick()
    {
        open(test::secretXml());
        QAbstractButton* start = pushable(m_panel.get(), u"Share"_s);
        QVERIFY(start && !start->isEnabled());
        QVERIFY(test::textsOf(m_panel.get()).contains(u"Wi-Fi: Password"_s));
        auto* tick = qobject_cast<QCheckBox*>(pushable(m_panel.get(), u"Share these secrets in clear"_s));
        QVERIFY(tick && !tick->isChecked());
        // Over HTTPS nothing is readable, so nothing is asked; without the files it cannot begin.
        auto* https = qobject_cast<QCheckBox*>(pushable(m_panel.get(), u"Encrypt with HTTPS"_s));
        QVERIFY(https);
        https->setChecked(true);
        QVERIFY(!tick->isVisible());
        QVERIFY(!start->isEnabled());
        https->setChecked(false);
        QVERIFY(tick->isVisible() && !tick->isChecked());
        QTest::keyClick(tick, Qt::Key_Space);
        QVERIFY(start->isEnabled());
        share();
    }

    void whatIsNotSignedIsSaid()
    {
        open(test::plainXml());
        QVERIFY(test::textsOf(m_panel.get()).contains(u"not signed"_s));
        QSignalSpy asked(m_panel.get(), &WebSharePanel::signAsked);
        pushable(m_panel.get(), u"Sign First…"_s)->click();
        QCOMPARE(asked.count(), 1);
    }

    void theSignedFileTakesThePlaceOfTheDocument()
    {
        open(test::plainXml());
        QFile fixture(QStringLiteral(FIXTURES "/pki/content.mobileconfig"));
        QVERIFY(fixture.open(QIODevice::ReadOnly));
        const QByteArray bytes = fixture.readAll();
        QTemporaryDir folder;
        const QString path = folder.filePath(u"other.mobileconfig"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QSignalSpy made(m_cargo.get(), &ui::ShareCargo::made);
        m_cargo->takeFile(path);
        QTRY_COMPARE(made.count(), 1);
        QVERIFY(m_cargo->package().has_value());
        QCOMPARE(m_cargo->package()->bytes, bytes);
        QCOMPARE(m_cargo->package()->fileName, u"other.mobileconfig"_s);
        // Edited, the document is what counts again.
        QVERIFY(m_document->apply(u"Rename"_s, {plist::Edit::set({u"PayloadDisplayName"_s}, u"New"_s)}));
        QTRY_COMPARE(made.count(), 2);
        QVERIFY(m_cargo->package()->bytes.contains("<string>New</string>"));
    }

    void stopClosesThePort()
    {
        open(test::plainXml());
        QSignalSpy delivered(m_panel.get(), &WebSharePanel::delivered);
        share();
        const QString address = m_panel->address();
        QVERIFY(isPortOpen(address));
        pushable(m_panel.get(), u"Copy"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), address);
        pushable(m_panel.get(), u"Stop Sharing"_s)->click();
        QTRY_COMPARE(delivered.count(), 1);
        QVERIFY(delivered.front().front().toString().contains(u"fetched by nobody"_s));
        QVERIFY(!isPortOpen(address));
    }

    void closingTheWindowClosesThePort()
    {
        open(test::plainXml());
        share();
        const QString address = m_panel->address();
        QTest::keyClick(m_panel.get(), Qt::Key_Escape);
        QVERIFY(!m_panel->isVisible());
        ui::taskPool().waitForDone();
        QVERIFY(!isPortOpen(address));
    }

    void aDownloadUnderWayIsNotCutOffByAccident()
    {
        // More than the network keeps in its buffers.
        QByteArray padding(24 * 1024 * 1024, 'x');
        open(test::profileXml({}, "\t<key>PayloadDescription</key>\n\t<string>" + padding + "</string>\n"));
        share();
        const Reply page = fetch(m_panel->address());
        static const QRegularExpression link(u"href=\"(/[^\"]+)\""_s);
        const QString path = link.match(QString::fromUtf8(page.body)).captured(1);
        QTcpSocket slow;
        slow.setReadBufferSize(1024);
        const QUrl url(m_panel->address());
        slow.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
        QVERIFY(slow.waitForConnected());
        slow.write("GET " + path.toLatin1() + " HTTP/1.1\r\nHost: " + url.authority().toLatin1()
                   + "\r\n\r\n");
        QTRY_VERIFY(m_panel->isDownloadUnderWay());
        m_panel->close();
        QVERIFY(m_panel->isVisible());
        QVERIFY(m_panel->messages().shows(u"close"_s));
        QVERIFY(isPortOpen(m_panel->address()));
        pushable(m_panel.get(), u"Stop All the Same"_s)->click();
        QTRY_VERIFY(m_panel->address().isEmpty());
        m_panel->close();
        QVERIFY(!m_panel->isVisible());
    }

    void nobodyComesAndTheChecklistAppears()
    {
        ui::ShareServices services = test::loopbackServices();
        services.patience = std::chrono::seconds(1);
        open(test::plainXml(), services);
        share();
        QVERIFY(!test::textsOf(m_panel.get()).contains(u"client isolation"_s));
        QTRY_VERIFY(test::textsOf(m_panel.get()).contains(u"client isolation"_s));
        QVERIFY(test::textsOf(m_panel.get()).contains(u"firewall"_s));
        QCOMPARE(fetch(m_panel->address()).status, 200);
        QTRY_VERIFY(!test::textsOf(m_panel.get()).contains(u"client isolation"_s));
    }

    void withoutANetworkThereIsNoShare()
    {
        ui::ShareServices services = test::loopbackServices();
        bool isConnected = false;
        services.interfaces = [&isConnected] {
            return isConnected ? test::loopbackServices().interfaces() : std::vector<delivery::Interface>();
        };
        open(test::plainXml(), services);
        QVERIFY(!pushable(m_panel.get(), u"Share"_s)->isEnabled());
        const auto* obstacle = m_panel->findChild<ui::ObstacleLine*>();
        QVERIFY(obstacle->isVisible() && obstacle->text().contains(u"in no network"_s));
        isConnected = true;
        m_panel->form().refreshInterfaces();
        QVERIFY(!obstacle->isVisible());
        share();
    }

    void networksThatComeAndGoAreNoticed()
    {
        ui::ShareServices services = test::loopbackServices();
        services.lookAgain = std::chrono::milliseconds(20);
        const delivery::Interface loop = test::loopbackServices().interfaces().front();
        const delivery::Interface guests{u"wlan0"_s, u"192.0.2.7"_s, delivery::Interface::Kind::Wireless};
        const delivery::Interface office{u"eth0"_s, u"198.51.100.7"_s, delivery::Interface::Kind::Wired};
        std::vector<delivery::Interface> there;
        services.interfaces = [&there] {
            return there;
        };
        open(test::secretXml(), services);
        auto* networks = test::named<QComboBox>(m_panel.get(), u"Network"_s);
        there = {guests, office};
        QTRY_COMPARE(networks->count(), 2);
        // What the person chose stays, wherever it stands in the list.
        networks->setCurrentIndex(1);
        emit networks->activated(1);
        auto* tick = qobject_cast<QCheckBox*>(pushable(m_panel.get(), u"Share these secrets in clear"_s));
        tick->setChecked(true);
        there = {loop, guests, office};
        QTRY_COMPARE(networks->count(), 3);
        QCOMPARE(networks->currentData().toString(), office.address);
        QVERIFY(tick->isChecked());
        // Gone, and back: in between nothing is agreed to.
        there = {guests};
        QTRY_COMPARE(networks->currentData().toString(), guests.address);
        QVERIFY(!tick->isChecked());
        there = {guests, office};
        QTRY_COMPARE(networks->currentData().toString(), office.address);
        // While a share runs, nobody looks.
        there = {loop};
        QTRY_COMPARE(networks->currentData().toString(), loop.address);
        tick->setChecked(true);
        share();
        there = {};
        QTest::qWait(100);
        QCOMPARE(networks->count(), 1);
    }

    void anErrorStaysWhenTheNetworksAreTheSame()
    {
        ui::ShareServices services = test::loopbackServices();
        services.lookAgain = std::chrono::milliseconds(10);
        int looks = 0;
        services.interfaces = [&looks] {
            ++looks;
            return test::loopbackServices().interfaces();
        };
        open(test::plainXml(), services);
        m_panel->form().showRefusal({{base::Error::Code::Denied, u"The port is taken"_s}});
        looks = 0;
        QTRY_VERIFY(looks > 3);
        QVERIFY(test::textsOf(m_panel.get()).contains(u"The port is taken"_s));
    }

    void whatIsMissingStandsBesideTheButtonAndLeadsThere()
    {
        open(test::secretXml());
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        auto* obstacle = m_panel->findChild<ui::ObstacleLine*>();
        QVERIFY(obstacle->isVisible() && obstacle->text().contains(u"secrets"_s));
        obstacle->click();
        QVERIFY(pushable(m_panel.get(), u"Share these secrets in clear"_s)->hasFocus());
        pushable(m_panel.get(), u"Encrypt with HTTPS"_s)->click();
        QVERIFY(obstacle->text().contains(u"certificate"_s));
        obstacle->click();
        QVERIFY(test::named<QLineEdit>(m_panel.get(), u"Certificate"_s)->hasFocus());
    }

    void aTakenPortIsSaid()
    {
        open(test::plainXml());
        share();
        const int port = QUrl(m_panel->address()).port();
        WebSharePanel second(*m_cargo, test::loopbackServices());
        second.show();
        QTRY_VERIFY(pushable(&second, u"Share"_s)->isEnabled());
        test::named<QSpinBox>(&second, u"Port"_s)->setValue(port);
        pushable(&second, u"Share"_s)->click();
        QTRY_VERIFY(test::textsOf(&second).contains(QString::number(port)));
        QVERIFY(second.address().isEmpty());
        QVERIFY(pushable(&second, u"Share"_s)->isEnabled());
    }

    void httpsNeedsACertificateThatFits()
    {
        open(test::plainXml());
        pushable(m_panel.get(), u"Encrypt with HTTPS"_s)->click();
        test::named<QLineEdit>(m_panel.get(), u"Certificate"_s)
            ->setText(QStringLiteral(FIXTURES "/pki/leaf.pem"));
        test::named<QLineEdit>(m_panel.get(), u"Private key"_s)
            ->setText(QStringLiteral(FIXTURES "/pki/intermediate.key"));
        pushable(m_panel.get(), u"Share"_s)->click();
        QTRY_VERIFY(pushable(m_panel.get(), u"Share"_s)->isEnabled());
        QVERIFY(m_panel->address().isEmpty());
        QVERIFY(test::textsOf(m_panel.get()).contains(u"key"_s));
        // One that belongs to another name is shared only by someone who insists.
        test::named<QLineEdit>(m_panel.get(), u"Private key"_s)
            ->setText(QStringLiteral(FIXTURES "/pki/leaf.key"));
        pushable(m_panel.get(), u"Share"_s)->click();
        QTRY_VERIFY(!m_panel->address().isEmpty()
                    || pushable(m_panel.get(), u"Share all the same: devices will refuse the page"_s));
        if (m_panel->address().isEmpty()) {
            pushable(m_panel.get(), u"Share all the same: devices will refuse the page"_s)->click();
            pushable(m_panel.get(), u"Share"_s)->click();
            QTRY_VERIFY(!m_panel->address().isEmpty());
        }
        QVERIFY(m_panel->address().startsWith(u"https://"_s));
    }

    void aRootOfOnesOwnIsTold()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        test::Wish wish = test::authorityWish("Office Root");
        wish.notBefore = now.addDays(-1);
        const test::Issued root = test::issue(wish);
        wish = {};
        wish.notBefore = now.addDays(-1);
        wish.extensions[1] = {"subjectAltName", "IP:127.0.0.1"};
        const test::Issued leaf = test::issue(wish, &root);
        const QTemporaryDir folder;
        const QString chain = folder.filePath(u"chain.pem"_s);
        const QString key = folder.filePath(u"key.pem"_s);
        QVERIFY(base::saveFile(chain, leaf.certificate.pem() + root.certificate.pem()));
        QVERIFY(base::saveFile(key, *leaf.key.toPem()));
        ui::ShareServices services = test::loopbackServices();
        services.knowledge = std::make_shared<ui::LazyKnowledge>([] { return trust::Roots(); });
        open(test::plainXml(), services);
        pushable(m_panel.get(), u"Encrypt with HTTPS"_s)->click();
        test::named<QLineEdit>(m_panel.get(), u"Certificate"_s)->setText(chain);
        test::named<QLineEdit>(m_panel.get(), u"Private key"_s)->setText(key);
        pushable(m_panel.get(), u"Share"_s)->click();
        QTRY_VERIFY(!m_panel->address().isEmpty());
        const auto isTold = [this] {
            return test::textsOf(m_panel.get())
                .contains(u"The root “Office Root” is none of this computer's"_s);
        };
        QVERIFY2(isTold(), qPrintable(test::textsOf(m_panel.get())));
        pushable(m_panel.get(), u"Stop Sharing"_s)->click();
        QTRY_VERIFY(!isTold());
    }

    void anEditIsNotSharedUnnoticed()
    {
        open(test::plainXml());
        share();
        QVERIFY(m_document->apply(u"Rename"_s, {plist::Edit::set({u"PayloadDisplayName"_s}, u"New"_s)}));
        QTRY_VERIFY(test::textsOf(m_panel.get()).contains(u"was edited since"_s));
    }

    void everyKeyBelongsToOneThing()
    {
        open(test::secretXml());
        QCOMPARE(test::clashes(m_panel.get()), QStringList());
        pushable(m_panel.get(), u"Encrypt with HTTPS"_s)->click();
        m_panel->form().showRefusal({{base::Error::Code::InvalidInput, u"No"_s}, true});
        QVERIFY(pushable(m_panel.get(), u"Share all the same: devices will refuse the page"_s));
        QCOMPARE(test::clashes(m_panel.get()), QStringList());
        pushable(m_panel.get(), u"Encrypt with HTTPS"_s)->click();
        pushable(m_panel.get(), u"Share these secrets in clear"_s)->click();
        share();
        QCOMPARE(test::clashes(m_panel.get()), QStringList());
    }

    void theKeyOfShareIsNoConsent()
    {
        open(test::secretXml());
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        const auto* start = pushable(m_panel.get(), u"Share"_s);
        const auto* tick =
            qobject_cast<QCheckBox*>(pushable(m_panel.get(), u"Share these secrets in clear"_s));
        QVERIFY(start && !start->isEnabled() && tick);
        QTest::keyClick(m_panel.get(), Qt::Key_S, Qt::AltModifier);
        QVERIFY(!tick->isChecked());
    }

    void everythingIsReachedAndNamed()
    {
        open(test::secretXml());
        m_panel->form().focusFirst();
        QCOMPARE(test::nameless(m_panel.get()), QStringList());
        const QStringList order = test::tabOrder(m_panel.get());
        QCOMPARE(order, (QStringList{u"Share these secrets in clear"_s, u"Agree to share the secrets first"_s,
                                     u"Close"_s, u"Sign First…"_s, u"Network"_s, u"Port"_s, u"Time"_s,
                                     u"Downloads"_s, u"Encrypt with HTTPS"_s}));
        pushable(m_panel.get(), u"Share these secrets in clear"_s)->click();
        share();
        QCOMPARE(test::nameless(m_panel.get()), QStringList());
        QVERIFY(test::tabOrder(m_panel.get()).contains(u"Copy the address"_s));
    }
};

QTEST_MAIN(ShareWebTest)
#include "tst_share_web.moc"
