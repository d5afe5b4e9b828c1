// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <openssl/crypto.h>

#include <utility>

namespace base {

Secret::Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}

Secret::Secret(Secret&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret() { wipe(); }

Secret Secret::copy() const { return Secret(QByteArray(m_bytes.constData(), m_bytes.size())); }

void Secret::wipe() noexcept
{
    if (m_bytes.isEmpty())
        return;
    // A shared buffer still has another owner whose text must not change; detaching would only copy it.
    if (m_bytes.isDetached())
        OPENSSL_cleanse(m_bytes.data(), static_cast<std::size_t>(m_bytes.size()));
    m_bytes.clear();
}

QDebug operator<<(QDebug debug, const Secret& secret)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << (secret.isEmpty() ? "Secret(empty)" : "Secret(…)");
    return debug;
}

}  // namespace base
