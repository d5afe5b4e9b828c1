// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const Credential* credential = subject.credential(*payload);
    if (!credential || !isCertificatePayload(*payload) || credential->isText
        || credential->certificates.size() != 1)
        return;
    if (payload->type == u"com.apple.security.pem")
        return;
    const bool isPem = credential->format == x509::BundleFormat::Pem;
    if (!isPem && credential->format != x509::BundleFormat::Der)
        return;
    const bool isRoot = payload->type == u"com.apple.security.root";
    const x509::Certificate& certificate = credential->certificates.front();
    // Only a certificate that names itself needs its signature looked at, and only outside a root payload.
    if (!isPem && certificate.isSelfIssued() == isRoot)
        return;
    const QString right = isPem ? u"com.apple.security.pem"_s : typeFor(certificate);
    // Some keys take a certificate from a pkcs1 payload only, self-signed or not.
    if (right == payload->type || !mayBecome(subject, *payload, right))
        return;
    const QString message =
        isPem ? QCoreApplication::translate(
            "lint", "The certificate is stored as PEM in a payload for DER: some systems refuse "
                    "it")
        : isRoot ? QCoreApplication::translate(
              "lint", "The certificate is not self-signed, so it is no root; a device is not "
                      "expected to take it as an anchor")
                 : QCoreApplication::translate(
                     "lint", "The certificate is self-signed: as a root it belongs into a payload for "
                             "roots");
    found({.path = payload->path / u"PayloadType",
           .message = message,
           .measured = payload->type,
           .required = right,
           .fix = report::Fix{QCoreApplication::translate("lint", "Change the payload type to %1").arg(right),
                              {plist::Edit::set(payload->path / u"PayloadType", right)}}});
}

}  // namespace

constinit const Rule certificate_type{
    .id = "certificate-type",
    .title = QT_TRANSLATE_NOOP("lint", "A certificate is in the payload type that suits it"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Certificate,
    .source = citations::certificateManagement,
    .check = check,
};

}  // namespace lint::rules
