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
    const auto* size = scep.literal<std::int64_t>(u"Keysize");
    if (!size || *size != 1024)
        return;
    found({.path = scep.path(u"Keysize"),
           .message = QCoreApplication::translate(
               "lint", "The device will make a key of 1024 bits: many CAs refuse the request, and many "
                       "servers the certificate"),
           .measured = u"1024"_s,
           .required = u"2048, 4096"_s,
           .fix = report::Fix{QCoreApplication::translate("lint", "Set Keysize to 2048"),
                              {plist::Edit::set(scep.path(u"Keysize"), 2048)}}});
}

}  // namespace

constinit const Rule scep_keysize_weak{
    .id = "scep-keysize-weak",
    .title = QT_TRANSLATE_NOOP("lint", "Keys are at least 2048 bits long"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = {"Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15", "",
               "https://support.apple.com/103769"},
    .check = check,
};

}  // namespace lint::rules
