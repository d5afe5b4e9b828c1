// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/message.h"
#include "core/scep/settings.h"
#include "core/schema/schema.h"
#include "core/trust/check.h"

#include <functional>

namespace scep {

/// How a device is imitated.
struct Options
{
    schema::Target os = {};
    QByteArray userAgent = "profiled/1.0 CFNetwork/1494.0.7 Darwin/23.4.0";
    std::chrono::milliseconds timeout{60'000};  ///< of silence, as a device's; ten minutes a request in all
    /// DER; the roots that the device trusts beside public ones, and the issuers it has for the chains to
    /// them.
    std::vector<QByteArray> roots = {};
    QDateTime asOf = {};
    /// Against what the certificate of an https server is judged; asked when one is met, be it behind a
    /// redirect, for reading roots takes its time. None: servers are only asked, not judged.
    std::function<const trust::Knowledge&()> knowledge = {};
    Encoding encoding = Encoding::Ber;
    /// Whether the request is sent: a certificate is issued and a one-time challenge is spent.
    bool issues = false;
    /// Whether a request that the server did not understand is sent once more in other ways to find out why.
    bool triesVariants = true;
    std::function<void(const Step&)> onStep = {};  ///< on the caller's thread, after each step
};

/// Asks for GetCACert and GetCACaps as a device does. Nothing is issued, no challenge is sent.
[[nodiscard]] Report probe(const QUrl& url,
                           const std::optional<QString>& name,
                           const QByteArray& fingerprint,
                           const Options& options,
                           http::Transport& transport,
                           const std::stop_token& stop);

/// The whole enrolment of a payload as a device does it; without Options::issues up to the request.
[[nodiscard]] Report enroll(const Settings& settings,
                            const Options& options,
                            http::Transport& transport,
                            const std::stop_token& stop);

/// The address of an operation as a device builds it: a query in `url` is dropped; of `message` everything
/// stays that a query may hold but `&` and `=`, `+` and `/` included.
[[nodiscard]] QUrl operationUrl(const QUrl& url,
                                const QByteArray& operation,
                                const std::optional<QByteArray>& message);

}  // namespace scep
