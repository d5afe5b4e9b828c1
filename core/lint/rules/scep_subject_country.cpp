// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

namespace {

bool isCountryCode(QStringView text)
{
    const auto isLetter = [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
    };
    return text.size() == 2 && std::all_of(text.begin(), text.end(), isLetter);
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* rdns = scep.literal<plist::Array>(u"Subject");
    for (std::size_t i = 0; rdns && i < rdns->size(); ++i) {
        const auto* rdn = (*rdns)[i].as<plist::Array>();
        for (std::size_t j = 0; rdn && j < rdn->size(); ++j) {
            const auto* pair = (*rdn)[j].as<plist::Array>();
            if (!pair || pair->size() != 2)
                continue;
            const auto* type = (*pair)[0].as<QString>();
            const auto* country = (*pair)[1].as<QString>();
            if (!type || !country || (*type != u"C" && *type != u"2.5.4.6"))
                continue;
            if (isCountryCode(*country) || holdsToken(*country))
                continue;
            found({.path = scep.path(u"Subject") / i / j / plist::Path::Step(std::size_t{1}),
                   .message = QCoreApplication::translate(
                       "lint", "The country is not a code of two letters: many CAs refuse the request"),
                   .measured = shown((*pair)[1]),
                   .required = QCoreApplication::translate("lint", "Two letters of ISO 3166, such as DE")});
        }
    }
}

}  // namespace

constinit const Rule scep_subject_country{
    .id = "scep-subject-country",
    .title = QT_TRANSLATE_NOOP("lint", "The country in a subject is a two-letter code"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = {"RFC 5280, Appendix A.1: X520countryName", "",
               "https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1"},
    .check = check,
};

}  // namespace lint::rules
