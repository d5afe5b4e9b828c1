// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_event.h"

#include "core/delivery/share_visitor.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

using Kind = ShareEvent::Kind;

ShareEvent eventOf(Kind kind, const QString& address, const Visitor& visitor)
{
    ShareEvent event;
    event.kind = kind;
    event.address = address;
    // Of two that say nothing of themselves one can be told from the other all the same.
    event.device = visitor.isKnown
                       ? describe(visitor)
                       : QCoreApplication::translate("delivery", "Unknown device at %1").arg(address);
    return event;
}

}  // namespace

QString eventName(ShareEvent::Kind kind)
{
    switch (kind) {
    case Kind::Opened: return u"opened"_s;
    case Kind::Downloaded: return u"downloaded"_s;
    case Kind::Repeated: return u"repeated"_s;
    case Kind::BrokenOff: return u"broken-off"_s;
    case Kind::TurnedAway: return u"turned-away"_s;
    case Kind::NoVisitor: return u"no-visitor"_s;
    case Kind::Stopped: return u"stopped"_s;
    }
    return {};
}

ShareEvent pageOpened(const QString& address, const QByteArray& userAgent)
{
    const Visitor visitor = visitorOf(userAgent);
    ShareEvent event = eventOf(Kind::Opened, address, visitor);
    if (visitor.takesProfiles) {
        event.text = QCoreApplication::translate("delivery", "%1, opened the page").arg(event.device);
        return event;
    }
    event.text =
        QCoreApplication::translate("delivery", "%1, opened the page in %2, which cannot take profiles")
            .arg(event.device, visitor.browser);
    event.hints << QCoreApplication::translate("delivery", "Open the address in Safari on the device");
    return event;
}

ShareEvent turnedAway(const QString& address, const QByteArray& userAgent)
{
    ShareEvent event = eventOf(Kind::TurnedAway, address, visitorOf(userAgent));
    event.text =
        QCoreApplication::translate("delivery", "%1, was turned away: all downloads are made or under way")
            .arg(event.device);
    return event;
}

ShareEvent cutShort(const QString& address, const QByteArray& userAgent, const QString& fileName)
{
    ShareEvent event = eventOf(Kind::BrokenOff, address, visitorOf(userAgent));
    event.fileName = fileName;
    event.text =
        QCoreApplication::translate("delivery", "%1, had not yet all of %2 when the address was closed")
            .arg(event.device, fileName);
    return event;
}

ShareEvent fileSettled(ShareEvent::Kind kind,
                       const QString& address,
                       const QByteArray& userAgent,
                       const QString& fileName,
                       qint64 bytes)
{
    ShareEvent event = eventOf(kind, address, visitorOf(userAgent));
    event.fileName = fileName;
    if (kind == Kind::BrokenOff) {
        event.text = QCoreApplication::translate("delivery", "%1, broke the download of %2 off")
                         .arg(event.device, fileName);
        return event;
    }
    event.bytes = bytes;
    const QString count = QLocale().toString(bytes);
    event.text = kind == Kind::Downloaded
                     ? QCoreApplication::translate("delivery", "%1, profile downloaded: %2, %3 bytes")
                           .arg(event.device, fileName, count)
                     : QCoreApplication::translate("delivery",
                                                   "%1, fetched %2 again, which counts as the same download")
                           .arg(event.device, fileName);
    return event;
}

ShareEvent nobodyCame(int seconds, const QString& url)
{
    ShareEvent event;
    event.kind = Kind::NoVisitor;
    // One is spelled out so that the source language needs no catalogue for its own plural.
    event.text = seconds == 1
                     ? QCoreApplication::translate("delivery", "Nobody has opened the page for a second")
                     : QCoreApplication::translate("delivery", "Nobody has opened the page for %n seconds",
                                                   nullptr, seconds);
    event.hints = {
        QCoreApplication::translate("delivery",
                                    "Is the device in the same network as this computer, and not on mobile "
                                    "data, a guest network or a VPN?"),
        QCoreApplication::translate("delivery",
                                    "Does the network keep its devices apart (client isolation)? Guest "
                                    "networks mostly do"),
        QCoreApplication::translate("delivery",
                                    "Does a firewall on this computer let the port in? Open %1 on this "
                                    "computer: if that works and the device gets nowhere, it does not")
            .arg(url),
    };
    return event;
}

ShareEvent shareStopped(ShareEnd end, const QString& address)
{
    ShareEvent event;
    event.kind = Kind::Stopped;
    switch (end) {
    case ShareEnd::UsedUp:
        event.text = QCoreApplication::translate("delivery", "All downloads are made: the address is closed");
        break;
    case ShareEnd::Expired:
        event.text = QCoreApplication::translate("delivery", "The time is up: the address is closed");
        break;
    case ShareEnd::Closed:
        event.text = QCoreApplication::translate("delivery", "The address is closed");
        break;
    case ShareEnd::NetworkGone:
        event.text = QCoreApplication::translate(
                         "delivery", "The network has changed: %1 does not lead to this computer any more. "
                                     "The share has ended")
                         .arg(address);
        event.hints << QCoreApplication::translate(
            "delivery", "Share again: the address will be one of the network this computer is in now");
        break;
    }
    return event;
}

}  // namespace delivery
