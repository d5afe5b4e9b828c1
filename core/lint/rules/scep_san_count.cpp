// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    constexpr std::size_t maxNames = 10;
    const ScepSettings scep(*payload);
    const auto* names = scep.literal<plist::Dict>(u"SubjectAltName");
    if (!names)
        return;
    std::size_t count = 0;
    for (const auto& [key, value] : *names) {
        const auto* items = value.as<plist::Array>();
        count += items ? items->size() : 1;
    }
    if (count <= maxNames)
        return;
    found(
        {.path = scep.path(u"SubjectAltName"),
         .message = QCoreApplication::translate(
             "lint", "The code in which devices put alternative names into a request does not hold more than "
                     "ten: the request is expected to fail or to be damaged"),
         .measured = QCoreApplication::translate("lint", "%n name(s)", nullptr, static_cast<int>(count)),
         .required = QCoreApplication::translate("lint", "At most 10 names")});
}

}  // namespace

constinit const Rule scep_san_count{
    .id = "scep-san-count",
    .title = QT_TRANSLATE_NOOP("lint", "A request has at most ten alternative names"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::certificateRequest,
    .check = check,
};

}  // namespace lint::rules
