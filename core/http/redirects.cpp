// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/redirects.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace http {

namespace {

constexpr std::size_t mostRedirects = 5;
constexpr int movedPermanently = 301;
constexpr int found = 302;
constexpr int seeOther = 303;
constexpr std::array redirecting = {movedPermanently, found, seeOther, 307, 308};

/// Where a reply sends on to; nothing: it is the answer.
std::optional<QUrl> sentOnTo(const Reply& reply)
{
    if (std::find(redirecting.begin(), redirecting.end(), reply.status) == redirecting.end())
        return std::nullopt;
    const QByteArray location = reply.header("Location").trimmed();
    const QUrl url = QUrl::fromEncoded(location);
    if (location.isEmpty() || !url.isValid())
        return std::nullopt;
    const QUrl absolute = url.isRelative() ? reply.url.resolved(url) : url;
    const bool isWeb =
        absolute.scheme() == QStringLiteral("http") || absolute.scheme() == QStringLiteral("https");
    return isWeb ? std::optional(absolute) : std::nullopt;
}

/// What is asked there.
Request askedThere(Request request, const QUrl& url, int status)
{
    const bool losesBody =
        status == seeOther || ((status == movedPermanently || status == found) && request.method == "POST");
    if (losesBody) {
        request.method = "GET";
        request.body.clear();
    }
    if (url.host() != request.url.host())
        request.credentials = nullptr;
    request.url = url;
    return request;
}

/// Why a redirect is not followed; nothing: it is.
std::optional<Answer> refusal(const QUrl& from, const QUrl& to, std::size_t count)
{
    const auto because = [](Failure failure, const QString& text) {
        return Answer(failure, {base::Error::Code::Network, text});
    };
    if (to.host().isEmpty())
        return because(Failure::HostNotFound,
                       QCoreApplication::translate("http", "%1 sends on to “%2”, which names no host")
                           .arg(hostAndPort(from), to.toDisplayString()));
    if (from.scheme() == QStringLiteral("https") && to.scheme() == QStringLiteral("http"))
        return because(Failure::Downgrade, QCoreApplication::translate(
                                               "http", "%1 sends on from https to %2, which is plain HTTP")
                                               .arg(hostAndPort(from), hostAndPort(to)));
    if (count == mostRedirects)
        return because(Failure::Redirects,
                       QCoreApplication::translate("http", "%1 sends on more than %2 times")
                           .arg(hostAndPort(from), QString::number(mostRedirects)));
    return std::nullopt;
}

}  // namespace

Answer follow(const Request& request, const SendOnce& send)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point end = Clock::now() + request.timeout;
    Request next = request;
    std::vector<QUrl> passed;
    for (;;) {
        Answer answer = send(next, passed);
        // Whatever a redirect brings along is not read.
        const Reply* reply = answer ? &*answer : answer.begun() ? &*answer.begun() : nullptr;
        const auto url = reply && request.redirects == Redirects::Follow ? sentOnTo(*reply) : std::nullopt;
        if (!url)
            return answer;
        if (auto refused = refusal(next.url, *url, passed.size()))
            return *std::move(refused);
        next = askedThere(std::move(next), *url, reply->status);
        // The time is that of everything together.
        next.timeout = std::max(std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()),
                                std::chrono::milliseconds(1));
        passed.push_back(*url);
    }
}

}  // namespace http
