// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_server.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <microhttpd.h>
#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

using namespace std::chrono_literals;
using Time = Guard::Time;

/// How long the other side may keep still behind the last byte before it is taken to have all of them.
constexpr Time quietTime = 2s;
/// How long acknowledgements may take.
constexpr Time patience = 15s;
/// The slowest network that a whole file may take its time on.
constexpr qint64 slowestBytesPerSecond = 10'000;
/// More files than that on their last stretch are not waited for.
constexpr std::size_t maxParcels = 64;

Time now() { return std::chrono::duration_cast<Time>(std::chrono::steady_clock::now().time_since_epoch()); }

/// How many connections the system gives us files for. A desktop mostly allows a thousand and lets a program
/// have more when it asks.
unsigned connectionsWithinReach()
{
    constexpr rlim_t others = 128;  // what the program has open beside them
    constexpr rlim_t wanted = WebServer::maxConnections + others;
    rlimit files = {};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
        return WebServer::maxConnections / 8;
    if (files.rlim_cur < wanted) {
        const rlimit before = files;
        files.rlim_cur = std::min(wanted, files.rlim_max);
        if (::setrlimit(RLIMIT_NOFILE, &files) != 0)
            files = before;
    }
    const rlim_t left = files.rlim_cur > 2 * others ? files.rlim_cur - others : others;
    return static_cast<unsigned>(std::min<rlim_t>(left, WebServer::maxConnections));
}

/// Below the server's own limits, at which it would hear nobody any more.
Guard::Limits limitsFor(unsigned connections)
{
    const int all = static_cast<int>(connections);
    return {.inAll = all / 8 * 7, .perAddress = all / 4 * 3};
}

/// Null when there is no memory for it: libmicrohttpd hangs up then.
MHD_Response* makeResponse(const WebReply& reply)
{
    // The bytes are the site's, which outlives every answer; libmicrohttpd wants them writable all the same.
    MHD_Response* response =
        MHD_create_response_from_buffer(static_cast<std::size_t>(reply.body.size()),
                                        const_cast<char*>(reply.body.constData()), MHD_RESPMEM_PERSISTENT);
    if (response == nullptr)
        return nullptr;
    MHD_add_response_header(response, "Connection", "close");
    for (const auto& [name, value] : reply.headers)
        MHD_add_response_header(response, name.constData(), value.constData());
    return response;
}

QString addressOf(MHD_Connection* connection)
{
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return literalOf(info != nullptr ? info->client_addr : nullptr);
}

int descriptorOf(MHD_Connection* connection)
{
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info != nullptr ? info->connect_fd : -1;
}

MHD_Result collectHost(void* hosts, MHD_ValueKind /*kind*/, const char* key, const char* value)
{
    if (qstricmp(key, "Host") == 0)
        static_cast<QByteArrayList*>(hosts)->append(QByteArray(value));
    return MHD_YES;
}

WebRequest readRequest(MHD_Connection* connection, const char* path, const char* method)
{
    WebRequest request{method, path, {}, {}, {}};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, &collectHost, &request.hosts);
    request.userAgent = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "User-Agent");
    request.acceptLanguage = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept-Language");
    request.hasQuery = MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, nullptr, nullptr) > 0;
    return request;
}

bool isFileTransfer(const Visit& visit)
{
    return visit.route.kind == Site::Route::Kind::File && !visit.route.isHead;
}

}  // namespace

struct WebServer::Callbacks
{
    static MHD_Result answer(void* self,
                             MHD_Connection* connection,
                             const char* path,
                             const char* method,
                             const char* /*version*/,
                             const char* /*body*/,
                             std::size_t* bodySize,
                             void** context)
    {
        auto& server = *static_cast<WebServer*>(self);
        if (*context == nullptr) {
            auto visit = std::make_unique<Visit>(
                server.m_desk.receive(readRequest(connection, path, method), addressOf(connection)));
            server.noteAnswer(connection, *visit);
            *context = visit.release();
        }
        // Whatever is sent along is not read: the answer is clear from the head.
        *bodySize = 0;
        const auto& visit = *static_cast<const Visit*>(*context);
        return MHD_queue_response(connection, server.m_site.reply(visit.route).status,
                                  server.responseFor(visit.route));
    }

