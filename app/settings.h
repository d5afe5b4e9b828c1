// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace app {

/// What the program remembers from one run to the next: plain values, shared by all windows.
struct Settings
{
    QStringList recentFiles;  ///< newest first
    QString lastFolder;       ///< where the file dialogs start
    QString organization;     ///< for new profiles
    QString identifierPrefix = QStringLiteral("com.example");
    QString target;  ///< for whom profiles are judged, as in "ios18"; empty while nobody chose
    bool isSupervised = false;
    bool isInstalledByHand = true;
    QByteArray windowGeometry;
    QByteArray editorState;  ///< docks and their sizes
    bool isSourceShown = false;

    /// Puts `path` first; the oldest beyond ten go.
    void addRecentFile(const QString& path);

    bool operator==(const Settings&) const = default;
};

/// The person's own settings file.
[[nodiscard]] QString settingsFile();

/// What `file` holds; defaults for what it does not.
[[nodiscard]] Settings loadSettings(const QString& file);
void saveSettings(const Settings& settings, const QString& file);

}  // namespace app
