// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/bundle.h"
#include "tests/support/form_harness.h"
#include "tests/support/test_pki.h"
#include "ui/editor/fields/fingerprint_field.h"
#include "ui/editor/fields/subject_model.h"
#include "ui/editor/form_row.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/findings/findings_panel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using test::changedLines;
using test::named;

namespace {

const QByteArray settings = R"(			<key>PayloadContent</key>
			<dict>
				<key>URL</key>
				<string>http://scep.fabrikam.example/scep</string>
				<key>Keysize</key>
				<integer>2048</integer>
				<key>Key Type</key>
				<string>RSA</string>
				<key>Key Usage</key>
				<integer>5</integer>
			</dict>
)";

QByteArray scepXml(const QByteArray& keys = settings)
{
    return test::profileXml(test::payloadXml("com.apple.security.scep", keys));
}

/// Settings with `more` behind the four that are always there.
QByteArray settingsWith(const QByteArray& more)
{
    QByteArray all = settings;
    return all.replace("\t\t\t</dict>\n", more + "\t\t\t</dict>\n");
}

}  // namespace

class ScepFormTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& xml)
    {
        m_form.reset();
        m_document = test::documentOf(xml);
        m_before = m_document->document().text();
        m_form = test::shownForm(*m_document, m_store, 0);
    }
    template <class T>
    T* input(const QString& name)
    {
        T* found = named<T>(m_form.get(), name);
        if (!found)
            qWarning("no input is called %s", qPrintable(name));
        return found;
    }
    /// The subject as it is in the profile, with the types written there.
    [[nodiscard]] QString subjectText() const
    {
        const plist::Value* subject =
            m_document->root().at({u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"Subject"_s});
        const auto name = subject ? x509::Name::fromApple(*subject) : base::Result<x509::Name>(x509::Name{});
        return name ? name->toString() : u"?"_s;
    }
    /// What the Fingerprint's row says beside the input.
    [[nodiscard]] QString fingerprintNote() const
    {
        QStringList texts;
        for (const auto* label : m_form->findChild<ui::FingerprintField*>()->findChildren<QLabel*>())
            texts << label->text();
        return texts.join(u'\n');
    }
    [[nodiscard]] QByteArray fingerprint() const
    {
        const plist::Value* value = m_document->root().at(
            {u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"CAFingerprint"_s});
        return value ? *value->as<QByteArray>() : QByteArray();
    }
    [[nodiscard]] QStringList changes() const
    {
        return changedLines(m_before, m_document->document().text());
    }

    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ui::Form> m_form;
    QByteArray m_before;

