// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

#include <QStringList>

class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace ui {

/// A string or an array of strings, one line each, in the form it was read: one string stays a string
/// until a second one is added.
///
/// A line that is empty is not written. Tab goes from line to line and out of the field: Enter adds a line,
/// Backspace or Delete in an empty one takes it away, and the buttons are for the mouse and for assistive
/// tools.
class StringListField : public Field
{
    Q_OBJECT

public:
    enum class Form {
        StringOrArray,
        Array,  ///< one string is written as an array of one
    };
    explicit StringListField(Form form = Form::StringOrArray, QWidget* parent = nullptr);

    void setPlaceholder(const QString& text);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] QString expected() const override;
    void setName(const QString& name) override;
    void setDescription(const QString& description) override;
    void focusOn(const plist::Path& rest) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Line
    {
        QWidget* row;
        QLineEdit* edit;
        QToolButton* remove;
    };

    void addLine(const QString& text);
    void goBehind(const QLineEdit* edit);
    void removeLine(const QLineEdit* edit);
    void take(const QLineEdit* edit);
    void nameLines();
    [[nodiscard]] std::size_t indexOf(const QLineEdit* edit) const;
    [[nodiscard]] QStringList written() const;  ///< the texts that are not empty

    Form m_form;
    std::vector<Line> m_lines;
    QVBoxLayout* m_layout;
    QToolButton* m_add;
    QString m_name;
    QString m_description;
    QString m_placeholder;
    QStringList m_strings;  ///< as last read
    bool m_isArray = false;
};

}  // namespace ui
