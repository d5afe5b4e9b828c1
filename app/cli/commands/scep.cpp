// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "app/cli/secret_input.h"
#include "core/base/save_file.h"
#include "core/explain/catalogue.h"
#include "core/http/qt_transport.h"
#include "core/scep/carry.h"
#include "core/scep/client.h"
#include "core/scep/writers.h"
#include "core/trust/profile_servers.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString action;
    QString subject;
    QString payload;
    QString name;
    QString fingerprint;
    QString os;
    QString roots;
    QString at;
    QString userAgent;
    QString timeout;
    QString output;
    bool issues = false;
    bool isDer = false;
    bool triesNoVariants = false;
    bool isReplacing = false;
    bool isBeside = false;
    bool isAskedOnDevice = false;
    bool isWithAuthorities = false;
    bool isConfirmed = false;
    PasswordSource password;
    Format format = Format::Text;
};

constexpr int modernPkcs12 = 18;  ///< the first iOS that reads PBES2

/// What a client is set up from, and what it points to.
struct Setup
{
    trust::Knowledge knowledge;
    scep::Options client;
};

base::Result<std::chrono::milliseconds> readTimeout(const QString& text)
{
    constexpr double most = 3600;
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || seconds <= 0 || seconds > most)
        return usageError(QCoreApplication::translate("cli", "--timeout takes seconds, up to %1").arg(most));
    return std::chrono::milliseconds(static_cast<qint64>(seconds * 1000));
}

base::Result<> setUp(const Options& options, Setup& setup)
{
    if (!options.os.isEmpty()) {
        const auto os = schema::Target::fromString(options.os);
        if (!os)
            return os.error();
        setup.client.os = *os;
    }
    const auto asOf = readMoment(options.at);
    if (!asOf)
        return asOf.error();
    setup.client.asOf = *asOf;
    if (!options.userAgent.isEmpty())
        setup.client.userAgent = options.userAgent.toUtf8();
    if (!options.timeout.isEmpty()) {
        const auto timeout = readTimeout(options.timeout);
        if (!timeout)
            return timeout.error();
        setup.client.timeout = *timeout;
    }
    if (options.isDer)
        setup.client.encoding = scep::Encoding::Der;
    setup.client.triesVariants = !options.triesNoVariants;
    setup.client.issues = options.issues;
    if (!options.roots.isEmpty()) {
        const auto roots = readRoots(options.roots);
        if (!roots)
            return roots.error();
        setup.knowledge.anchorage.named = x509::CertificatePool(roots->certificates);
    }
    return {};
}

/// Reads this computer's roots only where a certificate will be judged. The named ones are trusted in any
/// case: plain HTTP may lead to https.
void prepareTrust(Setup& setup, const QUrl& url)
{
    if (setup.knowledge.anchorage.named) {
        for (const x509::Certificate& root : setup.knowledge.anchorage.named->certificates())
            setup.client.roots.push_back(root.der());
    }
    if (url.scheme() != u"https")
        return;
    setup.knowledge.anchorage.system = x509::CertificatePool(trust::systemRoots().certificates);
    setup.client.knowledge = &setup.knowledge;
}

/// The one SCEP payload that is meant.
base::Result<const profile::Payload*> choosePayload(const profile::Profile& profile, const Options& options)
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

int print(const scep::Report& report, const Options& options, QJsonObject more = {})
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

int probe(const Options& options, Setup& setup)
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
    prepareTrust(setup, url);
    http::QtTransport transport;
    const std::optional<QString> name = options.name.isEmpty() ? std::nullopt : std::optional(options.name);
    return print(scep::probe(url, name, fingerprint, setup.client, transport, {}), options);
}

/// Enrols with a payload, or as far as the request.
base::Result<scep::Report> tryPayload(const profile::Profile& profile,
                                      const profile::Payload& payload,
                                      Setup& setup)
{
    auto read = scep::readSettings(payload);
    if (!read)
        return read.error();
    if (!read->settings)
        return scep::refusalOf(*read, payload);
    setup.knowledge = trust::withRootsOf(profile, setup.knowledge);
    prepareTrust(setup, read->settings->url);
    http::QtTransport transport;
    scep::Report report = scep::enroll(*read->settings, setup.client, transport, {});
    report.findings.insert(report.findings.end(), read->findings.begin(), read->findings.end());
    return report;
}

