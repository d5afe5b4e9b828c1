// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include "app/cli/output.h"
#include "core/base/save_file.h"
#include "core/plist/document.h"
#include "core/profile/locate.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QTimeZone>

#include <cstdio>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

base::Result<QByteArray> readStandardInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return base::Error{base::Error::Code::NotFound,
                           QCoreApplication::translate("cli", "Standard input could not be read"),
                           input.errorString(), input.errorString()};
    QByteArray bytes;
    while (bytes.size() <= plist::maxBytes) {
        const QByteArray more = input.read(plist::maxBytes + 1 - bytes.size());
        if (more.isEmpty())
            break;
        bytes += more;
    }
    if (bytes.size() > plist::maxBytes)
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("cli", "Standard input is larger than %1")
                               .arg(QLocale().formattedDataSize(plist::maxBytes))};
    return bytes;
}

}  // namespace

base::Result<QByteArray> readInput(const QString& path)
{
    return path == u"-" ? readStandardInput() : base::loadFile(path, plist::maxBytes);
}

base::Error atFile(base::Error error, const QString& path)
{
    if (!error.position)
        return std::move(error).in(path);
    const base::TextPosition at = *error.position;
    return std::move(error).in(u"%1:%2:%3"_s.arg(path).arg(at.line).arg(at.column));
}

base::Result<sign::Opened> openProfile(const QString& path)
{
    const auto bytes = readInput(path);
    if (!bytes)
        return bytes.error();
    auto opened = sign::open(*bytes);
    if (!opened)
        return atFile(opened.error(), path);
    return opened;
}

base::Error noValueAt(const QString& path, const QString& file)
{
    return {base::Error::Code::NotFound,
            QCoreApplication::translate("cli", "%1: there is no value at %2").arg(file, path),
            {},
            QCoreApplication::translate("cli", "profilewright-cli show lists what is there")};
}

base::Result<plist::Path> findPath(const QString& text, const plist::Value& root)
{
    auto path = profile::locate(text, profile::Profile(root));
    if (path || !path.error().position)
        return path;
    return base::Error(path.error())
        .in(QCoreApplication::translate("cli", "%1, character %2")
                .arg(text)
                .arg(path.error().position->column));
}

base::Result<trust::Roots> readRoots(const QString& path)
{
    if (path.isEmpty())
        return trust::systemRoots();
    const auto bytes = readInput(path);
    if (!bytes)
        return bytes.error();
    auto certificates = x509::readCertificates(*bytes);
    if (!certificates)
        return atFile(certificates.error(), path);
    return trust::Roots{*std::move(certificates), false};
}

base::Result<QDateTime> readMoment(const QString& text)
{
    if (text.isEmpty())
        return QDateTime::currentDateTimeUtc();
    // Qt takes a moment for its day alone, whatever follows.
    constexpr qsizetype dayLength = 10;
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid() && text.size() == dayLength)
        return day.startOfDay(QTimeZone::utc());
    QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    if (!moment.isValid())
        return usageError(
            QCoreApplication::translate("cli", "“%1” is no date").arg(text),
            QCoreApplication::translate("cli", "Write it like 2026-01-31 or 2026-01-31T12:00:00Z"));
    // Without a zone the same command must mean the same everywhere.
    if (moment.timeSpec() == Qt::LocalTime)
        moment.setTimeSpec(Qt::UTC);
    return moment.toUTC();
}

void noteLostSignature(const sign::Opened& opened)
{
    if (opened.container == sign::Container::Signed && opened.document.isModified())
        printNote(QCoreApplication::translate(
            "cli", "The signature does not fit what was changed and was left out; sign the file again"));
}

}  // namespace cli
