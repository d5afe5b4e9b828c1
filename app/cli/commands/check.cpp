// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/check.h"

#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "app/cli/request.h"
#include "app/cli/secret_input.h"
#include "core/http/qt_transport.h"
#include "core/tls/probe.h"
#include "core/trust/check_profile.h"
#include "core/trust/fetch.h"
#include "core/trust/profile_servers.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString kind;
    QStringList subjects;
    QString purpose;
    QString anchors;
    QString roots;
    QString host;
    QStringList trustedNames;
    QString at;
    QString os;
    QString startTls;
    PasswordSource password;
    RequestOptions request;
    bool showsAll = false;
    bool isOnline = false;
    Format format = Format::Text;
};

/// Everything a check needs beside its subjects.
struct Setup
{
    trust::CheckOptions options;
    std::optional<trust::Purpose> purpose;
    trust::Knowledge knowledge;
};

using Reports = std::vector<report::CheckReport>;

/// What the reports add up to: the answer, the requests that were written, and why one was not.
struct Outcome
{
    Reports reports;
    std::vector<QStringList> requests = {};  ///< paths, by report
    std::vector<base::Error> errors = {};
};

base::Result<std::unique_ptr<Setup>> setUp(const Options& options)
{
    auto setup = std::make_unique<Setup>();
    if (!options.purpose.isEmpty()) {
        const auto purpose = trust::purposeFromString(options.purpose);
        if (!purpose)
            return purpose.error();
        setup->purpose = *purpose;
        setup->options.purpose = *purpose;
    }
    if (!options.anchors.isEmpty()) {
        const auto anchors = trust::anchorsFromString(options.anchors);
        if (!anchors)
            return anchors.error();
        setup->options.anchors = *anchors;
    }
    if (!options.os.isEmpty()) {
        const auto os = schema::Target::fromString(options.os);
        if (!os)
            return os.error();
        setup->options.os = *os;
    }
    const auto asOf = readMoment(options.at);
    if (!asOf)
        return asOf.error();
    setup->options.asOf = *asOf;
    setup->options.host = options.host;
    setup->options.trustedNames = options.trustedNames;
    setup->knowledge.anchorage.system = x509::CertificatePool(trust::systemRoots().certificates);
    if (!options.roots.isEmpty()) {
        const auto roots = readRoots(options.roots);
        if (!roots)
            return roots.error();
        setup->knowledge.anchorage.named = x509::CertificatePool(roots->certificates);
    }
    return setup;
}

report::CheckReport unreadable(const QString& path, base::Error error)
{
    report::CheckReport report;
    report.path = path;
    report.error = std::move(error);
    return report;
}

/// `options` with the issuers that are missing above `leaf`, where they may be fetched.
trust::CheckOptions withIssuers(const x509::Certificate& leaf,
                                std::span<const x509::Certificate> given,
                                trust::CheckOptions options,
                                const Options& asked,
                                const trust::Anchorage& anchorage)
{
    if (!asked.isOnline)
        return options;
    const x509::CertificatePool pool(given);
    std::vector<const x509::CertificatePool*> pools = {&pool, &anchorage.system};
    if (anchorage.named)
        pools.push_back(&*anchorage.named);
    http::QtTransport transport;
    trust::Fetched fetched = trust::fetchIssuers(leaf, pools, transport);
    for (const QString& problem : fetched.problems)
        printWarning(problem);
    options.fetched = std::move(fetched.certificates);
    return options;
}

/// The certificates of a file of any kind.
base::Result<std::vector<x509::Certificate>> readBundle(const QString& path, const PasswordSource& password)
{
    const auto bytes = readInput(path);
    if (!bytes)
        return bytes.error();
    if (x509::detectFormat(x509::withoutArmour(*bytes)) != x509::BundleFormat::Pkcs12) {
        auto certificates = x509::readCertificates(*bytes);
        if (!certificates)
            return atFile(certificates.error(), path);
        return certificates;
    }
    const auto identity = unlock(password, path, [&](const base::Secret& passphrase) {
        auto opened = sign::Identity::fromPkcs12(*bytes, passphrase);
        return opened ? std::move(opened) : atFile(opened.error(), path);
    });
    if (!identity)
        return identity.error();
    std::vector<x509::Certificate> certificates = {identity->certificate};
    certificates.insert(certificates.end(), identity->chain.begin(), identity->chain.end());
    return certificates;
}

