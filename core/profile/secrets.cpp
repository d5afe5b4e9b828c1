// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secrets.h"

#include "core/plist/document.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

/// For keys that no definition describes: payload types we do not know, misplaced keys.
bool soundsSecret(QStringView key)
{
    constexpr std::array ends = {"password"_L1,  "passphrase"_L1, "passcode"_L1,   "secret"_L1,
                                 "challenge"_L1, "token"_L1,      "privatekey"_L1, "apikey"_L1};
    // Asked of nearly every key there is; two letters tell nearly all of them from these.
    constexpr qsizetype shortest = 5;
    if (key.size() < shortest)
        return false;
    const auto letter = [](QStringView text, qsizetype fromEnd) {
        return QChar::toCaseFolded(text[text.size() - fromEnd].unicode());
    };
    const char32_t last = letter(key, 1);
    const char32_t third = letter(key, 3);
    return std::any_of(ends.begin(), ends.end(), [&](QLatin1StringView end) {
        return end[end.size() - 1] == QChar(last) && end[end.size() - 3] == QChar(third)
               && key.endsWith(end, Qt::CaseInsensitive);
    });
}

bool soundsSecretInUrl(const QString& name)
{
    constexpr std::array names = {"pass"_L1, "pwd"_L1, "pw"_L1,       "key"_L1,
                                  "auth"_L1, "sig"_L1, "signature"_L1};
    QString plain = QUrl::fromPercentEncoding(name.toUtf8());
    plain.remove(u'_').remove(u'-');
    return soundsSecret(plain) || std::any_of(names.begin(), names.end(), [&](QLatin1StringView one) {
               return plain.compare(one, Qt::CaseInsensitive) == 0;
           });
}

bool isOnlyTokens(QString text)
{
    for (const QString& token : plist::tokens(text))
        text.remove(token);
    return text.trimmed().isEmpty();
}

/// Whether there is something to see: a number, or text or data that is neither empty nor a template's token.
bool hasContent(const plist::Value& value)
{
    const plist::Type type = value.type();
    if (type == plist::Type::Integer || type == plist::Type::Real || type == plist::Type::Date
        || type == plist::Type::Uid)
        return true;
    if (const auto* text = value.as<QString>())
        return !isOnlyTokens(*text);
    if (const auto* raw = value.as<plist::Raw>())
        return !isOnlyTokens(raw->text);
    const auto* data = value.as<QByteArray>();
    return data && !data->isEmpty();
}

/// What is known of one dictionary's keys: a payload's, or those of a key in one; either may be null.
struct Definition
{
    const schema::Payload* payload = nullptr;
    const schema::Key* key = nullptr;

    [[nodiscard]] const schema::Key* find(QStringView name) const
    {
        if (payload)
            return payload->find(name);
        return key ? key->find(name) : nullptr;
    }
};

const schema::Key* itemOf(const schema::Key* array)
{
    return array && !array->subkeys.empty() && array->subkeys.front().name.isEmpty() ? &array->subkeys.front()
                                                                                     : nullptr;
}

bool isSecretKey(const QString& name, const schema::Key* definition)
{
    if (definition && definition->name == name)
        return definition->sensitive;
    return soundsSecret(name);
}

/// Goes through one dictionary; paths and titles come into being only for what is found.
class Search
{
public:
    explicit Search(std::vector<FoundSecret>& found) : m_found(found) {}

    /// What comes next lies in a payload of this type at `base`; both have to last as long.
    void begin(const QString& payloadType, const plist::Path& base)
    {
        m_payloadType = &payloadType;
        m_base = &base;
    }

    void dict(const plist::Dict& dict, const Definition& definition)
    {
        for (const auto& [name, value] : dict)
            entry(name, value, definition);
    }

    void entry(const QString& name, const plist::Value& value, const Definition& definition)
    {
        const schema::Key* key = definition.find(name);
        m_steps.push_back({&name, 0});
        below(value, key, isSecretKey(name, key) ? &name : nullptr);
        m_steps.pop_back();
    }

private:
    struct Step
    {
        const QString* key;
        std::size_t index;
    };

