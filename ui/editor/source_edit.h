// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"
#include "ui/editor/source_text.h"

#include <QMap>
#include <QPlainTextEdit>

namespace ui {

class XmlHighlighter;

/// One part of a SourceText on screen: read-only, with a gutter for numbers and marks.
class SourceEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit SourceEdit(QWidget* parent = nullptr);

    /// `source` must outlive the view or the next call.
    void showPart(const SourceText& source, std::size_t part);
    void setMarks(const QMap<int, report::Severity>& marks);
    /// The text's own bytes that are selected, long lines whole again.
    [[nodiscard]] QString selectedSource() const;
    /// Row of the SourceText that the cursor is in.
    [[nodiscard]] std::size_t currentRow() const;
    void goToRow(std::size_t row);
    /// Selects the bytes from `begin` to `end` as far as they are in one row, which must be shown.
    void select(std::size_t row, qsizetype begin, qsizetype end);
    /// Where in the text's bytes the selection, or the cursor, begins.
    [[nodiscard]] qsizetype currentOffset() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] QMimeData* createMimeDataFromSelection() const override;

private:
    [[nodiscard]] int gutterWidth() const;
    void fitGutter();
    void paintGutter();
    [[nodiscard]] qsizetype offsetAt(int position) const;

    const SourceText* m_source = nullptr;
    std::size_t m_firstRow = 0;
    QMap<int, report::Severity> m_marks;
    XmlHighlighter* m_highlighter;
    QWidget* m_gutter;
};

}  // namespace ui
