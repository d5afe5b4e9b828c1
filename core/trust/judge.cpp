// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/judge.h"

#include "core/trust/check.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace trust {

using namespace Qt::Literals::StringLiterals;

namespace {

#define TRUST_ADDRESS_OF_RULE(name) &rules::name,
constexpr std::array table{TRUST_RULES(TRUST_ADDRESS_OF_RULE) TRUST_NOTES(TRUST_ADDRESS_OF_RULE)};
#undef TRUST_ADDRESS_OF_RULE

bool isAsked(const Rule& rule, const Question& question)
{
    switch (rule.binds) {
    case Binds::Leaf: return question.isLeaf();
    case Binds::Issuers: return question.isIssuer();
    case Binds::Every: return true;
    case Binds::BelowAnchor: return question.isLeaf() || !question.isAnchor();
    case Binds::Connection: return question.index == 0 && question.context.connection;
    case Binds::Answers: return question.index == 0 && question.context.scep;
    }
    Q_UNREACHABLE();
}

/// `generation` is normalized: for Qt, 13 comes before 13.0.
void ask(const Rule& rule,
         const Evidence& evidence,
         const Context& context,
         const QVersionNumber& generation,
         std::vector<Row>& rows)
{
    const std::size_t before = rows.size();
    if (rule.check && rule.purposes.testFlag(context.purpose) && rule.anchors.testFlag(context.anchors)
        && generation >= QVersionNumber(rule.sinceMajor, rule.sinceMinor).normalized()) {
        for (std::size_t index = 0; index < evidence.chain.size(); ++index) {
            const Question question{context, evidence, index};
            if (isAsked(rule, question))
                rows.push_back({&rule, index, rule.check(question)});
        }
    }
    if (rows.size() == before)
        rows.push_back({&rule, 0, notApplicable()});
}

}  // namespace

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::NotApplicable: return u"not-applicable"_s;
    case Outcome::Pass: return u"pass"_s;
    case Outcome::Warn: return u"warn"_s;
    case Outcome::Fail: return u"fail"_s;
    }
    Q_UNREACHABLE();
}

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Trust: return u"trust"_s;
    case Kind::Server: return u"server"_s;
    case Kind::Note: return u"note"_s;
    }
    Q_UNREACHABLE();
}

bool Question::isIssuer() const
{
    if (!isLeaf())
        return true;
    const x509::Details& leaf = certificate();
    // What a server shows, or what names hosts and comes with its issuers, signs nothing: it is used as it
    // is.
    const bool isServers = evidence.given.size() > 1 && context.purpose != Purpose::ScepCa
                           && leaf.alternativeNames && !leaf.alternativeNames->dns.empty();
    if (isServers || context.connection || context.anchors == Anchors::Leaf)
        return false;
    return (leaf.basicConstraints && leaf.basicConstraints->isAuthority)
           || (leaf.keyUsage && leaf.keyUsage->testFlag(x509::KeyUsageBit::KeyCertSign));
}

std::span<const Rule* const> allRules() { return table; }

const Rule* findRule(QStringView id)
{
    const auto* const found = std::find_if(table.begin(), table.end(),
                                           [&](const Rule* rule) { return id == QLatin1String(rule->id); });
    return found == table.end() ? nullptr : *found;
}

std::vector<Row> judge(const Evidence& evidence, const Context& context)
{
    const QVersionNumber generation = generationOf(context.os).normalized();
    std::vector<Row> rows;
    rows.reserve(table.size() * evidence.chain.size());
    for (const Rule* rule : table) {
        if (rule->check)
            ask(*rule, evidence, context, generation, rows);
    }
    return rows;
}

std::vector<Row> judge(const Rule& rule, const Evidence& evidence, const Context& context)
{
    std::vector<Row> rows;
    ask(rule, evidence, context, generationOf(context.os).normalized(), rows);
    return rows;
}

report::Severity severityOf(const Row& row)
{
    if (row.verdict.outcome == Outcome::Fail)
        return report::Severity::Error;
    return row.rule->weight == Weight::Info ? report::Severity::Info : report::Severity::Warning;
}

report::Finding findingOf(const Row& row)
{
    report::Finding finding;
    finding.rule = QString::fromLatin1(row.rule->id);
    finding.severity = severityOf(row);
    finding.message = row.verdict.message;
    if (finding.message.isEmpty())
        finding.message = QCoreApplication::translate("trust", row.rule->title);
    finding.measured = row.verdict.measured;
    finding.required = row.verdict.required;
    finding.since = sinceText(*row.rule);
    finding.why = QCoreApplication::translate("trust", row.rule->why);
    finding.advice = QCoreApplication::translate("trust", row.rule->fix);
    finding.source = QString::fromUtf8(row.rule->source.url);
    return finding;
}

}  // namespace trust
