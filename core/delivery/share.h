// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/interfaces.h"
#include "core/delivery/package.h"
#include "core/delivery/share_event.h"
#include "core/delivery/share_server.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace delivery {

/// What a share is opened with.
struct ShareOptions
{
    Interface interface = {};  ///< where: nothing else is listened on
    quint16 port = 0;          ///< 0: a free one
    std::chrono::seconds lifetime{600};
    int downloads = 0;               ///< until it ends, of all profiles together; 0: one of each
    std::chrono::seconds grace{60};  ///< in which the same again, by the same address, is the same download
    std::chrono::seconds patience{30};    ///< without a visitor, until it is asked why
    std::optional<ServerKeys> keys = {};  ///< HTTPS with these; else HTTP
    QString host = {};                    ///< the name in the address; empty: the interface's address
    bool mayExposeSecrets = false;        ///< the person said yes to exposedSecrets()
    /// What networks there are. Asked every two seconds, on the share's own thread: without the interface's
    /// address nobody can come, and another computer may get it.
    std::function<std::vector<Interface>()> interfaces = &allInterfaces;
};

/// What everyone in the network could read on its way: the secrets of the packages, unless it is encrypted.
[[nodiscard]] QStringList exposedSecrets(const std::vector<Package>& packages, const ShareOptions& options);

/// Profiles on a web page of this computer, for as long as this object lives or less: until all downloads
/// are made, the time is up, the address is this computer's no more, or stop(). The profiles stay in memory.
///
/// Every function may be called on any thread.
class Share
{
public:
    /// Time since some moment, which never goes back and counts sleep as well.
    using Clock = std::function<std::chrono::milliseconds()>;
    /// Told of every event in order, on the share's own thread; the last one is Stopped, when the port is
    /// closed already. May call stop(), which then does not wait; must not destroy the share.
    using Listener = std::function<void(const ShareEvent&)>;

    /// Opens the port and serves. InvalidInput: no package, or options that make no sense. Denied: there are
    /// exposedSecrets(), all named, and nobody said yes. Network: address or port cannot be had.
    [[nodiscard]] static base::Result<std::unique_ptr<Share>> start(const std::vector<Package>& packages,
                                                                    ShareOptions options,
                                                                    Listener listener,
                                                                    Clock clock = {});
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;
    ~Share();  ///< stop()

    /// Closes the port and waits until it is closed and the listener has heard of it.
    void stop();
    /// Whether it came to its end within this time.
    [[nodiscard]] bool waitUntilStopped(std::chrono::milliseconds time) const;

    [[nodiscard]] QString url() const;  ///< of the page
    [[nodiscard]] QString fileUrl(std::size_t file) const;
    [[nodiscard]] const std::vector<Package>& packages() const;
    [[nodiscard]] QDateTime expires() const;  ///< UTC
    [[nodiscard]] int completed() const;      ///< downloads that counted
    [[nodiscard]] int underWay() const;       ///< downloads that have begun and not ended
    [[nodiscard]] int wanted() const;         ///< downloads after which it ends

private:
    class Room;
    explicit Share(std::unique_ptr<Room> room);
    std::unique_ptr<Room> m_room;
};

}  // namespace delivery
