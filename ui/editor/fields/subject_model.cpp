// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/subject_model.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

struct AttributeTitle
{
    const char16_t* name;
    const char* title;
};
constexpr std::array attributeTitles = {
    AttributeTitle{u"CN", QT_TRANSLATE_NOOP("form", "Common name")},
    AttributeTitle{u"O", QT_TRANSLATE_NOOP("form", "Organisation")},
    AttributeTitle{u"OU", QT_TRANSLATE_NOOP("form", "Organisational unit")},
    AttributeTitle{u"C", QT_TRANSLATE_NOOP("form", "Country, two letters")},
    AttributeTitle{u"L", QT_TRANSLATE_NOOP("form", "Locality")},
    AttributeTitle{u"ST", QT_TRANSLATE_NOOP("form", "State or province")},
    AttributeTitle{u"EMAIL", QT_TRANSLATE_NOOP("form", "E-mail address")},
    AttributeTitle{u"emailAddress", QT_TRANSLATE_NOOP("form", "E-mail address")},
    AttributeTitle{u"DC", QT_TRANSLATE_NOOP("form", "Domain component")},
    AttributeTitle{u"UID", QT_TRANSLATE_NOOP("form", "User ID")},
    AttributeTitle{u"SN", QT_TRANSLATE_NOOP("form", "Surname")},
    AttributeTitle{u"GN", QT_TRANSLATE_NOOP("form", "Given name")},
    AttributeTitle{u"serialNumber", QT_TRANSLATE_NOOP("form", "Serial number")},
    AttributeTitle{u"title", QT_TRANSLATE_NOOP("form", "Title")},
    AttributeTitle{u"STREET", QT_TRANSLATE_NOOP("form", "Street address")},
};

/// Whether `type` is a dotted OID or could be a short name.
bool isAttributeType(const QString& type)
{
    const auto isLetter = [](QChar c) {
        return c.unicode() < 0x80 && c.isLetter();
    };
    return x509::isDottedOid(type)
           || (!type.isEmpty() && isLetter(type.front())
               && std::all_of(type.begin(), type.end(), [&](QChar c) {
                      return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_' || c == u'.';
                  }));
}

/// [["O","Fabrikam"]]: one RDN as it stands in the Subject.
plist::Value rdnValue(const x509::Rdn& rdn)
{
    const plist::Value subject = x509::Name{{rdn}}.toApple();
    return subject.as<plist::Array>()->front();
}

/// "Domain component, written as 0.9.2342…"
QString explanation(const QString& type)
{
    const QString name = x509::shortName(type);
    QString title = attributeTitle(name);
    if (!x509::isDottedOid(type) || name == type)
        return title;
    if (title.isEmpty())
        title = name;
    return QCoreApplication::translate("form", "%1, written as %2").arg(title, type);
}

void editRdn(std::size_t index,
             const x509::Rdn& before,
             const x509::Rdn& after,
             std::vector<plist::Edit>& edits)
{
    const plist::Path path{index};
    if (before.size() != after.size()) {
        edits.push_back(plist::Edit::set(path, rdnValue(after)));
        return;
    }
    const plist::Value old = rdnValue(before);
    const plist::Value now = rdnValue(after);
    for (std::size_t pair = 0; pair < after.size(); ++pair) {
        for (std::size_t part = 0; part < 2; ++part) {
            const plist::Path place{pair, part};
            if (!(*old.at(place) == *now.at(place)))
                edits.push_back(plist::Edit::set(path / place, *now.at(place)));
        }
    }
}

}  // namespace

