// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* challenge = scep.literal<QString>(u"Challenge");
    if (!challenge || challenge->isEmpty() || subject.profile().isEncrypted())
        return;
    found(
        {.path = scep.path(u"Challenge"),
         .message = QCoreApplication::translate(
             "lint", "The challenge stands in the file in clear: as long as it is valid, anyone who has the "
                     "file can obtain a certificate. Without it, the device asks for it"),
         .measured = profile::masked(),
         .required = QCoreApplication::translate(
             "lint", "No challenge, one that is used up after one enrolment, or an encrypted profile")});
}

}  // namespace

constinit const Rule scep_challenge_clear{
    .id = "scep-challenge-clear",
    .title = QT_TRANSLATE_NOOP("lint", "The challenge cannot be read by whoever has the file"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = {"RFC 8894", "7.3", "https://www.rfc-editor.org/rfc/rfc8894#section-7.3"},
    .check = check,
};

}  // namespace lint::rules
