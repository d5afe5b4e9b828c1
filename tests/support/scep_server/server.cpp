// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scep_server/server.h"

#include "tests/support/scep_server/reply.h"

#include <algorithm>
#include <utility>

namespace scep_server {
namespace {

using Operation = Behaviour::Operation;
using Status = Behaviour::Status;

constexpr qsizetype iisQueryLimit = 2048;
constexpr qsizetype longPage = 3 * 1024 * 1024;
constexpr auto caType = "application/x-x509-ca-cert";
constexpr auto caRaType = "application/x-x509-ca-ra-cert";

QByteArray page(const QByteArray& title, const QByteArray& text)
{
    return "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><p>"
           + text + "</p></body></html>\n";
}

HttpReply textReply(int status, const QByteArray& text)
{
    return {.status = status, .contentType = "text/plain; charset=utf-8", .body = text + "\n"};
}

Operation operationOf(const HttpRequest& request)
{
    const auto name = request.parameter("operation");
    if (name == "GetCACert")
        return Operation::GetCaCert;
    if (name == "GetCACaps")
        return Operation::GetCaCaps;
    return name == "PKIOperation" ? Operation::PkiOperation : Operation::Any;
}

bool covers(const std::optional<Operation>& wish, Operation operation)
{
    return wish && (*wish == Operation::Any || *wish == operation);
}

QJsonObject describe(const HttpRequest& request)
{
    QJsonObject headers;
    for (const auto& [name, value] : request.headers)
        headers.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    QJsonObject record{
        {QStringLiteral("operation"), QString::fromLatin1(request.parameter("operation").value_or(""))},
        {QStringLiteral("method"), QString::fromLatin1(request.method)},
        {QStringLiteral("path"), QString::fromLatin1(request.path)},
        {QStringLiteral("query"), QString::fromLatin1(request.query)},
        {QStringLiteral("headers"), headers},
        {QStringLiteral("bodyBytes"), request.body.size()},
    };
    return record;
}

/// The message of a GET; nothing when it is no base64.
std::optional<QByteArray> messageInQuery(const HttpRequest& request, bool plusIsBlank)
{
    auto raw = request.rawParameter("message").value_or("");
    if (plusIsBlank)
        raw.replace('+', ' ');
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromPercentEncoding(raw),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

HttpReply redirection(const std::optional<QByteArray>& location, const QByteArray& query)
{
    HttpReply reply{.status = 302};
    if (!location)
        reply.more = {{"Location", "/moved/scep?" + query}};
    else if (!location->isEmpty())
        reply.more = {{"Location", *location + '?' + query}};
    return reply;
}

}  // namespace

Server::Server(Behaviour behaviour, QByteArray challenge, std::function<void(const QJsonObject&)> log)
    : m_behaviour(std::move(behaviour))
    , m_challenge(std::move(challenge))
    , m_log(std::move(log))
    , m_authority(makeAuthority(m_behaviour))
{}

void Server::serve(Stream& stream)
{
    const auto request = receiveRequest(stream);
    if (!request)
        return;
    auto record = describe(*request);
    const auto operation = operationOf(*request);
    const bool moved = request->path.startsWith("/moved");
    if (covers(m_behaviour.stallsAt, operation) || covers(m_behaviour.closesAt, operation)) {
        record.insert(QStringLiteral("answer"), QStringLiteral("none"));
        m_log(record);
        if (covers(m_behaviour.stallsAt, operation))
            stream.waitUntilClosed();
        return;
    }
    HttpReply reply = covers(m_behaviour.redirects, operation) && !moved
                          ? redirection(m_behaviour.location, request->query)
                          : answer(*request, record);
    record.insert(QStringLiteral("status"), reply.status);
    m_log(record);
    sendReply(stream, reply);
}

HttpReply Server::answer(const HttpRequest& request, QJsonObject& record)
{
    if (request.path != "/scep" && request.path != "/moved/scep")
        return {.status = 404, .contentType = "text/html", .body = page("404", "There is nothing here.")};
    switch (operationOf(request)) {
    case Operation::GetCaCert: return caCertificate();
    case Operation::GetCaCaps: return capabilities();
    case Operation::PkiOperation: return pkiOperation(request, record);
    case Operation::Any: break;
    }
    return textReply(500, "this operation is not served");
}

HttpReply Server::caCertificate() const
{
    using Body = Behaviour::CaBody;
    const bool registers = m_behaviour.registration != Behaviour::Registration::None;
    HttpReply reply{.status = m_behaviour.caStatus, .contentType = registers ? caRaType : caType};
    auto* ca = m_authority.ca.certificate.get();
    const auto whole = registers ? bundle(m_authority.all()) : toDer(ca);
    switch (m_behaviour.caBody) {
    case Body::Plain: reply.body = whole; break;
    case Body::Pem: reply.body = toPem(ca); break;
    case Body::Bundle: reply.body = bundle({ca}); break;
    case Body::SingleDer: reply.body = toDer(m_authority.signer().certificate.get()); break;
    case Body::Twice: reply.body = whole + whole; break;
    case Body::Truncated: reply.body = whole.left(whole.size() / 2); break;
    case Body::Html: reply.body = page("Sign in", "This is a page for people."); break;
    case Body::LongHtml: reply.body = page("Sign in", QByteArray(longPage, 'x')); break;
    case Body::EmptyBundle: reply.body = bundle({}); break;
    }
    reply.isSlow = m_behaviour.isSlow;
    if (m_behaviour.caType)
        reply.contentType = *m_behaviour.caType;
    return reply;
}

HttpReply Server::capabilities() const
{
    if (m_behaviour.capabilitiesAreHtml)
        return {.status = 404, .contentType = "text/html", .body = page("404", "There is nothing here.")};
    return {.status = 200, .contentType = "text/plain", .body = m_behaviour.capabilities};
}

HttpReply Server::pkiOperation(const HttpRequest& request, QJsonObject& record)
{
    if (m_behaviour.longQueryIsNotFound && request.query.size() > iisQueryLimit)
        return {.status = 404,
                .contentType = "text/html",
                .body = page("404 - File or directory not found.", "The resource might have been removed.")};
    const bool posted = request.method == "POST";
    if (posted && m_behaviour.postIsRefused)
        return textReply(405, "Method Not Allowed");
    const auto bytes =
        posted ? std::optional(request.body) : messageInQuery(request, m_behaviour.plusIsBlank);
    if (!bytes || bytes->isEmpty())
        return refusal("illegal base64 data in the message");
    auto message = openMessage(*bytes, m_authority, m_challenge);
    record.insert(QStringLiteral("message"), message.facts);
    if (m_behaviour.refusesBer && bytes->startsWith(QByteArray("\x30\x80", 2)))
        return refusal("asn1: indefinite length found (not DER)");
    if (!message.error.isEmpty())
        return refusal(message.error);
    if (failsYet())
        return textReply(503, "please try again later");
    if (m_behaviour.pollsFail && message.messageType == "20")
        return textReply(500, "the CA is not there at the moment");
    switch (m_behaviour.wire) {
    case Behaviour::Wire::Text500: return textReply(500, "the CA is not there at the moment");
    case Behaviour::Wire::Empty: return {.contentType = m_behaviour.replyType};
    case Behaviour::Wire::Whole:
    case Behaviour::Wire::Truncated: break;
    }
    const auto reply = certificateReply(message, record);
    const auto sent = m_behaviour.wire == Behaviour::Wire::Truncated ? reply.left(reply.size() / 2) : reply;
    return {.contentType = m_behaviour.replyType, .body = sent};
}

HttpReply Server::refusal(const QByteArray& text) const
{
    return m_behaviour.refusesSilently ? HttpReply{.status = 400} : textReply(500, text);
}

bool Server::failsYet()
{
    const std::scoped_lock lock(m_mutex);
    return m_failures++ < m_behaviour.failuresAtFirst;
}

QByteArray Server::certificateReply(Message& message, QJsonObject& record)
{
    const std::scoped_lock lock(m_mutex);
    Verdict verdict{.status = m_behaviour.status, .request = message.request.get()};
    const bool polls = message.messageType == "20";
    auto waiting = m_waiting.find(message.transactionId);
    if ((polls && waiting == m_waiting.end()) || (!polls && !message.challengeFits)) {
        verdict.status = Status::Failure;
    } else if (verdict.status == Status::Success && m_behaviour.pendingAnswers != 0) {
        if (waiting == m_waiting.end())
            waiting = m_waiting.emplace(message.transactionId, Waiting{std::move(message.request)}).first;
        verdict.request = waiting->second.request.get();
        if (m_behaviour.pendingAnswers < 0 || waiting->second.answers < m_behaviour.pendingAnswers)
            verdict.status = Status::Pending;
        ++waiting->second.answers;
    }
    record.insert(QStringLiteral("answer"), QLatin1String(verdict.status == Status::Success   ? "success"
                                                          : verdict.status == Status::Failure ? "failure"
                                                                                              : "pending"));
    auto behaviour = m_behaviour;
    if (behaviour.repeatsChallenge)
        behaviour.failInfoText = "The challenge " + m_challenge + " was used before";
    return makeReply(verdict, message, m_authority, behaviour);
}

}  // namespace scep_server
