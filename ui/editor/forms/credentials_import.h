// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMimeData;
class QWidget;

namespace ui {

class ProfileDocument;

/// Whether `data` are files, or text, that look like certificates or identities. Reads no file.
[[nodiscard]] bool canImportCredentials(const QMimeData& data);

/// Adds what is in `data` to the profile as one undoable step, a payload a certificate. What could not be
/// read or was there before is told in the message area of `parent`'s window, else in a box over it.
void importCredentials(ProfileDocument& document, const QMimeData& data, QWidget* parent);
void importCredentialFiles(ProfileDocument& document, const QStringList& paths, QWidget* parent);

}  // namespace ui
