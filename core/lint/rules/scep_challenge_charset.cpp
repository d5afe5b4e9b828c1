// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

namespace {

/// X.680, 41.4, which is also what a device looks for before it chooses the type.
bool isPrintable(QChar c)
{
    constexpr QStringView others = u" '()+,-./:=?";
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')
           || others.contains(c);
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* challenge = scep.literal<QString>(u"Challenge");
    if (!challenge || challenge->isEmpty())
        return;
    const QString trimmed = challenge->trimmed();
    const auto others =
        std::count_if(trimmed.begin(), trimmed.end(), [](QChar c) { return !isPrintable(c); });
    const plist::Path path = scep.path(u"Challenge");
    if (trimmed.size() != challenge->size()) {
        const plist::Edit edit =
            trimmed.isEmpty() ? plist::Edit::remove(path) : plist::Edit::set(path, trimmed);
        found({.path = path,
               .message = QCoreApplication::translate(
                   "lint",
                   "The challenge begins or ends with a blank, which the device sends along: the server "
                   "is expected to refuse it"),
               .measured = QCoreApplication::translate("lint", "Blanks around the challenge"),
               .required = QCoreApplication::translate("lint", "The challenge alone"),
               .fix = report::Fix{QCoreApplication::translate("lint", "Remove the blanks"), {edit}}});
    } else if (others > 0) {
        found(
            {.path = path,
             .message = QCoreApplication::translate(
                 "lint", "The challenge has characters outside PrintableString. The device then sends it as "
                         "UTF8String, and NDES is expected to refuse that"),
             .measured = QCoreApplication::translate("lint", "%n other character(s)", nullptr,
                                                     static_cast<int>(others)),
             .required = QCoreApplication::translate("lint", "A-Z a-z 0-9 blank ' ( ) + , - . / : = ?")});
    }
}

}  // namespace

constinit const Rule scep_challenge_charset{
    .id = "scep-challenge-charset",
    .title = QT_TRANSLATE_NOOP("lint", "A challenge is made of PrintableString characters"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = {"sscep, issue 156: how NDES wants the challenge", "",
               "https://github.com/certnanny/sscep/issues/156"},
    .check = check,
};

}  // namespace lint::rules
