// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/qt_transport.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslError>
#include <QTimer>

#include <memory>

namespace http {

namespace {

constexpr int maxRedirects = 5;
constexpr std::chrono::milliseconds stopInterval{50};

QNetworkRequest toQt(const Request& request)
{
    QNetworkRequest qt(request.url);
    for (const Header& header : request.headers)
        qt.setRawHeader(header.name, header.value);
    qt.setMaximumRedirectsAllowed(maxRedirects);
    qt.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                    request.redirects == Redirects::Follow
                        ? QVariant::fromValue(QNetworkRequest::NoLessSafeRedirectPolicy)
                        : QVariant::fromValue(QNetworkRequest::ManualRedirectPolicy));
    qt.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // HTTP/2 would show headers in another spelling than the device sees them.
    qt.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return qt;
}

/// One request on its way: everything that may end it.
class Exchange
{
public:
    Exchange(const Request& request, const std::stop_token& stop) : m_request(request), m_stop(stop) {}
    base::Result<Reply> run();

private:
    void watch(QNetworkReply* reply);
    void end(base::Error error);
    [[nodiscard]] base::Result<Reply> answerOf(QNetworkReply& reply);

    const Request& m_request;
    const std::stop_token& m_stop;
    QEventLoop m_loop;
    std::optional<base::Error> m_error;
    std::vector<QUrl> m_redirects;
    QStringList m_tlsErrors;
    QNetworkReply* m_reply = nullptr;
};

void Exchange::end(base::Error error)
{
    if (!m_error)
        m_error = std::move(error);
    m_reply->abort();
}

void Exchange::watch(QNetworkReply* reply)
{
    m_reply = reply;
    QObject::connect(reply, &QNetworkReply::finished, &m_loop, &QEventLoop::quit);
    QObject::connect(reply, &QNetworkReply::redirected, &m_loop,
                     [this](const QUrl& url) { m_redirects.push_back(url); });
    QObject::connect(reply, &QNetworkReply::sslErrors, &m_loop, [this](const QList<QSslError>& errors) {
        for (const QSslError& error : errors)
            m_tlsErrors << error.errorString();
    });
    QObject::connect(reply, &QNetworkReply::readyRead, &m_loop, [this] {
        if (m_reply->bytesAvailable() > m_request.maxBytes)
            end({base::Error::Code::InvalidInput,
                 QCoreApplication::translate("http", "%1 sends more than %2 bytes")
                     .arg(m_request.url.host())
                     .arg(m_request.maxBytes)});
    });
}

base::Result<Reply> Exchange::run()
{
    QNetworkAccessManager manager;
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(m_request.url));
    manager.setProxy(proxies.value(0, QNetworkProxy::NoProxy));
    const std::unique_ptr<QNetworkReply> reply(
        manager.sendCustomRequest(toQt(m_request), m_request.method, m_request.body));
    watch(reply.get());

    QTimer deadline;
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &m_loop, [this] {
        end({base::Error::Code::Network,
             QCoreApplication::translate("http", "%1 did not answer in time").arg(m_request.url.host())});
    });
    deadline.start(m_request.timeout);
    QTimer stopper;
    QObject::connect(&stopper, &QTimer::timeout, &m_loop, [this] {
        if (m_stop.stop_requested())
            end({base::Error::Code::Cancelled, QCoreApplication::translate("http", "Cancelled")});
    });
    stopper.start(stopInterval);
    if (!reply->isFinished())
        m_loop.exec();
    return answerOf(*reply);
}

base::Result<Reply> Exchange::answerOf(QNetworkReply& reply)
{
    if (m_error)
        return *m_error;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Qt calls an answer of 400 and above an error; without a status there was no answer.
    if (status == 0) {
        const QString reason =
            m_tlsErrors.isEmpty() ? reply.errorString() : m_tlsErrors.join(QStringLiteral("; "));
        return base::Error{
            base::Error::Code::Network,
            QCoreApplication::translate("http", "%1 gives no answer: %2").arg(m_request.url.host(), reason),
            reply.errorString()};
    }
    Reply answer;
    answer.status = status;
    for (const auto& [name, value] : reply.rawHeaderPairs())
        answer.headers.push_back({name, value});
    answer.body = reply.readAll();
    answer.url = reply.url();
    answer.redirects = std::move(m_redirects);
    return answer;
}

}  // namespace

base::Result<Reply> QtTransport::send(const Request& request, const std::stop_token& stop)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty()
        || (scheme != QStringLiteral("http") && scheme != QStringLiteral("https")))
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("http", "“%1” is no address of a web server")
                               .arg(request.url.toDisplayString())};
    if (stop.stop_requested())
        return base::Error{base::Error::Code::Cancelled, QCoreApplication::translate("http", "Cancelled")};
    return Exchange(request, stop).run();
}

}  // namespace http
