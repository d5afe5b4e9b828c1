// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace delivery {

/// Something that happened while a share was open, in words for the person who watches it.
struct ShareEvent
{
    enum class Kind {
        Opened,      ///< a device looks at the page
        Downloaded,  ///< a profile has arrived
        Repeated,    ///< it has arrived again, which does not count
        BrokenOff,   ///< a download did not come to its end
        TurnedAway,  ///< a device came when everything was handed out
        NoVisitor,   ///< nobody has come yet: what may be the matter
        Stopped,     ///< the port is closed
    };
    Kind kind = Kind::Opened;
    QDateTime at;       ///< UTC
    QString text;       ///< one sentence, translated: "iPhone, iOS 18, opened the page"
    QStringList hints;  ///< what to look at, one sentence each; mostly empty
    QString address;    ///< of the device; empty when nobody came
    QString device;     ///< "iPhone, iOS 18"
    QString fileName;   ///< of the profile; empty for the page
    qint64 bytes = 0;   ///< that arrived
};

/// "opened", "downloaded", "repeated", "broken-off", "turned-away", "no-visitor", "stopped".
[[nodiscard]] QString eventName(ShareEvent::Kind kind);

/// Why a share came to its end.
enum class ShareEnd {
    UsedUp,       ///< all downloads are made
    Expired,      ///< the time is up
    Closed,       ///< someone closed it
    NetworkGone,  ///< the address it was on is this computer's no more
};

/// The events, but for their time. `userAgent` is as it was sent.
[[nodiscard]] ShareEvent pageOpened(const QString& address, const QByteArray& userAgent);
[[nodiscard]] ShareEvent turnedAway(const QString& address, const QByteArray& userAgent);
/// BrokenOff, and not by the device: the share ended meanwhile.
[[nodiscard]] ShareEvent cutShort(const QString& address,
                                  const QByteArray& userAgent,
                                  const QString& fileName);
/// One of Downloaded, Repeated and BrokenOff.
[[nodiscard]] ShareEvent fileSettled(ShareEvent::Kind kind,
                                     const QString& address,
                                     const QByteArray& userAgent,
                                     const QString& fileName,
                                     qint64 bytes);
[[nodiscard]] ShareEvent nobodyCame(int seconds, const QString& url);
/// `address`: the one that was listened on.
[[nodiscard]] ShareEvent shareStopped(ShareEnd end, const QString& address);

}  // namespace delivery
