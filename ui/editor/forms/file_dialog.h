// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace ui {

/// Lets the person choose one file to read; `done` is called with its path, never when cancelled.
/// Returns at once.
void askForFile(QWidget* parent,
                const QString& title,
                const QString& filter,
                const std::function<void(const QString&)>& done);

/// The same for a file to write, proposed as `name`.
void askWhereToSave(QWidget* parent,
                    const QString& title,
                    const QString& filter,
                    const QString& name,
                    const std::function<void(const QString&)>& done);

/// Files that hold certificates; with PKCS #12 for credentialsFilter().
[[nodiscard]] QString certificateFilter();
[[nodiscard]] QString credentialsFilter();

}  // namespace ui
