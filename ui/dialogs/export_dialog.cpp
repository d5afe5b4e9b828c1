// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "core/profile/secrets.h"
#include "ui/dialogs/identity_picker.h"
#include "ui/document/profile_document.h"
#include "ui/task.h"
#include "ui/widgets/path_edit.h"

#include <QAccessible>
#include <QAccessibleEvent>
#include <QClipboard>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

QLabel* makeText(const QString& accessibleName, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(accessibleName);
    return label;
}

/// The open file's place and name; a signed copy must not land on the source by itself.
QString proposedPath(const ProfileDocument& document, bool isSigning)
{
    const QFileInfo file(document.filePath());
    QString folder = file.absolutePath();
    if (document.filePath().isEmpty()) {
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        if (!QFileInfo(folder).isDir())
            folder = QDir::homePath();
    }
    QString base = document.filePath().isEmpty() ? document.displayName() : file.completeBaseName();
    base.replace(u'/', u'-').replace(u'\\', u'-');
    const bool wouldReplaceSource = isSigning && file.suffix() == u"mobileconfig";
    return folder + u'/' + base + (wouldReplaceSource ? QStringLiteral("-signed") : QString())
           + QStringLiteral(".mobileconfig");
}

}  // namespace

ExportDialog::ExportDialog(ProfileDocument& document,
                           const schema::Store& store,
                           const std::vector<report::Finding>& findings,
                           QWidget* parent)
    : QDialog(parent)
    , m_document(document)
{
    setWindowTitle(tr("Sign & Export “%1”").arg(document.displayName()));
    auto* column = new QVBoxLayout(this);
    column->addWidget(makeSecurity());
    column->addWidget(makeIdentity());
    column->addWidget(makeContents(store, findings));
    column->addWidget(makeDestination());
    m_result = makeText(tr("Result"), this);
    column->addWidget(m_result);
    m_result->hide();
    column->addStretch();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_export =
        buttons->addButton(m_errors > 0 ? tr("&Export Anyway") : tr("&Export"), QDialogButtonBox::ActionRole);
    m_show = buttons->addButton(tr("Show in &Folder"), QDialogButtonBox::ActionRole);
    m_copy = buttons->addButton(tr("Copy &SHA-256"), QDialogButtonBox::ActionRole);
    m_export->setDefault(true);
    m_show->hide();
    m_copy->hide();
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::run);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_sha256); });
    connect(m_show, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_destination->path()).absolutePath()));
    });
    connect(m_identity, &IdentityPicker::identityChanged, this, &ExportDialog::predict);
    connect(m_roots, &PathEdit::pathChanged, this, &ExportDialog::predict);
    connect(m_destination, &PathEdit::pathChanged, this, &ExportDialog::refresh);
    connect(m_sign, &QRadioButton::toggled, this, [this] {
        if (m_destination->path() == proposedPath(m_document, !isSigning()))
            setDestination(proposedPath(m_document, isSigning()));
        predict();
    });
    setDestination(proposedPath(m_document, isSigning()));
    resize(fontMetrics().averageCharWidth() * 90, sizeHint().height());
    m_sign->setFocus();
    predict();
}

void ExportDialog::setDestination(const QString& path) { m_destination->setPath(path); }

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
    m_roots->lineEdit()->setPlaceholderText(
        tr("Optional: roots the devices trust; else this computer's store"));
    m_problems = makeText(tr("Problems of the signer"), m_identityBox);
    m_label = makeText(tr("Device will show"), m_identityBox);
    QFont bold = m_label->font();
    bold.setBold(true);
    m_label->setFont(bold);
    m_reasons = makeText(tr("Why"), m_identityBox);

    auto* form = new QFormLayout;
    auto* rootsLabel = new QLabel(tr("Trusted &roots"), m_identityBox);
    rootsLabel->setBuddy(m_roots);
    rootsLabel->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    form->addRow(rootsLabel, m_roots);
    form->addRow(tr("Device will show"), m_label);
    form->addRow(QString(), m_reasons);
    auto* column = new QVBoxLayout(m_identityBox);
    column->addWidget(m_identity);
    column->addWidget(m_problems);
    column->addLayout(form);
    return m_identityBox;
}

QWidget* ExportDialog::makeContents(const schema::Store& store, const std::vector<report::Finding>& findings)
{
    auto* box = new QGroupBox(tr("What goes out"), this);
    auto* column = new QVBoxLayout(box);
    QStringList errors;
    for (const report::Finding& finding : findings) {
        if (finding.severity == report::Severity::Error)
            errors << QStringLiteral("• ") + finding.message;
    }
    m_errors = static_cast<std::size_t>(errors.size());
    constexpr qsizetype shown = 5;
    QString text = tr("The checks found no errors");
    if (m_errors > 0) {
        text = tr("A device is expected to refuse this profile, %n reason(s):", nullptr,
                  static_cast<int>(m_errors))
               + u'\n' + errors.mid(0, shown).join(u'\n');
        if (errors.size() > shown)
            text += u'\n' + tr("and %n more", nullptr, static_cast<int>(errors.size() - shown));
    }
    QLabel* state = makeText(tr("Findings"), box);
    state->setText(text);
    column->addWidget(state);

    QStringList secrets;
    for (const profile::FoundSecret& secret : profile::findSecrets(m_document.profile(), store))
        secrets << tr("%1: %2").arg(secret.payloadTitle, secret.key);
    if (!secrets.isEmpty()) {
        QLabel* warning = makeText(tr("Secrets"), box);
        warning->setText(
            tr("Readable by anyone who has the file, signed or not: %1").arg(secrets.join(tr(", "))));
        column->addWidget(warning);
    }
    if (m_document.signatureIsLost()) {
        QLabel* lost = makeText(tr("Former signature"), box);
        lost->setText(
            tr("The profile was edited since it was opened: its former signature is not in the export"));
        column->addWidget(lost);
    }
    return box;
}

