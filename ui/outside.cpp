// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outside.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace ui {

void showInFolder(const QString& path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
}

void openInTextEditor(const QString& path)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath())))
        showInFolder(path);
}

}  // namespace ui
