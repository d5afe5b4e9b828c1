// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/lint.h"
#include "core/lint/rules/rules.h"
#include "core/profile/secrets.h"

#include <algorithm>
#include <array>

namespace lint {

namespace {

#define LINT_ADDRESS_OF_RULE(name) &rules::name,
constexpr std::array table{LINT_RULES(LINT_ADDRESS_OF_RULE)};
#undef LINT_ADDRESS_OF_RULE

/// One pass of every rule over one document.
class Examination
{
public:
    Examination(const Subject& subject, const std::stop_token& stop) : m_subject(subject), m_stop(stop) {}

    std::vector<report::Finding> run()
    {
        ask(Scope::File, nullptr);
        if (m_subject.profile().isProfile()) {
            ask(Scope::Profile, nullptr);
            for (const profile::Payload& payload : m_subject.profile().payloads()) {
                if (m_stop.stop_requested())
                    break;
                askAbout(payload);
            }
        }
        sort();
        return std::move(m_findings);
    }

private:
    void askAbout(const profile::Payload& payload)
    {
        const bool isScep = payload.type == u"com.apple.security.scep";
        const bool isCertificate = isCredential(payload.type);
        for (const Rule* rule : table) {
            if (rule->scope == Scope::Payload || (rule->scope == Scope::Scep && isScep)
                || (rule->scope == Scope::Certificate && isCertificate))
                ask(*rule, &payload);
        }
    }

    void ask(Scope scope, const profile::Payload* payload)
    {
        for (const Rule* rule : table) {
            if (rule->scope == scope && !m_stop.stop_requested())
                ask(*rule, payload);
        }
    }

    void ask(const Rule& rule, const profile::Payload* payload)
    {
        Sink sink(m_verdicts);
        rule.check(m_subject, payload, sink);
        for (Verdict& verdict : m_verdicts)
            add(rule, std::move(verdict));
        m_verdicts.clear();
    }

    void add(const Rule& rule, Verdict verdict)
    {
        report::Finding finding;
        finding.rule = QLatin1String(rule.id);
        finding.severity = verdict.outcome == Outcome::Fail ? rule.severity : rule.lesser;
        finding.message = profile::withoutUrlSecrets(verdict.message);
        if (const auto offset = offsetOf(verdict))
            finding.position = m_subject.document().position(*offset);
        finding.path = std::move(verdict.path);
        finding.part = verdict.part;
        finding.measured = profile::withoutUrlSecrets(verdict.measured);
        finding.required = profile::withoutUrlSecrets(verdict.required);
        finding.fix = std::move(verdict.fix);
        finding.source = QLatin1String(rule.source.url);
        m_findings.push_back(std::move(finding));
    }

    /// Where in the text: what is absent is looked for where it would be, in its nearest ancestor.
    [[nodiscard]] std::optional<qsizetype> offsetOf(const Verdict& verdict) const
    {
        if (verdict.range)
            return verdict.range->begin;
        if (!verdict.path)
            return std::nullopt;
        const plist::Document& document = m_subject.document();
        if (verdict.part == report::Part::Key) {
            if (const auto range = document.keyRange(*verdict.path))
                return range->begin;
        }
        for (plist::Path path = *verdict.path;; path = path.parent()) {
            if (const auto range = document.valueRange(path))
                return range->begin;
            if (path.isRoot())
                return std::nullopt;
        }
    }

    void sort()
    {
        const auto place = [](const report::Finding& finding) {
            const auto at = finding.position.value_or(base::TextPosition{0, 0});
            return std::tuple(at.line, at.column, finding.severity);
        };
        std::stable_sort(
            m_findings.begin(), m_findings.end(),
            [&](const report::Finding& a, const report::Finding& b) { return place(a) < place(b); });
    }

    const Subject& m_subject;
    const std::stop_token& m_stop;
    std::vector<Verdict> m_verdicts;
    std::vector<report::Finding> m_findings;
};

}  // namespace

std::span<const Rule* const> allRules() { return table; }

const Rule* findRule(QStringView id)
{
    const auto it = std::find_if(table.begin(), table.end(),
                                 [&](const Rule* rule) { return id == QLatin1String(rule->id); });
    return it == table.end() ? nullptr : *it;
}

std::vector<report::Finding> evaluate(const plist::Document& document,
                                      const schema::Store& store,
                                      const Context& context,
                                      const std::stop_token& stop)
{
    const Subject subject(document, store, context);
    return Examination(subject, stop).run();
}

std::vector<report::Finding> unreadable(const base::Error& error)
{
    if (error.code != base::Error::Code::InvalidInput || !error.position)
        return {};
    const Rule& rule = rules::xml_malformed;
    report::Finding finding;
    finding.rule = QLatin1String(rule.id);
    finding.severity = rule.severity;
    finding.message = error.message;
    finding.position = error.position;
    finding.source = QLatin1String(rule.source.url);
    return {finding};
}

}  // namespace lint
