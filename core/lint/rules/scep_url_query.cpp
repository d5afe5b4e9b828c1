// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

/// The names in a query; its values may be secret.
QString namesOf(QStringView query)
{
    QString names;
    for (const QStringView item : query.tokenize(u'&')) {
        names += names.isEmpty() ? u'?' : u'&';
        const qsizetype equals = item.indexOf(u'=');
        names += item.left(equals < 0 ? item.size() : equals);
        if (equals >= 0)
            names += u"=…";
    }
    return shortened(names);
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* text = scep.literal<QString>(u"URL");
    if (!text)
        return;
    const UrlParts parts = UrlParts::of(*text);
    const bool hasQuery = parts.queryBegin < text->size();
    if (!hasQuery || parts.path.contains(u"mscep_admin", Qt::CaseInsensitive))
        return;
    found({.path = scep.path(u"URL"),
           .message = QCoreApplication::translate(
               "lint", "The URL has a query of its own: a device is expected to put "
                       "\"operation=…\" in its place, so the server never sees it"),
           .measured = namesOf(parts.query),
           .required = QCoreApplication::translate("lint", "A URL without \"?\""),
           .fix = report::Fix{QCoreApplication::translate("lint", "Remove the query"),
                              {plist::Edit::set(scep.path(u"URL"), text->left(parts.queryBegin))}}});
}

}  // namespace

constinit const Rule scep_url_query{
    .id = "scep-url-query",
    .title = QT_TRANSLATE_NOOP("lint", "The URL of a SCEP server has no query"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = {"Apple, Foundation: CFURLComponents", "",
               "https://github.com/swiftlang/swift-corelibs-foundation"},
    .check = check,
};

}  // namespace lint::rules