QWidget* ExportDialog::makeDestination()
{
    auto* box = new QGroupBox(tr("File"), this);
    m_destination = new PathEdit(PathEdit::Purpose::Save, tr("Export to"),
                                 tr("Configuration profiles (*.mobileconfig);;All files (*)"), box);
    m_destinationHint = makeText(tr("About the file"), box);
    auto* label = new QLabel(tr("Export &to"), box);
    label->setBuddy(m_destination);
    label->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    auto* form = new QFormLayout(box);
    form->addRow(label, m_destination);
    form->addRow(QString(), m_destinationHint);
    return box;
}

bool ExportDialog::isSigning() const { return m_sign->isChecked(); }

void ExportDialog::refresh()
{
    m_identityBox->setVisible(isSigning());
    const QString path = m_destination->path();
    const QFileInfo file(path);
    QString hint;
    if (!path.isEmpty() && file.absoluteFilePath() == QFileInfo(m_document.filePath()).absoluteFilePath())
        hint = tr("This is the file that is open: it will be replaced by the export");
    else if (file.isFile() && path != m_written)
        hint = tr("There is a file of that name already: it will be replaced");
    else if (!path.isEmpty() && !file.dir().exists())
        hint = tr("There is no folder of that name");
    else if (!path.isEmpty() && file.suffix().compare(u"mobileconfig", Qt::CaseInsensitive) != 0)
        hint = tr("Devices open a profile by its name: let it end in .mobileconfig");
    m_destinationHint->setText(hint);
    m_destinationHint->setVisible(!hint.isEmpty());
    grow();
    m_export->setEnabled(!m_running && !path.isEmpty() && file.dir().exists()
                         && (!isSigning() || (m_identity->identity() && !m_fatal)));
}

void ExportDialog::grow()
{
    // A layout does not make its window taller when a text in it wraps to more lines.
    QTimer::singleShot(0, this, [this] {
        const int needed = layout()->totalHeightForWidth(width());
        if (needed > height())
            resize(width(), needed);
    });
}

void ExportDialog::predict()
{
    const int generation = ++m_generation;
    m_fatal = false;
    const IdentityPicker::Opened identity = m_identity->identity();
    QStringList problems;
    if (identity) {
        for (const sign::Problem& problem : sign::check(*identity, QDateTime::currentDateTimeUtc())) {
            problems << QStringLiteral("• ") + problem.message;
            m_fatal = m_fatal || problem.fatal;
        }
    }
    m_problems->setText(problems.join(u'\n'));
    m_problems->setVisible(!problems.isEmpty());
    m_label->setText(QStringLiteral("–"));
    m_reasons->clear();
    m_reasons->setVisible(false);
    refresh();
    if (!identity || !isSigning())
        return;
    runThen(
        this,
        [identity, path = m_roots->path()](const std::stop_token&) -> base::Result<trust::Prediction> {
            const auto roots = rootsFrom(path);
            if (!roots)
                return roots.error();
            return trust::predictLabel(identity->certificate, sign::certificatesToInclude(*identity), *roots,
                                       QDateTime::currentDateTimeUtc());
        },
        [this, generation](const base::Result<trust::Prediction>& prediction) {
            if (generation != m_generation)
                return;
            m_label->setText(prediction ? trust::labelName(prediction->label) : tr("Cannot tell"));
            m_reasons->setText(prediction ? prediction->reasons.join(u'\n') : prediction.error().message);
            m_reasons->setVisible(!m_reasons->text().isEmpty());
            grow();
        });
}

void ExportDialog::run()
{
    m_running = true;
    refresh();
    m_result->setText(tr("Exporting…"));
    m_result->show();
    const ExportRequest request{m_document.document(), isSigning() ? m_identity->identity() : nullptr,
                                m_roots->path(), m_destination->path()};
    runThen(
        this,
        [request](const std::stop_token&) { return runExport(request, QDateTime::currentDateTimeUtc()); },
        [this](const base::Result<ExportResult>& result) { finished(result); });
}

void ExportDialog::finished(const base::Result<ExportResult>& result)
{
    m_running = false;
    if (result)
        m_written = result->path;
    m_show->setVisible(result.has_value());
    m_copy->setVisible(result.has_value());
    if (result) {
        m_sha256 = result->sha256;
        m_result->setText(tr("Exported and read back: %1, %2. A device will show “%3”.\nSHA-256 %4")
                              .arg(result->path, QLocale().formattedDataSize(result->size),
                                   trust::labelName(result->prediction.label), result->sha256));
    } else {
        const base::Error& error = result.error();
        m_result->setText(tr("Not exported: %1").arg(error.message)
                          + (error.hint.isEmpty() ? QString() : u'\n' + error.hint));
    }
    refresh();
    QAccessibleEvent event(m_result, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

}  // namespace ui
