// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/lint.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace lint {

namespace {

constexpr int maxRounds = 10;

/// The places that the fixes of one round have changed so far.
class Touched
{
public:
    /// Whether `edit` would no longer mean what it meant before those changes.
    [[nodiscard]] bool disturbs(const plist::Edit& edit) const
    {
        if (m_above.contains(edit.path.toString()))
            return true;
        std::optional<std::size_t> index;
        for (plist::Path path = edit.path;; path = path.parent()) {
            const QString text = path.toString();
            if (m_changed.contains(text) || (index && *index >= m_shiftedFrom.value(text, SIZE_MAX)))
                return true;
            if (path.isRoot())
                return false;
            const auto* step = std::get_if<std::size_t>(&path.last());
            index = step ? std::optional(*step) : std::nullopt;
        }
    }

    void add(const plist::Edit& edit)
    {
        m_changed.insert(edit.path.toString());
        for (plist::Path path = edit.path; !path.isRoot();) {
            path = path.parent();
            m_above.insert(path.toString());
        }
        const auto* index = edit.path.isRoot() ? nullptr : std::get_if<std::size_t>(&edit.path.last());
        if (!index || edit.kind == plist::Edit::Kind::Set)
            return;
        const std::size_t from =
            edit.kind == plist::Edit::Kind::Move ? std::min(*index, edit.position) : *index;
        std::size_t& known = m_shiftedFrom.insert(edit.path.parent().toString(), from).value();
        known = std::min(known, from);
    }

private:
    QSet<QString> m_changed;
    QSet<QString> m_above;                      // ancestors of what is changed
    QHash<QString, std::size_t> m_shiftedFrom;  // arrays, and from which item on they have other indexes
};

/// A fix with its edits worked out.
struct MadeFix
{
    QString title;
    std::vector<plist::Edit> edits;
};

/// The fixes of `findings` that do not meddle with one another, in an order in which they can be applied.
std::vector<MadeFix> independentFixes(const std::vector<report::Finding>& findings)
{
    std::vector<MadeFix> fixes;
    Touched touched;
    // From the end, so that what is taken out of or put into an array moves nothing still to come.
    for (auto finding = findings.rbegin(); finding != findings.rend(); ++finding) {
        if (!finding->fix)
            continue;
        std::vector<plist::Edit> edits = finding->fix->edits();
        // Offsets in the text hold for one splice only, so such a fix comes alone.
        if (std::any_of(edits.begin(), edits.end(),
                        [](const plist::Edit& edit) { return edit.kind == plist::Edit::Kind::Text; }))
            return {{finding->fix->title, std::move(edits)}};
        if (std::any_of(edits.begin(), edits.end(),
                        [&](const plist::Edit& edit) { return touched.disturbs(edit); }))
            continue;
        for (const plist::Edit& edit : edits)
            touched.add(edit);
        fixes.push_back({finding->fix->title, std::move(edits)});
    }
    return fixes;
}

/// Applies all of `fixes`; where that cannot be done, as many of them as can.
base::Result<Repair> apply(plist::Document& document, const std::vector<MadeFix>& fixes)
{
    Repair repair;
    const auto add = [&repair](const MadeFix& fix) {
        repair.edits.insert(repair.edits.end(), fix.edits.begin(), fix.edits.end());
        repair.titles.prepend(fix.title);
    };
    for (const MadeFix& fix : fixes)
        add(fix);
    const auto change = document.apply(repair.edits);
    if (change)
        return repair;
    if (fixes.size() == 1)
        return change.error();
    repair = {};
    for (const MadeFix& fix : fixes) {
        if (document.apply(fix.edits))
            add(fix);
    }
    return repair.titles.isEmpty() ? base::Result<Repair>(change.error()) : repair;
}

base::Result<Repair> repairIn(plist::Document& document, const schema::Store& store, const Context& context)
{
    Repair repair;
    for (int round = 0; round < maxRounds; ++round) {
        const std::vector<report::Finding> findings = evaluate(document, store, context);
        const std::vector<MadeFix> fixes = independentFixes(findings);
        if (fixes.empty())
            break;
        const QByteArray before = document.text();
        const auto applied = apply(document, fixes);
        if (!applied)
            return repair.titles.isEmpty() ? applied : repair;
        if (document.text() == before)
            break;
        repair.titles += applied->titles;
        repair.edits.insert(repair.edits.end(), applied->edits.begin(), applied->edits.end());
    }
    return repair;
}

}  // namespace

base::Result<Repair> repair(plist::Document document, const schema::Store& store, const Context& context)
{
    return repairIn(document, store, context);
}

base::Result<QStringList> fixAll(plist::Document& document,
                                 const schema::Store& store,
                                 const Context& context)
{
    const auto repaired = repairIn(document, store, context);
    if (!repaired)
        return repaired.error();
    return repaired->titles;
}

}  // namespace lint
