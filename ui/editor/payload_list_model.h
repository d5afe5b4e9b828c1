// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/path.h"
#include "core/report/finding.h"

#include <QAbstractItemModel>

#include <map>
#include <optional>
#include <vector>

namespace ui {

class ProfileDocument;

/// The payloads of a profile as a list shows them: General, then one group a payload type with its
/// payloads under it. Groups come in the order in which their types first appear.
///
/// A payload is named by its position in profile::Profile::payloads(); General by nothing.
class PayloadListModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        WorstRole = Qt::UserRole,  ///< report::Severity as int, when there is a finding
        CountRole,                 ///< how many findings of that severity
        IsGroupRole,
    };

    explicit PayloadListModel(ProfileDocument& document, QObject* parent = nullptr);

    [[nodiscard]] QModelIndex generalIndex() const { return index(0, 0); }
    [[nodiscard]] QModelIndex indexOf(std::optional<std::size_t> payload) const;
    /// The payload at `index`; nothing for General and for groups.
    [[nodiscard]] std::optional<std::size_t> payloadAt(const QModelIndex& index) const;
    [[nodiscard]] bool isGeneral(const QModelIndex& index) const;

    /// Badges follow from these.
    void setFindings(const std::vector<report::Finding>& findings);

    /// Where in the array the payload goes when it moves one row up or down; nothing at the end.
    [[nodiscard]] std::optional<std::size_t> placeAbove(std::size_t payload) const;
    [[nodiscard]] std::optional<std::size_t> placeBelow(std::size_t payload) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData* data,
                                       Qt::DropAction action,
                                       int row,
                                       int column,
                                       const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data,
                      Qt::DropAction action,
                      int row,
                      int column,
                      const QModelIndex& parent) override;

signals:
    /// Payloads were added, removed, moved or changed type: positions mean other payloads now.
    void structureChanged();
    /// A payload was dragged: it should go to `place` in the array.
    void moveAsked(std::size_t payload, std::size_t place);

private:
    struct Group
    {
        QString key;
        QString title;
        std::vector<std::size_t> payloads;
        bool operator==(const Group&) const = default;
    };
    struct Badge
    {
        report::Severity worst = report::Severity::Info;
        int count = 0;
        bool operator==(const Badge&) const = default;
    };

    void reread(const plist::Path& scope);
    [[nodiscard]] std::vector<Group> grouped() const;
    [[nodiscard]] std::vector<QString> identities() const;
    [[nodiscard]] QString nameOf(std::size_t payload) const;
    [[nodiscard]] const Badge* badgeAt(const QModelIndex& index) const;
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> find(std::size_t payload) const;
    [[nodiscard]] std::optional<std::size_t> placeForDrop(std::size_t payload,
                                                          int row,
                                                          const QModelIndex& parent) const;

    ProfileDocument& m_document;
    std::vector<Group> m_groups;
    std::vector<QString> m_identities;  ///< type and UUID of each payload, to see what became of them
    std::map<std::optional<std::size_t>, Badge> m_badges;
};

}  // namespace ui