std::vector<plist::Edit> subjectEdits(const x509::Name& before, const x509::Name& after)
{
    const auto& old = before.rdns;
    const auto& now = after.rdns;
    const auto [oldEnd, nowEnd] = std::mismatch(old.begin(), old.end(), now.begin(), now.end());
    const auto head = std::size_t(oldEnd - old.begin());
    std::size_t tail = 0;
    while (tail < old.size() - head && tail < now.size() - head
           && old[old.size() - 1 - tail] == now[now.size() - 1 - tail])
        ++tail;
    const std::size_t oldCount = old.size() - head - tail;
    const std::size_t nowCount = now.size() - head - tail;
    const std::size_t common = std::min(oldCount, nowCount);

    std::vector<plist::Edit> edits;
    for (std::size_t i = head; i < head + common; ++i)
        editRdn(i, old[i], now[i], edits);
    for (std::size_t i = head + oldCount; i > head + common; --i)
        edits.push_back(plist::Edit::remove({i - 1}));
    for (std::size_t i = head + common; i < head + nowCount; ++i) {
        edits.push_back(tail == 0 ? plist::Edit::set({i}, rdnValue(now[i]))
                                  : plist::Edit::insert({i}, rdnValue(now[i])));
    }
    return edits;
}

QString attributeTitle(const QString& attribute)
{
    for (const AttributeTitle& entry : attributeTitles) {
        if (attribute.compare(QStringView(entry.name), Qt::CaseInsensitive) == 0)
            return QCoreApplication::translate("form", entry.title);
    }
    return x509::isDottedOid(attribute) ? QCoreApplication::translate("form", "Object identifier")
                                        : QString();
}

QString oidOf(const QString& type) { return x509::isDottedOid(type) ? type : x509::attributeOid(type); }

bool isSameAttribute(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0 || (!oidOf(a).isEmpty() && oidOf(a) == oidOf(b));
}

