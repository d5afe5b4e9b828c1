// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/schema_walk.h"

#include "core/lint/payload_keys.h"
#include "core/lint/scep_settings.h"
#include "core/lint/schema_owned.h"
#include "core/lint/schema_value.h"
#include "core/lint/spelling.h"
#include "core/lint/text.h"

#include <algorithm>
#include <variant>

namespace lint {

using Kind = SchemaIssue::Kind;

namespace {

constexpr std::array allPlatforms{schema::Platform::Ios, schema::Platform::Macos, schema::Platform::Tvos,
                                  schema::Platform::Visionos, schema::Platform::Watchos};

const schema::Availability* on(const QHash<int, schema::Availability>& all, schema::Platform platform)
{
    const auto it = all.constFind(static_cast<int>(platform));
    return it == all.constEnd() ? nullptr : &*it;
}

/// The target's platform, or where nobody named one and it is not there, the first on which it is.
schema::Platform platformFor(const schema::Payload& definition, const schema::Target& target)
{
    const auto exists = [&](schema::Platform platform) {
        const schema::Availability* here = on(definition.availability, platform);
        return here && !here->never;
    };
    if (exists(target.platform))
        return target.platform;
    const auto* const it = std::find_if(allPlatforms.begin(), allPlatforms.end(), exists);
    return it == allPlatforms.end() ? target.platform : *it;
}

class Walker
{
public:
    Walker(const Subject& subject, std::array<std::vector<SchemaIssue>, SchemaIssue::kinds>& issues)
        : m_subject(subject)
        , m_target(subject.context().target)
        , m_common(subject.store().common())
        , m_issues(issues)
    {}

    void run()
    {
        const profile::Profile& profile = m_subject.profile();
        if (profile.isEnrolmentRequest())
            return;
        const schema::Payload& top = m_subject.store().topLevel();
        begin(top, Level::Profile, plist::Path());
        m_platform = m_target.platform;
        walk(profile.dict(), top);
        for (const profile::Payload& payload : profile.payloads())
            walk(payload);
    }

private:
    void begin(const schema::Payload& definition, Level level, const plist::Path& base)
    {
        m_definition = &definition;
        m_hasOwnedKeys = hasOwnedKeys(definition.type);
        m_level = level;
        m_base = base;
        m_steps.clear();
        m_isAvailable = true;
        m_isSupervisedSaid = false;
        m_isManualSaid = false;
        m_isDeprecatedSaid = false;
    }

    void walk(const profile::Payload& payload)
    {
        const schema::Payload* definition = definitionOf(payload.type);
        if (!definition) {
            if (!holdsToken(payload.type))
                add(Kind::UnknownPayload,
                    {.path = payload.path / u"PayloadType", .name = payload.type, .isPayload = true});
            return;
        }
        begin(*definition, Level::Payload, payload.path);
        if (definition == &m_common) {
            walkUntyped(*payload.dict);
            return;
        }
        m_platform = platformFor(*definition, m_target);
        judgePayload(payload);
        walk(*payload.dict, *definition);
    }

    const schema::Payload* definitionOf(const QString& type)
    {
        if (type.isEmpty())
            return &m_common;
        // Payloads of one type tend to stand together.
        if (type != m_lastType) {
            m_lastType = type;
            m_lastDefinition = m_subject.store().payload(type);
        }
        return m_lastDefinition;
    }

    /// Of a payload without a type nothing is known but what all have in common.
    void walkUntyped(const plist::Dict& dict)
    {
        const schema::Key* type = m_definition->find(u"PayloadType");
        if (!type)
            return;
        if (const plist::Value* value = dict.find(u"PayloadType");
            value && value->type() != plist::Type::String)
            judge(*type, u"PayloadType", *value);
        else if (!isThere(dict, u"PayloadType"))
            add(Kind::Required, {.path = m_base / u"PayloadType", .name = type->name, .key = type});
    }

    template <class Definition>
    void walk(const plist::Dict& dict, const Definition& definition)
    {
        for (const auto& entry : dict) {
            const QString& name = entry.first;
            const schema::Key* key = find(definition, name);
            m_steps.emplace_back(&name);
            if (key)
                judge(*key, name, entry.second);
            else
                judgeUnknown(dict, keysOf(definition), name);
            m_steps.pop_back();
        }
        for (const schema::Key& key : keysOf(definition)) {
            if (key.required && !dict.contains(key.name))
                judgeMissing(dict, key);
        }
    }

    /// Most keys that begin with Payload are those that all payloads share.
    template <class Definition>
    [[nodiscard]] const schema::Key* find(const Definition& definition, const QString& name) const
    {
        const bool mayBeCommon = m_steps.empty() && name.startsWith(u"Payload");
        const schema::Key* common = mayBeCommon ? m_common.find(name) : nullptr;
        return common ? common : definition.find(name);
    }

