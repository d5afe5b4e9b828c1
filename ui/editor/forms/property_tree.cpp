// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/property_tree.h"

#include "ui/document/profile_document.h"
#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/combo_box.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/property_delegate.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int rowsAtFirst = 6;
constexpr int columnGap = 16;
constexpr int charactersAtLeast = 10;

plist::Type typeOf(const schema::Key& key)
{
    const QString name = key.types.value(0);
    if (name == u"dictionary"_s)
        return plist::Type::Dict;
    for (int i = 0; i <= int(plist::Type::Dict); ++i) {
        if (plist::typeName(plist::Type(i)) == name)
            return plist::Type(i);
    }
    return plist::Type::String;
}

/// What a key starts with: the first value allowed; a boolean with the one that makes a difference.
plist::Value startValue(const schema::Key* key, plist::Type type)
{
    if (key && !key->allowed.empty() && key->allowed.front().type() == type)
        return key->allowed.front();
    if (key && type == plist::Type::Bool && key->defaultValue) {
        const bool* usual = key->defaultValue->as<bool>();
        return usual ? plist::Value(!*usual) : plist::Value(true);
    }
    return emptyValue(type);
}

QToolButton* makeButton(const QString& text, const QString& shortcut, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(shortcut);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

PropertyTree::PropertyTree(ProfileDocument& document,
                           const schema::Store& store,
                           plist::Path payload,
                           QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_store(store)
    , m_payload(std::move(payload))
    , m_model(new PropertyModel(document, store, this))
    , m_view(new QTreeView(this))
    , m_message(new HintLabel({}, this))
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PropertyDelegate(document, store, m_view));
    m_view->setAccessibleName(tr("Keys"));
    m_view->setAlternatingRowColors(true);
    m_view->setUniformRowHeights(true);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                            | QAbstractItemView::AnyKeyPressed);
    m_view->header()->setStretchLastSection(true);
    m_view->installEventFilter(this);
    m_message->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_view, 1);
    layout->addWidget(makeButtons());
    layout->addWidget(makeAddBar());
    layout->addWidget(m_message);
    setRowsShown(rowsAtFirst);
    connect(m_model, &PropertyModel::refused, this, [this](const QString& message) {
        m_message->setText(message);
        m_message->show();
    });
    connect(&m_document, &ProfileDocument::changed, m_message, &QWidget::hide);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &PropertyTree::updateButtons);
    updateButtons();
}

QWidget* PropertyTree::makeButtons()
{
    auto* bar = new QWidget(this);
    m_remove = makeButton(tr("Remove"), tr("Delete"), bar);
    m_up = makeButton(tr("Up"), tr("Alt+Up"), bar);
    m_down = makeButton(tr("Down"), tr("Alt+Down"), bar);
    m_reveal = makeButton(tr("Show passwords"), {}, bar);
    m_reveal->setCheckable(true);
    connect(m_remove, &QToolButton::clicked, this, &PropertyTree::remove);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_reveal, &QToolButton::toggled, m_model, &PropertyModel::setSecretsShown);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    for (QToolButton* button : {m_remove, m_up, m_down})
        layout->addWidget(button);
    layout->addStretch();
    layout->addWidget(m_reveal);
    return bar;
}

QWidget* PropertyTree::makeAddBar()
{
    auto* bar = new QWidget(this);
    m_newKey = new ComboBox(bar);
    m_newKey->setEditable(true);
    m_newKey->setInsertPolicy(QComboBox::NoInsert);
    // Long names of keys must not make the form wider than its window.
    m_newKey->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_newKey->setMinimumContentsLength(charactersAtLeast);
    m_newKey->setAccessibleName(tr("New key"));
    m_newKey->lineEdit()->setPlaceholderText(tr("New key"));
    m_newKey->completer()->setFilterMode(Qt::MatchContains);
    m_newKey->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_newType = new ComboBox(bar);
    m_newType->setAccessibleName(tr("Type of the new key"));
    for (const plist::Type type :
         {plist::Type::String, plist::Type::Integer, plist::Type::Real, plist::Type::Bool, plist::Type::Date,
          plist::Type::Data, plist::Type::Array, plist::Type::Dict})
        m_newType->addItem(typeTitle(type), int(type));
    m_add = makeButton(tr("Add"), tr("Return in the field of the new key"), bar);
    connect(m_add, &QToolButton::clicked, this, &PropertyTree::add);
    connect(m_newKey->lineEdit(), &QLineEdit::returnPressed, this, &PropertyTree::add);
    connect(m_newKey, &QComboBox::currentTextChanged, this, &PropertyTree::followKey);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->addWidget(m_newKey, 1);
    layout->addWidget(m_newType);
    layout->addWidget(m_add);
    return bar;
}

