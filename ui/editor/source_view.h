// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "core/report/finding.h"
#include "ui/editor/source_text.h"

#include <QMap>
#include <QWidget>

class QLabel;
class QLineEdit;
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

    /// Takes a new text; the place that is looked at stays. What is in `secrets`, elements or their content,
    /// is hidden, from copying too, until it is asked for.
    void setText(const QByteArray& utf8, const std::vector<plist::Range>& secrets = {});
    /// The same without secrets, for a long text that was cut into rows on another thread.
    void setText(SourceText text);
    /// Says above the text why nothing can be typed into it.
    void setNotice(const QString& text);
    /// The worst severity of each marked line.
    void setMarks(const QMap<int, report::Severity>& marks);
    /// Scrolls there and puts the cursor on it.
    void showLine(int line);
    void showOffset(qsizetype offset);  ///< of the text that was set

    /// Opens the search line, or goes there.
    void find();
    void findNext();
    void findPrevious();

    [[nodiscard]] int currentLine() const;
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] SourceEdit* edit() const { return m_edit; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makePartBar();
    void makeSecretBar();
    void showText();
    QWidget* makeFindBar();
    void showFound(qsizetype offset);
    void showRow(std::size_t row);
    void showPart(std::size_t part);
    void showPartBar();

    QByteArray m_original;
    std::vector<plist::Range> m_secrets;
    bool m_showsSecrets = false;
    SourceText m_text;  ///< what is shown of it
    std::size_t m_part = 0;
    SourceEdit* m_edit;
    QLabel* m_notice;
    QWidget* m_secretBar;
    QLabel* m_secretText = nullptr;
    QWidget* m_partBar;
    QLabel* m_partText = nullptr;
    QPushButton* m_previous = nullptr;
    QPushButton* m_next = nullptr;
    QWidget* m_findBar = nullptr;
    QLineEdit* m_needle = nullptr;
    QLabel* m_findResult = nullptr;
};

}  // namespace ui