    void below(const plist::Value& value, const schema::Key* key, const QString* secretKey)
    {
        if (secretKey && hasContent(value)) {
            m_found.push_back({path(), payloadTitle(*m_payloadType), *secretKey});
        } else if (const auto* inner = value.as<plist::Dict>()) {
            dict(*inner, {nullptr, key});
        } else if (const auto* items = value.as<plist::Array>()) {
            const schema::Key* item = itemOf(key);
            m_steps.push_back({nullptr, 0});
            for (const plist::Value& one : *items) {
                below(one, item, secretKey);
                ++m_steps.back().index;
            }
            m_steps.pop_back();
        }
    }

    [[nodiscard]] plist::Path path() const
    {
        plist::Path path = *m_base;
        for (const Step& step : m_steps)
            path =
                std::move(path) / (step.key ? plist::Path::Step(*step.key) : plist::Path::Step(step.index));
        return path;
    }

    const QString* m_payloadType = nullptr;
    const plist::Path* m_base = nullptr;
    std::vector<FoundSecret>& m_found;
    std::vector<Step> m_steps;
};

}  // namespace

std::vector<FoundSecret> findSecrets(const Profile& profile, const schema::Store& store)
{
    std::vector<FoundSecret> found;
    const QString top = u"Configuration"_s;
    const plist::Path root;
    Search search(found);
    search.begin(top, root);
    for (const auto& [name, value] : profile.dict()) {
        // The payloads are searched on their own; an enrolment request keeps its challenge in a dictionary.
        if (name != u"PayloadContent" || value.type() != plist::Type::Array)
            search.entry(name, value, {&store.topLevel(), nullptr});
    }
    for (const Payload& payload : profile.payloads()) {
        search.begin(payload.type, payload.path);
        search.dict(*payload.dict, {store.payload(payload.type), nullptr});
    }
    return found;
}

bool isSecret(const Profile& profile, const plist::Path& path, const schema::Store& store)
{
    Definition definition{&store.topLevel(), nullptr};
    plist::Path rest = path;
    const plist::Dict* dict = &profile.dict();
    for (const Payload& payload : profile.payloads()) {
        if (!path.startsWith(payload.path))
            continue;
        definition.payload = store.payload(payload.type);
        dict = payload.dict;
        rest = path.withoutFirst().withoutFirst();
        break;
    }

    const plist::Array* items = nullptr;
    bool isSecret = false;
    for (const plist::Path::Step& step : rest) {
        const plist::Value* value = nullptr;
        if (const QString* name = std::get_if<QString>(&step)) {
            value = dict ? dict->find(*name) : nullptr;
            const schema::Key* key = definition.find(*name);
            isSecret = isSecretKey(*name, key);
            definition = {nullptr, key};
        } else {
            const std::size_t index = std::get<std::size_t>(step);
            value = items && index < items->size() ? &(*items)[index] : nullptr;
            definition = {nullptr, itemOf(definition.key)};
        }
        if (!value)
            return false;
        if (isSecret && hasContent(*value))
            return true;
        dict = value->as<plist::Dict>();
        items = value->as<plist::Array>();
    }
    return false;
}

QString withoutUrlSecrets(const QString& text)
{
    const bool mayNameUser = text.contains(u'@') && text.contains(u"://");
    const bool mayHoldItems =
        text.contains(u'=')
        && (text.contains(u'?') || text.contains(u'&') || text.contains(u'#') || text.contains(u';'));
    if (!mayNameUser && !mayHoldItems)
        return text;
    static const QRegularExpression userInfo(u"(://[^\\s/?#:@]*:)[^\\s/?#]+(?=@)"_s);
    static const QRegularExpression item(u"(?<=[?&;#])([^\\s?&;#=]+)=([^\\s&;#\"]+)"_s);
    QString result = text;
    result.replace(userInfo, u"\\1"_s + masked());
    qsizetype from = 0;
    for (auto match = item.match(result); match.hasMatch(); match = item.match(result, from)) {
        from = match.capturedEnd();
        if (!soundsSecretInUrl(match.captured(1)) || isOnlyTokens(match.captured(2)))
            continue;
        result.replace(match.capturedStart(2), match.capturedLength(2), masked());
        from = match.capturedStart(2) + masked().size();
    }
    return result;
}

QString masked() { return {8, u'\u2022'}; }

}  // namespace profile
