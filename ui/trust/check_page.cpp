// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/check_page.h"

#include "ui/editor/forms/file_dialog.h"
#include "ui/task.h"
#include "ui/trust/certificate_files.h"
#include "ui/trust/check_form.h"
#include "ui/trust/check_result.h"
#include "ui/trust/moment_bar.h"
#include "ui/trust/server_visit.h"

using namespace Qt::Literals::StringLiterals;

namespace ui {

CheckPage::CheckPage(const CheckServices& services, const schema::Store& store, QWidget* parent)
    : ToolPage(tr("Trust check"), parent)
    , m_judge(new CheckJudge(services, store, this))
    , m_visit(new ServerVisit(services.probe, this))
    , m_form(new CheckForm(this))
    , m_result(new CheckResult(services.now, this))
{
    scrollAll({m_form, m_result}, true);
    m_result->hide();
    connect(m_form, &CheckForm::checkAsked, this, &CheckPage::check);
    connect(m_form, &CheckForm::cancelAsked, this, &CheckPage::cancel);
    connect(m_form, &CheckForm::kindChosen, this, [this] {
        cancel();
        judge({});
    });
    connect(m_form, &CheckForm::browseAsked, this, &CheckPage::browse);
    connect(m_form, &CheckForm::questionChanged, this, &CheckPage::ask);
    connect(&m_result->moment(), &MomentBar::changed, this, &CheckPage::ask);
    connect(m_visit, &ServerVisit::progressed, m_form, &CheckForm::setProgress);
    connect(m_visit, &ServerVisit::finished, this, &CheckPage::tookSeen);
    connect(m_judge, &CheckJudge::judged, this, &CheckPage::showReports);
    connect(m_result, &CheckResult::showPathAsked, this, &CheckPage::showPathAsked);
}

void CheckPage::focusFirst() { m_form->focusFirst(); }

void CheckPage::checkServer(const QString& address)
{
    if (!address.isEmpty())
        m_form->setAddress(address);
    if (m_form->kind() == CheckForm::Kind::Profile
        || (!address.isEmpty() && m_form->kind() != CheckForm::Kind::Server)) {
        m_form->setKind(CheckForm::Kind::Server);
        judge({});
    }
    setHeading(tr("Check a server or certificate"));
    m_form->focusFirst();
}

void CheckPage::checkFiles(const QStringList& paths)
{
    setHeading(tr("Check a server or certificate"));
    m_form->setFiles(paths);
    m_form->focusFirst();
    check();
}

void CheckPage::checkProfile(const QString& name, const plist::Document& document)
{
    cancel();
    setHeading(tr("Certificates of “%1”").arg(name));
    m_form->setKind(CheckForm::Kind::Profile);
    judge(ProfileGiven{name, document});
    m_form->focusFirst();
}

void CheckPage::check()
{
    if (m_form->kind() == CheckForm::Kind::Files)
        return readFiles();
    const auto endpoint = m_form->endpoint();
    if (!endpoint)
        return m_form->tell(Tone::Error,
                            endpoint.error().hint.isEmpty()
                                ? endpoint.error().message
                                : u"%1. %2"_s.arg(endpoint.error().message, endpoint.error().hint));
    m_serverHost = endpoint->host;
    m_form->setUnderWay(true);
    m_form->tell(Tone::Info, tr("Contacting %1…").arg(endpoint->host));
    m_visit->start(*endpoint);
}

void CheckPage::cancel()
{
    const bool isUnderWay = m_visit->isUnderWay();
    m_visit->cancel();
    ++m_reading;
    m_form->setUnderWay(false);
    m_form->tell(Tone::Info, isUnderWay ? tr("Cancelled") : QString());
}

void CheckPage::tookSeen(const base::Result<tls::Observation>& seen)
{
    m_form->setUnderWay(false);
    if (!seen) {
        judge({});
        const base::Error& error = seen.error();
        return m_form->tell(Tone::Error, error.hint.isEmpty() ? error.message
                                                              : u"%1. %2"_s.arg(error.message, error.hint));
    }
    m_form->tell(Tone::Info, {});
    judge(ServerSeen{*seen});
}

void CheckPage::readFiles()
{
    const QStringList paths = m_form->files();
    if (paths.isEmpty())
        return m_form->tell(Tone::Error, tr("Choose a certificate file"));
    const quint64 reading = ++m_reading;
    m_visit->cancel();
    m_form->setUnderWay(false);
    runThen(
        this,
        [paths, passphrase = m_form->passphrase()](const std::stop_token&) {
            return readCertificateFiles(paths, passphrase);
        },
        [this, reading](const base::Result<FilesGiven>& files) {
            if (reading == m_reading)
                tookFiles(files);
        });
}

void CheckPage::tookFiles(const base::Result<FilesGiven>& files)
{
    if (files) {
        m_form->tell(Tone::Info, {});
        return judge(*files);
    }
    judge({});
    const base::Error& error = files.error();
    if (error.code == base::Error::Code::Denied && !m_form->files().isEmpty()) {
        const bool isFirst = m_form->passphrase().isEmpty();
        m_form->askForPassphrase();
        return m_form->tell(isFirst ? Tone::Info : Tone::Error,
                            isFirst ? tr("The file is protected: enter its passphrase and press Check")
                                    : error.message);
    }
    m_form->tell(Tone::Error,
                 error.hint.isEmpty() ? error.message : u"%1. %2"_s.arg(error.message, error.hint));
}

void CheckPage::browse()
{
    askForFile(this, tr("Certificate to check"), credentialsFilter(),
               [this](const QString& path) { checkFiles({path}); });
}

void CheckPage::judge(std::optional<CheckSubject> subject)
{
    if (!subject)
        m_result->hide();
    m_form->setHintShown(!subject && m_form->kind() != CheckForm::Kind::Profile);
    m_judge->setSubject({});
    m_isServer = subject && std::holds_alternative<ServerSeen>(*subject);
    ask();
    m_judge->setSubject(subject ? std::make_shared<const CheckSubject>(*std::move(subject)) : nullptr);
}

CheckQuestion CheckPage::question() const
{
    CheckQuestion question;
    question.purpose = m_form->purpose();
    question.options.purpose = m_form->purpose().value_or(trust::Purpose::TlsServer);
    question.options.anchors = m_form->anchors();
    question.options.host = m_isServer ? m_serverHost : m_form->host();
    question.options.trustedNames = m_form->trustedNames();
    question.options.os = m_result->moment().target();
    question.options.asOf = m_result->moment().asOf();
    return question;
}

void CheckPage::ask() { m_judge->setQuestion(question()); }

void CheckPage::showReports()
{
    m_result->show(m_judge->reports());
    m_result->QWidget::show();
    emit shown();
}

}  // namespace ui
