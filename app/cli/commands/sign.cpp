// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/sign.h"

#include "app/cli/commands/commands.h"
#include "app/cli/describe.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "app/cli/secret_input.h"
#include "core/profile/profile.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString file;
    QString identity;
    QString certificate;
    QString key;
    QString chain;
    QString roots;
    QString output;
    PasswordSource password;
    bool isConfirmed = false;
    Format format = Format::Text;
};

base::Result<> checkChoice(const Options& options)
{
    const bool hasFiles = !options.certificate.isEmpty() || !options.key.isEmpty();
    const QString hint =
        QCoreApplication::translate("cli", "Give --identity FILE, or --cert FILE and --key FILE");
    if (options.identity.isEmpty() && !hasFiles)
        return usageError(QCoreApplication::translate("cli", "Who signs?"), hint);
    if (!options.identity.isEmpty() && (hasFiles || !options.chain.isEmpty()))
        return usageError(
            QCoreApplication::translate("cli", "--identity already holds certificate, key and chain"), hint);
    if (options.identity.isEmpty() && (options.certificate.isEmpty() || options.key.isEmpty()))
        return usageError(QCoreApplication::translate("cli", "--cert and --key belong together"), hint);
    return checkOutput(options.output, options.format);
}

base::Result<sign::Identity> readPkcs12(const Options& options)
{
    const auto bytes = readInput(options.identity);
    if (!bytes)
        return bytes.error();
    // What unlock() itself has to say names the file already.
    return unlock(options.password, options.identity, [&](const base::Secret& passphrase) {
        auto identity = sign::Identity::fromPkcs12(*bytes, passphrase);
        return identity ? std::move(identity) : atFile(identity.error(), options.identity);
    });
}

base::Result<sign::Identity> readFiles(const Options& options)
{
    const auto certificate = readInput(options.certificate);
    if (!certificate)
        return certificate.error();
    const auto key = readInput(options.key);
    if (!key)
        return key.error();
    const auto chain =
        options.chain.isEmpty() ? base::Result<QByteArray>(QByteArray()) : readInput(options.chain);
    if (!chain)
        return chain.error();
    if (!options.chain.isEmpty()) {
        if (const auto certificates = x509::readCertificates(*chain); !certificates)
            return atFile(certificates.error(), options.chain);
    }
    return unlock(options.password, options.key, [&](const base::Secret& passphrase) {
        return sign::Identity::fromFiles(*certificate, *key, *chain, passphrase);
    });
}

/// Warns of what is worth knowing, and returns it; an error when that is reason enough not to sign.
base::Result<QStringList> examine(const sign::Identity& identity,
                                  const Options& options,
                                  const trust::Roots& roots,
                                  const QDateTime& now)
{
    QStringList warnings;
    for (const sign::Problem& problem : sign::check(identity, now, roots.certificates)) {
        if (problem.fatal)
            return base::Error{base::Error::Code::InvalidInput, problem.message};
        if (problem.kind == sign::Problem::Kind::Expired && !options.isConfirmed)
            return base::Error{base::Error::Code::Denied,
                               problem.message,
                               {},
                               QCoreApplication::translate(
                                   "cli", "--yes signs all the same; devices will not show it as verified")};
        printWarning(problem.message);
        warnings << problem.message;
    }
    return warnings;
}

/// What is to be signed: the file as it is, or what its old signature holds.
base::Result<QByteArray> contentOf(const QString& file)
{
    const auto opened = openProfile(file);
    if (!opened)
        return opened.error();
    if (!profile::Profile(opened->document.root()).isProfile())
        printWarning(QCoreApplication::translate("cli", "%1 is a property list but no configuration profile")
                         .arg(file));
    if (opened->container != sign::Container::Signed)
        return opened->fileBytes;
    printNote(QCoreApplication::translate(
                  "cli", "%1 is signed already; the new signature takes the place of the old one")
                  .arg(file));
    auto unwrapped = sign::unwrap(opened->fileBytes);
    return unwrapped ? base::Result<QByteArray>(unwrapped->content) : unwrapped.error();
}

struct Signed
{
    QByteArray bytes;
    trust::Prediction prediction;
    QStringList warnings;
};

base::Result<Signed> signedFile(const Options& options)
{
    if (const auto choice = checkChoice(options); !choice)
        return choice.error();
    const auto roots = readRoots(options.roots);
    if (!roots)
        return roots.error();
    const auto content = contentOf(options.file);
    if (!content)
        return content.error();
    const auto identity = options.identity.isEmpty() ? readFiles(options) : readPkcs12(options);
    if (!identity)
        return identity.error();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto warnings = examine(*identity, options, *roots, now);
    if (!warnings)
        return warnings.error();
    auto bytes = sign::sign(*content, *identity);
    if (!bytes)
        return bytes.error();
    const auto included = sign::certificatesToInclude(*identity);
    return Signed{*std::move(bytes), trust::predictLabel(identity->certificate, included, *roots, now),
                  *warnings};
}

int run(const Options& options)
{
    const auto result = signedFile(options);
    if (!result)
        return fail(result.error(), options.format);
    QJsonObject document;
    insertPrediction(document, result->prediction);
    document.insert(u"warnings"_s, QJsonArray::fromStringList(result->warnings));
    const int code = finish(options.output, result->bytes, options.format, document);
    if (code == Done && options.format == Format::Text && options.output != u"-")
        printText(
            QCoreApplication::translate("cli", "A device will show: %1").arg(toText(result->prediction)));
    return code;
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.file(options->file);
    arguments.option("--identity", "P12", options->identity,
                     QCoreApplication::translate("cli", "PKCS #12 file with certificate, key and chain"));
    arguments.option("--cert", "PEM", options->certificate,
                     QCoreApplication::translate("cli", "The signer's certificate"));
    arguments.option("--key", "PEM", options->key, QCoreApplication::translate("cli", "Its private key"));
    arguments.option("--chain", "PEM", options->chain,
                     QCoreApplication::translate("cli", "The certificates above it"));
    options->password.declare(arguments);
    arguments.roots(options->roots);
    arguments.flag("--yes", options->isConfirmed,
                   QCoreApplication::translate("cli", "Sign even if the certificate has expired"));
    arguments.output(options->output, Need::Required);
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command signCommand{"sign", QT_TRANSLATE_NOOP("cli", "Sign a profile"), declare};

}  // namespace cli