int dryRun(const Options& options, Setup& setup)
{
    const auto opened = openProfile(options.subject);
    if (!opened)
        return fail(opened.error(), options.format);
    const profile::Profile profile(opened->document.root());
    const auto payload = choosePayload(profile, options);
    if (!payload)
        return fail(payload.error(), options.format);
    const auto report = tryPayload(profile, **payload, setup);
    if (!report)
        return fail(atFile(report.error(), options.subject), options.format);
    const int code = print(*report, options);
    if (!options.issues && report->outcome == scep::Outcome::WouldEnroll && !report->failure)
        printNote(QCoreApplication::translate("cli", "Stopped before the request: the server would issue a "
                                                     "certificate, and a one-time challenge would "
                                                     "be spent. --issue goes on"));
    return code;
}

base::Result<base::Secret> choosePassphrase(const Options& options)
{
    const bool isGiven = !options.password.file.isEmpty() || !options.password.variable.isEmpty();
    if (isGiven || options.isAskedOnDevice)
        return readPassword(options.password, QCoreApplication::translate("cli", "the identity"));
    base::Secret made = scep::makePassphrase();
    if (made.isEmpty())
        return base::Error{
            base::Error::Code::Internal,
            QCoreApplication::translate("cli", "There are no random numbers for a passphrase")};
    return made;
}

/// Puts the identity into the profile; the whole new file.
base::Result<QByteArray> carried(sign::Opened& opened,
                                 const profile::Profile& profile,
                                 const profile::Payload& payload,
                                 const scep::Report& report,
                                 const base::Secret& passphrase,
                                 const Options& options)
{
    scep::CarryOptions how;
    how.placement = options.isBeside ? scep::Placement::Beside : scep::Placement::Replace;
    how.passphraseIn = options.isAskedOnDevice ? scep::PassphraseIn::Mind : scep::PassphraseIn::Profile;
    if (!options.os.isEmpty()) {
        const auto os = schema::Target::fromString(options.os);
        if (os && trust::generationOf(*os).majorVersion() >= modernPkcs12)
            how.target = x509::Pkcs12Target::Modern;
    }
    const auto edits = scep::carry(profile, payload, *report.issued, passphrase, how);
    if (!edits)
        return edits.error();
    if (const auto applied = opened.document.apply(*edits); !applied)
        return applied.error();
    if (options.isWithAuthorities) {
        const profile::Profile changed(opened.document.root());
        const auto more = scep::addAuthorities(changed, report.certificates, how.defaults);
        if (const auto applied = opened.document.apply(more); !applied)
            return applied.error();
    }
    noteLostSignature(opened);
    return opened.toBytes();
}

int enroll(const Options& options, Setup& setup)
{
    const QString output = options.output.isEmpty() ? options.subject : options.output;
    if (const auto fits = checkOutput(output, options.format); !fits)
        return fail(fits.error(), options.format);
    if (options.isReplacing && options.isBeside)
        return fail(
            usageError(QCoreApplication::translate("cli", "--replace and --beside exclude each other")),
            options.format);
    auto opened = openProfile(options.subject);
    if (!opened)
        return fail(opened.error(), options.format);
    if (opened->container == sign::Container::Signed && options.output.isEmpty() && !options.isConfirmed)
        return fail(
            {base::Error::Code::Denied,
             QCoreApplication::translate("cli", "%1 is signed, and a change would take the signature off")
                 .arg(options.subject),
             {},
             QCoreApplication::translate("cli", "--yes changes it all the same, -o writes elsewhere")},
            options.format);
    const profile::Profile profile(opened->document.root());
    const auto payload = choosePayload(profile, options);
    if (!payload)
        return fail(payload.error(), options.format);
    // Asked for before anything is issued that could not be kept.
    const auto passphrase = choosePassphrase(options);
    if (!passphrase)
        return fail(passphrase.error(), options.format);
    setup.client.issues = true;
    const auto report = tryPayload(profile, **payload, setup);
    if (!report)
        return fail(atFile(report.error(), options.subject), options.format);
    if (!report->issued)
        return print(*report, options);
    const auto bytes = carried(*opened, profile, **payload, *report, *passphrase, options);
    if (!bytes)
        return fail(bytes.error(), options.format, scep::toJson(*report));
    const auto written = output == u"-" ? writeResult(output, *bytes)
                                        : base::saveFile(output, *bytes, base::Access::OwnerOnly);
    if (!written)
        return fail(written.error(), options.format, scep::toJson(*report));
    if (output == u"-")
        return Done;
    printNote(
        QCoreApplication::translate("cli", "%1 holds a private key now; only you may read it").arg(output));
    return print(*report, options, {{u"path"_s, output}});
}

