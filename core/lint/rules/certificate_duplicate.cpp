// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace lint::rules {

namespace {

/// Removes `payload`; what refers to it refers to `kept` from then on, which has to be of a kind that fits.
std::optional<report::Fix> removal(const Subject& subject,
                                   const profile::Payload& payload,
                                   const profile::Payload& kept)
{
    std::vector<plist::Edit> edits;
    const auto& references = subject.references();
    const auto& payloads = subject.profile().payloads();
    for (auto it = references.rbegin(); it != references.rend(); ++it) {
        if (!it->to || &payloads[*it->to] != &payload)
            continue;
        if (kept.uuid.isEmpty() || kept.uuid.compare(payload.uuid, Qt::CaseInsensitive) == 0
            || (it->definition && !it->definition->targets.contains(kept.type)))
            return std::nullopt;
        const plist::Value* around = subject.document().root().at(it->path.parent());
        const auto* items = around ? around->as<plist::Array>() : nullptr;
        const bool isThere =
            items && std::find(items->begin(), items->end(), plist::Value(kept.uuid)) != items->end();
        edits.push_back(isThere ? plist::Edit::remove(it->path) : plist::Edit::set(it->path, kept.uuid));
    }
    const QString title =
        edits.empty() ? QCoreApplication::translate("lint", "Remove this payload")
                      : QCoreApplication::translate("lint", "Use the other payload and remove this one");
    edits.push_back(plist::Edit::remove(payload.path));
    return report::Fix{title, std::move(edits)};
}

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
            if (credential->certificates.size() == 1)
                fix = removal(subject, payload, *first);
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
