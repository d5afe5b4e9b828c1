// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/trust/check_judge.h"

#include <QStringList>

namespace ui {

/// Whether a file of this name is taken for certificates, not for a profile.
[[nodiscard]] bool isCertificateFile(const QString& path);

/// Every certificate of the files, of any kind. Denied when the passphrase does not open a PKCS #12 file.
/// Blocking.
[[nodiscard]] base::Result<FilesGiven> readCertificateFiles(const QStringList& paths,
                                                            const QString& passphrase);

}  // namespace ui
