// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/share.h"
#include "ui/trust/check_services.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace ui {

/// Files of a certificate and a key, for a share by HTTPS.
struct ShareCertificate
{
    QString certificate;
    QString key;
    std::shared_ptr<const base::Secret> passphrase;  ///< never null
    bool isForced = false;                           ///< also when devices refuse it
};

/// Why a share was not opened.
struct ShareRefusal
{
    base::Error error;
    bool isOfCertificate = false;  ///< devices refuse it: the person may insist
};

/// One share of one profile, opened and closed off the GUI thread, told of on it.
class WebShare : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        delivery::Package package;
        delivery::ShareOptions options;
        std::optional<ShareCertificate> certificate;          ///< nothing: HTTP
        std::shared_ptr<const LazyKnowledge> knowledge = {};  ///< to judge the certificate by
    };

    explicit WebShare(QObject* parent = nullptr);
    ~WebShare() override;  ///< closes it, without waiting

    /// Once; started() or failed() follows.
    void start(Request request);
    /// Closes the port; the event Stopped follows. Before started(): nothing is opened, and nothing follows.
    void stop();

    /// From started() to the event Stopped.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Null before started().
    [[nodiscard]] const delivery::Share* share() const { return m_share.get(); }
    /// What it rests on that devices take the certificate, a sentence each.
    [[nodiscard]] QStringList notes() const { return m_notes; }

signals:
    void started();
    void failed(const ShareRefusal& refusal);
    void happened(const delivery::ShareEvent& event);

private:
    struct Post;
    struct Outcome;
    static Outcome open(Request& request, const std::shared_ptr<Post>& post);
    void took(const Outcome& outcome);
    void hear(const delivery::ShareEvent& event);

    std::shared_ptr<Post> m_post;
    std::shared_ptr<delivery::Share> m_share;
    QStringList m_notes;
    std::vector<delivery::ShareEvent> m_early;  ///< that came before it was known to be open
    std::stop_source m_stop;
    bool m_isOpen = false;
};

}  // namespace ui