Reports checkFile(const QString& path, const Options& options, const Setup& setup)
{
    const auto bundle = readBundle(path, options.password);
    if (!bundle)
        return {unreadable(path, bundle.error())};
    const auto how = withIssuers(bundle->front(), *bundle, setup.options, options, setup.knowledge.anchorage);
    Reports reports = trust::checkCertificates(*bundle, how, setup.knowledge);
    for (report::CheckReport& report : reports)
        report.path = path;
    return reports;
}

/// Asks a server and judges what it shows.
report::CheckReport visit(const tls::Endpoint& endpoint,
                          trust::CheckOptions how,
                          const Options& options,
                          const trust::Knowledge& knowledge)
{
    const auto seen = tls::probe(endpoint);
    if (!seen) {
        report::CheckReport report;
        report.host = endpoint.host;
        report.port = endpoint.port;
        report.error = seen.error();
        return report;
    }
    if (!seen->sent.empty())
        how = withIssuers(seen->sent.front(), seen->sent, how, options, knowledge.anchorage);
    return trust::checkServer(*seen, how, knowledge);
}

Reports checkProfileAt(const QString& path,
                       const Options& options,
                       const Setup& setup,
                       const schema::Store& store)
{
    const auto opened = openProfile(path);
    if (!opened)
        return {unreadable(path, opened.error())};
    report::CheckReport report =
        trust::checkProfile(opened->document, store, setup.options, setup.purpose, setup.knowledge);
    report.path = path;
    Reports reports = {std::move(report)};
    if (!options.isOnline)
        return reports;
    const profile::Profile profile(opened->document.root());
    const trust::Knowledge knowledge = trust::withRootsOf(profile, setup.knowledge);
    for (const trust::Meeting& meeting : trust::meetingsIn(profile)) {
        trust::CheckOptions own = setup.options;
        own.purpose = setup.purpose.value_or(meeting.purpose);
        own.host = meeting.endpoint.host;
        reports.push_back(visit(meeting.endpoint, own, options, knowledge));
    }
    return reports;
}

report::CheckReport checkServerAt(const QString& text, const Options& options, const Setup& setup)
{
    report::CheckReport report;
    report.host = text;
    auto endpoint = tls::Endpoint::fromString(text);
    if (!endpoint) {
        report.error = endpoint.error();
        return report;
    }
    if (!options.startTls.isEmpty()) {
        const auto how = tls::startTlsFromString(options.startTls);
        if (!how) {
            report.error = how.error();
            return report;
        }
        endpoint->startTls = *how;
    }
    trust::CheckOptions own = setup.options;
    if (own.host.isEmpty())
        own.host = endpoint->host;
    endpoint->serverName = own.host;
    return visit(*endpoint, own, options, setup.knowledge);
}

Reports checkAll(const Options& options, const Setup& setup)
{
    Reports reports;
    const schema::Store store;
    for (const QString& subject : options.subjects) {
        if (options.kind == u"server") {
            reports.push_back(checkServerAt(subject, options, setup));
            continue;
        }
        Reports more = options.kind == u"cert" ? checkFile(subject, options, setup)
                                               : checkProfileAt(subject, options, setup, store);
        std::move(more.begin(), more.end(), std::back_inserter(reports));
    }
    return reports;
}

void writeRequests(Outcome& outcome, const RequestOptions& options)
{
    for (const report::CheckReport& report : outcome.reports) {
        outcome.requests.emplace_back();
        if (report.error)
            continue;
        const auto written = writeRequest(report, options);
        if (written)
            outcome.requests.back() = *written;
        else
            outcome.errors.push_back(written.error());
    }
}

QJsonObject toJson(const Outcome& outcome, const Options& options)
{
    QJsonArray files;
    QJsonArray servers;
    for (std::size_t i = 0; i < outcome.reports.size(); ++i) {
        QJsonObject one =
            report::toJson(outcome.reports[i], options.showsAll ? report::Rows::All : report::Rows::Findings);
        if (!outcome.requests.empty())
            one.insert(u"request"_s, QJsonArray::fromStringList(outcome.requests[i]));
        (outcome.reports[i].path.isEmpty() ? servers : files) << one;
    }
    QJsonObject document{{u"error"_s, outcome.errors.empty()
                                          ? QJsonValue()
                                          : QJsonValue(report::toJson(outcome.errors.front()))}};
    if (options.kind != u"server")
        document.insert(u"files"_s, files);
    if (options.kind == u"server" || !servers.isEmpty())
        document.insert(u"servers"_s, servers);
    return document;
}

