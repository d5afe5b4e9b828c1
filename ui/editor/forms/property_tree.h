// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/forms/property_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;
class QTreeView;

namespace ui {

class HintLabel;

/// A PropertyModel in a tree, with all it takes to add, remove, move and change keys, also without a mouse.
class PropertyTree : public QWidget
{
    Q_OBJECT

public:
    /// `payload` is the path of the payload whose definition proposes keys.
    PropertyTree(ProfileDocument& document,
                 const schema::Store& store,
                 plist::Path payload,
                 QWidget* parent = nullptr);

    void setScopes(std::vector<PropertyModel::Scope> scopes);
    void refresh();
    /// Selects the entry at `path` or the nearest above it; false when there is none.
    bool showPath(const plist::Path& path);
    [[nodiscard]] int keyCount() const;
    /// So tall that `rows` rows are seen at once.
    void setRowsShown(int rows);

    [[nodiscard]] PropertyModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* view() const { return m_view; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeButtons();
    QWidget* makeAddBar();
    void add();
    void remove();
    void move(int by);
    void proposeKeys();
    /// Whether a row of the form, thus not this tree, shows `key`.
    [[nodiscard]] bool isShownElsewhere(const plist::Path& container, const QString& key) const;
    void followKey(const QString& key);
    void updateButtons();
    [[nodiscard]] const schema::Key* definitionOf(const plist::Path& container, const QString& key) const;
    [[nodiscard]] const std::vector<schema::Key>* definedKeys(const plist::Path& container) const;

    ProfileDocument& m_document;
    const schema::Store& m_store;
    plist::Path m_payload;
    std::vector<PropertyModel::Scope> m_scopes;
    PropertyModel* m_model;
    QTreeView* m_view;
    HintLabel* m_message;
    QComboBox* m_newKey = nullptr;
    QComboBox* m_newType = nullptr;
    QToolButton* m_add = nullptr;
    QToolButton* m_remove = nullptr;
    QToolButton* m_up = nullptr;
    QToolButton* m_down = nullptr;
    QToolButton* m_reveal = nullptr;
};

}  // namespace ui
