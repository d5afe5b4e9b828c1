// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPlainTextEdit>

namespace ui {

/// The bytes of a page for ndes::readChallengePage(), from what a browser shows or from its source.
///
/// The text of a page, copied without its markup, no longer says what stood in bold; what stands behind the
/// last colon of a line is taken for it.
[[nodiscard]] QByteArray pageOf(const QString& text);

/// Takes a pasted page, with its markup where the clipboard has that. Keeps nothing to undo to.
class PageEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PageEdit(QWidget* parent = nullptr);

protected:
    void insertFromMimeData(const QMimeData* source) override;
};

}  // namespace ui
