// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <vector>

namespace plist {

/// Key texts are few and repeated: each becomes one QString and one small
/// number.
class KeyTable
{
public:
    KeyTable();
    std::uint32_t add(QByteArrayView bytes);
    [[nodiscard]] const QString& key(std::uint32_t id) const { return m_keys[id].text; }
    [[nodiscard]] std::size_t size() const { return m_keys.size(); }

private:
    struct Key
    {
        QByteArray bytes;
        std::size_t hash;
        QString text;
    };
    void grow();

    std::vector<Key> m_keys;
    std::vector<std::uint32_t> m_slots;  ///< id + 1, 0 is free; a power of two of them
};

}  // namespace plist
