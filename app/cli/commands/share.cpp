// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share.h"

#include "app/cli/commands/commands.h"
#include "app/cli/commands/share_output.h"
#include "app/cli/input.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/secret_input.h"
#include "core/delivery/share_certificate.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

using namespace std::chrono_literals;
using delivery::ShareEvent;

struct Options
{
    QStringList files;
    QString bind;
    QString port;
    QString minutes;
    QString downloads;
    QString grace;
    QString certificate;
    QString key;
    QString host;
    QString roots;
    PasswordSource password;
    bool isConfirmed = false;
    Format format = Format::Text;
};

/// The number in `text` between the two, or `fallback` when it is empty.
base::Result<double> number(
    const QString& option, const QString& text, double fallback, double least, double most)
{
    if (text.isEmpty())
        return fallback;
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (isNumber && value >= least && value <= most)
        return value;
    return usageError(QCoreApplication::translate("cli", "%1 takes a number from %2 to %3, not “%4”")
                          .arg(option, QString::number(least), QString::number(most), text));
}

base::Result<> readNumbers(delivery::ShareOptions& share, const Options& options)
{
    const auto port = number(u"--port"_s, options.port, 0, 0, 65535);
    const auto minutes = number(u"--minutes"_s, options.minutes, 10, 0.01, 1440);
    const auto downloads = number(u"--downloads"_s, options.downloads, 0, 1, 10000);
    const auto grace = number(u"--grace"_s, options.grace, 60, 0, 3600);
    for (const auto* value : {&port, &minutes, &downloads, &grace}) {
        if (!*value)
            return value->error();
    }
    share.port = static_cast<quint16>(*port);
    share.lifetime = std::chrono::seconds(std::llround(*minutes * 60));
    share.downloads = static_cast<int>(*downloads);
    share.grace = std::chrono::seconds(static_cast<qint64>(*grace));
    return {};
}

base::Result<std::vector<delivery::Package>> readPackages(const QStringList& files)
{
    const schema::Store store;
    std::vector<delivery::Package> packages;
    for (const QString& file : files) {
        const auto bytes = readInput(file);
        if (!bytes)
            return bytes.error();
        auto package =
            delivery::makePackage(*bytes, file == u"-" ? QString() : QFileInfo(file).fileName(), store);
        if (!package)
            return atFile(package.error(), file);
        packages.push_back(*std::move(package));
    }
    return packages;
}

base::Result<delivery::ServerIdentity> readIdentity(const Options& options)
{
    const auto certificates = readInput(options.certificate);
    if (!certificates)
        return certificates.error();
    const auto key = readInput(options.key);
    if (!key)
        return key.error();
    auto identity = delivery::readServerIdentity(*certificates, *key, {});
    if (identity || identity.error().code != base::Error::Code::Denied)
        return identity;
    const auto passphrase = readPassword(options.password, options.key);
    if (!passphrase)
        return passphrase.error();
    return delivery::readServerIdentity(*certificates, *key, *passphrase);
}

/// Whether devices take the certificate; Denied, with what --yes does, when they do not.
base::Result<> examine(const delivery::ServerIdentity& identity, const QString& host, const Options& options)
{
    trust::Knowledge knowledge;
    knowledge.anchorage.system = x509::CertificatePool(trust::systemRoots().certificates);
    if (!options.roots.isEmpty()) {
        const auto roots = readRoots(options.roots);
        if (!roots)
            return roots.error();
        knowledge.anchorage.named = x509::CertificatePool(roots->certificates);
    }
    const auto judgement = delivery::judgeServer(identity, host, knowledge, QDateTime::currentDateTimeUtc());
    const auto fit = delivery::refusalIn(judgement);
    if (fit) {
        for (const QString& note : judgement.notes)
            printNote(note);
        return {};
    }
    base::Error refusal = fit.error();
    if (options.isConfirmed) {
        printWarning(refusal.message);
        return {};
    }
    refusal.hint =
        QCoreApplication::translate(
            "cli", "Devices would not open the page. --yes shares all the same; check cert %1 tells more")
            .arg(options.certificate);
    return refusal;
}

base::Result<> secure(delivery::ShareOptions& share, const Options& options)
{
    if (options.certificate.isEmpty() != options.key.isEmpty())
        return usageError(QCoreApplication::translate("cli", "--cert and --key belong together"));
    share.host = options.host;
    if (options.certificate.isEmpty())
        return {};
    const auto identity = readIdentity(options);
    if (!identity)
        return identity.error();
    if (share.host.isEmpty()) {
        const auto host = delivery::hostOf(*identity, share.interface.address);
        if (host)
            share.host = *host;
        else if (!options.isConfirmed)
            return base::Error{host.error().code, host.error().message, host.error().detail,
                               QCoreApplication::translate(
                                   "cli", "Say with --host under which name devices reach this computer, or "
                                          "take a certificate that has one of them in SubjectAltName")};
    }
    const QString asked = share.host.isEmpty() ? share.interface.address : share.host;
    if (const auto fit = examine(*identity, asked, options); !fit)
        return fit.error();
    auto keys = identity->toKeys();
    if (!keys)
        return keys.error();
    share.keys = *std::move(keys);
    return {};
}

