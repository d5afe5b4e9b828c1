// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/subject_field.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/editor/fields/subject_delegates.h"
#include "ui/editor/fields/subject_model.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int rowsAtLeast = 2;
constexpr int rowsAtMost = 6;

/// `typed` with the attributes spelt as in `before` where they mean the same ("2.5.4.3" for "CN").
x509::Name spelledAs(x509::Name typed, const x509::Name& before)
{
    QHash<QString, QString> spelling;
    for (const x509::Rdn& rdn : before.rdns) {
        for (const x509::Attribute& attribute : rdn)
            spelling.insert(oidOf(attribute.type), attribute.type);
    }
    for (x509::Rdn& rdn : typed.rdns) {
        for (x509::Attribute& attribute : rdn)
            attribute.type = spelling.value(oidOf(attribute.type), attribute.type);
    }
    return typed;
}

/// Dotted OIDs by the names people know them by; those nobody knows stay.
x509::Name withShortNames(x509::Name name)
{
    for (x509::Rdn& rdn : name.rdns) {
        for (x509::Attribute& attribute : rdn)
            attribute.type = x509::shortName(attribute.type);
    }
    return name;
}

/// The first attribute that has no value; null when all have one.
const x509::Attribute* withoutValue(const x509::Name& name)
{
    for (const x509::Rdn& rdn : name.rdns) {
        for (const x509::Attribute& attribute : rdn) {
            if (attribute.value.isEmpty())
                return &attribute;
        }
    }
    return nullptr;
}

QToolButton* makeButton(const QString& text, const QString& explanation, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(explanation);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

SubjectField::SubjectField(QWidget* parent)
    : Field(parent)
    , m_line(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_model(new SubjectModel(this))
    , m_preview(new HintLabel({}, this))
{
    m_line->setPlaceholderText(u"O=Fabrikam, OU=IT, CN=Robs IPad"_s);
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(SubjectModel::AttributeColumn, makeAttributeDelegate(m_table));
    m_table->setItemDelegateForColumn(SubjectModel::ValueColumn, makeSubjectValueDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(SubjectModel::ValueColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->installEventFilter(this);
    setFocusProxy(m_line);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_line);
    layout->addWidget(m_table);
    layout->addWidget(makeButtons());
    layout->addWidget(m_preview);
    connect(m_line, &QLineEdit::textChanged, this, &SubjectField::takeText);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) { m_row = current.isValid() ? current.row() : m_row; });
    connect(m_model, &SubjectModel::edited, this, &SubjectField::takeTable);
    connect(m_table->verticalHeader(), &QHeaderView::sectionCountChanged, this, &SubjectField::fitTable);
    connect(m_table->verticalHeader(), &QHeaderView::sectionResized, this, &SubjectField::fitTable);
    fitTable();
}

void SubjectField::fitTable()
{
    // As high as what is in it, so that an empty one does not keep the rest of the form off the screen.
    const QHeaderView* rows = m_table->verticalHeader();
    const int row = m_model->rowCount() > 0 ? rows->sectionSize(0) : rows->minimumSectionSize();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + std::clamp(rows->length(), rowsAtLeast * row, rowsAtMost * row)
                            + 2 * m_table->frameWidth());
}

QWidget* SubjectField::makeButtons()
{
    auto* buttons = new QWidget(this);
    auto* add = makeButton(tr("Add"), tr("Add attribute (Insert)"), buttons);
    auto* remove = makeButton(tr("Remove"), tr("Remove attribute (Delete)"), buttons);
    auto* up = makeButton(tr("Up"), tr("Move attribute up (Alt+Up)"), buttons);
    auto* down = makeButton(tr("Down"), tr("Move attribute down (Alt+Down)"), buttons);
    connect(add, &QToolButton::clicked, this, &SubjectField::addRow);
    connect(remove, &QToolButton::clicked, this, &SubjectField::removeRow);
    connect(up, &QToolButton::clicked, this, [this] { moveRow(-1); });
    connect(down, &QToolButton::clicked, this, [this] { moveRow(1); });
    auto* layout = new QHBoxLayout(buttons);
    layout->setContentsMargins({});
    for (QToolButton* button : {add, remove, up, down})
        layout->addWidget(button);
    layout->addStretch();
    return buttons;
}

bool SubjectField::canShow(const plist::Value& value) const
{
    return x509::Name::fromApple(value).has_value();
}

void SubjectField::setValue(const plist::Value* value)
{
    const auto read = value ? x509::Name::fromApple(*value) : base::Result<x509::Name>(x509::Name{});
    m_isSet = value != nullptr;
    const x509::Name name = read ? *read : x509::Name{};
    m_name = name;
    if (!isTextKept() || m_isTableTyped)
        showLine();
    if (!isTextKept() || !m_isTableTyped)
        showTable();
    showPreview();
}

void SubjectField::showLine()
{
    const auto typed = x509::Name::fromString(m_line->text());
    const bool fits =
        m_line->text().isEmpty() ? m_name.isEmpty() : typed && spelledAs(*typed, m_name) == m_name;
    if (fits)
        return;
    const QSignalBlocker blocker(m_line);
    m_line->setText(withShortNames(m_name).toString());
    m_line->setCursorPosition(0);
}

