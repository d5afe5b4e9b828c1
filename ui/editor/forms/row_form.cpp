// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/row_form.h"

#include "ui/document/profile_document.h"
#include "ui/editor/fields/text_field.h"
#include "ui/editor/form_row.h"
#include "ui/editor/forms/property_tree.h"

#include <QAbstractItemDelegate>
#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int margin = 14;
constexpr int sectionGap = 16;
constexpr int emsBeside = 46;  ///< narrower than this, labels go above their editors
constexpr int settingsRows = 14;
constexpr int emsAtMost = 76;  ///< lines longer than this are hard to follow

/// A scroll area whose content is never wider than the view, so that texts wrap instead of being cut.
QScrollArea* makeScrollArea(QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

}  // namespace

RowForm::RowForm(ProfileDocument& document, const schema::Store& store, plist::Path path, QWidget* parent)
    : Form(parent)
    , m_document(document)
    , m_store(store)
    , m_path(std::move(path))
    , m_scroll(makeScrollArea(this))
    , m_content(new QWidget)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_scroll);
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(sectionGap);
    m_scroll->setWidget(m_content);
    connect(&m_document, &ProfileDocument::changed, this, &RowForm::readAll);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { followFocus(now); });
}

RowForm::~RowForm()
{
    // An editor that is open in a table commits when it goes, and the document tells of it.
    m_document.disconnect(this);
    qApp->disconnect(this);
}

Section* RowForm::addSection(const QString& title, Section::Fold fold)
{
    auto* section = new Section(title, fold, m_content);
    m_content->layout()->addWidget(section);
    m_sections.push_back(section);
    return section;
}

FormRow* RowForm::addRow(
    Section* section, const QString& label, const plist::Path& path, Field* field, const QString& hint)
{
    auto* row = new FormRow(label, at(path), field);
    row->setHint(hint);
    section->add(row);
    m_rows.push_back(row);
    connect(
        row, &FormRow::edited, this,
        [this, row](const std::vector<plist::Edit>& edits, std::size_t seed) { applyRow(row, edits, seed); });
    connect(row, &FormRow::unfinishedChanged, this, &RowForm::tellUnfinished);
    return row;
}

FormRow* RowForm::addManualRow(Section* section, const QString& label, const plist::Path& path, Field* field)
{
    FormRow* row = FormRow::manual(label, at(path), field);
    section->add(row);
    m_rows.push_back(row);
    return row;
}

void RowForm::addPayloadSection(const QString& nameLabel, Section::Fold fold)
{
    Section* section = addSection(tr("Payload"), fold);
    addRow(section, nameLabel, {u"PayloadDisplayName"_s}, new TextField);
    addPayloadRows(section);
}

void RowForm::addPayloadRows(Section* section)
{
    addRow(section, tr("Identifier"), {u"PayloadIdentifier"_s}, new TextField);
    addRow(section, tr("Organization"), {u"PayloadOrganization"_s}, new TextField);
    addRow(section, tr("Description"), {u"PayloadDescription"_s}, new TextField);
    addRow(section, tr("UUID"), {u"PayloadUUID"_s}, new TextField(TextField::Kind::ReadOnly));
}

void RowForm::addOtherKeys(const QString& title,
                           const std::vector<plist::Path>& paths,
                           const QSet<QString>& alsoShown)
{
    m_otherTitle = title;
    m_otherSection = addSection(title, Section::Fold::Closed);
    addTree(paths, alsoShown);
    m_otherSection->addWide(m_tree);
}

void RowForm::addSettings(const QString& title)
{
    Section* section = addSection(title);
    addTree({{}}, {});
    m_tree->setRowsShown(settingsRows);
    section->addWide(m_tree);
}

void RowForm::addTree(const std::vector<plist::Path>& paths, const QSet<QString>& alsoShown)
{
    m_tree = new PropertyTree(m_document, m_store, m_path);
    std::vector<PropertyModel::Scope> scopes;
    scopes.reserve(paths.size());
    for (const plist::Path& path : paths)
        scopes.push_back({at(path), keysOfRows(at(path)) + alsoShown});
    m_tree->setScopes(std::move(scopes));
}

void RowForm::finish()
{
    static_cast<QVBoxLayout*>(m_content->layout())->addStretch();
    readAll({});
    if (m_otherSection && m_tree->keyCount() > 0)
        m_otherSection->unfold();
    align();
}

void RowForm::read(const plist::Path& scope) { Q_UNUSED(scope) }

std::vector<plist::Edit> RowForm::completed(std::vector<plist::Edit> edits) const { return edits; }

bool RowForm::apply(const QString& text, const std::vector<plist::Edit>& edits, std::size_t mergeSeed)
{
    const int key = mergeSeed == 0 ? 0 : int(qHash(mergeSeed + m_visit) & 0x7fffffffU) | 1;
    return m_document.apply(text, completed(edits), key).has_value();
}

void RowForm::applyRow(FormRow* row, const std::vector<plist::Edit>& edits, std::size_t seed)
{
    // What is shown may be gone or have moved, if this form is about to go: then it says nothing.
    if (!row->isCurrent(m_document.root()))
        return;
    const int key = int(qHash(seed + m_visit) & 0x7fffffffU) | 1;
    const auto done = m_document.apply(tr("Change %1").arg(row->name()), completed(edits), key);
    if (row->isRestoring())
        forgetStep(key);
    row->setProblem(done ? QString() : done.error().message);
}

