// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/ndes_parts.h"

#include "ui/explain/explain_words.h"

#include <QAccessible>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// How long it is until `end`, rounded up, so that nothing is promised that has run out.
QString restOf(const QDateTime& now, const QDateTime& end)
{
    constexpr qint64 minute = 60;
    const qint64 seconds = now.secsTo(end);
    if (seconds <= 2 * minute)
        return QCoreApplication::translate("NdesDesk", "%1 s").arg(std::max<qint64>(seconds, 1));
    return QCoreApplication::translate("NdesDesk", "%1 min").arg((seconds + minute - 1) / minute);
}

QString timeOf(const QDateTime& moment)
{
    return QLocale().toString(moment.toLocalTime().time(), QLocale::ShortFormat);
}

}  // namespace

QString withHint(const base::Error& error)
{
    return error.hint.isEmpty() ? error.message : error.message + u". "_s + error.hint;
}

QToolButton* makeCopyButton(const QString& name, const std::function<QString()>& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(QCoreApplication::translate("NdesDesk", "Copy"));
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    QObject::connect(button, &QToolButton::clicked, button,
                     [text] { QGuiApplication::clipboard()->setText(text()); });
    return button;
}

QString clockText(const ndes::Challenge& challenge, const QDateTime& now)
{
    if (challenge.use == ndes::Use::Repeated)
        return QCoreApplication::translate(
            "NdesDesk", "Fresh: the server has a single password, which serves any number of devices and "
                        "does not expire");
    const QDateTime end = challenge.expiresAt();
    if (!end.isValid())
        return QCoreApplication::translate("NdesDesk", "Of unknown age: the server keeps it for %1 min from "
                                                       "when the page was loaded")
            .arg(challenge.validity.value_or(ndes::defaultValidity).count());
    switch (challenge.state(now)) {
    case ndes::Challenge::State::Fresh:
        return QCoreApplication::translate("NdesDesk", "Fresh: expires in %1, at %2")
            .arg(restOf(now, end), timeOf(end));
    case ndes::Challenge::State::Expiring:
        return QCoreApplication::translate("NdesDesk", "Expiring: expires in %1, at %2")
            .arg(restOf(now, end), timeOf(end));
    case ndes::Challenge::State::Expired: break;
    }
    return QCoreApplication::translate("NdesDesk", "Expired at %1: the server has forgotten it")
        .arg(timeOf(end));
}

Tone clockTone(const ndes::Challenge& challenge, const QDateTime& now)
{
    if (challenge.use != ndes::Use::Repeated && !challenge.expiresAt().isValid())
        return Tone::Info;
    switch (challenge.state(now)) {
    case ndes::Challenge::State::Fresh: return Tone::Good;
    case ndes::Challenge::State::Expiring: return Tone::Warning;
    case ndes::Challenge::State::Expired: break;
    }
    return Tone::Error;
}

Remark::Remark(QWidget* parent) : QWidget(parent), m_icon(new QLabel(this)), m_text(makeText({}, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    hide();
}

void Remark::tell(Tone tone, const QString& text)
{
    setVisible(!text.isEmpty());
    m_icon->setPixmap(toneIcon(tone).pixmap(style()->pixelMetric(QStyle::PM_SmallIconSize)));
    m_text->setText(text);
    m_text->setAccessibleName(text);
    setAccessibleName(text);
}

void Remark::announce(Tone tone, const QString& text)
{
    tell(tone, text);
    if (text.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString Remark::told() const { return isHidden() ? QString() : m_text->text(); }

}  // namespace ui
