// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/web_share_view.h"

#include "core/delivery/landing_page.h"
#include "ui/explain/explain_words.h"
#include "ui/explain/tone_panel.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/qr_view.h"
#include "ui/share/share_words.h"
#include "ui/widgets/breakable_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

using delivery::ShareEvent;

namespace {

/// "9:05", hours in front where there are any.
QString countdown(qint64 seconds)
{
    constexpr qint64 hour = 3600;
    const QTime rest = QTime(0, 0).addSecs(static_cast<int>(seconds));
    return rest.toString(seconds < hour ? u"m:ss"_s : u"h:mm:ss"_s);
}

}  // namespace

WebShareView::WebShareView(QWidget* parent)
    : QWidget(parent)
    , m_changed(new Remark(this))
    , m_end(new Remark(this))
    , m_timer(new QTimer(this))
{
    makeHead();
    makeBody();
    makeChecklist();
    m_stop = new QPushButton(tr("&Stop Sharing"), this);
    m_again = new QPushButton(tr("Share &Again…"), this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_stop);
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    for (QWidget* part : std::initializer_list<QWidget*>{m_end, m_changed, m_head})
        column->addWidget(part);
    column->addWidget(m_body, 1);
    column->addWidget(m_checklist);
    column->addLayout(buttons);
    m_timer->setInterval(500ms);
    connect(m_timer, &QTimer::timeout, this, &WebShareView::tick);
    connect(m_stop, &QPushButton::clicked, this, &WebShareView::stopAsked);
    connect(m_again, &QPushButton::clicked, this, &WebShareView::againAsked);
}

void WebShareView::makeHead()
{
    m_head = new QWidget(this);
    m_address = new BreakableLabel(m_head);
    m_address->setAccessibleName(tr("Address"));
    QFont large = m_address->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_address->setFont(large);
    QToolButton* copy = makeCopyButton(
        tr("Copy the address"), [this] { return m_url; }, m_head);
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins({});
    row->addWidget(m_address, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
}

void WebShareView::makeBody()
{
    m_body = new QWidget(this);
    m_code = new QrView(m_body);
    m_how = makeText(tr("Scan the code with the camera of the device: that is easier than typing the address "
                        "into Safari. The device has to be in the same network"),
                     m_body);
    m_clock = makeStrong({}, m_body);
    m_fingerprint = makeText({}, m_body);
    m_notes = makeText({}, m_body);
    m_log = new QListWidget(m_body);
    m_log->setAccessibleName(tr("What happened"));
    m_log->setWordWrap(true);
    m_log->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_log->setMinimumHeight(fontMetrics().height() * 4);
    auto* facts = new QVBoxLayout;
    for (QWidget* part : std::initializer_list<QWidget*>{m_clock, m_how, m_fingerprint, m_notes})
        facts->addWidget(part);
    facts->addWidget(m_log, 1);
    auto* row = new QHBoxLayout(m_body);
    row->setContentsMargins({});
    row->addWidget(m_code, 1);
    row->addLayout(facts, 1);
}

void WebShareView::makeChecklist()
{
    m_checklist = new TonePanel(Tone::Info, this);
    QLabel* heading = makeStrong(tr("Nobody has come yet. Look at this:"), m_checklist);
    m_checks = makeText({}, m_checklist);
    auto* column = new QVBoxLayout(m_checklist);
    const int gap = fontMetrics().height() / 2;
    column->setContentsMargins(gap * 2, gap, gap, gap);
    column->addWidget(heading);
    column->addWidget(m_checks);
}

void WebShareView::show(const delivery::Share& share, const QStringList& notes)
{
    m_share = &share;
    m_url = share.url();
    m_address->showText(m_url);
    m_address->setAccessibleDescription(m_url);
    m_code->setAddress(m_url);
    m_fingerprint->setText(tr("SHA-256 begins with %1, as the page says too")
                               .arg(delivery::fingerprintBeginning(share.packages().front().sha256)));
    m_fingerprint->setAccessibleName(m_fingerprint->text());
    m_notes->setText(notes.join(u'\n'));
    m_notes->setAccessibleName(m_notes->text());
    m_notes->setVisible(!notes.isEmpty());
    m_log->clear();
    m_checklist->hide();
    m_changed->tell(Tone::Info, {});
    m_end->tell(Tone::Info, {});
    m_again->hide();
    m_stop->setEnabled(true);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_head, m_code, m_how, m_clock, m_fingerprint, m_stop})
        part->show();
    m_timer->start();
    tick();
}

