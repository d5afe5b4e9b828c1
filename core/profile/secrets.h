// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/schema/schema.h"

#include <vector>

namespace profile {

/// A password-like value that anyone with the file can read.
struct FoundSecret
{
    plist::Path path;
    QString payloadTitle;
    QString key;
};

/// Challenges, passphrases and passwords in `profile` that are not empty, in document order.
[[nodiscard]] std::vector<FoundSecret> findSecrets(const Profile& profile, const schema::Store& store);

/// Whether the value at `path` is one of those: asked before anything is shown or logged.
[[nodiscard]] bool isSecret(const Profile& profile, const plist::Path& path, const schema::Store& store);

/// `text` with what is secret in a URL masked: the password before the host, and values in its query or
/// fragment whose names sound secret. For whatever of a file is shown.
[[nodiscard]] QString withoutUrlSecrets(const QString& text);

/// What stands for a secret on screen: bullets, not as many as it has characters.
[[nodiscard]] QString masked();

}  // namespace profile
