// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

#include <functional>

namespace ui {

/// The payloads one can add: the usual ones at once, all others through a list that can be searched.
class AddPayloadMenu : public QMenu
{
    Q_OBJECT

public:
    explicit AddPayloadMenu(QWidget* parent = nullptr);

signals:
    void typeChosen(const QString& type);
    void credentialsChosen();  ///< files are to be asked for
    void otherChosen();        ///< the list of all types is to be shown
};

/// Shows the list of `types` over `parent`; `chosen` gets the one picked.
void askPayloadType(const QStringList& types,
                    QWidget* parent,
                    const std::function<void(const QString& type)>& chosen);

}  // namespace ui
