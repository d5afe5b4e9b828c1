// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/rule.h"

#include <array>
#include <vector>

namespace lint {

/// One place where a profile and the definitions disagree, before a rule has put it into words.
struct SchemaIssue
{
    enum class Kind {
        Type,            ///< `key`, `value`; Warn: a type devices are known to take all the same
        Required,        ///< `key`
        Value,           ///< `key`, `value`
        UnknownKey,      ///< `name`, `meant` in Fail; Warn: nothing like any key
        UnknownPayload,  ///< `name`
        Deprecated,      ///< `name`, `version`; Fail: removed
        Platform,        ///< `name`, `version`: null when it is not there at all
        Supervised,      ///< `name`
        ManualInstall,   ///< `name`
        Single,          ///< `name`
    };
    static constexpr std::size_t kinds = 10;

    Outcome outcome = Outcome::Fail;
    plist::Path path = {};
    QString name = {};  ///< of the key; of the payload type where a whole payload is meant
    bool isPayload = false;
    const schema::Key* key = nullptr;
    const plist::Value* value = nullptr;
    QString meant = {};
    QVersionNumber version = {};
    schema::Platform platform = schema::Platform::Ios;
};

/// All keys and values of a profile held against the definitions, once for all rules.
class SchemaWalk
{
public:
    explicit SchemaWalk(const Subject& subject);

    [[nodiscard]] const std::vector<SchemaIssue>& issues(SchemaIssue::Kind kind) const
    {
        return m_issues[static_cast<std::size_t>(kind)];
    }

private:
    std::array<std::vector<SchemaIssue>, SchemaIssue::kinds> m_issues;
};

}  // namespace lint
