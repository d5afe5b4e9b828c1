// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"

#include "core/schema/titles.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

const plist::Dict& emptyDict()
{
    static const plist::Dict empty;
    return empty;
}

bool looksLikeProfile(const plist::Dict& dict)
{
    constexpr std::array marks = {"PayloadType"_L1, "PayloadContent"_L1, "PayloadIdentifier"_L1,
                                  "PayloadUUID"_L1};
    return std::any_of(dict.begin(), dict.end(), [&](const plist::Dict::Entry& entry) {
        return std::any_of(marks.begin(), marks.end(), [&](QLatin1StringView mark) {
            return entry.first.compare(mark, Qt::CaseInsensitive) == 0;
        });
    });
}

QString stringIn(const plist::Dict& dict, QStringView key)
{
    const QString* text = dict.get<QString>(key);
    return text ? *text : QString();
}

}  // namespace

const plist::Dict* Payload::content() const { return dict->get<plist::Dict>(u"PayloadContent"); }

QString Payload::string(QStringView key) const { return stringIn(*dict, key); }

Profile::Profile(const plist::Value& root)
    : m_root(root)
    , m_dict(m_root.as<plist::Dict>() ? m_root.as<plist::Dict>() : &emptyDict())
    , m_isProfile(looksLikeProfile(*m_dict))
{
    const plist::Array* content = m_dict->get<plist::Array>(u"PayloadContent");
    if (!content)
        return;
    const plist::Path array = {u"PayloadContent"_s};
    m_payloads.reserve(content->size());
    for (std::size_t i = 0; i < content->size(); ++i) {
        const plist::Dict* dict = (*content)[i].as<plist::Dict>();
        if (!dict)
            continue;
        m_payloads.push_back({i, array / i, dict, stringIn(*dict, u"PayloadType"),
                              stringIn(*dict, u"PayloadIdentifier"), stringIn(*dict, u"PayloadUUID"),
                              stringIn(*dict, u"PayloadDisplayName")});
    }
}

bool Profile::isEnrolmentRequest() const
{
    const QString* type = m_dict->get<QString>(u"PayloadType");
    return type && *type == "Profile Service"_L1;
}

bool Profile::isEncrypted() const
{
    return m_dict->contains(u"EncryptedPayloadContent") && !m_dict->contains(u"PayloadContent");
}

QString Profile::displayName() const { return stringIn(*m_dict, u"PayloadDisplayName"); }
QString Profile::identifier() const { return stringIn(*m_dict, u"PayloadIdentifier"); }
QString Profile::uuid() const { return stringIn(*m_dict, u"PayloadUUID"); }

QString payloadTitle(const QString& type) { return schema::title(type); }

}  // namespace profile
