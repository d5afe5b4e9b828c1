// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <map>
#include <optional>

class QMenu;
class QToolButton;
class QTreeView;

namespace ui {

class PayloadListModel;
class ProfileDocument;

/// The list of payloads with its buttons; it asks, the editor acts.
class PayloadListView : public QWidget
{
    Q_OBJECT

public:
    /// `addMenu` is what the Add buttons open.
    PayloadListView(ProfileDocument& document, QMenu& addMenu, QWidget* parent = nullptr);

    [[nodiscard]] PayloadListModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* tree() const { return m_tree; }
    /// The selected payload's position; nothing for General.
    [[nodiscard]] std::optional<std::size_t> current() const;
    void setCurrent(std::optional<std::size_t> payload);
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void currentChanged();
    void editAsked();
    void removeAsked();
    void duplicateAsked();
    void moveUpAsked();
    void moveDownAsked();
    void moveAsked(std::size_t payload, std::size_t place);

private:
    QWidget* makeButtons(QMenu& addMenu);
    QWidget* makeEmptyState(QMenu& addMenu);
    QToolButton* addButton(const QString& iconName, const QString& name, const QString& toolTip);
    /// Keeps in mind what was selected after each step, so that going back in the history selects it again.
    void followHistory();
    void noteSelection();
    /// Selects what was selected, wherever it is by now.
    void selectAgain();
    void showState();
    void openContextMenu(const QPoint& place);

    ProfileDocument& m_document;
    PayloadListModel* m_model;
    QTreeView* m_tree;
    QWidget* m_empty = nullptr;
    QMenu& m_addMenu;
    QToolButton* m_remove = nullptr;
    QToolButton* m_duplicate = nullptr;
    QToolButton* m_up = nullptr;
    QToolButton* m_down = nullptr;
    std::map<int, std::optional<std::size_t>> m_selectedAt;  ///< by the step of the undo stack
    std::optional<std::size_t> m_selected;                   ///< kept while the model is reset
    QString m_selectedIdentity;                              ///< its type and UUID
    std::size_t m_count = 0;                                 ///< of the payloads there were with it
    int m_resetStep = 0;
    std::optional<std::size_t> m_placeBeforeReset;
    bool m_isResetting = false;
    bool m_isMoved = false;
};

}  // namespace ui
