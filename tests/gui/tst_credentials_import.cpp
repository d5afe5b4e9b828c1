// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/pem.h"
#include "core/x509/pkcs12.h"
#include "tests/support/form_harness.h"
#include "tests/support/test_pki.h"
#include "ui/editor/forms/credentials_identity.h"
#include "ui/editor/forms/credentials_import.h"
#include "ui/editor/forms/credentials_model.h"
#include "ui/editor/message_area.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/main_window.h"
#include "ui/task.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <ctime>

using namespace Qt::Literals::StringLiterals;
using test::named;

namespace {

QByteArray certificateXml(const QByteArray& type, const QByteArray& bytes)
{
    return test::payloadXml(type, "\t\t\t<key>PayloadContent</key>\n\t\t\t<data>" + bytes.toBase64()
                                      + "</data>\n\t\t\t<key>PayloadDisplayName</key>\n"
                                        "\t\t\t<string>Mine</string>\n");
}

QString fixture(const char* name) { return QStringLiteral(FIXTURES "/pki/") + QString::fromLatin1(name); }

ui::ImportPlan planOf(const std::vector<ui::CredentialFile>& files)
{
    return ui::planImport(files, profile::Profile(plist::Value()));
}

/// Certificates that differ in their serial numbers; only their signatures are wrong.
QByteArray manyCertificates(int count)
{
    const QByteArray der = test::pki("leaf.der");
    const qsizetype serial = der.indexOf(QByteArray::fromHex("0202"), 13) + 2;
    QByteArray all;
    for (int i = 0; i < count; ++i) {
        QByteArray next = der;
        next[serial] = static_cast<char>(0x20 + i / 128);
        next[serial + 1] = static_cast<char>(i % 128);
        all += x509::writePem({"CERTIFICATE", {}, next});
    }
    return all;
}

}  // namespace

