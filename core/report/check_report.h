// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/report/finding.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace report {

struct RuleText;

/// What a device makes of it all.
enum class CheckVerdict {
    Accepted,
    AcceptedWithWarnings,  ///< it works, or works under some roots only
    Refused,
};
[[nodiscard]] QString verdictName(
    CheckVerdict verdict);  ///< "accepted", "accepted-with-warnings", "refused": as in the JSON

/// A certificate as reports and pictures show it.
struct CheckedCertificate
{
    enum class Role { Leaf, Intermediate, Root };
    Role role = Role::Leaf;
    QString name;  ///< what a list shows
    QString subject;
    QString issuer;
    QString serial;
    QDateTime notBefore;  ///< UTC; invalid when malformed
    QDateTime notAfter;   ///< UTC; invalid when malformed
    QString key;          ///< "RSA 2048", "EC P-256"
    QString signature;    ///< "sha256WithRSAEncryption"
    QStringList names;    ///< SubjectAltName, each as text
    QByteArray sha256;
    QByteArray der;
    bool isTrusted = false;               ///< taken for the root that is trusted
    bool isFromStore = false;             ///< it came from the roots, not from the file or the server
    std::optional<std::size_t> issuedBy;  ///< index of its issuer in the chain that was judged
    QString path;                         ///< where it stands in a profile, as a PATH; else empty
};

/// The verdict under one kind of root.
struct CheckedAnchors
{
    QString anchors;  ///< "system", "managed", "app", "leaf"
    CheckVerdict verdict = CheckVerdict::Accepted;
    /// Whether the root may be of this kind, as far as can be told; the report's verdict rests on those.
    bool isPossible = true;
    QStringList reasons;  ///< one sentence an error
};

/// A server that a profile names.
struct CheckedServerName
{
    QString kind;     ///< "scep", "mdm", "incoming-mail", …
    QString address;  ///< "host:port"
    QString path;     ///< the PATH of the value
};

/// One row of `check --all`.
struct CheckedRule
{
    QString rule;
    QString outcome;  ///< "pass", "fail", "warn", "not-applicable"
    std::size_t certificate = 0;
    QString anchors;
    QString measured;
};

/// The handshake of a server in words.
struct CheckedTls
{
    QStringList protocols;  ///< those the server takes: "TLS 1.2", …
    QString protocol;       ///< the one agreed
    QString suite;
    QString keyExchange;
    QString group;
    QString signature;
    std::optional<bool> extendedMasterSecret;
    bool isChainComplete = true;
    QString staple;  ///< "good", "revoked", "unknown", "unreadable"; empty without one
    int timestamps = 0;
    bool asksForClientCertificate = false;
};

/// Everything that is told of one file, server or profile; the same for text, JSON, SARIF, HTML and the
/// window.
struct CheckReport
{
    QString path;  ///< of the file; empty for a server
    QString host;  ///< of the server; empty for a file
    int port = 0;
    QString purpose;  ///< "tls-server", …
    QString os;       ///< "iOS 26"
    QDateTime asOf;
    std::optional<base::Error> error;  ///< why there is nothing to judge; then the rest is empty
    CheckVerdict verdict = CheckVerdict::Accepted;
    QString headline;   ///< one line: who refuses what and why, translated
    QStringList notes;  ///< what the verdict rests on, one sentence each, translated
    std::vector<CheckedAnchors> anchors;
    std::vector<CheckedCertificate> certificates;  ///< 0 is the leaf
    std::vector<CheckedServerName> servers;        ///< of a profile: those that a check can ask
    std::vector<Finding> findings;                 ///< errors first
    std::vector<CheckedRule> rules;                ///< every row; written with `--all` only
    std::optional<CheckedTls> tls;
};

/// What a check is about, as lists call it: the file, or "host:port".
[[nodiscard]] QString subjectOf(const CheckReport& check);

/// Which rows the JSON of a check holds.
enum class Rows { Findings, All };

/// An entry of "files" or "servers" (DESIGN.md, "JSON").
[[nodiscard]] QJsonObject toJson(const CheckReport& check, Rows rows);
/// The headline, what it rests on, the certificates, then the findings as in a lint report.
[[nodiscard]] QString toText(const CheckReport& check, Rows rows);
/// One run of SARIF 2.1.0 over all checks.
[[nodiscard]] QJsonObject toSarif(std::span<const CheckReport> checks, std::span<const RuleText> rules);
/// A self-contained page: no script, nothing loaded from elsewhere; light and dark.
[[nodiscard]] QString toHtml(std::span<const CheckReport> checks);

}  // namespace report
