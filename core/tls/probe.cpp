// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/probe.h"

#include "core/tls/client_hello.h"
#include "core/tls/handshake.h"
#include "core/tls/line.h"
#include "core/tls/refusals.h"
#include "core/tls/server_hello.h"
#include "core/tls/staple.h"
#include "core/tls/suites.h"

#include <QCoreApplication>

#include <openssl/rand.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace tls {

namespace {

using Code = base::Error::Code;

QByteArray randomOctets(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        qFatal("OpenSSL has no random numbers");
    return bytes;
}

bool isCutOff(Ending ending) { return ending == Ending::HungUp || ending == Ending::Unreached; }

/// One server, asked one thing after the other.
class Examination
{
public:
    Examination(const Endpoint& endpoint, const ProbeOptions& options, Line line)
        : m_options(options)
        , m_line(std::move(line))
    {
        m_seen.host = endpoint.host;
        m_seen.port = endpoint.port;
    }

    base::Result<Observation> run()
    {
        if (auto begun = shakeOrdinarily(); !begun)
            return begun.error();
        tryAlone(Protocol::Tls12, 0.1);
        tryAlone(Protocol::Tls13, 0.15);
        tryAlone(Protocol::Tls11, 0.2);
        tryAlone(Protocol::Tls10, 0.25);
        if ((!m_hasSpokenTls || m_isStalling) && !isStopped())
            return *m_refusal;
        trySystemSuites();
        tryLargeHello();
        trySsl30();
        listSuites();
        if (isStopped())
            return cancelled();
        return finished();
    }

private:
    [[nodiscard]] bool isStopped() const { return m_line.total().stop.stop_requested(); }
    [[nodiscard]] bool isOver() const { return isStopped() || m_line.total().isOver(); }

    void tell(const QString& step, double done) const
    {
        if (m_options.progress)
            m_options.progress(step, done);
    }

    /// A handshake on a connection of its own. Where a server that speaks TLS is not reached or hangs up, it
    /// may have been asked too much too fast, so it is asked once more.
    Outcome shake(const Offer& offer)
    {
        Outcome outcome = shakeOnce(offer);
        if (m_hasSpokenTls && isCutOff(outcome.ending) && !isOver())
            outcome = shakeOnce(offer);
        return outcome;
    }

    Outcome shakeOnce(const Offer& offer)
    {
        auto socket = m_line.open();
        if (socket)
            return shakeHands(*socket, offer, m_line.serverName(), m_line.forHandshake());
        Outcome unreached;
        unreached.ending = socket.error().code == Code::Cancelled ? Ending::Cancelled : Ending::Unreached;
        unreached.refusal = socket.error();
        return unreached;
    }

    /// The handshake that decides whether anything is to be seen at all.
    base::Result<> shakeOrdinarily()
    {
        tell(QCoreApplication::translate("tls", "Shaking hands"), 0.05);
        Outcome outcome = shakeOnce(everything());
        m_seen.address = m_line.address();
        if (outcome.ending == Ending::Unreached || outcome.ending == Ending::Cancelled
            || outcome.ending == Ending::NotTls)
            return *outcome.refusal;
        m_isStalling = outcome.ending == Ending::TimedOut;
        m_refusal = outcome.refusal;
        take(std::move(outcome));
        return {};
    }

    /// What any handshake shows first counts: a server may show its certificate to some versions alone.
    void take(Outcome outcome)
    {
        m_hasSpokenTls |= outcome.hasSpokenTls;
        m_seen.asksForClientCertificate |= outcome.asksForClientCertificate;
        if (m_seen.sent.empty() && !outcome.sent.empty()) {
            m_seen.sent = std::move(outcome.sent);
            m_seen.timestamps = std::move(outcome.timestamps);
            if (!outcome.staple.isEmpty())
                m_seen.staple = readStaple(outcome.staple, m_seen.sent);
        }
        if (!m_seen.session)
            m_seen.session = outcome.session;
    }

    void tryAlone(Protocol protocol, double done)
    {
        // Two handshakes that do not end: the other ones would only take longer.
        if (isOver() || (m_isStalling && protocol != Protocol::Tls12))
            return;
        tell(QCoreApplication::translate("tls", "Trying %1 alone").arg(protocolName(protocol)), done);
        Outcome outcome = shake(only(protocol));
        m_isStalling = m_isStalling && outcome.ending == Ending::TimedOut;
        if (isOver() && (isCutOff(outcome.ending) || outcome.ending == Ending::TimedOut))
            return;
        m_seen.attempts.push_back({protocol, outcome.session, outcome.refusal});
        take(std::move(outcome));
    }

