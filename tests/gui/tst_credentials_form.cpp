// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/save_file.h"
#include "core/x509/pkcs12.h"
#include "tests/support/form_harness.h"
#include "tests/support/test_pki.h"
#include "ui/editor/forms/certificate_card.h"
#include "ui/editor/forms/certificate_remarks.h"
#include "ui/editor/forms/credentials_form.h"
#include "ui/editor/forms/identity_panel.h"
#include "ui/editor/forms/validity_bar.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using test::changedLines;
using test::named;

namespace {

QByteArray certificateXml(const QByteArray& type, const QByteArray& bytes, const QByteArray& more = {})
{
    return test::payloadXml(
        type, more + "\t\t\t<key>PayloadContent</key>\n\t\t\t<data>" + bytes.toBase64()
                  + "</data>\n\t\t\t<key>PayloadDisplayName</key>\n\t\t\t<string>Mine</string>\n");
}

QString fixture(const char* name) { return QStringLiteral(FIXTURES "/pki/") + QString::fromLatin1(name); }

bool says(const QWidget* root, const QString& text)
{
    for (const auto* label : root->findChildren<QLabel*>()) {
        if (label->isVisibleTo(root) && label->text().contains(text))
            return true;
    }
    return false;
}

}  // namespace

class CredentialsFormTest : public QObject
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
    [[nodiscard]] QStringList changes() const
    {
        return changedLines(m_before, m_document->document().text());
    }

    static void choose(QFileDialog* dialog, const QString& path)
    {
        dialog->setDirectory(QFileInfo(path).path());
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
    }
    QFileDialog* exportOfRoot()
    {
        open(
            test::profileXml(certificateXml("com.apple.security.root", test::certificate("root.pem").der())));
        named<QToolButton>(m_form.get(), u"Export certificate…"_s)->click();
        return m_form->findChild<QFileDialog*>();
    }

    QTemporaryDir m_folder;
    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ui::Form> m_form;
    QByteArray m_before;

