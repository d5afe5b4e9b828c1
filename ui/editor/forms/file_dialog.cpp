// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/file_dialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// The window keeps the folder that a file was last chosen from, for as long as it is open.
constexpr const char* folderProperty = "folderOfFiles";

void open(QFileDialog* dialog, const std::function<void(const QString&)>& done)
{
    QWidget* window = dialog->parentWidget()->window();
    if (const QString folder = window->property(folderProperty).toString(); !folder.isEmpty())
        dialog->setDirectory(folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog->parentWidget(),
                     [window, done](const QString& path) {
                         window->setProperty(folderProperty, QFileInfo(path).absolutePath());
                         done(path);
                     });
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
    // The ending follows the kind that is chosen: it is what the content is told by.
    const auto follow = [dialog](const QString& chosen) {
        static const QRegularExpression pattern(uR"(\*\.(\w+))"_s);
        const QString suffix = pattern.match(chosen).captured(1);
        const QStringList files = dialog->selectedFiles();
        if (suffix.isEmpty() || files.isEmpty())
            return;
        dialog->setDefaultSuffix(suffix);
        const QFileInfo file(files.constFirst());
        const bool hasOther =
            !file.suffix().isEmpty() && dialog->nameFilters().join(u' ').contains(u"*."_s + file.suffix());
        if (hasOther)
            dialog->selectFile(file.completeBaseName() + u'.' + suffix);
    };
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, follow);
    follow(dialog->selectedNameFilter());
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
        "Certificates and identities (*.cer *.crt *.der *.pem *.p7b *.p7c *.p12 *.pfx *.key);;All files (*)");
}

}  // namespace ui
