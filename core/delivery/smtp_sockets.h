// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <curl/curl.h>
#include <mutex>
#include <vector>

namespace delivery {

/// The sockets a session has open, so that a call that waits in one can be ended from another thread.
class SmtpSockets
{
public:
    [[nodiscard]] curl_socket_t open(const curl_sockaddr& address);
    int close(curl_socket_t socket);
    void endReading();  ///< whoever waits for the other side hears that it hung up
    void endAll();

private:
    void shutDown(int how);

    std::mutex m_mutex;
    std::vector<curl_socket_t> m_open;
};

}  // namespace delivery
