// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/delivery/share_guard.h"
#include "core/delivery/share_ledger.h"
#include "core/delivery/share_site.h"
#include "core/delivery/share_socket.h"

#include <memory>
#include <mutex>
#include <vector>

struct MHD_Connection;
struct MHD_Daemon;
struct MHD_Response;

namespace delivery {

/// The certificates, leaf first, and the private key of an HTTPS server, both in PEM.
struct ServerKeys
{
    QByteArray certificates;
    base::Secret key;
};

/// Someone at the door: what was asked, by whom, and what was said.
struct Visit
{
    QString address;
    QByteArray userAgent;
    Site::Route route;
    Ledger::Ticket ticket = {};  ///< of a file that goes out
};

/// Decides about requests. Called on threads of the server, also several at once.
class Desk
{
public:
    Desk() = default;
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    virtual ~Desk() = default;

    /// What this request gets.
    [[nodiscard]] virtual Visit receive(const WebRequest& request, const QString& address) = 0;
    /// A file that receive() let go has arrived, or never will. Once for each, GET only.
    virtual void settle(const Visit& visit, Ledger::Transfer transfer) = 0;
};

/// The HTTP server of a share: hands out the replies of a Site as a Desk decides, and holds its own against
/// whoever connects. GET and HEAD; every connection is for one request.
///
/// A file has arrived when the other side has acknowledged all of it and closes in order, or keeps still for
/// two seconds; closing with some of it unread is breaking off, however small the file is. (Over HTTPS a
/// small file that was acknowledged counts as arrived: clients close such connections in no order.)
class WebServer
{
public:
    static constexpr unsigned maxConnections = 2048;  ///< fewer where the system allows fewer files
    static constexpr unsigned idleSeconds = 10;
    static constexpr std::size_t maxHeadBytes = std::size_t{8} * 1024;

    /// Serves on `socket`. `site` and `desk` outlive the server. Internal, InvalidInput (the keys): it could
    /// not be started.
    [[nodiscard]] static base::Result<std::unique_ptr<WebServer>> start(Descriptor socket,
                                                                        const Site& site,
                                                                        Desk& desk,
                                                                        const ServerKeys* keys);
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;
    /// Closes the port, cuts every connection off and settles what was under way as broken off.
    ~WebServer();

    /// To be called every 50 ms or so, always on the same thread: ends what has had its time, settles what
    /// has arrived.
    void tick();

private:
    using Time = Guard::Time;
    struct ReplyDeleter
    {
        void operator()(MHD_Response* response) const;
    };
    using Reply = std::unique_ptr<MHD_Response, ReplyDeleter>;
    /// A file on its last stretch: sent, not yet known to have arrived.
    struct Parcel
    {
        Visit visit;
        Descriptor descriptor;
        Time since{};
        bool hasSpoken = false;
    };
    struct Callbacks;  // what libmicrohttpd calls

    WebServer(const Site& site, Desk& desk, bool isSecure, unsigned connections);
    [[nodiscard]] base::Result<> run(Descriptor socket, const ServerKeys* keys);
    [[nodiscard]] MHD_Response* responseFor(const Site::Route& route) const;
    void noteConnection(MHD_Connection* connection);
    void noteAnswer(MHD_Connection* connection, const Visit& visit);
    void noteSent(MHD_Connection* connection, const Visit& visit);
    /// Whether nothing more is to be learnt of it; it was settled then.
    [[nodiscard]] bool settleParcel(Parcel& parcel, Time at);
    void settleParcels();

    const Site& m_site;
    Desk& m_desk;
    bool m_isSecure;
    unsigned m_connections;  ///< at most, at once
    Reply m_notFound;
    std::vector<Reply> m_pages;
    std::vector<Reply> m_files;
    std::mutex m_mutex;  ///< for the two below; never held while the desk is asked
    Guard m_guard;
    std::vector<Parcel> m_parcels;
    MHD_Daemon* m_daemon = nullptr;
};

}  // namespace delivery
