// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/scep_options.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/base/save_file.h"
#include "core/scep/carry.h"
#include "core/scep/writers.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

constexpr int modernPkcs12 = 18;  ///< the first iOS that reads PBES2

base::Result<base::Secret> choosePassphrase(const ScepOptions& options)
{
    const bool isGiven = !options.password.file.isEmpty() || !options.password.variable.isEmpty();
    if (isGiven || options.isAskedOnDevice) {
        auto given = readPassword(options.password, QCoreApplication::translate("cli", "the identity"));
        if (given && given->isEmpty())
            return base::Error{base::Error::Code::InvalidInput,
                               QCoreApplication::translate("cli", "The passphrase is empty"),
                               {},
                               QCoreApplication::translate("cli",
                                                           "Apple devices refuse an identity without one; "
                                                           "nothing was sent")};
        return given;
    }
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
                                 const ScepOptions& options)
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

}  // namespace

int enrollByScep(const ScepOptions& options, ScepSetup& setup)
{
    const QString output = options.output.isEmpty() ? options.subject : options.output;
    if (const auto fits = checkOutput(output, options.format); !fits)
        return fail(fits.error(), options.format);
    if (const auto fits = checkWritable(output, QCoreApplication::translate("cli", "Nothing was sent"));
        !fits)
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
    const auto payload = chooseScepPayload(profile, options);
    if (!payload)
        return fail(payload.error(), options.format);
    // Asked for before anything is issued that could not be kept.
    const auto passphrase = choosePassphrase(options);
    if (!passphrase)
        return fail(passphrase.error(), options.format);
    setup.client.issues = true;
    const auto report = tryScepPayload(profile, **payload, setup);
    if (!report)
        return fail(atFile(report.error(), options.subject), options.format);
    if (!report->issued)
        return printScepReport(*report, options);
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
    return printScepReport(*report, options, {{u"path"_s, output}});
}

}  // namespace cli
