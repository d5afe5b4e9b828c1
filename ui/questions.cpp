// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/questions.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QStringList profileFilters()
{
    return {QCoreApplication::translate("ui", "Configuration profiles (*.mobileconfig *.plist *.xml)"),
            QCoreApplication::translate(
                "ui", "Certificates and identities (*.cer *.crt *.der *.pem *.p7b *.p7c *.p12 *.pfx)"),
            QCoreApplication::translate("ui", "All files (*)")};
}

void askFilesToOpen(QWidget* window, const QString& folder, const Questions::Answered<QStringList>& answered)
{
    auto* dialog = new QFileDialog(window, QCoreApplication::translate("ui", "Open profile"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(profileFilters());
    QObject::connect(dialog, &QFileDialog::filesSelected, window, answered);
    dialog->open();
}

void askFileToSave(QWidget* window, const QString& proposed, const Questions::Answered<QString>& answered)
{
    auto* dialog = new QFileDialog(window, QCoreApplication::translate("ui", "Save profile as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters(profileFilters());
    dialog->setDefaultSuffix(u"mobileconfig"_s);
    dialog->setDirectory(QFileInfo(proposed).path());
    dialog->selectFile(QFileInfo(proposed).fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, window, answered);
    dialog->open();
}

void askUnsaved(QWidget* window, const QString& name, const Questions::Answered<Unsaved>& answered)
{
    auto* box = new QMessageBox(QMessageBox::Question, QCoreApplication::translate("ui", "Unsaved changes"),
                                QCoreApplication::translate("ui", "Save the changes to “%1”?").arg(name),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        QCoreApplication::translate("ui", "What is not saved is lost when the window closes"));
    box->setDefaultButton(QMessageBox::Save);
    QObject::connect(box, &QDialog::finished, window, [answered](int button) {
        answered(button == QMessageBox::Save      ? Unsaved::Save
                 : button == QMessageBox::Discard ? Unsaved::Discard
                                                  : Unsaved::Cancel);
    });
    box->open();
}

void askLostSignature(QWidget* window,
                      const QString& name,
                      const Questions::Answered<LostSignature>& answered)
{
    auto* box = new QMessageBox(
        QMessageBox::Warning, QCoreApplication::translate("ui", "Signature is lost"),
        QCoreApplication::translate("ui", "Replace the signed file “%1” by one without a signature?")
            .arg(name),
        QMessageBox::Cancel, window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QCoreApplication::translate(
        "ui", "It was signed and has been edited since. Devices show a profile without a signature as "
              "“Not signed”. Signed anew, it is written by Sign & Export"));
    const QPushButton* keep =
        box->addButton(QCoreApplication::translate("ui", "Save &Unsigned"), QMessageBox::AcceptRole);
    QPushButton* sign =
        box->addButton(QCoreApplication::translate("ui", "Sign && &Export…"), QMessageBox::ActionRole);
    box->setDefaultButton(sign);
    QObject::connect(box, &QDialog::finished, window, [answered, box, keep, sign] {
        const QAbstractButton* pressed = box->clickedButton();
        answered(pressed == keep   ? LostSignature::SaveUnsigned
                 : pressed == sign ? LostSignature::SignAndExport
                                   : LostSignature::Cancel);
    });
    box->open();
}

}  // namespace

Questions dialogs() { return {askFilesToOpen, askFileToSave, askUnsaved, askLostSignature}; }

}  // namespace ui