void print(const Outcome& outcome, const Options& options)
{
    const Reports& reports = outcome.reports;
    const report::Rows rows = options.showsAll ? report::Rows::All : report::Rows::Findings;
    switch (options.format) {
    case Format::Sarif: printJsonBare(report::toSarif(reports, trust::ruleTexts())); break;
    case Format::Html: printBytes(report::toHtml(reports).toUtf8()); break;
    case Format::Json: printJson(toJson(outcome, options)); break;
    case Format::Text:
        for (const report::CheckReport& report : reports) {
            if (!report.error)
                printText(report::toText(report, rows));
        }
        break;
    }
    for (const report::CheckReport& report : reports) {
        if (report.error)
            printError(*report.error);
    }
    for (const QStringList& paths : outcome.requests) {
        if (!paths.isEmpty())
            printNote(QCoreApplication::translate("cli", "The request is in %1").arg(paths.join(u", "_s)));
    }
    for (const base::Error& error : outcome.errors)
        printError(error);
}

int exitCode(const Outcome& outcome)
{
    const Reports& reports = outcome.reports;
    if (!outcome.errors.empty())
        return Failed;
    if (std::any_of(reports.begin(), reports.end(),
                    [](const auto& report) { return report.error.has_value(); }))
        return Failed;
    const auto isNegative = [](const report::CheckReport& report) {
        return report.verdict == report::CheckVerdict::Refused;
    };
    return std::any_of(reports.begin(), reports.end(), isNegative) ? Negative : Done;
}

int run(const Options& options)
{
    const QString list = options.kind == u"server" ? u"servers"_s : u"files"_s;
    const auto setup = setUp(options);
    if (!setup)
        return fail(setup.error(), options.format, {{list, QJsonArray()}});
    if (const auto fit = options.request.check(options.kind, options.purpose); !fit)
        return fail(fit.error(), options.format, {{list, QJsonArray()}});
    Outcome outcome{checkAll(options, **setup)};
    if (!options.request.folder.isEmpty())
        writeRequests(outcome, options.request);
    print(outcome, options);
    return exitCode(outcome);
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.choice("WHAT", {u"cert"_s, u"server"_s, u"profile"_s}, options->kind,
                     QCoreApplication::translate("cli", "What is checked"), Need::Required);
    arguments.positionals(
        "SUBJECT", options->subjects,
        QCoreApplication::translate(
            "cli", "Certificate files (DER, PEM, PKCS #7, PKCS #12), servers as HOST:PORT, or profiles"));
    arguments.option("--purpose", "PURPOSE", options->purpose,
                     QCoreApplication::translate(
                         "cli", "For what the device needs it: tls-server (the default), system-connection, "
                                "eap-server, ikev2-server, smime, client-identity, profile-signer, scep-ca"));
    arguments.option("--anchors", "KIND", options->anchors,
                     QCoreApplication::translate(
                         "cli",
                         "What the root is to the device: system (public), managed (installed), app or "
                         "leaf (the certificate itself is trusted); when left out, each that may be"));
    arguments.roots(options->roots);
    arguments.option("--host", "NAME", options->host,
                     QCoreApplication::translate("cli", "The name or address the device asks for"));
    arguments.list("--trusted-name", "NAME", options->trustedNames,
                   QCoreApplication::translate("cli", "An entry of TLSTrustedServerNames, for eap-server"));
    arguments.at(options->at);
    arguments.option("--os,--target", "OS", options->os,
                     QCoreApplication::translate("cli", "The system to judge for: ios17, macos15.4, …"));
    arguments.option(
        "--starttls", "PROTOCOL", options->startTls,
        QCoreApplication::translate("cli", "What the server speaks before TLS: smtp, imap, pop3 or ldap"));
    options->password.declare(arguments);
    arguments.flag(
        "--online", options->isOnline,
        QCoreApplication::translate("cli", "Fetch missing issuers from the addresses in certificates, and "
                                           "ask the servers that a profile names"));
    options->request.declare(arguments);
    arguments.flag("--all", options->showsAll,
                   QCoreApplication::translate("cli", "Show the outcome of every rule"));
    arguments.format(options->format, {u"text"_s, u"json"_s, u"sarif"_s, u"html"_s});
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command checkCommand{
    "check",
    QT_TRANSLATE_NOOP("cli",
                      "Judge certificates, servers and the certificates of a profile as a device does"),
    declare};

}  // namespace cli
