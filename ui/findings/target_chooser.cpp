// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/target_chooser.h"

#include <QActionGroup>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace ui {

TargetChooser::TargetChooser(QWidget* parent) : QToolButton(parent)
{
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("For which devices the profile is checked"));
    auto* menu = new QMenu(this);
    setMenu(menu);
    // Filled when it is opened: nobody pays for it at the start.
    connect(menu, &QMenu::aboutToShow, this, &TargetChooser::fillMenu);
    setTarget(m_target);
}

void TargetChooser::setTarget(const schema::Target& target)
{
    m_target = target;
    const QString supervised = target.supervised ? tr("supervised") : tr("not supervised");
    const QString way = target.manualInstall ? tr("installed by hand") : tr("by MDM");
    setText(tr("%1, %2, %3").arg(target.toString(), supervised, way));
    setAccessibleName(tr("Target: %1").arg(text()));
}

void TargetChooser::choose(const schema::Target& target)
{
    setTarget(target);
    emit chosen(target);
}

void TargetChooser::fillMenu()
{
    menu()->clear();
    addVersions(tr("iOS and iPadOS"), u"ios"_s,
                {u"27"_s, u"26"_s, u"18"_s, u"17"_s, u"16"_s, u"15"_s, u"14"_s, u"13"_s, u"12"_s});
    addVersions(tr("macOS"), u"macos"_s,
                {u"27"_s, u"26"_s, u"15"_s, u"14"_s, u"13"_s, u"12"_s, u"11"_s, u"10.15"_s});
    addVersions(tr("tvOS"), u"tvos"_s, {u"27"_s, u"26"_s, u"18"_s, u"17"_s, u"16"_s});
    addVersions(tr("visionOS"), u"visionos"_s, {u"27"_s, u"26"_s, u"2"_s, u"1"_s});
    addVersions(tr("watchOS"), u"watchos"_s, {u"27"_s, u"26"_s, u"11"_s, u"10"_s});
    menu()->addSeparator();
    QAction* supervised = menu()->addAction(tr("Supervised"));
    supervised->setCheckable(true);
    supervised->setChecked(m_target.supervised);
    connect(supervised, &QAction::toggled, this, [this](bool checked) {
        schema::Target target = m_target;
        target.supervised = checked;
        choose(target);
    });
    menu()->addSeparator();
    auto* ways = new QActionGroup(menu());
    for (const bool byHand : {true, false}) {
        QAction* way = menu()->addAction(byHand ? tr("Installed by hand") : tr("Delivered by MDM"));
        way->setCheckable(true);
        way->setChecked(m_target.manualInstall == byHand);
        ways->addAction(way);
        connect(way, &QAction::triggered, this, [this, byHand] {
            schema::Target target = m_target;
            target.manualInstall = byHand;
            choose(target);
        });
    }
}

void TargetChooser::addVersions(const QString& title, const QString& name, const QStringList& versions)
{
    QMenu* system = menu()->addMenu(title);
    auto* group = new QActionGroup(system);
    for (const QString& version : versions) {
        const auto listed = schema::Target::fromString(name + version);
        if (!listed)
            continue;
        QAction* entry = system->addAction(listed->toString());
        entry->setCheckable(true);
        entry->setChecked(listed->platform == m_target.platform && listed->version == m_target.version);
        group->addAction(entry);
        connect(entry, &QAction::triggered, this, [this, chosen = *listed] {
            schema::Target target = chosen;
            target.supervised = m_target.supervised;
            target.manualInstall = m_target.manualInstall;
            target.isExplicit = true;
            choose(target);
        });
    }
}

}  // namespace ui
