// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A field for a log: with line numbers, and open for pasted text and dropped files of any size.
class LogEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype maxBytes = 1'000'000;

    explicit LogEdit(QWidget* parent = nullptr);

    /// Whether a text is one that can be edited without making anyone wait.
    [[nodiscard]] static bool canHold(QStringView text);

    /// Puts the cursor on `line`, from 1, and marks it.
    void showLine(int line);
    [[nodiscard]] int shownLine() const { return m_shownLine; }

signals:
    /// A text that is too large for an editor was pasted or dropped; it has not been inserted.
    void largePasted(const QString& text);
    void fileDropped(const QString& path);

protected:
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] int gutterWidth() const;
    void fitGutter();
    void paintGutter();
    void markLine();

    QWidget* m_gutter;
    int m_shownLine = 0;
};

}  // namespace ui
