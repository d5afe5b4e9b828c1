// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mailboxes.h"
#include "tests/support/mnemonics.h"
#include "tests/support/sharing.h"
#include "ui/share/mail_letter.h"
#include "ui/share/mail_panel.h"
#include "ui/share/obstacle_line.h"
#include "ui/task.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <mutex>

using namespace Qt::Literals::StringLiterals;
using test::named;
using test::pushable;
using ui::MailPanel;

namespace {

delivery::MailWay way(const QString& name, std::function<base::Result<>(const delivery::MailDraft&)> open)
{
    return {name.toLower(),
            name,
            {true, u"Opens the message in %1"_s.arg(name)},
            [open = std::move(open)](const delivery::MailDraft& draft, const std::stop_token&) {
                return open(draft);
            }};
}

}  // namespace

/// The window for mail as the person sees it, with mail programs and servers played.
class ShareMailTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& xml, ui::ShareServices services = test::loopbackServices())
    {
        QFile::remove(m_folder.filePath(u"Fabrikam.eml"_s));
        m_document = test::documentOf(xml);
        m_cargo = std::make_unique<ui::ShareCargo>(*m_document, m_store);
        m_panel = std::make_unique<MailPanel>(*m_cargo, services, m_folder.path());
        m_panel->show();
        QTRY_VERIFY(m_cargo->package().has_value());
        ui::taskPool().waitForDone();
        QCoreApplication::processEvents();
    }

    void choose(const QString& wayName)
    {
        // A layout shows what is new in it when it gets round to it.
        QAbstractButton* radio = nullptr;
        QTRY_VERIFY2((radio = pushable(m_panel.get(), wayName)) && radio->isEnabled(), qPrintable(wayName));
        QVERIFY(qobject_cast<QRadioButton*>(radio));
        radio->click();
    }

    /// All of it, where the person looks.
    [[nodiscard]] static bool isInSight(const QWidget* widget)
    {
        return widget->isVisible()
               && widget->visibleRegion().boundingRect() == QRect(QPoint(), widget->size());
    }

    void type(const QString& field, const QString& text)
    {
        auto* line = named<QLineEdit>(m_panel.get(), field);
        QVERIFY2(line, qPrintable(field));
        line->setText(text);
    }

    QTemporaryDir m_folder;
    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ui::ShareCargo> m_cargo;
    std::unique_ptr<MailPanel> m_panel;

