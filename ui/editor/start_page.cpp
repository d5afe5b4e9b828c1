// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/start_page.h"

#include "core/profile/create.h"
#include "ui/editor/door_button.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/style/icon.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.15);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QIcon templateIcon(const QString& name)
{
    if (name == u"root")
        return icon(u"payload-certificate"_s);
    if (name.startsWith(u"wifi"_s))
        return icon(u"payload-wifi"_s);
    return name == u"empty" ? icon(u"document-new"_s) : icon(u"payload-scep"_s);
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent)
{
    auto* content = new QWidget;
    content->setAutoFillBackground(false);
    content->setMaximumWidth(fontMetrics().averageCharWidth() * 150);
    const int gap = fontMetrics().height();
    auto* columns = new QHBoxLayout;
    columns->setSpacing(gap * 2);
    columns->addWidget(makeDoors(), 3);
    columns->addWidget(makeRecent(), 2);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(gap * 2, gap * 2, gap * 2, gap);
    rows->setSpacing(gap);
    rows->addLayout(columns);
    rows->addWidget(makeDefaults());
    rows->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* centre = new QWidget;
    auto* centreRow = new QHBoxLayout(centre);
    centreRow->setContentsMargins(0, 0, 0, 0);
    centreRow->addStretch(1);
    centreRow->addWidget(content, 100);
    centreRow->addStretch(1);
    scroll->setWidget(centre);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    setRecentFiles({});
}

QWidget* StartPage::makeDoors()
{
    auto* doors = new QWidget(this);
    auto* column = new QVBoxLayout(doors);
    const int gap = fontMetrics().height() / 2;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(heading(tr("New profile"), doors));
    for (const profile::Template& kind : profile::templates()) {
        auto* door = new DoorButton(templateIcon(kind.name), kind.title, kind.description, doors);
        connect(door, &DoorButton::clicked, this, [this, name = kind.name] { emit newAsked(name); });
        column->addWidget(door);
    }
    column->addSpacing(gap);
    column->addWidget(heading(tr("Existing profile"), doors));
    auto* open =
        new DoorButton(icon(u"document-open"_s), tr("Open or inspect…"),
                       tr("Any configuration profile, signed ones too; or drop one anywhere here"), doors);
    connect(open, &DoorButton::clicked, this, &StartPage::openAsked);
    column->addWidget(open);
    column->addSpacing(gap);
    column->addWidget(heading(tr("Without a profile"), doors));
    auto* check = new DoorButton(
        icon(u"trust-check"_s), tr("Check a server or certificate"),
        tr("What an iPhone, iPad or Mac makes of it, and why; or drop certificate files anywhere here"),
        doors);
    connect(check, &DoorButton::clicked, this, &StartPage::checkAsked);
    column->addWidget(check);
    auto* explain =
        new DoorButton(icon(u"explain-error"_s), tr("Explain an installation error"),
                       tr("From a log, a code or the sentence on the screen; or drop a log here"), doors);
    connect(explain, &DoorButton::clicked, this, &StartPage::explainAsked);
    column->addWidget(explain);
    column->addStretch(1);
    return doors;
}

QWidget* StartPage::makeRecent()
{
    auto* recent = new QWidget(this);
    auto* column = new QVBoxLayout(recent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(fontMetrics().height() / 2);
    QLabel* title = heading(tr("Recent files"), recent);
    column->addWidget(title);
    m_noRecent = new HintLabel(tr("Profiles you open or save are listed here"), recent);
    column->addWidget(m_noRecent);
    m_recent = new QListWidget(recent);
    m_recent->setAccessibleName(tr("Recent files"));
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->setTextElideMode(Qt::ElideMiddle);
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recent->setSpacing(fontMetrics().height() / 6);
    m_recent->installEventFilter(this);
    connect(m_recent, &QListWidget::itemClicked, this, &StartPage::openRecent);
    column->addWidget(m_recent, 1);
    column->addStretch(0);
    return recent;
}

QWidget* StartPage::makeDefaults()
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(fontMetrics().height() / 2);
    auto* intro = new HintLabel(tr("New profiles begin with"), line);
    intro->setWordWrap(false);
    row->addWidget(intro);
    const auto addField = [this, line, row](const QString& name, const QString& placeholder) {
        auto* label = new QLabel(name, line);
        auto* field = new QLineEdit(line);
        label->setBuddy(field);
        field->setAccessibleName(QString(name).remove(u'&'));
        field->setPlaceholderText(placeholder);
        row->addWidget(label);
        row->addWidget(field, 1);
        connect(field, &QLineEdit::editingFinished, this,
                [this] { emit defaultsEdited(m_organization->text(), m_prefix->text()); });
        return field;
    };
    m_organization = addField(tr("Or&ganization"), tr("Your organization"));
    m_prefix = addField(tr("&Identifier prefix"), u"com.example"_s);
    return line;
}

void StartPage::setRecentFiles(const QStringList& paths)
{
    m_recent->clear();
    for (const QString& path : paths) {
        const QFileInfo file(path);
        auto* item =
            new QListWidgetItem(icon(u"document"_s), u"%1\n%2"_s.arg(file.fileName(), file.path()), m_recent);
        item->setData(Qt::UserRole, path);
        item->setData(Qt::AccessibleTextRole, path);
        item->setToolTip(path);
    }
    m_noRecent->setVisible(paths.isEmpty());
    m_recent->setVisible(!paths.isEmpty());
}

void StartPage::setDefaults(const QString& organization, const QString& identifierPrefix)
{
    m_organization->setText(organization);
    m_prefix->setText(identifierPrefix);
}

void StartPage::openRecent()
{
    if (const QListWidgetItem* item = m_recent->currentItem())
        emit recentAsked(item->data(Qt::UserRole).toString());
}

bool StartPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_recent && event->type() == QEvent::KeyPress && m_recent->currentItem()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            openRecent();
            return true;
        }
        if (key == Qt::Key_Delete) {
            emit recentForgotten(m_recent->currentItem()->data(Qt::UserRole).toString());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace ui
