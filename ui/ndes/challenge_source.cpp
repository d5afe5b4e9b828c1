// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/challenge_source.h"

#include "core/base/save_file.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/ndes/ndes_fetch.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/ndes/pasted_page.h"
#include "ui/task.h"
#include "ui/trust/field_grid.h"
#include "ui/widgets/wait_row.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr auto limit = 30s;  // http::Request::timeout

}  // namespace

ChallengeSource::ChallengeSource(std::function<QDateTime()> now, QWidget* parent)
    : QWidget(parent)
    , m_now(std::move(now))
    , m_addresses(base::Error{})
    , m_fetch(new NdesFetch(this))
    , m_remark(new Remark(this))
{
    QWidget* kinds = makeKinds();
    QWidget* fetchForm = makeFetchForm();
    QWidget* pageForm = makePageForm();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(kinds);
    column->addWidget(fetchForm);
    column->addWidget(pageForm);
    column->addWidget(m_remark);
    pageForm->hide();
    connect(m_fetch, &NdesFetch::finished, this, &ChallengeSource::took);
    connect(m_fromServer, &QRadioButton::toggled, this, [this, fetchForm, pageForm](bool isFetched) {
        fetchForm->setVisible(isFetched);
        pageForm->setVisible(!isFetched);
        if (!m_fetch->isUnderWay())
            m_remark->tell(Tone::Info, {});
    });
    setUnderWay(false);
}

QWidget* ChallengeSource::makeKinds()
{
    auto* kinds = new QWidget(this);
    m_fromServer = new QRadioButton(tr("Get a challenge fr&om the server"), kinds);
    auto* fromPage = new QRadioButton(tr("Read a page that a &browser shows or has saved"), kinds);
    m_fromServer->setChecked(true);
    auto* row = new QVBoxLayout(kinds);
    row->setContentsMargins({});
    row->setSpacing(fontMetrics().height() / 5);
    row->addWidget(m_fromServer);
    row->addWidget(fromPage);
    return kinds;
}

QWidget* ChallengeSource::makeFetchForm()
{
    auto* form = new QWidget(this);
    auto* grid = new FieldGrid(form);
    m_user = new QLineEdit(form);
    m_user->setPlaceholderText(tr("DOMAIN\\name"));
    grid->add(tr("Use&r"), m_user);
    m_password = new QLineEdit(form);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_password->setPlaceholderText(tr("Not kept"));
    grid->add(tr("P&assword"), m_password);
    auto* hint = new HintLabel(
        tr("Every challenge takes one of the server's slots (%1 unless PasswordMax says otherwise) until it "
           "is used, or for %2 minutes. Nothing is sent before you press the button")
            .arg(ndes::defaultSlots)
            .arg(ndes::defaultValidity.count()),
        form);
    QWidget* buttons = makeFetchButtons();
    buttons->setParent(form);
    m_get->setAccessibleDescription(hint->text());
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins({});
    column->addWidget(grid);
    column->addWidget(hint);
    column->addWidget(buttons);
    connect(m_user, &QLineEdit::returnPressed, m_password, [this] { m_password->setFocus(); });
    connect(m_password, &QLineEdit::returnPressed, this, [this] { m_get->click(); });
    return form;
}

QWidget* ChallengeSource::makeFetchButtons()
{
    auto* buttons = new QWidget(this);
    m_get = new QPushButton(tr("&Get a Challenge"), buttons);
    m_wait = new WaitRow(limit, buttons);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->addWidget(m_get);
    row->addWidget(m_wait, 2);
    row->addStretch(1);
    connect(m_get, &QPushButton::clicked, this, &ChallengeSource::fetch);
    connect(m_wait, &WaitRow::cancelAsked, this, [this] {
        cancel();
        m_remark->announce(Tone::Warning,
                           tr("Cancelled. If the server has given out a challenge already, it keeps its slot "
                              "until it expires"));
    });
    return buttons;
}

