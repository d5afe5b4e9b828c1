// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/redact.h"

#include <QRegularExpression>

#include <algorithm>

namespace explain {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxText = 4096;

/// All patterns here have possessive or bounded repeats: no text makes them go back and forth.
QRegularExpression pattern(const QString& text,
                           QRegularExpression::PatternOptions options = QRegularExpression::NoPatternOption)
{
    QRegularExpression expression(text, options);
    Q_ASSERT(expression.isValid());
    return expression;
}

/// `text` with every match replaced by what `replace` makes of it.
template <class F>
QString replaced(const QString& text, const QRegularExpression& what, F&& replace)
{
    QString result;
    qsizetype from = 0;
    for (auto it = what.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        result += QStringView(text).sliced(from, match.capturedStart() - from);
        result += replace(match);
        from = match.capturedEnd();
    }
    return result.append(QStringView(text).sliced(from));
}

/// A name that says nothing of whose it is: of the system, of a file of code, of a web server's program.
bool isPublicName(const QString& name)
{
    static const QStringList starts = {u"com.apple."_s, u"kCF"_s, u"NS"_s, u"MC"_s};
    static const QStringList ends = {u".dll"_s,   u".exe"_s,          u".framework"_s, u".plist"_s, u".cpp"_s,
                                     u".swift"_s, u".mobileconfig"_s, u".app"_s,       u".dylib"_s};
    return std::any_of(starts.begin(), starts.end(), [&](const QString& s) { return name.startsWith(s); })
           || std::any_of(ends.begin(), ends.end(), [&](const QString& s) { return name.endsWith(s); });
}

}  // namespace

