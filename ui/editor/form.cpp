// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form.h"

#include "ui/document/profile_document.h"

namespace ui {

namespace {

/// Shows nothing and edits nothing.
class EmptyForm : public Form
{
public:
    using Form::Form;
    bool showField(const plist::Path& path) override
    {
        Q_UNUSED(path)
        return false;
    }
    void setFindings(const std::vector<report::Finding>& findings) override { Q_UNUSED(findings) }
};

}  // namespace

Form* makeForm(ProfileDocument& document,
               const schema::Store& store,
               std::optional<std::size_t> index,
               QWidget* parent)
{
    Q_UNUSED(document)
    Q_UNUSED(store)
    Q_UNUSED(index)
    return new EmptyForm(parent);
}

}  // namespace ui
