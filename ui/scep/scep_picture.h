// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"
#include "core/scep/report.h"
#include "core/schema/schema.h"

namespace ui {

/// More certificates than that are not drawn.
constexpr std::size_t mostInPicture = 24;

/// The certificates that a SCEP server sent as one chain, in the order it sent them, with all findings of
/// `report`; those about a certificate point at it. Takes its time: for worker threads.
[[nodiscard]] report::CheckReport pictureOf(const scep::Report& report,
                                            const schema::Target& os,
                                            const QDateTime& asOf);

}  // namespace ui