QWidget* ChallengeSource::makePageForm()
{
    auto* form = new QWidget(this);
    auto* label = new QLabel(tr("Pa&ge"), form);
    m_page = new PageEdit(form);
    m_page->setAccessibleName(tr("Page"));
    m_page->setPlaceholderText(tr("Paste the page of the administrator's site, or its source"));
    m_page->setMaximumHeight(fontMetrics().lineSpacing() * 7);
    label->setBuddy(m_page);
    auto* read = new QPushButton(tr("&Read the Page"), form);
    auto* open = new QPushButton(tr("Open Fi&le…"), form);
    auto* row = new QHBoxLayout;
    row->addWidget(read);
    row->addWidget(open);
    row->addStretch(1);
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins({});
    column->addWidget(label);
    column->addWidget(m_page);
    column->addLayout(row);
    connect(read, &QPushButton::clicked, this, [this] { readPage(pageOf(m_page->toPlainText())); });
    connect(open, &QPushButton::clicked, this, &ChallengeSource::openFile);
    return form;
}

bool ChallengeSource::isUnderWay() const { return m_fetch->isUnderWay(); }

QString ChallengeSource::told() const { return m_remark->told(); }

void ChallengeSource::setUnderWay(bool isUnderWay)
{
    QPushButton* cancel = m_wait->cancelButton();
    const bool hadFocus = m_get->hasFocus() || cancel->hasFocus();
    m_get->setEnabled(!isUnderWay);
    m_wait->setUnderWay(isUnderWay);
    if (hadFocus)
        (isUnderWay ? cancel : m_get)->setFocus();
}

void ChallengeSource::fetch()
{
    if (!m_addresses) {
        const QString text = m_addresses.error().message;
        return m_remark->announce(Tone::Error, text.isEmpty() ? tr("Enter the name of the NDES server")
                                                              : withHint(m_addresses.error()));
    }
    const QString user = m_user->text().trimmed();
    if (user.isEmpty() && !m_password->text().isEmpty())
        return m_remark->announce(Tone::Error, tr("Enter the user whose password this is"));
    // Without one the attempt would only bring the account nearer to being locked.
    if (!user.isEmpty() && m_password->text().isEmpty()) {
        m_password->setFocus();
        return m_remark->announce(Tone::Error, tr("Enter the password of %1").arg(user));
    }
    std::shared_ptr<const http::Credentials> credentials;
    if (!user.isEmpty())
        credentials = std::make_shared<const http::Credentials>(
            http::Credentials{user, base::Secret(m_password->text().toUtf8())});
    m_password->clear();
    m_remark->tell(Tone::Info, {});
    setUnderWay(true);
    m_fetch->start(*m_addresses, std::move(credentials), m_now());
}

void ChallengeSource::cancel()
{
    m_fetch->cancel();
    setUnderWay(false);
}

void ChallengeSource::took(const std::shared_ptr<ndes::Fetched>& fetched)
{
    const bool hadFocus = m_wait->cancelButton()->hasFocus();
    setUnderWay(false);
    if (!fetched->challenge) {
        constexpr int unauthorized = 401;
        if (hadFocus && fetched->status == unauthorized)
            (m_user->text().isEmpty() ? m_user : m_password)->setFocus();
        return m_remark->announce(Tone::Error, withHint(fetched->challenge.error()));
    }
    m_remark->tell(Tone::Info, {});
    emit found(std::make_shared<ndes::Challenge>(*std::move(fetched->challenge)));
}

void ChallengeSource::openFile()
{
    const QString filter = tr("Web pages (*.html *.htm *.mht *.txt)") + u";;"_s + tr("All files (*)");
    askForFile(this, tr("Open a page of NDES"), filter, [this](const QString& path) {
        runThen(
            this, [path](const std::stop_token&) { return base::loadFile(path, ndes::maxPageBytes); },
            [this](const base::Result<QByteArray>& bytes) {
                if (bytes)
                    readPage(*bytes);
                else
                    m_remark->announce(Tone::Error, withHint(bytes.error()));
            });
    });
}

void ChallengeSource::readPage(const QByteArray& bytes)
{
    if (bytes.trimmed().isEmpty())
        return m_remark->announce(Tone::Error, tr("Paste the page first, or open its file"));
    ndes::ChallengePage page = ndes::readChallengePage(bytes);
    if (page.kind != ndes::PageKind::Challenge)
        return m_remark->announce(Tone::Error, withHint(ndes::toError(page)));
    m_page->clear();
    m_remark->tell(Tone::Info, {});
    emit found(std::make_shared<ndes::Challenge>(ndes::Challenge::fromPage(std::move(page), {})));
}

}  // namespace ui
