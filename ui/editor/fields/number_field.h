// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

class QLabel;
class QLineEdit;

namespace ui {

/// An integer in a line of text, so that "not set" is an empty line; the arrow keys count.
class NumberField : public Field
{
    Q_OBJECT

public:
    /// `unit` stands behind the line, such as "seconds".
    explicit NumberField(std::int64_t minimum,
                         std::int64_t maximum,
                         const QString& unit = {},
                         QWidget* parent = nullptr);

    void setPlaceholder(const QString& text);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] std::optional<plist::Value> converted(const plist::Value& value) const override;
    [[nodiscard]] QString expected() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take(const QString& text);
    void step(int by);

    QLineEdit* m_edit;
    std::int64_t m_minimum;
    std::int64_t m_maximum;
};

}  // namespace ui
