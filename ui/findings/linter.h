// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/lint.h"
#include "core/report/finding.h"
#include "core/schema/schema.h"

#include <QObject>

#include <memory>
#include <stop_token>
#include <vector>

namespace ui {

class ProfileDocument;

/// Judges a document anew after every change, on a snapshot and off the GUI thread; the latest run wins.
///
/// `store` must outlive the runs: wait for taskPool() before it goes.
class Linter : public QObject
{
    Q_OBJECT

public:
    Linter(ProfileDocument& document,
           const schema::Store& store,
           const schema::Target& target,
           QObject* parent = nullptr);
    ~Linter() override;

    void setTarget(const schema::Target& target);
    [[nodiscard]] const schema::Target& target() const { return m_target; }

    /// Of the last finished run.
    [[nodiscard]] const std::vector<report::Finding>& findings() const { return m_findings; }
    [[nodiscard]] int secretCount() const { return m_secretCount; }
    /// False while a run for the newest text is under way.
    [[nodiscard]] bool isCurrent() const { return m_isCurrent; }

    /// Applies every fix there is, round after round on a snapshot, as one undoable step.
    void fixAll();

signals:
    void started();
    void finished();
    /// What fixAll() did; empty when there was nothing to fix.
    void fixedAll(const QStringList& titles);
    void fixingFailed(const QString& reason);

private:
    void run();
    [[nodiscard]] lint::Context context() const;

    ProfileDocument& m_document;
    const schema::Store& m_store;
    schema::Target m_target;
    std::shared_ptr<lint::CredentialCache> m_credentials = std::make_shared<lint::CredentialCache>();
    std::vector<report::Finding> m_findings;
    int m_secretCount = 0;
    bool m_isCurrent = false;
    quint64 m_generation = 0;
    std::stop_source m_stop;
};

}  // namespace ui
