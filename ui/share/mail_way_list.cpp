// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/mail_way_list.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/explain/explain_words.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

MailWayList::MailWayList(QWidget* before, QWidget* parent)
    : QWidget(parent)
    , m_before(before)
    , m_buttons(new QButtonGroup(this))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(fontMetrics().height() / 6);
    connect(m_buttons, &QButtonGroup::idClicked, this, [this] {
        m_isChosenByHand = true;
        emit chosenByHand();
    });
    connect(m_buttons, &QButtonGroup::idToggled, this, [this](int, bool isOn) {
        if (isOn)
            emit chosen();
    });
    setPrograms({});
}

void MailWayList::clear()
{
    const QList<QAbstractButton*> buttons = m_buttons->buttons();
    for (QAbstractButton* button : buttons)
        m_buttons->removeButton(button);
    clearLayout(m_column);
    m_choices.clear();
}

void MailWayList::setPrograms(const std::vector<delivery::MailWay>& ways)
{
    const bool wasChosen = m_isChosenByHand && !m_choices.empty();
    const Kind kept = wasChosen ? choice().kind : Kind::Program;
    {
        const QSignalBlocker quiet(m_buttons);
        clear();
        for (const delivery::MailWay& way : ways)
            add({Kind::Program, way.name, way}, way.readiness);
        addOwn();
        // New ones would come last in the window.
        QWidget* before = m_before;
        for (int id = 0; id < static_cast<int>(m_choices.size()); ++id) {
            setTabOrder(before, m_buttons->button(id));
            before = m_buttons->button(id);
        }
        chooseFirst();
        // Whoever chose meanwhile keeps what was chosen.
        for (std::size_t i = 0; wasChosen && i < m_choices.size(); ++i) {
            if (m_choices[i].kind == kept && kept != Kind::Program)
                m_buttons->button(static_cast<int>(i))->setChecked(true);
        }
    }
    emit chosen();
}

void MailWayList::addOwn()
{
    add({Kind::Server, tr("Send through a mail server")},
        {true, tr("Each recipient gets a message of its own, and you see what became of it")});
    add({Kind::Draft, tr("Save a draft (.eml)")},
        {true, tr("A file that mail programs open, to be looked at and sent from there")});
}

void MailWayList::add(const Choice& choice, const delivery::Readiness& readiness)
{
    auto* button = new QRadioButton(QString(choice.name).replace(u'&', u"&&"_s), this);
    button->setEnabled(readiness.isReady);
    button->setAccessibleDescription(readiness.reason);
    button->setToolTip(readiness.reason);
    auto* hint = new HintLabel(readiness.reason, this);
    hint->setContentsMargins(style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth)
                                 + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing),
                             0, 0, 0);
    m_column->addWidget(button);
    m_column->addWidget(hint);
    m_buttons->addButton(button, static_cast<int>(m_choices.size()));
    m_choices.push_back(choice);
}

void MailWayList::chooseFirst()
{
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        QAbstractButton* button = m_buttons->button(static_cast<int>(i));
        if (button->isEnabled())
            return button->setChecked(true);
    }
}

const MailWayList::Choice& MailWayList::choice() const
{
    return m_choices[static_cast<std::size_t>(m_buttons->checkedId())];
}

QString MailWayList::chooseNext()
{
    for (auto i = static_cast<std::size_t>(m_buttons->checkedId()) + 1; i < m_choices.size(); ++i) {
        QAbstractButton* button = m_buttons->button(static_cast<int>(i));
        // All of them are disabled while a message is under way.
        if (!button->isEnabledTo(this))
            continue;
        button->setChecked(true);
        return m_choices[i].name;
    }
    return {};
}

}  // namespace ui
