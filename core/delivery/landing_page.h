// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/package.h"

#include <QByteArray>
#include <QString>

#include <span>

namespace delivery {

/// A profile on the page.
struct LandingRow
{
    const Package* package = nullptr;  ///< outlives the call
    QString path;                      ///< what the button leads to: "/…"
    QString url;                       ///< the same in full, for a QR code
};

/// The page that a device opens, in HTML and UTF-8: what there is, a button for each, what to do then.
///
/// Self-contained: no script, nothing loaded from elsewhere, one style element that is landingStyle(). The
/// language is one of stepLanguages().
[[nodiscard]] QByteArray landingPage(std::span<const LandingRow> rows, const QString& language);

/// The content of the style element, for a Content-Security-Policy to name by its hash.
[[nodiscard]] QByteArray landingStyle();

/// The first eight bytes of a digest as people compare them: "9F86 D081 884C 7D65".
[[nodiscard]] QString fingerprintBeginning(const QByteArray& sha256);

}  // namespace delivery
