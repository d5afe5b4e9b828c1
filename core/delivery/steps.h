// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/package.h"

#include <QString>
#include <QStringList>

namespace delivery {

/// How a profile reaches the person at the device.
enum class Way {
    Mail,  ///< attached to a message
    Web,   ///< from a page with a download button
    File,  ///< as a file, handed over by other means
};

/// What the person at the device has to do: in that person's language, not in the program's.
struct Steps
{
    QString language;   ///< which one was chosen, a BCP 47 tag: "de"
    QString title;      ///< "How to install “Office Wi-Fi” on an iPhone or iPad"
    QStringList lines;  ///< one action each, in order, without numbers
    QStringList notes;  ///< what to know beside it: the eight minutes, one profile at a time
};

/// The steps for `package`: on a Mac when isForMac, else on iPhone and iPad; the trust switch when hasRoot;
/// what the device will say when it is not signed. `language` is a BCP 47 tag ("de", "fr-CH", also "de_AT")
/// or the value of an Accept-Language header; English when none of it is spoken.
[[nodiscard]] Steps stepsFor(const Package& package, Way way, const QString& language);

/// What is inside `package`, a title each, in one of stepLanguages(): "Stammzertifikat", "WLAN"; in English
/// what has no name there.
[[nodiscard]] QStringList payloadTitles(const Package& package, const QString& language);

/// The languages of the steps, English first: "en", "de", …
[[nodiscard]] QStringList stepLanguages();

/// The best of stepLanguages() for a tag or an Accept-Language header (RFC 9110 §12.5.4); "en" when none is.
[[nodiscard]] QString spokenLanguage(const QString& wanted);

}  // namespace delivery
