// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/name.h"
#include "ui/editor/fields/field.h"

#include <QStringList>

class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace ui {

class HintLabel;
class SubjectModel;

/// SCEP's Subject: one line of text, read as it is typed, above a table of the same name.
class SubjectField : public Field
{
    Q_OBJECT

public:
    explicit SubjectField(QWidget* parent = nullptr);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] QString expected() const override;
    [[nodiscard]] std::vector<plist::Edit> changes(const plist::Value& before,
                                                   const plist::Value& after) const override;
    void setName(const QString& name) override;
    void focusOn(const plist::Path& rest) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeButtons();
    void fitTable();
    void takeText(const QString& text);
    void takeTable();
    void showLine();
    void showTable();
    void submitName(const x509::Name& name);
    void showPreview();
    void addRow();
    void removeRow();
    void moveRow(int by);
    bool paste();

    QLineEdit* m_line;
    QTableView* m_table;
    SubjectModel* m_model;
    HintLabel* m_preview;
    x509::Name m_name;  ///< as last read
    bool m_isSet = false;
    int m_row = -1;               ///< of the table, current last
    bool m_isTableTyped = false;  ///< what was typed last was typed into the table, not into the line
};

}  // namespace ui
