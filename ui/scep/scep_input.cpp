// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_input.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/explain/explain_words.h"
#include "ui/trust/field_grid.h"
#include "ui/widgets/wait_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr auto limit = 60s;  // scep::Options::timeout

bool isServer(const QUrl& url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"http" || url.scheme() == u"https");
}

/// "127.0.0.1:2016/scep" with what is missing in front; nothing when that does not make it an address.
std::optional<QString> completed(const QString& text)
{
    const QString url = u"http://"_s + text;
    return !text.contains(u"://"_s) && isServer(QUrl(url, QUrl::StrictMode)) ? std::optional(url)
                                                                             : std::nullopt;
}

}  // namespace

ScepInput::ScepInput(QWidget* parent)
    : QWidget(parent)
    , m_grid(new FieldGrid(this))
    , m_payload(makeText({}, this))
    , m_hint(new HintLabel({}, this))
{
    makeFields();
    makeButtons();
    makeRemark();
    m_payload->setMinimumWidth(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_grid);
    column->addWidget(m_payload);
    column->addWidget(m_buttons);
    column->addWidget(m_remark);
    column->addWidget(m_hint);
    setPayload({});
    setUnderWay(false);
}

void ScepInput::makeFields()
{
    m_url = new QLineEdit(this);
    m_url->setPlaceholderText(u"https://scep.example.com/scep"_s);
    m_url->setToolTip(
        tr("The address that a profile would have; nothing is contacted before you press Probe"));
    m_grid->add(tr("&URL"), m_url);
    m_name = new QLineEdit(this);
    m_name->setPlaceholderText(tr("Only where a server has several CAs"));
    m_grid->add(tr("&Name of the CA"), m_name);
    connect(m_url, &QLineEdit::returnPressed, this, [this] { m_probe->click(); });
    connect(m_name, &QLineEdit::returnPressed, this, [this] { m_probe->click(); });
}

void ScepInput::makeButtons()
{
    m_buttons = new QWidget(this);
    m_probe = new QPushButton(tr("Pro&be"), m_buttons);
    m_probe->setToolTip(tr("Asks who the server is and what it can; no challenge is spent"));
    m_probe->setDefault(true);
    m_dryRun = new QPushButton(tr("D&ry Run"), m_buttons);
    m_dryRun->setToolTip(tr("Goes a device's way up to the request, and stops before it"));
    m_wait = new WaitRow(limit, m_buttons);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    row->addWidget(m_probe);
    row->addWidget(m_dryRun);
    row->addWidget(m_wait, 2);
    row->addStretch(1);
    connect(m_probe, &QPushButton::clicked, this, &ScepInput::probeAsked);
    connect(m_dryRun, &QPushButton::clicked, this, &ScepInput::dryRunAsked);
    connect(m_wait, &WaitRow::cancelAsked, this, &ScepInput::cancelAsked);
}

void ScepInput::makeRemark()
{
    m_remark = new QWidget(this);
    m_remarkIcon = new QLabel(m_remark);
    m_remarkText = makeText({}, m_remark);
    auto* line = new QHBoxLayout(m_remark);
    line->setContentsMargins({});
    line->addWidget(m_remarkIcon, 0, Qt::AlignTop);
    line->addWidget(m_remarkText, 1);
    m_complete = new QPushButton(tr("Put http:// in Fron&t"), m_remark);
    m_complete->setAccessibleName(tr("Put http:// in Front"));
    line->addWidget(m_complete, 0, Qt::AlignTop);
    connect(m_complete, &QPushButton::clicked, this, [this] {
        m_url->setText(completed(m_url->text().trimmed()).value_or(m_url->text()));
        m_url->setFocus();
        tell(Tone::Info, {});
    });
    m_remark->hide();
}

void ScepInput::setPayload(const QString& text)
{
    const bool isTyped = text.isEmpty();
    m_grid->setVisible(isTyped);
    m_payload->setVisible(!isTyped);
    m_payload->setText(text);
    m_payload->setAccessibleName(text);
    m_dryRun->setVisible(!isTyped);
}

void ScepInput::setUrl(const QUrl& url) { m_url->setText(url.toDisplayString()); }

base::Result<QUrl> ScepInput::url() const
{
    const QString text = m_url->text().trimmed();
    if (text.isEmpty())
        return base::Error{base::Error::Code::InvalidInput, tr("Enter the address of a SCEP server")};
    const QUrl url(text, QUrl::StrictMode);
    if (!isServer(url))
        return base::Error{
            base::Error::Code::InvalidInput,
            tr("“%1” is no address: it has to begin with http:// or https://").arg(text.left(200))};
    return url;
}

std::optional<QString> ScepInput::name() const
{
    const QString name = m_name->text();
    return name.isEmpty() ? std::nullopt : std::optional(name);
}

void ScepInput::setHint(const QString& text)
{
    m_hint->setText(text);
    m_hint->setVisible(!text.isEmpty());
}

void ScepInput::setUnderWay(bool isUnderWay)
{
    QPushButton* cancel = m_wait->cancelButton();
    const bool hadFocus = m_probe->hasFocus() || m_dryRun->hasFocus() || cancel->hasFocus();
    m_probe->setEnabled(!isUnderWay);
    m_dryRun->setEnabled(!isUnderWay);
    m_wait->setUnderWay(isUnderWay);
    if (hadFocus)
        (isUnderWay ? cancel : m_probe)->setFocus();
}

void ScepInput::tell(Tone tone, const QString& text)
{
    m_remark->setVisible(!text.isEmpty());
    m_remarkIcon->setPixmap(toneIcon(tone).pixmap(style()->pixelMetric(QStyle::PM_SmallIconSize)));
    m_remarkText->setText(text);
    m_remarkText->setAccessibleName(text);
    m_complete->hide();
}

void ScepInput::refuse(const base::Error& error)
{
    tell(Tone::Error, error.message);
    m_complete->setVisible(completed(m_url->text().trimmed()).has_value());
}

QString ScepInput::told() const { return m_remark->isHidden() ? QString() : m_remarkText->text(); }

void ScepInput::focusFirst()
{
    if (m_grid->isHidden())
        m_probe->setFocus();
    else
        m_url->setFocus();
}

void ScepInput::focusCancel() { m_wait->cancelButton()->setFocus(); }

}  // namespace ui
