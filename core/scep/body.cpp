// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/body.h"

#include "core/x509/asn1.h"
#include "core/x509/bundle.h"
#include "core/x509/pem.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr qsizetype lookedAt = qsizetype(16) * 1024;
constexpr qsizetype mostCharacters = 400;
constexpr unsigned char sequenceTag = 0x30;

QString asText(const QByteArray& body) { return QString::fromUtf8(x509::asPlainText(body.left(lookedAt))); }

bool isHtml(const QString& text)
{
    static const QRegularExpression tag(
        u"^\\s*(<!doctype\\s+html|<html|<head|<body|<!--|<\\?xml[^>]*>\\s*<!doctype)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return tag.match(text).hasMatch();
}

QString titleOf(const QString& page)
{
    static const QRegularExpression title(u"<title[^>]*>([^<]{1,200})</title>"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return title.match(page).captured(1).simplified();
}

/// What a file is called whose outer element says what it was meant to be.
QString describeAsn1(const QByteArray& body)
{
    const QString type = x509::contentType(body);
    if (type == u"1.2.840.113549.1.7.2")
        return QCoreApplication::translate("scep", "a PKCS #7 message");
    if (!type.isEmpty())
        return QCoreApplication::translate("scep", "a CMS message of another type");
    return QCoreApplication::translate("scep", "a certificate in DER");
}

/// How long the element is that `bytes` begins with, in BER as in DER; nothing when its end is missing.
std::optional<qsizetype> wholeLength(QByteArrayView bytes, int depth = 0)
{
    constexpr int deepest = 64;
    const auto header = x509::readElement(bytes);
    if (!header || depth > deepest)
        return std::nullopt;
    if (header->length >= 0)
        return header->size + header->length;
    qsizetype end = header->size;
    for (;;) {
        const QByteArrayView rest = bytes.sliced(end);
        if (rest.startsWith(QByteArrayView("\0\0", 2)))
            return end + 2;
        const auto length = wholeLength(rest, depth + 1);
        if (!length)
            return std::nullopt;
        end += *length;
    }
}

/// How many certificates in DER stand behind one another; 0 when something else does.
int countCertificates(const QByteArray& body)
{
    constexpr int most = 100;
    int count = 0;
    QByteArrayView rest = body;
    while (!rest.isEmpty()) {
        const auto element = x509::readElement(rest);
        if (!element || element->length < 0 || count == most)
            return 0;
        const qsizetype size = element->size + element->length;
        if (!x509::Certificate::fromDer(rest.first(size).toByteArray()))
            return 0;
        ++count;
        rest = rest.sliced(size);
    }
    return count;
}

/// A body of ASN.1 that is all there.
QString describeWhole(const QByteArray& body)
{
    const x509::BundleFormat format = x509::detectFormat(body);
    if (format == x509::BundleFormat::Pkcs7) {
        const auto certificates = x509::readCertificates(body);
        const std::size_t count = certificates ? certificates->size() : 0;
        if (count == 0)
            return QCoreApplication::translate("scep", "a PKCS #7 message without certificates");
        return count == 1
                   ? QCoreApplication::translate("scep", "a PKCS #7 message with one certificate")
                   : QCoreApplication::translate("scep", "a PKCS #7 message with %1 certificates").arg(count);
    }
    const int count = countCertificates(body);
    if (count > 1)
        return QCoreApplication::translate("scep", "%1 certificates in DER behind one another").arg(count);
    if (count == 1)
        return QCoreApplication::translate("scep", "a certificate in DER");
    // What follows is the mistake, not what comes first.
    const auto first = x509::readElement(body);
    const qsizetype size = first && first->length >= 0 ? first->size + first->length : body.size();
    if (size < body.size() && x509::Certificate::fromDer(body.first(size)))
        return body.size() - size == 1
                   ? QCoreApplication::translate("scep", "a certificate in DER with one byte behind it")
                   : QCoreApplication::translate("scep", "a certificate in DER with %1 bytes behind it")
                         .arg(body.size() - size);
    return QCoreApplication::translate("scep", "ASN.1 that is no certificate");
}

}  // namespace

bool isText(const QByteArray& body)
{
    if (body.isEmpty() || static_cast<unsigned char>(body[0]) == sequenceTag)
        return false;
    const QString text = asText(body);
    const auto isControl = [](QChar c) {
        return c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t' && c != u'\f';
    };
    return !text.isEmpty() && std::none_of(text.cbegin(), text.cend(), isControl)
           && text.count(QChar::ReplacementCharacter) * 10 <= text.size();
}

QString describeBody(const QByteArray& body)
{
    if (body.isEmpty())
        return QCoreApplication::translate("scep", "nothing");
    if (x509::hasPem(body))
        return QCoreApplication::translate("scep", "PEM text");
    if (isText(body)) {
        const QString text = asText(body);
        if (isHtml(text)) {
            const QString title = titleOf(text);
            return title.isEmpty() ? QCoreApplication::translate("scep", "an HTML page")
                                   : QCoreApplication::translate("scep", "an HTML page (“%1”)").arg(title);
        }
        if (text.trimmed().startsWith(u'{'))
            return QCoreApplication::translate("scep", "JSON");
        // "Method Not Allowed" is Base64 as well, but of no ASN.1.
        if (x509::fromBareBase64(body).startsWith(static_cast<char>(sequenceTag)))
            return QCoreApplication::translate("scep", "Base64 text");
        return QCoreApplication::translate("scep", "text");
    }
    if (static_cast<unsigned char>(body[0]) != sequenceTag)
        return QCoreApplication::translate("scep", "bytes that are no ASN.1");
    // The header says how long it was meant to be.
    if (wholeLength(body))
        return describeWhole(body);
    return body.size() == 1
               ? QCoreApplication::translate("scep", "the beginning of %1, cut off after one byte")
                     .arg(describeAsn1(body))
               : QCoreApplication::translate("scep", "the beginning of %1, cut off after %2 bytes")
                     .arg(describeAsn1(body))
                     .arg(body.size());
}

QString describeRedirect(const http::Reply& reply)
{
    constexpr std::array statuses = {301, 302, 303, 307, 308};
    constexpr qsizetype mostShown = 100;
    if (std::find(statuses.begin(), statuses.end(), reply.status) == statuses.end())
        return {};
    const QByteArray location = reply.header("Location").trimmed();
    return location.isEmpty()
               ? QCoreApplication::translate("scep", "a redirect without an address (status %1, no Location)")
                     .arg(reply.status)
               : QCoreApplication::translate("scep",
                                             "a redirect that leads nowhere (status %1, Location “%2”)")
                     .arg(QString::number(reply.status), QString::fromLatin1(location.left(mostShown)));
}

QString readableLines(const QByteArray& body)
{
    if (!isText(body))
        return {};
    QString text = asText(body);
    if (isHtml(text)) {
        static const QRegularExpression hidden(u"<(script|style|head)\\b[^>]*>.*?</\\1>"_s,
                                               QRegularExpression::CaseInsensitiveOption
                                                   | QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression breaks(u"<(br|p|h[1-6]|tr|li|div)\\b[^>]*>"_s,
                                               QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression tags(u"<[^>]{0,2000}>"_s);
        const QString title = titleOf(text);
        text.remove(hidden);
        text.replace(breaks, u"\n"_s);
        text.remove(tags);
        if (!title.isEmpty())
            text.prepend(title + u'\n');
    }
    QStringList lines;
    for (const QString& line : text.split(u'\n')) {
        const QString simple = line.simplified();
        if (!simple.isEmpty() && !lines.contains(simple))
            lines << simple;
    }
    return lines.join(u'\n').left(mostCharacters);
}

}  // namespace scep
