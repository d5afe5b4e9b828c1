// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/client.h"

#include "core/scep/enrolment.h"
#include "core/scep/exchange.h"
#include "core/scep/remarks.h"
#include "core/scep/request.h"
#include "core/scep/request_size.h"
#include "core/scep/server_trust.h"

#include <QCoreApplication>

#include <functional>
#include <future>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int cannotMakeRequest = 22011;
constexpr qint64 iisLimit = 2048;

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
    if (fingerprint.isNull() && url.scheme() == u"http")
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

/// Makes a key while the server is asked; whoever needs it no more destroys this.
class KeyInTheMaking
{
public:
    KeyInTheMaking(int bits, const std::stop_token& stop)
        : m_forward(stop, [this] { m_enough.request_stop(); })
        , m_key(std::async(std::launch::async, x509::PrivateKey::generateRsa, bits, m_enough.get_token()))
    {}
    ~KeyInTheMaking() { m_enough.request_stop(); }
    KeyInTheMaking(const KeyInTheMaking&) = delete;
    KeyInTheMaking& operator=(const KeyInTheMaking&) = delete;

    /// Once.
    [[nodiscard]] base::Result<x509::PrivateKey> take() { return m_key.get(); }

private:
    std::stop_source m_enough;
    std::stop_callback<std::function<void()>> m_forward;
    std::future<base::Result<x509::PrivateKey>> m_key;
};

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
    KeyInTheMaking making(settings.keySize, stop);
    auto met = meet(exchange, questions, stop);
    if (!met)
        return report;
    const auto key = making.take();
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
