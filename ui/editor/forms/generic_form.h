// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/forms/row_form.h"

namespace ui {

/// Any payload: what all payloads have in common, and the rest as a tree of keys.
class GenericForm : public RowForm
{
    Q_OBJECT

public:
    GenericForm(ProfileDocument& document,
                const schema::Store& store,
                const plist::Path& path,
                QWidget* parent);
};

}  // namespace ui
