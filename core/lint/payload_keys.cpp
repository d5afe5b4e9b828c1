// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/payload_keys.h"

#include <algorithm>
#include <array>
#include <vector>

namespace lint {

namespace {

constexpr std::array<QStringView, 8> commonKeys{
    u"PayloadType",        u"PayloadVersion",     u"PayloadIdentifier",   u"PayloadUUID",
    u"PayloadDisplayName", u"PayloadDescription", u"PayloadOrganization",
    u"PayloadEnabled",  // written by MDM servers, read by nobody
};

constexpr std::array<QStringView, 11> profileKeys{
    u"PayloadContent",          u"PayloadRemovalDisallowed", u"PayloadScope", u"PayloadExpirationDate",
    u"EncryptedPayloadContent", u"HasRemovalPasscode",       u"IsEncrypted",  u"RemovalDate",
    u"DurationUntilRemoval",    u"TargetDeviceType",         u"ConsentText",
};

/// Insertions, deletions, replacements and swaps of neighbours that make `b` of `a`, case ignored; gives up
/// above `limit`.
int distance(QStringView a, QStringView b, int limit)
{
    if (std::abs(a.size() - b.size()) > limit)
        return limit + 1;
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> beforeLast(width);
    std::vector<int> last(width);
    std::vector<int> row(width);
    const auto same = [&](qsizetype i, qsizetype j) {
        return a[i].toCaseFolded() == b[j].toCaseFolded();
    };
    for (std::size_t j = 0; j < width; ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        beforeLast = last;
        last = row;
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j) + 1;
            row[at] = std::min({last[at] + 1, row[at - 1] + 1, last[at - 1] + (same(i, j) ? 0 : 1)});
            if (i > 0 && j > 0 && same(i, j - 1) && same(i - 1, j))
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
        }
    }
    return row.back();
}

/// Only what is nearly "Payload…" can be a near miss: keys of managed preferences are anything.
bool looksLikePayloadKey(QStringView key)
{
    constexpr QStringView prefix = u"payload";
    return distance(key.left(prefix.size()), prefix, 2) <= 2;
}

bool isMeant(QStringView key, QStringView known)
{
    if (key.compare(known, Qt::CaseInsensitive) == 0)
        return true;
    return known.startsWith(u"Payload") && looksLikePayloadKey(key) && distance(key, known, 2) <= 2;
}

const schema::Payload& definition(const Subject& subject, Level level, const QString& payloadType)
{
    const schema::Payload* own =
        level == Level::Payload ? subject.store().payload(payloadType) : &subject.store().topLevel();
    return own ? *own : subject.store().common();
}

bool isKnown(QStringView key, Level level, const schema::Payload& own)
{
    if (std::find(commonKeys.begin(), commonKeys.end(), key) != commonKeys.end())
        return true;
    if (level == Level::Profile
        && std::find(profileKeys.begin(), profileKeys.end(), key) != profileKeys.end())
        return true;
    return own.find(key) != nullptr;
}

}  // namespace

bool isIdentityKey(QStringView key, Level level)
{
    constexpr std::array<QStringView, 6> keys{u"PayloadType",       u"PayloadVersion",     u"PayloadUUID",
                                              u"PayloadIdentifier", u"PayloadDisplayName", u"PayloadContent"};
    // A payload without its type is left to the schema: nothing else can be said of it.
    return std::find(keys.begin(), keys.end(), key) != keys.end()
           && (level == Level::Profile || key != u"PayloadType");
}

QStringView meantKey(const Subject& subject, QStringView key, Level level, const QString& payloadType)
{
    const QChar first = key.isEmpty() ? QChar() : key.front().toLower();
    // Every known key begins with one of these; so does nearly every slip of the pen.
    if (level == Level::Payload && !looksLikePayloadKey(key))
        return {};
    if (level == Level::Profile && !QStringView(u"pehirdtca").contains(first))
        return {};
    const schema::Payload& own = definition(subject, level, payloadType);
    if (isKnown(key, level, own))
        return {};
    const auto find = [&](const auto& known) -> QStringView {
        const auto it =
            std::find_if(known.begin(), known.end(), [&](QStringView name) { return isMeant(key, name); });
        return it == known.end() ? QStringView() : *it;
    };
    if (const QStringView meant = find(commonKeys); !meant.isEmpty())
        return meant;
    if (level == Level::Profile)
        return find(profileKeys);
    const auto it = std::find_if(own.keys.begin(), own.keys.end(), [&](const schema::Key& known) {
        return known.name.startsWith(u"Payload") && isMeant(key, known.name);
    });
    return it == own.keys.end() ? QStringView() : QStringView(it->name);
}

bool isThere(const plist::Dict& dict, QStringView key)
{
    return std::any_of(dict.begin(), dict.end(),
                       [&](const plist::Dict::Entry& entry) { return isMeant(entry.first, key); });
}

}  // namespace lint
