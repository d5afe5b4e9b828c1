// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scripted_server.h"

#include <QByteArray>

#include <map>
#include <mutex>
#include <utility>

namespace test {

/// Mailboxes behind a server that refuses later@ the first time, and hangs up on whole messages to open@.
class Mailboxes
{
public:
    /// `refusal`: the line that later@ is refused with.
    explicit Mailboxes(QByteArray refusal) : m_refusal(std::move(refusal)) {}

    void serve(Connection& connection)
    {
        connection.send("220 here\r\n");
        QByteArray rest;
        QByteArray recipient;
        bool isData = false;
        for (QByteArray line = lineOf(connection, rest); !line.isEmpty(); line = lineOf(connection, rest)) {
            if (isData) {
                if (line != ".\r\n")
                    continue;
                isData = false;
                arrive(recipient);
                if (recipient.startsWith("open@"))
                    return;
                connection.send("250 2.0.0 queued\r\n");
            } else if (line.startsWith("RCPT TO:")) {
                recipient = line.mid(line.indexOf('<') + 1).chopped(3);
                connection.send(takes(recipient) ? "250 ok\r\n" : m_refusal + "\r\n");
            } else if (line.startsWith("DATA")) {
                isData = true;
                connection.send("354 go ahead\r\n");
            } else {
                connection.send("250 ok\r\n");
            }
        }
    }

    [[nodiscard]] int arrived(const QByteArray& recipient)
    {
        const std::lock_guard lock(m_mutex);
        return m_arrived[recipient];
    }

private:
    /// The next line; empty at the end.
    static QByteArray lineOf(Connection& connection, QByteArray& rest)
    {
        for (;;) {
            if (const qsizetype end = rest.indexOf('\n'); end >= 0) {
                QByteArray line = rest.left(end + 1);
                rest.remove(0, end + 1);
                return line;
            }
            const QByteArray more = connection.receive();
            if (more.isEmpty())
                return {};
            rest += more;
        }
    }
    void arrive(const QByteArray& recipient)
    {
        const std::lock_guard lock(m_mutex);
        ++m_arrived[recipient];
    }
    bool takes(const QByteArray& recipient)
    {
        const std::lock_guard lock(m_mutex);
        return !recipient.startsWith("later@") || ++m_asked > 1;
    }

    const QByteArray m_refusal;
    std::mutex m_mutex;
    std::map<QByteArray, int> m_arrived;
    int m_asked = 0;
};

}  // namespace test
