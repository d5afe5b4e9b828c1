// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/mail_letter.h"
#include "ui/share/mail_panel.h"
#include "ui/share/mail_results.h"
#include "ui/share/mail_way_list.h"
#include "ui/share/smtp_form.h"
#include "ui/share/unsigned_row.h"
#include "ui/task.h"
#include "ui/trust/field_grid.h"
#include "ui/widgets/path_edit.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

void MailPanel::makeContents()
{
    m_contents = makeText({}, this);
    m_problem = new Remark(this);
    m_unsigned = new UnsignedRow(tr("Opens Sign & Export; what is exported there is sent then"), this);
    connect(m_unsigned, &UnsignedRow::signAsked, this, &MailPanel::signAsked);
}

void MailPanel::makeConsent()
{
    m_consent = new QWidget(this);
    auto* warning = new Remark(m_consent);
    warning->tell(Tone::Warning,
                  tr("Mail is no secret: every server on its way, and whoever gets it, can read "
                     "what is in the profile:"));
    m_secrets = makeStrong({}, m_consent);
    m_agreed = new QCheckBox(tr("Send t&hese secrets by mail"), m_consent);
    auto* column = new QVBoxLayout(m_consent);
    column->setContentsMargins({});
    for (QWidget* part : std::initializer_list<QWidget*>{warning, m_secrets, m_agreed})
        column->addWidget(part);
    connect(m_agreed, &QCheckBox::toggled, this, &MailPanel::refresh);
}

void MailPanel::makeWays(const ShareServices& services)
{
    m_ways = new MailWayList(m_letter->lastField(), this);
    // Which programs there are is asked of the desktop, which may take its time.
    runThen(
        m_ways, [ask = services.mailWays](const std::stop_token&) { return ask(); },
        [this](const std::vector<delivery::MailWay>& ways) { m_ways->setPrograms(ways); });

    m_smtp = new SmtpForm(this);
    m_draft = new QWidget(this);
    m_draftPath = new PathEdit(PathEdit::Purpose::Save, tr("Draft"),
                               tr("Mail messages (*.eml);;All files (*)"), m_draft);
    auto* grid = new FieldGrid(m_draft);
    grid->add(tr("Dr&aft"), m_draftPath, m_draftPath->lineEdit());
    auto* column = new QVBoxLayout(m_draft);
    column->setContentsMargins({});
    column->addWidget(grid);
    connect(m_draftPath, &PathEdit::pathChanged, this, &MailPanel::refresh);
}

void MailPanel::makeAction()
{
    m_go = new QPushButton(this);
    m_go->setDefault(true);
    m_obstacle = new ObstacleLine(this);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setAutoDefault(false);
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_remark = new Remark(this);
    connect(m_go, &QPushButton::clicked, this, &MailPanel::run);
    connect(m_cancel, &QPushButton::clicked, m_run, &MailRun::cancel);
}

void MailPanel::layOut()
{
    // Of the same window, or its parts would come last for the Tab key.
    auto* content = new QWidget(this);
    auto* parts = new QVBoxLayout(content);
    parts->setContentsMargins({});
    for (QWidget* part : std::initializer_list<QWidget*>{m_contents, m_problem, m_unsigned})
        parts->addWidget(part);
    parts->addWidget(m_letter, 1);
    parts->addWidget(makeStrong(tr("How it goes"), content));
    for (QWidget* part : std::initializer_list<QWidget*>{m_ways, m_smtp, m_draft, m_consent})
        parts->addWidget(part);
    auto* room = new QScrollArea(this);
    room->setFrameShape(QFrame::NoFrame);
    room->setFocusPolicy(Qt::NoFocus);
    room->setWidgetResizable(true);
    room->setWidget(content);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* row = new QHBoxLayout;
    row->addWidget(m_go);
    row->addWidget(m_cancel);
    row->addWidget(m_progress, 1);
    row->addWidget(m_obstacle, 1);
    row->addStretch();
    row->addWidget(buttons);
    auto* column = new QVBoxLayout(this);
    column->addWidget(room, 1);
    // What became of it is beside the button, wherever the fields are scrolled to.
    column->addWidget(m_results);
    column->addWidget(m_remark);
    column->addLayout(row);
    constexpr QSize usual(100, 44);
    resize(usual.width() * fontMetrics().averageCharWidth(), usual.height() * fontMetrics().height());
}

}  // namespace ui