void PropertyTree::setScopes(std::vector<PropertyModel::Scope> scopes)
{
    m_scopes = scopes;
    m_model->setScopes(std::move(scopes));
    m_view->expandToDepth(0);
    for (const int column : {PropertyModel::KeyColumn, PropertyModel::TypeColumn}) {
        m_view->resizeColumnToContents(column);
        m_view->setColumnWidth(column, m_view->columnWidth(column) + columnGap);
    }
    updateButtons();
}

void PropertyTree::refresh()
{
    std::vector<plist::Path> expanded;
    const auto collect = [&](const auto& self, const QModelIndex& parent) -> void {
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const QModelIndex index = m_model->index(row, 0, parent);
            if (m_view->isExpanded(index)) {
                expanded.push_back(m_model->pathOf(index));
                self(self, index);
            }
        }
    };
    collect(collect, {});
    const bool hadCurrent = m_view->currentIndex().isValid();
    const plist::Path current = hadCurrent ? m_model->pathOf(m_view->currentIndex()) : plist::Path();
    const int column = m_view->currentIndex().column();
    bool wasReset = false;
    const auto connection =
        connect(m_model, &QAbstractItemModel::modelReset, this, [&wasReset] { wasReset = true; });
    m_model->refresh();
    disconnect(connection);
    if (!wasReset)
        return;
    for (const plist::Path& path : expanded)
        m_view->expand(m_model->indexOf(path));
    if (hadCurrent)
        m_view->setCurrentIndex(m_model->indexOf(current).siblingAtColumn(column));
    updateButtons();
}

bool PropertyTree::showPath(const plist::Path& path)
{
    const QModelIndex index = m_model->indexOf(path);
    if (!index.isValid())
        return false;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    m_view->setFocus(Qt::OtherFocusReason);
    return true;
}

int PropertyTree::keyCount() const { return m_model->rowCount(); }

void PropertyTree::setRowsShown(int rows)
{
    const int row = m_view->fontMetrics().height() + 8;
    m_view->setFixedHeight(m_view->header()->sizeHint().height() + rows * row + 2 * m_view->frameWidth());
}

