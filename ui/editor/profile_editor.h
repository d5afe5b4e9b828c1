// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/create.h"
#include "core/report/finding.h"
#include "core/schema/schema.h"
#include "ui/editor/message_area.h"

#include <QMainWindow>

#include <optional>

class QMimeData;
class QTabWidget;

namespace ui {

class AddPayloadMenu;
class FindingsPanel;
class Form;
class Linter;
class PayloadListView;
class ProfileDocument;
class SourceView;

/// An open profile on screen: payloads left, form and source in the middle, checks right.
///
/// A main window inside the main window, for the sake of its docks.
class ProfileEditor : public QMainWindow
{
    Q_OBJECT

public:
    enum class Direction { Up, Down };
    enum class Tab { Form, Source };

    ProfileEditor(ProfileDocument& document,
                  const schema::Store& store,
                  const schema::Target& target,
                  profile::Defaults defaults,
                  QWidget* parent = nullptr);

    [[nodiscard]] Linter& linter() { return *m_linter; }
    [[nodiscard]] FindingsPanel& findingsPanel() { return *m_findings; }
    [[nodiscard]] PayloadListView& payloadList() { return *m_payloads; }
    [[nodiscard]] SourceView& source() { return *m_source; }
    [[nodiscard]] QList<QDockWidget*> docks() const { return {m_payloadDock, m_findingsDock}; }

    /// Gives the docks the places and widths of saveState(); to be called once it has its own size.
    void restoreLayout(const QByteArray& state);

    [[nodiscard]] Tab tab() const;
    void setTab(Tab tab);
    /// The selected payload's position; nothing for General.
    [[nodiscard]] std::optional<std::size_t> currentPayload() const;
    [[nodiscard]] bool canMove(Direction direction) const;

    /// Shows the value at `path` in its form, or in the source when the form has no field for it.
    void showPath(const plist::Path& path);
    /// Puts the focus into the next of list, content and checks.
    void focusNextPane();
    /// Writes what is typed in the form and waits to be written; to be called before the document is saved,
    /// exported or closed.
    void commitPending();

    void addPayload(const QString& type);
    void addCredentials(const QMimeData& files);
    void askForCredentials();
    void askForPayloadType();
    void removePayload();
    void duplicatePayload();
    void movePayload(Direction direction);

signals:
    void messageShown(const QString& topic, const ui::Message& message);
    void currentPayloadChanged();
    void tabChanged();
    void probeScepAsked(const plist::Path& payload);
    void ndesAsked(const plist::Path& payload);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeDocks();
    void leaveRoomForTheForm();
    void makeTabs();
    void connectDocument();
    void showForm();
    void putChecksLast();
    void dropForm();
    void focusForm();
    /// Puts the focus that a form lost when it was dropped on the same field of the new one, if it is of the
    /// same payload, else on the list.
    void focusAgain();
    /// What tells the form of a payload from those of others, wherever it is in the profile.
    [[nodiscard]] QString formIdentity(std::optional<std::size_t> payload) const;
    void showFindings();
    void showSource();
    void showFinding(const report::Finding& finding);
    void fix(const report::Finding& finding);
    void fixedAll(const QStringList& titles);
    void movePayloadTo(std::size_t payload, std::size_t place);
    bool apply(const QString& text, const std::vector<plist::Edit>& edits);

    ProfileDocument& m_document;
    const schema::Store& m_store;
    profile::Defaults m_defaults;
    Linter* m_linter;
    AddPayloadMenu* m_addMenu;
    PayloadListView* m_payloads = nullptr;
    FindingsPanel* m_findings = nullptr;
    QDockWidget* m_payloadDock = nullptr;
    QDockWidget* m_findingsDock = nullptr;
    QTabWidget* m_tabs = nullptr;
    QWidget* m_formRoom = nullptr;
    SourceView* m_source = nullptr;
    Form* m_form = nullptr;
    std::optional<std::size_t> m_formPayload;
    QString m_formIdentity;
    QString m_lostIdentity;
    QString m_lostField;  ///< the accessible name of what had the focus in the form that was dropped
    bool m_hasLostFocus = false;
    bool m_sourceIsStale = true;
    bool m_isNarrow = false;
};

}  // namespace ui
