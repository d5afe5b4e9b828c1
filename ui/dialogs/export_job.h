// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/document.h"
#include "core/sign/identity.h"
#include "core/trust/label.h"

#include <QDateTime>
#include <QString>

#include <memory>

namespace ui {

/// What an export was asked to write; no widget, so that it runs on any thread.
struct ExportRequest
{
    plist::Document document;
    std::shared_ptr<const sign::Identity> identity;  ///< null: not signed
    QString rootsPath;  ///< a file of root certificates the devices trust; empty: this computer's store
    QString path;
    /// What becomes of a file that is at `path` already.
    enum class Existing { Keep, Replace } existing = Existing::Keep;
};

/// What was written, read back from the disk.
struct ExportResult
{
    QString path;
    qsizetype size = 0;
    QString sha256;  ///< lower-case hex of the whole file
    trust::Prediction prediction;
};

/// The roots to judge by: the certificates in `path`, or this computer's store when it is empty.
[[nodiscard]] base::Result<trust::Roots> rootsFrom(const QString& path);

/// What a device will show once `identity` has signed. Roots that come with the identity are judged too: they
/// are left out of the signature, and of that the reasons tell where it matters.
[[nodiscard]] trust::Prediction predictSigned(const sign::Identity& identity,
                                              const trust::Roots& roots,
                                              const QDateTime& now);

/// Fails when there is a file at the path that is to be kept. Signs if asked to, writes atomically, then
/// opens the written file again and verifies it.
[[nodiscard]] base::Result<ExportResult> runExport(const ExportRequest& request, const QDateTime& now);

}  // namespace ui
