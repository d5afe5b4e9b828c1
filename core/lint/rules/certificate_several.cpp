// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/identity.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isElsewhere(const Subject& subject, const profile::Payload& here, const x509::Certificate& certificate)
{
    return std::any_of(
        subject.profile().payloads().begin(), subject.profile().payloads().end(),
        [&](const profile::Payload& payload) {
            const Credential* credential = &payload == &here ? nullptr : subject.credential(payload);
            return credential && isCertificatePayload(payload)
                   && std::find(credential->certificates.begin(), credential->certificates.end(), certificate)
                          != credential->certificates.end();
        });
}

/// The first certificate stays, the others get payloads of their own behind it.
report::Fix split(const Subject& subject, const profile::Payload& payload, const Credential& credential)
{
    const x509::Certificate& first = credential.certificates.front();
    const bool isPem = payload.type == u"com.apple.security.pem";
    std::vector<plist::Edit> edits{
        plist::Edit::set(payload.path / u"PayloadContent", isPem ? first.pem() : first.der())};
    if (const QString type = typeFor(first);
        !isPem && type != payload.type && mayBecome(subject, payload, type))
        edits.push_back(plist::Edit::set(payload.path / u"PayloadType", type));

    FreeIdentifiers identifiers(subject.profile());
    const QString base = payload.identifier.isEmpty()
                             ? profileIdentifier(subject.profile()) + u'.' + typeLabel(payload.type)
                             : payload.identifier;
    std::size_t position = payload.index;
    for (auto it = std::next(credential.certificates.begin()); it != credential.certificates.end(); ++it) {
        const bool isRepeated = std::find(credential.certificates.begin(), it, *it) != it;
        if (isRepeated || isElsewhere(subject, payload, *it))
            continue;
        ++position;
        const plist::Path path = payload.path.parent() / position;
        edits.push_back(plist::Edit::insert(
            path, plist::Dict{{u"PayloadContent"_s, it->der()},
                              {u"PayloadDisplayName"_s, it->displayName()},
                              {u"PayloadIdentifier"_s, identifiers.take(base)},
                              {u"PayloadType"_s, typeFor(*it)},
                              {u"PayloadUUID"_s,
                               derivedUuid(subject.document(), path / u"PayloadCertificateFileName")},
                              {u"PayloadVersion"_s, 1}}));
    }
    return {QCoreApplication::translate("lint", "One payload for each certificate"), std::move(edits)};
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const Credential* credential = subject.credential(*payload);
    if (!credential || !isCertificatePayload(*payload) || credential->isText
        || credential->certificates.size() < 2)
        return;
    if (credential->format != x509::BundleFormat::Pem && credential->format != x509::BundleFormat::Der)
        return;
    found({.path = payload->path / u"PayloadContent",
           .message = QCoreApplication::translate(
               "lint",
               "There is more than one certificate in this payload; a device is expected to take the first "
               "and to pass over the others"),
           .measured = QCoreApplication::translate("lint", "%n certificate(s)", nullptr,
                                                   static_cast<int>(credential->certificates.size())),
           .required = QCoreApplication::translate("lint", "One certificate"),
           .fix = split(subject, *payload, *credential)});
}

}  // namespace

constinit const Rule certificate_several{
    .id = "certificate-several",
    .title = QT_TRANSLATE_NOOP("lint", "A certificate payload holds one certificate"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Certificate,
    .source = citations::certificateManagement,
    .check = check,
};

}  // namespace lint::rules
