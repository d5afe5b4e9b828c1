// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/package.h"

#include <QString>

class QPainter;
class QRectF;

namespace ui {

/// A page for the person at the device: what the profile is, who signed it, what to do with it.
struct Handout
{
    delivery::Package package;
    QString language;  ///< one of delivery::stepLanguages()
    QString address;   ///< of a share that is open, as a QR code too; empty: the profile comes as a file
};

/// Paints all of it into `page`, whatever its units are, black on what is there; the type shrinks where it
/// would not fit.
void paintHandout(QPainter& painter, const QRectF& page, const Handout& handout);

/// Its text, line by line, for those who cannot see it painted.
[[nodiscard]] QString handoutText(const Handout& handout);

}  // namespace ui
