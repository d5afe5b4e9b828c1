// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/check_judge.h"

#include "core/trust/check_profile.h"
#include "ui/task.h"

namespace ui {

namespace {

using Reports = std::vector<report::CheckReport>;

Reports judge(const CheckSubject& subject,
              const CheckQuestion& question,
              const schema::Store& store,
              const trust::Knowledge& knowledge)
{
    if (const auto* server = std::get_if<ServerSeen>(&subject))
        return {trust::checkServer(server->seen, question.options, knowledge)};
    if (const auto* profile = std::get_if<ProfileGiven>(&subject)) {
        report::CheckReport report =
            trust::checkProfile(profile->document, store, question.options, question.purpose, knowledge);
        report.path = profile->name;
        return {std::move(report)};
    }
    const auto& files = std::get<FilesGiven>(subject);
    Reports reports = trust::checkCertificates(files.certificates, question.options, knowledge);
    for (report::CheckReport& report : reports)
        report.path = files.path;
    return reports;
}

}  // namespace

CheckJudge::CheckJudge(CheckServices services, const schema::Store& store, QObject* parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_store(store)
{}

void CheckJudge::setSubject(std::shared_ptr<const CheckSubject> subject)
{
    m_subject = std::move(subject);
    m_reports.clear();
    run();
}

void CheckJudge::setQuestion(CheckQuestion question)
{
    m_question = std::move(question);
    run();
}

void CheckJudge::run()
{
    // One at a time: a slider that is dragged asks faster than anyone could answer.
    m_isStale = m_isRunning;
    if (m_isRunning || !m_subject)
        return;
    m_isRunning = true;
    runThen(
        this,
        [subject = m_subject, question = m_question, knowledge = m_services.knowledge, &store = m_store](
            const std::stop_token&) { return judge(*subject, question, store, knowledge->get()); },
        [this](Reports reports) {
            m_isRunning = false;
            if (m_isStale)
                return run();
            m_reports = std::move(reports);
            emit judged();
        });
}

}  // namespace ui
