// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/lint/rule.h"
#include "core/report/finding.h"

#include <stop_token>
#include <vector>

namespace lint {

/// Runs every rule over `document`; findings in the order of the text, errors first at one place.
///
/// Never touches the network or the clock. When `stop` is requested it returns early with what it has.
[[nodiscard]] std::vector<report::Finding> evaluate(const plist::Document& document,
                                                    const schema::Store& store,
                                                    const Context& context,
                                                    const std::stop_token& stop = {});

/// The finding for a file that could not be read: `xml-malformed`, or nothing when the error is of another
/// kind.
[[nodiscard]] std::vector<report::Finding> unreadable(const base::Error& error);

/// What fixAll() did: the titles of the fixes, and the edits in the order in which they were made.
struct Repair
{
    QStringList titles;
    std::vector<plist::Edit> edits;
};

/// What fixAll() would do to `document`.
[[nodiscard]] base::Result<Repair> repair(plist::Document document,
                                          const schema::Store& store,
                                          const Context& context);

/// Applies every fix there is until none is left or nothing changes, at most ten rounds;
/// returns the titles of the fixes applied.
[[nodiscard]] base::Result<QStringList> fixAll(plist::Document& document,
                                               const schema::Store& store,
                                               const Context& context);

}  // namespace lint