    static void completed(void* self,
                          MHD_Connection* connection,
                          void** context,
                          MHD_RequestTerminationCode how)
    {
        const std::unique_ptr<Visit> visit(static_cast<Visit*>(std::exchange(*context, nullptr)));
        if (!visit || !isFileTransfer(*visit))
            return;
        auto& server = *static_cast<WebServer*>(self);
        if (how == MHD_REQUEST_TERMINATED_COMPLETED_OK)
            server.noteSent(connection, *visit);
        else
            server.m_desk.settle(*visit, Ledger::Transfer::BrokenOff);
    }

    static void connected(void* self,
                          MHD_Connection* connection,
                          void** /*context*/,
                          MHD_ConnectionNotificationCode what)
    {
        auto& server = *static_cast<WebServer*>(self);
        if (what == MHD_CONNECTION_NOTIFY_STARTED) {
            server.noteConnection(connection);
            return;
        }
        // Before the descriptor is closed and its number given to somebody else.
        const std::lock_guard lock(server.m_mutex);
        server.m_guard.close(connection);
    }

    /// Leaves "%00" and the like as they are: no path of ours has any.
    static std::size_t keep(void* /*self*/, MHD_Connection* /*connection*/, char* text)
    {
        return std::strlen(text);
    }
};

void WebServer::ReplyDeleter::operator()(MHD_Response* response) const { MHD_destroy_response(response); }

WebServer::WebServer(const Site& site, Desk& desk, bool isSecure, unsigned connections)
    : m_site(site)
    , m_desk(desk)
    , m_isSecure(isSecure)
    , m_connections(connections)
    , m_notFound(makeResponse(site.notFound()))
    , m_guard(limitsFor(connections))
{
    for (const WebReply& page : site.pages())
        m_pages.emplace_back(makeResponse(page));
    for (const WebReply& file : site.files())
        m_files.emplace_back(makeResponse(file));
}

base::Result<std::unique_ptr<WebServer>> WebServer::start(Descriptor socket,
                                                          const Site& site,
                                                          Desk& desk,
                                                          const ServerKeys* keys)
{
    std::unique_ptr<WebServer> server(new WebServer(site, desk, keys != nullptr, connectionsWithinReach()));
    if (const auto running = server->run(std::move(socket), keys); !running)
        return running.error();
    return server;
}

base::Result<> WebServer::run(Descriptor socket, const ServerKeys* keys)
{
    std::vector<MHD_OptionItem> secure;
    if (keys != nullptr) {
        // TLS 1.2 and 1.3: what devices take without a warning.
        static const char* const priorities = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";
        secure.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, const_cast<char*>(keys->certificates.constData())});
        secure.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, const_cast<char*>(keys->key.bytes().constData())});
        secure.push_back({MHD_OPTION_HTTPS_PRIORITIES, 0, const_cast<char*>(priorities)});
    }
    secure.push_back({MHD_OPTION_END, 0, nullptr});
    const unsigned flags =
        MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | (keys != nullptr ? MHD_USE_TLS : MHD_NO_FLAG);
    m_daemon =
        MHD_start_daemon(flags, 0, nullptr, nullptr, &Callbacks::answer, this,                           //
                         MHD_OPTION_LISTEN_SOCKET, socket.get(),                                         //
                         MHD_OPTION_CONNECTION_LIMIT, m_connections,                                     //
                         MHD_OPTION_PER_IP_CONNECTION_LIMIT, m_connections / 8 * 7,                      //
                         MHD_OPTION_CONNECTION_TIMEOUT, idleSeconds,                                     //
                         MHD_OPTION_CONNECTION_MEMORY_LIMIT, maxHeadBytes,                               //
                         MHD_OPTION_NOTIFY_COMPLETED, &Callbacks::completed, static_cast<void*>(this),   //
                         MHD_OPTION_NOTIFY_CONNECTION, &Callbacks::connected, static_cast<void*>(this),  //
                         MHD_OPTION_UNESCAPE_CALLBACK, &Callbacks::keep, static_cast<void*>(nullptr),    //
                         MHD_OPTION_ARRAY, secure.data(), MHD_OPTION_END);
    if (m_daemon == nullptr)
        return base::Error{keys != nullptr ? base::Error::Code::InvalidInput : base::Error::Code::Internal,
                           QCoreApplication::translate("delivery", "The web server could not be started"),
                           qt_error_string(errno)};
    // It closes the socket itself from now on.
    static_cast<void>(socket.release());
    return {};
}

