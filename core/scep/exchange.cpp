// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/exchange.h"

#include "core/scep/authority.h"
#include "core/scep/body.h"
#include "core/scep/remarks.h"
#include "core/scep/server_trust.h"
#include "core/trust/context.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <mutex>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int networkError = 22005;
constexpr int firstRedirect = 300;
constexpr int firstSuccess = 200;
constexpr qsizetype shownBytes = 64;
constexpr qsizetype shownAddress = 160;
/// A device waits as long as something comes; we do not wait for ever.
constexpr std::chrono::minutes longest{10};
constexpr char sequenceTag = 0x30;

/// What NSURLErrorDomain calls the reason.
struct UrlError
{
    int code = 0;
    QLatin1StringView name;
};

std::optional<UrlError> urlErrorOf(http::Failure failure)
{
    switch (failure) {
    case http::Failure::BadAddress: return UrlError{-1002, "NSURLErrorUnsupportedURL"_L1};
    case http::Failure::Timeout: return UrlError{-1001, "NSURLErrorTimedOut"_L1};
    case http::Failure::HostNotFound: return UrlError{-1003, "NSURLErrorCannotFindHost"_L1};
    case http::Failure::Refused: return UrlError{-1004, "NSURLErrorCannotConnectToHost"_L1};
    case http::Failure::Closed: return UrlError{-1005, "NSURLErrorNetworkConnectionLost"_L1};
    case http::Failure::Redirects: return UrlError{-1007, "NSURLErrorHTTPTooManyRedirects"_L1};
    case http::Failure::Downgrade:
        return UrlError{-1022, "NSURLErrorAppTransportSecurityRequiresSecureConnection"_L1};
    case http::Failure::TlsHandshake: return UrlError{-1200, "NSURLErrorSecureConnectionFailed"_L1};
    case http::Failure::TlsUntrusted:
    case http::Failure::TlsExpired: return UrlError{-1202, "NSURLErrorServerCertificateUntrusted"_L1};
    case http::Failure::Other: return UrlError{-1, "NSURLErrorUnknown"_L1};
    default: return std::nullopt;
    }
}

/// Method and address, a long message cut.
QString requestText(const http::Request& request)
{
    const QString address = QString::fromLatin1(request.url.toEncoded(QUrl::RemovePassword));
    QString text = QString::fromLatin1(request.method) + u' ' + address;
    if (text.size() <= shownAddress)
        return text;
    return QCoreApplication::translate("scep", "%1… (%2 characters)")
        .arg(text.left(shownAddress), QString::number(text.size()));
}

/// Escapes what a query cannot hold, and the two that part it.
QByteArray escaped(const QByteArray& value, Plus plus)
{
    QByteArray kept("!$'()*,-._~:@/?;");
    if (plus == Plus::Raw)
        kept += '+';
    return value.toPercentEncoding(kept);
}

QUrl withQuery(const QUrl& url, const QByteArray& query)
{
    QUrl result = url;
    result.setFragment({});
    result.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return result;
}

/// Whether the beginning of an answer tells what a device makes of all of it.
bool isBeginningEnough(const QString& operation, const http::Reply& begun)
{
    // In a list of capabilities the next line may be the one that counts.
    if (operation == u"GetCACaps")
        return false;
    return !begun.body.startsWith(sequenceTag)
           || (operation == u"GetCACert" && !isAuthorityType(begun.header("Content-Type")));
}

}  // namespace

QUrl operationUrl(const QUrl& url, const QByteArray& operation, const std::optional<QByteArray>& message)
{
    QByteArray query = "operation=" + operation;
    if (message)
        query += "&message=" + escaped(*message, Plus::Raw);
    return withQuery(url, query);
}

QUrl messageUrl(const QUrl& url, const QByteArray& message, Plus plus)
{
    return withQuery(url, "operation=PKIOperation&message=" + escaped(message.toBase64(), plus));
}

int Exchange::generation() const { return trust::generationOf(m_options.os).majorVersion(); }

http::Request Exchange::requestFor(const QUrl& url) const
{
    http::Request request{url};
    request.headers = {{"User-Agent", m_options.userAgent}, {"Accept", "*/*"}};
    request.silence = m_options.timeout;
    request.timeout = std::max<std::chrono::milliseconds>(longest, 2 * m_options.timeout);
    request.roots = m_options.roots;
    return request;
}

void Exchange::note(std::vector<report::Finding> findings)
{
    for (report::Finding& one : findings)
        note(std::move(one));
}

void Exchange::stop(const DeviceError& error, const QString& cause)
{
    m_report.outcome = Outcome::Stops;
    m_report.error = error;
    m_report.cause = cause;
    m_report.findings.insert(m_report.findings.begin(), stopFinding(error, cause));
}

void Exchange::conclude(const QString& verdict)
{
    if (m_report.steps.empty())
        return;
    m_report.steps.back().verdict = verdict;
    if (m_options.onStep)
        m_options.onStep(m_report.steps.back());
}

void Exchange::noteRedirect(const Step& step, const http::Reply& reply)
{
    const bool isNoted = std::any_of(m_report.findings.begin(), m_report.findings.end(), [](const auto& one) {
        return one.rule == QLatin1StringView(remarks::redirect.id);
    });
    if (isNoted)
        return;
    if (!reply.redirects.empty())
        note(finding(remarks::redirect,
                     QCoreApplication::translate("scep", "%1 is answered by another address").arg(step.name),
                     step.redirects.join(u" → "_s)));
    else if (const QString nowhere = describeRedirect(reply); !nowhere.isEmpty())
        note(finding(remarks::redirect,
                     QCoreApplication::translate("scep", "%1 is answered with %2").arg(step.name, nowhere),
                     QString::fromLatin1(reply.header("Location").left(shownAddress)),
                     QCoreApplication::translate("scep", "An address of HTTP in Location, or the answer")));
}

