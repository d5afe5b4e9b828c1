// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace explain {

/// What something is that is no text, and what to do with it; sentences, translated.
struct NoText
{
    QString what;
    QString advice;
};

/// Why `bytes` cannot be read as a log; nothing for text of any encoding and for property lists.
[[nodiscard]] std::optional<NoText> noText(const QByteArray& bytes);

}  // namespace explain
