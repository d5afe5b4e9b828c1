// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace ui {

/// One finding at full length: sentence, measured and required value, why, rule, source, and what to
/// do.
class FindingDetails : public QWidget
{
    Q_OBJECT

public:
    /// `certificate` is the name of the one that it is about, where it is about one.
    explicit FindingDetails(const report::Finding& finding,
                            const QString& certificate = {},
                            QWidget* parent = nullptr);

    /// Whether it would look the same for `finding`.
    [[nodiscard]] bool says(const report::Finding& finding) const;

signals:
    void showFieldAsked();
    void fixAsked();
    void showCertificateAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addFacts(QGridLayout& facts, const QString& certificate);
    void addButtons(QVBoxLayout& buttons, const QString& certificate);

    report::Finding m_finding;
};

}  // namespace ui