int run(const Options& options)
{
    Setup setup;
    if (const auto ready = setUp(options, setup); !ready)
        return fail(ready.error(), options.format);
    if (options.action == u"probe")
        return probe(options, setup);
    return options.action == u"dry-run" ? dryRun(options, setup) : enroll(options, setup);
}

void declareClient(Arguments& arguments, Options& options)
{
    arguments.option("--os,--target", "OS", options.os,
                     QCoreApplication::translate("cli", "The system that is imitated: ios17, ios26, …"));
    arguments.roots(options.roots);
    arguments.at(options.at);
    arguments.option("--timeout", "SECONDS", options.timeout,
                     QCoreApplication::translate("cli", "For each request; a device waits 60"));
    arguments.option(
        "--user-agent", "TEXT", options.userAgent,
        QCoreApplication::translate("cli", "What the client calls itself, for firewalls that look"));
    arguments.flag(
        "--der", options.isDer,
        QCoreApplication::translate("cli", "Send the request in DER instead of BER, unlike a device"));
    arguments.flag("--no-variants", options.triesNoVariants,
                   QCoreApplication::translate(
                       "cli", "Do not send a request that was not understood again in other forms"));
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.choice("WHAT", {u"probe"_s, u"dry-run"_s, u"enroll"_s}, options->action,
                     QCoreApplication::translate(
                         "cli",
                         "probe asks a server without a request; dry-run goes a payload's way as a device "
                         "does; enroll puts the certificate into the profile"),
                     Need::Required);
    arguments.positional("SUBJECT", options->subject,
                         QCoreApplication::translate("cli", "The address of the server, or the profile"));
    arguments.option(
        "--payload", "ID", options->payload,
        QCoreApplication::translate("cli", "The SCEP payload, by PayloadIdentifier or PayloadUUID"));
    arguments.option("--name", "NAME", options->name,
                     QCoreApplication::translate("cli", "For probe: the CA's name, sent as `message`"));
    arguments.option(
        "--fingerprint", "HEX", options->fingerprint,
        QCoreApplication::translate("cli", "For probe: the CAFingerprint that a profile would have"));
    arguments.flag(
        "--issue", options->issues,
        QCoreApplication::translate("cli", "Send the request: a certificate is issued, a one-time challenge "
                                           "is spent"));
    declareClient(arguments, *options);
    arguments.output(options->output, Need::Optional);
    arguments.flag("--replace", options->isReplacing,
                   QCoreApplication::translate(
                       "cli", "For enroll: the identity takes the place of the SCEP payload (the default)"));
    arguments.flag("--beside", options->isBeside,
                   QCoreApplication::translate("cli", "For enroll: the identity is added as a payload"));
    options->password.declare(arguments);
    arguments.flag("--ask-on-device", options->isAskedOnDevice,
                   QCoreApplication::translate("cli", "For enroll: leave the passphrase out of the profile"));
    arguments.flag("--with-ca", options->isWithAuthorities,
                   QCoreApplication::translate(
                       "cli", "For enroll: add the CA certificates of the server to the profile as well"));
    arguments.flag(
        "--yes", options->isConfirmed,
        QCoreApplication::translate("cli", "Change a signed file in place; the signature is lost"));
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command scepCommand{
    "scep",
    QT_TRANSLATE_NOOP("cli", "Ask a SCEP server as a device does, and say what the device would make of it"),
    declare};

}  // namespace cli
