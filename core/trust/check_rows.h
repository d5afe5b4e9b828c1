// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/check.h"
#include "core/trust/judge.h"
#include "core/x509/chain.h"

#include <QHash>

#include <memory>

namespace trust {

/// Details of certificates, each made once for a check.
class DetailsCache
{
public:
    const x509::Details* of(const x509::Certificate& certificate);

private:
    QHash<QByteArray, std::shared_ptr<const x509::Details>> m_details;
};

/// Whether a bundle is all there is, or a device meets the server itself.
enum class Setting { File, Connection };
/// As what the first certificate is judged.
enum class Role { Leaf, Authority };

/// What one judgement is about.
struct Case
{
    x509::Certificate leaf;
    const x509::CertificatePool& given;  ///< everything that came with it, itself included
    Setting setting = Setting::File;
    Role role = Role::Leaf;
    const tls::Observation* connection = nullptr;
};

/// What a device makes of a case under one kind of root: the chain it is expected to take, and every row.
struct Judgement
{
    Anchors anchors = Anchors::System;
    bool isPossible = true;  ///< whether the root may be of this kind, as far as can be told
    x509::Chain chain;
    Evidence evidence;
    std::vector<Row> rows;

    [[nodiscard]] int failures() const;
    [[nodiscard]] int warnings() const;
};

/// One judgement a kind of root, in the order of Anchors.
[[nodiscard]] std::vector<Judgement> judgeCase(const Case& subject,
                                               const CheckOptions& options,
                                               const Knowledge& knowledge,
                                               DetailsCache& details);

}  // namespace trust
