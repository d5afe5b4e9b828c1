// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/probe.h"

namespace tls {}  // namespace tls
