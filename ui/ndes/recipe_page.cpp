// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/recipe_page.h"

#include "core/base/save_file.h"
#include "core/ndes/recipe_scripts.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/ndes/recipe_input.h"
#include "ui/ndes/setting_card.h"
#include "ui/ndes/sid_panel.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QByteArray powerShellFile(const ndes::Recipe& recipe)
{
    return ndes::encodePowerShell(ndes::toPowerShell(recipe));
}

QByteArray registryFile(const ndes::Recipe& recipe)
{
    return ndes::encodeRegistryFile(ndes::toRegistryFile(recipe));
}

/// What maxQueryString has to let through, and why.
QString queryText(const ndes::Recipe& recipe)
{
    const auto limit = std::find_if(recipe.settings.begin(), recipe.settings.end(),
                                    [](const ndes::Setting& one) { return one.id == u"max-query-string"; });
    return limit == recipe.settings.end()
               ? QString()
               : RecipePage::tr("%1 should be %2; IIS comes with %3. %4")
                     .arg(limit->name, limit->value, limit->defaultValue, limit->reason);
}

}  // namespace

RecipePage::RecipePage(QWidget* parent)
    : QWidget(parent)
    , m_input(new RecipeInput(this))
    , m_sid(new SidPanel(this))
    , m_remark(new Remark(this))
    , m_template(makeStrong({}, this))
    , m_query(makeText({}, this))
    , m_buttons(makeButtons())
    , m_saved(new Remark(this))
    , m_outcome(new QWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(makeHeading(tr("What the devices ask for"), this));
    column->addWidget(m_input);
    column->addWidget(m_sid);
    column->addWidget(m_remark);
    column->addWidget(makeHeading(tr("What the server needs"), this));
    column->addWidget(m_template);
    column->addWidget(m_query);
    column->addWidget(m_buttons);
    column->addWidget(m_saved);
    column->addWidget(m_outcome);
    column->addStretch(1);
    connect(m_input, &RecipeInput::changed, this, &RecipePage::cook);
    connect(m_sid, &SidPanel::changed, this, &RecipePage::cook);
    cook();
}

QWidget* RecipePage::makeButtons()
{
    auto* buttons = new QWidget(this);
    auto* copyScript = new QPushButton(tr("Copy P&owerShell"), buttons);
    auto* saveScript = new QPushButton(tr("Save PowerShell…"), buttons);
    auto* copyRegistry = new QPushButton(tr("Cop&y .reg"), buttons);
    auto* saveRegistry = new QPushButton(tr("Save .reg…"), buttons);
    // Two rows of two fit into the narrowest window.
    auto* grid = new QGridLayout(buttons);
    grid->setContentsMargins({});
    grid->addWidget(copyScript, 0, 0);
    grid->addWidget(saveScript, 0, 1);
    grid->addWidget(copyRegistry, 1, 0);
    grid->addWidget(saveRegistry, 1, 1);
    grid->setColumnStretch(2, 1);
    connect(copyScript, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(ndes::toPowerShell(*m_recipe)); });
    connect(copyRegistry, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(ndes::toRegistryFile(*m_recipe)); });
    connect(saveScript, &QPushButton::clicked, this,
            [this] { save(tr("PowerShell scripts (*.ps1)"), u"ndes.ps1"_s, powerShellFile); });
    connect(saveRegistry, &QPushButton::clicked, this,
            [this] { save(tr("Registry files (*.reg)"), u"ndes.reg"_s, registryFile); });
    return buttons;
}

void RecipePage::save(const QString& filter, const QString& name, QByteArray (*bytesOf)(const ndes::Recipe&))
{
    // What was on the screen when the button was pressed.
    askWhereToSave(this, tr("Save the server settings"), filter, name,
                   [this, bytes = bytesOf(*m_recipe)](const QString& path) {
                       const auto saved = base::saveFile(path, bytes);
                       m_saved->announce(saved ? Tone::Good : Tone::Error,
                                         saved ? tr("%1 is saved").arg(QFileInfo(path).fileName())
                                               : withHint(saved.error()));
                   });
}

void RecipePage::cook()
{
    m_saved->tell(Tone::Info, {});
    auto input = m_input->input();
    if (input)
        input->sid = m_sid->sid();
    const auto recipe =
        std::move(input).and_then([](const ndes::RecipeInput& of) { return ndes::makeRecipe(of); });
    m_recipe = recipe ? std::optional(*recipe) : std::nullopt;
    m_remark->tell(Tone::Error, recipe ? QString() : withHint(recipe.error()));
    for (QWidget* part : {static_cast<QWidget*>(m_template), static_cast<QWidget*>(m_query), m_outcome})
        part->setVisible(m_recipe.has_value());
    m_buttons->setEnabled(m_recipe.has_value());
    if (m_recipe)
        show(*m_recipe);
}

void RecipePage::show(const ndes::Recipe& recipe)
{
    m_template->setText(tr("NDES reads %1 for this request (key usage 0x%2)")
                            .arg(recipe.templateValue)
                            .arg(recipe.keyUsageOctet, 2, 16, QChar(u'0')));
    m_template->setAccessibleName(m_template->text());
    m_query->setText(queryText(recipe));
    m_query->setAccessibleName(m_query->text());
    if (m_cards.empty())
        makeCards(recipe);
    int changes = 0;
    int others = 0;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const ndes::Setting& setting = recipe.settings[i];
        m_cards[i]->show(setting);
        QVBoxLayout* home = setting.isChange() ? m_changes : m_others;
        home->insertWidget(setting.isChange() ? changes++ : others++, m_cards[i]);
    }
    orderKeys();
    m_changesTitle->setText(changes == 0   ? tr("Nothing is to be changed")
                            : changes == 1 ? tr("1 setting is to be changed")
                                           : tr("%n settings are to be changed", nullptr, changes));
    m_changesTitle->setAccessibleName(m_changesTitle->text());
}

void RecipePage::orderKeys()
{
    QWidget* last = nullptr;
    for (const QVBoxLayout* cards : {m_changes, m_notes, m_others}) {
        for (int i = 0; i < cards->count(); ++i) {
            const auto stops = cards->itemAt(i)->widget()->findChildren<QAbstractButton*>();
            for (QAbstractButton* stop : stops) {
                if (last)
                    setTabOrder(last, stop);
                last = stop;
            }
        }
    }
}

void RecipePage::makeCards(const ndes::Recipe& recipe)
{
    m_changesTitle = makeHeading({}, m_outcome);
    m_changes = new QVBoxLayout;
    m_others = new QVBoxLayout;
    m_notes = new QVBoxLayout;
    for (const ndes::Setting& setting : recipe.settings)
        m_cards.push_back(new SettingCard(setting, m_outcome));
    for (const ndes::RecipeNote& note : recipe.notes)
        m_notes->addWidget(new NoteCard(note, m_outcome));
    auto* column = new QVBoxLayout(m_outcome);
    column->setContentsMargins({});
    column->addWidget(m_changesTitle);
    column->addLayout(m_changes);
    column->addWidget(makeHeading(tr("To know"), m_outcome));
    column->addLayout(m_notes);
    column->addWidget(makeHeading(tr("What stays as it is"), m_outcome));
    column->addLayout(m_others);
}

QString RecipePage::summary() const { return m_template->text() + u'\n' + m_query->text(); }

QString RecipePage::told() const { return m_remark->told(); }

}  // namespace ui
