// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/log.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace explain {

/// How sure a cause is, the surest first.
enum class Confidence { Certain, Likely, Possible };

/// A thing that may have gone wrong: who can mend it, and how.
///
/// All texts of the catalogue are English and still to be translated in the context "explain".
struct CauseEntry
{
    QString id;
    QString who;  ///< one of Catalogue::everyone()
    QString text;
    QString action;
    QString source;
};

/// A cause by its id, as a code or a rule names it.
struct NamedCause
{
    QString id;
    Confidence confidence = Confidence::Possible;
};

/// A text by which a device tells an error; what it names in it is `…` in the catalogue.
struct ErrorText
{
    Phrase phrase;                               ///< the part before the first `…`, and those behind it
    Confidence confidence = Confidence::Likely;  ///< how sure it is that this error has that text
    QString source;
};

/// What is known of a code in a domain.
struct ErrorEntry
{
    QString domain;
    qint64 code = 0;
    QString name;                  ///< Apple's
    QString what;                  ///< what happened, in a sentence
    QString screen;                ///< what the device shows, in English; may be empty
    QString key;                   ///< the name of that text or error in the system; may be empty
    std::vector<ErrorText> texts;  ///< other wordings: of older systems, of other languages
    QString source;
    std::vector<NamedCause> causes;  ///< the likeliest first
    bool isFrame = false;            ///< its text stands around that of the error which tells more
};

/// A line of a log that means something beside errors.
struct ClueEntry
{
    enum class Kind { Request, Success, Failure, Fact, Crash };
    QString id;
    Kind kind = Kind::Fact;
    Phrase phrase;
    QString title;
    QString source;
};

/// Errors and clues that together tell more than each alone.
struct RuleEntry
{
    QString id;
    std::vector<std::pair<QString, qint64>> chain;  ///< must lie in the chain in this order
    QStringList clues;                              ///< must all be in the log
    QString detail;                                 ///< must be among the details of the first of them
    std::vector<NamedCause> causes;
};

/// What is known of the errors of Apple devices: data of `resources/errors`, dated and sourced. Read once,
/// then used on any thread.
class Catalogue
{
public:
    Catalogue();

    [[nodiscard]] const ErrorEntry* find(const QString& domain, qint64 code) const;
    /// The name under which the catalogue keeps the domain: newer systems have renamed some.
    [[nodiscard]] QString canonical(const QString& domain) const { return m_aliases.value(domain, domain); }
    /// The codes of that number, in whatever domain.
    [[nodiscard]] std::vector<const ErrorEntry*> find(qint64 code) const;
    [[nodiscard]] const CauseEntry* cause(const QString& id) const;
    /// Whether any program may have errors of that domain.
    [[nodiscard]] bool isGeneral(const QString& domain) const
    {
        return m_general.contains(canonical(domain));
    }
    /// Whether the program of that name has a part in installing profiles.
    [[nodiscard]] bool installs(const QString& program) const { return m_programs.contains(program); }
    /// The domain of that name, capitals aside; empty for an unknown one.
    [[nodiscard]] QString domainLike(const QString& name) const;
    /// What the domain is about; empty for an unknown one.
    [[nodiscard]] QString about(const QString& domain) const { return m_domains.value(canonical(domain)); }

    [[nodiscard]] const std::vector<ErrorEntry>& errors() const { return m_errors; }
    [[nodiscard]] const std::vector<CauseEntry>& causes() const { return m_causes; }
    [[nodiscard]] const std::vector<ClueEntry>& clues() const { return m_clues; }
    [[nodiscard]] const std::vector<RuleEntry>& rules() const { return m_rules; }

    /// What a log is searched for: the phrases of the clues, then for every error its texts and its key.
    struct Text
    {
        std::size_t error = 0;  ///< of errors()
        Phrase phrase;
        Confidence confidence = Confidence::Likely;
    };
    [[nodiscard]] const std::vector<Text>& texts() const { return m_texts; }
    [[nodiscard]] Vocabulary vocabulary() const;

    /// Every `who` there is.
    [[nodiscard]] static QStringList everyone();

private:
    void readDomain(const QByteArray& json);

    void readTexts(std::size_t error);

    QHash<QString, QString> m_domains;
    QHash<QString, QString> m_aliases;
    QSet<QString> m_general;
    QSet<QString> m_programs;
    std::vector<ErrorEntry> m_errors;
    std::vector<CauseEntry> m_causes;
    std::vector<ClueEntry> m_clues;
    std::vector<RuleEntry> m_rules;
    std::vector<Text> m_texts;
    QHash<std::pair<QString, qint64>, std::size_t> m_byCode;
    QHash<QString, std::size_t> m_byCause;
};

}  // namespace explain
