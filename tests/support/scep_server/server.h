// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scep_server/authority.h"
#include "tests/support/scep_server/behaviour.h"
#include "tests/support/scep_server/http.h"
#include "tests/support/scep_server/message.h"

#include <QJsonObject>

#include <functional>
#include <map>
#include <mutex>

namespace scep_server {

/// Answers requests at /scep and, after a redirect, at /moved/scep. May be called from several threads.
class Server
{
public:
    /// `log` gets one record a request, after it was answered or dropped.
    Server(Behaviour behaviour, QByteArray challenge, std::function<void(const QJsonObject&)> log);

    [[nodiscard]] const Authority& authority() const { return m_authority; }
    /// Serves one request on a connection.
    void serve(Stream& stream);

private:
    /// What is waiting for approval, by transactionID.
    struct Waiting
    {
        x509::RequestHandle request;
        int answers = 0;
    };

    [[nodiscard]] HttpReply answer(const HttpRequest& request, QJsonObject& record);
    [[nodiscard]] HttpReply caCertificate() const;
    [[nodiscard]] HttpReply capabilities() const;
    [[nodiscard]] HttpReply pkiOperation(const HttpRequest& request, QJsonObject& record);
    /// Whether the server is still to fail before it works.
    [[nodiscard]] bool failsYet();
    /// What is answered to a message that cannot be read.
    [[nodiscard]] HttpReply refusal(const QByteArray& text) const;
    [[nodiscard]] QByteArray certificateReply(Message& message, QJsonObject& record);

    Behaviour m_behaviour;
    QByteArray m_challenge;
    std::function<void(const QJsonObject&)> m_log;
    Authority m_authority;
    std::mutex m_mutex;
    std::map<QByteArray, Waiting> m_waiting;
    int m_failures = 0;
};

}  // namespace scep_server
