// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/scep/report.h"

namespace scep {

/// Takes `secret` out of what is told of a server, which may repeat what it was sent: dots stand in its
/// place. A secret of fewer than four bytes stays: it may be there by chance.
void redact(Step& step, const base::Secret& secret);
void redact(Report& report, const base::Secret& secret);

}  // namespace scep