WebServer::~WebServer()
{
    if (m_daemon != nullptr)
        MHD_stop_daemon(m_daemon);
    for (const Parcel& parcel : m_parcels)
        m_desk.settle(parcel.visit, Ledger::Transfer::BrokenOff);
}

MHD_Response* WebServer::responseFor(const Site::Route& route) const
{
    switch (route.kind) {
    case Site::Route::Kind::Page: return m_pages[route.index].get();
    case Site::Route::Kind::File: return m_files[route.index].get();
    case Site::Route::Kind::Nothing: break;
    }
    return m_notFound.get();
}

void WebServer::noteConnection(MHD_Connection* connection)
{
    const QString address = addressOf(connection);
    const std::lock_guard lock(m_mutex);
    for (const int descriptor : m_guard.open(connection, descriptorOf(connection), address, now()))
        cutOff(descriptor);
}

void WebServer::noteAnswer(MHD_Connection* connection, const Visit& visit)
{
    const qint64 bytes = m_site.reply(visit.route).body.size();
    const std::lock_guard lock(m_mutex);
    m_guard.answer(connection, now() + patience + std::chrono::seconds(bytes / slowestBytesPerSecond));
}

void WebServer::noteSent(MHD_Connection* connection, const Visit& visit)
{
    // A descriptor of our own, because libmicrohttpd closes its own at once.
    Descriptor own(::fcntl(descriptorOf(connection), F_DUPFD_CLOEXEC, 0));
    std::unique_lock lock(m_mutex);
    if (own.get() >= 0 && m_parcels.size() < maxParcels) {
        m_parcels.push_back({visit, std::move(own), now()});
        return;
    }
    lock.unlock();
    m_desk.settle(visit, Ledger::Transfer::Arrived);
}

bool WebServer::settleParcel(Parcel& parcel, Time at)
{
    const Acknowledgement state = acknowledgementOf(parcel.descriptor.get());
    parcel.hasSpoken = parcel.hasSpoken || state.hasSpoken;
    const Time waited = at - parcel.since;
    // The farewell of TLS is something unread, so that many a client's close looks like breaking off.
    const bool isSecurelyThere =
        m_isSecure && (state.isAcknowledged || parcel.hasSpoken || state.receipt == Receipt::Broken);
    const bool isThere = state.receipt == Receipt::Held || isSecurelyThere
                         || (state.receipt == Receipt::Open && state.isAcknowledged && waited >= quietTime);
    if (!isThere && state.receipt != Receipt::Broken && waited < patience)
        return false;
    m_desk.settle(parcel.visit, isThere ? Ledger::Transfer::Arrived : Ledger::Transfer::BrokenOff);
    return true;
}

void WebServer::settleParcels()
{
    std::vector<Parcel> parcels;
    {
        const std::lock_guard lock(m_mutex);
        parcels.swap(m_parcels);
    }
    std::erase_if(parcels, [&](Parcel& parcel) { return settleParcel(parcel, now()); });
    const std::lock_guard lock(m_mutex);
    std::move(parcels.begin(), parcels.end(), std::back_inserter(m_parcels));
}

void WebServer::tick()
{
    {
        const std::lock_guard lock(m_mutex);
        for (const int descriptor : m_guard.overdue(now()))
            cutOff(descriptor);
    }
    settleParcels();
}

}  // namespace delivery
