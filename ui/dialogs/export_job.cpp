// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_job.h"

#include "core/base/save_file.h"
#include "core/sign/open.h"
#include "core/sign/sign.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>

namespace ui {

namespace {

constexpr qint64 maxRootsBytes = 16 * 1024 * 1024;

}  // namespace

base::Result<trust::Roots> rootsFrom(const QString& path)
{
    if (path.isEmpty())
        return trust::systemRoots();
    const auto bytes = base::loadFile(path, maxRootsBytes);
    if (!bytes)
        return bytes.error();
    auto certificates = x509::readCertificates(*bytes);
    if (!certificates)
        return base::Error(certificates.error()).in(path);
    return trust::Roots{*std::move(certificates), false};
}

base::Result<ExportResult> runExport(const ExportRequest& request, const QDateTime& now)
{
    const auto roots = rootsFrom(request.rootsPath);
    if (!roots)
        return roots.error();
    const auto content = request.document.toBytes();
    if (!content)
        return content.error();
    QByteArray bytes = *content;
    if (request.identity) {
        auto signedBytes = sign::sign(bytes, *request.identity);
        if (!signedBytes)
            return signedBytes.error();
        bytes = *std::move(signedBytes);
    }
    // Asked last, for signing takes its time.
    if (request.existing == ExportRequest::Existing::Keep && QFileInfo::exists(request.path))
        return base::Error{
            base::Error::Code::Denied,
            QCoreApplication::translate("export", "There is a file of that name by now"),
            {},
            QCoreApplication::translate("export", "Say that it may be replaced, or choose another name")};
    if (const auto saved = base::saveFile(request.path, bytes); !saved)
        return saved.error();

    const auto written = base::loadFile(request.path, plist::maxBytes);
    if (!written)
        return written.error();
    const auto opened = sign::open(*written);
    const bool holds =
        opened && *written == bytes && (!request.identity || (opened->signature && opened->signature->holds));
    if (!holds)
        return base::Error{base::Error::Code::Internal,
                           QCoreApplication::translate("export", "The file that was written does not verify"),
                           opened ? QString() : opened.error().message};
    return ExportResult{
        request.path, bytes.size(),
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()),
        trust::predictLabel(opened->signature ? &*opened->signature : nullptr, *roots, now)};
}

}  // namespace ui
