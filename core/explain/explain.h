// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/catalogue.h"

#include <optional>

namespace explain {

/// An error of a chain and what the catalogue says of it; texts are translated.
struct NamedError
{
    QString domain;  ///< empty: only a code was given, and nobody knows it
    qint64 code = 0;
    QString text;  ///< what the log says, else what the device shows or the error is called
    QString name;
    QString what;  ///< says that the error is unknown where it is
    QString source;
    bool isKnown = false;
    Proof proof;                                  ///< line 0: not from a log
    QStringList details = {};                     ///< what the log lists as its Params
    Confidence confidence = Confidence::Certain;  ///< of one that was recognised: how sure it is this one
};

struct Cause
{
    QString id;
    Confidence confidence = Confidence::Possible;
    QString text;
    QString who;
    QString action;
    QString source;
    std::vector<Proof> proofs;  ///< the lines that speak for it
};

/// A clue that was seen.
struct Remark
{
    QString id;
    ClueEntry::Kind kind = ClueEntry::Kind::Fact;
    QString title;
    std::size_t count = 0;
    std::vector<Proof> proofs;
};

/// Why an installation failed, as far as a log tells.
struct Explanation
{
    std::vector<NamedError> errors;              ///< the last chain that failed, outermost first
    std::vector<std::vector<NamedError>> other;  ///< the chains before it
    std::vector<NamedError> recognised;          ///< errors whose text alone was seen, likely these
    std::vector<Cause> causes;                   ///< the likeliest first
    std::vector<Remark> remarks;                 ///< as the log goes on
    bool isText = true;                          ///< else `what` says what it is instead
    QString what;                                ///< one sentence: what happened, or that nothing did
};

/// Explains the log `bytes`: text in any form readLog() knows, or a property list. `firstLine` is the number
/// of its first line where it is the end of a longer log.
[[nodiscard]] Explanation explainLog(const QByteArray& bytes, const Catalogue& catalogue, int firstLine = 1);

/// Explains what a person typed: `22003`, `-9802`, `0x55FD`, `MCSCEPErrorDomain 22003`, or what a log says in
/// a line.
/// Nothing when that is none of these.
[[nodiscard]] std::optional<Explanation> explainCode(const QString& text, const Catalogue& catalogue);

/// The same with the chain `other[index]` explained, which changes places with `errors`.
[[nodiscard]] Explanation explainOther(Explanation explanation,
                                       std::size_t index,
                                       const Catalogue& catalogue);

[[nodiscard]] QString confidenceName(Confidence confidence);  ///< for JSON
[[nodiscard]] QString confidenceText(Confidence confidence);  ///< for people
[[nodiscard]] QString whoText(const QString& who);            ///< "the administrator of the SCEP server"

}  // namespace explain
