// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <stop_token>
#include <thread>

namespace cli {

/// While this lives, Ctrl+C and a request to end ask the work to stop instead of ending the program, so that
/// it can say what is done and what is not; a second one ends it. Make it before any other thread, which
/// would still be struck.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
#ifdef Q_OS_UNIX
    std::jthread m_listener;
#endif
};

}  // namespace cli
