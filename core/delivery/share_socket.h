// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

struct sockaddr;

namespace delivery {

/// A descriptor that is closed when it goes.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    Descriptor(Descriptor&& other) noexcept : m_descriptor(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    [[nodiscard]] int get() const { return m_descriptor; }
    [[nodiscard]] int release();

private:
    int m_descriptor = -1;
};

struct Listening
{
    Descriptor descriptor;
    quint16 port = 0;
};

/// Listens on one address, an IP literal; a free port when `port` is 0. Network: the address or the port
/// cannot be had.
[[nodiscard]] base::Result<Listening> listenOn(const QString& address, quint16 port);

/// The other side's address as a literal; empty when it is none.
[[nodiscard]] QString literalOf(const sockaddr* address);

/// Ends both directions at once; the descriptor stays open.
void cutOff(int descriptor);

/// What has become of bytes that were sent, as far as the system knows.
enum class Receipt {
    Open,    ///< not all of them are acknowledged, or nothing was heard of the other side since
    Held,    ///< all are acknowledged and the other side has closed in order
    Broken,  ///< the other side has thrown them away
};
struct Acknowledgement
{
    Receipt receipt = Receipt::Open;
    bool isAcknowledged = false;  ///< the other side's system has all of them
    bool hasSpoken = false;       ///< something was received meanwhile
};
[[nodiscard]] Acknowledgement acknowledgementOf(int descriptor);

}  // namespace delivery
