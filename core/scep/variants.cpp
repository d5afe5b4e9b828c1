// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/variants.h"

#include "core/scep/body.h"
#include "core/scep/remarks.h"
#include "core/x509/asn1.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int notFound = 404;
constexpr int addressTooLong = 414;
constexpr int firstRedirect = 300;
constexpr qint64 iisLimit = 2048;

/// Whether this is a SCEP reply, whatever it says: then the server could read the request.
bool isReply(const http::Reply& reply)
{
    return x509::contentType(reply.body) == u"1.2.840.113549.1.7.2" && x509::readElement(reply.body);
}

http::Request postOf(Exchange& exchange, const QUrl& url, const QByteArray& message)
{
    http::Request request = exchange.requestFor(operationUrl(url, "PKIOperation", {}));
    request.headers.push_back({"Content-Type", "application/x-pki-message"});
    request.method = "POST";
    request.body = message;
    return request;
}

http::Request getOf(Exchange& exchange, const QUrl& url, const QByteArray& message, Plus plus)
{
    http::Request request = exchange.requestFor(messageUrl(url, message, plus));
    request.headers.push_back({"Content-Type", "application/x-pki-message"});
    return request;
}

/// Tries one way; true: the server read it.
bool understands(Exchange& exchange, const QString& step, const http::Request& request)
{
    const auto reply = exchange.tryOut(step, request);
    if (!reply)
        return false;
    const bool isRead = isReply(*reply);
    exchange.conclude(isRead ? QCoreApplication::translate("scep", "This the server can read")
                             : QCoreApplication::translate("scep", "The server cannot read this either: %1")
                                   .arg(describeBody(reply->body)));
    return isRead;
}

/// The request as it was at first, for comparison.
bool understandsNow(Exchange& exchange, const QUrl& url, const Unanswered& request)
{
    return understands(exchange, QCoreApplication::translate("scep", "PKIOperation once more"),
                       request.method == Method::Post ? postOf(exchange, url, request.message)
                                                      : getOf(exchange, url, request.message, Plus::Raw));
}

/// What the form explains in which the server could read the request, unless it can read every form by now.
struct Form
{
    const Remark& remark;
    QString cause;
};

FoundCause explained(
    Exchange& exchange, const QUrl& url, const Unanswered& request, const FoundCause& told, const Form& form)
{
    if (!understandsNow(exchange, url, request))
        return {form.cause, finding(form.remark, form.cause)};
    return {told.cause
                + QCoreApplication::translate("scep",
                                              ". Sent once more as it was, it can be read: the server "
                                              "fails now and then"),
            std::nullopt};
}

/// What the answer itself tells.
FoundCause readAnswer(const QUrl& url, const http::Reply& reply, const Unanswered& request)
{
    const QString what = describeBody(reply.body);
    const qint64 size = messageUrl(url, request.message, Plus::Raw).query(QUrl::FullyEncoded).size();
    if (request.method == Method::Get && reply.status == notFound && size > iisLimit)
        return {QCoreApplication::translate("scep",
                                            "The server answers the GET request with status 404 and %1: its "
                                            "query of %2 characters is longer than IIS allows (404.15)")
                    .arg(what, QString::number(size)),
                std::nullopt};
    if (request.method == Method::Get && reply.status == addressTooLong)
        return {QCoreApplication::translate("scep",
                                            "The server answers the GET request with status 414 and %1: an "
                                            "address with a query of %2 characters is too long for it")
                    .arg(what, QString::number(size)),
                std::nullopt};
    const QString nowhere = describeRedirect(reply);
    QString cause =
        nowhere.isEmpty()
            ? QCoreApplication::translate("scep",
                                          "The server answers the request with status %1 and %2 instead "
                                          "of a SCEP reply")
                  .arg(QString::number(reply.status), what)
            : QCoreApplication::translate("scep",
                                          "The server answers the request with %1 instead of a SCEP reply")
                  .arg(nowhere);
    const QString lines = readableLines(reply.body).replace(u'\n', u' ');
    if (!lines.isEmpty())
        cause += QCoreApplication::translate("scep", "; it says “%1”").arg(lines.left(200));
    return {cause, std::nullopt};
}

}  // namespace

FoundCause findCause(Exchange& exchange, const QUrl& url, const http::Reply& reply, const Unanswered& request)
{
    FoundCause told = readAnswer(url, reply, request);
    // A reply that is only cut off was read by the server, and a certificate may be issued already; so may it
    // where the server says that all is well.
    const bool isCut = x509::contentType(reply.body) == u"1.2.840.113549.1.7.2"
                       || (reply.body.isEmpty() && reply.status < firstRedirect);
    if (!exchange.options().triesVariants || isCut)
        return told;
    const auto because = [&](const Remark& remark, const QString& cause) {
        return explained(exchange, url, request, told, {remark, cause});
    };
    if (request.method == Method::Get) {
        if (request.message.toBase64().contains('+')
            && understands(exchange,
                           QCoreApplication::translate("scep", "PKIOperation with %2B instead of +"),
                           getOf(exchange, url, request.message, Plus::Escaped)))
            return because(
                remarks::plusSign,
                QCoreApplication::translate("scep", "The server takes the plus signs of the query for "
                                                    "blanks and cannot decode the message; with %2B it can"));
        if (understands(exchange, QCoreApplication::translate("scep", "PKIOperation by POST"),
                        postOf(exchange, url, request.message)))
            return because(remarks::postRefused,
                           told.cause
                               + QCoreApplication::translate("scep",
                                                             ". By POST it can read the request, but its "
                                                             "capabilities do not name POSTPKIOperation"));
    } else if (!reply.redirects.empty()
               && understands(exchange,
                              QCoreApplication::translate("scep", "PKIOperation where the redirect leads"),
                              postOf(exchange, reply.url, request.message))) {
        return {QCoreApplication::translate("scep",
                                            "The server sends the POST to another address, where it arrives "
                                            "without its message; sent to %1 at once it can be read")
                    .arg(reply.url.toDisplayString(QUrl::RemoveQuery)),
                std::nullopt};
    } else if (understands(exchange, QCoreApplication::translate("scep", "PKIOperation by GET"),
                           getOf(exchange, url, request.message, Plus::Escaped))) {
        return because(remarks::postRefused, told.cause
                                                 + QCoreApplication::translate(
                                                     "scep", ". By GET it can read the request, although its "
                                                             "capabilities name POSTPKIOperation"));
    }
    const auto definite = exchange.options().encoding == Encoding::Ber && request.remake
                              ? request.remake()
                              : base::Result<QByteArray>(base::Error{});
    if (definite
        && understands(exchange, QCoreApplication::translate("scep", "PKIOperation in DER"),
                       request.method == Method::Post ? postOf(exchange, url, *definite)
                                                      : getOf(exchange, url, *definite, Plus::Escaped)))
        return because(remarks::indefiniteLength,
                       QCoreApplication::translate("scep",
                                                   "The server cannot read BER with indefinite lengths, in "
                                                   "which devices send their requests; in DER it can"));
    return told;
}

}  // namespace scep
