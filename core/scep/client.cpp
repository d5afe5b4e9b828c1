// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/client.h"

#include "core/scep/authority.h"
#include "core/scep/exchange.h"
#include "core/scep/issued.h"
#include "core/scep/judge_reply.h"
#include "core/scep/remarks.h"
#include "core/scep/request.h"
#include "core/scep/request_size.h"
#include "core/scep/server_trust.h"
#include "core/scep/variants.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int cannotMakeRequest = 22011;
constexpr int invalidPkiResponse = 22013;
constexpr qint64 iisLimit = 2048;

/// What the two questions before the request bring.
struct Met
{
    Authority authority;
    Capabilities capabilities;
};

/// What is asked for, by the profile or by a person.
struct Questions
{
    QUrl url;
    std::optional<QByteArray> name;
    QByteArray fingerprint;
    std::optional<QStringList> capabilities;
    int keySize = 2048;
    qsizetype challengeLength = 0;
};

void noteCertificates(Exchange& exchange, const QUrl& url, const QByteArray& fingerprint)
{
    const QDateTime asOf = exchange.options().asOf;
    const std::vector<SentCertificate>& certificates = exchange.report().certificates;
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        const x509::Certificate& certificate = certificates[i].certificate;
        if (!asOf.isValid() || (certificate.notAfter() >= asOf && certificate.notBefore() <= asOf))
            continue;
        report::Finding expired = finding(remarks::raExpired,
                                          QCoreApplication::translate("scep", "%1 is not valid at that time")
                                              .arg(certificate.displayName()),
                                          QCoreApplication::translate("scep", "%1 to %2")
                                              .arg(certificate.notBefore().toString(Qt::ISODate),
                                                   certificate.notAfter().toString(Qt::ISODate)));
        expired.certificate = i;
        exchange.note(std::move(expired));
    }
    if (fingerprint.isEmpty() && url.scheme() == u"http")
        exchange.note(
            finding(remarks::noFingerprint,
                    QCoreApplication::translate("scep", "Nothing tells whose certificates these are: plain "
                                                        "HTTP, and no CAFingerprint")));
}

std::optional<Authority> askAuthority(Exchange& exchange, const Questions& questions)
{
    const auto reply = exchange.get(u"GetCACert"_s, questions.url, questions.name);
    if (!reply)
        return std::nullopt;
    JudgedAuthority judged = judgeAuthority(*reply, questions.fingerprint, exchange.generation());
    exchange.report().certificates = std::move(judged.certificates);
    exchange.note(std::move(judged.findings));
    noteCertificates(exchange, questions.url, questions.fingerprint);
    if (!judged.authority) {
        exchange.stop(*judged.error, judged.cause);
        exchange.conclude(judged.cause);
        return std::nullopt;
    }
    const Authority& authority = *judged.authority;
    exchange.conclude(
        authority.isSingle
            ? QCoreApplication::translate("scep", "One certificate, %1: it signs and is encrypted to")
                  .arg(authority.signer().displayName())
        : authority.signing == authority.encryption
            ? QCoreApplication::translate("scep", "RA %1 signs and is encrypted to")
                  .arg(authority.signer().displayName())
            : QCoreApplication::translate("scep", "RA %1 signs, RA %2 is encrypted to")
                  .arg(authority.signer().displayName(), authority.sent[authority.encryption].displayName()));
    return std::move(judged.authority);
}

std::optional<Capabilities> askCapabilities(Exchange& exchange, const Questions& questions)
{
    constexpr int insufficientCapabilities = 22006;
    JudgedCapabilities judged;
    if (questions.capabilities) {
        judged = judgeCapabilities(*questions.capabilities);
        exchange.report().capabilities = questions.capabilities;
    } else {
        const auto reply = exchange.get(u"GetCACaps"_s, questions.url, questions.name);
        if (!reply)
            return std::nullopt;
        judged = judgeCapabilities(reply->body);
        exchange.report().capabilities = judged.capabilities ? judged.capabilities->lines : judged.lines;
    }
    exchange.note(std::move(judged.findings));
    if (!judged.capabilities) {
        exchange.stop(scepError(insufficientCapabilities), judged.cause);
        exchange.conclude(judged.cause);
        return std::nullopt;
    }
    if (!questions.capabilities)
        exchange.conclude(judged.verdict);
    return std::move(judged.capabilities);
}

void describeRequest(Exchange& exchange, const Met& met, const Questions& questions)
{
    Report& report = exchange.report();
    report.usesPost = met.capabilities.method == Method::Post;
    report.digest = digestName(met.capabilities.digest);
    report.cipher = cipherName(met.capabilities.cipher);
    const x509::Certificate& recipient = met.authority.recipient(exchange.generation());
    report.querySize = estimateRequest({.keyBits = questions.keySize,
                                        .raKeyBits = recipient.publicKey().bits,
                                        .challengeLength = static_cast<int>(questions.challengeLength)})
                           .queryLength;
    if (!report.usesPost && report.querySize > iisLimit)
        exchange.note(
            finding(remarks::queryLength,
                    QCoreApplication::translate("scep", "The request goes out by GET with a query of about "
                                                        "%1 characters")
                        .arg(report.querySize),
                    QString::number(report.querySize), QString::number(iisLimit)));
    const auto usage = recipient.keyUsage();
    if (usage && !usage->testFlag(x509::KeyUsageBit::KeyEncipherment))
        exchange.note(
            finding(remarks::keyUsageRecipient,
                    QCoreApplication::translate("scep", "Requests are encrypted to %1, whose key usage does "
                                                        "not allow that")
                        .arg(recipient.displayName()),
                    {}, u"keyEncipherment"_s));
}

