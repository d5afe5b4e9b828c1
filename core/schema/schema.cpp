// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/schema.h"

#include <algorithm>

namespace schema {

namespace {

const Key* findIn(const std::vector<Key>& keys, QStringView name)
{
    const auto it = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
    return it == keys.end() ? nullptr : &*it;
}

}  // namespace

const Key* Key::find(QStringView key) const
{
    const Key* found = findIn(subkeys, key);
    return found ? found : findIn(subkeys, u"*");
}

const Key* Payload::find(QStringView key) const { return findIn(keys, key); }

}  // namespace schema
