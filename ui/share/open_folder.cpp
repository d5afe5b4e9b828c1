// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/open_folder.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

base::Error failure(const QString& folder, const QString& tried)
{
    return {base::Error::Code::Unsupported,
            QCoreApplication::translate("share", "No program here shows the folder %1")
                .arg(QDir::toNativeSeparators(folder)),
            {},
            tried};
}

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)

/// What it said last before it gave up.
QString lastWords(QProcess& process)
{
    constexpr qsizetype most = 300;
    const QString said = QString::fromLocal8Bit(process.readAllStandardError()).trimmed();
    return said.section(u'\n', -1).left(most);
}

/// Qt starts the same program and does not look at what becomes of it.
void askDesktop(const QString& program,
                const QString& folder,
                QObject* context,
                const std::function<void(const base::Error&)>& failed)
{
    // A file manager may stay under it for hours, longer than the window.
    auto* process = new QProcess(qApp);
    const QPointer<QObject> alive(context);
    QObject::connect(process, &QProcess::finished, process, [=](int code, QProcess::ExitStatus status) {
        process->deleteLater();
        if (!alive || (code == 0 && status == QProcess::NormalExit))
            return;
        const QString said = lastWords(*process);
        failed(failure(
            folder,
            said.isEmpty()
                ? QCoreApplication::translate("share", "%1 was asked, and ended with %2")
                      .arg(program)
                      .arg(code)
                : QCoreApplication::translate("share", "%1 was asked, and says: %2").arg(program, said)));
    });
    QObject::connect(process, &QProcess::errorOccurred, process, [=](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        process->deleteLater();
        if (alive)
            failed(failure(folder, QCoreApplication::translate("share", "%1 could not be started: %2")
                                       .arg(program, process->errorString())));
    });
    process->setProgram(program);
    process->setArguments({folder});
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    process->start();
}

#endif

}  // namespace

void openFolderOf(const QString& path,
                  QObject* context,
                  const std::function<void(const base::Error& error)>& failed)
{
    const QString folder = QFileInfo(path).absolutePath();
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    if (const QString program = QStandardPaths::findExecutable(u"xdg-open"_s); !program.isEmpty())
        return askDesktop(program, folder, context, failed);
#else
    Q_UNUSED(context)
#endif
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        failed(failure(folder, QCoreApplication::translate("share", "The desktop knows no file manager")));
}

}  // namespace ui
