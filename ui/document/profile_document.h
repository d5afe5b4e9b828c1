// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/document.h"
#include "core/profile/profile.h"
#include "core/sign/open.h"

#include <QDateTime>
#include <QObject>
#include <QUndoStack>

#include <memory>
#include <optional>
#include <vector>

namespace ui {

/// An open profile and its undo history; the only thing in the window that changes a profile.
///
/// The bytes are the truth: a change is a splice of them, undo puts the replaced bytes back.
/// A view keeps no copy of its own and re-reads on changed().
class ProfileDocument : public QObject
{
    Q_OBJECT

public:
    /// A file that was opened; `filePath` empty for one that was never saved.
    ProfileDocument(sign::Opened opened, const QString& filePath, QObject* parent = nullptr);
    /// A new profile, unsaved.
    explicit ProfileDocument(const plist::Value& root, QObject* parent = nullptr);
    ~ProfileDocument() override;

    [[nodiscard]] static base::Result<std::unique_ptr<ProfileDocument>> open(const QString& filePath);

    [[nodiscard]] const plist::Document& document() const { return m_opened.document; }
    [[nodiscard]] const plist::Value& root() const { return m_opened.document.root(); }
    [[nodiscard]] const profile::Profile& profile() const { return *m_profile; }
    [[nodiscard]] sign::Container container() const { return m_opened.container; }
    /// Of the file as opened; null when it was not signed.
    [[nodiscard]] const sign::Signature* signature() const;
    /// It was opened signed and has been edited: saving writes it without the signature.
    [[nodiscard]] bool signatureIsLost() const;

    [[nodiscard]] QString filePath() const { return m_filePath; }
    [[nodiscard]] QString displayName() const;  ///< file name, else the profile's name, else "Untitled"
    [[nodiscard]] QUndoStack* undoStack() { return &m_undoStack; }
    [[nodiscard]] bool isModified() const { return !m_undoStack.isClean(); }

    /// Makes one undoable step of `edits`, called `text` in the Edit menu; nothing happens on an error.
    /// Steps of the same non-zero `mergeKey` in a row become one: the letters typed into one field;
    /// typed back to the start, the step vanishes.
    base::Result<void> apply(const QString& text, const std::vector<plist::Edit>& edits, int mergeKey = 0);

    /// What saving would write now.
    [[nodiscard]] base::Result<QByteArray> toBytes() const { return m_opened.toBytes(); }
    /// Whether the file on disk is not what was read or last saved.
    [[nodiscard]] bool isChangedOnDisk() const;
    base::Result<void> save(const QString& filePath);

signals:
    /// Everything at and below `scope` may differ; the root path means the whole profile.
    void changed(const plist::Path& scope);
    void fileChanged();  ///< path, saved state or signature

private:
    class Step;
    void took(const plist::Path& scope);

    sign::Opened m_opened;
    std::unique_ptr<profile::Profile> m_profile;
    QString m_filePath;
    QByteArray m_digestOnDisk;  ///< SHA-256 of what was read or written last
    /// The text in front of the last step, while that step may still grow.
    std::optional<QByteArray> m_textBeforeStep;
    bool m_signatureWasLost = false;
    QUndoStack m_undoStack;
};

}  // namespace ui
