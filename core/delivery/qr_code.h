// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace delivery {

/// A QR code (ISO/IEC 18004) of error correction level M, with the smallest version that holds the text.
class QrCode
{
public:
    /// The light frame that readers need around the code, in modules (ISO/IEC 18004, 5.3.8).
    static constexpr int quietZone = 4;

    /// InvalidInput: the text is empty or longer than 2,331 bytes of UTF-8, the most that level M holds.
    [[nodiscard]] static base::Result<QrCode> fromText(const QString& text);

    [[nodiscard]] int size() const { return m_size; }  ///< modules a side, without the quiet zone
    /// Outside the code everything is light.
    [[nodiscard]] bool isDark(int column, int row) const;

    /// A picture of its own, black on white, with the quiet zone; a user unit is a module.
    [[nodiscard]] QString toSvg() const;

    enum class Colours {
        Explicit,  ///< black on white by escape sequences, whatever the colours of the terminal are
        None,      ///< the light modules are drawn: for a light text on a dark ground
    };
    /// Lines of half blocks for a terminal, two rows of modules a line, with the quiet zone.
    [[nodiscard]] QString toHalfBlocks(Colours colours) const;

private:
    QrCode(QByteArray modules, int size) : m_modules(std::move(modules)), m_size(size) {}

    QByteArray m_modules;  ///< row by row; 1 is dark
    int m_size = 0;
};

}  // namespace delivery
