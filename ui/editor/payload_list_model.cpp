// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/payload_list_model.h"

#include "core/x509/bundle.h"
#include "ui/document/profile_document.h"
#include "ui/style/icon.h"
#include "ui/style/tone.h"

#include <QHash>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

// Parents of the rows below a group carry the group's row; rows at the top carry this.
constexpr quintptr topLevel = 0;

QString dragType() { return u"application/x-profilewright-payload"_s; }

bool isCredentials(const QString& type)
{
    return type == u"com.apple.security.root" || type == u"com.apple.security.pkcs1"
           || type == u"com.apple.security.pem" || type == u"com.apple.security.pkcs12";
}

/// What tells a payload from others of its type, in its own words; empty when it says nothing.
QString distinction(const profile::Payload& payload)
{
    if (payload.type == u"com.apple.security.scep" || payload.type == u"com.apple.security.acme") {
        const bool isScep = payload.type == u"com.apple.security.scep";
        const plist::Dict* settings = isScep ? payload.content() : payload.dict;
        const auto text = [settings](QStringView key) {
            const auto* value = settings ? settings->get<QString>(key) : nullptr;
            return value ? *value : QString();
        };
        const QString name = text(u"Name");
        return name.isEmpty() ? QUrl(text(isScep ? u"URL" : u"DirectoryURL")).host() : name;
    }
    if (payload.type == u"com.apple.wifi.managed")
        return payload.string(u"SSID_STR");
    if (payload.type.startsWith(u"com.apple.vpn"_s))
        return payload.string(u"UserDefinedName");
    if (!isCredentials(payload.type))
        return {};
    if (payload.type != u"com.apple.security.pkcs12") {
        if (const auto* bytes = payload.dict->get<QByteArray>(u"PayloadContent")) {
            const auto certificates = x509::readCertificates(*bytes);
            if (certificates && !certificates->empty())
                return certificates->front().displayName();
        }
    }
    return payload.string(u"PayloadCertificateFileName");
}

std::size_t size(int value) { return static_cast<std::size_t>(value); }

}  // namespace

PayloadListModel::PayloadListModel(ProfileDocument& document, QObject* parent)
    : QAbstractItemModel(parent)
    , m_document(document)
    , m_groups(grouped())
    , m_identities(identities())
{
    connect(&document, &ProfileDocument::changed, this, &PayloadListModel::reread);
}

std::vector<PayloadListModel::Group> PayloadListModel::grouped() const
{
    std::vector<Group> groups;
    QHash<QString, std::size_t> known;
    const auto& payloads = m_document.profile().payloads();
    for (std::size_t position = 0; position < payloads.size(); ++position) {
        const QString& type = payloads[position].type;
        const QString key = isCredentials(type) ? u"credentials"_s : type;
        auto group = known.constFind(key);
        if (group == known.constEnd()) {
            QString title = isCredentials(type) ? tr("Credentials")
                            : type.isEmpty()    ? tr("Without a type")
                                                : profile::payloadTitle(type);
            group = known.insert(key, groups.size());
            groups.push_back({key, std::move(title), {}});
        }
        groups[*group].payloads.push_back(position);
    }
    return groups;
}

std::vector<QString> PayloadListModel::identities() const
{
    std::vector<QString> identities;
    const auto& payloads = m_document.profile().payloads();
    identities.reserve(payloads.size());
    for (const profile::Payload& payload : payloads)
        identities.push_back(payload.type + u' ' + payload.uuid + u' ' + QString::number(payload.index));
    return identities;
}

void PayloadListModel::reread(const plist::Path& scope)
{
    // Deep inside one payload nothing can change but what its row says.
    if (scope.depth() > 2 && std::get_if<QString>(&scope.first()) && scope.lastKey() != u"PayloadType"
        && scope.lastKey() != u"PayloadUUID") {
        const plist::Path payloadPath{*scope.begin(), *std::next(scope.begin())};
        const auto& payloads = m_document.profile().payloads();
        const auto found =
            std::find_if(payloads.begin(), payloads.end(), [&payloadPath](const profile::Payload& payload) {
                return payload.path == payloadPath;
            });
        if (found != payloads.end() && payloads.size() == m_identities.size()) {
            const QModelIndex row = indexOf(static_cast<std::size_t>(found - payloads.begin()));
            emit dataChanged(row, row);
            return;
        }
    }

    std::vector<QString> identitiesNow = identities();
    if (identitiesNow == m_identities) {
        emit dataChanged(generalIndex(), generalIndex());
        for (std::size_t group = 0; group < m_groups.size(); ++group) {
            const QModelIndex parent = index(static_cast<int>(group) + 1, 0);
            emit dataChanged(index(0, 0, parent), index(rowCount(parent) - 1, 0, parent));
        }
        return;
    }
    beginResetModel();
    m_identities = std::move(identitiesNow);
    m_groups = grouped();
    m_badges.clear();
    endResetModel();
    emit structureChanged();
}

