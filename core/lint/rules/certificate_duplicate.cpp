// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>
#include <QHash>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    QHash<QByteArray, const profile::Payload*> seen;
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const Credential* credential = subject.credential(payload);
        // An identity brings its chain along, which says nothing about the certificates beside it.
        const bool isUsable = credential && isCertificatePayload(payload) && !credential->isText
                              && (credential->format == x509::BundleFormat::Der
                                  || credential->format == x509::BundleFormat::Pem);
        if (!isUsable)
            continue;
        for (const x509::Certificate& certificate : credential->certificates) {
            const profile::Payload*& first = seen[certificate.der()];
            if (!first)
                first = &payload;
            if (first == &payload)
                continue;
            std::optional<report::Fix> fix;
            if (credential->certificates.size() == 1 && !isReferenced(subject, payload))
                fix = report::Fix{QCoreApplication::translate("lint", "Remove this payload"),
                                  {plist::Edit::remove(payload.path)}};
            found({.path = payload.path / u"PayloadContent",
                   .message = QCoreApplication::translate(
                                  "lint", "The certificate \"%1\" is in another payload, too: once is enough")
                                  .arg(nameOf(certificate)),
                   .measured = (first->path / u"PayloadContent").toString(),
                   .required = QCoreApplication::translate("lint", "Each certificate once"),
                   .fix = std::move(fix)});
        }
    }
}

}  // namespace

constinit const Rule certificate_duplicate{
    .id = "certificate-duplicate",
    .title = QT_TRANSLATE_NOOP("lint", "No certificate is in the profile twice"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = citations::certificateManagement,
    .check = check,
};

}  // namespace lint::rules