class CredentialsImportTest : public QObject
{
    Q_OBJECT

private:
    void open(const QByteArray& xml)
    {
        m_document = test::documentOf(xml);
        m_before = m_document->document().text();
    }
    [[nodiscard]] QStringList types() const
    {
        QStringList all;
        for (const profile::Payload& payload : m_document->profile().payloads())
            all << payload.type;
        return all;
    }
    /// Imports into `m_document` in a window with a message area.
    void import(const std::vector<ui::CredentialFile>& files)
    {
        ui::installAccessibleNames();
        m_window = std::make_unique<QWidget>();
        m_messages = new ui::MessageArea(m_window.get());
        m_window->show();
        QStringList paths;
        for (const ui::CredentialFile& file : files) {
            paths << m_folder.filePath(file.name);
            QFile out(paths.constLast());
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(file.bytes);
        }
        ui::importCredentialFiles(*m_document, paths, m_window.get());
    }
    [[nodiscard]] QString told() const
    {
        return m_messages->text(m_messages->shows(u"skipped"_s) ? u"skipped"_s : u"credentials"_s);
    }
    [[nodiscard]] ui::IdentityDialog* identityDialog() const
    {
        auto* button = named<QPushButton>(m_window.get(), u"Make an identity…"_s);
        if (button)
            button->click();
        return m_window->findChild<ui::IdentityDialog*>();
    }
    static void type(ui::IdentityDialog* dialog, const QString& name, const QString& text)
    {
        named<QLineEdit>(dialog, name)->setText(text);
    }
    static QPushButton* make(ui::IdentityDialog* dialog)
    {
        return named<QPushButton>(dialog, u"Make identity"_s);
    }
    [[nodiscard]] base::Result<x509::Pkcs12> identityAt(std::size_t payload) const
    {
        const auto* content =
            m_document->profile().payloads()[payload].dict->get<QByteArray>(u"PayloadContent");
        return x509::readPkcs12(content ? *content : QByteArray(), base::Secret(QByteArray("secret")));
    }
    /// Makes what is offered, under the passphrase "secret".
    void makeIdentity()
    {
        ui::IdentityDialog* dialog = identityDialog();
        QVERIFY(dialog);
        QVERIFY(!make(dialog)->isEnabled());
        type(dialog, u"New passphrase"_s, u"secret"_s);
        QVERIFY(!make(dialog)->isEnabled());
        type(dialog, u"Repeat it"_s, u"secret"_s);
        const int steps = m_document->undoStack()->count();
        make(dialog)->click();
        QTRY_COMPARE(m_document->undoStack()->count(), steps + 1);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<QWidget> m_window;
    ui::MessageArea* m_messages = nullptr;
    QByteArray m_before;

private slots:
    void cleanup()
    {
        m_window.reset();
        m_document.reset();
        ui::taskPool().waitForDone();
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
        data.setText(QString::fromLatin1(test::pki("leaf.key")));
        QVERIFY(ui::canImportCredentials(data));
        data.setText(u"CN=Rob"_s);
        QVERIFY(!ui::canImportCredentials(data));
        data.setUrls({QUrl::fromLocalFile(u"/tmp/x.p12"_s)});
        QVERIFY(ui::canImportCredentials(data));
        data.setUrls({QUrl::fromLocalFile(u"/tmp/x.mobileconfig"_s)});
        QVERIFY(!ui::canImportCredentials(data));
    }

    void aKeyIsNotLeftOutInSilence()
    {
        open(test::profileXml({}));
        import(
            {{ u"server.pem"_s,
               test::pki("leaf.pem") + test::pki("leaf.key") + test::pki("intermediate.pem") }});
        QCOMPARE(types(), QStringList(2, u"com.apple.security.pkcs1"_s));
        QVERIFY2(told().contains(u"server.pem holds the private key of “Profile Signer”"_s),
                 qPrintable(told()));
        const QByteArray imported = m_document->document().text();
        makeIdentity();
        QCOMPARE(types(), (QStringList{u"com.apple.security.pkcs12"_s, u"com.apple.security.pkcs1"_s}));
        QVERIFY(!m_document->profile().payloads().front().dict->contains(u"Password"));
        const auto identity = identityAt(0);
        QVERIFY2(identity, qPrintable(identity ? QString() : identity.error().message));
        QVERIFY(*identity->leaf() == test::certificate("leaf.pem"));
        QCOMPARE(identity->protection.encryption, QStringList{u"PBE-SHA1-3DES"_s});
        QCOMPARE(identity->certificates.size(), 2U);
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), imported);
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void aDuplicatesKeyIsToldOfToo()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs1", test::pki("leaf.der"))));
        import({{ u"server.pem"_s, test::pki("leaf.pem") + test::pki("leaf.key") }});
        QCOMPARE(m_document->document().text(), m_before);
        QVERIFY(told().contains(u"is in the profile already"_s));
        QVERIFY(told().contains(u"was not added"_s));
        makeIdentity();
        // What was there before may be meant for something else.
        QCOMPARE(types(), (QStringList{u"com.apple.security.pkcs1"_s, u"com.apple.security.pkcs12"_s}));
        QVERIFY(identityAt(1));
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void certificateAndKeyComeInTwoFiles()
    {
        open(test::profileXml({}));
        import({{u"x.key"_s, test::pki("leaf.key")}, { u"x.crt"_s, test::pki("leaf.der") }});
        QCOMPARE(types(), QStringList{u"com.apple.security.pkcs1"_s});
        QVERIFY(told().contains(u"x.key holds the private key of “Profile Signer”"_s));
        makeIdentity();
        QCOMPARE(types(), QStringList{u"com.apple.security.pkcs12"_s});
        QCOMPARE(*m_document->profile().payloads().front().dict->get<QString>(u"PayloadCertificateFileName"),
                 u"Profile Signer.p12"_s);
    }

