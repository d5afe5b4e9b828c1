// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "ui/dialogs/export_target.h"
#include "ui/dialogs/export_text.h"
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
#include <QDialogButtonBox>
#include <QGroupBox>
#include <QGuiApplication>
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

constexpr double ofScreen = 0.9;

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
    m_result = makeExportText(tr("Result"), this);
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
        if (!isVisible())
            return;
        fit();
        // What the layouts did not tell beforehand, the scroll bar tells now.
        const int most = int(screen()->availableGeometry().height() * ofScreen);
        if (const int hidden = m_scroll->verticalScrollBar()->maximum(); hidden > 0 && height() < most)
            resize(width(), qMin(height() + hidden, most));
    });
}

void ExportDialog::fit()
{
    // What is larger than the screen hides its buttons, so the content scrolls there.
    const QRect room = screen()->availableGeometry();
    const QSize most = room.size() * ofScreen;
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
