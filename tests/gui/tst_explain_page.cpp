// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"
#include "tests/support/form_harness.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/start_page.h"
#include "ui/explain/capture_guide.h"
#include "ui/explain/explain_page.h"
#include "ui/explain/explanation_card.h"
#include "ui/explain/explanation_view.h"
#include "ui/explain/line_link.h"
#include "ui/explain/log_edit.h"
#include "ui/explain/log_input.h"
#include "ui/main_window.h"
#include "ui/task.h"
#include "ui/trust/check_form.h"
#include "ui/trust/check_page.h"
#include "ui/widgets/link_button.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using ui::ExplainPage;

namespace {

/// A chain as profiled writes it, with a host, a device and a challenge in its lines.
const QString chainText =
    u"Jan  2 03:04:05 Annas-iPhone profiled[7] <Notice>: asked "
    "https://scep.corp.example.com:8443/certsrv/mscep/mscep.dll?operation=GetCACert&challenge=S3CRET\n"
    "NSError:\n"
    "Desc   : Profile Installation Failed\n"
    "Domain : MCInstallationErrorDomain\n"
    "Code   : 4001\n"
    "...Underlying error:\n"
    "NSError:\n"
    "Desc   : The profile “Fabrikam” could not be installed.\n"
    "Domain : MCProfileErrorDomain\n"
    "Code   : 1009\n"
    "...Underlying error:\n"
    "NSError:\n"
    "Desc   : The SCEP server returned an invalid response.\n"
    "Domain : MCSCEPErrorDomain\n"
    "Code   : 22013\n"_s;

QByteArray scepProfile()
{
    return test::profileXml(test::payloadXml("com.apple.security.scep",
                                             "\t\t\t<key>PayloadContent</key>\n\t\t\t<dict>\n"
                                             "\t\t\t\t<key>Challenge</key>\n\t\t\t\t<string>old</string>\n"
                                             "\t\t\t\t<key>URL</key>\n\t\t\t\t<string>https://"
                                             "scep.corp.example.com:8443/certsrv/mscep/mscep.dll</string>\n"
                                             "\t\t\t</dict>\n"));
}

template <class T = QPushButton>
T* button(QWidget* root, const QString& text)
{
    const auto buttons = root->findChildren<T*>();
    for (T* one : buttons) {
        if (one->text().remove(u'&') == text && one->isVisibleTo(root))
            return one;
    }
    return nullptr;
}

/// Whether a label below `root` that can be seen holds `text`.
bool shows(QWidget* root, const QString& text)
{
    const auto labels = root->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](QLabel* label) {
        return label->isVisibleTo(root) && label->text().contains(text, Qt::CaseInsensitive);
    });
}

/// The longest time in which nothing else was done, in milliseconds.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_clock.start();
        startTimer(5);
    }
    [[nodiscard]] qint64 longestPause() const { return std::max(m_longest, m_clock.elapsed()); }

protected:
    void timerEvent(QTimerEvent* event) override
    {
        Q_UNUSED(event)
        m_longest = std::max(m_longest, m_clock.restart());
    }

private:
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

/// Noise as long as the longest log there may be, with one error in it.
QByteArray longLog()
{
    constexpr qsizetype size = qsizetype{60} * 1024 * 1024;
    const QByteArray line =
        "Jan  2 03:04:05 device profiled[7] <Notice>: nothing of any interest happened here\n";
    QByteArray log = line.repeated(size / line.size() - 1);
    log.insert(log.indexOf('\n', size / 2) + 1, "MCProfileErrorDomain:1009 > MCSCEPErrorDomain:22003\n");
    return log;
}

/// No window may stand still for longer, in milliseconds; a busy machine has its share in it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr qint64 longestPause = 4000;
#else
constexpr qint64 longestPause = 700;
#endif

void drop(QWidget* target, const QMimeData& data)
{
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &event);
}

}  // namespace

