// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/subject.h"
#include "core/report/finding.h"

#include <QStringList>

#include <span>

namespace lint {

/// What a rule is asked about, so that the engine can look for that place once for all rules.
enum class Scope {
    File,         ///< once for every file that is a property list; `payload` is null
    Profile,      ///< once for every profile; `payload` is null
    Payload,      ///< once a payload
    Scep,         ///< once a payload of type com.apple.security.scep
    Certificate,  ///< once a payload of a Credentials type: root, pkcs1, pem, pkcs12
};

/// What a check says: fail gives Rule::severity, warn gives Rule::lesser. Nothing said is a pass.
enum class Outcome { Fail, Warn };

struct Verdict
{
    Outcome outcome = Outcome::Fail;
    std::optional<plist::Path> path = {};  ///< nothing: the file as a whole
    QString message = {};
    QString measured = {};
    QString required = {};
    std::optional<report::Fix> fix = {};
    report::Part part = report::Part::Value;
    std::optional<plist::Range> range = {};  ///< a place in the text that no path names
};

/// Takes verdicts; the engine makes findings of them.
class Sink
{
public:
    explicit Sink(std::vector<Verdict>& verdicts) : m_verdicts(verdicts) {}
    void operator()(Verdict verdict) { m_verdicts.push_back(std::move(verdict)); }

private:
    std::vector<Verdict>& m_verdicts;
};

/// One thing that can be wrong in a profile, one file in rules/, named after the id.
struct Rule
{
    const char* id;     ///< kebab-case, as in the JSON; the file has underscores
    const char* title;  ///< what is right, one sentence, QT_TRANSLATE_NOOP("lint", …)
    report::Severity severity;
    report::Severity lesser;  ///< of Outcome::Warn; the same as severity where there is one only
    Scope scope;
    report::Citation source;
    /// Reads nothing but its arguments: no clock, no network, no setting.
    void (*check)(const Subject& subject, const profile::Payload* payload, Sink& found);
};

/// Every rule, in the order findings are shown.
[[nodiscard]] std::span<const Rule* const> allRules();
[[nodiscard]] const Rule* findRule(QStringView id);

}  // namespace lint
