// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The size that comes nearest without being weaker.
int nearest(const plist::Value& value)
{
    bool isNumber = true;
    double size = 0;
    if (const auto* integer = value.as<std::int64_t>())
        size = static_cast<double>(*integer);
    else if (const auto* real = value.as<double>())
        size = *real;
    else if (const auto* text = value.as<QString>())
        size = text->trimmed().toDouble(&isNumber);
    return isNumber && size > 2048 ? 4096 : 2048;
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const plist::Value* value = scep.find(u"Keysize");
    if (!value || holdsToken(*value) || value->type() == plist::Type::Raw)
        return;
    const auto* size = value->as<std::int64_t>();
    if (size && (*size == 1024 || *size == 2048 || *size == 4096))
        return;
    const int right = nearest(*value);
    found({.path = scep.path(u"Keysize"),
           .message =
               size ? QCoreApplication::translate(
                   "lint", "A device makes RSA keys of 1024, 2048 or 4096 bits and is expected to refuse "
                           "any other Keysize with MCPayloadErrorDomain 2004")
                    : QCoreApplication::translate(
                        "lint", "Keysize is not an integer: a device is expected to refuse the profile with "
                                "MCPayloadErrorDomain 2003"),
           .measured = shown(*value),
           .required = u"1024, 2048, 4096"_s,
           .fix = report::Fix{QCoreApplication::translate("lint", "Set Keysize to %1").arg(right),
                              {plist::Edit::set(scep.path(u"Keysize"), right)}}});
}

}  // namespace

constinit const Rule scep_keysize_value{
    .id = "scep-keysize-value",
    .title = QT_TRANSLATE_NOOP("lint", "Keysize is the integer 1024, 2048 or 4096"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
