// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"

#include <QFrame>

#include <optional>

class QGridLayout;

namespace ui {

struct CertificateRemark;

/// One certificate, the way a person checks it: whose, by whom, how long, which key, fingerprints to copy.
class CertificateCard : public QFrame
{
    Q_OBJECT

public:
    /// Whether it says what devices refuse in every chain; not where others judge.
    enum class Remarks { Shown, Left };

    CertificateCard(const x509::Certificate& certificate,
                    const QDateTime& now,
                    QWidget* parent = nullptr,
                    Remarks remarks = Remarks::Shown);

    /// Adds a fingerprint beside SHA-1 and SHA-256: what an old server's page shows may be MD5.
    void addFingerprint(const QString& label, const QByteArray& bytes);

signals:
    void exportAsked();

private:
    void addLine(const QString& label, const QString& text);
    void addWidget(const QString& label, QWidget* widget);
    void addRemark(const std::optional<CertificateRemark>& remark);

    Remarks m_remarks;
    QGridLayout* m_grid;
    int m_line = 0;
};

/// "RSA, 2048 bits", "EC, P-256".
[[nodiscard]] QString keyText(const x509::PublicKeyInfo& key);

}  // namespace ui
