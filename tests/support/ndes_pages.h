// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace test {

/// The encodings in which NDES, or what stands in front of it, may send a page.
enum class PageEncoding { Utf16Le, Utf16LeMarked, Utf16BeMarked, Utf16Be, Utf8, Utf8Marked };

inline QByteArray encodedPage(const QString& page, PageEncoding encoding)
{
    const bool isUtf8 = encoding == PageEncoding::Utf8 || encoding == PageEncoding::Utf8Marked;
    const bool isMarked = encoding == PageEncoding::Utf8Marked || encoding == PageEncoding::Utf16LeMarked
                          || encoding == PageEncoding::Utf16BeMarked;
    const bool isBig = encoding == PageEncoding::Utf16Be || encoding == PageEncoding::Utf16BeMarked;
    const QString text = (isMarked ? QString(QChar(QChar::ByteOrderMark)) : QString()) + page;
    if (isUtf8)
        return text.toUtf8();
    QByteArray bytes;
    for (const QChar character : text) {
        const auto high = static_cast<char>(character.unicode() >> 8U);
        const auto low = static_cast<char>(character.unicode() & 0xFFU);
        bytes.append(isBig ? high : low).append(isBig ? low : high);
    }
    return bytes;
}

/// A page as NDES builds it: the META that claims UTF-8 whatever the bytes are, the heading, `body` and the
/// link at the foot.
inline QString ndesPage(const QString& title, const QString& body)
{
    return QStringLiteral(
               "<HTML><Head><Meta HTTP-Equiv=\"Content-Type\" Content=\"text/html; charset=UTF-8\">"
               "<Title>%1</Title></Head><Body BgColor=#FFFFFF><Font ID=locPageFont Face=\"Arial\"><Table "
               "Width=100%><TR><TD><LocID ID=locMSCertSrv>%1</LocID></TD></TR></Table>%2<P ID=locPageDesc> "
               "<A HREF=http://go.microsoft.com/fwlink/?LinkId=67852>%1</A>. </P></Font></Body></HTML>")
        .arg(title, body);
}

/// The English page with a challenge; `life` is the sentence behind it.
inline QString englishChallengePage(const QString& challenge, const QString& thumbprint, const QString& life)
{
    return ndesPage(
        QStringLiteral("Network Device Enrollment Service"),
        QStringLiteral("<P> You will need this: <P> The thumbprint (hash value) for the CA certificate is: "
                       "<B> %1 </B> <P> The enrollment challenge password is: <B> %2 </B> <P> %3 <P> Each "
                       "enrollment requires a new challenge password. </P>")
            .arg(thumbprint, challenge, life));
}

inline const QString onceFor60 =
    QStringLiteral("This password can be used only once and will expire within 60 minutes.");
inline const QString again = QStringLiteral("This password can be used multiple times and will not expire.");

/// The same in German and French: our own translations, for the shape counts, not the words.
inline QString germanChallengePage(const QString& challenge, const QString& thumbprint)
{
    return ndesPage(QString::fromUtf8("Registrierungsdienst für Netzwerkgeräte"),
                    QString::fromUtf8(
                        "<P> Sie brauchen: <P> Fingerabdruck (Hashwert) des Zertifikats der "
                        "Zertifizierungsstelle: <B> %1 </B> <P> Kennwort für die Registrierung: <B> %2 </B> "
                        "<P> Dieses Kennwort gilt 1-mal und läuft nach 45 Minuten ab. <P> Mehr in 2008. </P>")
                        .arg(thumbprint, challenge));
}

inline QString frenchChallengePage(const QString& challenge, const QString& thumbprint)
{
    return ndesPage(
        QString::fromUtf8("Service d'inscription des périphériques réseau"),
        QString::fromUtf8(
            "<p>L'empreinte (hachage) du certificat de l'autorité est :&nbsp;<b>%1</b><p>Le mot de "
            "passe d'inscription est :&nbsp;<b>%2</b><p>Il expirera dans 90 minutes.</p>")
            .arg(thumbprint, challenge));
}

inline QString cacheFullPage()
{
    return ndesPage(
        QStringLiteral("Network Device Enrollment Service"),
        QStringLiteral("<P> The password cache is full. <P> Passwords are kept for 60 minutes. <UL> "
                       "<LI> Wait. </LI> <LI> Restart IIS. </LI> </UL> </P>"));
}

inline QString noPermissionPage()
{
    return ndesPage(QStringLiteral("Network Device Enrollment Service"),
                    QStringLiteral("<P> You do not have sufficient permission to enroll with SCEP.  Please "
                                   "contact your system administrator. </P>"));
}

}  // namespace test
