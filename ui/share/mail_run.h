// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_client.h"
#include "core/delivery/smtp.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace ui {

/// A letter with one profile, and who gets it.
struct MailOrder
{
    delivery::Package package;
    QString filePath;  ///< where the profile is on the disk; empty: nowhere
    std::vector<delivery::MailAddress> to;
    QString language;  ///< as stepsFor() takes it
    QString subject;   ///< empty: one of our own
};

/// The draft as a message of RFC 5322, dated now.
[[nodiscard]] base::Result<QByteArray> draftOf(const MailOrder& order);

/// One delivery at a time, off the GUI thread.
class MailRun : public QObject
{
    Q_OBJECT

public:
    explicit MailRun(QObject* parent = nullptr);
    ~MailRun() override;

    /// Opens the letter in a mail program; opened() follows.
    void open(const delivery::MailWay& way, const MailOrder& order);
    /// Sends it, a message a recipient; sent() follows.
    void send(std::shared_ptr<delivery::SmtpAccount> account,
              const delivery::MailAddress& from,
              const MailOrder& order);
    /// What is not sent yet stays here; the results still come.
    void cancel();
    [[nodiscard]] bool isUnderWay() const { return m_isUnderWay; }

signals:
    void opened(const base::Result<>& result);
    void progressed(const delivery::MailProgress& progress);
    void sent(const std::vector<delivery::Delivered>& results);

private:
    struct Post;

    std::shared_ptr<Post> m_post;
    std::stop_source m_stop;
    bool m_isUnderWay = false;
};

}  // namespace ui
