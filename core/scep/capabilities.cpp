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

/// What a device was meant to read in a line that it does not know: the known words in another spelling.
QStringList meantBy(const QString& line)
{
    QString plain = line;
    plain.replace(u',', u' ').replace(u';', u' ');
    QStringList meant;
    for (const QString& word : plain.simplified().split(u' ')) {
        const auto found = std::find_if(known.begin(), known.end(), [&word](QLatin1StringView one) {
            return word.compare(one, Qt::CaseInsensitive) == 0;
        });
        if (found != known.end() && line != *found)
            meant << *found;
    }
    return meant;
}

void noteSpelling(const QStringList& lines, std::vector<report::Finding>& findings)
{
    for (const QString& line : lines) {
        const QStringList meant = meantBy(line);
        if (!meant.isEmpty())
            findings.push_back(finding(remarks::capabilitiesSpelling,
                                       QCoreApplication::translate(
                                           "scep", "A line of GetCACaps is not what devices compare it with"),
                                       u"\"%1\""_s.arg(line.left(100)), meant.join(u", "_s)));
    }
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
        return assumeOldest(QCoreApplication::translate("scep", "GetCACaps is no UTF-8"));
    QString oneEnd = text;
    oneEnd.replace(u'\r', u'\n');
    JudgedCapabilities judged = judgeCapabilities(oneEnd.split(u'\n', Qt::SkipEmptyParts));
    if (!judged.capabilities && !describeBody(body).isEmpty() && text.contains(u'<'))
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
