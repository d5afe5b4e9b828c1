// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "ui/explain/named_servers.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

#include <functional>
#include <optional>

namespace ui {

/// A profile that is open in some window.
struct OpenProfile
{
    QString name;
    plist::Document document;
    QPointer<QWidget> window;
};

using OpenProfiles = std::function<std::vector<OpenProfile>()>;

/// A profile, and which of its identifiers, UUIDs and names a log holds.
struct ProfileInLog
{
    OpenProfile profile;
    QSet<QString> seen;
};

/// Looks for each profile's own words in `text`; takes as long as reading it once.
[[nodiscard]] std::vector<ProfileInLog> lookFor(const std::vector<OpenProfile>& profiles,
                                                const QByteArray& text);

/// A field of an open profile that an explanation leads to.
struct ProfilePlace
{
    QPointer<QWidget> window;
    QString profile;  ///< its name
    plist::Path path;
};

/// Where in the profile to look: the field that the error or its likeliest cause speaks of, in the payload
/// that the log names; else that payload. Nothing when the log has nothing to do with the profile.
[[nodiscard]] std::optional<ProfilePlace> placeIn(const ProfileInLog& profile,
                                                  const explain::Explanation& explanation,
                                                  const std::vector<NamedServer>& servers);

}  // namespace ui
