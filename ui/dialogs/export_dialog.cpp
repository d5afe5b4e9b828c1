// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "core/profile/secrets.h"
#include "ui/dialogs/export_target.h"
#include "ui/dialogs/identity_picker.h"
#include "ui/document/profile_document.h"
#include "ui/findings/findings_panel.h"
#include "ui/share/open_folder.h"
#include "ui/style/tone.h"
#include "ui/task.h"
#include "ui/widgets/path_edit.h"

#include <QAccessible>
#include <QAccessibleEvent>
#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QGuiApplication>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <initializer_list>

namespace ui {

namespace {

QLabel* makeText(const QString& accessibleName, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(accessibleName);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    // Long unbroken text must not widen the dialog.
    label->setMinimumWidth(1);
    return label;
}

/// Each sentence once; the same said of several payloads carries their number.
QStringList counted(const QStringList& messages)
{
    QHash<QString, int> times;
    QStringList lines;
    for (const QString& message : messages) {
        if (++times[message] == 1)
            lines << message;
    }
    for (QString& line : lines) {
        if (const int count = times.value(line); count > 1)
            line = QCoreApplication::translate("export", "%1 (%2 times)").arg(line).arg(count);
    }
    return lines;
}

/// One is spelled out so that the source language needs no catalogue for its own plural.
QString listed(const QString& title, const QStringList& messages, qsizetype shown)
{
    const QStringList lines = counted(messages);
    QString text = title;
    for (const QString& line : lines.mid(0, shown))
        text += QStringLiteral("\n• ") + line;
    if (const auto more = static_cast<int>(lines.size() - shown); more > 0)
        text += u'\n'
                + (more == 1 ? QCoreApplication::translate("export", "and 1 more")
                             : QCoreApplication::translate("export", "and %n more", nullptr, more));
    return text;
}

QString refusedText(const QStringList& errors)
{
    const auto count = static_cast<int>(errors.size());
    const QString title =
        count == 1
            ? QCoreApplication::translate("export",
                                          "A device is expected to refuse this profile, for 1 reason:")
            : QCoreApplication::translate(
                "export", "A device is expected to refuse this profile, for %n reasons:", nullptr, count);
    return listed(title, errors, 5);
}

QString warningsText(const QStringList& warnings)
{
    const auto count = static_cast<int>(warnings.size());
    const QString title = count == 1 ? QCoreApplication::translate("export", "1 warning:")
                                     : QCoreApplication::translate("export", "%n warnings:", nullptr, count);
    return listed(title, warnings, 3);
}

/// Colours the text of `label` by `tone`.
void tint(QLabel& label, Tone tone)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, toneColor(tone, palette));
    label.setPalette(palette);
}

}  // namespace

ExportDialog::ExportDialog(ProfileDocument& document,
                           const schema::Store& store,
                           const std::vector<report::Finding>& findings,
                           QWidget* parent)
    : QDialog(parent)
    , m_document(document)
    , m_scroll(new QScrollArea(this))
{
    setWindowTitle(tr("Sign & Export “%1”").arg(document.displayName()));
    auto* content = new QWidget(this);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_target = new ExportTarget(document, content);
    auto* groups = new QVBoxLayout(content);
    groups->addWidget(makeSecurity());
    groups->addWidget(makeIdentity());
    groups->addWidget(makeContents(store, findings));
    groups->addWidget(m_target);
    groups->addStretch(1);

    auto* column = new QVBoxLayout(this);
    column->addWidget(m_scroll, 1);
    m_result = makeText(tr("Result"), this);
    column->addWidget(m_result);
    m_result->hide();
    makeButtons(*column);
    connectParts();
    m_target->propose(isSigning());
    m_sign->setFocus();
    predict();
}