void WebShareView::forget()
{
    m_timer->stop();
    m_share = nullptr;
}

void WebShareView::tick()
{
    if (!m_share)
        return;
    const qint64 rest = std::max<qint64>(QDateTime::currentDateTimeUtc().secsTo(m_share->expires()), 0);
    const int completed = m_share->completed();
    const int wanted = m_share->wanted();
    const QString until = clockTime(m_share->expires());
    QString text = wanted == 1 ? tr("Open for %1, until %2; not downloaded yet").arg(countdown(rest), until)
                               : tr("Open for %1, until %2; %3 of %4 downloads made")
                                     .arg(countdown(rest), until)
                                     .arg(completed)
                                     .arg(wanted);
    if (completed >= wanted)
        text = tr("All downloads are made. The address stays for a minute, as some devices fetch twice");
    // Nobody else gets anything by it.
    m_how->setVisible(completed < wanted);
    m_clock->setText(text);
    m_clock->setAccessibleName(text);
}

void WebShareView::take(const ShareEvent& event)
{
    QString line =
        u"%1  %2"_s.arg(QLocale().toString(event.at.toLocalTime().time(), u"HH:mm:ss"_s), event.text);
    if (event.kind == ShareEvent::Kind::NoVisitor)
        showChecklist(event.hints);
    else if (!event.hints.isEmpty())
        line += u". "_s + event.hints.join(u". "_s);
    m_log->addItem(line);
    m_log->scrollToBottom();
    if (event.kind == ShareEvent::Kind::Opened || event.kind == ShareEvent::Kind::Downloaded)
        m_checklist->hide();
    if (event.kind == ShareEvent::Kind::Stopped)
        end(event);
    else
        tick();
}

void WebShareView::showChecklist(const QStringList& hints)
{
    m_checks->setText(bulleted(hints));
    m_checks->setAccessibleName(m_checks->text());
    m_checklist->show();
}

void WebShareView::setStopping() { m_stop->setEnabled(false); }

void WebShareView::noteChange()
{
    if (m_share && m_timer->isActive())
        m_changed->tell(Tone::Info, tr("The profile was edited since: devices get it as it was. Stop and "
                                       "share again to hand out the changes"));
}

void WebShareView::end(const ShareEvent& event)
{
    m_timer->stop();
    const bool hadFocus = m_stop->hasFocus() || !m_stop->isEnabled();
    const bool isServed = m_share && m_share->completed() > 0;
    m_checklist->hide();
    m_changed->tell(Tone::Info, {});
    // A code that leads nowhere must not be scanned.
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_head, m_code, m_how, m_clock, m_fingerprint, m_notes, m_stop})
        part->hide();
    m_again->show();
    // Hints come with an end that nobody wanted.
    const Tone tone = !event.hints.isEmpty() ? Tone::Warning : isServed ? Tone::Good : Tone::Info;
    m_end->announce(tone, (QStringList(event.text) + event.hints).join(u". "_s));
    if (hadFocus)
        m_again->setFocus();
}

void WebShareView::focusFirst() { (m_again->isHidden() ? m_stop : m_again)->setFocus(); }

QStringList WebShareView::log() const
{
    QStringList lines;
    for (int row = 0; row < m_log->count(); ++row)
        lines << m_log->item(row)->text();
    return lines;
}

}  // namespace ui
