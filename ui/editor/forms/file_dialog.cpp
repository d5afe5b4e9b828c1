// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/file_dialog.h"

#include <QCoreApplication>
#include <QFileDialog>

namespace ui {

namespace {

void open(QFileDialog* dialog, const std::function<void(const QString&)>& done)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog->parentWidget(), done);
    dialog->open();
}

}  // namespace

void askForFile(QWidget* parent,
                const QString& title,
                const QString& filter,
                const std::function<void(const QString&)>& done)
{
    auto* dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    open(dialog, done);
}

void askWhereToSave(QWidget* parent,
                    const QString& title,
                    const QString& filter,
                    const QString& name,
                    const std::function<void(const QString&)>& done)
{
    auto* dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    open(dialog, done);
}

QString certificateFilter()
{
    return QCoreApplication::translate("credentials",
                                       "Certificates (*.cer *.crt *.der *.pem *.p7b *.p7c);;All files (*)");
}

QString credentialsFilter()
{
    return QCoreApplication::translate(
        "credentials",
        "Certificates and identities (*.cer *.crt *.der *.pem *.p7b *.p7c *.p12 *.pfx);;All files (*)");
}

}  // namespace ui
