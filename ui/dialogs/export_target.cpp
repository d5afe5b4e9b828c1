// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_target.h"

#include "ui/dialogs/export_text.h"
#include "ui/document/profile_document.h"
#include "ui/style/tone.h"
#include "ui/widgets/path_edit.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// The same file under whatever name: through links, and through folders written in another way.
bool isSameFile(const QString& a, const QString& b)
{
    if (a.isEmpty() || b.isEmpty())
        return false;
    const QFileInfo first(a);
    const QFileInfo second(b);
    if (first.exists() && second.exists())
        return first.canonicalFilePath() == second.canonicalFilePath();
    return QDir::cleanPath(first.absoluteFilePath()) == QDir::cleanPath(second.absoluteFilePath());
}

}  // namespace

ExportTarget::ExportTarget(const ProfileDocument& document, QWidget* parent)
    : QGroupBox(tr("File"), parent)
    , m_document(document)
    , m_edit(new PathEdit(PathEdit::Purpose::Save,
                          tr("Export to"),
                          tr("Configuration profiles (*.mobileconfig);;All files (*)"),
                          this))
    , m_where(makeExportText(tr("Where the file goes"), this))
    , m_problem(makeExportText(tr("About the file"), this))
    , m_replace(new QCheckBox(tr("Rep&lace the file that is there"), this))
    , m_otherName(new QPushButton(this))
{
    auto* label = new QLabel(tr("Export &to"), this);
    label->setBuddy(m_edit);
    label->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    m_replace->setAccessibleName(tr("Replace the file that is there"));
    m_otherName->setAutoDefault(false);

    auto* form = new QFormLayout;
    form->addRow(label, m_edit);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    for (QWidget* below : std::initializer_list<QWidget*>{m_where, m_problem, m_replace})
        column->addWidget(below);
    column->addWidget(m_otherName, 0, Qt::AlignLeft);

    connect(m_edit, &PathEdit::pathChanged, this, [this] {
        m_replace->setChecked(false);
        refresh();
        emit changed();
    });
    connect(m_replace, &QCheckBox::toggled, this, &ExportTarget::changed);
    connect(m_otherName, &QPushButton::clicked, this, [this] {
        m_edit->setPath(proposal(true));
        m_edit->setFocus();
    });
}

void ExportTarget::setText(const QString& text) { m_edit->setPath(text); }

void ExportTarget::propose(bool isSigning)
{
    if (m_edit->path() == m_proposed) {
        m_proposed = proposal(isSigning);
        m_edit->setPath(m_proposed);
    }
}

void ExportTarget::setWritten(const QString& path)
{
    m_written = path;
    refresh();
}

QString ExportTarget::folder() const
{
    if (!m_document.filePath().isEmpty())
        return QFileInfo(m_document.filePath()).absolutePath();
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

QString ExportTarget::proposal(bool isSigning) const
{
    const QFileInfo file(m_document.filePath());
    const bool isNew = m_document.filePath().isEmpty();
    QString base = isNew ? m_document.displayName() : file.completeBaseName();
    base.replace(u'/', u'-').replace(u'\\', u'-');
    const bool wouldReplaceSource = !isNew && file.suffix() == u"mobileconfig";
    const QString ending = !wouldReplaceSource ? QString() : isSigning ? u"-signed"_s : u"-export"_s;
    return folder() + u'/' + base + ending + u".mobileconfig"_s;
}

QString ExportTarget::path() const
{
    QString text = m_edit->path();
    if (text.isEmpty())
        return {};
    if (text == u"~" || text.startsWith(u"~/"_s))
        text.replace(0, 1, QDir::homePath());
    QString whole = QDir::cleanPath(QDir(folder()).absoluteFilePath(text));
    if (QFileInfo(whole).suffix().isEmpty() && !text.endsWith(u'/') && !QFileInfo(whole).isDir())
        whole += whole.endsWith(u'.') ? u"mobileconfig"_s : u".mobileconfig"_s;
    return whole;
}

bool ExportTarget::isOpenFile() const { return isSameFile(path(), m_document.filePath()); }

bool ExportTarget::exists() const { return QFileInfo::exists(path()); }

QString ExportTarget::problem() const
{
    const QString target = path();
    const QFileInfo file(target);
    if (target.isEmpty())
        return tr("Say where the file is to go");
    if (isOpenFile())
        return tr("This is the file that is open: the export would take the place of its source. Save "
                  "writes the source; export to another name");
    if (file.isDir())
        return tr("This is a folder");
    if (!file.dir().exists())
        return tr("There is no folder “%1”").arg(QDir::toNativeSeparators(file.path()));
    return {};
}

std::optional<Obstacle> ExportTarget::obstacle() const
{
    if (const QString said = problem(); !said.isEmpty())
        return Obstacle{said, m_edit->lineEdit()};
    if (exists() && !m_replace->isChecked() && path() != m_written)
        return Obstacle{tr("Say whether the file that is there may be replaced"), m_replace};
    return std::nullopt;
}

void ExportTarget::refresh()
{
    const QString target = path();
    const QString native = QDir::toNativeSeparators(target);
    m_where->setText(tr("Goes to %1").arg(native));
    m_where->setVisible(!target.isEmpty() && native != m_edit->path());

    QString said = problem();
    const bool needsYes = said.isEmpty() && exists() && target != m_written;
    if (needsYes)
        said = tr("There is a file “%1” already; the export destroys what is in it")
                   .arg(QFileInfo(target).fileName());
    else if (said.isEmpty() && QFileInfo(target).suffix().compare(u"mobileconfig", Qt::CaseInsensitive) != 0)
        said = tr("Devices open a profile by its name: let it end in .mobileconfig");
    m_problem->setText(said);
    m_problem->setVisible(!said.isEmpty());
    QPalette tinted = palette();
    if (needsYes || !problem().isEmpty())
        tinted.setColor(QPalette::WindowText, toneColor(Tone::Error, tinted));
    m_problem->setPalette(tinted);
    m_replace->setVisible(needsYes);
    m_otherName->setVisible(isOpenFile());
    m_otherName->setText(tr("Use “%1”").arg(QFileInfo(proposal(true)).fileName()).replace(u'&', u"&&"_s));
    m_otherName->setAccessibleName(m_otherName->text());
}

}  // namespace ui
