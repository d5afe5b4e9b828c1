// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace ui {

/// Settings that stand under one heading.
struct SettingGroup
{
    QString title;
    bool isOpen = true;
    /// Keys from the payload down, joined by "/"; "A/*" stands for what is left of the dictionary A.
    QStringList settings;
};

/// How the settings of a payload type are grouped, the most important first; empty where the order of the
/// definition says as much. Settings that no group names come after the groups.
[[nodiscard]] std::vector<SettingGroup> settingGroups(const QString& payloadType);

}  // namespace ui
