// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/sid.h"
#include "core/ndes/templates.h"
#include "core/plist/document.h"
#include "core/profile/profile.h"

#include <QObject>
#include <QPointer>

namespace ui {

class ProfileDocument;

/// The SCEP payload that the NDES desk was opened from, wherever it is in its document by now.
class NdesPayload : public QObject
{
    Q_OBJECT

public:
    explicit NdesPayload(QObject* parent = nullptr) : QObject(parent) {}

    void set(ProfileDocument& document, const plist::Path& path);
    void forget();

    [[nodiscard]] ProfileDocument* document() const { return m_document; }
    /// Null when there is none, or it is gone or no SCEP payload any more.
    [[nodiscard]] const profile::Payload* payload() const;
    /// Why nothing can be put into it; empty: it is there.
    [[nodiscard]] QString obstacle() const;

    [[nodiscard]] QString url() const;
    [[nodiscard]] QString challenge() const;
    [[nodiscard]] std::optional<ndes::KeyUse> keyUse() const;
    [[nodiscard]] std::optional<int> keySize() const;
    /// Whether a SCEP payload of `document` has `challenge`.
    [[nodiscard]] static bool has(const ProfileDocument& document, const QString& challenge);

    // The edits that put something into the payload; none when it is gone.
    [[nodiscard]] std::vector<plist::Edit> putUrl(const QString& url) const;
    /// `caThumbprint` becomes CAFingerprint unless it is empty.
    [[nodiscard]] std::vector<plist::Edit> putChallenge(const QString& challenge,
                                                        const QByteArray& caThumbprint) const;
    /// Adds the URI of `sid` to the alternative names, in place of that of another account; none when it is
    /// there already.
    [[nodiscard]] std::vector<plist::Edit> putSid(const ndes::AccountSid& sid) const;

signals:
    void changed();

private:
    [[nodiscard]] const plist::Dict* settings() const;
    [[nodiscard]] plist::Path at(const char16_t* key) const;

    QPointer<ProfileDocument> m_document;
    plist::Path m_path;
    QString m_uuid;
};

}  // namespace ui
