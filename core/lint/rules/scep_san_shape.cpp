// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

// A device compares these without regard to case; the last is not in Apple's documentation.
constexpr std::array<QStringView, 5> known{u"rfc822Name", u"dNSName", u"uniformResourceIdentifier",
                                           u"ntPrincipalName", u"iPAddress"};

bool isText(const plist::Value& value)
{
    return value.type() == plist::Type::String || value.type() == plist::Type::Raw;
}

void checkValue(const plist::Path& path, const plist::Value& value, Sink& found)
{
    if (isText(value))
        return;
    if (path.lastKey().compare(u"ntPrincipalName", Qt::CaseInsensitive) == 0) {
        found({.path = path,
               .message = QCoreApplication::translate(
                   "lint", "A device takes one text for ntPrincipalName and nothing else"),
               .measured = shown(value),
               .required = QCoreApplication::translate("lint", "One text")});
        return;
    }
    const auto* items = value.as<plist::Array>();
    for (std::size_t i = 0; items && i < items->size(); ++i) {
        if (!isText((*items)[i]))
            found({.path = path / plist::Path::Step(i),
                   .message = QCoreApplication::translate(
                       "lint", "A device takes only texts in an array of alternative names"),
                   .measured = shown((*items)[i]),
                   .required = QCoreApplication::translate("lint", "A text")});
    }
    if (items)
        return;
    found({.path = path,
           .message = QCoreApplication::translate(
               "lint", "A device takes a text or an array of texts for an alternative name"),
           .measured = shown(value),
           .required = QCoreApplication::translate("lint", "A text or an array of texts")});
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const plist::Value* value = scep.find(u"SubjectAltName");
    if (!value || holdsToken(*value))
        return;
    const plist::Path path = scep.path(u"SubjectAltName");
    const auto* names = value->as<plist::Dict>();
    if (!names) {
        found({.path = path,
               .message = QCoreApplication::translate(
                   "lint",
                   "SubjectAltName is not a dictionary: a device is expected to refuse the profile with "
                   "MCPayloadErrorDomain 2003"),
               .measured = shown(*value),
               .required = QCoreApplication::translate("lint", "A dictionary of names")});
        return;
    }
    for (const auto& entry : *names) {
        const QString& key = entry.first;
        const bool isKnown = std::any_of(known.begin(), known.end(), [&](QStringView one) {
            return one.compare(key, Qt::CaseInsensitive) == 0;
        });
        if (isKnown) {
            checkValue(path / key, entry.second, found);
            continue;
        }
        found({.path = path / key,
               .message =
                   QCoreApplication::translate(
                       "lint", "Devices do not know the kind of name \"%1\" and leave it out of the request")
                       .arg(shortened(key)),
               .measured = shortened(key),
               .required = u"rfc822Name, dNSName, uniformResourceIdentifier, ntPrincipalName"_s,
               .part = report::Part::Key});
    }
}

}  // namespace

constinit const Rule scep_san_shape{
    .id = "scep-san-shape",
    .title = QT_TRANSLATE_NOOP("lint", "SubjectAltName has the keys and values that devices read"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::certificateRequest,
    .check = check,
};

}  // namespace lint::rules
