// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"
#include "core/x509/name.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lint::rules {

namespace {

constexpr std::array<QStringView, 7> known{u"CN", u"C", u"ST", u"L", u"O", u"OU", u"EMAIL"};

struct Oid
{
    QStringView name;
    QStringView oid;
};
// RFC 4519, section 2; RFC 2985, section 5.2.1 for E.
constexpr std::array<Oid, 11> oids{{{u"E", u"1.2.840.113549.1.9.1"},
                                    {u"DC", u"0.9.2342.19200300.100.1.25"},
                                    {u"UID", u"0.9.2342.19200300.100.1.1"},
                                    {u"SERIALNUMBER", u"2.5.4.5"},
                                    {u"STREET", u"2.5.4.9"},
                                    {u"SN", u"2.5.4.4"},
                                    {u"GN", u"2.5.4.42"},
                                    {u"T", u"2.5.4.12"},
                                    {u"TITLE", u"2.5.4.12"},
                                    {u"EMAILADDRESS", u"1.2.840.113549.1.9.1"},
                                    {u"S", u"2.5.4.8"}}};

/// What a device reads instead of `type`; empty when that cannot be told.
QString replacement(QStringView type)
{
    const QString upper = type.trimmed().toString().toUpper();
    if (std::find(known.begin(), known.end(), upper) != known.end())
        return upper;
    const auto* const it =
        std::find_if(oids.begin(), oids.end(), [&](const Oid& one) { return one.name == upper; });
    return it == oids.end() ? QString() : it->oid.toString();
}

void tell(const plist::Path& path, const QString& type, Sink& found)
{
    const QString right = replacement(type);
    std::optional<report::Fix> fix;
    if (!right.isEmpty())
        fix = report::Fix{QCoreApplication::translate("lint", "Write %1").arg(right),
                          {plist::Edit::set(path, right)}};
    found({.path = path,
           .message =
               QCoreApplication::translate(
                   "lint", "Devices do not know the attribute \"%1\" by this name and are expected to send a "
                           "request with an empty subject")
                   .arg(shortened(type)),
           .measured = shortened(type),
           .required = QCoreApplication::translate("lint", "CN, C, ST, L, O, OU, EMAIL or a dotted OID"),
           .fix = std::move(fix)});
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* rdns = scep.literal<plist::Array>(u"Subject");
    for (std::size_t i = 0; rdns && i < rdns->size(); ++i) {
        const auto* rdn = (*rdns)[i].as<plist::Array>();
        for (std::size_t j = 0; rdn && j < rdn->size(); ++j) {
            const auto* pair = (*rdn)[j].as<plist::Array>();
            const auto* type = pair && pair->size() == 2 ? pair->front().as<QString>() : nullptr;
            if (!type || std::find(known.begin(), known.end(), *type) != known.end())
                continue;
            if (!x509::isDottedOid(*type) && !holdsToken(*type))
                tell(scep.path(u"Subject") / i / j / plist::Path::Step(std::size_t{0}), *type, found);
        }
    }
}

}  // namespace

constinit const Rule scep_subject_unknown_attribute{
    .id = "scep-subject-unknown-attribute",
    .title = QT_TRANSLATE_NOOP("lint", "Every attribute of the subject is one that devices know"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::certificateRequest,
    .check = check,
};

}  // namespace lint::rules
