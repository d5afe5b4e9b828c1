// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace ui {

/// A string in one line. An empty text takes the key away.
class TextField : public Field
{
    Q_OBJECT

public:
    enum class Kind {
        Plain,
        Secret,    ///< masked, with a "Show" button; no word suggestions, no undo of its own shown
        ReadOnly,  ///< with a "Copy" button
    };
    explicit TextField(Kind kind = Kind::Plain, QWidget* parent = nullptr);

    void setPlaceholder(const QString& text);
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] std::optional<plist::Value> converted(const plist::Value& value) const override;
    [[nodiscard]] QString expected() const override;

private:
    QLineEdit* m_edit;
};

/// A string in several lines.
class LongTextField : public Field
{
    Q_OBJECT

public:
    explicit LongTextField(QWidget* parent = nullptr);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] QString expected() const override;

private:
    QPlainTextEdit* m_edit;
};

/// A line edit whose text is masked until the button beside it, "Show", is pressed.
[[nodiscard]] QToolButton* makeShowButton(QLineEdit* edit, QWidget* parent);

}  // namespace ui
