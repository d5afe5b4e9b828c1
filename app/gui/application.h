// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "core/schema/schema.h"
#include "ui/main_window.h"

#include <QObject>
#include <QString>

namespace app {

/// The running program: what all windows share, and the windows.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(QString settingsFile);
    ~Application() override;

    /// Shows a window with the start page, or one a file.
    void start(const QStringList& files);
    /// Raises the window that has `path`, or opens it in a vacant one, or in a new one.
    void open(const QString& path);

protected:
    /// Files that the desktop asks the running program to open.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ui::MainWindow* newWindow(ui::MainWindow::Shown shown = ui::MainWindow::Shown::Later);
    [[nodiscard]] ui::MainWindow* windowOf(const QString& path) const;
    [[nodiscard]] ui::MainWindow* vacantWindow() const;
    [[nodiscard]] ui::MainWindow* activeWindow() const;
    void openInNewWindow(const QString& path);
    static void show(ui::MainWindow* window);

    QString m_settingsFile;
    Settings m_settings;
    schema::Store m_store;
    ui::CheckServices m_checkServices = ui::systemCheckServices();
};

}  // namespace app
