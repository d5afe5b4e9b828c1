// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mail_address.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

// RFC 5321 §4.5.3.1 and RFC 1035 §2.3.4.
constexpr qsizetype longestLocal = 64;
constexpr qsizetype longestHost = 253;
constexpr qsizetype longestLabel = 63;

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 5322 §3.2.3, atext.
bool isAtomCharacter(char c)
{
    return isLetterOrDigit(c) || QByteArrayView("!#$%&'*+-/=?^_`{|}~").contains(c);
}

base::Error invalid(const QString& message) { return {base::Error::Code::InvalidInput, message}; }

/// A display name without the quotes around it.
QString unquoted(const QString& name)
{
    if (name.size() < 2 || !name.startsWith(u'"') || !name.endsWith(u'"'))
        return name;
    QString text;
    bool isEscaped = false;
    for (const QChar c : QStringView(name).sliced(1, name.size() - 2)) {
        if (c == u'\\' && !isEscaped) {
            isEscaped = true;
            continue;
        }
        text += c;
        isEscaped = false;
    }
    return text;
}

base::Result<QByteArray> readLocal(const QString& local, const QString& whole)
{
    if (local.isEmpty())
        return invalid(
            QCoreApplication::translate("delivery", "%1 is no mail address: nothing stands before the @")
                .arg(whole));
    if (!isAscii(local))
        return base::Error{base::Error::Code::Unsupported,
                           QCoreApplication::translate(
                               "delivery",
                               "%1 has letters beyond ASCII before the @, which many mail servers do "
                               "not take")
                               .arg(whole),
                           {},
                           QCoreApplication::translate("delivery", "Use another address of that person")};
    if (local.startsWith(u'"'))
        return base::Error{
            base::Error::Code::Unsupported,
            QCoreApplication::translate("delivery", "%1 is in quotes before the @, which is not supported")
                .arg(whole)};
    const QByteArray bytes = local.toLatin1();
    if (bytes.size() > longestLocal)
        return invalid(QCoreApplication::translate(
                           "delivery", "%1 is no mail address: more than %2 characters stand before the @")
                           .arg(whole)
                           .arg(longestLocal));
    if (bytes.startsWith('.') || bytes.endsWith('.') || bytes.contains(".."))
        return invalid(
            QCoreApplication::translate("delivery", "%1 is no mail address: a dot stands where none may")
                .arg(whole));
    for (const char c : bytes)
        if (c != '.' && !isAtomCharacter(c))
            return invalid(QCoreApplication::translate(
                               "delivery", "%1 is no mail address: “%2” may not stand before the @")
                               .arg(whole, QString(QLatin1Char(c))));
    return bytes;
}

bool isLabel(const QByteArray& label)
{
    return !label.isEmpty() && label.size() <= longestLabel && !label.startsWith('-') && !label.endsWith('-')
           && std::all_of(label.begin(), label.end(), [](char c) { return isLetterOrDigit(c) || c == '-'; });
}

base::Result<QByteArray> readHost(const QString& host, const QString& whole)
{
    if (host.startsWith(u'['))
        return base::Error{
            base::Error::Code::Unsupported,
            QCoreApplication::translate("delivery", "%1 has a number instead of a host's name").arg(whole)};
    const QByteArray bytes = isAscii(host) ? host.toLatin1() : QUrl::toAce(host);
    const QList<QByteArray> labels = bytes.split('.');
    if (bytes.size() > longestHost || !std::all_of(labels.begin(), labels.end(), isLabel))
        return invalid(
            QCoreApplication::translate("delivery", "%1 is no mail address: “%2” is no name of a host")
                .arg(whole, host));
    return bytes;
}

}  // namespace

bool hasControl(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c == QChar::LineSeparator
               || c == QChar::ParagraphSeparator;
    });
}

base::Result<MailAddress> MailAddress::fromString(const QString& text)
{
    if (hasControl(text))
        return invalid(QCoreApplication::translate(
            "delivery", "A mail address may not have a line end or a control character"));
    const QString whole = text.trimmed();
    MailAddress address;
    QString spec = whole;
    if (whole.endsWith(u'>')) {
        const qsizetype open = whole.lastIndexOf(u'<');
        if (open < 0)
            return invalid(
                QCoreApplication::translate("delivery", "%1 is no mail address: a < is missing").arg(whole));
        address.name = unquoted(whole.left(open).trimmed());
        spec = whole.sliced(open + 1, whole.size() - open - 2);
    }
    const qsizetype at = spec.lastIndexOf(u'@');
    if (at < 0)
        return invalid(
            QCoreApplication::translate("delivery", "%1 is no mail address: it has no @").arg(whole));
    const auto local = readLocal(spec.left(at), whole);
    if (!local)
        return local.error();
    const auto host = readHost(spec.sliced(at + 1), whole);
    if (!host)
        return host.error();
    address.local = *local;
    address.host = *host;
    return address;
}

}  // namespace delivery
