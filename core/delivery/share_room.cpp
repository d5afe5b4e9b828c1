// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_room.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

using namespace std::chrono_literals;
using Route = Site::Route;

constexpr auto beat = 50ms;
/// Who reloads the page is not told of each time.
constexpr auto tellAgainAfter = 5s;
constexpr auto lookEvery = 2s;
/// A network that is back at the next look was never away.
constexpr int missesUntilGone = 2;
constexpr std::size_t maxTold = 256;
constexpr std::size_t maxEvents = 1000;

QByteArrayList tokensFor(std::size_t packages)
{
    QByteArrayList tokens;
    for (std::size_t i = 0; i <= packages; ++i)
        tokens << newToken();
    return tokens;
}

}  // namespace

Share::Room::Room(const std::vector<Package>& packages,
                  const QString& origin,
                  ShareOptions options,
                  Listener listener,
                  Clock clock)
    : m_site(packages, origin, tokensFor(packages.size()))
    , m_keys(std::move(options.keys))
    , m_clock(std::move(clock))
    , m_listener(std::move(listener))
    , m_interfaces(std::move(options.interfaces))
    , m_address(options.interface.address)
    , m_wanted(options.downloads > 0 ? options.downloads : static_cast<int>(packages.size()))
    , m_end(m_clock() + options.lifetime)
    , m_patience(options.patience)
    , m_start(m_clock())
    , m_expires(QDateTime::currentDateTimeUtc().addSecs(options.lifetime.count()))
    , m_ledger(m_wanted, options.grace)
{}

Share::Room::~Room()
{
    close();
    if (m_thread.joinable())
        m_thread.join();
}

base::Result<> Share::Room::open(Descriptor socket)
{
    auto server = WebServer::start(std::move(socket), m_site, *this, m_keys ? &*m_keys : nullptr);
    if (!server)
        return server.error();
    m_server = *std::move(server);
    m_thread = std::thread([this] { run(); });
    return {};
}

void Share::Room::close()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_why)
            m_why = ShareEnd::Closed;
    }
    m_wake.notify_all();
    if (!m_thread.joinable() || m_thread.get_id() == std::this_thread::get_id())
        return;
    // Several may wait; joining is for the destructor.
    std::unique_lock lock(m_mutex);
    m_over.wait(lock, [this] { return m_isOver; });
}

bool Share::Room::waitUntilOver(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return m_over.wait_for(lock, time, [this] { return m_isOver; });
}

int Share::Room::completed()
{
    const std::lock_guard lock(m_mutex);
    return m_ledger.completed();
}

int Share::Room::underWay()
{
    const std::lock_guard lock(m_mutex);
    return m_ledger.underWay();
}

Visit Share::Room::receive(const WebRequest& request, const QString& address)
{
    Visit visit{address, request.userAgent, m_site.route(request)};
    if (visit.route.kind == Route::Kind::Nothing)
        return visit;
    const std::lock_guard lock(m_mutex);
    const Time now = m_clock();
    m_hasVisitor = true;
    const bool isGet = !visit.route.isHead;
    const bool isFile = visit.route.kind == Route::Kind::File;
    bool mayCome = !m_why && now < m_end;
    if (mayCome && isFile && isGet) {
        const auto ticket = m_ledger.begin(address, visit.route.index, now);
        mayCome = ticket.has_value();
        visit.ticket = ticket.value_or(Ledger::Ticket());
    } else if (mayCome) {
        mayCome = m_ledger.isOpenTo(address, now);
    }
    if (!mayCome) {
        visit.route.kind = Route::Kind::Nothing;
        enqueue(turnedAway(address, request.userAgent));
    } else if (!isFile && isGet) {
        enqueue(pageOpened(address, request.userAgent));
    }
    return visit;
}

void Share::Room::settle(const Visit& visit, Ledger::Transfer transfer)
{
    const Package& package = m_site.packages()[visit.route.index];
    const std::lock_guard lock(m_mutex);
    const Ledger::Outcome outcome =
        m_ledger.end(visit.address, visit.route.index, visit.ticket, transfer, m_clock());
    const auto kind = outcome == Ledger::Outcome::Counted  ? ShareEvent::Kind::Downloaded
                      : outcome == Ledger::Outcome::Repeat ? ShareEvent::Kind::Repeated
                                                           : ShareEvent::Kind::BrokenOff;
    if (kind == ShareEvent::Kind::BrokenOff && m_why)
        enqueue(cutShort(visit.address, visit.userAgent, package.fileName));
    else
        enqueue(fileSettled(kind, visit.address, visit.userAgent, package.fileName, package.bytes.size()));
}

bool Share::Room::isToldAlready(const ShareEvent& event, Time now)
{
    if (event.kind != ShareEvent::Kind::Opened && event.kind != ShareEvent::Kind::TurnedAway)
        return false;
    const QString key = u"%1 %2 %3"_s.arg(eventName(event.kind), event.address, event.device);
    const auto found = m_told.find(key);
    if (found != m_told.end() && now - found->second < tellAgainAfter)
        return true;
    if (m_told.size() >= maxTold)
        m_told.clear();
    m_told[key] = now;
    return false;
}

void Share::Room::enqueue(ShareEvent event)
{
    if (isToldAlready(event, m_clock()) || m_events.size() >= maxEvents)
        return;
    event.at = QDateTime::currentDateTimeUtc();
    m_events.push_back(std::move(event));
    m_wake.notify_all();
}

void Share::Room::tell()
{
    std::deque<ShareEvent> events;
    {
        const std::lock_guard lock(m_mutex);
        events.swap(m_events);
    }
    for (const ShareEvent& event : events)
        m_listener(event);
}

void Share::Room::lookAtTheClock()
{
    const std::lock_guard lock(m_mutex);
    const Time now = m_clock();
    if (!m_hasVisitor && !m_isPatienceOver && now - m_start >= m_patience) {
        m_isPatienceOver = true;
        enqueue(nobodyCame(static_cast<int>(m_patience.count()), m_site.pageUrl()));
    }
    if (!m_why && m_ledger.isUsedUp(now))
        m_why = ShareEnd::UsedUp;
    if (!m_why && now >= m_end)
        m_why = ShareEnd::Expired;
}

bool Share::Room::isAddressThere() const
{
    const std::vector<Interface> all = m_interfaces();
    return std::any_of(all.begin(), all.end(),
                       [this](const Interface& one) { return one.address == m_address; });
}

void Share::Room::lookAtTheNetwork()
{
    const Time now = m_clock();
    if (!m_isWatched || now - m_lookedAt < lookEvery)
        return;
    m_lookedAt = now;
    m_missed = isAddressThere() ? 0 : m_missed + 1;
    if (m_missed < missesUntilGone)
        return;
    const std::lock_guard lock(m_mutex);
    if (!m_why)
        m_why = ShareEnd::NetworkGone;
}

void Share::Room::run()
{
    // Not everything that can be listened on is listed: of 127.0.0.0/8 only the first is.
    m_isWatched = m_interfaces && isAddressThere();
    m_lookedAt = m_clock();
    while (true) {
        m_server->tick();
        lookAtTheNetwork();
        lookAtTheClock();
        tell();
        std::unique_lock lock(m_mutex);
        if (m_why)
            break;
        m_wake.wait_for(lock, beat, [this] { return m_why || !m_events.empty(); });
    }
    m_server.reset();
    {
        const std::lock_guard lock(m_mutex);
        enqueue(shareStopped(*m_why, m_address));
    }
    tell();
    const std::lock_guard lock(m_mutex);
    m_isOver = true;
    m_over.notify_all();
}

}  // namespace delivery
