// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "ui/trust/check_services.h"

#include <QObject>

#include <memory>
#include <variant>
#include <vector>

namespace ui {

/// What a live server showed.
struct ServerSeen
{
    tls::Observation seen;
};

/// The certificates of one or several files.
struct FilesGiven
{
    QString path;  ///< of the first file
    std::vector<x509::Certificate> certificates;
};

/// A profile as it was when it was asked about.
struct ProfileGiven
{
    QString name;
    plist::Document document;
};

using CheckSubject = std::variant<ServerSeen, FilesGiven, ProfileGiven>;

/// How it is to be judged.
struct CheckQuestion
{
    trust::CheckOptions options;
    std::optional<trust::Purpose> purpose = {};  ///< nothing: as the payloads of a profile use it
};

/// Judges what is kept of a check, anew for every question, off the GUI thread; the latest question wins.
///
/// `store` must outlive the runs: wait for taskPool() before it goes.
class CheckJudge : public QObject
{
    Q_OBJECT

public:
    CheckJudge(CheckServices services, const schema::Store& store, QObject* parent = nullptr);

    /// Null: there is nothing to judge.
    void setSubject(std::shared_ptr<const CheckSubject> subject);
    void setQuestion(CheckQuestion question);
    [[nodiscard]] const CheckSubject* subject() const { return m_subject.get(); }
    /// Of the last finished run.
    [[nodiscard]] const std::vector<report::CheckReport>& reports() const { return m_reports; }

signals:
    void judged();

private:
    void run();

    CheckServices m_services;
    const schema::Store& m_store;
    std::shared_ptr<const CheckSubject> m_subject;
    CheckQuestion m_question;
    std::vector<report::CheckReport> m_reports;
    bool m_isRunning = false;
    bool m_isStale = false;  ///< asked something else since the run began
};

}  // namespace ui
