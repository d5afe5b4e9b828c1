// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <vector>

namespace explain {

/// A line of a log that proves something: its number from 1, and its text, cut when it is long.
struct Proof
{
    int line = 1;
    QString text;
    bool operator==(const Proof&) const = default;
};

/// One error of a chain as the log shows it.
struct LoggedError
{
    QString domain;  ///< empty: the log names none
    qint64 code = 0;
    QString text = {};         ///< what the log says of it, in the device's language; may be empty
    QStringList details = {};  ///< what its block lists as Params
    Proof proof = {};
};

/// The domain of the numbers by which Microsoft Intune shows its own errors and those of devices.
inline constexpr const char* managementCodeDomain = "Microsoft Intune";

/// What led to what: outermost first, the innermost error last. Never empty.
using Chain = std::vector<LoggedError>;

/// A text to look for; `also` must stand in the same line. At least two bytes long.
struct Phrase
{
    QByteArray text;
    std::vector<QByteArray> also = {};
};

/// A phrase that was seen, and the first and last lines with it.
struct Sighting
{
    std::size_t phrase = 0;
    std::size_t count = 0;
    std::vector<Proof> proofs;
};

/// What a log is searched for beside chains of errors.
struct Vocabulary
{
    std::vector<Phrase> phrases;
    std::vector<QByteArray> domains;  ///< names of domains that do not end in "ErrorDomain"
};

/// What was found in a log.
struct Log
{
    std::vector<Chain> chains;        ///< as they follow in the log; of very many, the last
    std::vector<Sighting> sightings;  ///< in the order of the vocabulary
};

/// The text of `bytes` as UTF-8: of UTF-16 with or without a mark, of a binary property list its XML.
[[nodiscard]] QByteArray textOf(const QByteArray& bytes);

/// `text` as it was before a web page or a dump of the system took it up: entities, tags that only lay it
/// out, blanks that do not break and escaped characters are replaced. Every line stays a line.
[[nodiscard]] QByteArray withoutMarkup(QByteArray text);

/// Finds the chains of errors in `text`, and what `vocabulary` names, in one pass over any text at all.
///
/// Known are: the blocks of profiled (`Domain : …`, `Code : …`, `...Underlying error:`) with any blanks and
/// prefixes, `Error Domain=… Code=… UserInfo={…NSUnderlyingError=…}`, `<Domain:code>`, `Domain (code): …`,
/// `Domain[code]`, `code (Domain)`, `(Domain error code.)` in any language, `[Domain – 0xcode (code)]` of
/// Apple Configurator, the ErrorChain of a management server in XML,
/// JSON or the system's own form, what the tool `profiles` returned, and the numbers of managementCodeDomain.
///
/// `firstLine` is the number of its first line where it is the end of a longer text.
[[nodiscard]] Log readLog(const QByteArray& text, const Vocabulary& vocabulary = {}, int firstLine = 1);

}  // namespace explain
