// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/qt_transport.h"

#include "core/http/qt_errors.h"
#include "core/http/redirects.h"
#include "core/http/sent_once.h"

#include <QAuthenticator>
#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

#include <memory>

namespace http {

namespace {

constexpr int mostSent = 9;  // NTLM takes three
constexpr std::chrono::milliseconds stopInterval{50};

QNetworkRequest toQt(const Request& request)
{
    QNetworkRequest qt(request.url);
    for (const Header& header : request.headers)
        qt.setRawHeader(header.name, header.value);
    // Qt 6.4 sometimes puts the headers of a redirect and those of the answer behind it together.
    qt.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                    QVariant::fromValue(QNetworkRequest::ManualRedirectPolicy));
    qt.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    if (!request.roots.empty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        for (const QByteArray& root : request.roots)
            tls.addCaCertificates(QSslCertificate::fromData(root, QSsl::Der));
        qt.setSslConfiguration(tls);
    }
    // HTTP/2 would show headers in another spelling than the device sees them.
    qt.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return qt;
}

/// One request on its way: everything that may end it.
class Exchange
{
public:
    Exchange(const Request& request, const std::vector<QUrl>& passed, const std::stop_token& stop)
        : m_request(request)
        , m_passed(passed)
        , m_stop(stop)
    {}
    Answer run();

private:
    void watch(QNetworkReply* reply);
    void watchBytes();
    void watchTime();
    void authenticate(const QNetworkReply& reply, QAuthenticator& authenticator);
    void end(Answer answer);
    void endLate(Failure failure);
    [[nodiscard]] QString server() const { return hostAndPort(m_reply->url()); }
    [[nodiscard]] int status() const
    {
        return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    [[nodiscard]] Reply replyWith(const QByteArray& body) const;
    [[nodiscard]] Answer failed() const;
    [[nodiscard]] Answer answer() const;

    const Request& m_request;
    const std::vector<QUrl>& m_passed;
    const std::stop_token& m_stop;
    QNetworkProxy m_proxy;
    QEventLoop m_loop;
    QTimer m_silence;
    QTimer m_deadline;
    QTimer m_stopper;
    std::optional<Answer> m_end;
    QList<QSslError> m_tlsErrors;
    bool m_isAuthenticated = false;
    int m_sent = 0;  ///< how often Qt has sent the request: again behind a 401
    QNetworkReply* m_reply = nullptr;
};

void Exchange::end(Answer answer)
{
    if (!m_end)
        m_end.emplace(std::move(answer));
    m_reply->abort();
}

void Exchange::endLate(Failure failure)
{
    const QString text =
        failure == Failure::TooSlow
            ? QCoreApplication::translate("http", "%1 answers so slowly that the rest was not waited for")
        : status() == 0 ? QCoreApplication::translate("http", "%1 did not answer in time")
                        : QCoreApplication::translate("http", "%1 stopped in the middle of its answer");
    end({failure, {base::Error::Code::Network, text.arg(server())}});
}

void Exchange::authenticate(const QNetworkReply& reply, QAuthenticator& authenticator)
{
    // Asked again means that they were wrong: left empty, the 401 is the answer.
    if (!m_request.credentials || m_isAuthenticated || reply.url().host() != m_request.url.host())
        return;
    m_isAuthenticated = true;
    authenticator.setUser(m_request.credentials->user);
    authenticator.setPassword(QString::fromUtf8(m_request.credentials->password.bytes()));
}

void Exchange::watch(QNetworkReply* reply)
{
    m_reply = reply;
    QObject::connect(reply, &QNetworkReply::finished, &m_loop, &QEventLoop::quit);
    QObject::connect(reply, &QNetworkReply::sslErrors, &m_loop,
                     [this](const QList<QSslError>& errors) { m_tlsErrors = errors; });
    // Qt 6.4 answers a server that meets the first message of NTLM with the same offer by that message, over
    // and over.
    QObject::connect(reply, &QNetworkReply::requestSent, &m_loop, [this] {
        if (++m_sent > mostSent)
            m_reply->abort();
    });
    watchBytes();
    watchTime();
}

void Exchange::watchBytes()
{
    QObject::connect(m_reply, &QNetworkReply::readyRead, &m_loop, [this] {
        if (m_reply->bytesAvailable() > m_request.maxBytes)
            end({Failure::TooLong,
                 {base::Error::Code::InvalidInput,
                  QCoreApplication::translate("http", "%1 sends more than %2 bytes")
                      .arg(server())
                      .arg(m_request.maxBytes)},
                 replyWith(m_reply->peek(m_request.maxBytes))});
    });
    if (!m_request.silence)
        return;
    const auto restart = [this] {
        m_silence.start(*m_request.silence);
    };
    QObject::connect(m_reply, &QNetworkReply::readyRead, &m_silence, restart);
    QObject::connect(m_reply, &QNetworkReply::metaDataChanged, &m_silence, restart);
    QObject::connect(m_reply, &QNetworkReply::encrypted, &m_silence, restart);
    QObject::connect(m_reply, &QNetworkReply::uploadProgress, &m_silence, restart);
    m_silence.setSingleShot(true);
    QObject::connect(&m_silence, &QTimer::timeout, &m_loop, [this] { endLate(Failure::Timeout); });
    restart();
}

void Exchange::watchTime()
{
    m_deadline.setSingleShot(true);
    QObject::connect(&m_deadline, &QTimer::timeout, &m_loop,
                     [this] { endLate(m_request.silence ? Failure::TooSlow : Failure::Timeout); });
    m_deadline.start(m_request.timeout);
    QObject::connect(&m_stopper, &QTimer::timeout, &m_loop, [this] {
        if (m_stop.stop_requested())
            end({Failure::Cancelled,
                 {base::Error::Code::Cancelled, QCoreApplication::translate("http", "Cancelled")}});
    });
    m_stopper.start(stopInterval);
}

Answer Exchange::run()
{
    QNetworkAccessManager manager;
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(m_request.url));
    m_proxy = proxies.value(0, QNetworkProxy::NoProxy);
    manager.setProxy(m_proxy);
    // Behind a body, even an empty one, Qt 6.4 never says requestSent.
    const bool hasBody = m_request.method != "GET" || !m_request.body.isEmpty();
    SentOnce body(m_request.body);
    const std::unique_ptr<QNetworkReply> reply(
        hasBody ? manager.sendCustomRequest(toQt(m_request), m_request.method, &body)
                : manager.sendCustomRequest(toQt(m_request), m_request.method));
    watch(reply.get());
    QObject::connect(&manager, &QNetworkAccessManager::authenticationRequired, &m_loop,
                     [this](QNetworkReply* asking, QAuthenticator* authenticator) {
                         authenticate(*asking, *authenticator);
                     });
    if (!reply->isFinished())
        m_loop.exec();
    return m_end ? *m_end : answer();
}

Reply Exchange::replyWith(const QByteArray& body) const
{
    Reply reply;
    reply.status = status();
    for (const auto& [name, value] : m_reply->rawHeaderPairs())
        reply.headers.push_back({name, value});
    reply.body = body;
    reply.url = m_reply->url();
    reply.redirects = m_passed;
    return reply;
}

Answer Exchange::failed() const
{
    // Where plain HTTP goes through a proxy, Qt tells of the proxy as if it were the server.
    const bool isProxyAway = status() == 0 && m_proxy.type() != QNetworkProxy::NoProxy
                             && (m_reply->error() == QNetworkReply::ConnectionRefusedError
                                 || m_reply->error() == QNetworkReply::HostNotFoundError);
    if (isProxyAway)
        return {
            Failure::Proxy,
            {base::Error::Code::Network,
             QCoreApplication::translate("http", "The proxy %1 of this computer cannot be reached: %2")
                 .arg(m_proxy.hostName() + u':' + QString::number(m_proxy.port()), m_reply->errorString()),
             m_reply->errorString()}};
    QStringList reasons;
    for (const QSslError& error : m_tlsErrors)
        reasons << error.errorString();
    if (reasons.isEmpty())
        reasons << (m_reply->error() == QNetworkReply::ContentReSendError
                        ? QCoreApplication::translate("http", "Connection closed")
                        : m_reply->errorString());
    return {failureOf(m_reply->error(), m_tlsErrors),
            {base::Error::Code::Network,
             QCoreApplication::translate("http", "%1 gives no answer: %2")
                 .arg(server(), reasons.join(QStringLiteral("; "))),
             m_reply->errorString()}};
}

Answer Exchange::answer() const
{
    if (m_sent > mostSent) {
        Reply refused;
        refused.status = 401;
        refused.url = m_reply->url();
        refused.redirects = m_passed;
        return refused;
    }
    if (status() == 0 || isBroken(m_reply->error(), status()))
        return failed();
    return replyWith(m_reply->readAll());
}

}  // namespace

Answer QtTransport::send(const Request& request, const std::stop_token& stop)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty()
        || (scheme != QStringLiteral("http") && scheme != QStringLiteral("https")))
        return {Failure::BadAddress,
                {base::Error::Code::InvalidInput,
                 QCoreApplication::translate("http", "“%1” is no address of a web server")
                     .arg(request.url.toDisplayString())}};
    if (stop.stop_requested())
        return {Failure::Cancelled,
                {base::Error::Code::Cancelled, QCoreApplication::translate("http", "Cancelled")}};
    return follow(request, [&stop](const Request& one, const std::vector<QUrl>& passed) {
        return Exchange(one, passed, stop).run();
    });
}

}  // namespace http
