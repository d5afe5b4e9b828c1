// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace ui {

/// A field for a file's path with a Browse button; files may be dropped on it.
class PathEdit : public QWidget
{
    Q_OBJECT

public:
    enum class Purpose { Open, Save };

    /// `label` names the field for assistive tools; `filter` is QFileDialog's.
    PathEdit(Purpose purpose, const QString& label, const QString& filter, QWidget* parent = nullptr);

    [[nodiscard]] QString path() const;
    void setPath(const QString& path);
    [[nodiscard]] QLineEdit* lineEdit() const { return m_line; }

signals:
    void pathChanged(const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void browse();

    Purpose m_purpose;
    QString m_label;
    QString m_filter;
    QLineEdit* m_line;
    QPushButton* m_browse;
};

}  // namespace ui
