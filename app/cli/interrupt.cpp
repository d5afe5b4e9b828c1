// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#ifdef Q_OS_UNIX
#include <csignal>
#include <ctime>
#endif

namespace cli {

#ifdef Q_OS_UNIX

namespace {

sigset_t endingSignals()
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    return ending;
}

/// Takes the first signal; the next one does what it always does, to the thread this runs in.
void listen(const std::stop_token& isOver, std::stop_source& stop)
{
    constexpr long pollNanoseconds = 50'000'000;
    const timespec pause{0, pollNanoseconds};
    const sigset_t ending = endingSignals();
    while (!isOver.stop_requested()) {
        if (stop.stop_requested()) {
            ::nanosleep(&pause, nullptr);
        } else if (::sigtimedwait(&ending, nullptr, &pause) > 0) {
            stop.request_stop();
            ::pthread_sigmask(SIG_UNBLOCK, &ending, nullptr);
        }
    }
}

}  // namespace

Interrupt::Interrupt()
{
    const sigset_t ending = endingSignals();
    ::pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    m_listener = std::jthread([this](const std::stop_token& isOver) { listen(isOver, m_stop); });
}

Interrupt::~Interrupt()
{
    m_listener.request_stop();
    m_listener.join();
    const sigset_t ending = endingSignals();
    ::pthread_sigmask(SIG_UNBLOCK, &ending, nullptr);
}

#else

Interrupt::Interrupt() = default;
Interrupt::~Interrupt() = default;

#endif

}  // namespace cli
