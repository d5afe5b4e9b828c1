// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/key_table.h"

#include <QHash>

namespace plist {

KeyTable::KeyTable() : m_slots(256) {}

std::uint32_t KeyTable::add(QByteArrayView bytes)
{
    const std::size_t hash = qHash(bytes, 0);
    std::size_t slot = hash & (m_slots.size() - 1);
    while (m_slots[slot] != 0) {
        const Key& key = m_keys[m_slots[slot] - 1];
        if (key.hash == hash && key.bytes == bytes)
            return m_slots[slot] - 1;
        slot = (slot + 1) & (m_slots.size() - 1);
    }
    m_keys.push_back({bytes.toByteArray(), hash, QString::fromUtf8(bytes)});
    m_slots[slot] = static_cast<std::uint32_t>(m_keys.size());
    if (m_keys.size() * 2 > m_slots.size())
        grow();
    return static_cast<std::uint32_t>(m_keys.size() - 1);
}

void KeyTable::grow()
{
    m_slots.assign(m_slots.size() * 4, 0);
    for (std::size_t id = 0; id < m_keys.size(); ++id) {
        std::size_t slot = m_keys[id].hash & (m_slots.size() - 1);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (m_slots.size() - 1);
        m_slots[slot] = static_cast<std::uint32_t>(id + 1);
    }
}

}  // namespace plist
