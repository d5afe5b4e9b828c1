// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

// A file that breaks this rule has no property list to look at: unreadable() reports it.
constinit const Rule xml_malformed{
    .id = "xml-malformed",
    .title = QT_TRANSLATE_NOOP("lint", "The file is well-formed XML"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::File,
    .source = {"W3C, Extensible Markup Language (XML) 1.0", "2.1",
               "https://www.w3.org/TR/xml/#sec-well-formed"},
    .check = [](const Subject&, const profile::Payload*, Sink&) {},
};

}  // namespace lint::rules