base::Result<delivery::ShareOptions> shareOptions(const Options& options)
{
    delivery::ShareOptions share;
    if (const auto read = readNumbers(share, options); !read)
        return read.error();
    const auto interfaces = delivery::allInterfaces();
    const auto chosen = delivery::chooseInterface(interfaces, options.bind);
    if (!chosen)
        return chosen.error();
    share.interface = *chosen;
    if (const auto secured = secure(share, options); !secured)
        return secured.error();
    for (const delivery::Interface& other : delivery::reachable(interfaces)) {
        if (options.bind.isEmpty() && other.name != share.interface.name)
            printNote(QCoreApplication::translate("cli", "Another address is --bind %1 (%2)")
                          .arg(other.address, describe(other)));
    }
    return share;
}

/// Warns of what is worth knowing; an error when it takes a yes that was not given.
base::Result<> examine(const std::vector<delivery::Package>& packages,
                       delivery::ShareOptions& share,
                       const Options& options)
{
    for (const delivery::Package& package : packages) {
        if (!package.isSigned)
            printWarning(QCoreApplication::translate(
                             "cli", "%1 is not signed: nobody can see whether it came as it left")
                             .arg(package.fileName));
    }
    const QStringList exposed = delivery::exposedSecrets(packages, share);
    share.mayExposeSecrets = options.isConfirmed;
    if (exposed.isEmpty())
        return {};
    const QString message =
        QCoreApplication::translate("cli", "Everyone in the network can read what is secret in it: %1")
            .arg(exposed.join(u"; "_s));
    if (!options.isConfirmed)
        return base::Error{base::Error::Code::Denied,
                           message,
                           {},
                           QCoreApplication::translate(
                               "cli", "--yes shares it all the same; --cert and --key share it encrypted, "
                                      "encrypt makes it readable for its device alone")};
    printWarning(message);
    return {};
}

base::Result<> serve(const Options& options)
{
    auto packages = readPackages(options.files);
    if (!packages)
        return packages.error();
    auto how = shareOptions(options);
    if (!how)
        return how.error();
    if (const auto fit = examine(*packages, *how, options); !fit)
        return fit.error();
    const delivery::Interface interface = how->interface;
    const Interrupt interrupt;
    // Events come on another thread, and behind the first line.
    std::mutex output;
    std::unique_lock first(output);
    auto share = delivery::Share::start(*packages, *std::move(how), [&](const ShareEvent& event) {
        const std::lock_guard lock(output);
        printEvent(event, options.format);
    });
    if (!share)
        return share.error();
    printShare(**share, interface, options.format);
    const auto flushed = flushOutput();
    first.unlock();
    if (!flushed)
        return flushed.error();
    while (!(*share)->waitUntilStopped(100ms)) {
        if (interrupt.token().stop_requested())
            (*share)->stop();
    }
    return {};
}

int run(const Options& options)
{
    const auto served = serve(options);
    if (served)
        return Done;
    return fail(served.error(), options.format, {{u"url"_s, QJsonValue::Null}, {u"files"_s, QJsonArray()}});
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.positionals("FILE", options->files,
                          QCoreApplication::translate("cli", "The profiles to share"));
    arguments.option("--bind", "ADDR", options->bind,
                     QCoreApplication::translate(
                         "cli", "The address of this computer, or the interface, to share on; the likeliest "
                                "when left out"));
    arguments.option("--port", "N", options->port,
                     QCoreApplication::translate("cli", "The port; a free one when left out"));
    arguments.option("--minutes", "N", options->minutes,
                     QCoreApplication::translate("cli", "How long it stays open: 10 when left out"));
    arguments.option("--downloads", "N", options->downloads,
                     QCoreApplication::translate(
                         "cli", "After how many downloads it closes: one of each profile when left out"));
    arguments.option("--grace", "SECONDS", options->grace,
                     QCoreApplication::translate(
                         "cli", "How long the same device may fetch the same again: 60 when left out"));
    arguments.option(
        "--cert", "PEM", options->certificate,
        QCoreApplication::translate("cli", "Share by HTTPS with this certificate and its chain"));
    arguments.option("--key", "PEM", options->key, QCoreApplication::translate("cli", "Its private key"));
    arguments.option("--host", "NAME", options->host,
                     QCoreApplication::translate(
                         "cli", "The name by which devices reach this computer: the certificate's when left "
                                "out"));
    options->password.declare(arguments);
    arguments.roots(options->roots);
    arguments.flag("--yes", options->isConfirmed,
                   QCoreApplication::translate("cli", "Share secrets in clear, or with a certificate that "
                                                      "devices refuse"));
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command shareCommand{
    "share", QT_TRANSLATE_NOOP("cli", "Share profiles with devices in the network, by a web page"), declare};

}  // namespace cli