void ExportDialog::makeButtons(QVBoxLayout& column)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::ActionRole);
    m_show = buttons->addButton(tr("Show in F&older"), QDialogButtonBox::ActionRole);
    m_copy = buttons->addButton(tr("Cop&y SHA-256"), QDialogButtonBox::ActionRole);
    m_export->setDefault(true);
    m_show->hide();
    m_copy->hide();
    m_obstacle = new ObstacleLine(this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_obstacle, 1);
    row->addWidget(buttons);
    column.addLayout(row);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::run);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_sha256); });
    connect(m_show, &QPushButton::clicked, this, [this] {
        openFolderOf(m_written, this, [this](const base::Error& error) {
            if (!m_written.isEmpty())
                tellResult(m_done + u'\n' + error.message + u'\n' + error.hint);
        });
    });
}

void ExportDialog::connectParts()
{
    connect(m_identity, &IdentityPicker::identityChanged, this, &ExportDialog::forgetResult);
    connect(m_identity, &IdentityPicker::identityChanged, this, &ExportDialog::predict);
    connect(m_identity, &IdentityPicker::stateChanged, this, &ExportDialog::refresh);
    connect(m_roots, &PathEdit::pathChanged, this, &ExportDialog::forgetResult);
    connect(m_roots, &PathEdit::pathChanged, this, &ExportDialog::predict);
    connect(m_target, &ExportTarget::changed, this, &ExportDialog::forgetResult);
    connect(m_target, &ExportTarget::changed, this, &ExportDialog::refresh);
    // What it asks stands below the field, which may be at the edge of what is scrolled.
    connect(
        m_target, &ExportTarget::changed, this,
        [this] {
            // Unless nobody has typed there.
            if (m_target->isAncestorOf(focusWidget()))
                reveal(*m_target);
        },
        Qt::QueuedConnection);
    connect(m_sign, &QRadioButton::toggled, this, [this] {
        m_target->propose(isSigning());
        forgetResult();
        predict();
    });
}

void ExportDialog::setDestination(const QString& path) { m_target->setText(path); }

void ExportDialog::setUnfinished(const QStringList& labels)
{
    m_unfinished->setText(labels.isEmpty() ? QString() : unfinishedSentence(labels));
    m_unfinished->setVisible(!labels.isEmpty());
    m_isRefused = m_isRefused || !labels.isEmpty();
    refresh();
}

void ExportDialog::setSigner(const QStringList& files, const QString& roots)
{
    m_identity->setFiles(files);
    m_roots->setPath(roots);
}

void ExportDialog::done(int result)
{
    if (m_identity->identity())
        emit signerChosen(m_identity->files(), m_roots->path());
    QDialog::done(result);
}

void ExportDialog::showEvent(QShowEvent* event)
{
    // Before the window system looks for a place for it.
    fit();
    QDialog::showEvent(event);
    grow();
}

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
    m_unfinished = makeText(tr("Text that is not in the profile"), box);
    tint(*m_unfinished, Tone::Error);
    m_unfinished->hide();
    column->addWidget(m_unfinished);
    QLabel* state = makeText(tr("Findings"), box);
    state->setText(m_isRefused ? refusedText(errors) : tr("The checks found no errors"));
    if (m_isRefused)
        tint(*state, Tone::Error);
    column->addWidget(state);
    if (!warnings.isEmpty()) {
        QLabel* listed = makeText(tr("Warnings"), box);
        listed->setText(warningsText(warnings));
        column->addWidget(listed);
    }

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

bool ExportDialog::isSigning() const { return m_sign->isChecked(); }

std::optional<Obstacle> ExportDialog::obstacle() const
{
    if (isSigning()) {
        if (auto missing = m_identity->obstacle())
            return missing;
        if (m_fatal)
            return Obstacle{tr("Nothing can be signed with this identity"), m_identity};
    }
    return m_target->obstacle();
}

