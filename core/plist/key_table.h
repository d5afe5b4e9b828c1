// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <deque>
#include <vector>

namespace plist {

/// Key texts are few and repeated: each becomes one QString and one small number.
class KeyTable
{
public:
    KeyTable();
    /// `bytes` that go on standing where they are need no copy.
    enum class Lifetime { Lasting, Passing };
    std::uint32_t add(QByteArrayView bytes, Lifetime lifetime);
    [[nodiscard]] const QString& key(std::uint32_t id) const { return m_keys[id].text; }
    [[nodiscard]] std::size_t size() const { return m_keys.size(); }

private:
    struct Key
    {
        QByteArrayView bytes;
        std::size_t hash;
        QString text;
    };
    [[nodiscard]] std::size_t hashOf(QByteArrayView bytes) const;
    void grow();

    std::vector<Key> m_keys;
    std::deque<QByteArray> m_copies;
    std::vector<std::uint32_t> m_slots;  ///< id + 1, 0 is free; a power of two of them
    std::uint64_t m_seed;                ///< so that nobody can choose keys that collide
};

}  // namespace plist
