// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/mail_run.h"

#include "ui/share/outgoing_file.h"
#include "ui/task.h"

#include <mutex>

namespace ui {

namespace {

using delivery::MailMessage;

MailMessage compose(const MailOrder& order)
{
    MailMessage message = delivery::composeMail({order.package}, order.language, order.subject);
    message.to = order.to;
    return message;
}

base::Result<> openDraft(const delivery::MailWay& way, const MailOrder& order, const std::stop_token& stop)
{
    const auto file = outgoingFile(order.package, order.filePath);
    if (!file)
        return file.error();
    const MailMessage message = compose(order);
    auto opened = way.open({order.to, message.subject, message.body, {file->path}}, stop);
    if (!opened)
        file->discard();
    return opened;
}

}  // namespace

base::Result<QByteArray> draftOf(const MailOrder& order)
{
    MailMessage message = compose(order);
    message.date = QDateTime::currentDateTime();
    message.id = delivery::makeMessageId("localhost");
    return delivery::writeMessage(message, delivery::MailForm::Draft);
}

/// The way from the thread that sends to an object that may be gone.
struct MailRun::Post
{
    std::mutex mutex;
    MailRun* to = nullptr;

    void deliver(const delivery::MailProgress& progress)
    {
        const std::lock_guard lock(mutex);
        if (to)
            QMetaObject::invokeMethod(
                to, [receiver = to, progress] { emit receiver->progressed(progress); }, Qt::QueuedConnection);
    }
};

MailRun::MailRun(QObject* parent) : QObject(parent), m_post(std::make_shared<Post>()) { m_post->to = this; }

MailRun::~MailRun()
{
    m_stop.request_stop();
    const std::lock_guard lock(m_post->mutex);
    m_post->to = nullptr;
}

void MailRun::open(const delivery::MailWay& way, const MailOrder& order)
{
    m_isUnderWay = true;
    m_stop = runThen(
        this, [way, order](const std::stop_token& stop) { return openDraft(way, order, stop); },
        [this](const base::Result<>& result) {
            m_isUnderWay = false;
            emit opened(result);
        });
}

void MailRun::send(std::shared_ptr<delivery::SmtpAccount> account,
                   const delivery::MailAddress& from,
                   const MailOrder& order)
{
    m_isUnderWay = true;
    m_stop = runThen(
        this,
        [account = std::move(account), from, order, post = m_post](const std::stop_token& stop) {
            delivery::SmtpTarget target(std::move(*account), {from, order.to, order.language, order.subject,
                                                              [post](const delivery::MailProgress& progress) {
                                                                  post->deliver(progress);
                                                              }});
            return target.deliver({order.package}, stop);
        },
        [this](const std::vector<delivery::Delivered>& results) {
            m_isUnderWay = false;
            emit sent(results);
        });
}

void MailRun::cancel() { m_stop.request_stop(); }

}  // namespace ui
