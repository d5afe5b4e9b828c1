// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"
#include "ui/style/tone.h"

#include <QAbstractButton>

namespace ui {

/// A certificate in the picture of a chain, to be chosen: whose, what it is, how long, and how it fares.
class CertificateTile : public QAbstractButton
{
    Q_OBJECT

public:
    /// `origin` says where it came from, `issuer` is the name of who signed it, as far as that is known;
    /// `limits` says how long it may live.
    CertificateTile(const report::CheckReport& report,
                    std::size_t index,
                    const QString& issuer,
                    const QString& limits,
                    QWidget* parent = nullptr);

    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int gap() const { return fontMetrics().height() / 3; }
    [[nodiscard]] QFont titleFont() const;

    Tone m_tone = Tone::Good;
    bool m_isTrusted;
    QStringList m_lines;
};

}  // namespace ui
