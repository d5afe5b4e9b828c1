// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/text.h"
#include "core/plist/path.h"
#include "core/profile/profile.h"

#include <functional>

namespace lint {

/// The settings of a SCEP payload, which lie one level down in its PayloadContent.
///
/// A view, valid as long as the payload it was made from.
class ScepSettings
{
public:
    explicit ScepSettings(const profile::Payload& payload) : m_payload(payload), m_dict(payload.content()) {}

    /// Null when PayloadContent is missing or no dictionary.
    [[nodiscard]] const plist::Dict* dict() const { return m_dict; }
    [[nodiscard]] const plist::Value* find(QStringView key) const
    {
        return m_dict ? m_dict->find(key) : nullptr;
    }
    /// The value of `key` if it has this type and no template will replace it.
    template <class T>
    [[nodiscard]] const T* literal(QStringView key) const
    {
        const plist::Value* value = find(key);
        return value && !holdsToken(*value) ? value->as<T>() : nullptr;
    }

    /// Whether `key` is absent and nothing explains it: no settings beside PayloadContent, no misspelling.
    [[nodiscard]] bool lacks(QStringView key) const;
    /// Whether there are no settings at all, neither where they belong nor beside.
    [[nodiscard]] bool isAbsent() const;

    [[nodiscard]] plist::Path path() const { return m_payload.path / u"PayloadContent"; }
    [[nodiscard]] plist::Path path(const char16_t* key) const { return path() / key; }

private:
    const profile::Payload& m_payload;
    const plist::Dict* m_dict;
};

/// Calls `judge` with every alternative name of a payload: its key, its path and its value, each item of an
/// array by itself. Nothing when a template stands for all of them.
void forEachName(
    const ScepSettings& scep,
    const std::function<void(const QString& key, const plist::Path& path, const plist::Value& name)>& judge);

/// Whether a SCEP payload's PayloadContent takes this key.
[[nodiscard]] bool isScepKey(QStringView key);
/// `Key Type`, `Key Usage` or `Keysize` when `key` is one of them in a spelling no device reads, else empty.
[[nodiscard]] QStringView misspeltScepKey(QStringView key);
/// The first key beside PayloadContent that belongs into it, or an empty text.
[[nodiscard]] QString scepKeyOutside(const profile::Payload& payload);

/// Whether a digest was stored as its hex digits: no digest is made of these sixteen bytes alone.
[[nodiscard]] bool isHexText(const QByteArray& bytes);

/// Where the parts of a URL lie: no allocation, no unescaping, no repair.
struct UrlParts
{
    QStringView scheme;
    QStringView host;
    QStringView path;
    QStringView query;         ///< without the question mark
    qsizetype pathBegin = 0;   ///< in the text
    qsizetype queryBegin = 0;  ///< of the question mark; the end of the text without one

    [[nodiscard]] static UrlParts of(QStringView text);
    [[nodiscard]] bool isHttp() const { return scheme.compare(u"http", Qt::CaseInsensitive) == 0; }
    [[nodiscard]] bool isHttps() const { return scheme.compare(u"https", Qt::CaseInsensitive) == 0; }
    [[nodiscard]] bool namesHost() const { return !host.trimmed().isEmpty(); }
};

}  // namespace lint
