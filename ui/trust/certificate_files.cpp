// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/certificate_files.h"

#include "core/base/save_file.h"
#include "core/x509/bundle.h"
#include "core/x509/pkcs12.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

base::Result<std::vector<x509::Certificate>> readOne(const QString& path, const QString& passphrase)
{
    constexpr qint64 maxBytes = qint64(32) * 1024 * 1024;
    const auto bytes = base::loadFile(path, maxBytes);
    if (!bytes) {
        base::Error error = bytes.error();
        // Denied is the word for a wrong passphrase here.
        error.code = base::Error::Code::NotFound;
        return error;
    }
    if (x509::detectFormat(x509::withoutArmour(*bytes)) != x509::BundleFormat::Pkcs12)
        return x509::readCertificates(*bytes);
    const auto opened = x509::readPkcs12(x509::withoutArmour(*bytes), base::Secret(passphrase.toUtf8()));
    if (!opened)
        return opened.error();
    return opened->certificates;
}

}  // namespace

bool isCertificateFile(const QString& path)
{
    static const QStringList suffixes = {u"cer"_s, u"crt"_s, u"der"_s, u"pem"_s,
                                         u"p7b"_s, u"p7c"_s, u"p12"_s, u"pfx"_s};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

base::Result<FilesGiven> readCertificateFiles(const QStringList& paths, const QString& passphrase)
{
    FilesGiven given;
    given.path = paths.value(0);
    for (const QString& path : paths) {
        auto read = readOne(path, passphrase);
        if (!read)
            return base::Error(read.error()).in(QFileInfo(path).fileName());
        std::move(read->begin(), read->end(), std::back_inserter(given.certificates));
    }
    return given;
}

}  // namespace ui
