// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secrets.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/export_text.h"
#include "ui/dialogs/identity_picker.h"
#include "ui/document/profile_document.h"
#include "ui/widgets/path_edit.h"

#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ui {

QWidget* ExportDialog::makeSecurity()
{
    auto* box = new QGroupBox(tr("Security"), this);
    m_none = new QRadioButton(tr("&None: devices show “Not Signed”"), box);
    m_sign = new QRadioButton(tr("&Sign: devices notice any change to the file"), box);
    m_sign->setChecked(true);
    auto* column = new QVBoxLayout(box);
    column->addWidget(m_none);
    column->addWidget(m_sign);
    return box;
}

QWidget* ExportDialog::makeIdentity()
{
    m_identityBox = new QGroupBox(tr("Signer"), this);
    m_identity = new IdentityPicker(m_identityBox);
    m_roots = new PathEdit(PathEdit::Purpose::Open, tr("Trusted roots"),
                           tr("Certificates (*.pem *.crt *.cer *.der *.p7b);;All files (*)"), m_identityBox);
    m_roots->lineEdit()->setPlaceholderText(tr("This computer's store"));
    m_roots->lineEdit()->setToolTip(
        tr("A file with the roots that the devices trust; without one, those that this computer trusts"));
    m_problems = makeExportText(tr("Problems of the signer"), m_identityBox);
    m_label = makeExportText(tr("Device will show"), m_identityBox);
    QFont bold = m_label->font();
    bold.setBold(true);
    m_label->setFont(bold);
    m_reasons = makeExportText(tr("Why"), m_identityBox);

    auto* form = new QFormLayout;
    auto* rootsLabel = new QLabel(tr("Trusted &roots"), m_identityBox);
    rootsLabel->setBuddy(m_roots);
    rootsLabel->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    form->addRow(rootsLabel, m_roots);
    form->addRow(tr("Device will show"), m_label);
    auto* column = new QVBoxLayout(m_identityBox);
    column->addWidget(m_identity);
    column->addWidget(m_problems);
    column->addLayout(form);
    column->addWidget(m_reasons);
    return m_identityBox;
}

QWidget* ExportDialog::makeContents(const schema::Store& store, const std::vector<report::Finding>& findings)
{
    auto* box = new QGroupBox(tr("What goes out"), this);
    auto* column = new QVBoxLayout(box);
    QStringList errors;
    QStringList warnings;
    for (const report::Finding& finding : findings) {
        if (finding.severity == report::Severity::Error)
            errors << finding.message;
        else if (finding.severity == report::Severity::Warning)
            warnings << finding.message;
    }
    m_isRefused = !errors.isEmpty();
    m_unfinished = makeExportText(tr("Text that is not in the profile"), box);
    tint(*m_unfinished, Tone::Error);
    m_unfinished->hide();
    column->addWidget(m_unfinished);
    QLabel* state = makeExportText(tr("Findings"), box);
    state->setText(m_isRefused ? refusedText(errors) : tr("The checks found no errors"));
    if (m_isRefused)
        tint(*state, Tone::Error);
    column->addWidget(state);
    if (!warnings.isEmpty()) {
        QLabel* listed = makeExportText(tr("Warnings"), box);
        listed->setText(warningsText(warnings));
        column->addWidget(listed);
    }

    QStringList secrets;
    for (const profile::FoundSecret& secret : profile::findSecrets(m_document.profile(), store))
        secrets << tr("%1: %2").arg(secret.payloadTitle, secret.key);
    if (!secrets.isEmpty()) {
        QLabel* warning = makeExportText(tr("Secrets"), box);
        warning->setText(
            tr("Readable by anyone who has the file, signed or not: %1").arg(secrets.join(tr(", "))));
        column->addWidget(warning);
    }
    if (m_document.signatureIsLost()) {
        QLabel* lost = makeExportText(tr("Former signature"), box);
        lost->setText(
            tr("The profile was edited since it was opened: its former signature is not in the export"));
        column->addWidget(lost);
    }
    return box;
}

}  // namespace ui
