// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/log_files.h"

#include "ui/trust/certificate_files.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace ui {

bool isLogFile(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == u"log" || suffix == u"ips" || suffix == u"crash" || suffix == u"ndjson";
}

QStringList logsIn(const QMimeData& data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl& url : urls) {
        const QString path = url.toLocalFile();
        const bool isOther = QFileInfo(path).suffix().compare(u"mobileconfig", Qt::CaseInsensitive) == 0
                             || isCertificateFile(path);
        if (url.isLocalFile() && !isOther)
            paths.append(path);
    }
    return paths;
}

QStringList logFilesIn(const QMimeData& data)
{
    QStringList paths = logsIn(data);
    paths.removeIf([](const QString& path) {
        const QString suffix = QFileInfo(path).suffix().toLower();
        return !isLogFile(path) && suffix != u"txt" && suffix != u"json";
    });
    return paths;
}

QString logFilter()
{
    return QCoreApplication::translate(
        "explain", "Logs (*.log *.ips *.crash *.txt *.plist *.xml *.json *.ndjson);;All files (*)");
}

}  // namespace ui