QString withoutSecrets(QString text)
{
    if (text.size() > maxText)
        text = text.first(maxText) + u'…';
    static const auto credentials = pattern(uR"(\b([A-Za-z][A-Za-z0-9+.-]{0,20}+://)[^\s/@"'<>]{1,300}+@)"_s);
    text.replace(credentials, u"\\1[secret]@"_s);
    static const auto header = pattern(uR"(\b((?:proxy-)?authorization|(?:set-)?cookie)("?\s{0,3}[:=]).*)"_s,
                                       QRegularExpression::CaseInsensitiveOption);
    text.replace(header, u"\\1\\2 [secret]"_s);
    static const auto bearer = pattern(uR"(\b(bearer|basic)\s{1,3}[A-Za-z0-9+/=._~-]{6,}+)"_s,
                                       QRegularExpression::CaseInsensitiveOption);
    text.replace(bearer, u"\\1 [secret]"_s);
    // The operation of SCEP is no secret and tells what went on; all other values of a query may be one.
    static const auto query = pattern(uR"(([?&][A-Za-z0-9_.%-]{1,60}+)=([^\s&"'<>]*+))"_s);
    text = replaced(text, query, [](const QRegularExpressionMatch& match) {
        const QString name = match.captured(1);
        const bool isPlain = name.endsWith(u"operation", Qt::CaseInsensitive);
        return isPlain || match.captured(2).isEmpty() ? match.captured() : name + u"=[hidden]"_s;
    });
    // "password is: X", `"Challenge" : "X"`, <key>Password</key><string>X</string>
    static const auto named = pattern(
        uR"(((?:challenge|passw(?:or)?d|passphrase|passcode|pwd|secret|token|api_?key|credential)[A-Za-z_]{0,20}+))"
        uR"((?:"|'|\\"|</key>|\s{1,4}is)?\s{0,4}(?::|=>|=|<string>|<data>)\s{0,4}(?:<string>|<data>)?\s{0,4})"
        uR"((?:(\[(?:hidden|secret)\])|\\?"[^"\n]{0,400}|'[^'\n]{0,400}|[^\s,;<>{}\])]{1,400}))"_s,
        QRegularExpression::CaseInsensitiveOption);
    text = replaced(text, named, [](const QRegularExpressionMatch& match) {
        // What was hidden above stays as it is.
        return match.hasCaptured(2) ? match.captured() : match.captured(1) + u": [secret]"_s;
    });
    return text;
}

QString Redactor::placeholder(const QString& kind, const QString& value)
{
    const QString key = kind + u' ' + value.toLower();
    if (const auto known = m_known.constFind(key); known != m_known.cend())
        return *known;
    return *m_known.insert(key, u"[%1 %2]"_s.arg(kind).arg(++m_counts[kind]));
}

QString Redactor::withoutHosts(const QString& text)
{
    static const auto authority =
        pattern(uR"(\b([A-Za-z][A-Za-z0-9+.-]{0,20}+://)([^\s/?#"'<>”]{1,300}+))"_s);
    QString result = replaced(text, authority, [this](const QRegularExpressionMatch& match) {
        const QString host = match.captured(2);
        return match.captured(1)
               + placeholder(u"host"_s, host.mid(host.lastIndexOf(u'@') + 1).section(u':', 0, 0));
    });
    static const auto mail = pattern(uR"([\w.+%-]{1,80}+@[\w.-]{1,200})"_s);
    result.replace(mail, u"[mail]"_s);
    static const auto address =
        pattern(uR"(\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:.])[0-9A-Fa-f:]{5,45}+(?:%\w{1,10})?(?![\w:]))"_s);
    static const auto time = pattern(uR"(^\d{1,2}:\d\d:\d\d$)"_s);
    result = replaced(result, address, [this](const QRegularExpressionMatch& match) {
        const QString found = match.captured();
        const bool isAddress =
            found.contains(u'.') || (found.count(u':') > 1 && !time.match(found).hasMatch());
        return isAddress ? placeholder(u"address"_s, found) : found;
    });
    static const auto name = pattern(uR"((?<![\w.-])[A-Za-z0-9_-]{1,63}+(?:\.[A-Za-z0-9_-]{1,63}+){1,20}+)"_s,
                                     QRegularExpression::UseUnicodePropertiesOption);
    return replaced(result, name, [this](const QRegularExpressionMatch& match) {
        const QString found = match.captured();
        const QString last = found.section(u'.', -1);
        const bool isName = last.size() > 1 && last.front().isLetter();
        return !isName || isPublicName(found) ? found : placeholder(u"host"_s, found);
    });
}

QString Redactor::redact(const QString& text)
{
    QString result = withoutSecrets(text);
    // "Jan  2 03:04:05 NAME profiled[7] <Error>: …"
    static const auto syslog = pattern(
        uR"(((?:^|\s)[A-Z][a-z]{2}\s{1,3}\d{1,2}\s\d\d:\d\d:\d\d(?:\.\d{1,9})?\s)(\S{1,100})(?=\s\S{1,200}\[\d))"_s);
    result.replace(syslog, u"\\1[device]"_s);
    static const auto owned = pattern(
        uR"([^\s"“]{1,60}(?:\s[^\s"“]{1,60})?[’']s[ -](?:iPhone|iPad|iPod|Mac\w{0,10}|Apple[ -]\w{1,10})|)"
        uR"((?:iPhone|iPad) (?:von|de|di|van) \S{1,60}|)"
        uR"([\w-]{1,60}-(?:iPhone|iPad|iPod|MacBook[\w-]{0,20})\b)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    result.replace(owned, u"[device]"_s);
    result = withoutHosts(result);
    static const auto labelled = pattern(
        uR"x(\b((?:serial(?:[ _]?(?:number|no))?|udid|imei|meid|iccid|device[ _]?(?:name|id)|)x"
        uR"x(host(?:[ _]?name)?|computer[ _]?name|user(?:[ _]?name)?|account|owner|organi[sz]ation)"?)x"
        uR"x(\s{0,3}[:=]\s{0,3})(?:"[^"]{0,200}"?|[^\s,;<>{}\])]{1,200}))x"_s,
        QRegularExpression::CaseInsensitiveOption);
    result.replace(labelled, u"\\1[hidden]"_s);
    static const auto person = pattern(uR"((\bfor )\S{1,100}(?= \(Source))"_s);
    result.replace(person, u"\\1[person]"_s);
    static const auto folder = pattern(uR"((/(?:Users|home)/)[^/\s"']{1,100})"_s);
    result.replace(folder, u"\\1[person]"_s);
    static const auto quoted =
        pattern(uR"(“[^”\n]{0,400}(?:”|$)|„[^“”\n]{0,400}(?:[“”]|$)|«[^»\n]{0,400}(?:»|$)|)"
                uR"(‘[^\n‘]{0,400}?(?:’(?![A-Za-z])|$))"_s);
    result.replace(quoted, u"“[name]”"_s);
    // What the tools of a Mac put into plain quotes; the types of payloads are Apple's.
    static const auto named = pattern(
        uR"(\b((?:file|user|profile|payload|certificate|network|identifier):?\s?)'(?!com\.apple\.)[^'\n]{1,400}')"_s,
        QRegularExpression::CaseInsensitiveOption);
    result.replace(named, u"\\1'[name]'"_s);
    static const auto identifier = pattern(
        uR"(\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b|\b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{16}\b|)"
        uR"(\b[0-9A-Fa-f]{16,}+\b|[A-Za-z0-9+/]{40,}+={0,2})"_s);
    result.replace(identifier, u"[id]"_s);
    // Serial numbers: capitals and digits, some of both.
    static const auto serial = pattern(uR"(\b(?=[A-Z0-9]{0,11}[A-Z])(?=[A-Z]{0,11}[0-9])[A-Z0-9]{8,14}\b)"_s);
    result.replace(serial, u"[id]"_s);
    return result;
}

}  // namespace explain