void ExportDialog::refresh()
{
    m_identityBox->setVisible(isSigning());
    m_target->refresh();
    const bool replaces = m_target->exists();
    m_export->setText(replaces ? tr("R&eplace") : m_isRefused ? tr("&Export Anyway") : tr("&Export"));
    const std::optional<Obstacle> obstacle = this->obstacle();
    m_export->setEnabled(!m_running && !obstacle);
    m_export->setAccessibleDescription(obstacle ? obstacle->text : QString());
    m_obstacle->tell(m_running ? std::nullopt : obstacle);
    grow();
}

void ExportDialog::forgetResult()
{
    // What was exported is no longer what the fields say.
    m_sha256.clear();
    m_written.clear();
    for (QWidget* told : std::initializer_list<QWidget*>{m_result, m_show, m_copy})
        told->hide();
}

void ExportDialog::grow()
{
    // A layout does not make its window larger when a text in it wraps to more lines.
    QTimer::singleShot(0, this, [this] {
        if (isVisible())
            fit();
    });
}

void ExportDialog::fit()
{
    // What is larger than the screen hides its buttons, so the content scrolls there.
    const QRect room = screen()->availableGeometry();
    const QSize most = room.size() * 0.9;
    const QWidget* content = m_scroll->widget();
    const int bar = m_scroll->verticalScrollBar()->sizeHint().width();
    m_scroll->setMinimumWidth(qMin(content->minimumSizeHint().width() + bar, most.width() - 2 * bar));
    const int wide = qMin(qMax(width(), fontMetrics().averageCharWidth() * 90), most.width());
    const QMargins around = layout()->contentsMargins();
    const int inner = wide - around.left() - around.right();
    int high = around.top() + around.bottom() + content->heightForWidth(inner);
    for (int item = 1; item < layout()->count(); ++item) {
        QLayoutItem* below = layout()->itemAt(item);
        if (!below->isEmpty())
            high +=
                layout()->spacing()
                + (below->hasHeightForWidth() ? below->heightForWidth(inner) : below->sizeHint().height());
    }
    resize(wide, qMin(isVisible() ? qMax(high, height()) : high, most.height()));
    if (isVisible() && frameGeometry().bottom() > room.bottom())
        move(x(), qMax(room.top(), y() - (frameGeometry().bottom() - room.bottom())));
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
    tint(*m_problems, m_fatal ? Tone::Error : Tone::Warning);
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
            return predictSigned(*identity, *roots, QDateTime::currentDateTimeUtc());
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
    // The disk may have changed since it was looked at.
    refresh();
    if (!m_export->isEnabled())
        return;
    m_running = true;
    const auto existing =
        m_target->exists() ? ExportRequest::Existing::Replace : ExportRequest::Existing::Keep;
    const ExportRequest request{m_document.document(), isSigning() ? m_identity->identity() : nullptr,
                                m_roots->path(), m_target->path(), existing};
    forgetResult();
    m_result->setText(tr("Exporting…"));
    m_result->show();
    refresh();
    runThen(
        this,
        [request](const std::stop_token&) { return runExport(request, QDateTime::currentDateTimeUtc()); },
        [this](const base::Result<ExportResult>& result) { finished(result); });
}

void ExportDialog::tellResult(const QString& text)
{
    m_result->setText(text);
    refresh();
    QAccessibleEvent event(m_result, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ExportDialog::finished(const base::Result<ExportResult>& result)
{
    m_running = false;
    m_show->setVisible(result.has_value());
    m_copy->setVisible(result.has_value());
    m_result->show();
    if (result) {
        m_written = result->path;
        m_target->setWritten(result->path);
        m_sha256 = result->sha256;
        m_done = tr("Exported and read back: %1, %2. A device will show “%3”.\nSHA-256 %4")
                     .arg(result->path, QLocale().formattedDataSize(result->size),
                          trust::labelName(result->prediction.label), result->sha256);
        tellResult(m_done);
    } else {
        const base::Error& error = result.error();
        tellResult(tr("Not exported: %1").arg(error.message)
                   + (error.hint.isEmpty() ? QString() : u'\n' + error.hint));
    }
    if (result)
        emit exported(result->path);
}

}  // namespace ui
