// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/body.h"

#include "core/x509/asn1.h"
#include "core/x509/bundle.h"
#include "core/x509/pem.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr qsizetype lookedAt = 16 * 1024;
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
    // The header says how long it was meant to be; readElement() wants all of it to be there.
    if (!x509::readElement(body))
        return QCoreApplication::translate("scep", "the beginning of %1, cut off after %2 bytes")
            .arg(describeAsn1(body))
            .arg(body.size());
    const x509::BundleFormat format = x509::detectFormat(body);
    if (format == x509::BundleFormat::Der && x509::Certificate::fromDer(body))
        return QCoreApplication::translate("scep", "a certificate in DER");
    if (format == x509::BundleFormat::Pkcs7) {
        const auto certificates = x509::readCertificates(body);
        const std::size_t count = certificates ? certificates->size() : 0;
        if (count == 0)
            return QCoreApplication::translate("scep", "a PKCS #7 message without certificates");
        return count == 1
                   ? QCoreApplication::translate("scep", "a PKCS #7 message with one certificate")
                   : QCoreApplication::translate("scep", "a PKCS #7 message with %1 certificates").arg(count);
    }
    return QCoreApplication::translate("scep", "ASN.1 that is no certificate");
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
