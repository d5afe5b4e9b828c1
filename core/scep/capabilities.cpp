// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/capabilities.h"

#include "core/scep/body.h"
#include "core/scep/remarks.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

/// The words that a device knows, and those it passes over.
constexpr std::array known = {"POSTPKIOperation"_L1, "AES"_L1,     "DES3"_L1,
                              "SHA-512"_L1,          "SHA-256"_L1, "SHA-1"_L1};

/// Whether it takes part in a comparison and cannot be seen: NUL, control characters, marks of direction.
bool isHidden(QChar c)
{
    return c != u'\t' && (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format);
}

bool hasHidden(const QString& line) { return std::any_of(line.cbegin(), line.cend(), isHidden); }

/// With what cannot be seen spelled out: "SHA-256\u0000".
QString visible(const QString& line)
{
    QString text;
    for (const QChar c : line)
        text += isHidden(c) ? u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0')) : QString(c);
    return text;
}

QStringList knownWordsIn(QString text)
{
    text.replace(u',', u' ').replace(u';', u' ');
    QStringList words;
    for (const QString& word : text.simplified().split(u' ')) {
        const auto* found = std::find_if(known.begin(), known.end(), [&word](QLatin1StringView one) {
            return word.compare(one, Qt::CaseInsensitive) == 0;
        });
        if (found != known.end())
            words << *found;
    }
    return words;
}

/// What a device was meant to read in a line that it does not know: the known words in another spelling.
QStringList meantBy(const QString& line)
{
    if (std::find(known.begin(), known.end(), line) != known.end())
        return {};
    QString parted = line;
    QString joined;
    for (QChar& c : parted) {
        if (isHidden(c))
            c = u' ';
        else
            joined += c;
    }
    // A NUL ends a word in C, and stands behind each letter in UTF-16.
    const QStringList words = knownWordsIn(parted);
    return words.isEmpty() ? knownWordsIn(joined) : words;
}

void noteSpelling(const QStringList& lines, std::vector<report::Finding>& findings)
{
    for (const QString& line : lines) {
        const QStringList meant = meantBy(line);
        if (!meant.isEmpty())
            findings.push_back(finding(
                remarks::capabilitiesSpelling,
                hasHidden(line) ? QCoreApplication::translate(
                    "scep", "A line of GetCACaps holds what cannot be seen, and "
                            "devices compare that as well")
                                : QCoreApplication::translate(
                                    "scep", "A line of GetCACaps is not what devices compare it with"),
                u"\"%1\""_s.arg(visible(line).left(100)), meant.join(u", "_s)));
    }
}

/// Why no word was known although somebody meant to send some; empty where nothing is hidden.
QString hiddenCause(const QString& text)
{
    const qsizetype nuls = text.count(QChar(u'\0'));
    if (nuls == 0)
        return {};
    // Every other byte of Latin letters in UTF-16.
    return nuls * 3 > text.size()
               ? QCoreApplication::translate("scep",
                                             "GetCACaps is UTF-16, which a device reads as UTF-8: the "
                                             "NUL between any two letters makes every word unknown")
               : QCoreApplication::translate("scep",
                                             "GetCACaps holds NUL bytes, which a device compares like "
                                             "letters: no line is exactly SHA-512, SHA-256 or SHA-1");
}

/// UTF-8's own mark at the beginning, which CoreFoundation skips when it makes a string.
void noteMark(const QByteArray& body, std::vector<report::Finding>& findings)
{
    if (body.startsWith("\xEF\xBB\xBF"))
        findings.push_back(finding(
            remarks::capabilitiesSpelling,
            QCoreApplication::translate("scep", "GetCACaps begins with a byte order mark; a device is "
                                                "expected to skip it, other clients do not know the "
                                                "first word then"),
            u"EF BB BF"_s, QCoreApplication::translate("scep", "The first word at once")));
}

JudgedCapabilities assumeOldest(const QString& why)
{
    JudgedCapabilities judged;
    judged.capabilities.emplace();
    judged.verdict = QCoreApplication::translate("scep", "%1: a device assumes SHA-1, 3DES and GET").arg(why);
    judged.findings.push_back(
        finding(remarks::capabilitiesIgnored, judged.verdict, {}, u"POSTPKIOperation, AES, SHA-256"_s));
    return judged;
}

}  // namespace

JudgedCapabilities judgeCapabilities(const QStringList& lines)
{
    JudgedCapabilities judged;
    judged.lines = lines;
    noteSpelling(lines, judged.findings);
    const auto has = [&lines](QLatin1StringView word) {
        return std::any_of(lines.begin(), lines.end(), [word](const QString& line) { return line == word; });
    };
    Capabilities result;
    result.lines = lines;
    if (has("SHA-512"_L1)) {
        result.digest = x509::Digest::Sha512;
    } else if (has("SHA-256"_L1)) {
        result.digest = x509::Digest::Sha256;
    } else if (!has("SHA-1"_L1)) {
        judged.cause = QCoreApplication::translate(
            "scep",
            "No line of GetCACaps is exactly SHA-512, SHA-256 or SHA-1, and a device needs one of them");
        return judged;
    }
    result.cipher = has("AES"_L1) ? Cipher::Aes128Cbc : Cipher::TripleDesCbc;
    result.method = has("POSTPKIOperation"_L1) ? Method::Post : Method::Get;
    judged.verdict = QCoreApplication::translate("scep", "A device uses %1, %2 and %3")
                         .arg(digestName(result.digest), cipherName(result.cipher),
                              result.method == Method::Post ? u"POST"_s : u"GET"_s);
    judged.capabilities = std::move(result);
    return judged;
}

JudgedCapabilities judgeCapabilities(const QByteArray& body)
{
    if (body.isEmpty())
        return assumeOldest(QCoreApplication::translate("scep", "GetCACaps is empty"));
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(body);
    if (utf8.hasError())
        return assumeOldest(
            body.startsWith("\xFF\xFE") || body.startsWith("\xFE\xFF")
                ? QCoreApplication::translate("scep", "GetCACaps is no UTF-8 but begins with UTF-16's mark")
                : QCoreApplication::translate("scep", "GetCACaps is no UTF-8"));
    QString oneEnd = text;
    oneEnd.replace(u'\r', u'\n');
    JudgedCapabilities judged = judgeCapabilities(oneEnd.split(u'\n', Qt::SkipEmptyParts));
    noteMark(body, judged.findings);
    if (judged.capabilities)
        return judged;
    if (const QString hidden = hiddenCause(text); !hidden.isEmpty())
        judged.cause = hidden;
    else if (text.contains(u'<'))
        judged.cause =
            QCoreApplication::translate("scep", "GetCACaps brings %1 and no capabilities: a device "
                                                "finds none of SHA-512, SHA-256 and SHA-1")
                .arg(describeBody(body));
    return judged;
}

QString digestName(x509::Digest digest)
{
    switch (digest) {
    case x509::Digest::Md5: return u"MD5"_s;
    case x509::Digest::Sha1: return u"SHA-1"_s;
    case x509::Digest::Sha224: return u"SHA-224"_s;
    case x509::Digest::Sha256: return u"SHA-256"_s;
    case x509::Digest::Sha384: return u"SHA-384"_s;
    case x509::Digest::Sha512: break;
    }
    return u"SHA-512"_s;
}

QString cipherName(Cipher cipher) { return cipher == Cipher::Aes128Cbc ? u"AES-128-CBC"_s : u"3DES-CBC"_s; }

}  // namespace scep
