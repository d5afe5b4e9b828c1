// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/form_harness.h"
#include "tests/support/test_pki.h"
#include "ui/editor/forms/certificate_card.h"
#include "ui/editor/forms/credentials_form.h"
#include "ui/editor/forms/credentials_import.h"
#include "ui/editor/forms/credentials_model.h"
#include "ui/editor/forms/identity_panel.h"
#include "ui/editor/forms/validity_bar.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

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
    [[nodiscard]] QStringList types() const
    {
        QStringList all;
        for (const profile::Payload& payload : m_document->profile().payloads())
            all << payload.type;
        return all;
    }

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

    void aBundleBecomesAPayloadACertificate()
    {
        open(test::profileXml({}));
        ui::importCredentialFiles(*m_document, {fixture("fullchain.pem"), fixture("root.pem")}, nullptr);
        QVERIFY(types().size() >= 3);
        QVERIFY(types().contains(u"com.apple.security.root"_s));
        QVERIFY(types().contains(u"com.apple.security.pkcs1"_s));
        QCOMPARE(m_document->undoStack()->count(), 1);
        QStringList identifiers;
        for (const profile::Payload& payload : m_document->profile().payloads())
            identifiers << payload.identifier << payload.uuid;
        QCOMPARE(identifiers.removeDuplicates(), 0);
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void formatsAreToldByContent_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("type");
        QTest::newRow("PEM root") << u"root.pem"_s << u"com.apple.security.root"_s;
        QTest::newRow("DER leaf") << u"leaf.der"_s << u"com.apple.security.pkcs1"_s;
        QTest::newRow("Base64 leaf") << u"leaf.b64"_s << u"com.apple.security.pkcs1"_s;
        QTest::newRow("PKCS #7") << u"chain.p7b"_s << u"com.apple.security.pkcs1"_s;
        QTest::newRow("PKCS #7 in PEM") << u"chain-pem.p7b"_s << u"com.apple.security.pkcs1"_s;
        QTest::newRow("PKCS #12") << u"compatible.p12"_s << u"com.apple.security.pkcs12"_s;
    }
    void formatsAreToldByContent()
    {
        QFETCH(QString, file);
        QFETCH(QString, type);
        open(test::profileXml({}));
        ui::importCredentialFiles(*m_document, {fixture(qPrintable(file))}, nullptr);
        QVERIFY2(types().contains(type), qPrintable(types().join(u' ')));
    }

    void aDuplicateIsSkippedAndSaidSo()
    {
        const QByteArray xml =
            test::profileXml(certificateXml("com.apple.security.root", test::certificate("root.pem").der()));
        const profile::Profile profile(test::documentOf(xml)->root());
        const ui::ImportPlan plan = ui::planImport({{u"root.pem"_s, test::pki("root.pem")}}, profile);
        QVERIFY(plan.credentials.empty());
        QCOMPARE(plan.skipped.size(), 1);
        QVERIFY(plan.skipped.front().contains(test::certificate("root.pem").displayName()));
    }

    void aFileThatIsNoneIsNamed()
    {
        const ui::ImportPlan plan =
            ui::planImport({{u"letter.txt"_s, "Dear all"}}, profile::Profile(plist::Value()));
        QCOMPARE(plan.problems.size(), 1);
        QVERIFY(plan.problems.front().contains(u"letter.txt"_s));
        const ui::ImportPlan key =
            ui::planImport({{u"leaf.key"_s, test::pki("leaf.key")}}, profile::Profile(plist::Value()));
        QVERIFY(key.credentials.empty());
        QVERIFY(key.problems.front().contains(u"private key"_s));
    }

    void aMissingFileIsTold()
    {
        open(test::profileXml({}));
        QWidget window;
        ui::importCredentialFiles(*m_document, {u"/nowhere/absent.cer"_s}, &window);
        auto* box = window.findChild<QMessageBox*>();
        QVERIFY(box);
        QVERIFY(box->text().contains(u"absent.cer"_s));
        QCOMPARE(m_document->document().text(), m_before);
    }

    void pemTextIsPasted()
    {
        open(test::profileXml({}));
        QMimeData data;
        data.setText(u"Here it is:\n"_s + QString::fromLatin1(test::pki("leaf.pem")));
        QVERIFY(ui::canImportCredentials(data));
        ui::importCredentials(*m_document, data, nullptr);
        QCOMPARE(types(), QStringList{u"com.apple.security.pkcs1"_s});
        data.setText(u"CN=Rob"_s);
        QVERIFY(!ui::canImportCredentials(data));
        data.setUrls({QUrl::fromLocalFile(u"/tmp/x.p12"_s)});
        QVERIFY(ui::canImportCredentials(data));
        data.setUrls({QUrl::fromLocalFile(u"/tmp/x.mobileconfig"_s)});
        QVERIFY(!ui::canImportCredentials(data));
    }
};

QTEST_MAIN(CredentialsFormTest)
#include "tst_credentials_form.moc"