class ExplainPageTest : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] ui::LogEdit& edit() { return m_page->input().edit(); }
    [[nodiscard]] const explain::Explanation& found() { return m_page->view().explanation(); }
    [[nodiscard]] QString what() { return m_page->view().card().what(); }

    void paste(const QString& text)
    {
        QSignalSpy shown(m_page.get(), &ExplainPage::shown);
        QGuiApplication::clipboard()->setText(text);
        edit().paste();
        QVERIFY(shown.wait(20'000));
        // What is new is shown by an event of its own.
        QCoreApplication::processEvents();
    }

    QString file(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }

    void useProfile()
    {
        const auto document = plist::Document::read(scepProfile());
        QVERIFY(document);
        m_page->setProfiles([document = *document, this] {
            return std::vector<ui::OpenProfile>{{u"Fabrikam"_s, document, m_page.get()}};
        });
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ExplainPage> m_page;

private slots:
    void initTestCase() { ui::installAccessibleNames(); }
    void init()
    {
        m_page = std::make_unique<ExplainPage>();
        m_page->resize(1200, 900);
        m_page->show();
        QApplication::setActiveWindow(m_page.get());
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->focusFirst();
    }
    void cleanup()
    {
        m_page.reset();
        ui::taskPool().waitForDone();
    }

    void aCodeIsExplainedWhileItIsTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("code") << u"22003"_s;
        QTest::newRow("domain and code") << u"MCSCEPErrorDomain 22003"_s;
    }
    void aCodeIsExplainedWhileItIsTyped()
    {
        QFETCH(QString, typed);
        QVERIFY(edit().hasFocus());
        QTest::keyClicks(&edit(), typed);
        QTRY_VERIFY(!found().errors.empty() && found().errors.back().code == 22003);
        QCOMPARE(found().errors.back().domain, u"MCSCEPErrorDomain"_s);
        QTRY_VERIFY(shows(&m_page->view(), u"Likely"_s));
        QVERIFY(shows(&m_page->view(), u"Invalid RA response"_s));
        QVERIFY(shows(&m_page->view(), u"Who can fix it"_s));
        QVERIFY(shows(&m_page->view(), u"What to do"_s));
        QVERIFY(m_page->view().findChild<ui::LinkButton*>());
        QVERIFY(!m_page->view().findChild<ui::CaptureGuide*>()->isVisible());
        QVERIFY2(!m_page->view().findChild<ui::LineLink*>(), "what was typed is no log with lines");
    }

    void anUnknownCodeIsSaidToBeUnknown()
    {
        paste(u"MCSCEPErrorDomain 22999"_s);
        QVERIFY(what().contains(u"not known here"));
        QVERIFY(shows(&m_page->view(), u"none is made up"_s));
        paste(u"\nx"_s);
        edit().clear();
        paste(u"987654"_s);
        QVERIFY(what().contains(u"No error with this code is known here"));
    }

    void nothingFoundSaysWhatToTry()
    {
        paste(u"all is well, thank you\nindeed"_s);
        QVERIFY(what().contains(u"No error is in it"));
        QVERIFY(m_page->view().findChild<ui::CaptureGuide*>()->isVisible());
        edit().clear();
        QTRY_VERIFY(!shows(&m_page->view(), u"No error is in it"_s));
        QVERIFY(m_page->view().findChild<ui::CaptureGuide*>()->isVisible());
    }

    void samplesArePasted_data()
    {
        QFile table(QStringLiteral(SHARED_DIR "/log-samples/expected.tsv"));
        if (!table.open(QIODevice::ReadOnly))
            QSKIP("../shared is absent");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("domain");
        QTest::addColumn<QString>("code");
        const QStringList lines = QString::fromUtf8(table.readAll()).split(u'\n', Qt::SkipEmptyParts);
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const QStringList fields = lines[i].split(u'\t');
            QTest::newRow(qPrintable(fields.at(0))) << fields.at(0) << fields.at(1) << fields.at(2);
        }
    }
    void samplesArePasted()
    {
        QFETCH(QString, name);
        QFETCH(QString, domain);
        QFETCH(QString, code);
        QFile sample(QStringLiteral(SHARED_DIR "/log-samples/") + name);
        QVERIFY(sample.open(QIODevice::ReadOnly));
        paste(QString::fromUtf8(sample.readAll()));
        QVERIFY(!what().isEmpty());
        QCOMPARE(found().errors.empty() ? QString() : found().errors.back().domain, domain);
        if (!domain.isEmpty())
            QVERIFY(shows(&m_page->view(), u"%1 %2"_s.arg(domain, code)));
        QCOMPARE(test::namelessInputs(m_page.get()), QStringList());
    }

    void theChainIsAStackWhoseLinesCanBeShown()
    {
        paste(chainText);
        QCOMPARE(found().errors.size(), std::size_t{3});
        const QList<ui::LineLink*> links = m_page->view().findChildren<ui::LineLink*>();
        QVERIFY(links.size() >= 4);
        QVERIFY(links.at(0)->mapTo(m_page.get(), QPoint()).y()
                < links.at(1)->mapTo(m_page.get(), QPoint()).y());
        QCOMPARE(links.at(0)->line(), 4);
        QCOMPARE(links.at(2)->line(), 14);
        QTest::mouseClick(links.at(2), Qt::LeftButton);
        QCOMPARE(m_page->input().currentLine(), 14);
        QCOMPARE(edit().shownLine(), 14);
        for (const ui::LineLink* link : links)
            QVERIFY2(!link->text().contains(u"S3CRET"), qPrintable(link->text()));
    }

    void anotherChainCanBeChosen()
    {
        paste(u"MCPayloadErrorDomain 2002\nthen\nMCSCEPErrorDomain 22013\n"_s);
        auto* chains = test::named<QComboBox>(m_page.get(), u"Error"_s);
        QVERIFY(chains);
        QCOMPARE(chains->count(), 2);
        QCOMPARE(found().errors.back().code, 22013);
        chains->setFocus();
        QTest::keyClick(chains, Qt::Key_Down);
        QCOMPARE(found().errors.back().code, 2002);
        QCOMPARE(found().causes.front().id, u"payload-field-missing"_s);
        QVERIFY(chains->hasFocus());
        // Another page was shown meanwhile.
        QSignalSpy shown(m_page.get(), &ExplainPage::shown);
        m_page->hide();
        m_page->show();
        QVERIFY(shown.wait());
        QCOMPARE(found().errors.back().code, 2002);
        QCOMPARE(chains->currentIndex(), 1);
        chains->setFocus();
        QTest::keyClick(chains, Qt::Key_Up);
        QCOMPARE(found().errors.back().code, 22013);
    }

    void aDroppedFileIsRead_data()
    {
        QTest::addColumn<bool>("ontoField");
        QTest::newRow("onto the field") << true;
        QTest::newRow("beside it") << false;
    }
    void aDroppedFileIsRead()
    {
        QFETCH(bool, ontoField);
        QSignalSpy shown(m_page.get(), &ExplainPage::shown);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file(u"a.log"_s, chainText.toUtf8()))});
        drop(ontoField ? edit().viewport() : m_page.get(), data);
        QVERIFY(shown.wait());
        QCOMPARE(edit().toPlainText(), chainText);
        QCOMPARE(found().errors.back().code, 22013);
        QCOMPARE(edit().shownLine(), 14);
        QVERIFY(m_page->input().told().contains(u"a.log"));
        QTest::mouseClick(button(m_page.get(), u"Clear"_s), Qt::LeftButton);
        QVERIFY(edit().toPlainText().isEmpty() && m_page->input().told().isEmpty());
        QTRY_VERIFY(!shows(&m_page->view(), u"22013"_s));
    }

    void aBinaryPropertyListIsShownAsText()
    {
        const plist::Value chain = plist::Dict{
            {u"ErrorChain"_s,
             plist::Array{plist::Dict{{u"ErrorCode"_s, 22004}, {u"ErrorDomain"_s, u"MCSCEPErrorDomain"_s}}}}};
        const auto binary = plist::writeBinary(chain);
        QVERIFY(binary);
        QSignalSpy shown(m_page.get(), &ExplainPage::shown);
        m_page->explainFile(file(u"answer.plist"_s, *binary));
        QVERIFY(shown.wait());
        QCOMPARE(found().errors.back().code, 22004);
        QVERIFY(edit().toPlainText().contains(u"<key>ErrorChain</key>"));
        m_page->input().showLine(found().errors.back().proof.line);
        QVERIFY(edit().textCursor().block().text().contains(u"22004")
                || edit().textCursor().block().text().contains(u"MCSCEPErrorDomain"));
    }

    void whatCannotBeReadIsSaid()
    {
        paste(u"22003"_s);
        QFile huge(m_folder.filePath(u"huge.log"_s));
        QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(plist::maxBytes + 1));
        for (const QString& path : {huge.fileName(), m_folder.filePath(u"absent.log"_s)}) {
            QSignalSpy shown(m_page.get(), &ExplainPage::shown);
            m_page->explainFile(path);
            QVERIFY(shown.wait());
            QVERIFY(!m_page->input().told().isEmpty());
            QVERIFY2(!m_page->input().told().contains(u"Reading"), qPrintable(m_page->input().told()));
        }
        QCOMPARE(edit().toPlainText(), u"22003"_s);
        QCOMPARE(found().errors.back().code, 22003);
    }

    void aLongLogStopsNobody_data()
    {
        QTest::addColumn<bool>("isPasted");
        QTest::newRow("pasted") << true;
        QTest::newRow("file") << false;
    }
    void aLongLogStopsNobody()
    {
        QFETCH(bool, isPasted);
        const QByteArray log = longLog();
        QSignalSpy shown(m_page.get(), &ExplainPage::shown);
        if (isPasted)
            QGuiApplication::clipboard()->setText(QString::fromLatin1(log));
        const QString path = isPasted ? QString() : file(u"long.log"_s, log);
        Heartbeat heartbeat;
        if (isPasted)
            edit().paste();
        else
            m_page->explainFile(path);
        QVERIFY(shown.wait(60'000));
        QTest::qWait(20);
        QVERIFY2(heartbeat.longestPause() < longestPause,
                 qPrintable(u"%1 ms"_s.arg(heartbeat.longestPause())));
        QCOMPARE(found().errors.back().code, 22003);
        QVERIFY(m_page->input().isLarge());
        QVERIFY(edit().toPlainText().isEmpty());
        const int line = found().errors.back().proof.line;
        QVERIFY(line > 100'000);
        QCOMPARE(m_page->input().currentLine(), line);
        m_page->input().showLine(1);
        QTest::mouseClick(m_page->view().findChild<ui::LineLink*>(), Qt::LeftButton);
        QCOMPARE(m_page->input().currentLine(), line);
        QTest::mouseClick(button(m_page.get(), u"Clear"_s), Qt::LeftButton);
        QVERIFY(!m_page->input().isLarge());
        QGuiApplication::clipboard()->clear();
    }

    void readingCanBeCancelledAndTheLatestWins()
    {
        const QString path = file(u"long.log"_s, longLog());
        QSignalSpy shown(m_page.get(), &ExplainPage::shown);
        m_page->explainFile(path);
        m_page->explainFile(file(u"short.log"_s, "MCSCEPErrorDomain 22004\n"));
        QVERIFY(shown.wait(60'000));
        QCOMPARE(found().errors.back().code, 22004);
        QCOMPARE(shown.size(), 1);

        m_page->explainFile(path);
        emit m_page->input().cancelAsked();
        QVERIFY(m_page->input().told().contains(u"Cancelled"));
        ui::taskPool().waitForDone();
        QTest::qWait(20);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(found().errors.back().code, 22004);
        edit().clear();
        paste(u"22003"_s);
        QCOMPARE(found().errors.back().code, 22003);
    }

    void theReportTellsNobodysName()
    {
        paste(chainText);
        QTest::mouseClick(button(m_page.get(), u"Copy Report"_s), Qt::LeftButton);
        QString report = QGuiApplication::clipboard()->text();
        QVERIFY(report.startsWith(u"# ") && report.contains(u"MCSCEPErrorDomain 22013"));
        QVERIFY(report.contains(u"[host 1]"));
        for (const QString& word : {u"S3CRET"_s, u"corp.example"_s, u"Anna"_s, u"Fabrikam"_s})
            QVERIFY2(!report.contains(word), qPrintable(word));
        QVERIFY(shows(&m_page->view(), u"Copied"_s));
        auto* hide = button<QCheckBox>(m_page.get(), u"Hide host names, devices and people"_s);
        QVERIFY(hide && hide->isChecked());
        hide->click();
        QTest::mouseClick(button(m_page.get(), u"Copy Report"_s), Qt::LeftButton);
        report = QGuiApplication::clipboard()->text();
        QVERIFY(report.contains(u"scep.corp.example.com"));
        QVERIFY(!report.contains(u"S3CRET"));
    }

    void theServerInTheLogCanBeChecked()
    {
        QSignalSpy checked(m_page.get(), &ExplainPage::checkServerRequested);
        paste(u"GET https://gdmf.apple.com/v2/pmv\n"_s + chainText);
        QVERIFY2(!button(m_page.get(), u"Probe SCEP Server…"_s), "nobody would hear it");
        QTest::mouseClick(button(m_page.get(), u"Check This Server…"_s), Qt::LeftButton);
        QCOMPARE(checked.size(), 1);
        QCOMPARE(checked.at(0).at(0).toString(), u"scep.corp.example.com"_s);
        QCOMPARE(checked.at(0).at(1).value<quint16>(), quint16{8443});

        QSignalSpy probed(m_page.get(), &ExplainPage::probeScepRequested);
        edit().clear();
        paste(chainText);
        auto* servers = test::named<QComboBox>(m_page.get(), u"Server in the log"_s);
        QVERIFY(servers && !servers->currentText().contains(u"S3CRET"));
        QTest::mouseClick(button(m_page.get(), u"Probe SCEP Server…"_s), Qt::LeftButton);
        QCOMPARE(probed.size(), 1);
        QCOMPARE(probed.at(0).at(0).toUrl(),
                 QUrl(u"https://scep.corp.example.com:8443/certsrv/mscep/mscep.dll"_s));
        edit().clear();
        paste(u"22003"_s);
        QVERIFY(!button(m_page.get(), u"Check This Server…"_s));
    }

    void serversAreFoundInAnyForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        QTest::newRow("JSON") << uR"({"url":"https:\/\/a.example.com\/mdm"})"_s
                              << u"https://a.example.com/mdm"_s;
        QTest::newRow("quotes") << u"for “https://a.example.com” is"_s << u"https://a.example.com"_s;
        QTest::newRow("sentence") << u"at http://a.example.com:8080/x."_s << u"http://a.example.com:8080/x"_s;
        QTest::newRow("password") << u"HTTPS://joe:S3CRET@a.example.com/x?token=S3CRET"_s
                                  << u"https://a.example.com/x"_s;
        QTest::newRow("none") << u"ftp://a.example.com x://y ://z https://<server>/x"_s << QString();
    }
    void serversAreFoundInAnyForm()
    {
        QFETCH(QString, text);
        QFETCH(QString, url);
        const QByteArray bytes = text.toUtf8();
        const auto servers = ui::serversIn(bytes.toStdString());
        QCOMPARE(servers.size(), std::size_t{url.isEmpty() ? 0U : 1U});
        if (!url.isEmpty())
            QCOMPARE(servers.front().url.toString(), url);
    }

    void theServerOfTheErrorComesFirst()
    {
        const explain::Catalogue catalogue;
        const QByteArray log = "see https://help.example.com/troubleshoot-scep-certificates\n"
                               "https://scep.example.com/certsrv/mscep/mscep.dll\n"
                               "MCSCEPErrorDomain 22013\n"
                               "https://mdm.example.com/checkin\nMCHTTPTransactionErrorDomain 23001\n"
                               "https://gdmf.apple.com/v2/pmv\n";
        const auto servers = ui::serversIn(log.toStdString());
        QCOMPARE(servers.size(), std::size_t{4});
        const auto http = explain::explainLog(log, catalogue);
        QCOMPARE(ui::nearest(servers, http).front().host(), u"mdm.example.com"_s);
        QCOMPARE(ui::nearest(servers, http).back().host(), u"gdmf.apple.com"_s);
        const auto scep = explain::explainOther(http, 0, catalogue);
        QCOMPARE(ui::nearest(servers, scep).front().host(), u"scep.example.com"_s);
        QVERIFY(ui::nearest(servers, scep).front().isScep);
    }

    void theFieldOfAnOpenProfileIsShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path");
        QTest::newRow("likeliest cause") << chainText << u"PayloadContent[0].PayloadContent.Challenge"_s;
        QTest::newRow("address") << u"at https://scep.corp.example.com/ it was\nMCSCEPErrorDomain 22002"_s
                                 << u"PayloadContent[0].PayloadContent.URL"_s;
        QTest::newRow("named field") << u"payload com.fabrikam.one\nDomain : MCPayloadErrorDomain\nCode : "
                                        "2003\nParams : (\n\"PayloadVersion\"\n)"_s
                                     << u"PayloadContent[0].PayloadVersion"_s;
        QTest::newRow("identifier") << u"22222222-0000-4000-8000-000000000000 failed\nFridgeErrorDomain 4"_s
                                    << u"PayloadContent[0]"_s;
        QTest::newRow("another profile") << u"of com.contoso.vpn\nMCSCEPErrorDomain 22013"_s << QString();
    }
    void theFieldOfAnOpenProfileIsShown()
    {
        QFETCH(QString, text);
        QFETCH(QString, path);
        useProfile();
        QWidget* asked = nullptr;
        plist::Path at;
        connect(m_page.get(), &ExplainPage::showFieldRequested, this,
                [&](QWidget* window, const plist::Path& to) {
                    asked = window;
                    at = to;
                });
        paste(text);
        QPushButton* show = button(m_page.get(), u"Show in Profile"_s);
        QCOMPARE(show != nullptr, !path.isEmpty());
        if (!show)
            return;
        QTest::mouseClick(show, Qt::LeftButton);
        QCOMPARE(asked, m_page.get());
        QCOMPARE(at.toString(), path);
    }

    void everythingIsReachedByKeys()
    {
        useProfile();
        QSignalSpy probed(m_page.get(), &ExplainPage::probeScepRequested);
        paste(u"MCPayloadErrorDomain 2002\n\n"_s + chainText);
        QCOMPARE(test::namelessInputs(m_page.get()), QStringList());
        QStringList reached;
        m_page->focusFirst();
        for (int i = 0; i < 80; ++i) {
            const QWidget* now = QApplication::focusWidget();
            QVERIFY(now);
            const QString name = test::accessibleName(QApplication::focusWidget());
            if (!reached.isEmpty() && now == &edit())
                break;
            reached << name;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        qsizetype from = 0;
        for (const QString& name :
             {u"Log, message or code"_s, u"Open File…"_s, u"Clear"_s, u"Error"_s, u"Server in the log"_s,
              u"Check This Server…"_s, u"Probe SCEP Server…"_s, u"Show in Profile"_s, u"Copy Report"_s,
              u"Save Report…"_s, u"Hide host names, devices and people"_s}) {
            const qsizetype at = reached.indexOf(name, from);
            QVERIFY2(at >= from, qPrintable(name + u" in "_s + reached.join(u", "_s)));
            from = at + 1;
        }
        const auto isLine = [](const QString& name) {
            return name.startsWith(u"line ");
        };
        QVERIFY(std::count_if(reached.begin(), reached.end(), isLine) >= 4);
    }

    void aNarrowWindowHasRoomForAll()
    {
        m_page->resize(620, 800);
        useProfile();
        QSignalSpy probed(m_page.get(), &ExplainPage::probeScepRequested);
        paste(chainText);
        QCoreApplication::processEvents();
        QVERIFY2(m_page->minimumSizeHint().width() <= 620,
                 qPrintable(QString::number(m_page->minimumSizeHint().width())));
        const QWidget* all = m_page->view().card().parentWidget()->parentWidget();
        const QWidget* room = all->parentWidget();
        QVERIFY2(all->width() <= room->width(),
                 qPrintable(u"%1 in %2"_s.arg(all->width()).arg(room->width())));
    }
};

/// The page in the window around it.
class ExplainInWindow : public QObject
{
    Q_OBJECT

private:
    void give(const QString& text)
    {
        auto* page = m_window->findChild<ExplainPage*>();
        QSignalSpy shown(page, &ExplainPage::shown);
        page->input().edit().setPlainText(text);
        QVERIFY(shown.wait());
        QCoreApplication::processEvents();
    }

    app::Settings m_settings;
    schema::Store m_store;
    std::unique_ptr<ui::MainWindow> m_window;
    QTemporaryDir m_folder;

private slots:
    void init()
    {
        m_window = std::make_unique<ui::MainWindow>(m_settings, m_store, ui::Questions());
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        ui::taskPool().waitForDone();
    }

    void theDoorLeadsToThePageAndBack()
    {
        emit m_window->findChild<ui::StartPage*>()->explainAsked();
        auto* page = m_window->findChild<ExplainPage*>();
        QVERIFY(page && page->isVisible());
        QVERIFY(!m_window->isVacant());
        QCOMPARE(m_window->windowTitle().contains(u"Explain"), true);
        emit page->backAsked();
        QVERIFY(m_window->isVacant() && !page->isVisible());
    }

    void theMenuLeadsToThePage()
    {
        const auto actions = m_window->findChildren<QAction*>();
        const auto entry = std::find_if(actions.begin(), actions.end(), [](const QAction* action) {
            return action->text().contains(u"Installation Error");
        });
        QVERIFY(entry != actions.end());
        (*entry)->trigger();
        QVERIFY(m_window->findChild<ExplainPage*>()->isVisible());
    }

    void aLogIsOpenedToBeExplained()
    {
        QFile log(m_folder.filePath(u"device.log"_s));
        QVERIFY(log.open(QIODevice::WriteOnly) && log.write(chainText.toUtf8()) > 0);
        log.close();
        m_window->openFile(log.fileName());
        auto* page = m_window->findChild<ExplainPage*>();
        QVERIFY(page && page->isVisible());
        QTRY_COMPARE(page->view().explanation().errors.size(), std::size_t{3});
    }

    void theServerIsCheckedOnItsPage()
    {
        emit m_window->findChild<ui::StartPage*>()->explainAsked();
        give(chainText);
        QTest::mouseClick(button(m_window.get(), u"Check This Server…"_s), Qt::LeftButton);
        auto* check = m_window->findChild<ui::CheckPage*>();
        QVERIFY(check && check->isVisible());
        QCOMPARE(check->form().endpoint()->host, u"scep.corp.example.com"_s);
        QCOMPARE(int(check->form().endpoint()->port), 8443);
        emit check->backAsked();
        QVERIFY(m_window->findChild<ExplainPage*>()->isVisible());
        emit m_window->findChild<ExplainPage*>()->backAsked();
        QVERIFY(m_window->isVacant());
    }

    void theFieldIsShownInTheEditor()
    {
        QFile profile(m_folder.filePath(u"a.mobileconfig"_s));
        QVERIFY(profile.open(QIODevice::WriteOnly) && profile.write(scepProfile()) > 0);
        profile.close();
        m_window->openFile(profile.fileName());
        QTRY_VERIFY(m_window->editor());
        const ExplainPage& page = m_window->explainPage();
        give(chainText);
        QPushButton* show = button(m_window.get(), u"Show in Profile"_s);
        QVERIFY(show);
        QTest::mouseClick(show, Qt::LeftButton);
        QVERIFY(!page.isVisible() && m_window->editor()->isVisible());
        QCOMPARE(m_window->editor()->currentPayload(), std::optional<std::size_t>(0));
        QCOMPARE(test::accessibleName(m_window->focusWidget()), u"Challenge"_s);
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    ExplainPageTest page;
    ExplainInWindow window;
    const int failed = QTest::qExec(&page, argc, argv);
    return failed + QTest::qExec(&window, argc, argv);
}

#include "tst_explain_page.moc"