private slots:
    static void initTestCase() { ui::installAccessibleNames(); }
    void cleanup()
    {
        m_panel.reset();
        m_cargo.reset();
        m_document.reset();
        ui::taskPool().waitForDone();
    }

    static void recipientsAreReadInEveryUsualSpelling()
    {
        const auto read =
            ui::readRecipients(u" anna@example.com; Bert <bert@example.com>,\ncarl@example.com, "_s);
        QVERIFY(read);
        QCOMPARE(read->size(), std::size_t(3));
        QCOMPARE((*read)[1].spec(), QByteArray("bert@example.com"));
        QVERIFY(!ui::readRecipients(u"anna@example.com, nobody"_s));
        QVERIFY(!ui::readRecipients(u" , "_s));
    }

    void aDraftHoldsTheProfile()
    {
        open(test::plainXml());
        QSignalSpy delivered(m_panel.get(), &MailPanel::delivered);
        choose(u"Save a draft (.eml)"_s);
        QAbstractButton* save = pushable(m_panel.get(), u"Save Draft"_s);
        QVERIFY(save && !save->isEnabled());
        type(u"To"_s, u"anna@example.com, bert@example.com"_s);
        QVERIFY(save->isEnabled());
        const QString path = named<QLineEdit>(m_panel.get(), u"Draft"_s)->text();
        QVERIFY2(path.startsWith(m_folder.path()) && path.endsWith(u".eml"_s), qPrintable(path));
        QTest::keyClick(save, Qt::Key_Space);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray message = file.readAll();
        QVERIFY(message.contains("To: anna@example.com, bert@example.com\r\n"));
        QVERIFY(message.contains("X-Unsent: 1\r\n"));
        QVERIFY(message.contains("application/x-apple-aspen-config"));
        const QByteArray flat = QByteArray(message).replace("\r\n", "");
        QVERIFY(flat.contains(test::plainXml().toBase64()));
        QCOMPARE(delivered.count(), 1);
        QCOMPARE(delivered.front().front().toString(), u"draft for mail saved"_s);
        QVERIFY(pushable(m_panel.get(), u"Replace Draft"_s));
        // A place that cannot be written is said.
        type(u"Draft"_s, m_folder.filePath(u"none/draft.eml"_s));
        pushable(m_panel.get(), u"Save Draft"_s)->click();
        QVERIFY(test::textsOf(m_panel.get()).contains(u"was not saved"_s));
    }

    void thePreviewFollowsTheLanguage()
    {
        open(test::plainXml());
        auto* language = named<QComboBox>(m_panel.get(), u"Language"_s);
        QVERIFY(language);
        auto* text = m_panel->findChild<QPlainTextEdit*>();
        language->setCurrentIndex(language->findData(u"en"_s));
        QVERIFY(text->toPlainText().contains(u"eight minutes"_s));
        language->setCurrentIndex(language->findData(u"de"_s));
        QVERIFY(text->toPlainText().contains(u"Minuten"_s));
        QVERIFY(text->isReadOnly());
        const QString subject = named<QLineEdit>(m_panel.get(), u"Subject"_s)->placeholderText();
        QVERIFY2(subject.contains(u"Fabrikam"_s), qPrintable(subject));
    }

    void secretsNeedATick()
    {
        open(test::secretXml());
        choose(u"Save a draft (.eml)"_s);
        type(u"To"_s, u"anna@example.com"_s);
        QVERIFY(!pushable(m_panel.get(), u"Save Draft"_s)->isEnabled());
        QVERIFY(test::textsOf(m_panel.get()).contains(u"Wi-Fi: Password"_s));
        pushable(m_panel.get(), u"Send these secrets by mail"_s)->click();
        QVERIFY(pushable(m_panel.get(), u"Save Draft"_s)->isEnabled());
    }

    void theNextWayIsOfferedWithTheReason()
    {
        std::mutex mutex;
        std::optional<delivery::MailDraft> taken;
        ui::ShareServices services = test::loopbackServices();
        services.mailWays = [&] {
            delivery::MailWay off = way(u"Absent"_s, [](const auto&) { return base::Result<>(); });
            off.readiness = {false, u"It is not installed"_s};
            return std::vector<delivery::MailWay>{
                off,
                way(u"Portal"_s,
                    [](const auto&) -> base::Result<> {
                        return base::Error{base::Error::Code::Denied, u"Nobody answers"_s};
                    }),
                way(u"Postbox"_s, [&](const delivery::MailDraft& draft) -> base::Result<> {
                    const std::lock_guard lock(mutex);
                    taken = draft;
                    QFile file(draft.files.front());
                    if (!file.open(QIODevice::ReadOnly) || file.readAll() != test::plainXml())
                        return base::Error{base::Error::Code::Internal, u"not the profile"_s};
                    return {};
                })};
        };
        open(test::plainXml(), services);
        QSignalSpy delivered(m_panel.get(), &MailPanel::delivered);
        QTRY_VERIFY(pushable(m_panel.get(), u"Absent"_s));
        QVERIFY(!pushable(m_panel.get(), u"Absent"_s)->isEnabled());
        QVERIFY(test::textsOf(m_panel.get()).contains(u"It is not installed"_s));
        type(u"To"_s, u"anna@example.com"_s);
        QAbstractButton* go = pushable(m_panel.get(), u"Open in Portal"_s);
        QVERIFY(go && go->isEnabled());
        go->click();
        QTRY_VERIFY(test::textsOf(m_panel.get()).contains(u"Nobody answers"_s));
        QVERIFY(test::textsOf(m_panel.get()).contains(u"The next way is chosen: Postbox"_s));
        QCOMPARE(delivered.count(), 0);
        pushable(m_panel.get(), u"Open in Postbox"_s)->click();
        QTRY_COMPARE(delivered.count(), 1);
        QCOMPARE(delivered.front().front().toString(), u"handed to Postbox"_s);
        const std::lock_guard lock(mutex);
        QVERIFY(taken && taken->to.size() == 1);
        QFile::remove(taken->files.front());
        QDir().rmdir(QFileInfo(taken->files.front()).path());
    }

    void aServerSendsAndWhatFailedIsTriedAgainAlone()
    {
        test::Mailboxes boxes("550 5.1.1 nobody of that name");
        test::ScriptedServer server([&](test::Connection& connection) { boxes.serve(connection); });
        open(test::plainXml());
        QSignalSpy delivered(m_panel.get(), &MailPanel::delivered);
        choose(u"Send through a mail server"_s);
        type(u"To"_s, u"anna@example.com, later@example.com"_s);
        type(u"Mail server"_s, u"127.0.0.1"_s);
        auto* security = named<QComboBox>(m_panel.get(), u"Security"_s);
        security->setCurrentText(u"STARTTLS where it is offered"_s);
        QVERIFY(test::textsOf(m_panel.get()).contains(u"can be read on the way"_s));
        named<QSpinBox>(m_panel.get(), u"Port"_s)->setValue(server.port());
        QVERIFY(!pushable(m_panel.get(), u"Send"_s)->isEnabled());
        type(u"From"_s, u"me@example.com"_s);
        pushable(m_panel.get(), u"Send"_s)->click();
        QVERIFY(pushable(m_panel.get(), u"Cancel"_s));
        QTRY_COMPARE(delivered.count(), 1);
        QCOMPARE(delivered.front().front().toString(), u"mailed to 1"_s);
        QVERIFY(test::textsOf(m_panel.get()).contains(u"Sent to anna@example.com"_s));
        QVERIFY(test::textsOf(m_panel.get()).contains(u"Not sent to later@example.com"_s));
        QAbstractButton* retry = pushable(m_panel.get(), u"Try the One That Failed Again"_s);
        QVERIFY(retry && retry->isEnabled());
        retry->click();
        QTRY_COMPARE(delivered.count(), 2);
        QCOMPARE(delivered.back().front().toString(), u"mailed to 2"_s);
        QCOMPARE(boxes.arrived("anna@example.com"), 1);
        QCOMPARE(boxes.arrived("later@example.com"), 1);
        QVERIFY(!pushable(m_panel.get(), u"Try the One That Failed Again"_s));
    }

    void sendingCanBeCancelled()
    {
        test::ScriptedServer silent([](test::Connection& connection) { connection.waitUntilClosed(); });
        open(test::plainXml());
        choose(u"Send through a mail server"_s);
        type(u"To"_s, u"anna@example.com"_s);
        type(u"Mail server"_s, u"127.0.0.1"_s);
        type(u"From"_s, u"me@example.com"_s);
        named<QSpinBox>(m_panel.get(), u"Port"_s)->setValue(silent.port());
        pushable(m_panel.get(), u"Send"_s)->click();
        m_panel->close();
        QVERIFY(m_panel->isVisible());
        QVERIFY(test::textsOf(m_panel.get()).contains(u"on their way"_s));
        pushable(m_panel.get(), u"Cancel"_s)->click();
        QTRY_VERIFY(test::textsOf(m_panel.get()).contains(u"Not sent to anna@example.com"_s));
        m_panel->close();
        QVERIFY(!m_panel->isVisible());
    }

    void whatIsMissingStandsBesideTheButtonAndLeadsThere()
    {
        open(test::secretXml());
        m_panel->resize(700, 420);
        choose(u"Send through a mail server"_s);
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
        const QAbstractButton* send = pushable(m_panel.get(), u"Send"_s);
        auto* line = m_panel->findChild<ui::ObstacleLine*>();
        const auto leadsTo = [&](const QWidget* field) {
            line->click();
            return field->hasFocus() && isInSight(field);
        };
        QVERIFY(!send->isEnabled() && line->isVisible());
        QCOMPARE(line->text(), u"Enter who is to get the profile"_s);
        auto* to = named<QLineEdit>(m_panel.get(), u"To"_s);
        QVERIFY(leadsTo(to));
        type(u"To"_s, u"nonsense, @@ bad"_s);
        QVERIFY2(line->text().contains(u"nonsense"_s), qPrintable(line->text()));
        type(u"To"_s, u"anna@example.com"_s);
        QCOMPARE(line->text(), u"Enter the mail server"_s);
        QVERIFY(leadsTo(named<QLineEdit>(m_panel.get(), u"Mail server"_s)));
        type(u"Mail server"_s, u"mail.example.com"_s);
        type(u"User"_s, u"me@example.com"_s);
        QVERIFY(leadsTo(named<QLineEdit>(m_panel.get(), u"Password or token"_s)));
        type(u"Password or token"_s, u"open sesame"_s);
        auto* tick = pushable(m_panel.get(), u"Send these secrets by mail"_s);
        QVERIFY(leadsTo(tick));
        QVERIFY(!send->isEnabled());
        QTest::keyClick(tick, Qt::Key_Space);
        QVERIFY(send->isEnabled() && !line->isVisible());
    }

    void theFieldsOfTheChosenWayAreInSight()
    {
        open(test::secretXml());
        m_panel->resize(700, 480);
        QCoreApplication::processEvents();
        choose(u"Send through a mail server"_s);
        QVERIFY(isInSight(named<QLineEdit>(m_panel.get(), u"Mail server"_s)));
        QVERIFY(isInSight(named<QLineEdit>(m_panel.get(), u"From"_s)));
        choose(u"Save a draft (.eml)"_s);
        QVERIFY(isInSight(named<QLineEdit>(m_panel.get(), u"Draft"_s)));
    }

    void aFailureIsInSightAtOnce()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const int port = closed.serverPort();
        closed.close();
        open(test::plainXml());
        m_panel->resize(800, 560);
        choose(u"Send through a mail server"_s);
        type(u"To"_s, u"anna@example.com, bert@example.com"_s);
        type(u"Mail server"_s, u"127.0.0.1"_s);
        type(u"From"_s, u"me@example.com"_s);
        named<QSpinBox>(m_panel.get(), u"Port"_s)->setValue(port);
        pushable(m_panel.get(), u"Send"_s)->click();
        QAbstractButton* retry = nullptr;
        QTRY_VERIFY((retry = pushable(m_panel.get(), u"Try the 2 That Failed Again"_s)));
        QCoreApplication::processEvents();
        QVERIFY(isInSight(retry));
        const QString refusal = u"127.0.0.1:%1 refuses connections"_s.arg(port);
        // In the line that sums up, and for each recipient.
        const auto told = [&] {
            const auto labels = m_panel->findChildren<QLabel*>();
            return std::count_if(labels.begin(), labels.end(), [&](const QLabel* label) {
                return label->text().contains(refusal) && isInSight(label);
            });
        };
        QTRY_COMPARE(told(), 3);
    }

    void everyKeyBelongsToOneThing()
    {
        ui::ShareServices services = test::loopbackServices();
        services.mailWays = [] {
            return std::vector{
                way(u"Black&White"_s, [](const delivery::MailDraft&) -> base::Result<> { return {}; })};
        };
        open(test::secretXml(), services);
        for (const QString& each :
             {u"BlackWhite"_s, u"Send through a mail server"_s, u"Save a draft (.eml)"_s}) {
            choose(each);
            QCOMPARE(test::clashes(m_panel.get()), QStringList());
        }
    }

    void aUserNeedsAPassword()
    {
        open(test::plainXml());
        choose(u"Send through a mail server"_s);
        type(u"To"_s, u"anna@example.com"_s);
        type(u"Mail server"_s, u"mail.example.com"_s);
        QCOMPARE(named<QSpinBox>(m_panel.get(), u"Port"_s)->value(), 587);
        named<QComboBox>(m_panel.get(), u"Security"_s)->setCurrentIndex(0);
        QCOMPARE(named<QSpinBox>(m_panel.get(), u"Port"_s)->value(), 465);
        type(u"User"_s, u"me@example.com"_s);
        QVERIFY(!pushable(m_panel.get(), u"Send"_s)->isEnabled());
        auto* secret = named<QLineEdit>(m_panel.get(), u"Password or token"_s);
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        secret->setText(u"open sesame"_s);
        QVERIFY(pushable(m_panel.get(), u"Send"_s)->isEnabled());
        type(u"Mail server"_s, u"bad host/path"_s);
        QVERIFY(!pushable(m_panel.get(), u"Send"_s)->isEnabled());
    }

    void everythingIsReachedAndNamed()
    {
        open(test::secretXml());
        choose(u"Send through a mail server"_s);
        named<QLineEdit>(m_panel.get(), u"To"_s)->setFocus();
        QCOMPARE(test::nameless(m_panel.get()), QStringList());
        const QStringList order = test::tabOrder(m_panel.get());
        QStringList expected{u"To"_s,
                             u"Language"_s,
                             u"Subject"_s,
                             u"Text of the message"_s,
                             u"Send through a mail server"_s,
                             u"Mail server"_s,
                             u"Security"_s,
                             u"Port"_s,
                             u"From"_s,
                             u"User"_s,
                             u"Sign in with"_s,
                             u"Password or token"_s,
                             u"Send these secrets by mail"_s,
                             u"Enter who is to get the profile"_s,
                             u"Close"_s,
                             u"Sign First…"_s};
        QCOMPARE(order, expected);
    }
};

QTEST_MAIN(ShareMailTest)
#include "tst_share_mail.moc"
