// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace ndes {

/// What a page turned out to be.
enum class PageKind {
    Challenge,     ///< NDES gives a challenge
    CacheFull,     ///< NDES has given out as many as it keeps (PasswordMax)
    NoPermission,  ///< the account may not enrol
    DevicePage,    ///< NDES, but its page for everybody: that of `/certsrv/mscep/`
    Unclear,       ///< the page of NDES, without a challenge and in words that are not known
    IntuneModule,  ///< the policy module of Intune, which gives challenges itself
    Login,         ///< a form that asks for a password, as of a proxy
    ServerError,   ///< an error page of IIS
    Foreign,       ///< nothing of NDES in it
};

/// How often a challenge may be used.
enum class Use {
    Once,
    Repeated,  ///< the single password mode, UseSinglePassword
    Unstated,  ///< the page does not say, or in words that are not known
};

/// By what the challenge was found.
enum class Reading {
    Label,  ///< by the sentence in front of it
    Shape,  ///< by its form and place, as on a page in another language: worth a look
};

/// A page of NDES's administrator site, read.
struct ChallengePage
{
    PageKind kind = PageKind::Foreign;
    base::Secret challenge = {};  ///< ASCII; empty unless `kind` is Challenge
    QByteArray thumbprint = {};   ///< of the CA's certificate: MD5, so 16 octets; empty when there is none
    std::optional<std::chrono::minutes> validity = {};
    Use use = Use::Unstated;
    Reading reading = Reading::Label;
    QString detail = {};  ///< what an error page calls itself; may be empty
};

/// What is read of a page; what lies behind is not looked at.
inline constexpr qsizetype maxPageBytes = qsizetype{2} * 1024 * 1024;

/// Reads a page by its bytes, in any encoding and language; never fails, and never asks anybody.
[[nodiscard]] ChallengePage readChallengePage(const QByteArray& bytes);

/// What a page without a challenge means, and what to do about it. Not for PageKind::Challenge.
[[nodiscard]] base::Error toError(const ChallengePage& page);

/// "challenge", "cache-full", "no-permission", "device-page", "unclear", "intune-module", "login",
/// "server-error" or "foreign".
[[nodiscard]] QString nameOf(PageKind kind);
[[nodiscard]] QString nameOf(Use use);          ///< "once", "repeated" or "unstated"
[[nodiscard]] QString nameOf(Reading reading);  ///< "label" or "shape"

}  // namespace ndes