void SubjectField::showTable()
{
    m_model->setName(m_name);
    // Rows that went and came back, as by undo, leave the keys of the table something to work on.
    if (m_row >= 0 && !m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->setCurrentIndex(
            m_model->index(std::min(m_row, m_model->rowCount() - 1), SubjectModel::ValueColumn));
    }
}

std::vector<plist::Edit> SubjectField::changes(const plist::Value& before, const plist::Value& after) const
{
    const auto then = x509::Name::fromApple(before);
    const auto now = x509::Name::fromApple(after);
    return then && now && !then->isEmpty() ? subjectEdits(*then, *now) : Field::changes(before, after);
}

QString SubjectField::expected() const { return tr("an array of arrays of attribute and value"); }

void SubjectField::setName(const QString& name)
{
    m_line->setAccessibleName(name);
    m_table->setAccessibleName(tr("%1: attributes and values").arg(name));
}

void SubjectField::focusOn(const plist::Path& rest)
{
    if (rest.isRoot()) {
        m_line->setFocus(Qt::OtherFocusReason);
        return;
    }
    // rest is [RDN][pair][0 or 1]; rows count pairs through all RDNs.
    int row = 0;
    const auto* rdn = std::get_if<std::size_t>(&rest.first());
    for (std::size_t i = 0; rdn && i < std::min(*rdn, m_name.rdns.size()); ++i)
        row += int(m_name.rdns[i].size());
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->setCurrentIndex(
        m_model->index(std::min(row, m_model->rowCount() - 1), SubjectModel::ValueColumn));
}

bool SubjectField::eventFilter(QObject* watched, QEvent* event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (watched != m_table || (event->type() != QEvent::KeyPress && !isOverride))
        return Field::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (isOverride) {
        // The window has these keys for payloads; in the table they are the table's.
        const bool isMove = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down;
        event->setAccepted(key->matches(QKeySequence::Paste)
                           || (isMove && key->modifiers() == Qt::AltModifier));
        return event->isAccepted();
    }
    if (key->matches(QKeySequence::Paste))
        return paste();
    if (key->key() == Qt::Key_Insert)
        addRow();
    else if (key->key() == Qt::Key_Delete)
        removeRow();
    else if (key->modifiers() == Qt::AltModifier && key->key() == Qt::Key_Up)
        moveRow(-1);
    else if (key->modifiers() == Qt::AltModifier && key->key() == Qt::Key_Down)
        moveRow(1);
    else
        return Field::eventFilter(watched, event);
    return true;
}

void SubjectField::takeText(const QString& text)
{
    m_isTableTyped = false;
    if (text.trimmed().isEmpty()) {
        emit rejected({});
        submitName({});
        return;
    }
    const auto name = x509::Name::fromString(text);
    if (!name) {
        emit rejected(name.error().message);
        return;
    }
    const x509::Attribute* gap = withoutValue(*name);
    if (gap && !withoutValue(m_name)) {
        emit rejected(tr("%1 has no value").arg(gap->type));
        return;
    }
    // What is pasted in lines or with a heading is shown as the one line that it is now.
    const QString shown = text.trimmed();
    if (shown.contains(u'\n') || shown.contains(u'\r') || shown.contains(QChar::LineSeparator)
        || shown.startsWith(u"subject"_s, Qt::CaseInsensitive)
        || shown.startsWith(u"issuer"_s, Qt::CaseInsensitive)) {
        const QSignalBlocker blocker(m_line);
        m_line->setText(name->toString());
    }
    emit rejected({});
    submitName(spelledAs(*name, m_name));
}

void SubjectField::takeTable()
{
    m_isTableTyped = true;
    if (const QString problem = m_model->problem(m_name); !problem.isEmpty()) {
        emit rejected(problem);
        return;
    }
    emit rejected({});
    submitName(m_model->name());
}

void SubjectField::submitName(const x509::Name& name)
{
    if (name == m_name && m_isSet == !name.isEmpty()) {
        if (m_isTableTyped)
            showLine();
        showTable();
        showPreview();
        return;
    }
    if (name.isEmpty())
        submit({});
    else if (m_name.isEmpty())
        submit(name.toApple());
    else
        emit edited(subjectEdits(m_name, name));
}

void SubjectField::showPreview()
{
    m_preview->setVisible(!m_name.isEmpty());
    const x509::Name name = withShortNames(m_name);
    m_preview->setText(
        tr("In the request: %1\nAs Windows shows it: %2").arg(name.toString(), name.toStringReversed()));
}

void SubjectField::addRow()
{
    const int row = m_model->addRowBehind(m_table->currentIndex().row());
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(row, SubjectModel::ValueColumn));
}

void SubjectField::removeRow()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    m_model->removeRowAt(row);
    m_table->setCurrentIndex(
        m_model->index(std::min(row, m_model->rowCount() - 1), SubjectModel::ValueColumn));
}

void SubjectField::moveRow(int by)
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const QPersistentModelIndex kept = current;
    m_model->movePart(current.row(), by);
    m_table->setCurrentIndex(kept);
}

bool SubjectField::paste()
{
    const auto name = x509::Name::fromString(QApplication::clipboard()->text());
    if (!name)
        emit failed(tr("What was pasted is not a subject: %1").arg(name.error().message));
    if (!name || name->isEmpty())
        return !name;
    m_isTableTyped = true;
    emit rejected({});
    submitName(*name);
    emit committed();
    return true;
}

}  // namespace ui
