// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <QToolButton>

namespace ui {

/// The chip that says for whom a profile is judged, and the menu that changes it.
class TargetChooser : public QToolButton
{
    Q_OBJECT

public:
    explicit TargetChooser(QWidget* parent = nullptr);

    void setTarget(const schema::Target& target);
    [[nodiscard]] const schema::Target& target() const { return m_target; }

signals:
    /// The person chose another one.
    void chosen(const schema::Target& target);

private:
    void fillMenu();
    void choose(const schema::Target& target);
    void addVersions(const QString& title, const QString& name, const QStringList& versions);

    schema::Target m_target;
};

}  // namespace ui