private slots:
    void cleanup() { m_form.reset(); }

    void aCertificateIsShown()
    {
        const x509::Certificate root = test::certificate("root.pem");
        open(test::profileXml(certificateXml("com.apple.security.root", root.der())));
        QCOMPARE(m_document->document().text(), m_before);
        auto* card = m_form->findChild<ui::CertificateCard*>();
        QVERIFY(card);
        QVERIFY(says(card, root.subject().toString()));
        QVERIFY(says(card, u"Root"_s));
        QVERIFY(says(m_form.get(), u"com.apple.security.root"_s));
        QVERIFY(!card->findChild<ui::ValidityBar*>()->accessibleDescription().isEmpty());
    }

    void validityIsToldInWords()
    {
        const auto at = [](int year, int month, int day) {
            return QDateTime(QDate(year, month, day), QTime(0, 0), Qt::UTC);
        };
        const auto text = [&](const QDateTime& now) {
            return ui::ValidityBar(at(2024, 1, 1), at(2030, 1, 1), now).text();
        };
        QVERIFY(text(at(2023, 1, 1)).startsWith(u"Not valid before"_s));
        QVERIFY(text(at(2025, 1, 1)).endsWith(u"5 years left"_s));
        QVERIFY(text(at(2029, 12, 22)).endsWith(u"10 days left"_s));
        QVERIFY(text(at(2030, 1, 2)).startsWith(u"Expired"_s));
    }

    void renamingChangesOneLine()
    {
        open(
            test::profileXml(certificateXml("com.apple.security.root", test::certificate("root.pem").der())));
        auto* name = named<QLineEdit>(m_form.get(), u"Name"_s);
        test::setTextContents(name, u"Ours"_s);
        QCOMPARE(changes(), (QStringList{u"-<string>Mine</string>"_s, u"+<string>Ours</string>"_s}));
    }

    void whatIsNoCertificateIsToldPlainly()
    {
        open(test::profileXml(certificateXml("com.apple.security.root", "nonsense")));
        QVERIFY(!m_form->findChild<ui::CertificateCard*>());
        QCOMPARE(m_document->document().text(), m_before);
    }

    void replacingFollowsTheContent()
    {
        open(
            test::profileXml(certificateXml("com.apple.security.root", test::certificate("root.pem").der())));
        static_cast<ui::CredentialsForm*>(m_form.get())->replaceBy(fixture("leaf.pem"));
        const profile::Payload& payload = m_document->profile().payloads().front();
        QCOMPARE(payload.type, u"com.apple.security.pkcs1"_s);
        QCOMPARE(*payload.dict->get<QByteArray>(u"PayloadContent"), test::certificate("leaf.pem").der());
        QCOMPARE(m_document->undoStack()->count(), 1);
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void aPassphraseOpensTheIdentityAndStaysOut()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("compatible.p12"))));
        auto* passphrase = named<QLineEdit>(m_form.get(), u"Passphrase"_s);
        QCOMPARE(passphrase->echoMode(), QLineEdit::Password);
        passphrase->setFocus();
        QTest::keyClicks(passphrase, u"wrong"_s);
        auto* panel = m_form->findChild<ui::IdentityPanel*>();
        QTRY_VERIFY(!panel->text().contains(u"Enter"_s));
        QVERIFY(!m_form->findChild<ui::CertificateCard*>());
        test::setTextContents(passphrase, u"fixture"_s);
        QTRY_VERIFY(m_form->findChild<ui::CertificateCard*>());
        QCOMPARE(m_document->document().text(), m_before);
    }

    void aPassphraseIsIncludedOnlyWhenAsked()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("compatible.p12"))));
        auto* passphrase = named<QLineEdit>(m_form.get(), u"Passphrase"_s);
        test::setTextContents(passphrase, u"fixture"_s);
        auto* include = named<QCheckBox>(m_form.get(), u"Include the passphrase in the profile"_s);
        QVERIFY(include);
        test::doAction(include);
        QCOMPARE(changes(), (QStringList{u"+<key>Password</key>"_s, u"+<string>fixture</string>"_s}));
        QVERIFY(says(m_form.get(), u"Readable by anyone who has the file"_s));
        test::doAction(include);
        QCOMPARE(m_document->document().text(), m_before);
        QCOMPARE(passphrase->text(), u"fixture"_s);
    }

    void modernProtectionIsWarnedOf()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("modern.p12"))));
        QVERIFY(says(m_form.get(), u"before iOS 18"_s));
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("compatible.p12"))));
        QVERIFY(!says(m_form.get(), u"before iOS 18"_s));
    }

    void passphrasesAreTypedWhereTheyStay()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("compatible.p12"))));
        auto* passphrase = named<QLineEdit>(m_form.get(), u"Passphrase"_s);
        const QPoint before = passphrase->mapTo(m_form.get(), QPoint(0, 0));
        test::setTextContents(passphrase, u"wrong"_s);
        QTRY_VERIFY(says(m_form.get(), u"does not open"_s));
        QCOMPARE(passphrase->mapTo(m_form.get(), QPoint(0, 0)), before);
        test::setTextContents(passphrase, u"fixture"_s);
        QTRY_VERIFY(m_form->findChild<ui::CertificateCard*>());
        QTest::qWait(0);
        QCOMPARE(passphrase->mapTo(m_form.get(), QPoint(0, 0)), before);
    }

    void anEmptiedPassphraseIsNoPassphrase()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("compatible.p12"),
                                             "\t\t\t<key>Password</key>\n\t\t\t<string>fixture</string>\n")));
        auto* passphrase = named<QLineEdit>(m_form.get(), u"Passphrase"_s);
        auto* include = named<QCheckBox>(m_form.get(), u"Include the passphrase in the profile"_s);
        passphrase->setFocus();
        passphrase->selectAll();
        QTest::keyClick(passphrase, Qt::Key_Backspace);
        QCOMPARE(changes(), (QStringList{u"-<key>Password</key>"_s, u"-<string>fixture</string>"_s}));
        QVERIFY(include->isChecked());
        QTest::keyClicks(passphrase, u"other"_s);
        QCOMPARE(changes(), (QStringList{u"-<string>fixture</string>"_s, u"+<string>other</string>"_s}));
        QCOMPARE(m_document->undoStack()->count(), 1);
        QTest::keyClick(passphrase, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(passphrase, Qt::Key_Delete);
        test::doAction(include);
        QVERIFY(!include->isChecked());
        QTest::keyClicks(passphrase, u"fixture"_s);
        QCOMPARE(changes(), (QStringList{u"-<key>Password</key>"_s, u"-<string>fixture</string>"_s}));
    }

    void tickingAloneWritesNothing()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("compatible.p12"))));
        auto* include = named<QCheckBox>(m_form.get(), u"Include the passphrase in the profile"_s);
        test::doAction(include);
        QVERIFY(include->isChecked());
        QCOMPARE(m_document->document().text(), m_before);
        test::setTextContents(named<QLineEdit>(m_form.get(), u"Passphrase"_s), u"fixture"_s);
        QCOMPARE(changes(), (QStringList{u"+<key>Password</key>"_s, u"+<string>fixture</string>"_s}));
    }

    void aDefaultNameMayFollowTheIdentity()
    {
        open(test::profileXml(test::payloadXml(
            "com.apple.security.pkcs12",
            "\t\t\t<key>PayloadCertificateFileName</key>\n\t\t\t<string>leaf.p12</string>\n"
            "\t\t\t<key>PayloadContent</key>\n\t\t\t<data>"
                + test::pki("compatible.p12").toBase64()
                + "</data>\n\t\t\t<key>PayloadDisplayName</key>\n\t\t\t<string>leaf</string>\n")));
        const QString offer = u"Call the payload “Profil für Käthe”"_s;
        QVERIFY(!named<QPushButton>(m_form.get(), offer));
        test::setTextContents(named<QLineEdit>(m_form.get(), u"Passphrase"_s), u"fixture"_s);
        QTRY_VERIFY(named<QPushButton>(m_form.get(), offer));
        QCOMPARE(m_document->document().text(), m_before);
        test::doAction(named<QPushButton>(m_form.get(), offer));
        QTRY_COMPARE(changes(),
                     (QStringList{u"-<string>leaf</string>"_s, u"+<string>Profil für Käthe</string>"_s}));
        QCOMPARE(m_document->undoStack()->count(), 1);
        QVERIFY(!named<QPushButton>(m_form.get(), offer));
    }

    void aNameThatWasChosenStays()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("compatible.p12"))));
        test::setTextContents(named<QLineEdit>(m_form.get(), u"Passphrase"_s), u"fixture"_s);
        QTRY_VERIFY(m_form->findChild<ui::CertificateCard*>());
        for (const auto* button : m_form->findChildren<QPushButton*>())
            QVERIFY(!(button->isVisibleTo(m_form.get()) && button->text().startsWith(u"Call"_s)));
    }

    void identitiesAreReencodedForEveryDevice()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("modern.p12"))));
        auto* reencode = named<QPushButton>(m_form.get(), u"Re-encode for all devices"_s);
        QVERIFY(reencode && !reencode->isEnabled());
        test::setTextContents(named<QLineEdit>(m_form.get(), u"Passphrase"_s), u"fixture"_s);
        QTRY_VERIFY(reencode->isEnabled());
        test::doAction(reencode);
        QTRY_COMPARE(m_document->undoStack()->count(), 1);
        const auto* content =
            m_document->profile().payloads().front().dict->get<QByteArray>(u"PayloadContent");
        const auto file = x509::readPkcs12(*content, test::passphrase());
        QVERIFY(file);
        QCOMPARE(file->protection.encryption, QStringList{u"PBE-SHA1-3DES"_s});
        QVERIFY(*file->leaf() == test::certificate("leaf.pem"));
        QTRY_VERIFY(!says(m_form.get(), u"before iOS 18"_s));
        QTRY_VERIFY(m_form->findChild<ui::CertificateCard*>());
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
        QVERIFY(says(m_form.get(), u"before iOS 18"_s));
    }

    void severalIdentitiesAreTold()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs12", test::pki("two-identities.p12"))));
        test::setTextContents(named<QLineEdit>(m_form.get(), u"Passphrase"_s), u"fixture"_s);
        QTRY_VERIFY(says(m_form.get(), u"2 identities are inside"_s));
        QCOMPARE(m_form->findChildren<ui::CertificateCard*>().size(), 2);
        QVERIFY(says(m_form.get(), u"Elliptic Signer"_s));
    }

    void weakFieldsAreMarked_data()
    {
        QTest::addColumn<QString>("remark");
        QTest::newRow("weak.pem") << u"RSA key below 2048 bits"_s;
        QTest::newRow("sha1.pem") << u"SHA-1 signature"_s;
        QTest::newRow("md5.pem") << u"every chain with such a signature"_s;
        QTest::newRow("pss.pem") << u"RSA-PSS"_s;
        QTest::newRow("ed25519.pem") << u"other than RSA or EC"_s;
        QTest::newRow("expired.pem") << u"expired certificate"_s;
        QTest::newRow("future.pem") << u"not valid yet"_s;
        QTest::newRow("root.pem") << QString();
        QTest::newRow("leaf-ec.pem") << QString();
    }
    void weakFieldsAreMarked()
    {
        QFETCH(QString, remark);
        open(test::profileXml(
            certificateXml("com.apple.security.pkcs1", test::certificate(QTest::currentDataTag()).der())));
        const auto* card = m_form->findChild<ui::CertificateCard*>();
        QVERIFY(card);
        QCOMPARE(says(card, u"evice"_s), !remark.isEmpty());
        QVERIFY(remark.isEmpty() || says(card, remark));
        QCOMPARE(m_document->document().text(), m_before);
    }

    void shortKeysAreJudgedByTheirKind()
    {
        const auto tone = [](const QString& algorithm, int bits) {
            const auto remark = ui::remarkOnKey({algorithm, bits, {}});
            return remark ? int(remark->tone) : -1;
        };
        QCOMPARE(tone(u"RSA"_s, 1023), int(ui::Tone::Error));
        QCOMPARE(tone(u"RSA"_s, 1024), int(ui::Tone::Warning));
        QCOMPARE(tone(u"RSA"_s, 2047), int(ui::Tone::Warning));
        QCOMPARE(tone(u"RSA"_s, 2048), -1);
        QCOMPARE(tone(u"EC"_s, 128), int(ui::Tone::Error));
        QCOMPARE(tone(u"EC"_s, 224), int(ui::Tone::Warning));
        QCOMPARE(tone(u"EC"_s, 256), -1);
        QCOMPARE(tone(u"DSA"_s, 2048), int(ui::Tone::Error));
    }

    void whatCannotReplaceIsTold_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("problem");
        QTest::newRow("key") << fixture("leaf.key") << u"private key"_s;
        QTest::newRow("request") << fixture("request.req") << u"certificate request"_s;
        QTest::newRow("script") << fixture("make.sh") << u"neither a certificate nor an identity"_s;
        QTest::newRow("several") << fixture("fullchain.pem") << u"several certificates"_s;
        QTest::newRow("absent") << fixture("absent.cer") << u"absent.cer"_s;
    }
    void whatCannotReplaceIsTold()
    {
        QFETCH(QString, file);
        QFETCH(QString, problem);
        open(
            test::profileXml(certificateXml("com.apple.security.root", test::certificate("root.pem").der())));
        static_cast<ui::CredentialsForm*>(m_form.get())->replaceBy(file);
        QVERIFY(says(m_form.get(), problem));
        QCOMPARE(m_document->document().text(), m_before);
        QVERIFY(m_form->findChild<ui::CertificateCard*>());
    }

    void aReplacementsKeyIsNotPassedOverInSilence()
    {
        open(test::profileXml(
            certificateXml("com.apple.security.pkcs1", test::certificate("leaf.pem").der())));
        const QString path = m_folder.filePath(u"both.pem"_s);
        QVERIFY(base::saveFile(path, test::pki("leaf-ec.pem") + test::pki("leaf-ec.key")));
        static_cast<ui::CredentialsForm*>(m_form.get())->replaceBy(path);
        QCOMPARE(m_document->undoStack()->count(), 1);
        QVERIFY(says(m_form.get(),
                     u"both.pem holds the private key of “Elliptic Signer”, which was not added"_s));
    }

    void replacingAsksForAFile()
    {
        open(
            test::profileXml(certificateXml("com.apple.security.root", test::certificate("root.pem").der())));
        auto* button = named<QToolButton>(m_form.get(), u"Replace…"_s);
        button->click();
        auto* dialog = m_form->findChild<QFileDialog*>();
        QVERIFY(dialog);
        dialog->reject();
        QCOMPARE(m_document->document().text(), m_before);
        QTRY_VERIFY(!m_form->findChild<QFileDialog*>());
        button->click();
        choose(m_form->findChild<QFileDialog*>(), fixture("leaf.der"));
        QCOMPARE(m_document->undoStack()->count(), 1);
        QCOMPARE(m_document->profile().payloads().front().type, u"com.apple.security.pkcs1"_s);
    }

    void aCertificateIsExportedAsItsNameSays_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        const x509::Certificate root = test::certificate("root.pem");
        const QString der = u"DER (*.cer)"_s;
        const QString pem = u"PEM (*.pem)"_s;
        QTest::newRow("DER") << der << u"mine.cer"_s << root.der();
        QTest::newRow("PEM by its ending") << der << u"mine.pem"_s << root.pem();
        QTest::newRow("other ending") << der << u"mine.crt"_s << root.der();
        QTest::newRow("DER without ending") << der << u"mine"_s << root.der();
        QTest::newRow("PEM without ending") << pem << u"mine"_s << root.pem();
        QTest::newRow("name as proposed") << pem << QString() << root.pem();
    }
    void aCertificateIsExportedAsItsNameSays()
    {
        QFETCH(QString, filter);
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        auto* dialog = exportOfRoot();
        QVERIFY(dialog);
        dialog->setDirectory(folder.path());
        dialog->selectNameFilter(filter);
        emit dialog->filterSelected(filter);
        if (name.isEmpty())
            QMetaObject::invokeMethod(dialog, "accept");
        else
            choose(dialog, folder.filePath(name));
        const QStringList files = QDir(folder.path()).entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        QCOMPARE(*base::loadFile(folder.filePath(files.front()), 1 << 20), bytes);
        QCOMPARE(files.front().endsWith(u".pem"_s), bytes.startsWith("-----"));
        QCOMPARE(m_document->document().text(), m_before);
    }

    void exportingMayFailOrBeCancelled()
    {
        auto* dialog = exportOfRoot();
        QVERIFY(dialog);
        dialog->reject();
        QTRY_VERIFY(!m_form->findChild<QFileDialog*>());
        dialog = exportOfRoot();
        emit dialog->fileSelected(m_folder.filePath(u"absent/mine.cer"_s));
        QVERIFY(says(m_form.get(), u"mine.cer"_s));
        QVERIFY(!QFileInfo::exists(m_folder.filePath(u"absent"_s)));
        dialog->reject();
    }
};

QTEST_MAIN(CredentialsFormTest)
#include "tst_credentials_form.moc"
