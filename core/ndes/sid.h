// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace ndes {

/// The security identifier of one account of an Active Directory domain.
///
/// Domain controllers take a certificate for an account only when its SID is in it (KB5014754). For SCEP it
/// goes in as a URI among the alternative names of the request.
class AccountSid
{
public:
    /// `S-1-5-21-A-B-C-RID`, in any case. InvalidInput says why another SID does not do: that of a domain, a
    /// group, an account of the system or one of Microsoft Entra ID.
    [[nodiscard]] static base::Result<AccountSid> fromString(const QString& text);

    [[nodiscard]] const QString& toString() const { return m_text; }
    /// `tag:microsoft.com,2022-09-14:sid:…`, for SubjectAltName.uniformResourceIdentifier.
    [[nodiscard]] QString uri() const;

private:
    explicit AccountSid(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

}  // namespace ndes
