// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/outgoing_file.h"

#include "core/base/save_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace ui {

void OutgoingFile::discard() const
{
    if (!folder.isEmpty())
        QDir(folder).removeRecursively();
}

base::Result<OutgoingFile> outgoingFile(const delivery::Package& package, const QString& own)
{
    const QFileInfo file(own);
    if (!own.isEmpty() && file.fileName() == package.fileName) {
        const auto bytes = base::loadFile(own, package.bytes.size());
        if (bytes && *bytes == package.bytes)
            return OutgoingFile{file.absoluteFilePath(), {}};
    }
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    QTemporaryDir folder((runtime.isEmpty() ? QDir::tempPath() : runtime) + u"/profilewright-XXXXXX"_s);
    if (!folder.isValid())
        return base::Error{base::Error::Code::Denied,
                           QCoreApplication::translate("share", "There is no place for the attachment"),
                           folder.errorString()};
    const QString path = folder.filePath(package.fileName);
    if (const auto saved = base::saveFile(path, package.bytes, base::Access::OwnerOnly); !saved)
        return saved.error();
    folder.setAutoRemove(false);
    return OutgoingFile{path, folder.path()};
}

}  // namespace ui
