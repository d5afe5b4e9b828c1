// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/check_report.h"

namespace report {

QString toHtml(std::span<const CheckReport>) { return {}; }

}  // namespace report