    static const std::vector<schema::Key>& keysOf(const schema::Payload& payload) { return payload.keys; }
    static const std::vector<schema::Key>& keysOf(const schema::Key& key) { return key.subkeys; }

    [[nodiscard]] bool isOwned(QStringView name, Aspect aspect) const
    {
        if (m_steps.size() <= 1 && isIdentityKey(name, m_level) && aspect != Aspect::Content
            && !(aspect == Aspect::Presence && name == u"PayloadContent"))
            return aspect != Aspect::Type || isIdentityType(name);
        return m_hasOwnedKeys && lint::isOwned(m_definition->type, name, aspect);
    }

    // Nearly every value is right, so the exceptions are looked up only where one is not.
    void judge(const schema::Key& key, QStringView name, const plist::Value& value)
    {
        if (m_isAvailable && !key.availability.isEmpty())
            judgeAvailability(key, name, value);
        if (value.type() == plist::Type::Raw)
            return;
        const Fit fit = fitOf(key, value);
        if (fit == Fit::Right && isAllowed(key, value) && hasFormat(key, value)) {
            if (!key.subkeys.empty() && !isOwned(name, Aspect::Content))
                descend(key, value);
            return;
        }
        if (isOwned(name, Aspect::Content) || holdsToken(value))
            return;
        if (fit != Fit::Right) {
            if (!isOwned(name, Aspect::Type))
                add(Kind::Type, {.outcome = fit == Fit::Close ? Outcome::Warn : Outcome::Fail,
                                 .path = path(),
                                 .name = name.toString(),
                                 .key = &key,
                                 .value = &value});
            return;
        }
        if (!isOwned(name, Aspect::Value))
            add(Kind::Value, {.path = path(), .name = name.toString(), .key = &key, .value = &value});
        descend(key, value);
    }

    void descend(const schema::Key& key, const plist::Value& value)
    {
        if (key.subkeys.empty())
            return;
        if (const auto* dict = value.as<plist::Dict>()) {
            walk(*dict, key);
            return;
        }
        // The payloads are walked on their own, with their own definitions.
        const bool isPayloads =
            m_level == Level::Profile && m_steps.size() == 1 && key.name == u"PayloadContent";
        const auto* items = value.as<plist::Array>();
        if (!items || isPayloads)
            return;
        const schema::Key& item = key.subkeys.front();
        for (std::size_t i = 0; i < items->size(); ++i) {
            m_steps.emplace_back(i);
            judge(item, key.name, (*items)[i]);
            m_steps.pop_back();
        }
    }

    static bool hasFormat(const schema::Key& key, const plist::Value& value)
    {
        const auto* text = key.pattern ? value.as<QString>() : nullptr;
        return !text || !key.pattern->isValid() || key.pattern->match(*text).hasMatch();
    }

    void judgeUnknown(const plist::Dict& dict, const std::vector<schema::Key>& known, const QString& name)
    {
        if (m_steps.size() == 1
            && (isIdentityKey(name, m_level)
                || !meantKey(m_subject, name, m_level, m_definition->type).isEmpty()))
            return;
        const bool isOutside = m_steps.size() == 1 && isScepKey(name);
        if (isScep() && (isOutside || !misspeltScepKey(name).isEmpty()))
            return;
        if (m_definition->openEnded)
            return;
        auto meant = std::find_if(known.begin(), known.end(), [&](const schema::Key& key) {
            return isNearMiss(name, key.name) && !dict.contains(key.name);
        });
        if (meant == known.end())
            meant = std::find_if(known.begin(), known.end(),
                                 [&](const schema::Key& key) { return isNearMiss(name, key.name); });
        if (meant != known.end())
            add(Kind::UnknownKey, {.path = path(), .name = name, .meant = meant->name});
        else
            add(Kind::UnknownKey, {.outcome = Outcome::Warn, .path = path(), .name = name});
    }

    void judgeMissing(const plist::Dict& dict, const schema::Key& key)
    {
        if (isOwned(key.name, Aspect::Presence))
            return;
        const bool isMisspelt = std::any_of(dict.begin(), dict.end(), [&](const plist::Dict::Entry& entry) {
            return isNearMiss(entry.first, key.name);
        });
        if (!isMisspelt)
            add(Kind::Required, {.path = path() / key.name, .name = key.name, .key = &key});
    }

