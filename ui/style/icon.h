// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/tone.h"

#include <QIcon>
#include <QString>

#include <optional>

namespace ui {

/// The icon `name` of ours, drawn when it is needed in the palette's text colour of that moment,
/// or in the colour of `tone`.
[[nodiscard]] QIcon icon(const QString& name, std::optional<Tone> tone = {});

/// The icon for a payload type.
[[nodiscard]] QIcon payloadIcon(const QString& payloadType);

}  // namespace ui
