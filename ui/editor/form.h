// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/path.h"
#include "core/report/finding.h"
#include "core/schema/schema.h"

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

namespace ui {

class ProfileDocument;

/// The editor of one payload, or of the profile's own settings: a lens on the document.
///
/// It writes through ProfileDocument::apply() only and re-reads itself on ProfileDocument::changed().
/// What the admin did not set is not written.
class Form : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Puts the focus on the field of the value at `path` (or the nearest field above it) and marks it;
    /// false when this form has none.
    virtual bool showField(const plist::Path& path) = 0;
    /// Shows the worst message of each field under it; findings of other payloads are passed over.
    virtual void setFindings(const std::vector<report::Finding>& findings) = 0;
    /// Writes what is typed and waits to be written: the editor open in a table, a field's text taken for
    /// whole. To be called before anything reads the document for good: saving, exporting, closing.
    virtual void commitPending() = 0;

signals:
    /// The labels of the fields that now show text which is not in the profile.
    void unfinishedChanged(const QStringList& labels);
};

/// The form for payload `index`, or for General without one; never null: a payload type without a form
/// of its own gets the generic key, type and value editor.
[[nodiscard]] Form* makeForm(ProfileDocument& document,
                             const schema::Store& store,
                             std::optional<std::size_t> index,
                             QWidget* parent);

}  // namespace ui
