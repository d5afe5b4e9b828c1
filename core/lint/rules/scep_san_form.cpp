// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isLetterOrDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool holdsBlank(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || !c.isPrint(); });
}

/// RFC 1034, 3.5, with the underscores that names of hosts have in practice and the asterisk of RFC 6125.
bool isHostName(QStringView name)
{
    constexpr qsizetype maxName = 253;
    constexpr qsizetype maxLabel = 63;
    if (name.startsWith(u"*."))
        name = name.sliced(2);
    if (name.isEmpty() || name.size() > maxName)
        return false;
    const auto labels = name.split(u'.');
    return std::all_of(labels.begin(), labels.end(), [](QStringView label) {
        return !label.isEmpty() && label.size() <= maxLabel && !label.startsWith(u'-')
               && !label.endsWith(u'-') && std::all_of(label.begin(), label.end(), [](QChar c) {
                      return isLetterOrDigit(c) || c == u'-' || c == u'_';
                  });
    });
}

/// Local-part "@" Domain (RFC 5321, 4.1.2), or a domain in brackets.
bool isMailbox(QStringView name)
{
    const qsizetype at = name.lastIndexOf(u'@');
    if (at < 1 || at == name.size() - 1)
        return false;
    const QStringView domain = name.sliced(at + 1);
    const bool isQuoted = name.startsWith(u'"') && name[at - 1] == u'"';
    return (isQuoted || (!holdsBlank(name.first(at)) && !name.first(at).contains(u'@')))
           && (domain.startsWith(u'[') || isHostName(domain));
}

/// A scheme and what it is about (RFC 3986, 3): a relative reference is none (RFC 5280, 4.2.1.6).
bool isUri(QStringView name)
{
    const qsizetype colon = name.indexOf(u':');
    if (colon < 1 || colon == name.size() - 1 || holdsBlank(name))
        return false;
    const QStringView scheme = name.first(colon);
    return scheme.front().isLetter() && std::all_of(scheme.begin(), scheme.end(), [](QChar c) {
               return isLetterOrDigit(c) || c == u'+' || c == u'-' || c == u'.';
           });
}

/// A user and a realm, of which other alphabets are no fault.
bool isPrincipal(QStringView name)
{
    const qsizetype at = name.indexOf(u'@');
    return at > 0 && at < name.size() - 1 && name.indexOf(u'@', at + 1) < 0 && !holdsBlank(name);
}

struct Kind
{
    QStringView key;
    bool (*holds)(QStringView name);
    const char* message;
    const char16_t* example;
};

constexpr std::array kinds{
    Kind{u"rfc822Name", isMailbox,
         QT_TRANSLATE_NOOP("lint",
                           "This is no mail address: a CA may refuse it, and nobody finds the person by it"),
         u"anna@example.com"},
    Kind{u"dNSName", isHostName,
         QT_TRANSLATE_NOOP("lint", "This is no host name: a CA may refuse it, and no host has it"),
         u"iphone.example.com"},
    Kind{u"uniformResourceIdentifier", isUri,
         QT_TRANSLATE_NOOP("lint", "This is no URI: it needs a scheme, a colon and no blanks"),
         u"https://example.com/anna"},
    Kind{u"ntPrincipalName", isPrincipal,
         QT_TRANSLATE_NOOP("lint", "This is no user principal name: a domain controller finds nobody by it"),
         u"anna@corp.example.com"},
};

/// Whether another rule has its say about it, or a template.
bool isJudgedElsewhere(const QString& name) { return name.isEmpty() || holdsToken(name); }

bool isAscii(const QString& name)
{
    return std::all_of(name.begin(), name.end(), [](QChar c) { return c.unicode() < 0x80; });
}

void judge(const Kind& kind, const plist::Path& path, const plist::Value& value, Sink& found)
{
    const auto* name = value.as<QString>();
    const bool takesAscii = kind.holds != isPrincipal;
    if (!name || isJudgedElsewhere(*name) || (takesAscii && !isAscii(*name)) || kind.holds(*name))
        return;
    found({.path = path,
           .message = QCoreApplication::translate("lint", kind.message),
           .measured = shown(value),
           .required = QString::fromUtf16(kind.example)});
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    forEachName(ScepSettings(*payload),
                [&found](const QString& key, const plist::Path& path, const plist::Value& name) {
                    const auto* kind = std::find_if(kinds.begin(), kinds.end(), [&key](const Kind& one) {
                        return one.key.compare(key, Qt::CaseInsensitive) == 0;
                    });
                    if (kind != kinds.end())
                        judge(*kind, path, name, found);
                });
}

}  // namespace

constinit const Rule scep_san_form{
    .id = "scep-san-form",
    .title = QT_TRANSLATE_NOOP("lint", "An alternative name is one of its kind"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = {"RFC 5280", "4.2.1.6", "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6"},
    .check = check,
};

}  // namespace lint::rules
