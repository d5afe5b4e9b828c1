// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/enrolment.h"

#include "core/scep/issued.h"
#include "core/scep/judge_reply.h"
#include "core/scep/remarks.h"
#include "core/scep/variants.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int cannotMakeRequest = 22011;
constexpr int invalidPkiResponse = 22013;

}  // namespace

base::Result<QByteArray> Enrolment::makeFirst(const QByteArray& nonce, Encoding encoding) const
{
    return makeMessage({.type = MessageType::PkcsReq,
                        .content = m_csr,
                        .recipient = m_met.authority.recipient(m_exchange.generation()),
                        .signer = m_temporary,
                        .key = m_key,
                        .digest = m_met.capabilities.digest,
                        .cipher = m_met.capabilities.cipher,
                        .transactionId = m_transactionId,
                        .senderNonce = nonce,
                        .encoding = encoding});
}

base::Result<QByteArray> Enrolment::makePoll(const QByteArray& nonce, Encoding encoding) const
{
    const auto names = issuerAndSubject(m_met.authority.signer(), m_csr);
    if (!names)
        return names.error();
    // Whatever the server is capable of: polls go out with SHA-1 and 3DES.
    return makeMessage({.type = MessageType::GetCertInitial,
                        .content = *names,
                        .recipient = m_met.authority.recipient(m_exchange.generation()),
                        .signer = m_temporary,
                        .key = m_key,
                        .digest = x509::Digest::Sha1,
                        .cipher = Cipher::TripleDesCbc,
                        .transactionId = m_transactionId,
                        .senderNonce = nonce,
                        .encoding = encoding});
}

void Enrolment::failInternally(const base::Error& error)
{
    m_exchange.stop(scepError(cannotMakeRequest), error.message);
}

void Enrolment::refuseUnreadable(const http::Reply& reply, const QByteArray& message)
{
    // Where the CA has the request already, a second one would spend another challenge.
    const auto remake = [this] {
        return m_isPending ? makePoll(makeNonce(), Encoding::Der) : makeFirst(makeNonce(), Encoding::Der);
    };
    const auto variant =
        findCause(m_exchange, m_settings.url, reply,
                  {.message = message, .remake = remake, .method = m_met.capabilities.method});
    m_exchange.stop(scepError(invalidPkiResponse), variant.cause);
    if (variant.finding)
        m_exchange.note(*variant.finding);
}

bool Enrolment::take(const http::Reply& reply, const QByteArray& nonce, const QByteArray& message)
{
    const auto read = readReply(reply.body, m_met.authority.signer(), m_temporary, m_key);
    if (!read) {
        m_exchange.conclude(
            QCoreApplication::translate("scep", "No SCEP reply, and a device stops with %1 %2")
                .arg(u"MCSCEPErrorDomain"_s)
                .arg(invalidPkiResponse));
        refuseUnreadable(reply, message);
        return false;
    }
    Report& report = m_exchange.report();
    if (read->failInfo)
        report.hidden.failInfo = read->failInfo->value.toInt();
    report.hidden.failInfoText = read->failInfoText;
    report.hidden.hresult = read->hresult;
    m_exchange.note(notesOn(*read, m_transactionId, nonce));
    if (const QByteArray type = reply.header("Content-Type"); type != "application/x-pki-message")
        m_exchange.note(
            finding(remarks::contentType,
                    QCoreApplication::translate("scep", "The reply has another Content-Type; a device "
                                                        "does not look at it"),
                    QString::fromLatin1(type.left(100)), u"application/x-pki-message"_s));
    const JudgedReply judged = judgeReply(*read, m_key, m_exchange.generation());
    switch (judged.verdict) {
    case ReplyVerdict::Pending:
        m_exchange.conclude(QCoreApplication::translate("scep", "Pending: the CA has not decided"));
        return true;
    case ReplyVerdict::Refused:
        m_exchange.note(notesOnIssued(read->certificates, m_settings, m_key));
        m_exchange.stop(scepError(judged.code), judged.cause);
        m_exchange.conclude(judged.cause);
        return false;
    case ReplyVerdict::Unknown:
        report.failure = base::Error{base::Error::Code::Unsupported, judged.cause};
        m_exchange.conclude(QCoreApplication::translate("scep", "What a device makes of it is not known"));
        return false;
    case ReplyVerdict::Success: break;
    }
    m_exchange.note(notesOnIssued(read->certificates, m_settings, m_key));
    report.outcome = Outcome::Enrolled;
    report.issued = issuedOf(read->certificates, m_key);
    m_exchange.conclude(
        QCoreApplication::translate("scep", "A certificate was issued: %1, serial number %2")
            .arg(report.issued->certificate.displayName(), report.issued->certificate.serialNumber()));
    return false;
}

void Enrolment::poll()
{
    m_isPending = true;
    for (int left = m_settings.retries; left > 0; --left) {
        // The first poll follows at once.
        if (left < m_settings.retries && !m_exchange.wait(m_settings.retryDelay))
            return;
        const QByteArray nonce = makeNonce();
        const auto message = makePoll(nonce, m_exchange.options().encoding);
        if (!message) {
            failInternally(message.error());
            return;
        }
        const auto reply =
            m_exchange.send(u"GetCertInitial"_s, m_settings.url, *message, m_met.capabilities.method);
        if (!reply || !take(*reply, nonce, *message))
            return;
    }
    Report& report = m_exchange.report();
    report.outcome = Outcome::Pending;
    constexpr int gaveUp = 3;
    report.error = DeviceError{u"PENDING"_s, gaveUp};
    report.cause = QCoreApplication::translate(
                       "scep", "The CA has not decided, and the device gives up (messages sent: %1)")
                       .arg(m_settings.retries + 1);
    m_exchange.note(finding(remarks::polling, report.cause,
                            QCoreApplication::translate("scep", "Retries %1, RetryDelay %2 s")
                                .arg(m_settings.retries)
                                .arg(m_settings.retryDelay.count())));
}

void Enrolment::run()
{
    const auto csr = makeRequest(m_settings, m_key, m_met.capabilities.digest);
    if (!csr) {
        failInternally(csr.error());
        return;
    }
    m_csr = *csr;
    const QByteArray nonce = makeNonce();
    const auto message = makeFirst(nonce, m_exchange.options().encoding);
    if (!message) {
        failInternally(message.error());
        return;
    }
    m_exchange.report().querySize =
        messageUrl(m_settings.url, *message, Plus::Raw).query(QUrl::FullyEncoded).size();
    if (!m_exchange.options().issues)
        return;
    const auto reply =
        m_exchange.send(u"PKIOperation"_s, m_settings.url, *message, m_met.capabilities.method);
    if (reply && take(*reply, nonce, *message))
        poll();
}

}  // namespace scep
