// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/schema/schema.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace delivery {

/// The type under which devices take a profile, in mail and on the web.
constexpr QLatin1StringView profileType("application/x-apple-aspen-config");

/// A profile ready to leave, and what a recipient and whoever sends it must know of it.
struct Package
{
    QString fileName;   ///< without folders, ends in ".mobileconfig"
    QByteArray bytes;   ///< as they go out
    QByteArray sha256;  ///< of `bytes`, 32 bytes
    QString title;      ///< PayloadDisplayName, else the file's name
    QString organization;
    QStringList payloads;  ///< what is inside, the type of each
    bool isSigned = false;
    QString signer;         ///< common name; empty when not signed or not known
    bool hasRoot = false;   ///< a root certificate, which the person has to trust by a switch of its own
    QStringList secrets;    ///< what anyone who has the bytes can read: "SCEP: Challenge"
    bool isForMac = false;  ///< PayloadScope System, or payloads that only macOS takes
};

/// Looks into a profile that is to be delivered. InvalidInput: it is no configuration profile that can be
/// read; nothing else is delivered.
[[nodiscard]] base::Result<Package> makePackage(const QByteArray& bytes,
                                                const QString& fileName,
                                                const schema::Store& store);

/// `name` as a file of that kind may be called everywhere: no folders, no characters that Windows or a
/// header forbids or that turn the text around them, not too long for any file system, ".mobileconfig" behind
/// it.
[[nodiscard]] QString safeFileName(const QString& name);

}  // namespace delivery
