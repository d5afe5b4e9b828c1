// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/ndes_payload.h"

#include "ui/document/profile_document.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr auto scepType = "com.apple.security.scep"_L1;
constexpr auto sidPrefix = "tag:microsoft.com,2022-09-14:sid:"_L1;

bool isSidUri(const plist::Value& value)
{
    const auto* text = value.as<QString>();
    return text && text->startsWith(sidPrefix, Qt::CaseInsensitive);
}

}  // namespace

void NdesPayload::set(ProfileDocument& document, const plist::Path& path)
{
    forget();
    m_document = &document;
    m_path = path;
    const auto& payloads = document.profile().payloads();
    const auto meant = std::find_if(payloads.begin(), payloads.end(),
                                    [&path](const profile::Payload& one) { return one.path == path; });
    m_uuid = meant == payloads.end() ? QString() : meant->uuid;
    connect(&document, &ProfileDocument::changed, this, &NdesPayload::changed);
    connect(&document, &ProfileDocument::fileChanged, this, &NdesPayload::changed);
    emit changed();
}

void NdesPayload::forget()
{
    if (!m_document)
        return;
    m_document->disconnect(this);
    m_document = nullptr;
    emit changed();
}

const profile::Payload* NdesPayload::payload() const
{
    if (!m_document)
        return nullptr;
    const auto& payloads = m_document->profile().payloads();
    const auto isMeant = [this](const profile::Payload& one) {
        return one.type == scepType && one.uuid == m_uuid;
    };
    const auto found = std::find_if(payloads.begin(), payloads.end(), [&](const profile::Payload& one) {
        return one.path == m_path && isMeant(one);
    });
    if (found != payloads.end())
        return &*found;
    // It may have been moved; without a UUID nobody can tell.
    const auto moved = std::find_if(payloads.begin(), payloads.end(), isMeant);
    return m_uuid.isEmpty() || moved == payloads.end() ? nullptr : &*moved;
}

QString NdesPayload::obstacle() const
{
    if (!m_document)
        return tr(
            "To put it into a profile, choose a SCEP payload of the open profile at the top of this page");
    return payload() ? QString() : tr("The SCEP payload is no longer in the profile");
}

const plist::Dict* NdesPayload::settings() const
{
    const profile::Payload* one = payload();
    return one ? one->content() : nullptr;
}

plist::Path NdesPayload::at(const char16_t* key) const { return payload()->path / u"PayloadContent" / key; }

QString NdesPayload::url() const
{
    const plist::Dict* dict = settings();
    const auto* url = dict ? dict->get<QString>(u"URL") : nullptr;
    return url ? *url : QString();
}

QString NdesPayload::challenge() const
{
    const plist::Dict* dict = settings();
    const auto* challenge = dict ? dict->get<QString>(u"Challenge") : nullptr;
    return challenge ? *challenge : QString();
}

std::optional<ndes::KeyUse> NdesPayload::keyUse() const
{
    const plist::Dict* dict = settings();
    const auto* usage = dict ? dict->get<std::int64_t>(u"Key Usage") : nullptr;
    return usage ? ndes::KeyUse::fromPayload(*usage) : std::nullopt;
}

std::optional<int> NdesPayload::keySize() const
{
    const plist::Dict* dict = settings();
    const auto* size = dict ? dict->get<std::int64_t>(u"Keysize") : nullptr;
    return size && *size > 0 && *size <= 16384 ? std::optional(static_cast<int>(*size)) : std::nullopt;
}

bool NdesPayload::has(const ProfileDocument& document, const QString& challenge)
{
    const auto& payloads = document.profile().payloads();
    return std::any_of(payloads.begin(), payloads.end(), [&challenge](const profile::Payload& one) {
        const plist::Dict* dict = one.type == scepType ? one.content() : nullptr;
        const auto* now = dict ? dict->get<QString>(u"Challenge") : nullptr;
        return now && *now == challenge;
    });
}

std::vector<plist::Edit> NdesPayload::putUrl(const QString& url) const
{
    if (!payload())
        return {};
    return {plist::Edit::set(at(u"URL"), plist::Value(url))};
}

std::vector<plist::Edit> NdesPayload::putChallenge(const QString& challenge,
                                                   const QByteArray& caThumbprint) const
{
    if (!payload())
        return {};
    std::vector<plist::Edit> edits{plist::Edit::set(at(u"Challenge"), plist::Value(challenge))};
    if (!caThumbprint.isEmpty())
        edits.push_back(plist::Edit::set(at(u"CAFingerprint"), plist::Value(caThumbprint)));
    return edits;
}

std::vector<plist::Edit> NdesPayload::putSid(const ndes::AccountSid& sid) const
{
    if (!payload())
        return {};
    const plist::Path path = at(u"SubjectAltName") / u"uniformResourceIdentifier";
    const plist::Value mine(sid.uri());
    const plist::Value* now = m_document->root().at(path);
    if (!now || isSidUri(*now))
        return now && *now == mine ? std::vector<plist::Edit>()
                                   : std::vector<plist::Edit>{plist::Edit::set(path, mine)};
    plist::Array names;
    if (const auto* array = now->as<plist::Array>())
        names = *array;
    else if (const auto* text = now->as<QString>(); text && !text->isEmpty())
        names.push_back(*now);
    if (std::find(names.begin(), names.end(), mine) != names.end())
        return {};
    const auto other = std::find_if(names.begin(), names.end(), isSidUri);
    if (other == names.end())
        names.push_back(mine);
    else
        *other = mine;
    return {plist::Edit::set(path, plist::Value(names))};
}

}  // namespace ui
