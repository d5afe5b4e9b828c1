// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace ui {

/// Labelled fields in two columns, in one where the room is narrow. The last of an odd number is as wide as
/// both.
class FieldGrid : public QWidget
{
    Q_OBJECT

public:
    explicit FieldGrid(QWidget* parent = nullptr);

    /// Adds `field` under `label`, whose text, without its mnemonic, becomes the accessible name of
    /// `input`, or of the field itself.
    void add(const QString& label, QWidget* field, QWidget* input = nullptr);
    void setShown(const QWidget* field, bool isShown);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Entry
    {
        QLabel* label;
        QWidget* field;
        bool isShown = true;
    };
    void arrange();
    [[nodiscard]] int columnsFor(int width) const;

    QGridLayout* m_grid;
    std::vector<Entry> m_entries;
    int m_columns = 0;
};

}  // namespace ui
