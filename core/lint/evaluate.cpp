// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/lint.h"
#include "core/lint/rules/rules.h"
#include "core/profile/secrets.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace lint {

namespace {

#define LINT_ADDRESS_OF_RULE(name) &rules::name,
constexpr std::array table{LINT_RULES(LINT_ADDRESS_OF_RULE)};
#undef LINT_ADDRESS_OF_RULE

/// What every finding of a rule repeats, so that all of them share it.
struct RuleTexts
{
    QString id;
    QString source;
};

const RuleTexts& textsOf(std::size_t rule)
{
    static const std::array texts = [] {
        std::array<RuleTexts, table.size()> all;
        std::transform(table.begin(), table.end(), all.begin(), [](const Rule* one) {
            return RuleTexts{QLatin1String(one->id), QLatin1String(one->source.url)};
        });
        return all;
    }();
    return texts[rule];
}

/// One pass of every rule over one document.
class Examination
{
public:
    Examination(const Subject& subject, const std::stop_token& stop) : m_subject(subject), m_stop(stop) {}

    std::vector<report::Finding> run()
    {
        ask(Scope::File);
        if (m_subject.profile().isProfile()) {
            ask(Scope::Profile);
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
        for (std::size_t rule = 0; rule < table.size(); ++rule) {
            const Scope scope = table[rule]->scope;
            if (scope == Scope::Payload || (scope == Scope::Scep && isScep)
                || (scope == Scope::Certificate && isCertificate))
                ask(rule, &payload);
        }
    }

    void ask(Scope scope)
    {
        for (std::size_t rule = 0; rule < table.size(); ++rule) {
            if (table[rule]->scope == scope && !m_stop.stop_requested())
                ask(rule, nullptr);
        }
    }

    void ask(std::size_t rule, const profile::Payload* payload)
    {
        Sink sink(m_verdicts);
        table[rule]->check(m_subject, payload, sink);
        for (Verdict& verdict : m_verdicts)
            add(rule, std::move(verdict));
        m_verdicts.clear();
    }

    void add(std::size_t number, Verdict verdict)
    {
        const Rule& rule = *table[number];
        report::Finding finding;
        finding.rule = textsOf(number).id;
        finding.severity = verdict.outcome == Outcome::Fail ? rule.severity : rule.lesser;
        finding.message = profile::withoutUrlSecrets(verdict.message);
        if (const auto offset = offsetOf(verdict))
            finding.position = m_subject.document().position(*offset);
        finding.path = std::move(verdict.path);
        finding.part = verdict.part;
        finding.measured = profile::withoutUrlSecrets(verdict.measured);
        finding.required = profile::withoutUrlSecrets(verdict.required);
        finding.fix = std::move(verdict.fix);
        finding.source = textsOf(number).source;
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

    /// Findings are large, so their places are sorted and each of them is moved once.
    void sort()
    {
        struct Place
        {
            base::TextPosition at;
            report::Severity severity;
            std::size_t index;
        };
        std::vector<Place> places;
        places.reserve(m_findings.size());
        for (const report::Finding& finding : m_findings)
            places.push_back(
                {finding.position.value_or(base::TextPosition{0, 0}), finding.severity, places.size()});
        std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
            return std::tie(a.at.line, a.at.column, a.severity, a.index)
                   < std::tie(b.at.line, b.at.column, b.severity, b.index);
        });
        std::vector<report::Finding> sorted;
        sorted.reserve(m_findings.size());
        for (const Place& place : places)
            sorted.push_back(std::move(m_findings[place.index]));
        m_findings = std::move(sorted);
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
