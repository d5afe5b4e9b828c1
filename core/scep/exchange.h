// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/client.h"

#include <set>

namespace scep {

/// Sends requests as a device does and writes down what came; stops the report where a device stops.
class Exchange
{
public:
    /// Everything outlives this.
    Exchange(const Options& options, http::Transport& transport, const std::stop_token& stop, Report& report)
        : m_options(options)
        , m_transport(transport)
        , m_stop(stop)
        , m_report(report)
    {}

    [[nodiscard]] const Options& options() const { return m_options; }
    [[nodiscard]] Report& report() { return m_report; }
    [[nodiscard]] int generation() const;

    /// Asks for an operation without a body. Nothing: the report says why.
    [[nodiscard]] std::optional<http::Reply> get(const QString& operation,
                                                 const QUrl& url,
                                                 const std::optional<QByteArray>& message);
    /// Sends a pkiMessage (RFC 8894, 4.3) by the method; `step` is its name in the report.
    [[nodiscard]] std::optional<http::Reply> send(const QString& step,
                                                  const QUrl& url,
                                                  const QByteArray& message,
                                                  Method method);
    /// The same, of whose outcome the report tells in a step and nowhere else.
    [[nodiscard]] std::optional<http::Reply> tryOut(const QString& step, const http::Request& request);

    /// Says what the device makes of the last step.
    void conclude(const QString& verdict);
    /// Ends the report with an error of the device.
    void stop(const DeviceError& error, const QString& cause);
    void note(report::Finding finding) { m_report.findings.push_back(std::move(finding)); }
    void note(std::vector<report::Finding> findings);

    /// Waits; false when it was cancelled meanwhile, of which the report tells then.
    [[nodiscard]] bool wait(std::chrono::seconds delay);

    [[nodiscard]] http::Request requestFor(const QUrl& url) const;

    /// Whether the server was not met before.
    [[nodiscard]] bool isNew(const QString& server) { return m_met.insert(server).second; }

private:
    [[nodiscard]] std::optional<http::Reply> ask(const QString& step, const http::Request& request);
    /// Judges the https servers that a request was sent on to. False: the report stops there.
    [[nodiscard]] bool trusts(const http::Reply& reply);
    void noteRedirect(const Step& step, const http::Reply& reply);
    void describe(Step& step, const http::Reply& reply);
    void fail(const http::Answer& answer);

    const Options& m_options;
    http::Transport& m_transport;
    const std::stop_token& m_stop;
    Report& m_report;
    std::set<QString> m_met;
};

/// The request of a pkiMessage by GET, its plus signs as a device sends them or escaped.
enum class Plus { Raw, Escaped };
[[nodiscard]] QUrl messageUrl(const QUrl& url, const QByteArray& message, Plus plus);

}  // namespace scep
