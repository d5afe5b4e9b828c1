// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/cabf_sc081.h"

namespace trust::rules {

namespace {
constexpr qint64 from = 1'868'227'200;  // 2029-03-15T00:00:00Z
}  // namespace

constinit const Rule cabf_sc081_47 = ballotStep<from, 47>(
    "cabf-sc081-47",
    QT_TRANSLATE_NOOP("trust", "A public server certificate issued since 2029-03-15 lives at most 47 days"));

}  // namespace trust::rules