    void trySystemSuites()
    {
        if (isOver())
            return;
        tell(QCoreApplication::translate("tls", "Trying the suites of Apple's system processes"), 0.3);
        m_seen.systemSuites = shake(systemProcesses()).session;
    }

    /// Nothing when there was no connection to ask on.
    std::optional<ServerAnswer> answerTo(const QByteArray& hello)
    {
        auto socket = isOver() ? base::Result<Socket>(timedOut()) : m_line.open();
        return socket ? std::optional(ask(*socket, hello, m_line.forHandshake())) : std::nullopt;
    }

    void tryLargeHello()
    {
        if (isOver())
            return;
        tell(QCoreApplication::translate("tls", "Trying a ClientHello of more than one packet"), 0.4);
        // A lost connection has other causes too, so it has to be lost twice.
        for (int round = 0; round < 2; ++round) {
            using Kind = ServerAnswer::Kind;
            const auto answer = answerTo(largeHello(m_line.serverName(), randomOctets));
            if (!answer || answer->kind == Kind::Cancelled
                || (m_line.total().isOver() && answer->kind == Kind::TimedOut))
                return;
            m_seen.takesLargeHello =
                answer->kind == Kind::Hello || answer->kind == Kind::Retry || answer->kind == Kind::Alert;
            if (*m_seen.takesLargeHello)
                return;
        }
    }

    void trySsl30()
    {
        if (isOver())
            return;
        tell(QCoreApplication::translate("tls", "Trying %1 alone").arg(protocolName(Protocol::Ssl30)), 0.45);
        const auto answer = answerTo(encode({Protocol::Ssl30, offeredSuitesOfSsl30()}, randomOctets));
        if (!answer || answer->kind == ServerAnswer::Kind::Cancelled)
            return;
        Attempt attempt{Protocol::Ssl30, {}, {}};
        if (answer->kind == ServerAnswer::Kind::Hello && answer->protocol == Protocol::Ssl30)
            attempt.session = Session{Protocol::Ssl30, suiteOf(answer->suite), {}, {}, false};
        else
            attempt.refusal = refusalOf(*answer);
        m_seen.attempts.push_back(attempt);
    }

    /// Offers everything, then everything but what the server picked, until it picks nothing more.
    void listSuites()
    {
        std::vector<quint16> left = offeredSuites();
        const auto all = static_cast<double>(left.size());
        for (const Protocol protocol : {Protocol::Tls12, Protocol::Tls11, Protocol::Tls10}) {
            // An older version may have suites that a newer one hides, such as RC4.
            if (!m_seen.accepts(protocol).value_or(false))
                continue;
            while (!left.empty()) {
                tell(QCoreApplication::translate("tls", "Asking for cipher suites"),
                     1 - 0.5 * static_cast<double>(left.size()) / all);
                const auto answer = answerTo(encode({protocol, left, m_line.serverName()}, randomOctets));
                if (!answer || answer->kind != ServerAnswer::Kind::Hello)
                    break;
                const auto picked = std::find(left.begin(), left.end(), answer->suite);
                if (picked == left.end())
                    break;
                m_seen.acceptedSuites.push_back(suiteOf(*picked));
                left.erase(picked);
            }
        }
    }

    Observation finished()
    {
        std::stable_sort(m_seen.attempts.begin(), m_seen.attempts.end(),
                         [](const Attempt& a, const Attempt& b) { return a.protocol < b.protocol; });
        m_seen.isComplete = !m_line.total().isOver();
        tell(QCoreApplication::translate("tls", "Done"), 1);
        return std::move(m_seen);
    }

    const ProbeOptions& m_options;
    Line m_line;
    Observation m_seen;
    std::optional<base::Error> m_refusal;  ///< of the ordinary handshake
    bool m_hasSpokenTls = false;
    bool m_isStalling = false;  ///< every handshake so far went on until the time was up
};

}  // namespace

base::Result<Observation> probe(const Endpoint& endpoint,
                                const ProbeOptions& options,
                                const std::stop_token& stop)
{
    if (options.progress)
        options.progress(QCoreApplication::translate("tls", "Looking up %1").arg(endpoint.host), 0);
    const Patience total{Clock::now() + options.totalTimeout, stop};
    auto line = Line::find(endpoint, options, total);
    if (!line)
        return line.error();
    return Examination(endpoint, options, *std::move(line)).run();
}

}  // namespace tls
