// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/naming.h"

#include <QCoreApplication>

#include <algorithm>

namespace explain {

using namespace Qt::Literals::StringLiterals;

QString translated(const QString& text)
{
    return text.isEmpty() ? text : QCoreApplication::translate("explain", text.toUtf8().constData());
}

namespace {

QString unknownText(const QString& domain, const Catalogue& catalogue)
{
    if (domain.isEmpty())
        return QCoreApplication::translate("explain", "No error with this code is known here");
    if (!catalogue.about(domain).isEmpty())
        return QCoreApplication::translate("explain", "This code is not known here; its domain is about: %1")
            .arg(translated(catalogue.about(domain)));
    return QCoreApplication::translate("explain", "Neither this code nor its domain is known here");
}

}  // namespace

LoggedError resolved(LoggedError error, const Catalogue& catalogue)
{
    if (error.domain == QLatin1StringView(managementCodeDomain)
        && !catalogue.find(error.domain, error.code)) {
        constexpr qint64 firstDeviceCode = -2016336112;
        const auto found = catalogue.find(error.code - firstDeviceCode);
        const auto device = std::find_if(found.begin(), found.end(), [](const ErrorEntry* entry) {
            return entry->domain.startsWith(u"MC");
        });
        if (device != found.end()) {
            error.domain = (*device)->domain;
            error.code = (*device)->code;
        }
    }
    if (error.domain == u"OSStatus")
        error.domain = catalogue.canonical(error.domain);
    for (const QString& domain : {u"ConfigProfilePluginDomain"_s, u"NSOSStatusErrorDomain"_s})
        if (error.domain.isEmpty() && catalogue.find(domain, error.code))
            error.domain = domain;
    return error;
}

NamedError named(const LoggedError& found, const Catalogue& catalogue)
{
    const LoggedError logged = resolved(found, catalogue);
    NamedError error{logged.domain, logged.code,  logged.text,   {}, {}, {},
                     false,         logged.proof, logged.details};
    const ErrorEntry* entry = catalogue.find(logged.domain, logged.code);
    if (!entry) {
        error.what = unknownText(logged.domain, catalogue);
        return error;
    }
    error.isKnown = true;
    error.name = translated(entry->name);
    error.what = translated(entry->what);
    error.source = entry->source;
    if (error.text.isEmpty())
        error.text = entry->screen.isEmpty() ? error.name : entry->screen;
    return error;
}

}  // namespace explain
