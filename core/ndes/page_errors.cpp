// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/challenge_page.h"

#include <QCoreApplication>

namespace ndes {

using Code = base::Error::Code;

base::Error toError(const ChallengePage& page)
{
    const auto error = [&page](Code code, const QString& message, const QString& hint) {
        return base::Error{code, message, page.detail, hint};
    };
    switch (page.kind) {
    case PageKind::CacheFull:
        return error(
            Code::Denied,
            QCoreApplication::translate("ndes", "The server keeps as many unused challenges as it may"),
            QCoreApplication::translate(
                "ndes",
                "Wait until some expire (60 minutes unless PasswordValidity says otherwise), or raise "
                "PasswordMax, which is 5 by default. Restarting IIS empties the list, and with it the "
                "challenges that are in profiles already"));
    case PageKind::NoPermission:
        return error(Code::Denied, QCoreApplication::translate("ndes", "This account may not get challenges"),
                     QCoreApplication::translate(
                         "ndes", "It needs the right to enroll on the templates that NDES uses, and the CA "
                                 "must issue them; NDES writes event 6 into its Application log"));
    case PageKind::DevicePage:
        return error(
            Code::InvalidInput,
            QCoreApplication::translate("ndes", "This is the page of NDES for devices, which gives "
                                                "no challenge"),
            QCoreApplication::translate("ndes", "The page for administrators is /certsrv/mscep_admin/"));
    case PageKind::Unclear:
        return error(
            Code::Unsupported,
            QCoreApplication::translate("ndes", "This is a page of NDES, but there is no challenge in it"),
            QCoreApplication::translate(
                "ndes", "Most likely the account may not enroll with the templates of NDES. Open the "
                        "page in a browser to read what it says"));
    case PageKind::IntuneModule:
        return error(Code::Unsupported,
                     QCoreApplication::translate("ndes", "NDES has the policy module of Intune here"),
                     QCoreApplication::translate("ndes",
                                                 "With it challenges come from Intune, for each device; "
                                                 "this page gives none"));
    case PageKind::Login:
        return error(Code::Denied,
                     QCoreApplication::translate("ndes", "There is a form to sign in with instead of NDES"),
                     QCoreApplication::translate("ndes", "A proxy or portal stands in front. Ask from inside "
                                                         "the network, or save the page in a browser and "
                                                         "read the file"));
    case PageKind::ServerError:
        return error(
            Code::Network, QCoreApplication::translate("ndes", "This is an error page of the web server"),
            QCoreApplication::translate("ndes", "The Application log and IIS's log on the server say "
                                                "why"));
    case PageKind::Challenge:
    case PageKind::Foreign: break;
    }
    return error(Code::InvalidInput, QCoreApplication::translate("ndes", "This is no page of NDES"),
                 QCoreApplication::translate("ndes", "That of the administrator's site is at "
                                                     "https://HOST/certsrv/mscep_admin/"));
}

}  // namespace ndes