void PayloadListModel::setFindings(const std::vector<report::Finding>& findings)
{
    QHash<std::size_t, std::size_t> positions;  // by index in the array
    const auto& payloads = m_document.profile().payloads();
    for (std::size_t position = 0; position < payloads.size(); ++position)
        positions.insert(payloads[position].index, position);

    std::map<std::optional<std::size_t>, Badge> badges;
    for (const report::Finding& finding : findings) {
        std::optional<std::size_t> place;
        if (finding.path && finding.path->depth() >= 2
            && finding.path->first() == plist::Path::Step(u"PayloadContent"_s)) {
            if (const auto* step = std::get_if<std::size_t>(&*std::next(finding.path->begin()));
                step && positions.contains(*step))
                place = positions.value(*step);
        }
        const auto [badge, isNew] = badges.try_emplace(place, Badge{finding.severity, 1});
        if (isNew)
            continue;
        if (finding.severity < badge->second.worst)
            badge->second = {finding.severity, 1};
        else if (finding.severity == badge->second.worst)
            ++badge->second.count;
    }

    std::vector<std::optional<std::size_t>> differing;
    for (const auto& [place, badge] : badges) {
        if (const auto old = m_badges.find(place); old == m_badges.end() || old->second != badge)
            differing.push_back(place);
    }
    for (const auto& [place, badge] : m_badges) {
        if (!badges.contains(place))
            differing.push_back(place);
    }
    m_badges = std::move(badges);
    for (const auto& place : differing) {
        if (const QModelIndex row = indexOf(place); row.isValid())
            emit dataChanged(row, row);
    }
}

std::optional<std::pair<std::size_t, std::size_t>> PayloadListModel::find(std::size_t payload) const
{
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        const auto& payloads = m_groups[group].payloads;
        // Ascending by construction.
        const auto found = std::lower_bound(payloads.begin(), payloads.end(), payload);
        if (found != payloads.end() && *found == payload)
            return std::pair{group, static_cast<std::size_t>(found - payloads.begin())};
    }
    return {};
}

QModelIndex PayloadListModel::indexOf(std::optional<std::size_t> payload) const
{
    if (!payload)
        return generalIndex();
    const auto place = find(*payload);
    if (!place)
        return {};
    return createIndex(static_cast<int>(place->second), 0, static_cast<quintptr>(place->first) + 1);
}

std::optional<std::size_t> PayloadListModel::payloadAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return m_groups[index.internalId() - 1].payloads[size(index.row())];
}

bool PayloadListModel::isGeneral(const QModelIndex& index) const
{
    return index.isValid() && index.internalId() == topLevel && index.row() == 0;
}

std::optional<std::size_t> PayloadListModel::placeAbove(std::size_t payload) const
{
    const auto place = find(payload);
    if (!place)
        return {};
    const auto [group, row] = *place;
    if (row > 0)
        return m_groups[group].payloads[row - 1];
    if (group > 0)
        return m_groups[group - 1].payloads.front();
    return {};
}

std::optional<std::size_t> PayloadListModel::placeBelow(std::size_t payload) const
{
    const auto place = find(payload);
    if (!place)
        return {};
    const auto [group, row] = *place;
    const auto& payloads = m_groups[group].payloads;
    if (row + 1 < payloads.size())
        return payloads[row + 1];
    if (payloads.size() == 1 && group + 1 < m_groups.size())
        return m_groups[group + 1].payloads.front();
    return {};
}

QModelIndex PayloadListModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) : topLevel);
}

QModelIndex PayloadListModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId()), 0, topLevel);
}

int PayloadListModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size()) + 1;
    if (parent.internalId() != topLevel || parent.row() == 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[size(parent.row() - 1)].payloads.size());
}

int PayloadListModel::columnCount(const QModelIndex& parent) const
{
    Q_UNUSED(parent)
    return 1;
}

QString PayloadListModel::nameOf(std::size_t payload) const
{
    const auto& payloads = m_document.profile().payloads();
    const profile::Payload& shown = payloads[payload];
    const QString title = shown.type.isEmpty() ? tr("Without a type") : profile::payloadTitle(shown.type);
    const QString fileName = shown.string(u"PayloadCertificateFileName");
    const QString name = !shown.displayName.isEmpty() ? shown.displayName
                         : !fileName.isEmpty()        ? fileName
                                                      : title;
    const auto place = find(payload);
    const bool isTold =
        name != title && place
        && std::none_of(m_groups[place->first].payloads.begin(), m_groups[place->first].payloads.end(),
                        [&payloads, &shown, payload](std::size_t other) {
                            return other != payload && payloads[other].displayName == shown.displayName;
                        });
    if (isTold)
        return name;
    const QString mark = distinction(shown);
    return mark.isEmpty() || mark == name ? name : tr("%1 – %2").arg(name, mark);
}

