// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>

namespace base {

/// Bytes that must not be seen: a passphrase, a challenge.
///
/// Moved, never copied; wiped when it goes; nothing prints it. Take it by
/// reference and read bytes() only to hand them to the library that needs them.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);  ///< takes over `bytes`; the caller keeps no copy
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes, terminated by a NUL that is not counted.
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    /// An independent copy, for the rare place that needs two.
    [[nodiscard]] Secret copy() const;

private:
    void wipe() noexcept;
    QByteArray m_bytes;
};

QDebug operator<<(QDebug debug, const Secret& secret);

}  // namespace base
