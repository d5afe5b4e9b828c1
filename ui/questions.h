// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace ui {

/// What becomes of changes that are not saved.
enum class Unsaved { Save, Discard, Cancel };

/// What becomes of the signature of a profile that was edited, when its file is saved.
enum class LostSignature { SaveUnsigned, SignAndExport, Cancel };

/// What the window asks people; it goes on when `answered` is called, which may be at once.
///
/// Tests answer by themselves, the program by dialogs().
struct Questions
{
    template <class Answer>
    using Answered = std::function<void(const Answer&)>;

    std::function<void(QWidget* window, const QString& folder, Answered<QStringList> answered)> filesToOpen;
    std::function<void(QWidget* window, const QString& proposed, Answered<QString> answered)> fileToSave;
    std::function<void(QWidget* window, const QString& name, Answered<Unsaved> answered)> unsaved;
    std::function<void(QWidget* window, const QString& name, Answered<LostSignature> answered)> lostSignature;
};

/// Window-modal dialogs. Nothing is answered when a file dialog is cancelled.
[[nodiscard]] Questions dialogs();

}  // namespace ui