const PayloadListModel::Badge* PayloadListModel::badgeAt(const QModelIndex& index) const
{
    const std::optional<std::size_t> payload = payloadAt(index);
    if (!payload && !isGeneral(index))
        return nullptr;
    const auto badge = m_badges.find(payload);
    return badge == m_badges.end() ? nullptr : &badge->second;
}

QVariant PayloadListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Badge* badge = badgeAt(index);
    const QString found = badge ? severityCount(badge->worst, badge->count) : QString();
    if (role == WorstRole)
        return badge ? QVariant(static_cast<int>(badge->worst)) : QVariant();
    if (role == CountRole)
        return badge ? badge->count : 0;

    const std::optional<std::size_t> payload = payloadAt(index);
    if (!payload) {
        const bool general = isGeneral(index);
        const QString title = general ? tr("General") : m_groups[size(index.row() - 1)].title;
        switch (role) {
        case Qt::DisplayRole: return title;
        case Qt::DecorationRole: return general ? icon(u"payload-general"_s) : QVariant();
        case Qt::AccessibleTextRole: return badge ? tr("%1: %2").arg(title, found) : title;
        case IsGroupRole: return !general;
        default: return {};
        }
    }
    const profile::Payload& shown = m_document.profile().payloads()[*payload];
    switch (role) {
    case Qt::DisplayRole: return nameOf(*payload);
    case Qt::DecorationRole: return payloadIcon(shown.type);
    case Qt::ToolTipRole: {
        const QString identity =
            shown.identifier.isEmpty() ? shown.type : u"%1\n%2"_s.arg(shown.type, shown.identifier);
        return badge ? u"%1\n%2"_s.arg(identity, found) : identity;
    }
    case Qt::AccessibleTextRole: {
        const QString title = profile::payloadTitle(shown.type);
        return badge ? tr("%1, %2: %3").arg(nameOf(*payload), title, found)
                     : tr("%1, %2").arg(nameOf(*payload), title);
    }
    case IsGroupRole: return false;
    default: return {};
    }
}

Qt::ItemFlags PayloadListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    if (payloadAt(index))
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    if (isGeneral(index))
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    // Not enabled, so that the arrow keys pass over it.
    return Qt::ItemIsDropEnabled;
}

QStringList PayloadListModel::mimeTypes() const { return {dragType()}; }

QMimeData* PayloadListModel::mimeData(const QModelIndexList& indexes) const
{
    const std::optional<std::size_t> payload = payloadAt(indexes.value(0));
    if (!payload)
        return nullptr;
    auto* data = new QMimeData;
    data->setData(dragType(), QByteArray::number(static_cast<qulonglong>(*payload)));
    return data;
}

std::optional<std::size_t> PayloadListModel::placeForDrop(std::size_t payload,
                                                          int row,
                                                          const QModelIndex& parent) const
{
    std::optional<std::size_t> before;  // the payload in front of which it was dropped
    if (parent.isValid() && !payloadAt(parent)) {
        const auto& payloads = m_groups[size(parent.row() - 1)].payloads;
        if (row >= 0 && size(row) < payloads.size())
            before = payloads[size(row)];
        else
            return payloads.back() < payload ? payloads.back() + 1 : payloads.back();
    } else if (!parent.isValid() && row >= 1 && size(row - 1) < m_groups.size()) {
        before = m_groups[size(row - 1)].payloads.front();
    } else {
        return m_identities.size() - 1;
    }
    // Taking it out moves what lies behind it forward by one.
    return *before > payload ? *before - 1 : *before;
}

bool PayloadListModel::canDropMimeData(
    const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) const
{
    Q_UNUSED(row)
    Q_UNUSED(column)
    return action == Qt::MoveAction && data->hasFormat(dragType()) && !isGeneral(parent)
           && !payloadAt(parent);
}

bool PayloadListModel::dropMimeData(
    const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    bool isNumber = false;
    const auto payload = static_cast<std::size_t>(data->data(dragType()).toULongLong(&isNumber));
    if (!isNumber || payload >= m_identities.size())
        return false;
    if (const auto place = placeForDrop(payload, row, parent); place && *place != payload)
        emit moveAsked(payload, *place);
    // The document has moved it, and the view must not remove the row on top of that.
    return false;
}

}  // namespace ui
