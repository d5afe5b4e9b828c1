// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace ndes {

/// The words by which pages are known: data of `resources/ndes/page.json`, sourced. In the resource a name of
/// a list is what the list holds words of.
struct Phrases
{
    Phrases();

    QStringList markup;      ///< only pages of NDES have one of these in their tags; lower case
    QStringList title;       ///< of pages of NDES, where its marks are missing
    QStringList thumbprint;  ///< in front of the CA's thumbprint
    QStringList challenge;   ///< in front of the challenge
    QStringList repeated;    ///< that the challenge may be used again and again
    QStringList once;        ///< that it may not
    QStringList cacheFull;
    QStringList noPermission;
    QStringList devicePage;
    QStringList intune;
    QStringList serverError;
};

}  // namespace ndes
