// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    constexpr std::int64_t known = 1 | 4;
    const ScepSettings scep(*payload);
    const auto* usage = scep.literal<std::int64_t>(u"Key Usage");
    if (!usage || (*usage & ~known) == 0)
        return;
    found({.path = scep.path(u"Key Usage"),
           .message = QCoreApplication::translate(
               "lint", "Key Usage has bits other than 1 (signing) and 4 (encryption): a device is expected "
                       "to refuse the profile with MCSCEPErrorDomain 22000"),
           .measured = QString::number(*usage),
           .required = u"1, 4, 5"_s});
}

}  // namespace

constinit const Rule scep_key_usage{
    .id = "scep-key-usage",
    .title = QT_TRANSLATE_NOOP("lint", "Key Usage asks for signing (1), encryption (4) or both (5)"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::mdmErrorCodes,
    .check = check,
};

}  // namespace lint::rules
