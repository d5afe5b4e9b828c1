// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"
#include "ui/editor/source_text.h"

#include <QMap>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class SourceEdit;

/// The text of a profile, to be read and copied, with line numbers and marks.
///
/// A very long text is shown in parts, a very long line in rows, so that no text freezes the window;
/// what is copied is the text as it is.
class SourceView : public QWidget
{
    Q_OBJECT

public:
    explicit SourceView(QWidget* parent = nullptr);

    /// Takes a new text; the place that is looked at stays.
    void setText(const QByteArray& utf8);
    /// The worst severity of each marked line.
    void setMarks(const QMap<int, report::Severity>& marks);
    /// Scrolls there and puts the cursor on it.
    void showLine(int line);
    void showOffset(qsizetype offset);

    [[nodiscard]] int currentLine() const;
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] SourceEdit* edit() const { return m_edit; }

private:
    void showRow(std::size_t row);
    void showPart(std::size_t part);
    void showPartBar();

    SourceText m_text;
    std::size_t m_part = 0;
    SourceEdit* m_edit;
    QWidget* m_partBar;
    QLabel* m_partText;
    QPushButton* m_previous;
    QPushButton* m_next;
};

}  // namespace ui
