// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/key_table.h"

#include <QHashFunctions>

#include <algorithm>
#include <cstring>

namespace plist {

KeyTable::KeyTable() : m_slots(256), m_seed(QHashSeed::globalSeed()) {}

/// Eight bytes at a time: keys are short, and what qHash sets up first costs more than they do.
std::size_t KeyTable::hashOf(QByteArrayView bytes) const
{
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15;
    std::uint64_t hash = m_seed ^ static_cast<std::uint64_t>(bytes.size());
    const char* at = bytes.begin();
    for (qsizetype left = bytes.size(); left > 0; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, static_cast<std::size_t>(std::min<qsizetype>(left, 8)));
        hash = (hash ^ word) * factor;
        hash ^= hash >> 29;
    }
    return std::size_t{hash};
}

std::uint32_t KeyTable::add(QByteArrayView bytes, Lifetime lifetime)
{
    const std::size_t hash = hashOf(bytes);
    std::size_t slot = hash & (m_slots.size() - 1);
    while (m_slots[slot] != 0) {
        const Key& key = m_keys[m_slots[slot] - 1];
        if (key.hash == hash && key.bytes == bytes)
            return m_slots[slot] - 1;
        slot = (slot + 1) & (m_slots.size() - 1);
    }
    if (lifetime == Lifetime::Passing)
        bytes = m_copies.emplace_back(bytes.toByteArray());
    m_keys.push_back({bytes, hash, QString::fromUtf8(bytes)});
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
