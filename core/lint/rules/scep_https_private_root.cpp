// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The name of a root that `subject` brings along; empty when it brings none.
QString ownRoot(const Subject& subject)
{
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const Credential* credential = subject.credential(payload);
        if (!credential || credential->format == x509::BundleFormat::Pkcs12)
            continue;
        for (const x509::Certificate& certificate : credential->certificates) {
            if (certificate.isSelfIssued())
                return certificate.displayName();
        }
    }
    return {};
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    if (!subject.context().target.manualInstall)
        return;
    std::optional<QString> root;
    for (const profile::Payload& payload : subject.profile().payloads()) {
        if (payload.type != u"com.apple.security.scep")
            continue;
        const ScepSettings scep(payload);
        const auto* text = scep.literal<QString>(u"URL");
        const UrlParts url = text ? UrlParts::of(*text) : UrlParts();
        if (!url.isHttps() || !url.namesHost())
            continue;
        if (!root)
            root = ownRoot(subject);
        if (root->isEmpty())
            return;
        found({.path = scep.path(u"URL"),
               .message =
                   QCoreApplication::translate(
                       "lint", "The profile brings its own root, \"%1\". Installed by hand, that root is not "
                               "trusted yet when the device asks this https server; if the server's "
                               "certificate comes from it, enrolment is expected to end in a network "
                               "error")
                       .arg(shortened(*root)),
               .measured = u"https"_s,
               .required = QCoreApplication::translate(
                   "lint", "http with CAFingerprint, a publicly trusted server, or the root in a "
                           "profile installed before")});
    }
}

}  // namespace

constinit const Rule scep_https_private_root{
    .id = "scep-https-private-root",
    .title =
        QT_TRANSLATE_NOOP("lint", "An https SCEP server does not depend on a root from the same profile"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Trust manually installed certificate profiles", "",
               "https://support.apple.com/102390"},
    .check = check,
};

}  // namespace lint::rules