void RowForm::forgetStep(int mergeKey)
{
    // The step has vanished, unless something else came with the first letter or the value was written in a
    // style of its own: then taking the step back leaves the text as it was, to the byte.
    QUndoStack* stack = m_document.undoStack();
    const QUndoCommand* last = stack->index() > 0 ? stack->command(stack->index() - 1) : nullptr;
    if (!last || last->id() != mergeKey)
        return;
    stack->undo();
    const_cast<QUndoCommand*>(last)->setObsolete(true);
    stack->redo();  // an obsolete step is not done again but deleted
}

const plist::Dict* RowForm::dict() const
{
    const plist::Value* value = m_document.root().at(m_path);
    return value ? value->as<plist::Dict>() : nullptr;
}

bool RowForm::showField(const plist::Path& path)
{
    if (!path.startsWith(m_path))
        return false;
    FormRow* row = rowFor(path);
    if (!row && m_tree && m_tree->showPath(path)) {
        unfoldAround(m_tree);
        m_scroll->ensureWidgetVisible(m_tree);
        return true;
    }
    if (!row)
        return false;
    unfoldAround(row);
    row->focusOn(path);
    if (m_marked)
        m_marked->setMarked(false);
    m_marked = row;
    m_marked->setMarked(true);
    m_focused = row;
    m_scroll->ensureWidgetVisible(row);
    return true;
}

void RowForm::setFindings(const std::vector<report::Finding>& findings)
{
    QHash<FormRow*, const report::Finding*> worst;
    for (const report::Finding& finding : findings) {
        if (!finding.path || !finding.path->startsWith(m_path))
            continue;
        FormRow* row = rowFor(*finding.path);
        if (!row || !finding.path->startsWith(row->path()))
            continue;
        const report::Finding*& known = worst[row];
        if (!known || finding.severity < known->severity)
            known = &finding;
    }
    for (FormRow* row : m_rows)
        row->setFinding(worst.value(row));
}

void RowForm::commitPending()
{
    const auto views = findChildren<QAbstractItemView*>();
    for (QAbstractItemView* view : views) {
        const QModelIndex index = view->currentIndex();
        QWidget* editor = index.isValid() ? view->indexWidget(index) : nullptr;
        if (editor)
            emit view->itemDelegateForIndex(index)->commitData(editor);
    }
    for (FormRow* row : m_rows)
        row->commit();
}

void RowForm::resizeEvent(QResizeEvent* event)
{
    Form::resizeEvent(event);
    align();
}

void RowForm::changeEvent(QEvent* event)
{
    Form::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        align();
}

void RowForm::readAll(const plist::Path& scope)
{
    // Another payload's change matters only to those who look at other payloads in read().
    if (scope.startsWith(m_path) || m_path.startsWith(scope)) {
        setEnabled(dict() != nullptr);
        for (FormRow* row : m_rows)
            row->read(m_document.root());
        updateOtherKeys();
    }
    if (dict())
        read(scope);
}

void RowForm::align()
{
    const int em = fontMetrics().horizontalAdvance(u'M');
    const bool isStacked = width() < emsBeside * em;
    int labels = 0;
    for (const Section* section : m_sections)
        labels = std::max(labels, section->labelWidth());
    for (Section* section : m_sections) {
        section->setStacked(isStacked);
        section->setLabelWidth(labels);
    }
    m_content->setMaximumWidth(emsAtMost * em);
}

FormRow* RowForm::rowFor(const plist::Path& path) const
{
    FormRow* best = nullptr;
    for (FormRow* row : m_rows) {
        if (!path.startsWith(row->path()))
            continue;
        // Of two rows for one key the later one shows the value itself, while it is shown.
        const bool isNearer = !best || row->path().depth() > best->path().depth();
        if (isNearer || (row->path() == best->path() && !row->isHidden()))
            best = row;
    }
    if (best)
        return best;
    for (FormRow* row : m_rows) {
        if (row->path().startsWith(path))
            return row;
    }
    return nullptr;
}

void RowForm::unfoldAround(QWidget* widget)
{
    for (Section* section : m_sections) {
        if (section->isAncestorOf(widget))
            section->unfold();
    }
}

void RowForm::updateOtherKeys()
{
    if (!m_tree)
        return;
    m_tree->refresh();
    if (!m_otherSection)
        return;
    const int count = m_tree->keyCount();
    m_otherSection->setTitle(count == 0 ? m_otherTitle : tr("%1 (%2)").arg(m_otherTitle).arg(count));
}

QSet<QString> RowForm::keysOfRows(const plist::Path& dictionary) const
{
    QSet<QString> keys{u"PayloadType"_s, u"PayloadVersion"_s};
    for (const FormRow* row : m_rows) {
        if (!row->path().startsWith(dictionary) || row->path() == dictionary)
            continue;
        plist::Path rest = row->path();
        for (std::size_t i = 0; i < dictionary.depth(); ++i)
            rest = rest.withoutFirst();
        if (const auto* key = std::get_if<QString>(&rest.first()))
            keys.insert(*key);
    }
    return keys;
}

}  // namespace ui
