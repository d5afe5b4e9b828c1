// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/share.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace delivery {

/// The inside of a share: the server, the count of downloads, and the thread that watches the time and tells
/// the listener.
class Share::Room : public Desk
{
public:
    Room(const std::vector<Package>& packages,
         const QString& origin,
         ShareOptions options,
         Listener listener,
         Clock clock);
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;
    ~Room() override;  ///< close(); not on the share's own thread

    [[nodiscard]] base::Result<> open(Descriptor socket);
    void close();
    [[nodiscard]] bool waitUntilOver(std::chrono::milliseconds time);

    [[nodiscard]] const Site& site() const { return m_site; }
    [[nodiscard]] QDateTime expires() const { return m_expires; }
    [[nodiscard]] int wanted() const { return m_wanted; }
    [[nodiscard]] int completed();
    [[nodiscard]] int underWay();

    [[nodiscard]] Visit receive(const WebRequest& request, const QString& address) override;
    void settle(const Visit& visit, Ledger::Transfer transfer) override;

private:
    using Time = std::chrono::milliseconds;

    void run();
    void lookAtTheClock();
    /// On the share's own thread only, as what it remembers.
    void lookAtTheNetwork();
    [[nodiscard]] bool isAddressThere() const;
    void enqueue(ShareEvent event);
    /// Whether the same was told of this visitor a moment ago.
    [[nodiscard]] bool isToldAlready(const ShareEvent& event, Time now);
    void tell();

    const Site m_site;
    const std::optional<ServerKeys> m_keys;  ///< as long as the server may look at them
    const Clock m_clock;
    const Listener m_listener;
    const std::function<std::vector<Interface>()> m_interfaces;
    const QString m_address;  ///< that is listened on
    const int m_wanted;
    const Time m_end;  ///< by the clock
    const std::chrono::seconds m_patience;
    const Time m_start;
    const QDateTime m_expires;

    bool m_isWatched = false;  ///< the address was among those of the interfaces: it can go
    Time m_lookedAt{};
    int m_missed = 0;  ///< looks in a row that did not find it

    std::mutex m_mutex;  ///< for all below but server and thread
    std::condition_variable m_wake;
    std::condition_variable m_over;
    Ledger m_ledger;
    std::deque<ShareEvent> m_events;
    std::map<QString, Time> m_told;
    bool m_hasVisitor = false;
    bool m_isPatienceOver = false;
    std::optional<ShareEnd> m_why;
    bool m_isOver = false;

    std::unique_ptr<WebServer> m_server;
    std::thread m_thread;
};

}  // namespace delivery
