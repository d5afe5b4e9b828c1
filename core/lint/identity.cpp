// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"

#include "core/lint/text.h"

#include <QCryptographicHash>

#include <algorithm>

namespace lint {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// What all payload identifiers have in front in whole labels, at least two; else empty.
QString commonStem(const profile::Profile& profile)
{
    QStringList stem;
    bool isFirst = true;
    for (const profile::Payload& payload : profile.payloads()) {
        if (!isReverseDns(payload.identifier))
            continue;
        const QStringList labels = payload.identifier.split(u'.');
        if (isFirst)
            stem = labels;
        isFirst = false;
        qsizetype same = 0;
        while (same < std::min(stem.size(), labels.size() - 1) && stem[same] == labels[same])
            ++same;
        stem = stem.mid(0, same);
    }
    return stem.size() >= 2 ? stem.join(u'.') : QString();
}

}  // namespace

bool isUuid(QStringView text)
{
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (isHyphen ? text[i] != u'-' : !isHexDigit(text[i]))
            return false;
    }
    return true;
}

QString derivedUuid(const plist::Document& document, const plist::Path& path)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    // The ends of the file and the dictionary itself: with the whole text for each of many it would be slow.
    constexpr qsizetype endLength = 2 * 1024;
    const QByteArrayView text(document.text());
    hash.addData(QByteArray::number(text.size()));
    if (text.size() <= 2 * endLength) {
        hash.addData(text);
    } else {
        hash.addData(text.first(endLength));
        hash.addData(text.last(endLength));
        const auto own = path.isRoot() ? std::nullopt : document.valueRange(path);
        if (own)
            hash.addData(text.sliced(own->begin, own->size()));
    }
    hash.addData(path.toString().toUtf8());
    QByteArray bytes = hash.result().left(16);
    // RFC 9562, 5.5: version 5, variant 10.
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x50);
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
    const QString hex = QString::fromLatin1(bytes.toHex()).toUpper();
    return hex.left(8) + u'-' + hex.mid(8, 4) + u'-' + hex.mid(12, 4) + u'-' + hex.mid(16, 4) + u'-'
           + hex.mid(20);
}

bool isReverseDns(QStringView identifier)
{
    bool isLabelEmpty = true;
    bool hasDot = false;
    for (const QChar c : identifier) {
        if (c == u'.') {
            if (isLabelEmpty)
                return false;
            hasDot = true;
            isLabelEmpty = true;
            continue;
        }
        const bool isFit = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
                           || c == u'-' || c == u'_';
        if (!isFit)
            return false;
        isLabelEmpty = false;
    }
    return hasDot && !isLabelEmpty;
}

QString profileIdentifier(const profile::Profile& profile)
{
    const QString identifier = profile.identifier();
    if (isReverseDns(identifier))
        return identifier;
    const QString stem = commonStem(profile);
    return stem.isEmpty() ? u"com.example.profile"_s : stem;
}

FreeIdentifiers::FreeIdentifiers(const profile::Profile& profile)
{
    for (const profile::Payload& payload : profile.payloads())
        m_taken.insert(payload.identifier);
}

QString FreeIdentifiers::take(const QString& base)
{
    QString identifier = base;
    // Where the last search for this base ended; what it passed is still taken.
    int& number = m_last[base];
    number = std::max(number, 1);
    while (m_taken.contains(identifier))
        identifier = base + u'.' + QString::number(++number);
    m_taken.insert(identifier);
    return identifier;
}

QString typeLabel(const QString& payloadType)
{
    QString label = payloadType.section(u'.', -1);
    if (label == u"managed" || label == u"account")
        label = payloadType.section(u'.', -2, -2);
    label.removeIf(
        [](QChar c) { return c != u'-' && c != u'_' && (!c.isLetterOrNumber() || c.unicode() > 127); });
    return label.isEmpty() ? u"payload"_s : label;
}

std::vector<plist::Edit> changeUuid(const Subject& subject,
                                    const plist::Path& path,
                                    const profile::Payload* owner,
                                    const QString& uuid)
{
    std::vector<plist::Edit> edits{plist::Edit::set(path / u"PayloadUUID", uuid)};
    if (!owner)
        return edits;
    for (const profile::FoundReference& reference : subject.references()) {
        if (reference.to && &subject.profile().payloads()[*reference.to] == owner)
            edits.push_back(plist::Edit::set(reference.path, uuid));
    }
    return edits;
}

}  // namespace lint
