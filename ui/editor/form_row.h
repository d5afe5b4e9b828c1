// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "core/report/finding.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QMenu;
class QStackedLayout;
class QToolButton;

namespace ui {

class AnyField;
class Field;
class HintLabel;

/// One setting: label, editor, hint, and the worst message about it. The only class for rows, so that
/// every input has a name, which is its label, and says its hint and message to assistive tools.
///
/// A value that the editor cannot show without loss is shown as text, with a remark, and never converted
/// unless asked in the row's menu.
class FormRow : public QWidget
{
    Q_OBJECT

public:
    /// A row for the value at `path`. `label` has its mnemonic marked by `&`.
    FormRow(const QString& label, plist::Path path, Field* field, QWidget* parent = nullptr);
    /// A row whose field is read and written by the form; `path` is what findings call it by.
    [[nodiscard]] static FormRow* manual(const QString& label, plist::Path path, Field* field);

    [[nodiscard]] QLabel* label() const { return m_label; }
    [[nodiscard]] QString name() const { return m_name; }  ///< the label without its mnemonic
    [[nodiscard]] Field* field() const { return m_field; }
    [[nodiscard]] const plist::Path& path() const { return m_path; }

    void setHint(const QString& hint);
    void read(const plist::Value& root);
    /// Whether what was read last is what `root` has.
    [[nodiscard]] bool isCurrent(const plist::Value& root) const;
    /// Shows the message of `finding`, or none.
    void setFinding(const report::Finding* finding);
    /// Shows why an edit was not carried out, until the next one is.
    void setProblem(const QString& message);
    /// From here on, text that is refused brings back the value of now.
    void beginEdit();
    /// Takes what is typed for whole, writes it if it waited for that, and begins anew.
    void commit();
    /// Shows the value again instead of text that is not in the profile.
    void dropText();
    /// Whether the edit asked for just now takes back what was typed since beginEdit().
    [[nodiscard]] bool isRestoring() const { return m_isRestoring; }
    /// Whether the input shows text that is not in the profile.
    [[nodiscard]] bool isUnfinished() const { return !m_rejected.isEmpty() || !m_problem.isEmpty(); }
    /// Puts the focus on the input for `path`, which is this row's or lies below it.
    void focusOn(const plist::Path& path);
    void setMarked(bool isMarked);
    /// Shows or hides label and editor together.
    void setShown(bool isShown);
    /// Opens the row's menu for its input `widget`, whose own menu comes first in it.
    void openMenuOf(QWidget* widget, const QPoint& globalPosition);

signals:
    /// Paths are those of the document; `seed` tells the merge key of this row's edit from others'.
    void edited(const std::vector<plist::Edit>& edits, std::size_t seed);
    /// isUnfinished() may say something else.
    void unfinishedChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void connectField(Field* field);
    void take(std::vector<plist::Edit> edits);
    void refuse(const QString& message);
    void restore();
    void showValue(const plist::Value* value);
    [[nodiscard]] bool hasFocusInside() const;
    void updateMessage();
    void openMenu(QMenu* menu, const QPoint& globalPosition);
    [[nodiscard]] QWidget* input() const;
    [[nodiscard]] std::optional<plist::Value> conversion() const;

    QString m_name;
    plist::Path m_path;
    Field* m_field;
    AnyField* m_text;  ///< stands in for m_field where that cannot show the value
    QLabel* m_label;
    QToolButton* m_menuButton;
    HintLabel* m_hint;
    QWidget* m_message;
    QLabel* m_messageIcon;
    QLabel* m_messageText;
    bool m_isManual = false;
    bool m_isMarked = false;
    std::size_t m_edit = 0;  ///< counts what was begun
    bool m_isWriting = false;
    bool m_isRestoring = false;
    std::optional<plist::Value> m_value;    ///< as last read, to know what an edit changes
    std::optional<plist::Value> m_before;   ///< when the edit that goes on began
    std::optional<std::size_t> m_position;  ///< the key's place in its dictionary, kept after it went
    std::size_t m_siblings = 0;
    QString m_rejected;
    QString m_problem;
    QString m_failure;
    std::optional<report::Finding> m_finding;
};

}  // namespace ui
