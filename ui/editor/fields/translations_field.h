// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

class QComboBox;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace ui {

/// A dictionary of language → text without its `default` entry, such as ConsentText, a line each.
///
/// A line without language or text is not written.
class TranslationsField : public Field
{
    Q_OBJECT

public:
    explicit TranslationsField(QWidget* parent = nullptr);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] QString expected() const override;
    void setName(const QString& name) override;
    void setDescription(const QString& description) override;
    void focusOn(const plist::Path& rest) override;

private:
    struct Line
    {
        QWidget* row;
        QComboBox* language;
        QLineEdit* text;
        QString key;  ///< the entry this line shows; empty while it is not written
    };

    void addLine();
    void removeLine(const QWidget* row);
    void take(const QWidget* row);
    void takeWaiting();
    void write(Line& line, const QString& language);
    void giveBackKeys();
    void nameLines();
    [[nodiscard]] bool fits(const plist::Dict& dict) const;

    std::vector<Line> m_lines;
    QVBoxLayout* m_layout;
    QToolButton* m_add;
    QString m_name;
    QString m_description;
    plist::Dict m_dict;  ///< as last read
};

}  // namespace ui
