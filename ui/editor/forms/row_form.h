// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/form.h"
#include "ui/editor/forms/section.h"

#include <QPointer>
#include <QSet>

class QKeyEvent;
class QScrollArea;

namespace ui {

class Field;
class FormRow;
class PropertyTree;

/// A form made of sections of rows, for the dictionary at one path.
class RowForm : public Form
{
    Q_OBJECT

public:
    ~RowForm() override;

    [[nodiscard]] bool showField(const plist::Path& path) override;
    void setFindings(const std::vector<report::Finding>& findings) override;
    void commitPending() override;

    /// The rows in the order shown.
    [[nodiscard]] const std::vector<FormRow*>& rows() const { return m_rows; }

protected:
    RowForm(ProfileDocument& document, const schema::Store& store, plist::Path path, QWidget* parent);

    Section* addSection(const QString& title, Section::Fold fold = Section::Fold::None);
    /// A row for the value at `path`, which is relative to the form's own. `field` is taken over.
    FormRow* addRow(Section* section,
                    const QString& label,
                    const plist::Path& path,
                    Field* field,
                    const QString& hint = {});
    /// A row that the form reads and writes itself.
    FormRow* addManualRow(Section* section, const QString& label, const plist::Path& path, Field* field);
    /// Identifier, organisation, description and UUID, which every payload has, and its name as `nameLabel`.
    void addPayloadSection(const QString& nameLabel, Section::Fold fold);
    void addPayloadRows(Section* section);
    /// The entries of the dictionaries at `paths` (relative) that no row shows, under `title`; those in
    /// `alsoShown` are left out too.
    void addOtherKeys(const QString& title,
                      const std::vector<plist::Path>& paths,
                      const QSet<QString>& alsoShown = {});
    /// The same as the main part of a form, under `title`.
    void addSettings(const QString& title);
    /// To be called when all rows are there.
    void finish();

    /// Reads what rows do not read themselves.
    virtual void read(const plist::Path& scope);
    /// What an edit of this form takes along: more edits, or the same.
    [[nodiscard]] virtual std::vector<plist::Edit> completed(std::vector<plist::Edit> edits) const;

    bool apply(const QString& text, const std::vector<plist::Edit>& edits, std::size_t mergeSeed = 0);
    void applyRow(FormRow* row, const std::vector<plist::Edit>& edits, std::size_t seed);

    [[nodiscard]] ProfileDocument& document() const { return m_document; }
    [[nodiscard]] const schema::Store& store() const { return m_store; }
    [[nodiscard]] const plist::Path& path() const { return m_path; }
    /// The form's dictionary; null when it is gone.
    [[nodiscard]] const plist::Dict* dict() const;
    [[nodiscard]] plist::Path at(const plist::Path& relative) const { return m_path / relative; }

    /// Watches the input that has the focus.
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void readAll(const plist::Path& scope);
    void align();
    void followFocus(QWidget* now);
    void followEdit(FormRow* row);
    void forgetStep(int mergeKey);
    bool openMenu(QEvent* event);
    bool filterKey(QKeyEvent* event);
    void tellUnfinished();
    [[nodiscard]] FormRow* rowAround(QWidget* widget) const;
    [[nodiscard]] FormRow* rowFor(const plist::Path& path) const;
    void unfoldAround(QWidget* widget);
    void addTree(const std::vector<plist::Path>& paths, const QSet<QString>& alsoShown);
    void updateOtherKeys();
    [[nodiscard]] QSet<QString> keysOfRows(const plist::Path& dictionary) const;

    ProfileDocument& m_document;
    const schema::Store& m_store;
    plist::Path m_path;
    QScrollArea* m_scroll;
    QWidget* m_content;
    std::vector<Section*> m_sections;
    std::vector<FormRow*> m_rows;
    Section* m_otherSection = nullptr;  ///< null when the tree is the main part
    QString m_otherTitle;
    PropertyTree* m_tree = nullptr;
    QPointer<QWidget> m_input;  ///< of ours, with the focus
    FormRow* m_focused = nullptr;
    FormRow* m_edited = nullptr;  ///< the row that had the focus last, until another widget has it
    FormRow* m_marked = nullptr;
    QStringList m_unfinished;
    std::size_t m_visit = 1;  ///< counts moves of the focus from row to row: each begins a new undo step
};

}  // namespace ui
