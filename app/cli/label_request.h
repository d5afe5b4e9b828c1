// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "core/base/result.h"
#include "core/sign/open.h"
#include "core/trust/label.h"

#include <QDateTime>
#include <QString>

namespace cli {

/// What a command is given that tells which label a device shows for one file.
struct LabelRequest
{
    QString file;
    QString roots;
    QString at;
    Format format = Format::Text;
};

/// What such a command reads before it judges.
struct LabelGround
{
    sign::Opened opened;
    trust::Roots roots;
    QDateTime asOf;
};

void declare(LabelRequest& request, Arguments& arguments);
/// The error of the first of moment, roots and file that cannot be read.
[[nodiscard]] base::Result<LabelGround> read(const LabelRequest& request);

}  // namespace cli
