// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/web_share.h"

#include "core/base/save_file.h"
#include "core/delivery/share_certificate.h"
#include "ui/task.h"

#include <QCoreApplication>

#include <mutex>

namespace ui {

namespace {

constexpr qint64 maxKeyFileBytes = qint64(4) * 1024 * 1024;

/// Reads the certificate, finds the name devices have to use, and judges it for that name; `notes` gets what
/// the judgement rests on.
std::optional<ShareRefusal> secure(delivery::ShareOptions& options,
                                   const ShareCertificate& files,
                                   const LazyKnowledge* knowledge,
                                   QStringList& notes)
{
    const auto certificates = base::loadFile(files.certificate, maxKeyFileBytes);
    if (!certificates)
        return ShareRefusal{certificates.error()};
    const auto key = base::loadFile(files.key, maxKeyFileBytes);
    if (!key)
        return ShareRefusal{key.error()};
    const auto identity = delivery::readServerIdentity(*certificates, *key, *files.passphrase);
    if (!identity)
        return ShareRefusal{identity.error()};
    const auto host = delivery::hostOf(*identity, options.interface.address);
    if (!host && !files.isForced)
        return ShareRefusal{host.error(), true};
    if (host)
        options.host = *host;
    if (knowledge && !files.isForced) {
        const auto judgement = delivery::judgeServer(*identity, host ? *host : options.interface.address,
                                                     knowledge->get(), QDateTime::currentDateTimeUtc());
        if (const auto fit = delivery::refusalIn(judgement); !fit)
            return ShareRefusal{fit.error(), true};
        notes = judgement.notes;
    }
    auto keys = identity->toKeys();
    if (!keys)
        return ShareRefusal{keys.error()};
    options.keys = *std::move(keys);
    return std::nullopt;
}

}  // namespace

/// The way from the share's thread to an object that may be gone.
struct WebShare::Post
{
    std::mutex mutex;
    WebShare* to = nullptr;

    void deliver(const delivery::ShareEvent& event)
    {
        const std::lock_guard lock(mutex);
        if (!to)
            return;
        QMetaObject::invokeMethod(
            to, [receiver = to, event] { receiver->hear(event); }, Qt::QueuedConnection);
    }
};

struct WebShare::Outcome
{
    std::shared_ptr<delivery::Share> share;
    std::optional<ShareRefusal> refusal;
    QStringList notes;
};

WebShare::WebShare(QObject* parent) : QObject(parent), m_post(std::make_shared<Post>()) { m_post->to = this; }

WebShare::~WebShare()
{
    {
        const std::lock_guard lock(m_post->mutex);
        m_post->to = nullptr;
    }
    stop();
}

WebShare::Outcome WebShare::open(Request& request, const std::shared_ptr<Post>& post)
{
    QStringList notes;
    if (request.certificate) {
        if (auto refusal = secure(request.options, *request.certificate, request.knowledge.get(), notes))
            return {nullptr, std::move(refusal), {}};
    }
    std::vector<delivery::Package> packages;
    packages.push_back(std::move(request.package));
    auto share = delivery::Share::start(packages, std::move(request.options),
                                        [post](const delivery::ShareEvent& event) { post->deliver(event); });
    if (!share)
        return {nullptr, ShareRefusal{share.error()}, {}};
    return {*std::move(share), std::nullopt, notes};
}

void WebShare::start(Request request)
{
    // Copied with the task, and the keys cannot be.
    auto whole = std::make_shared<Request>(std::move(request));
    m_stop = runThen(
        this,
        [whole, post = m_post](const std::stop_token& stop) {
            if (stop.stop_requested())
                return Outcome{};
            return open(*whole, post);
        },
        [this](const Outcome& outcome) { took(outcome); });
}

void WebShare::took(const Outcome& outcome)
{
    if (m_stop.stop_requested()) {
        m_share = outcome.share;
        return stop();
    }
    if (!outcome.share)
        return emit failed(*outcome.refusal);
    m_share = outcome.share;
    m_notes = outcome.notes;
    m_isOpen = true;
    emit started();
    for (const delivery::ShareEvent& event : std::exchange(m_early, {}))
        hear(event);
}

void WebShare::hear(const delivery::ShareEvent& event)
{
    if (!m_share) {
        m_early.push_back(event);
        return;
    }
    if (event.kind == delivery::ShareEvent::Kind::Stopped)
        m_isOpen = false;
    emit happened(event);
}

void WebShare::stop()
{
    m_stop.request_stop();
    if (!m_share)
        return;
    // Closing waits for the share's thread.
    taskPool().start([share = m_share] { share->stop(); });
}

}  // namespace ui
