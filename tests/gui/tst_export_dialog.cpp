// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/save_file.h"
#include "core/profile/create.h"
#include "core/schema/schema.h"
#include "core/sign/open.h"
#include "tests/support/fake_program.h"
#include "tests/support/mnemonics.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/document/profile_document.h"
#include "ui/share/obstacle_line.h"
#include "ui/style/tone.h"
#include "ui/widgets/path_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
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

/// More than a screen can show.
std::vector<report::Finding> longFindings()
{
    std::vector<report::Finding> findings(12);
    for (report::Finding& finding : findings) {
        finding.severity =
            &finding - findings.data() < 6 ? report::Severity::Error : report::Severity::Warning;
        finding.message = QString::number(&finding - findings.data())
                          + u"A long sentence about what a device does with it. "_s.repeated(6);
    }
    return findings;
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
    void everyKeyBelongsToOneThing();
    void anExistingFileNeedsAYes();
    void aFileThatAppearsMeanwhileIsKept();
    void theOpenFileIsRefused();
    void theWholePathIsTold();
    void theResultGoesWithWhatItWasAbout();
    void warningsAndTextOutsideTheProfileAreTold();
    void fitsTheScreen();
    void beginsAtTheTop();
    void whatIsMissingStandsBesideTheButtonAndLeadsThere();
    void aRootInTheFileIsExplained();
    void theSignerIsRememberedWithoutItsPassphrase();
    void aFolderThatNothingShowsIsTold();

private:
    void chooseSigner(ui::ExportDialog& dialog) const
    {
        named<QComboBox>(dialog, u"Identity from"_s)->setCurrentIndex(1);
        named<QLineEdit>(dialog, u"Certificate"_s)->setText(fixture("leaf.pem"));
        named<QLineEdit>(dialog, u"Private key"_s)->setText(fixture("leaf.key"));
        named<QLineEdit>(dialog, u"Chain"_s)->setText(fixture("fullchain.pem"));
        QTRY_VERIFY(button(dialog, u"Export"_s)->isEnabled());
    }

    void chooseNoSignature() const
    {
        for (QRadioButton* choice : m_dialog->findChildren<QRadioButton*>()) {
            if (choice->text().contains(u"None"_s))
                choice->setChecked(true);
        }
    }

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
    QCOMPARE(state->palette().color(QPalette::WindowText),
             ui::toneColor(ui::Tone::Error, m_dialog->palette()));
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
    chooseNoSignature();
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

void ExportDialogTest::everyKeyBelongsToOneThing()
{
    QCOMPARE(test::clashes(m_dialog.get()), QStringList());
    const QString source = m_folder.filePath(u"source.mobileconfig"_s);
    QVERIFY(m_document->save(source));
    const QString victim = m_folder.filePath(u"victim.cer"_s);
    QVERIFY(base::saveFile(victim, "precious"));
    for (const QString& target : {source, victim}) {
        m_dialog->setDestination(target);
        QCOMPARE(test::clashes(m_dialog.get()), QStringList());
    }
    named<QCheckBox>(*m_dialog, u"Replace the file that is there"_s)->setChecked(true);
    named<QComboBox>(*m_dialog, u"Identity from"_s)->setCurrentIndex(1);
    QCOMPARE(test::clashes(m_dialog.get()), QStringList());
    named<QLineEdit>(*m_dialog, u"Certificate"_s)->setText(fixture("leaf-ec.pem"));
    named<QLineEdit>(*m_dialog, u"Private key"_s)->setText(fixture("leaf-ec.key"));
    QTRY_VERIFY(button(*m_dialog, u"Replace"_s)->isEnabled());
    button(*m_dialog, u"Replace"_s)->click();
    QTRY_VERIFY(button(*m_dialog, u"Copy SHA-256"_s)->isVisible());
    QCOMPARE(test::clashes(m_dialog.get()), QStringList());
}

void ExportDialogTest::anExistingFileNeedsAYes()
{
    const QString victim = m_folder.filePath(u"victim.cer"_s);
    QVERIFY(base::saveFile(victim, "precious"));
    chooseNoSignature();
    m_dialog->setDestination(victim);
    QPushButton* go = button(*m_dialog, u"Replace"_s);
    QVERIFY(go);
    QVERIFY(!go->isEnabled());
    QVERIFY(named<QLabel>(*m_dialog, u"About the file"_s)->text().contains(u"victim.cer"_s));
    auto* yes = named<QCheckBox>(*m_dialog, u"Replace the file that is there"_s);
    QVERIFY(yes && yes->isVisible());
    yes->setChecked(true);
    QVERIFY(go->isEnabled());
    // The yes is for this file alone.
    m_dialog->setDestination(m_target);
    QCOMPARE(go->text().remove(u'&'), u"Export"_s);
    m_dialog->setDestination(victim);
    QVERIFY(!go->isEnabled());
    yes->setChecked(true);
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_COMPARE(*base::loadFile(victim, plist::maxBytes), *m_document->document().toBytes());
    // What it wrote itself it may write again.
    QTRY_VERIFY(go->isEnabled());
    QVERIFY(!yes->isVisible());
}

void ExportDialogTest::aFileThatAppearsMeanwhileIsKept()
{
    chooseNoSignature();
    QPushButton* go = button(*m_dialog, u"Export"_s);
    QVERIFY(go->isEnabled());
    QVERIFY(base::saveFile(m_target, "theirs"));
    QTest::mouseClick(go, Qt::LeftButton);
    QVERIFY(!go->isEnabled());
    QCOMPARE(written(), QByteArray("theirs"));
    const auto result =
        ui::runExport({m_document->document(), nullptr, {}, m_target}, QDateTime::currentDateTimeUtc());
    QVERIFY(!result);
    QCOMPARE(written(), QByteArray("theirs"));
}

void ExportDialogTest::theOpenFileIsRefused()
{
    const QString source = m_folder.filePath(u"source.mobileconfig"_s);
    QVERIFY(m_document->save(source));
    const QByteArray before = *base::loadFile(source, plist::maxBytes);
    const QString link = m_folder.filePath(u"link.mobileconfig"_s);
    QFile::remove(link);
    QVERIFY(QFile::link(source, link));
    ui::ExportDialog dialog(*m_document, m_store, {});
    dialog.show();
    auto* field = named<QLineEdit>(dialog, u"Export to"_s);
    QVERIFY(field->text().endsWith(u"source-signed.mobileconfig"_s));
    for (QRadioButton* choice : dialog.findChildren<QRadioButton*>()) {
        if (choice->text().contains(u"None"_s))
            choice->setChecked(true);
    }
    QVERIFY(field->text() != source);
    for (const QString& same : {source, m_folder.path() + u"/./source.mobileconfig"_s, link}) {
        dialog.setDestination(same);
        QPushButton* go = button(dialog, u"Replace"_s);
        QVERIFY(go && !go->isEnabled());
        QVERIFY(!named<QCheckBox>(dialog, u"Replace the file that is there"_s)->isVisible());
        QVERIFY(named<QLabel>(dialog, u"About the file"_s)->text().contains(u"file that is open"_s));
    }
    QPushButton* other = button(dialog, u"Use “source-signed.mobileconfig”"_s);
    QVERIFY(other && other->isVisible());
    other->click();
    QCOMPARE(field->text(), m_folder.filePath(u"source-signed.mobileconfig"_s));
    QVERIFY(button(dialog, u"Export"_s)->isEnabled());
    QCOMPARE(*base::loadFile(source, plist::maxBytes), before);
}

void ExportDialogTest::theWholePathIsTold()
{
    const QString source = m_folder.filePath(u"source.mobileconfig"_s);
    QVERIFY(m_document->save(source));
    chooseNoSignature();
    auto* where = named<QLabel>(*m_dialog, u"Where the file goes"_s);
    QVERIFY(!where->isVisible());
    m_dialog->setDestination(u"office"_s);
    QVERIFY(where->isVisible());
    const QString whole = m_folder.filePath(u"office.mobileconfig"_s);
    QVERIFY2(where->text().contains(whole), qPrintable(where->text()));
    QTest::mouseClick(button(*m_dialog, u"Export"_s), Qt::LeftButton);
    QTRY_VERIFY(QFile::exists(whole));
    QTRY_VERIFY(button(*m_dialog, u"Copy SHA-256"_s)->isVisible());
    m_dialog->setDestination(u"no/such/folder/x"_s);
    QVERIFY(!button(*m_dialog, u"Export"_s)->isEnabled());
    m_dialog->setDestination(m_folder.path());
    QVERIFY(!button(*m_dialog, u"Replace"_s)->isEnabled());
}

void ExportDialogTest::theResultGoesWithWhatItWasAbout()
{
    auto* result = named<QLabel>(*m_dialog, u"Result"_s);
    QPushButton* copy = button(*m_dialog, u"Copy SHA-256"_s);
    const auto exportAgain = [this, copy] {
        m_dialog->setDestination(m_target);
        chooseNoSignature();
        QPushButton* go = button(*m_dialog, QFile::exists(m_target) ? u"Replace"_s : u"Export"_s);
        QTRY_VERIFY(go->isEnabled());
        QTest::mouseClick(go, Qt::LeftButton);
        QTRY_VERIFY(copy->isVisible());
    };
    exportAgain();
    QVERIFY(result->isVisible());
    m_dialog->setDestination(m_folder.filePath(u"other.mobileconfig"_s));
    QVERIFY(!result->isVisible() && !copy->isVisible());
    exportAgain();
    for (QRadioButton* choice : m_dialog->findChildren<QRadioButton*>()) {
        if (choice->text().contains(u"Sign:"_s))
            choice->setChecked(true);
    }
    QVERIFY(!result->isVisible() && !copy->isVisible());
    exportAgain();
    named<QLineEdit>(*m_dialog, u"Identity file"_s)->setText(fixture("compatible.p12"));
    named<QLineEdit>(*m_dialog, u"Passphrase"_s)->setText(u"fixture"_s);
    QTRY_VERIFY(!result->isVisible() && !copy->isVisible());
}

void ExportDialogTest::warningsAndTextOutsideTheProfileAreTold()
{
    std::vector<report::Finding> findings(8);
    for (std::size_t number = 0; number < findings.size(); ++number) {
        findings[number].severity = number == 0 ? report::Severity::Error : report::Severity::Warning;
        findings[number].message = u"Message %1"_s.arg(number);
    }
    ui::ExportDialog dialog(*m_document, m_store, findings);
    const QString errors = named<QLabel>(dialog, u"Findings"_s)->text();
    QVERIFY2(errors.contains(u"1 reason:"_s) && !errors.contains(u"(s)"_s), qPrintable(errors));
    const QString warnings = named<QLabel>(dialog, u"Warnings"_s)->text();
    QVERIFY2(warnings.startsWith(u"7 warnings:"_s), qPrintable(warnings));
    QVERIFY(warnings.contains(u"Message 3"_s) && !warnings.contains(u"Message 4"_s));
    QVERIFY(warnings.contains(u"and 4 more"_s));

    ui::ExportDialog twice(*m_document, m_store, {findings[1], findings[2], findings[1]});
    QCOMPARE(named<QLabel>(twice, u"Warnings"_s)->text().count(u"Message 1"_s), 1);
    QVERIFY(named<QLabel>(twice, u"Warnings"_s)->text().contains(u"Message 1 (2 times)"_s));

    ui::ExportDialog unfinished(*m_document, m_store, {});
    unfinished.setDestination(m_target);
    QVERIFY(button(unfinished, u"Export"_s));
    unfinished.setUnfinished({u"Fingerprint"_s});
    QVERIFY(button(unfinished, u"Export Anyway"_s));
    QVERIFY(
        named<QLabel>(unfinished, u"Text that is not in the profile"_s)->text().contains(u"Fingerprint"_s));
}

void ExportDialogTest::fitsTheScreen()
{
    ui::ExportDialog dialog(*m_document, m_store, longFindings());
    dialog.show();
    const QSize room = dialog.screen()->availableSize();
    QTRY_VERIFY(dialog.findChild<QScrollArea*>()->verticalScrollBar()->maximum() > 0);
    QVERIFY(dialog.height() <= room.height() && dialog.width() <= room.width());
    QCOMPARE(dialog.findChild<QScrollArea*>()->horizontalScrollBar()->maximum(), 0);
    const QPushButton* go = button(dialog, u"Export Anyway"_s);
    QVERIFY(go);
    QVERIFY(dialog.rect().contains(QRect(go->mapTo(&dialog, QPoint()), go->size())));

    // What the screen has room for is shown whole: nothing but what must scroll does.
    const QString sentence =
        u"Nothing says which authentication server to trust: the person is asked about a certificate"_s;
    std::vector<report::Finding> few(3, longFindings().front());
    for (std::size_t i = 0; i < few.size(); ++i) {
        few[i].severity = report::Severity::Warning;
        few[i].message = sentence + QString::number(i);
    }
    ui::ExportDialog whole(*m_document, m_store, few);
    whole.show();
    QTRY_COMPARE(whole.findChild<QScrollArea*>()->verticalScrollBar()->maximum(), 0);

    // With little to tell, nothing needs scrolling and no group is taller than what is in it.
    m_dialog->resize(m_dialog->width(), 10);
    QTRY_COMPARE(m_dialog->findChild<QScrollArea*>()->verticalScrollBar()->maximum(), 0);
    for (const QLabel* label : m_dialog->findChildren<QLabel*>()) {
        if (label->isVisible() && label->wordWrap())
            QVERIFY2(label->height()
                         <= label->heightForWidth(label->width()) + label->fontMetrics().height() / 2,
                     qPrintable(label->accessibleName()));
    }
}

void ExportDialogTest::beginsAtTheTop()
{
    ui::ExportDialog dialog(*m_document, m_store, longFindings());
    dialog.setDestination(m_target);
    dialog.show();
    QTRY_VERIFY(dialog.findChild<QScrollArea*>()->verticalScrollBar()->maximum() > 0);
    QTest::qWait(50);
    QCOMPARE(dialog.findChild<QScrollArea*>()->verticalScrollBar()->value(), 0);
    // Typed there, what the field asks is brought into sight.
    auto* target = named<QLineEdit>(dialog, u"Export to"_s);
    dialog.activateWindow();
    target->setFocus();
    target->setText(m_target + u".none"_s);
    QTRY_VERIFY(dialog.findChild<QScrollArea*>()->verticalScrollBar()->value() > 0);
}

void ExportDialogTest::whatIsMissingStandsBesideTheButtonAndLeadsThere()
{
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    auto* line = m_dialog->findChild<ui::ObstacleLine*>();
    QVERIFY(line && line->isVisible());
    line->click();
    auto* file = named<QLineEdit>(*m_dialog, u"Identity file"_s);
    QVERIFY(file->hasFocus());
    file->setText(fixture("compatible.p12"));
    QTRY_COMPARE(line->text(), u"Enter the passphrase of the identity"_s);
    line->click();
    auto* passphrase = named<QLineEdit>(*m_dialog, u"Passphrase"_s);
    QVERIFY(passphrase->hasFocus());
    passphrase->setText(u"fixture"_s);
    QTRY_VERIFY(!line->isVisible());
    m_dialog->setDestination({});
    QVERIFY(line->isVisible());
    line->click();
    QVERIFY(named<QLineEdit>(*m_dialog, u"Export to"_s)->hasFocus());
}

void ExportDialogTest::aRootInTheFileIsExplained()
{
    named<QLineEdit>(*m_dialog, u"Trusted roots"_s)->setText(fixture("other-root.pem"));
    chooseSigner(*m_dialog);
    auto* why = named<QLabel>(*m_dialog, u"Why"_s);
    QTRY_VERIFY(why->text().contains(u"left out of the signature"_s));
    QVERIFY2(!why->text().contains(u"neither included"_s), qPrintable(why->text()));
    QCOMPARE(named<QLabel>(*m_dialog, u"Device will show"_s)->text(), u"Not Verified"_s);
    named<QLineEdit>(*m_dialog, u"Trusted roots"_s)->setText(fixture("root.pem"));
    QTRY_COMPARE(named<QLabel>(*m_dialog, u"Device will show"_s)->text(), u"Verified"_s);
    QVERIFY(!why->text().contains(u"left out"_s));
}

void ExportDialogTest::theSignerIsRememberedWithoutItsPassphrase()
{
    QSignalSpy chosen(m_dialog.get(), &ui::ExportDialog::signerChosen);
    named<QLineEdit>(*m_dialog, u"Trusted roots"_s)->setText(fixture("root.pem"));
    named<QLineEdit>(*m_dialog, u"Identity file"_s)->setText(fixture("compatible.p12"));
    m_dialog->reject();
    // What cannot be opened is not worth it.
    QCOMPARE(chosen.count(), 0);
    m_dialog->show();
    named<QLineEdit>(*m_dialog, u"Passphrase"_s)->setText(u"fixture"_s);
    QTRY_VERIFY(button(*m_dialog, u"Export"_s)->isEnabled());
    m_dialog->close();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().at(0).toStringList(), QStringList{fixture("compatible.p12")});

    ui::ExportDialog next(*m_document, m_store, {});
    next.setSigner(chosen.front().at(0).toStringList(), chosen.front().at(1).toString());
    QCOMPARE(named<QLineEdit>(next, u"Identity file"_s)->text(), fixture("compatible.p12"));
    QCOMPARE(named<QLineEdit>(next, u"Trusted roots"_s)->text(), fixture("root.pem"));
    QVERIFY(named<QLineEdit>(next, u"Passphrase"_s)->text().isEmpty());
    // Nothing was wrong yet.
    auto* state = named<QLabel>(next, u"State of the identity"_s);
    QTRY_COMPARE(state->text(), u"Enter the passphrase of the identity"_s);
    QCOMPARE(state->palette().color(QPalette::WindowText), next.palette().color(QPalette::WindowText));

    ui::ExportDialog files(*m_document, m_store, {});
    files.setSigner({fixture("leaf.pem"), fixture("leaf.key"), fixture("fullchain.pem")}, {});
    QTRY_VERIFY(button(files, u"Export"_s)->isEnabled() || button(files, u"Export Anyway"_s));
    QCOMPARE(named<QLineEdit>(files, u"Chain"_s)->text(), fixture("fullchain.pem"));
}

void ExportDialogTest::aFolderThatNothingShowsIsTold()
{
#if !defined(Q_OS_LINUX)
    QSKIP("Only here a program of that name is asked");
#endif
    const test::FakeProgram opener(u"xdg-open"_s, "echo 'no method available' >&2; exit 3");
    chooseNoSignature();
    button(*m_dialog, u"Export"_s)->click();
    QTRY_VERIFY(button(*m_dialog, u"Show in Folder"_s)->isVisible());
    button(*m_dialog, u"Show in Folder"_s)->click();
    const auto* result = named<QLabel>(*m_dialog, u"Result"_s);
    QTRY_VERIFY(result->text().contains(u"no method available"_s));
    QVERIFY(result->text().contains(m_folder.path()) && result->text().contains(u"SHA-256"_s));
}

QTEST_MAIN(ExportDialogTest)
#include "tst_export_dialog.moc"
