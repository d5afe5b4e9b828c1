// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/smtp.h"

#include "core/delivery/smtp_session.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>
#include <utility>

namespace delivery {

namespace {

/// The recipients, each once: a second message to the same mailbox is one too many.
std::vector<MailAddress> withoutRepeats(std::vector<MailAddress> all)
{
    std::vector<MailAddress> once;
    for (MailAddress& address : all) {
        const bool isThere = std::any_of(once.begin(), once.end(), [&](const MailAddress& other) {
            return other.local == address.local && other.host.compare(address.host, Qt::CaseInsensitive) == 0;
        });
        if (!isThere)
            once.push_back(std::move(address));
    }
    return once;
}

/// What tells two deliveries apart: to whom, and which bytes.
QByteArray keyOf(const MailAddress& to, const std::vector<Package>& packages)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Package& package : packages)
        hash.addData(package.sha256);
    return to.spec() + ' ' + hash.result();
}

}  // namespace

SmtpTarget::SmtpTarget(SmtpAccount account, Settings settings)
    : m_account(std::move(account))
    , m_settings(std::move(settings))
{
    m_settings.to = withoutRepeats(std::move(m_settings.to));
}

Readiness SmtpTarget::readiness(const std::vector<Package>& packages) const
{
    if (packages.empty() || m_settings.to.empty())
        return {false,
                QCoreApplication::translate("delivery", "There is nothing to send, or nobody to send it to")};
    return {true, QCoreApplication::translate("delivery", "Each recipient gets one message through %1")
                      .arg(m_account.server.toString())};
}

base::Result<QByteArray> SmtpTarget::messageFor(const MailMessage& letter, const MailAddress& to) const
{
    MailMessage message = letter;
    message.from = m_settings.from;
    message.to = {to};
    message.date = QDateTime::currentDateTime();
    message.id = makeMessageId(m_settings.from.host);
    return writeMessage(message, MailForm::Sent);
}

std::vector<Delivered> SmtpTarget::deliver(const std::vector<Package>& packages, const std::stop_token& stop)
{
    const MailMessage letter = composeMail(packages, m_settings.language, m_settings.subject);
    SmtpSession session(m_account);
    std::optional<SmtpVerdict> forAll;
    std::vector<Delivered> results;
    MailProgress progress{0, m_settings.to.size(), 0, 0};

    const auto sendTo = [&](const MailAddress& to) -> Answer {
        if (stop.stop_requested())
            return {judge(SmtpEnd::Cancelled, {}, m_account, {}, {})};
        if (forAll)
            return {forAll};
        const auto message = messageFor(letter, to);
        if (!message)
            return {SmtpVerdict{SmtpFailure::Internal, message.error()}};
        progress.size = message->size();
        const auto report = [&](qint64 sent) {
            progress.sent = sent;
            if (m_settings.progress)
                m_settings.progress(progress);
        };
        SmtpOutcome outcome = session.send(*message, m_settings.from, to, report, stop);
        if (outcome.problem && outcome.problem->failure == SmtpFailure::Cut && !outcome.isUncertain)
            outcome = session.send(*message, m_settings.from, to, report, stop);
        if (outcome.problem && !outcome.isUncertain && concernsAll(outcome.problem->failure))
            forAll = outcome.problem;
        return {outcome.problem, outcome.isUncertain};
    };

    m_last.clear();
    for (const MailAddress& to : m_settings.to) {
        const QByteArray key = keyOf(to, packages);
        const auto kept = m_kept.find(key);
        const Answer answer = kept == m_kept.end() ? sendTo(to) : kept->second;
        if (answer.isFinal())
            m_kept.insert_or_assign(key, answer);
        m_last.insert_or_assign(to.spec(), answer);
        for (const Package& package : packages)
            results.push_back({package.fileName, QString::fromLatin1(to.spec()),
                               answer.problem ? std::optional(answer.problem->error) : std::nullopt,
                               answer.isUncertain});
        ++progress.recipient;
    }
    return results;
}

std::optional<SmtpFailure> SmtpTarget::failureOf(const QByteArray& recipient) const
{
    const auto found = m_last.find(recipient);
    if (found == m_last.end() || !found->second.problem)
        return std::nullopt;
    return found->second.problem->failure;
}

}  // namespace delivery
