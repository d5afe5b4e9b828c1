// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/recipe.h"

#include <QByteArray>

namespace ndes {

/// A text between single quotes as PowerShell reads it, which takes typographic quotes for quotes too
/// (about_Quoting_Rules): each is doubled.
[[nodiscard]] QString quotedForPowerShell(const QString& text);

/// A script for the NDES server: saves the registry first, sets what is to be changed, and holds the line
/// that takes each back. Nothing on the CA is changed: what is to be done there is a remark.
[[nodiscard]] QString toPowerShell(const Recipe& recipe);

/// The same as a registry file. IIS has its limits elsewhere, so their commands are remarks.
[[nodiscard]] QString toRegistryFile(const Recipe& recipe);

/// One setting as a line of PowerShell; `undoLine` sets what was there before anybody changed it.
[[nodiscard]] QString applyLine(const Setting& setting);
[[nodiscard]] QString undoLine(const Setting& setting);

/// The bytes of a script that Windows PowerShell reads as it was meant: UTF-8 with its mark, CR LF.
[[nodiscard]] QByteArray encodePowerShell(const QString& script);
/// The bytes of a registry file of version 5: UTF-16LE with its mark, CR LF.
[[nodiscard]] QByteArray encodeRegistryFile(const QString& text);

}  // namespace ndes
