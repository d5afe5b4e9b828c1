// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_job.h"

#include "core/base/save_file.h"
#include "core/sign/open.h"
#include "core/sign/sign.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

namespace ui {

namespace {

constexpr qint64 maxRootsBytes = qint64{16} * 1024 * 1024;

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

trust::Prediction predictSigned(const sign::Identity& identity,
                                const trust::Roots& roots,
                                const QDateTime& now)
{
    std::vector<x509::Certificate> certificates = sign::certificatesToInclude(identity);
    const auto included = certificates.size();
    for (const x509::Certificate& certificate : identity.chain) {
        if (certificate.isSelfSigned()
            && std::find(certificates.begin(), certificates.end(), certificate) == certificates.end())
            certificates.push_back(certificate);
    }
    trust::Prediction prediction = trust::predictLabel(identity.certificate, certificates, roots, now);
    if (prediction.label == trust::Label::Verified)
        return prediction;
    for (auto root = certificates.begin() + static_cast<std::ptrdiff_t>(included); root != certificates.end();
         ++root) {
        if (std::find(prediction.chain.begin(), prediction.chain.end(), *root) != prediction.chain.end())
            prediction.reasons
                << QCoreApplication::translate(
                       "export", "“%1” is in the identity's file and left out of the signature: a device "
                                 "trusts a root that it has, not one that a signature brings along. "
                                 "Install it on the device first")
                       .arg(root->displayName());
    }
    return prediction;
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
