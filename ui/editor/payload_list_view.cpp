// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/payload_list_view.h"

#include "ui/document/profile_document.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/payload_list_delegate.h"
#include "ui/editor/payload_list_model.h"
#include "ui/style/icon.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QString identityOf(const profile::Payload& payload) { return payload.type + u' ' + payload.uuid; }

}  // namespace

PayloadListView::PayloadListView(ProfileDocument& document, QMenu& addMenu, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_model(new PayloadListModel(document, this))
    , m_tree(new QTreeView(this))
    , m_addMenu(addMenu)
{
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new PayloadListDelegate(m_tree));
    m_tree->setAccessibleName(tr("Payloads"));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setIndentation(fontMetrics().height() / 2);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setDragDropMode(QAbstractItemView::DragDrop);
    m_tree->setDefaultDropAction(Qt::MoveAction);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->expandAll();
    m_tree->setCurrentIndex(m_model->generalIndex());

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tree, 1);
    m_empty = makeEmptyState(addMenu);
    column->addWidget(m_empty, 1);
    column->addWidget(makeButtons(addMenu));
    setFocusProxy(m_tree);

    connect(m_model, &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    connect(m_model, &PayloadListModel::structureChanged, this, &PayloadListView::showState);
    connect(m_model, &PayloadListModel::moveAsked, this, &PayloadListView::moveAsked, Qt::QueuedConnection);
    followHistory();
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_isResetting) {
            m_selectedAt[m_document.undoStack()->index()] = current();
            noteSelection();
        }
        showState();
        emit currentChanged();
    });
    connect(m_tree, &QTreeView::activated, this, &PayloadListView::editAsked);
    // Not the standard key, which on X11 is Ctrl+D too.
    auto* deletes = new QShortcut(QKeySequence(Qt::Key_Delete), m_tree);
    deletes->setContext(Qt::WidgetShortcut);
    connect(deletes, &QShortcut::activated, this, &PayloadListView::removeAsked);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &PayloadListView::openContextMenu);
    noteSelection();
    showState();
}

void PayloadListView::followHistory()
{
    m_selectedAt[m_document.undoStack()->index()] = current();
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_isResetting = true; });
    connect(m_model, &PayloadListModel::structureChanged, this, [this] {
        selectAgain();
        m_isResetting = false;
        m_resetStep = m_document.undoStack()->index();
        m_placeBeforeReset = std::exchange(m_selectedAt[m_resetStep], current());
        // A step that is taken back or done again tells its place right after; a new one has told it before.
        m_isMoved = true;
        QTimer::singleShot(0, this, [this] { m_isMoved = false; });
    });
    connect(m_document.undoStack(), &QUndoStack::indexChanged, this, [this](int step) {
        const auto known = m_selectedAt.find(step);
        if (std::exchange(m_isMoved, false) && known != m_selectedAt.end()) {
            // The step that was left keeps the place it had.
            m_selectedAt[m_resetStep] = m_placeBeforeReset;
            setCurrent(known->second);
        } else {
            m_selectedAt[step] = current();
        }
    });
}

void PayloadListView::noteSelection()
{
    const auto& payloads = m_document.profile().payloads();
    m_selected = current();
    m_selectedIdentity = m_selected ? identityOf(payloads[*m_selected]) : QString();
    m_count = payloads.size();
}

void PayloadListView::selectAgain()
{
    const auto& payloads = m_document.profile().payloads();
    const auto isMeant = [this](std::size_t place) {
        const auto& all = m_document.profile().payloads();
        return place < all.size() && identityOf(all[place]) == m_selectedIdentity;
    };
    std::optional<std::size_t> place = m_selected;
    if (m_selected && !isMeant(*m_selected)) {
        std::size_t found = 0;
        while (found < payloads.size() && !isMeant(found))
            ++found;
        if (found < payloads.size())
            place = found;
        else if (payloads.size() != m_count)  // else it has another type or UUID now
            place = std::nullopt;
    }
    setCurrent(place);
    noteSelection();
}

