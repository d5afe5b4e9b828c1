// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/probe.h"
#include "core/trust/check.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace ui {

/// Shakes hands with a server: tls::probe, or a test's stand-in. Called on a worker thread.
using Probe = std::function<base::Result<tls::Observation>(
    const tls::Endpoint&, const tls::ProbeOptions&, const std::stop_token&)>;

/// What a judge knows, loaded when it is first asked for; one may be shared by threads.
///
/// Reading this computer's roots takes longer than a window may stand still: ask on worker threads only.
class LazyKnowledge
{
public:
    explicit LazyKnowledge(std::function<trust::Roots()> roots) : m_roots(std::move(roots)) {}

    [[nodiscard]] const trust::Knowledge& get() const;

private:
    std::function<trust::Roots()> m_roots;
    mutable std::once_flag m_once;
    mutable std::optional<trust::Knowledge> m_knowledge;
};

/// What checks take from outside; windows share one by copying it.
struct CheckServices
{
    Probe probe;
    std::shared_ptr<const LazyKnowledge> knowledge;
    std::function<QDateTime()> now;
};

/// The network, this computer's roots and its clock; nothing of it is touched before a check.
[[nodiscard]] CheckServices systemCheckServices();

}  // namespace ui
