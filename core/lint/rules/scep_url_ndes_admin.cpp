// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* text = scep.literal<QString>(u"URL");
    if (!text)
        return;
    const UrlParts parts = UrlParts::of(*text);
    const qsizetype page = parts.path.indexOf(u"mscep_admin", 0, Qt::CaseInsensitive);
    if (page < 0)
        return;
    const QString right = text->left(parts.pathBegin + page) + u"mscep/mscep.dll"_s;
    found({.path = scep.path(u"URL"),
           .message = QCoreApplication::translate(
               "lint", "This is the page on which an administrator fetches a challenge; it does not "
                       "speak SCEP, and asks a device for a Windows password"),
           .measured = shortened(parts.path.toString()),
           .required = u"/certsrv/mscep/mscep.dll"_s,
           .fix = report::Fix{QCoreApplication::translate("lint", "Use mscep/mscep.dll"),
                              {plist::Edit::set(scep.path(u"URL"), right)}}});
}

}  // namespace

constinit const Rule scep_url_ndes_admin{
    .id = "scep-url-ndes-admin",
    .title = QT_TRANSLATE_NOOP("lint", "The URL is that of NDES itself, not of its password page"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = {"Microsoft, Troubleshoot SCEP certificate profile deployment", "",
               "https://learn.microsoft.com/en-us/troubleshoot/mem/intune/"
               "troubleshoot-scep-certificate-device-to-ndes"},
    .check = check,
};

}  // namespace lint::rules
