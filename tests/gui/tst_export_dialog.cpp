// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/save_file.h"
#include "core/profile/create.h"
#include "core/schema/schema.h"
#include "core/sign/open.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/document/profile_document.h"
#include "ui/widgets/path_edit.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>

using namespace Qt::Literals::StringLiterals;

namespace {

template <class T>
T* named(const QWidget& top, const QString& name)
{
    for (T* child : top.findChildren<T*>()) {
        if (child->accessibleName() == name)
            return child;
    }
    return nullptr;
}

QPushButton* button(const QWidget& top, const QString& text)
{
    for (QPushButton* child : top.findChildren<QPushButton*>()) {
        if (child->text().remove(u'&') == text)
            return child;
    }
    return nullptr;
}

QString fixture(const char* name) { return QStringLiteral(FIXTURES "/pki/") + QString::fromLatin1(name); }

}  // namespace

class ExportDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QCOMPARE(ERR_peek_error(), 0UL); }

    void signsWithPkcs12AndReadsBack();
    void signsWithCertificateAndKeyFiles();
    void wrongPassphraseIsToldAndNothingIsWritten();
    void aKeyThatDoesNotFitCannotExport();
    void withoutSigningTheBytesAreTheDocuments();
    void tellsWhatADeviceWillShow();
    void errorsAreNamedAndDoNotBlock();
    void everyInputHasAnAccessibleName();

private:
    [[nodiscard]] QByteArray written() const
    {
        const auto bytes = base::loadFile(m_target, plist::maxBytes);
        return bytes ? *bytes : QByteArray();
    }

    QTemporaryDir m_folder;
    QString m_target;
    schema::Store m_store;
    std::unique_ptr<ui::ProfileDocument> m_document;
    std::unique_ptr<ui::ExportDialog> m_dialog;
};

void ExportDialogTest::init()
{
    const auto root = profile::create(u"scep"_s, {});
    QVERIFY(root);
    m_document = std::make_unique<ui::ProfileDocument>(*root);
    m_dialog = std::make_unique<ui::ExportDialog>(*m_document, m_store, std::vector<report::Finding>{});
    m_target = m_folder.filePath(u"out.mobileconfig"_s);
    QFile::remove(m_target);
    m_dialog->setDestination(m_target);
    m_dialog->show();
}

void ExportDialogTest::signsWithPkcs12AndReadsBack()
{
    QPushButton* go = button(*m_dialog, u"Export"_s);
    QVERIFY(go);
    QVERIFY(!go->isEnabled());
    QTest::keyClicks(named<QLineEdit>(*m_dialog, u"Identity file"_s), fixture("compatible.p12"));
    QTest::keyClicks(named<QLineEdit>(*m_dialog, u"Passphrase"_s), u"fixture"_s);
    QTRY_VERIFY(go->isEnabled());
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(button(*m_dialog, u"Copy SHA-256"_s)->isVisible());

    const auto opened = sign::open(written());
    QVERIFY(opened);
    QVERIFY(opened->signature && opened->signature->holds);
    QCOMPARE(opened->document.text(), m_document->document().text());
    QVERIFY(named<QLabel>(*m_dialog, u"Result"_s)->text().contains(u"Not Verified"_s));
}

void ExportDialogTest::signsWithCertificateAndKeyFiles()
{
    named<QComboBox>(*m_dialog, u"Identity from"_s)->setCurrentIndex(1);
    named<QLineEdit>(*m_dialog, u"Certificate"_s)->setText(fixture("leaf-ec.pem"));
    named<QLineEdit>(*m_dialog, u"Private key"_s)->setText(fixture("leaf-ec.key"));
    QPushButton* go = button(*m_dialog, u"Export"_s);
    QTRY_VERIFY(go->isEnabled());
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(!written().isEmpty());
    const auto opened = sign::open(written());
    QVERIFY(opened && opened->signature && opened->signature->holds);
}