    void aKeyFindsItsCertificateInTheProfile()
    {
        open(test::profileXml(certificateXml("com.apple.security.pkcs1", test::pki("leaf.der"))));
        import({{ u"x.key"_s, test::pki("leaf-key.der") }});
        QVERIFY(told().contains(u"x.key holds the private key of “Profile Signer”"_s));
        makeIdentity();
        QVERIFY(identityAt(1));
    }

    void anEncryptedKeyAsksForItsPassphrase()
    {
        open(test::profileXml({}));
        import(
            {{ u"x.pem"_s,
               test::pki("intermediate.pem") + test::pki("leaf.pem") + test::pki("leaf-encrypted.key") }});
        QVERIFY(told().contains(u"x.pem holds an encrypted private key"_s));
        ui::IdentityDialog* dialog = identityDialog();
        QVERIFY(dialog);
        QVERIFY(test::namelessInputs(dialog).isEmpty());
        type(dialog, u"New passphrase"_s, u"secret"_s);
        type(dialog, u"Repeat it"_s, u"other"_s);
        const auto says = [&](const QString& text) {
            const auto labels = dialog->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
                return label->isVisibleTo(dialog) && label->text().contains(text);
            });
        };
        QVERIFY(says(u"differ"_s));
        type(dialog, u"Repeat it"_s, u"secret"_s);
        QVERIFY(!make(dialog)->isEnabled());
        type(dialog, u"Passphrase of the key"_s, u"wrong"_s);
        make(dialog)->click();
        QTRY_VERIFY(says(u"does not open the private key"_s));
        QCOMPARE(m_document->undoStack()->count(), 1);
        type(dialog, u"Passphrase of the key"_s, u"fixture"_s);
        named<QCheckBox>(dialog, u"Include the passphrase in the profile"_s)->setChecked(true);
        make(dialog)->click();
        QTRY_COMPARE(m_document->undoStack()->count(), 2);
        QCOMPARE(types(), (QStringList{u"com.apple.security.pkcs1"_s, u"com.apple.security.pkcs12"_s}));
        QCOMPARE(*m_document->profile().payloads()[1].dict->get<QString>(u"Password"), u"secret"_s);
        QVERIFY(identityAt(1));
    }

    void cancellingMakesNothing()
    {
        open(test::profileXml({}));
        import({{ u"x.pem"_s, test::pki("leaf.pem") + test::pki("leaf.key") }});
        const QByteArray imported = m_document->document().text();
        ui::IdentityDialog* dialog = identityDialog();
        QVERIFY(dialog);
        dialog->reject();
        QCOMPARE(m_document->document().text(), imported);
        QTRY_VERIFY(!m_window->findChild<ui::IdentityDialog*>());
        makeIdentity();
        QCOMPARE(types(), QStringList{u"com.apple.security.pkcs12"_s});
    }

    void everyKeyIsOffered()
    {
        open(test::profileXml({}));
        import({{u"a.pem"_s, test::pki("leaf.pem") + test::pki("leaf.key")},
                { u"b.pem"_s,
                  test::pki("leaf-ec.pem") + test::pki("leaf-ec.key") }});
        QVERIFY(told().contains(u"a.pem"_s) && told().contains(u"b.pem"_s));
        makeIdentity();
        QTRY_VERIFY(told().contains(u"b.pem"_s) && !told().contains(u"a.pem"_s));
        QTRY_VERIFY(!m_window->findChild<ui::IdentityDialog*>());
        makeIdentity();
        QCOMPARE(types(), QStringList(2, u"com.apple.security.pkcs12"_s));
    }

    void aCertificateInUseStaysWhatItIs()
    {
        open(test::profileXml({}));
        import({{ u"x.pem"_s, test::pki("leaf.pem") + test::pki("leaf.key") }});
        const QString uuid = m_document->profile().payloads().front().uuid;
        QVERIFY(m_document->apply(u"use"_s, {plist::Edit::set({u"Note"_s}, plist::Value(uuid))}));
        makeIdentity();
        QCOMPARE(types(), (QStringList{u"com.apple.security.pkcs1"_s, u"com.apple.security.pkcs12"_s}));
    }

    void withoutAMessageAreaABoxOffersIt()
    {
        open(test::profileXml({}));
        QWidget window;
        QMimeData data;
        data.setText(QString::fromLatin1(test::pki("leaf.pem") + test::pki("leaf.key")));
        ui::importCredentials(*m_document, data, &window);
        auto* box = window.findChild<QMessageBox*>();
        QVERIFY(box && box->text().contains(u"The pasted text"_s));
        for (QAbstractButton* button : box->buttons()) {
            if (button->text().startsWith(u"Make an identity"_s))
                button->click();
        }
        QVERIFY(window.findChild<ui::IdentityDialog*>());
    }

    void keysWithoutCertificatesAreRefused()
    {
        const ui::ImportPlan foreign =
            planOf({{u"x.pem"_s, test::pki("leaf.pem") + test::pki("leaf-ec.key")}});
        QCOMPARE(foreign.credentials.size(), 1U);
        QVERIFY(foreign.keys.empty());
        QVERIFY(foreign.problems.front().contains(u"belongs to none of the certificates"_s));
        const ui::ImportPlan alone = planOf({{u"x.key"_s, test::pki("leaf-encrypted.key")}});
        QVERIFY(alone.keys.empty());
        QVERIFY(alone.problems.front().contains(u"private key"_s));
    }

    void spellingsOfFilesAreRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("types");
        const QStringList one{u"com.apple.security.pkcs1"_s};
        const QStringList two{u"com.apple.security.pkcs1"_s, u"com.apple.security.root"_s};
        const QStringList identity{u"com.apple.security.pkcs12"_s};
        const QByteArray root = test::certificate("root.pem").der();
        QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
        QTest::newRow("DER and a line end") << test::pki("leaf.der") + '\n' << one;
        QTest::newRow("DER and zeros") << test::pki("leaf.der") + QByteArray(64, '\0') << one;
        QTest::newRow("two in DER") << test::pki("leaf.der") + root << two;
        QTest::newRow("Base64") << test::pki("leaf.b64") << one;
        QTest::newRow("Base64 of two") << (test::pki("leaf.der") + root).toBase64() << two;
        QTest::newRow("UTF-16") << QByteArray(utf16(QString::fromLatin1(test::pki("leaf.pem")))) << one;
        QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF") + test::pki("leaf.pem") << one;
        QTest::newRow("trusted") << test::pki("trusted.pem") << one;
        QTest::newRow("text before") << "Certificate:\n    Data:\n" + test::pki("leaf.pem") << one;
        QTest::newRow("CR LF") << test::pki("leaf.pem").replace("\n", "\r\n") << one;
        QTest::newRow("PKCS #12 in Base64") << test::pki("compatible.p12").toBase64() << identity;
        QTest::newRow("PKCS #12 in PEM")
            << x509::writePem({"PKCS12", {}, test::pki("compatible.p12")}) << identity;
        QTest::newRow("two identities") << test::pki("two-identities.p12") << identity;
        QTest::newRow("profile") << test::profileXml(
            certificateXml("com.apple.security.root", root)
            + certificateXml("com.apple.security.pkcs12", test::pki("compatible.p12")))
                                 << QStringList{u"com.apple.security.root"_s, u"com.apple.security.pkcs12"_s};
    }
    void spellingsOfFilesAreRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, types);
        const ui::ImportPlan plan = planOf({{u"file"_s, bytes}});
        QVERIFY2(plan.problems.isEmpty(), qPrintable(plan.problems.join(u'\n')));
        QStringList found;
        for (const ui::NewCredential& credential : plan.credentials) {
            found << credential.type;
            // What goes into a payload is plain: one certificate in DER, or the file without armour.
            if (credential.type == u"com.apple.security.pkcs12")
                QVERIFY(credential.content == test::pki("compatible.p12")
                        || credential.content == test::pki("two-identities.p12"));
            else
                QVERIFY(x509::Certificate::fromDer(credential.content));
        }
        QCOMPARE(found, types);
    }

    void filesWithoutCredentialsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("problem");
        QTest::newRow("profile") << test::profileXml({}) << u"is a configuration profile without"_s;
        QTest::newRow("signed profile") << test::pki("signed.der") << u"is a configuration profile without"_s;
        QTest::newRow("request") << test::pki("request.req") << u"certificate request"_s;
        QTest::newRow("empty") << QByteArray() << u"neither a certificate nor an identity"_s;
        QTest::newRow("junk behind") << test::pki("leaf.der") + "x" << u"1 byte(s) follow"_s;
        QTest::newRow("cut off") << test::pki("leaf.pem").chopped(100) << u"END line"_s;
    }
    void filesWithoutCredentialsAreNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, problem);
        const ui::ImportPlan plan = planOf({{u"file.x"_s, bytes}});
        QVERIFY(plan.credentials.empty());
        QCOMPARE(plan.problems.size(), 1);
        QVERIFY2(plan.problems.front().contains(u"file.x"_s) && plan.problems.front().contains(problem),
                 qPrintable(plan.problems.front()));
    }

    void twoHundredCertificatesAreOneStep()
    {
        constexpr int count = 200;
        open(test::profileXml({}));
        QMimeData data;
        data.setText(QString::fromLatin1(manyCertificates(count)));
        QWidget window;
        ui::MessageArea messages(&window);
        // Of this process alone, so that a busy machine does not count.
        const std::clock_t begin = std::clock();
        ui::importCredentials(*m_document, data, nullptr);
        const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
        QCOMPARE(types().size(), count);
        QCOMPARE(m_document->undoStack()->count(), 1);
        // A fifth of it where nothing is checked at run time; a sanitizer takes three times as long.
        QVERIFY2(seconds < 1.5, qPrintable(QString::number(seconds)));
        ui::importCredentials(*m_document, data, &window);
        QCOMPARE(types().size(), count);
        QVERIFY(messages.text(u"skipped"_s).count(u'\n') < 5);
        QVERIFY(messages.text(u"skipped"_s).contains(u"and 197 more"_s));
        m_document->undoStack()->undo();
        QCOMPARE(m_document->document().text(), m_before);
    }

    void filesAreDroppedAndTextIsPasted()
    {
        app::Settings settings;
        schema::Store store;
        ui::MainWindow window(settings, store, {});
        window.resize(1200, 800);
        window.newProfile(u"root"_s);
        window.show();
        QApplication::setActiveWindow(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto count = [&] {
            return window.document()->profile().payloads().size();
        };
        const std::size_t before = count();

        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(fixture("leaf.der"))});
        const auto drop = [&](QWidget* widget) {
            const QPoint at = widget->rect().center();
            QDragEnterEvent enter(at, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(widget, &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent event(at, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&window, &event);
        };
        auto* list = window.findChild<ui::PayloadListView*>();
        drop(list->findChild<QAbstractItemView*>()->viewport());
        QCOMPARE(count(), before + 1);
        window.document()->undoStack()->undo();
        auto* form = window.findChild<ui::Form*>();
        QVERIFY(form);
        drop(form);
        QCOMPARE(count(), before + 1);

        list->findChild<QAbstractItemView*>()->setFocus();
        QApplication::clipboard()->setText(QString::fromLatin1(test::pki("intermediate.pem")));
        for (QAction* action : window.findChildren<QAction*>()) {
            if (action->text().remove(u'&') == u"Paste"_s)
                action->trigger();
        }
        QCOMPARE(count(), before + 2);
        window.document()->undoStack()->setClean();
    }
};

QTEST_MAIN(CredentialsImportTest)
#include "tst_credentials_import.moc"
