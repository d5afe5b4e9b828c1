// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace app {

/// What came of sharing a profile: a few words, as in "mailed to 3".
struct Delivery
{
    QString what;  ///< empty: nothing is known
    QDateTime at;

    bool operator==(const Delivery&) const = default;
};

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
    QStringList signer;      ///< files of the identity used last, see ui::IdentityPicker; never a passphrase
    QString signerRoots;     ///< the file of trusted roots beside it
    QVariantMap deliveries;  ///< the last one of each file, by its path; see deliveryOf()

    /// Puts `path` first; the oldest beyond ten go.
    void addRecentFile(const QString& path);
    [[nodiscard]] Delivery deliveryOf(const QString& path) const;
    /// Of more than a hundred files the oldest go. An empty one is forgotten.
    void setDelivery(const QString& path, const Delivery& delivery);

    bool operator==(const Settings&) const = default;
};

/// The person's own settings file.
[[nodiscard]] QString settingsFile();

/// What `file` holds; defaults for what it does not.
[[nodiscard]] Settings loadSettings(const QString& file);
void saveSettings(const Settings& settings, const QString& file);

}  // namespace app