void ExportDialogTest::wrongPassphraseIsToldAndNothingIsWritten()
{
    named<QLineEdit>(*m_dialog, u"Identity file"_s)->setText(fixture("compatible.p12"));
    named<QLineEdit>(*m_dialog, u"Passphrase"_s)->setText(u"wrong"_s);
    auto* state = named<QLabel>(*m_dialog, u"State of the identity"_s);
    QTRY_VERIFY(state->text().contains(u"passphrase"_s, Qt::CaseInsensitive)
                || state->text().contains(u"password"_s, Qt::CaseInsensitive));
    QVERIFY(!button(*m_dialog, u"Export"_s)->isEnabled());
    QVERIFY(!state->text().contains(u"wrong\""_s));
    QVERIFY(!QFile::exists(m_target));
}

void ExportDialogTest::aKeyThatDoesNotFitCannotExport()
{
    named<QComboBox>(*m_dialog, u"Identity from"_s)->setCurrentIndex(1);
    named<QLineEdit>(*m_dialog, u"Certificate"_s)->setText(fixture("leaf.pem"));
    named<QLineEdit>(*m_dialog, u"Private key"_s)->setText(fixture("leaf-ec.key"));
    auto* state = named<QLabel>(*m_dialog, u"State of the identity"_s);
    auto* problems = named<QLabel>(*m_dialog, u"Problems of the signer"_s);
    QTRY_VERIFY((state->text() + problems->text()).contains(u"key"_s, Qt::CaseInsensitive)
                && !state->text().contains(u"Opening"_s));
    QVERIFY(!button(*m_dialog, u"Export"_s)->isEnabled());
}

void ExportDialogTest::withoutSigningTheBytesAreTheDocuments()
{
    for (QRadioButton* choice : m_dialog->findChildren<QRadioButton*>()) {
        if (choice->text().contains(u"None"_s))
            choice->setChecked(true);
    }
    QTest::mouseClick(button(*m_dialog, u"Export"_s), Qt::LeftButton);
    QTRY_COMPARE(written(), *m_document->document().toBytes());
    QTRY_VERIFY(named<QLabel>(*m_dialog, u"Result"_s)->text().contains(u"Not Signed"_s));
}

void ExportDialogTest::tellsWhatADeviceWillShow()
{
    named<QLineEdit>(*m_dialog, u"Trusted roots"_s)->setText(fixture("root.pem"));
    named<QLineEdit>(*m_dialog, u"Identity file"_s)->setText(fixture("compatible.p12"));
    named<QLineEdit>(*m_dialog, u"Passphrase"_s)->setText(u"fixture"_s);
    QTRY_COMPARE(named<QLabel>(*m_dialog, u"Device will show"_s)->text(), u"Verified"_s);
    named<QLineEdit>(*m_dialog, u"Trusted roots"_s)->setText(fixture("other-root.pem"));
    QTRY_COMPARE(named<QLabel>(*m_dialog, u"Device will show"_s)->text(), u"Not Verified"_s);
    QVERIFY(!named<QLabel>(*m_dialog, u"Why"_s)->text().isEmpty());
}

void ExportDialogTest::errorsAreNamedAndDoNotBlock()
{
    report::Finding error;
    error.rule = u"scep-url-missing"_s;
    error.severity = report::Severity::Error;
    error.message = u"There is no URL"_s;
    ui::ExportDialog dialog(*m_document, m_store, {error});
    QVERIFY(named<QLabel>(dialog, u"Findings"_s)->text().contains(error.message));
    QVERIFY(button(dialog, u"Export Anyway"_s));
}

void ExportDialogTest::everyInputHasAnAccessibleName()
{
    const QWidgetList children = m_dialog->findChildren<QWidget*>();
    for (const QWidget* child : children) {
        const bool isInput = qobject_cast<const QLineEdit*>(child) || qobject_cast<const QComboBox*>(child);
        QVERIFY2(!isInput || !child->accessibleName().isEmpty(), child->metaObject()->className());
    }
}

QTEST_MAIN(ExportDialogTest)
#include "tst_export_dialog.moc"
