// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/scep_options.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/explain/catalogue.h"
#include "core/http/qt_transport.h"
#include "core/scep/redact.h"
#include "core/scep/writers.h"
#include "core/trust/profile_servers.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

/// What the device trusts and has is trusted by the transport too; this computer's own roots are read where a
/// certificate is judged.
void prepareTrust(ScepSetup& setup)
{
    const trust::Anchorage& anchorage = setup.knowledge.anchorage;
    const auto offer = [&setup](const x509::CertificatePool& pool) {
        for (const x509::Certificate& certificate : pool.certificates())
            setup.client.roots.push_back(certificate.der());
    };
    if (anchorage.named)
        offer(*anchorage.named);
    offer(anchorage.issuers);
    setup.client.knowledge = [&knowledge = setup.knowledge,
                              isRead = false]() mutable -> const trust::Knowledge& {
        if (!isRead)
            knowledge.anchorage.system = x509::CertificatePool(trust::systemRoots().certificates);
        isRead = true;
        return knowledge;
    };
}

int exitCode(const scep::Report& report)
{
    if (report.failure)
        return Failed;
    const bool goesOn =
        report.outcome == scep::Outcome::WouldEnroll || report.outcome == scep::Outcome::Enrolled;
    const bool hasErrors =
        std::any_of(report.findings.begin(), report.findings.end(),
                    [](const report::Finding& one) { return one.severity == report::Severity::Error; });
    return goesOn && !hasErrors ? Done : Negative;
}

/// What the device shows for the error, or what Apple calls it; empty when nothing is known.
QString textOf(const scep::Report& report)
{
    if (!report.error)
        return {};
    const explain::Catalogue catalogue;
    const explain::ErrorEntry* entry = catalogue.find(report.error->domain, report.error->code);
    if (!entry)
        return {};
    return entry->screen.isEmpty() ? entry->name : entry->screen;
}

}  // namespace

base::Result<const profile::Payload*> chooseScepPayload(const profile::Profile& profile,
                                                        const ScepOptions& options)
{
    std::vector<const profile::Payload*> found;
    QStringList names;
    for (const profile::Payload& payload : profile.payloads()) {
        if (payload.type != u"com.apple.security.scep")
            continue;
        names << payload.identifier;
        if (options.payload.isEmpty() || payload.identifier == options.payload
            || payload.uuid.compare(options.payload, Qt::CaseInsensitive) == 0)
            found.push_back(&payload);
    }
    if (found.size() == 1)
        return found.front();
    if (names.isEmpty())
        return base::Error{base::Error::Code::NotFound,
                           QCoreApplication::translate("cli", "%1 has no SCEP payload").arg(options.subject)};
    if (found.empty())
        return base::Error{base::Error::Code::NotFound,
                           QCoreApplication::translate("cli", "%1 has no SCEP payload “%2”")
                               .arg(options.subject, options.payload),
                           {},
                           names.join(u", "_s)};
    return usageError(
        QCoreApplication::translate("cli", "%1 has several SCEP payloads").arg(options.subject),
        QCoreApplication::translate("cli", "Name one with --payload: %1").arg(names.join(u", "_s)));
}

base::Result<scep::Report> tryScepPayload(const profile::Profile& profile,
                                          const profile::Payload& payload,
                                          ScepSetup& setup)
{
    auto read = scep::readSettings(payload);
    if (!read)
        return read.error();
    if (!read->settings)
        return scep::refusalOf(*read, payload);
    setup.knowledge = trust::withRootsOf(profile, setup.knowledge);
    prepareTrust(setup);
    http::QtTransport transport;
    scep::Report report = scep::enroll(*read->settings, setup.client, transport, {});
    report.findings.insert(report.findings.end(), read->findings.begin(), read->findings.end());
    // Some servers repeat in their answers what they were sent.
    scep::redact(report, read->settings->challenge);
    return report;
}

int printScepReport(const scep::Report& report, const ScepOptions& options, const QJsonObject& more)
{
    const QString text = textOf(report);
    if (options.format == Format::Json) {
        QJsonObject document = scep::toJson(report);
        document.insert(u"text"_s, text.isEmpty() ? QJsonValue() : QJsonValue(text));
        for (auto it = more.begin(); it != more.end(); ++it)
            document.insert(it.key(), it.value());
        printJson(std::move(document));
    } else {
        printText(scep::toText(report, options.subject));
        if (!text.isEmpty())
            printText(QCoreApplication::translate("cli", "The device shows or logs: “%1”\n").arg(text));
    }
    if (report.failure)
        printError(*report.failure);
    return exitCode(report);
}

int probeScep(const ScepOptions& options, ScepSetup& setup)
{
    const QUrl url(options.subject, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return fail(usageError(QCoreApplication::translate("cli", "“%1” is no address").arg(options.subject)),
                    options.format);
    QByteArray fingerprint;
    if (!options.fingerprint.isEmpty()) {
        const auto bytes = x509::readFingerprint(options.fingerprint);
        if (!bytes)
            return fail(bytes.error(), options.format);
        fingerprint = *bytes;
    }
    prepareTrust(setup);
    http::QtTransport transport;
    const std::optional<QString> name = options.name.isEmpty() ? std::nullopt : std::optional(options.name);
    return printScepReport(scep::probe(url, name, fingerprint, setup.client, transport, {}), options);
}

int dryRunScep(const ScepOptions& options, ScepSetup& setup)
{
    const auto opened = openProfile(options.subject);
    if (!opened)
        return fail(opened.error(), options.format);
    const profile::Profile profile(opened->document.root());
    const auto payload = chooseScepPayload(profile, options);
    if (!payload)
        return fail(payload.error(), options.format);
    const auto report = tryScepPayload(profile, **payload, setup);
    if (!report)
        return fail(atFile(report.error(), options.subject), options.format);
    const int code = printScepReport(*report, options);
    if (!options.issues && report->outcome == scep::Outcome::WouldEnroll && !report->failure)
        printNote(QCoreApplication::translate("cli", "Stopped before the request: the server would issue a "
                                                     "certificate, and a one-time challenge would "
                                                     "be spent. --issue goes on"));
    return code;
}

}  // namespace cli
