// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/setting_card.h"

#include "core/ndes/recipe_scripts.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/widgets/breakable_label.h"
#include "ui/widgets/link_button.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QVBoxLayout* makeColumn(TonePanel* panel)
{
    const int gap = panel->fontMetrics().height() / 2;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(gap * 2, gap, gap, gap);
    column->setSpacing(gap / 2);
    return column;
}

/// `about` is what the source is of.
LinkButton* makeSource(const QString& source, const QString& about, QWidget* parent)
{
    auto* link = new LinkButton(SettingCard::tr("Source: %1").arg(QUrl(source).host()), source, parent);
    link->setAccessibleName(SettingCard::tr("Source for %1").arg(about));
    return link;
}

void setText(QLabel* label, const QString& text)
{
    label->setText(text);
    label->setAccessibleName(text);
    label->setVisible(!text.isEmpty());
}

QString factsOf(const ndes::Setting& setting)
{
    if (setting.isChange())
        return SettingCard::tr("Before anybody changed it: %1").arg(setting.defaultValue);
    return setting.presence == ndes::Setting::Presence::OnlyWhenSet
               ? SettingCard::tr("Stays unset, which means %1").arg(setting.defaultValue)
               : SettingCard::tr("Stays as it is: %1 before anybody changed it").arg(setting.defaultValue);
}

QString restartOf(const ndes::Setting& setting)
{
    switch (setting.restart) {
    case ndes::Setting::Restart::None: break;
    case ndes::Setting::Restart::Iis:
        return SettingCard::tr("Then restart IIS, which forgets the challenges given out so far");
    case ndes::Setting::Restart::Computer: return SettingCard::tr("Then restart the computer");
    }
    return {};
}

}  // namespace

CommandLine::CommandLine(const QString& copyName, QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setMinimumWidth(1);
    m_label->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_label, 1);
    row->addWidget(makeCopyButton(
                       copyName, [this] { return m_command; }, this),
                   0, Qt::AlignTop);
}

void CommandLine::setCommand(const QString& command)
{
    m_command = command;
    // Paths may be broken; what is copied is the command alone, so nothing of the label can be.
    constexpr QChar breakHere{0x200B};  // zero width space
    QString breakable;
    for (const QChar letter : command) {
        breakable += letter;
        if (letter == u'\\' || letter == u'/')
            breakable += breakHere;
    }
    m_label->setText(breakable);
    m_label->setAccessibleName(command);
}

SettingCard::SettingCard(const ndes::Setting& setting, QWidget* parent)
    : TonePanel({}, parent)
    , m_title(makeStrong({}, this))
    , m_facts(makeText({}, this))
    , m_meaning(makeText(setting.meaning, this))
    , m_reason(makeText({}, this))
    , m_place(new BreakableLabel(this))
    , m_change(new QWidget(this))
    , m_apply(new CommandLine(tr("Copy command that sets %1").arg(setting.name), m_change))
    , m_undo(new CommandLine(tr("Copy command that takes %1 back").arg(setting.name), m_change))
    , m_restart(makeText({}, m_change))
{
    m_place->showText(setting.place == ndes::Setting::Place::Iis ? setting.key + u"/requestLimits"_s
                                                                 : u"HKLM\\"_s + setting.key);
    auto* change = new QVBoxLayout(m_change);
    change->setContentsMargins({});
    change->setSpacing(fontMetrics().height() / 4);
    change->addWidget(new HintLabel(tr("To set it:"), m_change));
    change->addWidget(m_apply);
    change->addWidget(new HintLabel(tr("To take it back:"), m_change));
    change->addWidget(m_undo);
    change->addWidget(m_restart);
    QVBoxLayout* column = makeColumn(this);
    for (QWidget* part :
         {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_facts), static_cast<QWidget*>(m_meaning),
          static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_place), m_change})
        column->addWidget(part);
    column->addWidget(makeSource(setting.source, setting.name, this), 0, Qt::AlignLeading);
    show(setting);
}

void SettingCard::show(const ndes::Setting& setting)
{
    setText(m_title, setting.isChange() ? u"%1 = %2"_s.arg(setting.name, setting.value) : setting.name);
    setText(m_facts, factsOf(setting));
    setText(m_reason, setting.reason);
    m_change->setVisible(setting.isChange());
    m_apply->setCommand(ndes::applyLine(setting));
    m_undo->setCommand(ndes::undoLine(setting));
    setText(m_restart, restartOf(setting));
}

NoteCard::NoteCard(const ndes::RecipeNote& note, QWidget* parent) : TonePanel({}, parent)
{
    QVBoxLayout* column = makeColumn(this);
    column->addWidget(makeStrong(note.title, this));
    column->addWidget(makeText(note.text, this));
    for (const QString& command : note.commands) {
        auto* line = new CommandLine(tr("Copy %1").arg(command), this);
        line->setCommand(command);
        column->addWidget(line);
    }
    column->addWidget(makeSource(note.source, note.title, this), 0, Qt::AlignLeading);
}

}  // namespace ui
