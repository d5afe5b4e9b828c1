// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/check_profile.h"

#include "core/lint/credential.h"
#include "core/profile/references.h"
#include "core/trust/check_report.h"
#include "core/trust/profile_servers.h"
#include "core/trust/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust {

using report::CheckReport;
using report::CheckVerdict;

namespace {

/// A certificate of a profile, and the payload that holds it.
struct Found
{
    x509::Certificate certificate;
    const profile::Payload* payload;
    Role role;
    Purpose purpose;
};

class Search
{
public:
    Search(const profile::Profile& profile, const schema::Store& store)
        : m_profile(profile)
        , m_references(profile::findReferences(profile, store))
    {}
    void run();

    std::vector<Found> found;
    x509::CertificatePool pool;
    QStringList closed;  ///< names of payloads that could not be looked into

private:
    void addIdentity(const profile::Payload& payload, const lint::Credential& credential);
    void addCertificates(const profile::Payload& payload, const lint::Credential& credential);
    [[nodiscard]] Purpose purposeOf(const profile::Payload& payload) const;

    const profile::Profile& m_profile;
    std::vector<profile::FoundReference> m_references;
};

/// For what the payloads that refer to `payload` use it; TLS where none says.
Purpose Search::purposeOf(const profile::Payload& payload) const
{
    for (const profile::FoundReference& reference : m_references) {
        if (reference.to != payload.index)
            continue;
        const QString& user = m_profile.payloads()[reference.from].type;
        if (user.startsWith(u"com.apple.wifi") || user.contains(u"ethernet"))
            return Purpose::EapServer;
        if (user.startsWith(u"com.apple.vpn"))
            return Purpose::Ikev2Server;
    }
    return Purpose::TlsServer;
}

void Search::addIdentity(const profile::Payload& payload, const lint::Credential& credential)
{
    if (!credential.pkcs12)
        return;
    const std::vector<const x509::Certificate*> leaves = credential.pkcs12->leaves();
    for (const x509::Certificate* leaf : leaves)
        found.push_back({*leaf, &payload, Role::Leaf, Purpose::ClientIdentity});
}

void Search::addCertificates(const profile::Payload& payload, const lint::Credential& credential)
{
    for (const x509::Certificate& certificate : credential.certificates) {
        const bool mayIssue = certificate.isAuthority() || certificate.isSelfSigned();
        found.push_back({certificate, &payload, mayIssue ? Role::Authority : Role::Leaf, purposeOf(payload)});
    }
}

void Search::run()
{
    for (const profile::Payload& payload : m_profile.payloads()) {
        if (!lint::isCredential(payload.type))
            continue;
        const auto credential = lint::examine(payload);
        if (credential->isToken)
            continue;
        for (const x509::Certificate& certificate : credential->certificates)
            pool.add(certificate);
        if (credential->certificates.empty())
            closed << (payload.displayName.isEmpty() ? payload.path.toString() : payload.displayName);
        if (credential->format == x509::BundleFormat::Pkcs12)
            addIdentity(payload, *credential);
        else
            addCertificates(payload, *credential);
    }
}

/// Adds what was found of one certificate to the report on all of them.
void merge(CheckReport& whole, CheckReport part, const Found& found, const plist::Document& document)
{
    std::vector<std::size_t> places;
    for (report::CheckedCertificate& one : part.certificates) {
        const auto known = std::find_if(whole.certificates.begin(), whole.certificates.end(),
                                        [&](const auto& other) { return other.der == one.der; });
        places.push_back(static_cast<std::size_t>(known - whole.certificates.begin()));
        if (known == whole.certificates.end())
            whole.certificates.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < part.certificates.size(); ++i) {
        report::CheckedCertificate& one = whole.certificates[places[i]];
        one.isTrusted = one.isTrusted || part.certificates[i].isTrusted;
        if (const auto issuer = part.certificates[i].issuedBy; issuer && !one.issuedBy)
            one.issuedBy = places[*issuer];
    }
    whole.certificates[places.front()].path = found.payload->path.toString();
    for (report::CheckedRule& row : part.rules) {
        row.certificate = places[row.certificate];
        whole.rules.push_back(std::move(row));
    }
    for (report::Finding& finding : part.findings) {
        finding.certificate = places[finding.certificate.value_or(0)];
        const bool isKnown =
            std::any_of(whole.findings.begin(), whole.findings.end(), [&](const report::Finding& other) {
                return other.rule == finding.rule && other.certificate == finding.certificate;
            });
        if (isKnown)
            continue;
        finding.path = found.payload->path;
        if (const auto range = document.valueRange(*finding.path))
            finding.position = document.position(range->begin);
        whole.findings.push_back(std::move(finding));
    }
    whole.verdict = std::max(whole.verdict, part.verdict);
}

QString headlineOf(const CheckReport& report)
{
    if (report.certificates.empty())
        return QCoreApplication::translate("trust", "The profile holds no certificate that can be read");
    const auto count = static_cast<int>(report.certificates.size());
    const auto errors =
        std::count_if(report.findings.begin(), report.findings.end(), [](const report::Finding& finding) {
            return finding.severity == report::Severity::Error;
        });
    const QString looked =
        QCoreApplication::translate("trust", "%n certificate(s) looked at for %1", nullptr, count)
            .arg(report.os);
    switch (report.verdict) {
    case CheckVerdict::Accepted:
        return QCoreApplication::translate("trust", "%1: nothing is wrong").arg(looked);
    case CheckVerdict::AcceptedWithWarnings:
        return QCoreApplication::translate("trust", "%1: no error, but see below").arg(looked);
    case CheckVerdict::Refused:
        return QCoreApplication::translate("trust", "%1: %n error(s)", nullptr, static_cast<int>(errors))
            .arg(looked);
    }
    Q_UNREACHABLE();
}

}  // namespace

CheckReport checkProfile(const plist::Document& document,
                         const schema::Store& store,
                         const CheckOptions& options,
                         std::optional<Purpose> purpose,
                         const Knowledge& knowledge)
{
    const profile::Profile profile(document.root());
    Search search(profile, store);
    search.run();

    CheckReport whole;
    whole.os = options.os.toString();
    whole.asOf = options.asOf;
    DetailsCache details;
    for (const Found& found : search.found) {
        CheckOptions own = options;
        own.purpose = purpose.value_or(found.purpose);
        // What a profile brings along is installed, unless somebody says otherwise.
        if (!own.anchors && !knowledge.anchorage.named)
            own.anchors = Anchors::Managed;
        const Case subject{found.certificate, search.pool, Setting::File, found.role};
        merge(whole, reportOf(subject, judgeCase(subject, own, knowledge, details), own, knowledge, details),
              found, document);
    }
    std::stable_sort(
        whole.findings.begin(), whole.findings.end(),
        [](const report::Finding& a, const report::Finding& b) { return a.severity < b.severity; });
    for (const QString& name : search.closed)
        whole.notes << QCoreApplication::translate("trust", "“%1” could not be looked into").arg(name);
    for (const Meeting& meeting : meetingsIn(profile))
        whole.servers.push_back({profile::serverKindName(meeting.server.kind), meeting.endpoint.toString(),
                                 meeting.server.path.toString()});
    whole.headline = headlineOf(whole);
    return whole;
}

}  // namespace trust
