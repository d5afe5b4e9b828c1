// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isText(const plist::Value& value)
{
    return value.type() == plist::Type::String || value.type() == plist::Type::Raw;
}

/// The path below `subject` of what does not fit; nothing when all does.
std::optional<plist::Path> misfit(const plist::Value& subject)
{
    const auto* rdns = subject.as<plist::Array>();
    if (!rdns)
        return plist::Path();
    for (std::size_t i = 0; i < rdns->size(); ++i) {
        const auto* rdn = (*rdns)[i].as<plist::Array>();
        if (!rdn || rdn->empty())
            return plist::Path{i};
        for (std::size_t j = 0; j < rdn->size(); ++j) {
            const auto* pair = (*rdn)[j].as<plist::Array>();
            if (!pair || pair->size() != 2)
                return plist::Path{i, j};
            for (std::size_t k = 0; k < 2; ++k) {
                if (!isText((*pair)[k]))
                    return plist::Path{i, j, k};
            }
        }
    }
    return std::nullopt;
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const plist::Value* subject = scep.find(u"Subject");
    if (!subject || holdsToken(*subject))
        return;
    const auto where = misfit(*subject);
    if (!where)
        return;
    found({.path = scep.path(u"Subject") / *where,
           .message = QCoreApplication::translate(
               "lint", "Subject must be an array with an array for each part of the name, and in it pairs "
                       "of type and value; a device is expected to refuse or to empty any other "
                       "subject"),
           .measured = shown(*subject->at(*where)),
           .required = u"[[[\"CN\", \"…\"]], [[\"O\", \"…\"]]]"_s});
}

}  // namespace

constinit const Rule scep_subject_shape{
    .id = "scep-subject-shape",
    .title = QT_TRANSLATE_NOOP("lint", "Subject is an array of arrays of pairs of texts"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
