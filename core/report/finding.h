// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/plist/document.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace report {

enum class Severity {
    Error,    ///< a device refuses it, or the result cannot work
    Warning,  ///< it installs but will hurt or be refused somewhere
    Info,     ///< worth knowing; nothing is wrong
};
[[nodiscard]] QString severityName(Severity severity);  ///< "error", "warning", "info": as in the JSON

/// Where a rule comes from, so that nobody has to take our word for it.
struct Citation
{
    const char* document = "";  ///< "RFC 8894", "Apple, Requirements for trusted certificates"
    const char* section = "";   ///< "3.2.1.4"
    const char* url = "";
};

/// The one safe answer to a finding, as edits of the document it was found in.
class Fix
{
public:
    using Edits = std::vector<plist::Edit>;

    Fix(QString text, Edits edits) : title(std::move(text)), m_edits(std::move(edits)) {}
    /// `make` works the edits out when they are asked for: most findings are read, few are mended. It owns
    /// what it needs, may run on any thread and says the same each time.
    [[nodiscard]] static Fix later(QString text, std::function<Edits()> make)
    {
        Fix fix(std::move(text), {});
        fix.m_make = std::move(make);
        return fix;
    }

    [[nodiscard]] Edits edits() const { return m_make ? m_make() : m_edits; }

    QString title;  ///< what the button says, translated: "Remove the query"

private:
    Edits m_edits;
    std::function<Edits()> m_make;
};

/// Which part of a dictionary's entry a finding is about.
enum class Part { Value, Key };

/// One thing a rule has to say about one place.
struct Finding
{
    QString rule;  ///< id of the rule: "scep-url-query"
    Severity severity = Severity::Info;
    QString message;                  ///< translated; says what is wrong and what a device does with it
    std::optional<plist::Path> path;  ///< nothing where the finding is about the file, not a value
    Part part = Part::Value;
    std::optional<base::TextPosition> position;  ///< in the document's text
    QString measured;                            ///< what is there; a secret is masked
    QString required;                            ///< what must be there
    std::optional<Fix> fix;
    QString source;  ///< URL

    // What findings about certificates and servers add.
    std::optional<std::size_t> certificate;  ///< index in the report's list
    QStringList anchors;                     ///< for which kinds of root it holds: "system", "managed", …
    QString since;                           ///< the first system it binds: "iOS 13"; empty: all
    QString why;                             ///< why it matters, translated
    QString advice;                          ///< what to do where no edit is the answer, translated
};

}  // namespace report
