// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void judgeProfile(const Subject& subject, Sink& found)
{
    const plist::Value* content = subject.profile().dict().find(u"PayloadContent");
    if (!content || holdsToken(*content) || content->type() == plist::Type::Raw)
        return;
    const auto* items = content->as<plist::Array>();
    if (!items && subject.profile().isEnrolmentRequest() && content->type() == plist::Type::Dict)
        return;
    const plist::Path path{u"PayloadContent"_s};
    if (!items) {
        found({.path = path,
               .message = QCoreApplication::translate(
                   "lint", "PayloadContent is not an array of payloads: devices refuse the profile"),
               .measured = shown(*content),
               .required = u"array"_s});
        return;
    }
    if (items->size() == subject.profile().payloads().size())
        return;
    for (std::size_t i = 0; i < items->size(); ++i) {
        const plist::Value& item = (*items)[i];
        if (item.type() != plist::Type::Dict && !holdsToken(item))
            found({.path = path / i,
                   .message = QCoreApplication::translate(
                       "lint", "This is not a payload, which is a dictionary: devices refuse the profile"),
                   .measured = shown(item),
                   .required = u"dict"_s});
    }
}

/// The types that the payload's definition allows, in the schema's words; nothing where anything may be.
QStringList allowedTypes(const Subject& subject, const profile::Payload& payload)
{
    const schema::Payload* definition = subject.store().payload(payload.type);
    const schema::Key* key = definition ? definition->find(u"PayloadContent") : nullptr;
    return key && !key->types.contains(u"any"_s) ? key->types : QStringList();
}

void judgePayload(const Subject& subject, const profile::Payload& payload, Sink& found)
{
    const plist::Value* content = payload.dict->find(u"PayloadContent");
    if (!content || content->type() == plist::Type::Raw || holdsToken(*content))
        return;
    // A certificate as text is common enough to have a rule, and a fix, of its own.
    if (content->type() == plist::Type::String && isCredential(payload.type))
        return;
    const QStringList types = allowedTypes(subject, payload);
    const QString type =
        content->type() == plist::Type::Dict ? u"dictionary"_s : plist::typeName(content->type());
    if (types.isEmpty() || types.contains(type))
        return;
    found({
        .path = payload.path / u"PayloadContent",
        .message = QCoreApplication::translate(
            "lint", "PayloadContent is not of the type this payload takes: devices refuse the profile"),
        .measured = shown(*content),
        .required = types.join(u", "),
    });
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    judgeProfile(subject, found);
    for (const profile::Payload& payload : subject.profile().payloads())
        judgePayload(subject, payload, found);
}

}  // namespace

constinit const Rule profile_content_type{
    .id = "profile-content-type",
    .title = QT_TRANSLATE_NOOP("lint",
                               "PayloadContent is an array of dictionaries, or what the payload type says"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: top level of a profile", "TopLevel",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/TopLevel.yaml"},
    .check = check,
};

}  // namespace lint::rules
