// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/commands/scep_options.h"
#include "app/cli/input.h"
#include "app/cli/output.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

base::Result<std::chrono::milliseconds> readTimeout(const QString& text)
{
    constexpr double most = 3600;
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || seconds <= 0 || seconds > most)
        return usageError(QCoreApplication::translate("cli", "--timeout takes seconds, up to %1").arg(most));
    return std::chrono::milliseconds(static_cast<qint64>(seconds * 1000));
}

base::Result<> setUp(const ScepOptions& options, ScepSetup& setup)
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

int run(const ScepOptions& options)
{
    ScepSetup setup;
    if (const auto ready = setUp(options, setup); !ready)
        return fail(ready.error(), options.format);
    if (options.action == u"probe")
        return probeScep(options, setup);
    return options.action == u"dry-run" ? dryRunScep(options, setup) : enrollByScep(options, setup);
}

void declareClient(Arguments& arguments, ScepOptions& options)
{
    arguments.option("--os,--target", "OS", options.os,
                     QCoreApplication::translate("cli", "The system that is imitated: ios17, ios26, …"));
    arguments.roots(options.roots);
    arguments.at(options.at);
    arguments.option(
        "--timeout", "SECONDS", options.timeout,
        QCoreApplication::translate("cli", "How long a server may be silent; a device waits 60"));
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
    auto options = std::make_shared<ScepOptions>();
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
