// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"
#include "core/trust/context.h"
#include "core/x509/details.h"

#include <span>

namespace trust {

/// What one rule says of one certificate in one context.
enum class Outcome {
    NotApplicable,  ///< purpose, anchor class, OS version or issue date is outside what the rule binds
    Pass,
    Warn,  ///< it binds, and something that is policy, advice or only documented is broken
    Fail,  ///< it binds, and the device refuses
};
[[nodiscard]] QString outcomeName(Outcome outcome);  ///< "not-applicable", "pass", "warn", "fail"

struct Verdict
{
    Outcome outcome = Outcome::Pass;
    QString message = {};  ///< what is wrong and what the device does, translated, no full stop
    QString measured = {};
    QString required = {};
};

/// Shorthands for checks.
[[nodiscard]] inline Verdict pass() { return {}; }
[[nodiscard]] inline Verdict notApplicable() { return {Outcome::NotApplicable}; }
[[nodiscard]] inline Verdict fail(QString message, QString measured = {}, QString required = {})
{
    return {Outcome::Fail, std::move(message), std::move(measured), std::move(required)};
}
[[nodiscard]] inline Verdict warn(QString message, QString measured = {}, QString required = {})
{
    return {Outcome::Warn, std::move(message), std::move(measured), std::move(required)};
}

/// The certificates of one candidate chain, leaf first, and where they end.
struct Evidence
{
    std::vector<const x509::Details*> chain;  ///< never empty; outlived by what it points to
    /// Whether the last certificate is the trust anchor itself; false when the root is not at hand.
    bool endsInAnchor = false;
    /// Whether the issuer of the last certificate is missing and nobody said what it is.
    bool isIncomplete = false;
    /// Whether the chain ends in a self-signed certificate that nobody said is trusted.
    bool isRootUnknown = false;
    /// Whether the issuer of the last certificate is not at hand and was taken to be the trusted root.
    bool isIssuerAssumed = false;
    /// Whether the chain begins with a CA that is judged as such: rules about a leaf are not asked.
    bool hasNoLeaf = false;
    /// Everything that was given beside the chain, such as all of a GetCACert answer.
    std::vector<const x509::Details*> given = {};
};

/// What a check is asked: one certificate of a chain in a context.
struct Question
{
    const Context& context;
    const Evidence& evidence;
    std::size_t index = 0;  ///< of the certificate in the chain; 0 is the leaf

    [[nodiscard]] const x509::Details& certificate() const { return *evidence.chain[index]; }
    [[nodiscard]] bool isLeaf() const { return index == 0 && !evidence.hasNoLeaf; }
    [[nodiscard]] bool isAnchor() const
    {
        return evidence.endsInAnchor && index + 1 == evidence.chain.size();
    }
    /// Whether this certificate acts as an issuer: above the leaf, or given alone and saying it may sign.
    [[nodiscard]] bool isIssuer() const;
};

/// Which certificates of a chain a rule is asked about.
enum class Binds {
    Leaf,         ///< index 0
    Issuers,      ///< those for which Question::isIssuer() holds
    Every,        ///< each one, the anchor included
    BelowAnchor,  ///< each one but the anchor; the leaf always, also one that is trusted itself
    Connection,   ///< once, when a server was asked: Context::connection is there
    Answers,      ///< once, when a SCEP server's answers are at hand: Context::scep is there
};

/// How a device treats what a rule forbids (trust-rules, 0.2).
enum class Weight { Fatal, Fail, Prompt, Label, Policy, Info };
/// How sure we are of a rule; anything but the first two is worded as expected.
enum class Certainty { Documented, ReadInSource, Observed, Uncertain };

/// What a rule judges (trust-rules, 0.5).
enum class Kind {
    Trust,   ///< certificates and chains
    Server,  ///< a live connection or a protocol's answer, or what of a certificate concerns servers alone
    Note,    ///< nothing: it is shown by `rules` and has no check
};
[[nodiscard]] QString kindName(Kind kind);  ///< "trust", "server", "note"

/// One thing that can be wrong with a certificate or chain, one file in rules/, named after the id.
struct Rule
{
    const char* id;  ///< kebab-case, as in the JSON; the file has underscores
    Kind kind = Kind::Trust;
    const char* title;  ///< what is right, one sentence, QT_TRANSLATE_NOOP("trust", …)
    Weight weight;
    Certainty certainty;
    Purposes purposes = everyPurpose;
    AnchorClasses anchors = everyAnchor;
    /// The first iOS release (macOS and the others by generation) that enforces it; 0: all of them.
    int sinceMajor = 0;
    int sinceMinor = 0;
    Binds binds = Binds::Leaf;
    report::Citation source;
    const char* why;  ///< why it matters, a sentence or two, QT_TRANSLATE_NOOP("trust", …)
    /// What to do, in terms of OpenSSL and AD CS, QT_TRANSLATE_NOOP("trust", …); a note has none.
    const char* fix = "";
    /// Asked only where purposes, anchors, since and binds fit. Reads nothing but its argument. Null for a
    /// note.
    Verdict (*check)(const Question& question) = nullptr;
};

/// Every rule, in the order findings are shown, and the notes after them.
[[nodiscard]] std::span<const Rule* const> allRules();
[[nodiscard]] const Rule* findRule(QStringView id);

}  // namespace trust