void SubjectModel::setName(const x509::Name& name)
{
    if (this->name() == name)
        return;
    std::vector<Row> rows;
    for (const x509::Rdn& rdn : name.rdns) {
        for (std::size_t i = 0; i < rdn.size(); ++i)
            rows.push_back({rdn[i], i > 0});
    }
    // Rows come and go one by one, so that the current one and an open editor stay where they can.
    const auto [mine, theirs] = std::mismatch(m_rows.begin(), m_rows.end(), rows.begin(), rows.end());
    const int head = int(mine - m_rows.begin());
    const int surplus = rowCount() - int(rows.size());
    if (surplus > 0) {
        const int first = std::min(head, int(rows.size()));
        beginRemoveRows({}, first, first + surplus - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + surplus);
        endRemoveRows();
    } else if (surplus < 0) {
        beginInsertRows({}, head, head - surplus - 1);
        m_rows.insert(m_rows.begin() + head, rows.begin() + head, rows.begin() + head - surplus);
        endInsertRows();
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

x509::Name SubjectModel::name() const
{
    x509::Name name;
    for (const Row& row : m_rows) {
        if (row.attribute.type.isEmpty() || row.attribute.value.isEmpty())
            continue;
        if (row.isJoined && !name.rdns.empty())
            name.rdns.back().push_back(row.attribute);
        else
            name.rdns.push_back({row.attribute});
    }
    return name;
}

QString SubjectModel::problem(const x509::Name& known) const
{
    QStringList knownTypes;
    for (const x509::Rdn& rdn : known.rdns) {
        for (const x509::Attribute& attribute : rdn)
            knownTypes << attribute.type;
    }
    for (const Row& row : m_rows) {
        const QString& type = row.attribute.type;
        if (row.attribute.value.isEmpty() || isAttributeType(type) || knownTypes.contains(type))
            continue;
        return type.isEmpty() ? tr("“%1” has no attribute").arg(row.attribute.value)
                              : tr("“%1” is not an attribute: use a short name such as CN or an OID such as "
                                   "2.5.4.3")
                                    .arg(type);
    }
    return {};
}

std::pair<int, int> SubjectModel::partAround(int row) const
{
    const auto isJoined = [this](int at) {
        return m_rows[std::size_t(at)].isJoined;
    };
    int first = row;
    while (first > 0 && isJoined(first))
        --first;
    int end = row + 1;
    while (end < rowCount() && isJoined(end))
        ++end;
    return {first, end};
}

int SubjectModel::addRowBehind(int row)
{
    const int position = row < 0 ? rowCount() : partAround(row).second;
    const bool hasName = std::any_of(m_rows.begin(), m_rows.end(),
                                     [](const Row& each) { return each.attribute.type == u"CN"_s; });
    beginInsertRows({}, position, position);
    m_rows.insert(m_rows.begin() + position, Row{{hasName ? u"OU"_s : u"CN"_s, {}}});
    endInsertRows();
    return position;
}

void SubjectModel::removeRowAt(int row)
{
    // What was joined with this row must not be joined with the one above it.
    const std::size_t next = std::size_t(row) + 1;
    if (!m_rows[std::size_t(row)].isJoined && next < m_rows.size())
        m_rows[next].isJoined = false;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    emit edited();
}

void SubjectModel::movePart(int row, int by)
{
    const auto [first, end] = partAround(row);
    const int neighbour = by < 0 ? first - 1 : end;
    if (neighbour < 0 || neighbour >= rowCount())
        return;
    const auto [otherFirst, otherEnd] = partAround(neighbour);
    beginMoveRows({}, first, end - 1, {}, by < 0 ? otherFirst : otherEnd);
    const auto begin = m_rows.begin();
    std::rotate(begin + std::min(first, otherFirst), begin + std::max(first, otherFirst),
                begin + std::max(end, otherEnd));
    endMoveRows();
    emit edited();
}

int SubjectModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SubjectModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SubjectModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[std::size_t(index.row())];
    switch (index.column()) {
    case AttributeColumn:
        if (role == Qt::DisplayRole || role == Qt::EditRole)
            return x509::shortName(row.attribute.type);
        if (role == Qt::ToolTipRole)
            return explanation(row.attribute.type);
        break;
    case ValueColumn:
        if (role == Qt::DisplayRole || role == Qt::EditRole)
            return row.attribute.value;
        break;
    case JoinedColumn:
        if (role == Qt::CheckStateRole && index.row() > 0)
            return row.isJoined ? Qt::Checked : Qt::Unchecked;
        break;
    default: break;
    }
    if (role == Qt::AccessibleTextRole && index.column() == JoinedColumn)
        return row.isJoined ? tr("Joined with the row above") : tr("Not joined");
    return {};
}

bool SubjectModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid())
        return false;
    Row& row = m_rows[std::size_t(index.row())];
    const Row before = row;
    if (index.column() == JoinedColumn && role == Qt::CheckStateRole)
        row.isJoined = index.row() > 0 && value.toInt() == Qt::Checked;
    else if (index.column() == AttributeColumn && role == Qt::EditRole)
        setType(row, value.toString().trimmed());
    else if (index.column() == ValueColumn && role == Qt::EditRole)
        row.attribute.value = value.toString();
    else
        return false;
    if (row == before)
        return true;
    emit dataChanged(index, index);
    emit edited();
    return true;
}

void SubjectModel::setType(Row& row, const QString& type)
{
    // An OID stays one when its short name, which is what is shown, is confirmed.
    if (!isSameAttribute(row.attribute.type, type))
        row.attribute.type = type;
}

QVariant SubjectModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case AttributeColumn: return tr("Attribute");
    case ValueColumn: return tr("Value");
    case JoinedColumn:
        return role == Qt::ToolTipRole ? tr("Joined with the row above into one part of the name (+)")
                                       : tr("Joined");
    default: return {};
    }
}

Qt::ItemFlags SubjectModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    if (index.column() != JoinedColumn)
        return flags | Qt::ItemIsEditable;
    return index.row() > 0 ? flags | Qt::ItemIsUserCheckable : flags & ~Qt::ItemFlags(Qt::ItemIsEnabled);
}

}  // namespace ui