private slots:
    void cleanup() { m_form.reset(); }

    void openingChangesNothing()
    {
        open(scepXml("\t\t\t<key>PayloadContent</key>\n\t\t\t<dict/>\n"));
        QCOMPARE(m_document->document().text(), m_before);
        QCOMPARE(m_document->undoStack()->count(), 0);
    }

    void everyInputIsCalledByItsLabel_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"URL", "Name", "Challenge", "Fingerprint", "Subject", "RFC 822 Name", "DNS Name", "URI",
              "NT Principal Name", "Key Size", "Use as digital signature", "Use for key encipherment",
              "Retries", "Retry Delay", "Key is extractable", "Allow all apps access"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyInputIsCalledByItsLabel()
    {
        open(scepXml());
        QFETCH(QString, name);
        QVERIFY(named<QWidget>(m_form.get(), name));
    }

    void typingTheUrlChangesItsLineOnly()
    {
        open(scepXml());
        auto* url = input<QLineEdit>(u"URL"_s);
        url->setFocus();
        QTest::keyClick(url, Qt::Key_End);
        QTest::keyClicks(url, u"/x"_s);
        QCOMPARE(changes(), (QStringList{u"-<string>http://scep.fabrikam.example/scep</string>"_s,
                                         u"+<string>http://scep.fabrikam.example/scep/x</string>"_s}));
        QCOMPARE(m_document->undoStack()->count(), 1);
        QCOMPARE(m_document->undoStack()->undoText(), u"Change URL"_s);
        m_document->undoStack()->undo();
        QCOMPARE(url->text(), u"http://scep.fabrikam.example/scep"_s);
        QCOMPARE(m_document->document().text(), m_before);
    }

    void typingBackIsNoStep()
    {
        open(scepXml());
        auto* url = input<QLineEdit>(u"URL"_s);
        url->setFocus();
        QTest::keyClick(url, Qt::Key_End);
        QTest::keyClicks(url, u"x"_s);
        QTest::keyClick(url, Qt::Key_Backspace);
        QCOMPARE(m_document->undoStack()->count(), 0);
    }

    void emptiedAndTypedAnewStaysInItsPlace()
    {
        open(scepXml());
        auto* url = input<QLineEdit>(u"URL"_s);
        url->setFocus();
        QTest::keyClick(url, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(url, Qt::Key_Delete);
        QCOMPARE(changes(), (QStringList{u"-<key>URL</key>"_s,
                                         u"-<string>http://scep.fabrikam.example/scep</string>"_s}));
        QTest::keyClicks(url, u"u"_s);
        QCOMPARE(changes(), (QStringList{u"-<string>http://scep.fabrikam.example/scep</string>"_s,
                                         u"+<string>u</string>"_s}));
    }

    void anotherFieldIsAnotherStep()
    {
        open(scepXml());
        auto* url = input<QLineEdit>(u"URL"_s);
        auto* name = input<QLineEdit>(u"Name"_s);
        url->setFocus();
        QTest::keyClicks(url, u"ab"_s);
        name->setFocus();
        QTest::keyClicks(name, u"CA"_s);
        url->setFocus();
        QTest::keyClicks(url, u"cd"_s);
        QCOMPARE(m_document->undoStack()->count(), 3);
    }

    void assistiveToolsEditAsIfTyping()
    {
        open(scepXml());
        test::setTextContents(input<QLineEdit>(u"URL"_s), u"https://ca.example/scep"_s);
        test::setTextContents(input<QLineEdit>(u"Challenge"_s), u"secret"_s);
        test::doAction(input<QCheckBox>(u"Use for key encipherment"_s));
        QCOMPARE(changes(), (QStringList{u"-<string>http://scep.fabrikam.example/scep</string>"_s,
                                         u"+<string>https://ca.example/scep</string>"_s,
                                         u"-<integer>5</integer>"_s, u"+<integer>1</integer>"_s,
                                         u"+<key>Challenge</key>"_s, u"+<string>secret</string>"_s}));
    }

    void theFirstEditAddsWhatDevicesInsistOn()
    {
        open(scepXml("\t\t\t<key>PayloadContent</key>\n\t\t\t<dict>\n\t\t\t</dict>\n"));
        auto* url = input<QLineEdit>(u"URL"_s);
        url->setFocus();
        QTest::keyClicks(url, u"ab"_s);
        const QStringList added = changes();
        for (const QString& line :
             {u"+<string>ab</string>"_s, u"+<key>Keysize</key>"_s, u"+<integer>2048</integer>"_s,
              u"+<key>Key Type</key>"_s, u"+<string>RSA</string>"_s, u"+<key>Key Usage</key>"_s})
            QVERIFY2(added.contains(line), qPrintable(line));
        QCOMPARE(m_document->undoStack()->count(), 1);
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void theNameOfThePayloadAddsNothingElse()
    {
        open(scepXml("\t\t\t<key>PayloadContent</key>\n\t\t\t<dict>\n\t\t\t</dict>\n"));
        QVERIFY(m_form->showField({u"PayloadContent"_s, std::size_t(0), u"PayloadDisplayName"_s}));
        auto* name = input<QLineEdit>(u"Display name"_s);
        QTRY_VERIFY(name->hasFocus());
        QTest::keyClicks(name, u"A"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>PayloadDisplayName</key>"_s, u"+<string>A</string>"_s}));
    }

    void keySizeIsChosen()
    {
        open(scepXml());
        auto* size = input<QComboBox>(u"Key Size"_s);
        QCOMPARE(size->currentText(), u"2048"_s);
        size->setFocus();
        QTest::keyClick(size, Qt::Key_Down);
        QCOMPARE(changes(), (QStringList{u"-<integer>2048</integer>"_s, u"+<integer>4096</integer>"_s}));
    }

    void anUnusualKeySizeIsShownAndKept()
    {
        open(scepXml(QByteArray(settings).replace("2048", "3072")));
        auto* size = input<QComboBox>(u"Key Size"_s);
        QVERIFY(size->currentText().contains(u"3072"_s));
        QCOMPARE(changes(), QStringList());
    }

    void subjectIsReadInTheOrderWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("commas") << u"O=Fabrikam,OU=IT,CN=Robs IPad"_s;
        QTest::newRow("slashes") << u"/O=Fabrikam/OU=IT/CN=Robs IPad"_s;
        QTest::newRow("blanks") << u"O=Fabrikam, OU=IT, CN=Robs IPad"_s;
    }
    void subjectIsReadInTheOrderWritten()
    {
        QFETCH(QString, text);
        open(scepXml());
        test::setTextContents(input<QLineEdit>(u"Subject"_s), text);
        const plist::Value* subject =
            m_document->root().at({u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"Subject"_s});
        QVERIFY(subject);
        const auto rdn = [](const QString& type, const QString& value) {
            return plist::Value(plist::Array{plist::Array{plist::Value(type), plist::Value(value)}});
        };
        QVERIFY(*subject
                == plist::Value(plist::Array{rdn(u"O"_s, u"Fabrikam"_s), rdn(u"OU"_s, u"IT"_s),
                                             rdn(u"CN"_s, u"Robs IPad"_s)}));
        auto* table = m_form->findChild<QTableView*>();
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(table->model()->index(2, 1).data().toString(), u"Robs IPad"_s);
    }

    void typingASubjectIsOneStepAndKeepsWhatIsTyped()
    {
        open(scepXml());
        auto* line = input<QLineEdit>(u"Subject"_s);
        line->setFocus();
        QTest::keyClicks(line, u"O=Fabrikam, CN=Rob"_s);
        QCOMPARE(line->text(), u"O=Fabrikam, CN=Rob"_s);
        QCOMPARE(m_document->undoStack()->count(), 1);
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
        QCOMPARE(line->text(), QString());
    }

    void refusedTextLeavesTheValueFromBefore_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        const QByteArray fingerprint = "\t\t\t\t<key>CAFingerprint</key>\n\t\t\t\t<data>\n\t\t\t\t"
                                       "qUqP5cyxm6YcTAhz05Hph5gvu9M=\n\t\t\t\t</data>\n";
        const QByteArray subject = "\t\t\t\t<key>Subject</key>\n\t\t\t\t<array>\n\t\t\t\t\t<array>\n"
                                   "\t\t\t\t\t\t<array><!-- kept --><string>CN</string><string>iPad</string>"
                                   "</array>\n\t\t\t\t\t</array>\n\t\t\t\t</array>\n";
        const QByteArray retries = "\t\t\t\t<key>Retries</key>\n\t\t\t\t<integer>7</integer>\n";
        const auto row = [](const char* title, const QByteArray& xml, const char* name, const QString& text) {
            QTest::newRow(title) << xml << QString::fromLatin1(name) << text;
        };
        const QString hexOf19 = u"00112233445566778899aabbccddeeff001122"_s;
        row("19 bytes", {}, "Fingerprint", hexOf19);
        row("19 bytes over 20", fingerprint, "Fingerprint", hexOf19);
        row("25 bytes over 20", fingerprint, "Fingerprint", hexOf19 + u"334455667788"_s);
        row("deadbeef", fingerprint, "Fingerprint", u"deadbeef"_s);
        row("AAAA", fingerprint, "Fingerprint", u"AAAA"_s);
        row("two commas", {}, "Subject", u"CN=a,,O=b"_s);
        row("two commas over a name", subject, "Subject", u"CN=a,,O=b"_s);
        row("no type", subject, "Subject", u"=foo"_s);
        row("hex value", {}, "Subject", u"CN=#0403AABB"_s);
        row("no value", subject, "Subject", u"CN="_s);
        row("fraction", {}, "Retries", u"1.5"_s);
        row("fraction over a number", retries, "Retries", u"1.5"_s);
        row("words", retries, "Retries", u"12 times"_s);
    }
    void refusedTextLeavesTheValueFromBefore()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, name);
        QFETCH(QString, text);
        open(scepXml(settingsWith(more)));
        QStringList unfinished;
        connect(m_form.get(), &ui::Form::unfinishedChanged, this,
                [&unfinished](const QStringList& labels) { unfinished = labels; });
        auto* line = input<QLineEdit>(name);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(line, text);
        QCOMPARE(changes(), QStringList());
        QVERIFY(m_document->undoStack()->count() <= 1);
        QCOMPARE(line->text(), text);
        QCOMPARE(unfinished, QStringList{name});
        QVERIFY(line->accessibleDescription().contains(u"not in the profile"_s));

        // Elsewhere it is still so, until the text is one again.
        auto* url = input<QLineEdit>(u"URL"_s);
        url->setFocus();
        QTest::keyClicks(url, u"x"_s);
        QCOMPARE(line->text(), text);
        QCOMPARE(unfinished, QStringList{name});
        m_document->undoStack()->undo();
        QCOMPARE(changes(), QStringList());
        line->setFocus();
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(line, Qt::Key_Delete);
        QCOMPARE(unfinished, QStringList());
        QVERIFY(!line->accessibleDescription().contains(u"not in the profile"_s));
    }

    void refusedTextLeavesNothingThatCameWithIt()
    {
        open(scepXml("\t\t\t<key>PayloadContent</key>\n\t\t\t<dict>\n\t\t\t\t<key>Retries</key><integer>7"
                     "</integer>\n\t\t\t</dict>\n"));
        const plist::Path keySize{u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"Keysize"_s};
        auto* retries = input<QLineEdit>(u"Retries"_s);
        retries->setFocus();
        QTest::keyClicks(retries, u"1"_s);
        QVERIFY(m_document->root().at(keySize));
        QTest::keyClicks(retries, u"."_s);
        QCOMPARE(m_document->document().text(), m_before);
        QCOMPARE(m_document->undoStack()->count(), 0);
        QTest::keyClick(retries, Qt::Key_Backspace);
        QVERIFY(m_document->root().at(keySize));
        QCOMPARE(m_document->undoStack()->count(), 1);
    }

    void theEditBeginsWhenTheFieldIsEntered()
    {
        open(scepXml());
        auto* retries = input<QLineEdit>(u"Retries"_s);
        retries->setFocus();
        QTest::keyClicks(retries, u"5"_s);
        input<QLineEdit>(u"URL"_s)->setFocus();
        retries->setFocus();
        QTest::keyClicks(retries, u"0x"_s);
        const plist::Path path{u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"Retries"_s};
        QVERIFY(*m_document->root().at(path) == plist::Value(5));
        QTest::keyClick(retries, Qt::Key_Backspace);
        QVERIFY(*m_document->root().at(path) == plist::Value(50));
        QTest::keyClick(retries, Qt::Key_Return);  // taken for whole
        QTest::keyClicks(retries, u"x"_s);
        QVERIFY(*m_document->root().at(path) == plist::Value(50));
    }

    void undoTakesRefusedTextAlong()
    {
        open(scepXml());
        auto* retries = input<QLineEdit>(u"Retries"_s);
        retries->setFocus();
        QTest::keyClicks(retries, u"5"_s);
        QTest::keyClick(retries, Qt::Key_Return);
        QTest::keyClicks(retries, u"x"_s);
        m_document->undoStack()->undo();
        QCOMPARE(retries->text(), QString());
        QCOMPARE(retries->accessibleDescription(), QString());
    }

    void undoTakesBackRefusedTextAlone_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::newRow("fingerprint") << u"Fingerprint"_s << u"dead"_s;
        QTest::newRow("subject") << u"Subject"_s << u"CN=a,"_s;
        QTest::newRow("number") << u"Retries"_s << u"1.5"_s;
    }
    void undoTakesBackRefusedTextAlone()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        open(scepXml());
        auto* url = input<QLineEdit>(u"URL"_s);
        url->setFocus();
        QTest::keyClicks(url, u"x"_s);
        auto* line = input<QLineEdit>(name);
        line->setFocus();
        QTest::keyClicks(line, text);
        QCOMPARE(line->text(), text);
        QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(line->text(), QString());
        QVERIFY(!line->accessibleDescription().contains(u"not in the profile"_s));
        QCOMPARE(m_document->undoStack()->index(), 1);
    }

    void refusedTextIsDroppedWithTheForm()
    {
        open(test::profileXml(test::payloadXml("com.apple.security.scep", settings)
                              + test::payloadXml("com.example.other", {})));
        m_form.reset();
        ui::ProfileEditor editor(*m_document, m_store, {}, {});
        editor.show();
        QApplication::setActiveWindow(&editor);
        QVERIFY(QTest::qWaitForWindowActive(&editor));
        editor.payloadList().setCurrent(0);
        auto* fingerprint = named<QLineEdit>(&editor, u"Fingerprint"_s);
        QVERIFY(fingerprint);
        fingerprint->setFocus();
        QTest::keyClicks(fingerprint, u"dead"_s);
        QVERIFY2(editor.findingsPanel().verdict().contains(u"Fingerprint"_s),
                 qPrintable(editor.findingsPanel().verdict()));
        editor.payloadList().setCurrent(1);
        QVERIFY(!editor.findingsPanel().verdict().contains(u"Fingerprint"_s));
        editor.payloadList().setCurrent(0);
        fingerprint = named<QLineEdit>(&editor, u"Fingerprint"_s);
        QVERIFY(fingerprint);
        QCOMPARE(fingerprint->text(), QString());
        QCOMPARE(m_document->document().text(), m_before);
    }

    void sixteenBytesWaitForTheFieldToBeLeft()
    {
        open(scepXml());
        const QString md5 = u"00112233445566778899aabbccddeeff"_s;
        auto* fingerprint = input<QLineEdit>(u"Fingerprint"_s);
        auto* digest = input<QComboBox>(u"Fingerprint: hash"_s);
        fingerprint->setFocus();
        QTest::keyClicks(fingerprint, md5);
        QCOMPARE(changes(), QStringList());
        QCOMPARE(digest->currentText(), u"SHA-1"_s);
        QTest::keyClicks(fingerprint, u"00112233"_s);
        QVERIFY(changes().contains(u"+ABEiM0RVZneImaq7zN3u/wARIjM="_s));
        QTest::keyClicks(fingerprint, u"445566778899aabbccddeeff"_s);
        QCOMPARE(digest->currentText(), u"SHA-1"_s);
        QTest::keyClick(fingerprint, Qt::Key_Return);
        QCOMPARE(digest->currentText(), u"SHA-256"_s);

        test::setTextContents(fingerprint, md5);
        input<QLineEdit>(u"URL"_s)->setFocus();
        QCOMPARE(digest->currentText(), u"MD5"_s);
        QVERIFY(changes().contains(u"+ABEiM0RVZneImaq7zN3u/w=="_s));
        // With MD5 chosen there is nothing to wait for.
        fingerprint->setFocus();
        QTest::keyClick(fingerprint, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(fingerprint, u"ff112233445566778899aabbccddeeff"_s);
        QVERIFY(changes().contains(u"+/xEiM0RVZneImaq7zN3u/w=="_s));
    }

    void choosingMd5TakesSixteenBytes()
    {
        open(scepXml());
        auto* fingerprint = input<QLineEdit>(u"Fingerprint"_s);
        auto* digest = input<QComboBox>(u"Fingerprint: hash"_s);
        fingerprint->setFocus();
        QTest::keyClicks(fingerprint, u"00112233445566778899aabbccddeeff"_s);
        digest->setFocus();
        digest->setCurrentIndex(1);
        emit digest->activated(1);
        QVERIFY(changes().contains(u"+ABEiM0RVZneImaq7zN3u/w=="_s));
        QCOMPARE(fingerprint->accessibleDescription().count(u"not in the profile"_s), 0);
    }

    void savingTakesWhatWaits()
    {
        open(scepXml());
        auto* fingerprint = input<QLineEdit>(u"Fingerprint"_s);
        fingerprint->setFocus();
        QTest::keyClicks(fingerprint, u"00112233445566778899aabbccddeeff"_s);
        m_form->commitPending();
        QVERIFY(changes().contains(u"+ABEiM0RVZneImaq7zN3u/w=="_s));
    }

    void noAttributeTypeIsRefusedInTheTable()
    {
        open(scepXml());
        test::setTextContents(input<QLineEdit>(u"Subject"_s), u"O=Fabrikam,CN=Rob"_s);
        const QByteArray text = m_document->document().text();
        auto* table = m_form->findChild<QTableView*>();
        table->model()->setData(table->model()->index(0, 0), u"Shoe Size"_s);
        QCOMPARE(m_document->document().text(), text);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"Shoe Size"_s);
        QVERIFY(input<QLineEdit>(u"Subject"_s)->accessibleDescription().contains(u"Shoe Size"_s));
        table->model()->setData(table->model()->index(0, 0), u"OU"_s);
        QCOMPARE(input<QLineEdit>(u"Subject"_s)->text(), u"OU=Fabrikam, CN=Rob"_s);
        QCOMPARE(input<QLineEdit>(u"Subject"_s)->accessibleDescription(), QString());
    }

    void oneAttributeChangesOneLine()
    {
        open(scepXml());
        auto* line = input<QLineEdit>(u"Subject"_s);
        test::setTextContents(line, u"O=Fabrikam,OU=IT,CN=Rob"_s);
        m_before = m_document->document().text();
        test::setTextContents(line, u"O=Fabrikam,OU=Sales,CN=Rob"_s);
        QCOMPARE(changes(), (QStringList{u"-<string>IT</string>"_s, u"+<string>Sales</string>"_s}));
    }

    void anOidStaysAnOid()
    {
        open(scepXml(settingsWith(R"(				<key>Subject</key>
				<array>
					<array>
						<array>
							<string>2.5.4.3</string>
							<string>Rob</string>
						</array>
					</array>
				</array>
)")));
        auto* line = input<QLineEdit>(u"Subject"_s);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_End);
        QTest::keyClicks(line, u"s"_s);
        QCOMPARE(changes(), (QStringList{u"-<string>Rob</string>"_s, u"+<string>Robs</string>"_s}));
    }

    void theTableIsEditedByKeys()
    {
        open(scepXml());
        auto* table = m_form->findChild<QTableView*>();
        const QAbstractItemModelTester tester(table->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Insert);
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(changes(), QStringList());  // a row without a value is not written
        QTest::keyClicks(table, u"R"_s);
        auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(editor);
        QTest::keyClicks(editor, u"ob"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(input<QLineEdit>(u"Subject"_s)->text(), u"CN=Rob"_s);

        QTest::keyClick(table, Qt::Key_Insert);
        table->model()->setData(table->model()->index(1, 1), u"IT"_s);
        QCOMPARE(input<QLineEdit>(u"Subject"_s)->text(), u"CN=Rob, OU=IT"_s);
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(input<QLineEdit>(u"Subject"_s)->text(), u"OU=IT, CN=Rob"_s);
        table->model()->setData(table->model()->index(1, 2), Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(input<QLineEdit>(u"Subject"_s)->text(), u"OU=IT+CN=Rob"_s);
        table->setCurrentIndex(table->model()->index(0, 1));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(input<QLineEdit>(u"Subject"_s)->text(), u"CN=Rob"_s);
    }

    void anAttributeIsWrittenAsItIsTyped()
    {
        open(scepXml());
        test::setTextContents(input<QLineEdit>(u"Subject"_s), u"CN=Rob"_s);
        auto* table = m_form->findChild<QTableView*>();
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_F2);
        auto* editor = qobject_cast<QComboBox*>(QApplication::focusWidget());
        QVERIFY(editor);
        QTest::keyClicks(editor, u"OU"_s);
        QCOMPARE(subjectText(), u"OU=Rob"_s);
        QCOMPARE(input<QLineEdit>(u"Subject"_s)->text(), u"OU=Rob"_s);
        QTest::keyClick(editor, Qt::Key_Escape);
        QCOMPARE(subjectText(), u"CN=Rob"_s);

        // What is another name of an attribute is not put into the editor.
        QTest::keyClick(table, Qt::Key_F2);
        editor = qobject_cast<QComboBox*>(QApplication::focusWidget());
        QVERIFY(editor);
        const QString name = u"emailAddress"_s;
        for (qsizetype letters = 1; letters <= name.size(); ++letters) {
            editor->setEditText(name.left(letters));
            QCOMPARE(editor->currentText(), name.left(letters));
        }
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(subjectText(), u"EMAIL=Rob"_s);
    }

    void savingTakesTheEditorThatIsOpen()
    {
        open(scepXml(settingsWith("\t\t\t\t<key>Custom</key>\n\t\t\t\t<string>a</string>\n")));
        QVERIFY(m_form->showField({u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"Custom"_s}));
        auto* tree = m_form->findChild<QTreeView*>();
        tree->setCurrentIndex(tree->currentIndex().siblingAtColumn(2));
        QTest::keyClick(tree, Qt::Key_F2);
        auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(editor);
        QTest::keyClicks(editor, u"b"_s);
        QCOMPARE(changes(), QStringList());
        m_form->commitPending();
        QCOMPARE(changes(), (QStringList{u"-<string>a</string>"_s, u"+<string>b</string>"_s}));
    }

    void undoKeepsTheCurrentRow()
    {
        open(scepXml());
        test::setTextContents(input<QLineEdit>(u"Subject"_s), u"C=US,O=Fabrikam,OU=IT,CN=Rob"_s);
        auto* table = m_form->findChild<QTableView*>();
        table->setFocus();
        table->setCurrentIndex(table->model()->index(1, 1));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(subjectText(), u"C=US, OU=IT, CN=Rob"_s);
        m_document->undoStack()->undo();
        QVERIFY(table->currentIndex().isValid());
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(table->model()->rowCount(), 3);
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();  // to no subject at all
        QCOMPARE(table->model()->rowCount(), 0);
        m_document->undoStack()->redo();
        QVERIFY(table->currentIndex().isValid());
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(table->model()->rowCount(), 3);
    }

    void joinedAttributesMoveTogether()
    {
        open(scepXml());
        test::setTextContents(input<QLineEdit>(u"Subject"_s), u"O=Fabrikam,CN=a+UID=b,OU=x+L=y"_s);
        auto* table = m_form->findChild<QTableView*>();
        const QAbstractItemModelTester tester(table->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(2, 1));
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(subjectText(), u"O=Fabrikam, OU=x+L=y, CN=a+0.9.2342.19200300.100.1.1=b"_s);
        QCOMPARE(table->currentIndex().row(), 4);
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(table->currentIndex().row(), 4);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(subjectText(), u"CN=a+0.9.2342.19200300.100.1.1=b, O=Fabrikam, OU=x+L=y"_s);
        // Nor does what is joined change sides when a row goes or comes.
        table->setCurrentIndex(table->model()->index(3, 1));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(subjectText(), u"CN=a+0.9.2342.19200300.100.1.1=b, O=Fabrikam, L=y"_s);
        table->setCurrentIndex(table->model()->index(0, 1));
        QTest::keyClick(table, Qt::Key_Insert);
        QCOMPARE(table->currentIndex().row(), 2);
    }

    void shortNamesAreShownForOids()
    {
        open(scepXml());
        auto* line = input<QLineEdit>(u"Subject"_s);
        const QString text = u"DC=corp, UID=u, emailAddress=e, serialNumber=s, 1.2.3=x"_s;
        test::setTextContents(line, text);
        QVERIFY(subjectText().startsWith(u"0.9.2342.19200300.100.1.25=corp, "_s));
        auto* table = m_form->findChild<QTableView*>();
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"DC"_s);
        QVERIFY(table->model()->index(0, 0).data(Qt::ToolTipRole).toString().contains(u"0.9.2342"_s));
        const auto labels = m_form->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().contains(u"DC=corp, UID=u, EMAIL=e, serialNumber=s, 1.2.3=x"_s);
        }));
        const QByteArray before = m_document->document().text();
        m_document->undoStack()->undo();
        m_document->undoStack()->redo();
        QCOMPARE(line->text(), u"DC=corp, UID=u, EMAIL=e, serialNumber=s, 1.2.3=x"_s);
        // Read back, it says the same.
        line->setFocus();
        QTest::keyClick(line, Qt::Key_End);
        QTest::keyClicks(line, u"y"_s);
        QTest::keyClick(line, Qt::Key_Backspace);
        QCOMPARE(m_document->document().text(), before);
    }

    void theButtonsOfTheTableSayWhatTheyDo()
    {
        open(scepXml());
        QStringList tips;
        for (auto* button : m_form->findChildren<QToolButton*>())
            tips << button->toolTip();
        for (const QString& tip : {u"Add attribute (Insert)"_s, u"Remove attribute (Delete)"_s,
                                   u"Move attribute up (Alt+Up)"_s, u"Move attribute down (Alt+Down)"_s})
            QVERIFY2(tips.contains(tip), qPrintable(tip));
    }

    void aSubjectOfSeveralLinesIsPasted()
    {
        open(scepXml());
        QApplication::clipboard()->setText(u"subject=\n  O = Fabrikam,\n  OU = IT\n  CN = lines\n"_s);
        auto* line = input<QLineEdit>(u"Subject"_s);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(subjectText(), u"O=Fabrikam, OU=IT, CN=lines"_s);
        QCOMPARE(line->text(), u"O=Fabrikam, OU=IT, CN=lines"_s);
        auto* table = m_form->findChild<QTableView*>();
        QApplication::clipboard()->setText(u"no subject"_s);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(subjectText(), u"O=Fabrikam, OU=IT, CN=lines"_s);
        QVERIFY(line->accessibleDescription().contains(u"no subject"_s));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(line->accessibleDescription(), QString());
    }

    void aSubjectIsPastedIntoTheTable()
    {
        open(scepXml());
        auto* table = m_form->findChild<QTableView*>();
        QApplication::clipboard()->setText(u"/C=US/O=Apple Inc./CN=foo/1.2.5.3=bar"_s);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(table->model()->rowCount(), 4);
        QCOMPARE(table->model()->index(3, 0).data().toString(), u"1.2.5.3"_s);
        QCOMPARE(m_document->undoStack()->count(), 1);
    }

    void subjectEditsTouchOnlyWhatDiffers()
    {
        const auto name = [](const char16_t* text) {
            return *x509::Name::fromString(QStringView(text).toString());
        };
        const plist::Value start = name(u"C=US,O=A,OU=B,CN=C").toApple();
        for (const char16_t* text :
             {u"C=US,O=A,CN=C", u"O=A,OU=B,CN=C", u"C=US,O=A,OU=B,CN=C,L=D", u"C=US,L=X,O=A,OU=B,CN=C",
              u"CN=C", u"C=US,O=A+OU=B,CN=C", u"L=1,ST=2,C=3,DC=4,DC=5"}) {
            plist::Document document = plist::Document::create(plist::Dict{{u"S"_s, start}});
            auto edits = ui::subjectEdits(name(u"C=US,O=A,OU=B,CN=C"), name(text));
            for (plist::Edit& edit : edits)
                edit.path = plist::Path{u"S"_s} / edit.path;
            QVERIFY(document.apply(edits));
            QVERIFY2(*document.root().at({u"S"_s}) == name(text).toApple(),
                     qPrintable(QStringView(text).toString()));
        }
    }

    void oneAlternativeNameStaysAString()
    {
        open(scepXml());
        auto* dns = input<QLineEdit>(u"DNS Name"_s);
        dns->setFocus();
        QTest::keyClicks(dns, u"a.example"_s);
        QCOMPARE(changes(),
                 (QStringList{u"+<key>SubjectAltName</key>"_s, u"+<dict>"_s, u"+<key>dNSName</key>"_s,
                              u"+<string>a.example</string>"_s, u"+</dict>"_s}));
        QTest::keyClick(dns, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(dns, Qt::Key_Delete);
        QCOMPARE(m_document->document().text(), m_before);
        QCOMPARE(m_document->undoStack()->count(), 0);
    }

    void aSecondAlternativeNameMakesAnArray()
    {
        open(scepXml(
            settingsWith("\t\t\t\t<key>SubjectAltName</key>\n\t\t\t\t<dict>\n\t\t\t\t\t<key>dNSName</key>\n"
                         "\t\t\t\t\t<string>a.example</string>\n\t\t\t\t</dict>\n")));
        auto* row = qobject_cast<ui::FormRow*>(
            input<QLineEdit>(u"DNS Name"_s)->parentWidget()->parentWidget()->parentWidget());
        QVERIFY(row);
        for (auto* button : row->findChildren<QToolButton*>()) {
            if (button->text() == u"Add another"_s)
                test::doAction(button);
        }
        auto* second = input<QLineEdit>(u"DNS Name 2"_s);
        QTRY_VERIFY(second->hasFocus());
        QTest::keyClicks(second, u"b.example"_s);
        const plist::Value* names = m_document->root().at(
            {u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"SubjectAltName"_s, u"dNSName"_s});
        QVERIFY(*names
                == plist::Value(plist::Array{plist::Value(u"a.example"_s), plist::Value(u"b.example"_s)}));
        QCOMPARE(m_document->undoStack()->count(), 1);
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
        QVERIFY(!named<QLineEdit>(m_form.get(), u"DNS Name 2"_s));
    }

    void tabGoesThroughEveryAlternativeName()
    {
        open(scepXml());
        auto* dns = input<QLineEdit>(u"DNS Name"_s);
        dns->setFocus();
        QTest::keyClicks(dns, u"a.example"_s);
        QTest::keyClick(dns, Qt::Key_Return);  // adds the next row
        auto* second = input<QLineEdit>(u"DNS Name 2"_s);
        QVERIFY(second);
        QTRY_VERIFY(second->hasFocus());
        QTest::keyClicks(second, u"b.example"_s);
        QTest::keyClick(dns, Qt::Key_Return);
        QVERIFY(second->hasFocus());  // there is a next row already
        dns->setFocus();
        QStringList names;
        for (int i = 0; i < 3; ++i) {
            names << test::accessibleName(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        // No button in between, on which the next blank would take away what was just typed.
        QCOMPARE(names, (QStringList{u"DNS Name"_s, u"DNS Name 2"_s, u"URI"_s}));
        second->setFocus();
        second->selectAll();
        QTest::keyClick(second, Qt::Key_Delete);
        QVERIFY(named<QLineEdit>(m_form.get(), u"DNS Name 2"_s));
        QTest::keyClick(second, Qt::Key_Backspace);
        QVERIFY(!named<QLineEdit>(m_form.get(), u"DNS Name 2"_s));
        QCOMPARE(dns->text(), u"a.example"_s);
    }

    void theMenuOfARowOpensByKey_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("own");
        QTest::newRow("line") << u"URL"_s << u"&Paste"_s;
        QTest::newRow("choice") << u"Key Size"_s << QString();
    }
    void theMenuOfARowOpensByKey()
    {
        open(scepXml());
        QFETCH(QString, name);
        QFETCH(QString, own);
        for (const bool isMenuKey : {false, true}) {
            auto* field = input<QWidget>(name);
            field->setFocus();
            if (isMenuKey) {
                QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(1, 1),
                                        field->mapToGlobal(QPoint(1, 1)));
                QApplication::sendEvent(field, &asked);
            } else {
                QTest::keyClick(field, Qt::Key_F10, Qt::ShiftModifier);
            }
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu);
            QStringList texts;
            for (const QAction* action : menu->actions())
                texts << action->text().section(u'\t', 0, 0);
            for (const QString& text : {u"Reset to not set"_s, u"Copy key name"_s, u"Copy path"_s})
                QVERIFY2(texts.contains(text), qPrintable(texts.join(u", "_s)));
            QVERIFY2(own.isEmpty() || texts.contains(own), qPrintable(texts.join(u", "_s)));
            menu->close();
        }
    }

    void anArrayOfOneStaysAnArray()
    {
        open(scepXml(
            settingsWith("\t\t\t\t<key>SubjectAltName</key>\n\t\t\t\t<dict>\n\t\t\t\t\t<key>dNSName</key>\n"
                         "\t\t\t\t\t<array>\n\t\t\t\t\t\t<string>a.example</string>\n\t\t\t\t\t</array>\n"
                         "\t\t\t\t</dict>\n")));
        auto* dns = input<QLineEdit>(u"DNS Name"_s);
        test::setTextContents(dns, u"b.example"_s);
        QCOMPARE(changes(),
                 (QStringList{u"-<string>a.example</string>"_s, u"+<string>b.example</string>"_s}));
    }

    void fingerprintIsReadInAnySpelling_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("hex") << u"a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"_s;
        QTest::newRow("colons") << u"A9:4A:8F:E5:CC:B1:9B:A6:1C:4C:08:73:D3:91:E9:87:98:2F:BB:D3"_s;
        QTest::newRow("blanks") << u"A94A8FE5 CCB19BA6 1C4C0873 D391E987 982FBBD3"_s;
        QTest::newRow("Base64") << u"qUqP5cyxm6YcTAhz05Hph5gvu9M="_s;
        QTest::newRow("braces") << u"{a94a8fe5-ccb1-9ba6-1c4c-0873d391e987982fbbd3}"_s;
    }
    void fingerprintIsReadInAnySpelling()
    {
        QFETCH(QString, text);
        open(scepXml());
        auto* fingerprint = input<QLineEdit>(u"Fingerprint"_s);
        test::setTextContents(fingerprint, text);
        QCOMPARE(changes(), (QStringList{u"+<key>CAFingerprint</key>"_s, u"+<data>"_s,
                                         u"+qUqP5cyxm6YcTAhz05Hph5gvu9M="_s, u"+</data>"_s}));
        QCOMPARE(fingerprint->text(), text);  // what was typed is not rewritten under the cursor
    }

    void fingerprintOfACertificateInTheProfile()
    {
        const QByteArray der = test::certificate("root.pem").der();
        const QByteArray root = test::payloadXml(
            "com.apple.security.root",
            "\t\t\t<key>PayloadContent</key>\n\t\t\t<data>" + der.toBase64()
                + "</data>\n\t\t\t<key>PayloadDisplayName</key>\n\t\t\t<string>Our root</string>\n");
        open(test::profileXml(test::payloadXml("com.apple.security.scep", settings) + root));
        auto* field = m_form->findChild<ui::FingerprintField*>();
        auto* menu = field->findChild<QMenu*>();
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 1);
        menu->actions().front()->trigger();
        const plist::Path path{u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"CAFingerprint"_s};
        QCOMPARE(*m_document->root().at(path)->as<QByteArray>(),
                 test::certificate("root.pem").fingerprint(x509::Digest::Sha1));
        bool saysWhich = false;
        for (const auto* label : field->findChildren<QLabel*>())
            saysWhich = saysWhich || label->text() == u"SHA-1, matches Our root"_s;
        QVERIFY(saysWhich);
        auto* digest = input<QComboBox>(u"Fingerprint: hash"_s);
        digest->setCurrentIndex(2);
        emit digest->activated(2);
        QCOMPARE(*m_document->root().at(path)->as<QByteArray>(),
                 test::certificate("root.pem").fingerprint(x509::Digest::Sha256));
    }

    void aFingerprintOfAFile()
    {
        open(scepXml());
        m_form->findChild<ui::FingerprintField*>()->readFile(QStringLiteral(FIXTURES "/pki/root.pem"));
        const plist::Path path{u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"CAFingerprint"_s};
        QCOMPARE(*m_document->root().at(path)->as<QByteArray>(),
                 test::certificate("root.pem").fingerprint(x509::Digest::Sha1));
    }

    void ofSeveralCertificatesTheAuthoritysIsTaken_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("leaf first") << u"fullchain.pem"_s;
        QTest::newRow("PKCS #7") << u"chain.p7b"_s;
    }
    void ofSeveralCertificatesTheAuthoritysIsTaken()
    {
        QFETCH(QString, file);
        open(scepXml());
        const QString path = QStringLiteral(FIXTURES "/pki/") + file;
        m_form->findChild<ui::FingerprintField*>()->readFile(path);
        const auto all = x509::readCertificates(test::pki(file.toLatin1().constData()));
        QVERIFY(all && all->size() > 1);
        auto* offered = input<QComboBox>(u"Fingerprint: certificate in the file"_s);
        QVERIFY(offered);
        QCOMPARE(std::size_t(offered->count()), all->size());
        const x509::Certificate& taken = all->at(std::size_t(offered->currentIndex()));
        QVERIFY(taken.isAuthority());
        for (const x509::Certificate& other : *all)
            QVERIFY(other == taken || !taken.isIssuedBy(other));
        QCOMPARE(fingerprint(), taken.fingerprint(x509::Digest::Sha1));
        QVERIFY(offered->currentText().contains(taken.displayName()));
        for (std::size_t i = 0; i < all->size(); ++i) {
            offered->setCurrentIndex(int(i));
            emit offered->activated(int(i));
            QCOMPARE(fingerprint(), all->at(i).fingerprint(x509::Digest::Sha1));
            QCOMPARE(fingerprintNote().contains(u"not an authority's certificate"_s),
                     !all->at(i).isAuthority());
        }
        // The hash follows the certificate, until something else is typed.
        auto* digest = input<QComboBox>(u"Fingerprint: hash"_s);
        digest->setCurrentIndex(2);
        emit digest->activated(2);
        QCOMPARE(fingerprint(), all->back().fingerprint(x509::Digest::Sha256));
        test::setTextContents(input<QLineEdit>(u"Fingerprint"_s),
                              u"a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"_s);
        QVERIFY(!offered->isVisible());
    }

    void aLeafAloneIsTakenAndSaidToBeOne()
    {
        open(scepXml());
        m_form->findChild<ui::FingerprintField*>()->readFile(QStringLiteral(FIXTURES "/pki/leaf.pem"));
        QCOMPARE(fingerprint(), test::certificate("leaf.pem").fingerprint(x509::Digest::Sha1));
        QVERIFY2(fingerprintNote().contains(u"not an authority's certificate"_s),
                 qPrintable(fingerprintNote()));
        QVERIFY(!input<QLineEdit>(u"Fingerprint"_s)->accessibleDescription().contains(u"Error"_s));
    }

    void aFileThatIsNoCertificateIsForgottenWithTheNextAction()
    {
        open(scepXml());
        auto* field = m_form->findChild<ui::FingerprintField*>();
        auto* line = input<QLineEdit>(u"Fingerprint"_s);
        QStringList unfinished;
        connect(m_form.get(), &ui::Form::unfinishedChanged, this,
                [&unfinished](const QStringList& labels) { unfinished = labels; });
        const QString key = QStringLiteral(FIXTURES "/pki/leaf.key");
        field->readFile(key);
        QVERIFY(line->accessibleDescription().contains(u"private key"_s));
        QCOMPARE(unfinished, QStringList());
        QCOMPARE(changes(), QStringList());
        field->readFile(QStringLiteral(FIXTURES "/pki/root.pem"));
        QVERIFY(!line->accessibleDescription().contains(u"private key"_s));
        field->readFile(key);
        field->readFile(QStringLiteral(FIXTURES "/pki/root.pem"));  // the same value again
        QVERIFY(!line->accessibleDescription().contains(u"private key"_s));
        field->readFile(key);
        m_document->undoStack()->undo();
        QVERIFY(!line->accessibleDescription().contains(u"private key"_s));
        field->readFile(key);
        auto* digest = input<QComboBox>(u"Fingerprint: hash"_s);
        digest->setCurrentIndex(1);
        emit digest->activated(1);
        QVERIFY(!line->accessibleDescription().contains(u"private key"_s));
    }

    void aCertificateIsPastedForItsFingerprint()
    {
        open(scepXml());
        auto* line = input<QLineEdit>(u"Fingerprint"_s);
        auto* digest = input<QComboBox>(u"Fingerprint: hash"_s);
        digest->setCurrentIndex(2);
        QApplication::clipboard()->setText(QString::fromLatin1(test::pki("root.pem")));
        line->setFocus();
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        const QByteArray expected = test::certificate("root.pem").fingerprint(x509::Digest::Sha256);
        QCOMPARE(fingerprint(), expected);
        QCOMPARE(line->text(), x509::hexWithColons(expected));
        QVERIFY(fingerprintNote().contains(test::certificate("root.pem").displayName()));
        QApplication::clipboard()->setText(QString::fromLatin1(test::pki("leaf.key")));
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(fingerprint(), expected);
        QVERIFY(line->accessibleDescription().contains(u"private key"_s));
    }

    void anUnknownFingerprintIsCalledSo()
    {
        open(scepXml());
        test::setTextContents(input<QLineEdit>(u"Fingerprint"_s), u"00112233445566778899aabbccddeeff"_s);
        QCOMPARE(fingerprintNote(), u"MD5; no certificate in this profile has this fingerprint"_s);
    }

    void theFileDialogOpensWhereItWasLast()
    {
        open(scepXml());
        QToolButton* button = nullptr;
        for (auto* each : m_form->findChildren<QToolButton*>())
            button = each->text() == u"From file…"_s ? each : button;
        QVERIFY(button);
        const QString folder = QFileInfo(QStringLiteral(FIXTURES "/pki")).absoluteFilePath();
        button->click();
        QPointer<QFileDialog> dialog = m_form->findChild<QFileDialog*>();
        QVERIFY(dialog);
        emit dialog->fileSelected(folder + u"/root.pem"_s);
        dialog->close();
        QTRY_VERIFY(!dialog);
        QVERIFY(!fingerprint().isEmpty());
        button->click();
        dialog = m_form->findChild<QFileDialog*>();
        QVERIFY(dialog);
        QCOMPARE(QFileInfo(dialog->directory().absolutePath()), QFileInfo(folder));
        dialog->close();
        QTRY_VERIFY(!dialog);
    }

    void whatIsOfAnotherTypeIsShownAsTextAndKept()
    {
        open(scepXml(QByteArray(settings).replace("<integer>2048</integer>", "<string>2048</string>")));
        auto* size = input<QLineEdit>(u"Key Size"_s);
        QVERIFY(size);
        QVERIFY(!size->accessibleDescription().isEmpty());
        QCOMPARE(changes(), QStringList());
        test::setTextContents(size, u"4096"_s);
        QCOMPARE(changes(), (QStringList{u"-<string>2048</string>"_s, u"+<string>4096</string>"_s}));
    }

    void aTokenIsShownAndKept()
    {
        open(scepXml(QByteArray(settings).replace("<integer>2048</integer>", "<integer>{{size}}</integer>")));
        auto* size = input<QLineEdit>(u"Key Size"_s);
        QVERIFY(size);
        QCOMPARE(size->text(), u"{{size}}"_s);
        test::setTextContents(size, u"{{keysize}}"_s);
        QCOMPARE(changes(),
                 (QStringList{u"-<integer>{{size}}</integer>"_s, u"+<integer>{{keysize}}</integer>"_s}));
        test::setTextContents(size, u"2048"_s);
        QVERIFY(input<QComboBox>(u"Key Size"_s));
    }

    void otherKeysAreListed()
    {
        open(scepXml(settingsWith("\t\t\t\t<key>GetCACaps</key>\n\t\t\t\t<array>\n\t\t\t\t\t<string>AES</"
                                  "string>\n\t\t\t\t</array>\n")));
        QVERIFY(m_form->showField(
            {u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"GetCACaps"_s, std::size_t(0)}));
        QVERIFY(QApplication::focusWidget());
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"Keys"_s);
    }

    void findingsAreShownAtTheirField()
    {
        open(scepXml());
        report::Finding error;
        error.severity = report::Severity::Error;
        error.message = u"It has a query"_s;
        error.path = plist::Path{u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s, u"URL"_s};
        report::Finding warning = error;
        warning.severity = report::Severity::Warning;
        warning.message = u"It is not https"_s;
        report::Finding other = error;
        other.path = plist::Path{u"PayloadContent"_s, std::size_t(1), u"PayloadContent"_s, u"URL"_s};
        m_form->setFindings({warning, error, other});
        auto* url = input<QLineEdit>(u"URL"_s);
        QCOMPARE(url->accessibleDescription(), u"Error: It has a query"_s);
        m_form->setFindings({other});
        QCOMPARE(url->accessibleDescription(), QString());
    }

    void aFieldIsShown()
    {
        open(scepXml());
        const plist::Path settingsPath{u"PayloadContent"_s, std::size_t(0), u"PayloadContent"_s};
        QVERIFY(m_form->showField(settingsPath / u"Challenge"));
        QCOMPARE(test::accessibleName(QApplication::focusWidget()), u"Challenge"_s);
        QVERIFY(!m_form->showField({u"PayloadContent"_s, std::size_t(1)}));
    }

    void theChallengeIsMaskedUntilShown()
    {
        open(scepXml());
        auto* challenge = input<QLineEdit>(u"Challenge"_s);
        QCOMPARE(challenge->echoMode(), QLineEdit::Password);
        for (auto* button : m_form->findChildren<QToolButton*>()) {
            if (button->text() == u"Show"_s)
                test::doAction(button);
        }
        QCOMPARE(challenge->echoMode(), QLineEdit::Normal);
    }

    void aPayloadThatGoesIsNoTrouble()
    {
        open(scepXml());
        QVERIFY(m_document->apply(u"Remove"_s, {plist::Edit::remove({u"PayloadContent"_s, std::size_t(0)})}));
        QVERIFY(!m_form->isEnabled());
        m_document->undoStack()->undo();
        QVERIFY(m_form->isEnabled());
    }
};

QTEST_MAIN(ScepFormTest)
#include "tst_scep_form.moc"
