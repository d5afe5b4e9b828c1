// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/share_output.h"

#include "app/cli/output.h"
#include "core/delivery/landing_page.h"
#include "core/delivery/qr_code.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

void printJsonLine(const QJsonObject& json)
{
    printBytes(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

QJsonObject toJson(const delivery::Share& share)
{
    QJsonArray files;
    for (std::size_t i = 0; i < share.packages().size(); ++i) {
        const delivery::Package& package = share.packages()[i];
        files << QJsonObject{{u"name"_s, package.fileName},
                             {u"title"_s, package.title},
                             {u"url"_s, share.fileUrl(i)},
                             {u"bytes"_s, package.bytes.size()},
                             {u"sha256"_s, QString::fromLatin1(package.sha256.toHex())},
                             {u"signed"_s, package.isSigned},
                             {u"signer"_s, package.signer}};
    }
    return {{u"format"_s, 1},
            {u"url"_s, share.url()},
            {u"expires"_s, share.expires().toString(Qt::ISODate)},
            {u"downloads"_s, share.wanted()},
            {u"files"_s, files}};
}

QJsonObject toJson(const delivery::ShareEvent& event)
{
    return {{u"event"_s, delivery::eventName(event.kind)},
            {u"time"_s, event.at.toString(Qt::ISODateWithMs)},
            {u"text"_s, event.text},
            {u"hints"_s, QJsonArray::fromStringList(event.hints)},
            {u"address"_s, event.address},
            {u"device"_s, event.device},
            {u"file"_s, event.fileName},
            {u"bytes"_s, event.bytes}};
}

void printCode(const QString& url)
{
#ifdef Q_OS_UNIX
    if (::isatty(STDOUT_FILENO) != 1)
        return;
#endif
    const auto code = delivery::QrCode::fromText(url);
    if (!code)
        return;
    const bool isPlain = qgetenv("TERM") == "dumb" || qEnvironmentVariableIsSet("NO_COLOR");
    // As bytes: these escape sequences are ours.
    printBytes(
        code->toHalfBlocks(isPlain ? delivery::QrCode::Colours::None : delivery::QrCode::Colours::Explicit)
            .toUtf8());
}

}  // namespace

void printShare(const delivery::Share& share, const delivery::Interface& interface, Format format)
{
    if (format == Format::Json) {
        printJsonLine(toJson(share));
        return;
    }
    printText(share.url() + u'\n');
    printCode(share.url());
    for (std::size_t i = 0; i < share.packages().size(); ++i) {
        const delivery::Package& package = share.packages()[i];
        printText(QCoreApplication::translate("cli", "%1: %2 bytes, SHA-256 begins with %3\n")
                      .arg(package.fileName, QLocale().toString(package.bytes.size()),
                           delivery::fingerprintBeginning(package.sha256)));
        if (share.packages().size() > 1)
            printText(u"  %1\n"_s.arg(share.fileUrl(i)));
    }
    const QString until = QLocale().toString(share.expires().toLocalTime().time(), QLocale::ShortFormat);
    // One is spelled out so that the source language needs no catalogue for its own plural.
    const QString open =
        share.wanted() == 1
            ? QCoreApplication::translate("cli",
                                          "Open on %1 until %2 or the first download; Ctrl+C closes it\n")
            : QCoreApplication::translate("cli", "Open on %1 until %2 or %n downloads; Ctrl+C closes it\n",
                                          nullptr, share.wanted());
    printText(open.arg(describe(interface), until));
}

void printEvent(const delivery::ShareEvent& event, Format format)
{
    if (format == Format::Json) {
        printJsonLine(toJson(event));
    } else {
        printText(u"%1 %2\n"_s.arg(QLocale().toString(event.at.toLocalTime().time(), QLocale::ShortFormat),
                                   event.text));
        for (const QString& hint : event.hints)
            printText(u"      - %1\n"_s.arg(hint));
    }
    // Nobody is left to be told when it cannot be written; the end of the command asks again.
    static_cast<void>(flushOutput());
}

}  // namespace cli
