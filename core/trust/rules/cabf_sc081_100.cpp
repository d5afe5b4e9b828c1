// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/cabf_sc081.h"

namespace trust::rules {

namespace {
constexpr qint64 from = 1'805'068'800;  // 2027-03-15T00:00:00Z
}  // namespace

constinit const Rule cabf_sc081_100 = ballotStep<from, 100>(
    "cabf-sc081-100",
    QT_TRANSLATE_NOOP("trust", "A public server certificate issued since 2027-03-15 lives at most 100 days"));

}  // namespace trust::rules
