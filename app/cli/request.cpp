// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/request.h"

#include "app/cli/output.h"
#include "core/base/save_file.h"
#include "core/trust/renewal.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct NewFile
{
    QString path;
    QByteArray bytes;
    base::Access access = base::Access::AsBefore;
};

base::Result<std::vector<NewFile>> filesOf(const trust::Renewal& renewal, const RequestOptions& options)
{
    const QString base = QDir(options.folder).filePath(renewal.fileName);
    std::vector<NewFile> files{{base + u".cnf"_s, trust::opensslConfig(renewal).toUtf8()},
                               {base + u".inf"_s, trust::certreqPolicy(renewal).toUtf8()}};
    if (!options.makesKey)
        return files;
    const auto key = trust::newKeyFor(renewal);
    if (!key)
        return key.error();
    const auto pem = key->toPem();
    if (!pem)
        return pem.error();
    const auto request = trust::requestFor(renewal, *key);
    if (!request)
        return request.error();
    files.push_back({base + u".key"_s, *pem, base::Access::OwnerOnly});
    files.push_back({base + u".csr"_s, *request});
    return files;
}

bool isThere(const QString& path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

base::Result<QStringList> write(const std::vector<NewFile>& files)
{
    QStringList written;
    QStringList fresh;
    for (const NewFile& file : files) {
        const bool isFresh = !isThere(file.path);
        if (const auto saved = base::saveFile(file.path, file.bytes, file.access); !saved) {
            for (const QString& path : fresh)
                QFile::remove(path);
            return saved.error();
        }
        written << file.path;
        if (isFresh)
            fresh << file.path;
    }
    return written;
}

}  // namespace

void RequestOptions::declare(Arguments& arguments)
{
    arguments.option("--request", "DIR", folder,
                     QCoreApplication::translate(
                         "cli",
                         "Write a request for a certificate that would pass to this folder, for openssl "
                         "(NAME.cnf) and certreq (NAME.inf)"));
    arguments.flag(
        "--new-key", makesKey,
        QCoreApplication::translate(
            "cli", "With --request: make a new key and a request signed by it (NAME.key, NAME.csr)"));
    arguments.flag("--yes", isConfirmed,
                   QCoreApplication::translate("cli", "With --request: replace files that are there"));
}

base::Result<> RequestOptions::check(const QString& kind, const QString& purpose) const
{
    if (folder.isEmpty()) {
        if (makesKey || isConfirmed)
            return usageError(QCoreApplication::translate("cli", "--new-key and --yes belong to --request"));
        return {};
    }
    const QStringList others{u"smime"_s, u"client-identity"_s, u"profile-signer"_s, u"scep-ca"_s};
    if (kind == u"profile" || others.contains(purpose))
        return usageError(QCoreApplication::translate(
            "cli", "--request writes requests for the certificates of servers only"));
    if (!QFileInfo(folder).isDir())
        return usageError(QCoreApplication::translate("cli", "%1 is no folder").arg(folder),
                          QCoreApplication::translate("cli", "Make it first"));
    return {};
}

base::Result<QStringList> writeRequest(const report::CheckReport& check, const RequestOptions& options)
{
    const auto failed = [&check](base::Error error) {
        return std::move(error).in(report::subjectOf(check));
    };
    const auto renewal = trust::renewalFor(check);
    if (!renewal)
        return failed(renewal.error());
    const auto files = filesOf(*renewal, options);
    if (!files)
        return files.error();
    for (const NewFile& file : *files) {
        // A key that is lost takes its certificate with it.
        if (file.access == base::Access::OwnerOnly && isThere(file.path))
            return base::Error{
                base::Error::Code::Denied,
                QCoreApplication::translate("cli", "%1 is there already").arg(file.path),
                {},
                QCoreApplication::translate("cli", "No key is ever replaced; name another folder")};
        if (QFileInfo(file.path).isDir() || (isThere(file.path) && !options.isConfirmed))
            return base::Error{base::Error::Code::Denied,
                               QCoreApplication::translate("cli", "%1 is there already").arg(file.path),
                               {},
                               QCoreApplication::translate("cli", "--yes replaces it")};
    }
    return write(*files);
}

}  // namespace cli