    void judgePayload(const profile::Payload& payload)
    {
        const auto& all = m_definition->availability;
        if (all.isEmpty())
            return;
        const SchemaIssue issue{.path = payload.path / u"PayloadType",
                                .name = payload.type,
                                .isPayload = true,
                                .platform = m_platform};
        const schema::Availability* here = on(all, m_platform);
        const bool isSingle = here && here->multiple && !*here->multiple;
        if (isSingle && ++m_instances[m_definition] > 1)
            add(Kind::Single, issue);
        if (m_target.isExplicit) {
            judgeTarget(on(all, m_target.platform), issue);
            if (!m_isAvailable)
                return;
        }
        if (here)
            m_isDeprecatedSaid = judgeAge(*here, issue);
    }

    /// Only for a target that was named.
    void judgeTarget(const schema::Availability* here, SchemaIssue issue)
    {
        issue.platform = m_target.platform;
        const bool isMissing = !here || here->never;
        if (isMissing || here->introduced > m_target.version) {
            m_isAvailable = false;
            if (!isMissing)
                issue.version = here->introduced;
            add(Kind::Platform, std::move(issue));
            return;
        }
        if (here->supervised.value_or(false) && !m_target.supervised) {
            m_isSupervisedSaid = true;
            if (!lint::isOwned(issue.name, {}, Aspect::Supervision))
                add(Kind::Supervised, issue);
        }
        if (!here->manualInstall.value_or(true) && m_target.manualInstall) {
            m_isManualSaid = true;
            add(Kind::ManualInstall, std::move(issue));
        }
    }

    bool judgeAge(const schema::Availability& here, SchemaIssue issue)
    {
        const auto isReached = [&](const QVersionNumber& version) {
            return !version.isNull() && version <= m_target.version;
        };
        if (isReached(here.removed)) {
            issue.version = here.removed;
            add(Kind::Deprecated, std::move(issue));
            return true;
        }
        if (isReached(here.deprecated)) {
            issue.outcome = Outcome::Warn;
            issue.version = here.deprecated;
            add(Kind::Deprecated, std::move(issue));
            return true;
        }
        return false;
    }

    void judgeAvailability(const schema::Key& key, QStringView name, const plist::Value& value)
    {
        const schema::Availability* here = on(key.availability, m_platform);
        if (!here || lint::isOwned(m_definition->type, name, Aspect::Supervision))
            return;
        SchemaIssue issue{.path = path(), .name = name.toString(), .platform = m_platform};
        if (m_target.isExplicit) {
            if (here->never || here->introduced > m_target.version) {
                if (!here->never)
                    issue.version = here->introduced;
                add(Kind::Platform, std::move(issue));
                return;
            }
            // What holds anyway needs no supervision.
            const bool isDefault = key.defaultValue && *key.defaultValue == value;
            if (here->supervised.value_or(false) && !m_target.supervised && !m_isSupervisedSaid && !isDefault)
                add(Kind::Supervised, issue);
            if (!here->manualInstall.value_or(true) && m_target.manualInstall && !m_isManualSaid)
                add(Kind::ManualInstall, issue);
        }
        if (!m_isDeprecatedSaid)
            judgeAge(*here, std::move(issue));
    }

    [[nodiscard]] bool isScep() const { return m_definition->type == u"com.apple.security.scep"; }

    [[nodiscard]] plist::Path path() const
    {
        plist::Path result = m_base;
        for (const Step& step : m_steps) {
            if (const auto* key = std::get_if<const QString*>(&step))
                result = std::move(result) / **key;
            else
                result = std::move(result) / std::get<std::size_t>(step);
        }
        return result;
    }

    void add(Kind kind, SchemaIssue issue)
    {
        m_issues[static_cast<std::size_t>(kind)].push_back(std::move(issue));
    }

    // A path costs allocations, and nearly all places are right: only pointers are kept until one is not.
    using Step = std::variant<const QString*, std::size_t>;

    const Subject& m_subject;
    const schema::Target& m_target;
    const schema::Payload& m_common;
    std::array<std::vector<SchemaIssue>, SchemaIssue::kinds>& m_issues;
    QHash<const schema::Payload*, int> m_instances;
    QString m_lastType;
    const schema::Payload* m_lastDefinition = nullptr;

    const schema::Payload* m_definition = nullptr;
    bool m_hasOwnedKeys = false;
    Level m_level = Level::Profile;
    schema::Platform m_platform = schema::Platform::Ios;
    plist::Path m_base;
    std::vector<Step> m_steps;
    bool m_isAvailable = true;
    bool m_isSupervisedSaid = false;
    bool m_isManualSaid = false;
    bool m_isDeprecatedSaid = false;
};

}  // namespace

SchemaWalk::SchemaWalk(const Subject& subject) { Walker(subject, m_issues).run(); }

const SchemaWalk& Subject::schemaWalk() const
{
    if (!m_schemaWalk)
        m_schemaWalk = std::make_shared<const SchemaWalk>(*this);
    return *m_schemaWalk;
}

}  // namespace lint
