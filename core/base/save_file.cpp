// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/save_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace base {

namespace {

Error::Code codeFor(QFileDevice::FileError error)
{
    switch (error) {
    case QFileDevice::PermissionsError: return Error::Code::Denied;
    case QFileDevice::OpenError: return Error::Code::NotFound;
    default: return Error::Code::InvalidInput;
    }
}

/// The new file belongs to whom the old one belonged to, where we may say so.
void keepOwner([[maybe_unused]] const QSaveFile& file, [[maybe_unused]] const QFileInfo& old)
{
#ifdef Q_OS_UNIX
    if (!old.exists() || (old.ownerId() == ::geteuid() && old.groupId() == ::getegid()))
        return;
    // The group at least, which its members may set. What remains refused is no reason to lose the edit.
    [[maybe_unused]] const bool isKept =
        ::fchown(file.handle(), old.ownerId(), old.groupId()) == 0
        || ::fchown(file.handle(), static_cast<uid_t>(-1), old.groupId()) == 0;
#endif
}

/// Into what cannot be replaced, such as a pipe or a device: there a part is all there is of it.
bool writeInto(QFile& file, const QByteArray& bytes)
{
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(bytes) == bytes.size();
}

}  // namespace

Result<void> saveFile(const QString& path, const QByteArray& bytes, Access access)
{
    const auto failed = [&path](const QFileDevice& file) {
        return Error{file.error() == QFileDevice::PermissionsError ? Error::Code::Denied
                                                                   : Error::Code::NotFound,
                     QCoreApplication::translate("base", "%1 could not be written").arg(path),
                     file.errorString(), file.errorString()};
    };
    // QSaveFile replaces the file that a link points to only when it is given that file.
    const QFileInfo info(path);
    if (info.exists() && !info.isFile() && !info.isDir()) {
        QFile device(path);
        return writeInto(device, bytes) ? Result<void>() : failed(device);
    }
    QSaveFile file(info.isSymLink() ? info.symLinkTarget() : path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(file);
    if (access == Access::OwnerOnly && !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failed(file);
    keepOwner(file, info);
    // QSaveFile 6.4 forgets, in commit(), that its buffer could not be written: a full disk would be a
    // success.
    if (file.write(bytes) != bytes.size() || !file.flush() || !file.commit())
        return failed(file);
    return {};
}

Result<QByteArray> loadFile(const QString& path, qint64 maxBytes)
{
    QFile file(path);
    if (!QFileInfo::exists(path))
        return Error{Error::Code::NotFound,
                     QCoreApplication::translate("base", "%1 does not exist").arg(path)};
    if (QFileInfo(path).isDir())
        return Error{Error::Code::InvalidInput,
                     QCoreApplication::translate("base", "%1 is a folder").arg(path)};
    if (!file.open(QIODevice::ReadOnly))
        return Error{codeFor(file.error()),
                     QCoreApplication::translate("base", "%1 could not be read").arg(path),
                     file.errorString(), file.errorString()};
    // A pipe or a device has no size, so the limit is on what is read, not on what the system says.
    QByteArray bytes = file.read(maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{Error::Code::InvalidInput,
                     QCoreApplication::translate("base", "%1 could not be read").arg(path),
                     file.errorString(), file.errorString()};
    if (bytes.size() > maxBytes)
        return Error{Error::Code::InvalidInput, QCoreApplication::translate("base", "%1 is larger than %2")
                                                    .arg(path, QLocale().formattedDataSize(maxBytes))};
    return bytes;
}

}  // namespace base
