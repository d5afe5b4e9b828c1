// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/scep_settings.h"

#include "core/lint/spelling.h"

#include <algorithm>
#include <array>

namespace lint {

namespace {

constexpr std::array<QStringView, 14> scepKeys{
    u"URL",           u"Name",           u"Subject",          u"Challenge",
    u"Keysize",       u"Key Type",       u"Key Usage",        u"Retries",
    u"RetryDelay",    u"SubjectAltName", u"KeyIsExtractable", u"AllowAllAppsAccess",
    u"CAFingerprint", u"GetCACaps"};

constexpr std::array<QStringView, 3> oftenMisspelt{u"Key Type", u"Key Usage", u"Keysize"};

bool hasNearMiss(const plist::Dict& dict, QStringView key)
{
    return std::any_of(dict.begin(), dict.end(), [&](const plist::Dict::Entry& entry) {
        return isNearMiss(entry.first, key) && !isScepKey(entry.first);
    });
}

}  // namespace

void forEachName(
    const ScepSettings& scep,
    const std::function<void(const QString& key, const plist::Path& path, const plist::Value& name)>& judge)
{
    const auto* names = scep.literal<plist::Dict>(u"SubjectAltName");
    if (!names)
        return;
    for (const auto& [key, value] : *names) {
        const plist::Path path = scep.path(u"SubjectAltName") / key;
        const auto* items = value.as<plist::Array>();
        if (!items)
            judge(key, path, value);
        for (std::size_t i = 0; items && i < items->size(); ++i)
            judge(key, path / i, (*items)[i]);
    }
}

bool isScepKey(QStringView key) { return std::find(scepKeys.begin(), scepKeys.end(), key) != scepKeys.end(); }

QStringView misspeltScepKey(QStringView key)
{
    // All three begin with the same letter, which settles nearly every key.
    if (key.isEmpty() || (key.front() != u'K' && key.front() != u'k'))
        return {};
    const auto* const it = std::find_if(oftenMisspelt.begin(), oftenMisspelt.end(), [&](QStringView known) {
        return key != known && isSameWord(key, known);
    });
    return it == oftenMisspelt.end() ? QStringView() : *it;
}

QString scepKeyOutside(const profile::Payload& payload)
{
    for (const auto& [key, value] : *payload.dict) {
        if (!key.startsWith(u"Payload") && (isScepKey(key) || !misspeltScepKey(key).isEmpty()))
            return key;
    }
    return {};
}

bool ScepSettings::lacks(QStringView key) const
{
    return m_dict && !m_dict->contains(key) && !hasNearMiss(*m_dict, key)
           && scepKeyOutside(m_payload).isEmpty();
}

bool ScepSettings::isAbsent() const
{
    return !m_payload.dict->contains(u"PayloadContent") && !hasNearMiss(*m_payload.dict, u"PayloadContent")
           && scepKeyOutside(m_payload).isEmpty();
}

bool isHexText(const QByteArray& bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

UrlParts UrlParts::of(QStringView text)
{
    UrlParts parts;
    parts.queryBegin = text.size();
    const qsizetype colon = text.indexOf(u"://");
    if (colon > 0) {
        const QStringView scheme = text.left(colon);
        const bool isScheme = std::all_of(scheme.begin(), scheme.end(), [](QChar c) {
            return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.');
        });
        if (isScheme)
            parts.scheme = scheme;
    }
    const qsizetype authorityBegin = colon < 0 ? 0 : colon + 3;
    const auto isEnd = [](QChar c) {
        return c == u'/' || c == u'?' || c == u'#';
    };
    const QStringView rest = text.mid(authorityBegin);
    const auto authorityLength = std::find_if(rest.begin(), rest.end(), isEnd) - rest.begin();
    const QStringView authority = rest.left(authorityLength);
    const QStringView hostAndPort = authority.mid(authority.lastIndexOf(u'@') + 1);
    // Only an IPv6 address in brackets holds a colon that is not the port's.
    const qsizetype port = hostAndPort.lastIndexOf(u':');
    parts.host = port > hostAndPort.lastIndexOf(u']') ? hostAndPort.left(port) : hostAndPort;
    parts.pathBegin = authorityBegin + authorityLength;
    const QStringView fromPath = text.mid(parts.pathBegin);
    const qsizetype question = fromPath.indexOf(u'?');
    if (question >= 0) {
        parts.queryBegin = parts.pathBegin + question;
        const QStringView behind = fromPath.mid(question + 1);
        const qsizetype hash = behind.indexOf(u'#');
        parts.query = hash < 0 ? behind : behind.left(hash);
    }
    parts.path = fromPath.left(question < 0 ? fromPath.size() : question);
    return parts;
}

}  // namespace lint