QWidget* PayloadListView::makeEmptyState(QMenu& addMenu)
{
    auto* page = new QWidget(this);
    auto* text = new HintLabel(
        tr("This profile has no payloads yet. A device installs a profile only with at least one"), page);
    text->setAlignment(Qt::AlignCenter);
    auto* add = new QPushButton(icon(u"list-add"_s), tr("Add payload"), page);
    add->setAccessibleName(tr("Add payload"));
    add->setMenu(&addMenu);
    auto* column = new QVBoxLayout(page);
    column->setSpacing(fontMetrics().height());
    column->addWidget(text);
    column->addWidget(add, 0, Qt::AlignHCenter);
    column->addStretch(1);
    return page;
}

QToolButton* PayloadListView::addButton(const QString& iconName, const QString& name, const QString& toolTip)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    return button;
}

QWidget* PayloadListView::makeButtons(QMenu& addMenu)
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    const int gap = fontMetrics().height() / 4;
    row->setContentsMargins(gap, gap, gap, gap);
    row->setSpacing(gap / 2);

    QToolButton* add = addButton(u"list-add"_s, tr("Add payload"), tr("Add a payload"));
    add->setMenu(&addMenu);
    add->setPopupMode(QToolButton::InstantPopup);
    m_remove = addButton(u"list-remove"_s, tr("Delete payload"), tr("Delete the selected payload (Delete)"));
    m_duplicate = addButton(u"edit-duplicate"_s, tr("Duplicate payload"),
                            tr("Add a copy with its own identifier and UUID (Ctrl+D)"));
    m_up = addButton(u"go-up"_s, tr("Move up"), tr("Move the selected payload up (Alt+Up)"));
    m_down = addButton(u"go-down"_s, tr("Move down"), tr("Move the selected payload down (Alt+Down)"));
    connect(m_remove, &QToolButton::clicked, this, &PayloadListView::removeAsked);
    connect(m_duplicate, &QToolButton::clicked, this, &PayloadListView::duplicateAsked);
    connect(m_up, &QToolButton::clicked, this, &PayloadListView::moveUpAsked);
    connect(m_down, &QToolButton::clicked, this, &PayloadListView::moveDownAsked);
    for (QToolButton* button : {add, m_remove, m_duplicate})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(m_up);
    row->addWidget(m_down);
    return bar;
}

std::optional<std::size_t> PayloadListView::current() const
{
    return m_model->payloadAt(m_tree->currentIndex());
}

void PayloadListView::setCurrent(std::optional<std::size_t> payload)
{
    const QModelIndex index = m_model->indexOf(payload);
    m_tree->setCurrentIndex(index.isValid() ? index : m_model->generalIndex());
}

QSize PayloadListView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 36, fontMetrics().height() * 30};
}

void PayloadListView::showState()
{
    const std::optional<std::size_t> payload = current();
    m_remove->setEnabled(payload.has_value());
    m_duplicate->setEnabled(payload.has_value());
    m_up->setEnabled(payload && m_model->placeAbove(*payload));
    m_down->setEnabled(payload && m_model->placeBelow(*payload));
    m_empty->setVisible(m_model->rowCount() == 1);
}

void PayloadListView::openContextMenu(const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* add = menu->addMenu(icon(u"list-add"_s), tr("Add Payload"));
    add->addActions(m_addMenu.actions());
    if (const auto payload = current()) {
        menu->addSeparator();
        menu->addAction(icon(u"edit-duplicate"_s), tr("Duplicate"), this, &PayloadListView::duplicateAsked);
        menu->addAction(icon(u"list-remove"_s), tr("Delete"), this, &PayloadListView::removeAsked);
        menu->addSeparator();
        menu->addAction(icon(u"go-up"_s), tr("Move Up"), this, &PayloadListView::moveUpAsked)
            ->setEnabled(m_model->placeAbove(*payload).has_value());
        menu->addAction(icon(u"go-down"_s), tr("Move Down"), this, &PayloadListView::moveDownAsked)
            ->setEnabled(m_model->placeBelow(*payload).has_value());
    }
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

}  // namespace ui