void Exchange::describe(Step& step, const http::Reply& reply)
{
    step.status = reply.status;
    step.headers = reply.headers;
    step.contentType = QString::fromLatin1(reply.header("Content-Type"));
    step.bytes = reply.body.size();
    step.beginning = reply.body.left(shownBytes);
    for (const QUrl& url : reply.redirects)
        step.redirects << url.toDisplayString();
    noteRedirect(step, reply);
    if (reply.status >= firstSuccess && reply.status < firstRedirect)
        return;
    m_report.hidden.status = reply.status;
    m_report.hidden.page = readableLines(reply.body);
    note(finding(remarks::httpStatus,
                 QCoreApplication::translate("scep", "%1 is answered with HTTP status %2 and %3")
                     .arg(step.name)
                     .arg(reply.status)
                     .arg(describeBody(reply.body)),
                 QString::number(reply.status), u"200"_s));
}

void Exchange::fail(const http::Answer& answer)
{
    const auto under = urlErrorOf(answer.failure());
    if (!under) {
        // That is about this computer or about us; what a device would meet is not known.
        m_report.failure = answer.error();
        conclude(QCoreApplication::translate("scep", "What a device makes of it is not known"));
        return;
    }
    m_report.hidden.nsurlCode = under->code;
    m_report.hidden.nsurlError = under->name;
    const bool isUntrusted =
        answer.failure() == http::Failure::TlsUntrusted || answer.failure() == http::Failure::TlsExpired;
    const bool isForeign = answer.failure() == http::Failure::BadAddress;
    stop(scepError(networkError),
         isForeign
             ? QCoreApplication::translate("scep", "A device speaks SCEP over http:// and https:// only")
         : isUntrusted
             ? QCoreApplication::translate(
                   "scep", "The web server's certificate is not trusted, and a device that has no other "
                           "roots refuses it: %1")
                   .arg(answer.error().message)
             : answer.error().message);
    conclude(
        QCoreApplication::translate("scep", "A network error: %1 (%2)").arg(under->name).arg(under->code));
}

std::optional<http::Reply> Exchange::tryOut(const QString& step, const http::Request& request)
{
    m_report.steps.push_back({step, requestText(request), std::nullopt});
    const http::Answer answer = m_transport.send(request, m_stop);
    if (!answer) {
        conclude(answer.error().message);
        return std::nullopt;
    }
    Step& last = m_report.steps.back();
    last.status = answer->status;
    last.headers = answer->headers;
    last.contentType = QString::fromLatin1(answer->header("Content-Type"));
    last.bytes = answer->body.size();
    last.beginning = answer->body.left(shownBytes);
    return *answer;
}

std::optional<http::Reply> Exchange::ask(const QString& step, const http::Request& request)
{
    m_report.steps.push_back({step, requestText(request), std::nullopt});
    const http::Answer answer = m_transport.send(request, m_stop);
    if (!answer && (!answer.begun() || !isBeginningEnough(step, *answer.begun()))) {
        fail(answer);
        return std::nullopt;
    }
    const http::Reply& reply = answer ? *answer : *answer.begun();
    if (!trusts(reply))
        return std::nullopt;
    describe(m_report.steps.back(), reply);
    if (!answer)
        note(finding(remarks::longAnswer, answer.error().message, {},
                     QCoreApplication::translate("scep", "%1 bytes at most").arg(request.maxBytes)));
    return reply;
}

bool Exchange::trusts(const http::Reply& reply)
{
    for (const QUrl& url : reply.redirects) {
        Step asked = std::move(m_report.steps.back());
        m_report.steps.pop_back();
        const bool isTrusted = judgeServer(*this, url, m_stop);
        if (!isTrusted) {
            asked.verdict = QCoreApplication::translate("scep", "A device is sent on to %1 and asks there")
                                .arg(http::hostAndPort(url));
            m_report.steps.insert(m_report.steps.end() - 1, std::move(asked));
            return false;
        }
        m_report.steps.push_back(std::move(asked));
    }
    return true;
}

std::optional<http::Reply> Exchange::get(const QString& operation,
                                         const QUrl& url,
                                         const std::optional<QByteArray>& message)
{
    return ask(operation, requestFor(operationUrl(url, operation.toLatin1(), message)));
}

std::optional<http::Reply> Exchange::send(const QString& step,
                                          const QUrl& url,
                                          const QByteArray& message,
                                          Method method)
{
    http::Request request = requestFor(method == Method::Post ? operationUrl(url, "PKIOperation", {})
                                                              : messageUrl(url, message, Plus::Raw));
    request.headers.push_back({"Content-Type", "application/x-pki-message"});
    if (method == Method::Post) {
        request.method = "POST";
        request.body = message;
    }
    return ask(step, request);
}

bool Exchange::wait(std::chrono::seconds delay)
{
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_for(lock, m_stop, delay, [] { return false; });
    if (!m_stop.stop_requested())
        return true;
    m_report.failure =
        base::Error{base::Error::Code::Cancelled, QCoreApplication::translate("scep", "Cancelled")};
    return false;
}

}  // namespace scep