/// Everything before the request; nothing: the report says where it ended.
std::optional<Met> meet(Exchange& exchange, const Questions& questions, const std::stop_token& stop)
{
    if (!judgeServer(exchange, questions.url, stop))
        return std::nullopt;
    auto authority = askAuthority(exchange, questions);
    if (!authority)
        return std::nullopt;
    auto capabilities = askCapabilities(exchange, questions);
    noteRules(exchange, questions.url);
    if (!capabilities)
        return std::nullopt;
    Met met{*std::move(authority), *std::move(capabilities)};
    const x509::Certificate& recipient = met.authority.recipient(exchange.generation());
    const x509::PublicKeyInfo key = recipient.publicKey();
    if (key.algorithm != u"RSA") {
        exchange.stop(scepError(cannotMakeRequest),
                      QCoreApplication::translate("scep",
                                                  "The request is encrypted to %1, whose key is %2: a device "
                                                  "encrypts to RSA keys only")
                          .arg(recipient.displayName(),
                               key.curve.isEmpty() ? key.algorithm : key.algorithm + u' ' + key.curve));
        return std::nullopt;
    }
    describeRequest(exchange, met, questions);
    return met;
}

/// An enrolment from the key on.
class Enrolment
{
public:
    Enrolment(Exchange& exchange,
              const Settings& settings,
              Met met,
              x509::PrivateKey key,
              x509::Certificate temporary)
        : m_exchange(exchange)
        , m_settings(settings)
        , m_met(std::move(met))
        , m_key(std::move(key))
        , m_temporary(std::move(temporary))
        , m_transactionId(transactionIdOf(m_key))
    {}
    void run();

private:
    [[nodiscard]] base::Result<QByteArray> makeFirst(const QByteArray& nonce, Encoding encoding) const;
    [[nodiscard]] base::Result<QByteArray> makePoll(const QByteArray& nonce) const;
    void failInternally(const base::Error& error);
    /// Judges a reply; true: the CA has not decided yet.
    [[nodiscard]] bool take(const http::Reply& reply, const QByteArray& nonce, const QByteArray& message);
    void refuseUnreadable(const http::Reply& reply, const QByteArray& message);
    void poll();

    Exchange& m_exchange;
    const Settings& m_settings;
    Met m_met;
    x509::PrivateKey m_key;
    x509::Certificate m_temporary;
    QByteArray m_transactionId;
    QByteArray m_csr;
};

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

base::Result<QByteArray> Enrolment::makePoll(const QByteArray& nonce) const
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
                        .encoding = m_exchange.options().encoding});
}

void Enrolment::failInternally(const base::Error& error)
{
    m_exchange.stop(scepError(cannotMakeRequest), error.message);
}

void Enrolment::refuseUnreadable(const http::Reply& reply, const QByteArray& message)
{
    const auto variant = findCause(m_exchange, m_settings.url, reply,
                                   {.message = message,
                                    .remake = [this] { return makeFirst(makeNonce(), Encoding::Der); },
                                    .method = m_met.capabilities.method});
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
    case ReplyVerdict::Success: break;
    }
    m_exchange.note(notesOnIssued(read->certificates, m_settings, m_key));
    report.outcome = Outcome::Enrolled;
    report.issued =
        Issued{m_key, read->certificates.front(), {read->certificates.begin() + 1, read->certificates.end()}};
    m_exchange.conclude(
        QCoreApplication::translate("scep", "A certificate was issued: %1, serial number %2")
            .arg(report.issued->certificate.displayName(), report.issued->certificate.serialNumber()));
    return false;
}

void Enrolment::poll()
{
    for (int left = m_settings.retries; left > 0; --left) {
        // The first poll follows at once.
        if (left < m_settings.retries && !m_exchange.wait(m_settings.retryDelay))
            return;
        const QByteArray nonce = makeNonce();
        const auto message = makePoll(nonce);
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

}  // namespace

Report probe(const QUrl& url,
             const std::optional<QString>& name,
             const QByteArray& fingerprint,
             const Options& options,
             http::Transport& transport,
             const std::stop_token& stop)
{
    Report report;
    Exchange exchange(options, transport, stop, report);
    Questions questions;
    questions.url = url;
    if (name)
        questions.name = name->toUtf8();
    questions.fingerprint = fingerprint;
    (void)meet(exchange, questions, stop);
    return report;
}

Report enroll(const Settings& settings,
              const Options& options,
              http::Transport& transport,
              const std::stop_token& stop)
{
    Report report;
    Exchange exchange(options, transport, stop, report);
    Questions questions;
    questions.url = settings.url;
    if (settings.name)
        questions.name = settings.name->toUtf8();
    questions.fingerprint = settings.fingerprint;
    questions.capabilities = settings.capabilities;
    questions.keySize = settings.keySize;
    questions.challengeLength = settings.challenge.bytes().size();
    if (!settings.hasChallenge)
        exchange.note(
            finding(remarks::challengeAsked,
                    QCoreApplication::translate("scep", "The payload has no challenge: a device asks the "
                                                        "person for it")));
    auto met = meet(exchange, questions, stop);
    if (!met)
        return report;
    const auto key = x509::PrivateKey::generateRsa(settings.keySize);
    const auto temporary =
        key ? makeTemporaryCertificate(*key) : base::Result<x509::Certificate>(key.error());
    if (!temporary) {
        report.failure = temporary.error();
        return report;
    }
    Enrolment(exchange, settings, *std::move(met), *key, *temporary).run();
    return report;
}

}  // namespace scep
