// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mail_message.h"

#include "core/delivery/mime.h"
#include "core/delivery/resource.h"
#include "core/delivery/steps.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonObject>
#include <QLocale>
#include <QUuid>

#include <algorithm>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

/// RFC 5322 §3.3.
QByteArray dateText(const QDateTime& date)
{
    constexpr int secondsPerMinute = 60;
    const QLocale english = QLocale::c();
    const int minutes = date.offsetFromUtc() / secondsPerMinute;
    const int hoursAndMinutes = std::abs(minutes) / 60 * 100 + std::abs(minutes) % 60;
    return (english.toString(date, u"ddd, dd MMM yyyy hh:mm:ss "_s) + (minutes < 0 ? u'-' : u'+')
            + u"%1"_s.arg(hoursAndMinutes, 4, 10, QLatin1Char('0')))
        .toLatin1();
}

/// No line of ours holds "=_" (RFC 2045 §6.7 advises it); the rest keeps it apart from a message within.
QByteArray boundaryOf(const MailMessage& message)
{
    constexpr qsizetype digits = 24;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(message.id);
    hash.addData(message.body.toUtf8());
    for (const MailAttachment& attachment : message.attachments)
        hash.addData(attachment.bytes);
    return "=_" + hash.result().toHex().left(digits);
}

/// The fields that say from whom, to whom and about what.
base::Result<QByteArray> envelopeFields(const MailMessage& message)
{
    QByteArray fields;
    if (message.from) {
        const auto from = addressField("From", {*message.from});
        if (!from)
            return from.error();
        fields += *from;
    }
    if (!message.to.empty()) {
        const auto to = addressField("To", message.to);
        if (!to)
            return to.error();
        fields += *to;
    }
    const auto subject = textField("Subject", message.subject);
    if (!subject)
        return subject.error();
    return fields + *subject;
}

/// Readable where most of it is ASCII, else the shorter of the two.
QByteArray textPart(const MailMessage& message)
{
    const QByteArray utf8 = message.body.toUtf8();
    const auto wide = std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0x80) != 0; });
    const bool isReadable = wide * 4 < utf8.size();
    QByteArray part = "Content-Type: text/plain; charset=utf-8\r\n";
    if (!message.language.isEmpty())
        part += "Content-Language: " + message.language.toLatin1() + "\r\n";
    part += isReadable ? "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                       : "Content-Transfer-Encoding: base64\r\n\r\n";
    return part
           + (isReadable ? quotedPrintable(message.body)
                         : base64Lines(QByteArray(utf8).replace('\n', "\r\n")));
}

QByteArray attachmentPart(const MailAttachment& attachment)
{
    return foldedField("Content-Type",
                       QByteArrayList{attachment.type + ';'} + oldParameterWords("name", attachment.fileName))
           + foldedField("Content-Disposition",
                         QByteArrayList{"attachment;"} + parameterWords("filename", attachment.fileName))
           + "Content-Transfer-Encoding: base64\r\n\r\n" + base64Lines(attachment.bytes);
}

/// The packages under names of which no two are the same, capital letters or not.
std::vector<Package> withNamesApart(std::vector<Package> packages)
{
    QStringList taken;
    for (Package& package : packages) {
        const QString name = package.fileName;
        const qsizetype dot = name.lastIndexOf(u'.');
        for (int number = 2; taken.contains(package.fileName, Qt::CaseInsensitive); ++number)
            package.fileName = u"%1-%2%3"_s.arg(name.left(dot)).arg(number).arg(name.sliced(dot));
        taken << package.fileName;
    }
    return packages;
}

QString bodyOf(const Steps& steps)
{
    QString text = steps.title + u"\n\n"_s;
    for (qsizetype i = 0; i < steps.lines.size(); ++i)
        text += u"%1. %2\n"_s.arg(i + 1).arg(steps.lines[i]);
    if (!steps.notes.isEmpty())
        text += u'\n';
    for (const QString& note : steps.notes)
        text += u"- %1\n"_s.arg(note);
    return text;
}

}  // namespace

MailMessage composeMail(const std::vector<Package>& packages, const QString& language, const QString& subject)
{
    MailMessage message;
    message.subject = subject;
    QStringList texts;
    for (const Package& package : withNamesApart(packages)) {
        const Steps steps = stepsFor(package, Way::Mail, language);
        message.language = steps.language;
        // A title may hold what a field of the header may not.
        if (message.subject.isEmpty())
            message.subject = steps.title.simplified();
        texts << bodyOf(steps);
        message.attachments.push_back({package.fileName, profileType.data(), package.bytes});
    }
    if (packages.size() > 1) {
        const QJsonObject page = readSentences(message.language).value("page"_L1).toObject();
        if (subject.isEmpty())
            message.subject = page.value("headingSeveral"_L1).toString();
        texts.prepend(page.value("several"_L1).toString() + u'\n');
    }
    message.body = texts.join(u"\n\n"_s);
    return message;
}

base::Result<QByteArray> writeMessage(const MailMessage& message, MailForm form)
{
    if (form == MailForm::Sent && (!message.from || message.to.empty()))
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate("delivery", "A message needs a sender and somebody to send it to")};
    const auto envelope = envelopeFields(message);
    if (!envelope)
        return envelope.error();
    const QByteArray boundary = boundaryOf(message);
    QByteArray bytes = form == MailForm::Draft ? "X-Unsent: 1\r\n" : "";
    bytes += "Date: " + dateText(message.date) + "\r\n" + *envelope;
    bytes += foldedField("Message-ID", {'<' + message.id + '>'});
    bytes += "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n";
    const QByteArray delimiter = "--" + boundary;
    bytes += delimiter + "\r\n" + textPart(message);
    for (const MailAttachment& attachment : message.attachments)
        bytes += delimiter + "\r\n" + attachmentPart(attachment);
    return bytes + delimiter + "--\r\n";
}

QByteArray makeMessageId(const QByteArray& host)
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + '@' + host;
}

}  // namespace delivery