bool PropertyTree::eventFilter(QObject* watched, QEvent* event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (watched != m_view || (event->type() != QEvent::KeyPress && !isOverride))
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (isOverride) {
        // The window has these keys for payloads; in the tree they are the tree's.
        const bool isMove = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down;
        event->setAccepted(isMove && key->modifiers() == Qt::AltModifier);
        return event->isAccepted();
    }
    if (key->key() == Qt::Key_Delete)
        remove();
    else if (key->key() == Qt::Key_Insert)
        m_newKey->setFocus();
    else if (key->modifiers() == Qt::AltModifier && key->key() == Qt::Key_Up)
        move(-1);
    else if (key->modifiers() == Qt::AltModifier && key->key() == Qt::Key_Down)
        move(1);
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

void PropertyTree::add()
{
    const plist::Path container = m_model->containerFor(m_view->currentIndex());
    const QString key = m_newKey->currentText().trimmed();
    const auto type = plist::Type(m_newType->currentData().toInt());
    const plist::Value* holder = m_document.root().at(container);
    const bool isArray = holder && holder->type() == plist::Type::Array;
    const plist::Path added =
        isArray ? container / holder->as<plist::Array>()->size() : container / plist::Path::Step(key);
    if (!m_model->add(container, isArray ? QString() : key, startValue(definitionOf(container, key), type)))
        return;
    m_newKey->clearEditText();
    const QModelIndex index = m_model->indexOf(added);
    m_view->expand(index.parent());
    m_view->setCurrentIndex(index.siblingAtColumn(PropertyModel::ValueColumn));
    m_view->setFocus();
}

void PropertyTree::remove()
{
    const QModelIndex index = m_view->currentIndex();
    const QModelIndex next =
        m_view->indexBelow(index).isValid() ? m_view->indexBelow(index) : m_view->indexAbove(index);
    const plist::Path near = next.isValid() ? m_model->pathOf(next) : plist::Path();
    if (m_model->remove(index) && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->indexOf(near));
}

void PropertyTree::move(int by)
{
    const QModelIndex index = m_view->currentIndex();
    const plist::Path path = m_model->pathOf(index);
    if (!index.isValid() || !m_model->move(index, by))
        return;
    if (const auto* item = std::get_if<std::size_t>(&path.last())) {
        const plist::Path::Step moved = std::size_t(std::ptrdiff_t(*item) + by);
        m_view->setCurrentIndex(m_model->indexOf(path.parent() / moved));
    }
}

const std::vector<schema::Key>* PropertyTree::definedKeys(const plist::Path& container) const
{
    const plist::Value* payload = m_document.root().at(m_payload);
    const auto* dict = payload ? payload->as<plist::Dict>() : nullptr;
    const auto* type = dict ? dict->get<QString>(u"PayloadType") : nullptr;
    const schema::Payload* definition = type ? m_store.payload(*type) : nullptr;
    if (!definition || !container.startsWith(m_payload))
        return nullptr;
    const std::vector<schema::Key>* keys = &definition->keys;
    plist::Path rest = container;
    for (std::size_t i = 0; i < m_payload.depth(); ++i)
        rest = rest.withoutFirst();
    for (const plist::Path::Step& step : rest) {
        const auto* name = std::get_if<QString>(&step);
        const auto found = std::find_if(keys->begin(), keys->end(), [name](const schema::Key& key) {
            return !name || key.name == *name;
        });
        if (found == keys->end())
            return nullptr;
        keys = &found->subkeys;
    }
    return keys;
}

const schema::Key* PropertyTree::definitionOf(const plist::Path& container, const QString& key) const
{
    const auto* keys = definedKeys(container);
    if (!keys)
        return nullptr;
    const auto found =
        std::find_if(keys->begin(), keys->end(), [&](const schema::Key& each) { return each.name == key; });
    return found == keys->end() ? nullptr : &*found;
}

bool PropertyTree::isShownElsewhere(const plist::Path& container, const QString& key) const
{
    return std::any_of(m_scopes.begin(), m_scopes.end(), [&](const PropertyModel::Scope& scope) {
        return scope.path == container && scope.excluded.contains(key);
    });
}

void PropertyTree::proposeKeys()
{
    const plist::Path container = m_model->containerFor(m_view->currentIndex());
    const plist::Value* holder = m_document.root().at(container);
    const auto* dict = holder ? holder->as<plist::Dict>() : nullptr;
    QStringList names;
    if (const auto* keys = dict ? definedKeys(container) : nullptr) {
        for (const schema::Key& key : *keys) {
            const bool isNamed = key.name != u"*"_s && !key.name.isEmpty();
            if (isNamed && !dict->contains(key.name) && !isShownElsewhere(container, key.name))
                names << key.name;
        }
    }
    const QString typed = m_newKey->currentText();
    const QSignalBlocker blocker(m_newKey);
    m_newKey->clear();
    m_newKey->addItems(names);
    m_newKey->setCurrentIndex(-1);
    m_newKey->setEditText(typed);
    const bool isArray = holder && holder->type() == plist::Type::Array;
    m_newKey->setEnabled(!isArray);
    m_newKey->lineEdit()->setPlaceholderText(isArray ? tr("New item of %1").arg(container.lastKey())
                                             : container.depth() > m_payload.depth()
                                                 ? tr("New key in %1").arg(container.lastKey())
                                                 : tr("New key"));
}

void PropertyTree::followKey(const QString& key)
{
    const schema::Key* definition =
        definitionOf(m_model->containerFor(m_view->currentIndex()), key.trimmed());
    if (definition)
        m_newType->setCurrentIndex(m_newType->findData(int(typeOf(*definition))));
}

void PropertyTree::updateButtons()
{
    const bool hasCurrent = m_view->currentIndex().isValid();
    for (QToolButton* button : {m_remove, m_up, m_down})
        button->setEnabled(hasCurrent);
    bool hasSecret = false;
    const auto look = [&](const auto& self, const QModelIndex& parent) -> void {
        for (int row = 0; row < m_model->rowCount(parent) && !hasSecret; ++row) {
            const QModelIndex index = m_model->index(row, 0, parent);
            hasSecret = m_model->isSecret(index);
            self(self, index);
        }
    };
    look(look, {});
    m_reveal->setVisible(hasSecret);
    proposeKeys();
}

}  // namespace ui
