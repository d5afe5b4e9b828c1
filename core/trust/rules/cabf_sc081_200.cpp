// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/cabf_sc081.h"

namespace trust::rules {

namespace {
constexpr qint64 from = 1'773'532'800;  // 2026-03-15T00:00:00Z
}  // namespace

constinit const Rule cabf_sc081_200 = ballotStep<from, 200>(
    "cabf-sc081-200",
    QT_TRANSLATE_NOOP("trust", "A public server certificate issued since 2026-03-15 lives at most 200 days"));

}  // namespace trust::rules
