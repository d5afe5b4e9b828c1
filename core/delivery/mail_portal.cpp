// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mail_ways.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusReply>
#include <QDBusServiceWatcher>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QEventLoop>
#include <QTimer>
#include <QUuid>

#include <fcntl.h>
#include <optional>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Email.html
const auto service = u"org.freedesktop.portal.Desktop"_s;
const auto object = u"/org/freedesktop/portal/desktop"_s;
const auto emailInterface = u"org.freedesktop.portal.Email"_s;
const auto requestInterface = u"org.freedesktop.portal.Request"_s;

constexpr int askTimeout = 2000;     ///< milliseconds, for a bus that is healthy
constexpr int openTimeout = 60'000;  ///< the desktop may ask which program to use
constexpr int stopInterval = 50;
constexpr uint severalAddresses = 3;  ///< the version of the interface that has "addresses"

/// The answer of the portal to one request (org.freedesktop.portal.Request::Response).
class PortalAnswer : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] std::optional<uint> code() const { return m_code; }

public slots:
    void take(uint code, const QVariantMap& /*results*/)
    {
        m_code = code;
        emit arrived();
    }

signals:
    void arrived();

private:
    std::optional<uint> m_code;
};

/// A connection of its own, so that no other thread's state is in it.
class Bus
{
public:
    Bus()
        : m_name(u"mail-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
        , m_connection(QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_name))
    {}
    ~Bus() { QDBusConnection::disconnectFromBus(m_name); }
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    [[nodiscard]] QDBusConnection& connection() { return m_connection; }

private:
    QString m_name;
    QDBusConnection m_connection;
};

bool hasPortal(const QDBusConnection& bus)
{
    if (!bus.isConnected() || bus.interface() == nullptr)
        return false;
    if (bus.interface()->isServiceRegistered(service))
        return true;
    const QDBusReply<QStringList> names = bus.interface()->activatableServiceNames();
    return names.isValid() && names.value().contains(service);
}

/// The version of the interface; 0 when the desktop has no such portal.
uint versionOf(const QDBusConnection& bus)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(service, object, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call.setArguments({emailInterface, u"version"_s});
    const QDBusReply<QDBusVariant> reply = bus.call(call, QDBus::Block, askTimeout);
    return reply.isValid() ? reply.value().variant().toUInt() : 0;
}

base::Error failure(const QString& message, const QString& detail = {})
{
    return {base::Error::Code::Unsupported, message, detail};
}

base::Result<QList<QDBusUnixFileDescriptor>> openFiles(const QStringList& paths)
{
    QList<QDBusUnixFileDescriptor> files;
    for (const QString& path : paths) {
        const int file = ::open(path.toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC);
        if (file < 0)
            return base::Error{base::Error::Code::NotFound,
                               QCoreApplication::translate("delivery", "%1 could not be opened").arg(path),
                               qt_error_string()};
        QDBusUnixFileDescriptor descriptor;
        descriptor.giveFileDescriptor(file);
        files << descriptor;
    }
    return files;
}

QVariantMap optionsOf(const MailDraft& draft,
                      const QList<QDBusUnixFileDescriptor>& files,
                      uint version,
                      const QString& token)
{
    QStringList addresses;
    for (const MailAddress& address : draft.to)
        addresses << QString::fromLatin1(address.spec());
    QVariantMap options{{u"handle_token"_s, token},
                        {u"subject"_s, draft.subject},
                        {u"body"_s, draft.body},
                        {u"attachment_fds"_s, QVariant::fromValue(files)}};
    if (version >= severalAddresses)
        options.insert(u"addresses"_s, addresses);
    else if (!addresses.isEmpty())
        options.insert(u"address"_s, addresses.front());
    return options;
}

/// Where the portal will answer: "Request objects" of the portal's documentation.
QString requestPath(const QDBusConnection& bus, const QString& token)
{
    const QString sender = bus.baseService().mid(1).replace(u'.', u'_');
    return u"/org/freedesktop/portal/desktop/request/%1/%2"_s.arg(sender, token);
}

base::Result<> answerOf(uint code)
{
    constexpr uint done = 0;
    constexpr uint cancelled = 1;
    if (code == done)
        return {};
    if (code == cancelled)
        return base::Error{
            base::Error::Code::Cancelled,
            QCoreApplication::translate("delivery", "The message was closed without being sent")};
    return failure(QCoreApplication::translate("delivery", "The desktop could not open a message"));
}

/// Calls and waits for the answer to the call and then for that to the request.
base::Result<> ask(QDBusConnection& bus,
                   const QDBusMessage& call,
                   const QString& path,
                   const std::stop_token& stop)
{
    PortalAnswer answer;
    QEventLoop loop;
    std::optional<base::Error> refusal;
    QString detail;
    const auto listen = [&](const QString& at) {
        bus.connect(service, at, requestInterface, u"Response"_s, &answer, SLOT(take(uint, QVariantMap)));
    };
    listen(path);
    QObject::connect(&answer, &PortalAnswer::arrived, &loop, &QEventLoop::quit);
    QDBusPendingCallWatcher called(bus.asyncCall(call, openTimeout));
    QObject::connect(&called, &QDBusPendingCallWatcher::finished, &loop, [&] {
        const QDBusReply<QDBusObjectPath> reply = called.reply();
        if (!reply.isValid()) {
            refusal = failure(QCoreApplication::translate("delivery", "The desktop could not open a message"),
                              reply.error().message());
            loop.quit();
        } else if (reply.value().path() != path) {
            listen(reply.value().path());  // a portal older than the tokens
        }
    });
    // One that ended while it was asked would leave us waiting.
    QDBusServiceWatcher portal(service, bus, QDBusServiceWatcher::WatchForUnregistration);
    QObject::connect(&portal, &QDBusServiceWatcher::serviceUnregistered, &loop, [&] {
        if (answer.code())
            return;
        refusal =
            failure(QCoreApplication::translate("delivery", "The mail portal of this desktop has ended"));
        loop.quit();
    });
    QTimer stopTimer;
    QObject::connect(&stopTimer, &QTimer::timeout, &loop, [&] {
        if (stop.stop_requested())
            loop.quit();
    });
    stopTimer.start(stopInterval);
    QTimer::singleShot(openTimeout, &loop, &QEventLoop::quit);
    if (!answer.code() && !stop.stop_requested())
        loop.exec();
    if (refusal)
        return *refusal;
    if (answer.code())
        return answerOf(*answer.code());
    if (stop.stop_requested())
        return base::Error{base::Error::Code::Cancelled,
                           QCoreApplication::translate("delivery", "Cancelled")};
    return failure(QCoreApplication::translate("delivery", "The desktop did not answer"));
}

base::Result<> open(const MailDraft& draft, const std::stop_token& stop)
{
    qDBusRegisterMetaType<QList<QDBusUnixFileDescriptor>>();
    Bus bus;
    const uint version = versionOf(bus.connection());
    if (version == 0)
        return failure(QCoreApplication::translate("delivery", "This desktop has no portal for mail"));
    if (version < severalAddresses && draft.to.size() > 1)
        return failure(QCoreApplication::translate(
            "delivery", "The portal of this desktop takes one recipient at a time"));
    const auto files = openFiles(draft.files);
    if (!files)
        return files.error();
    const QString token = u"profilewright_"_s + QUuid::createUuid().toString(QUuid::Id128);
    QDBusMessage call = QDBusMessage::createMethodCall(service, object, emailInterface, u"ComposeEmail"_s);
    call.setArguments({QString(), optionsOf(draft, *files, version, token)});
    return ask(bus.connection(), call, requestPath(bus.connection(), token), stop);
}

}  // namespace

MailWay portalWay()
{
    Bus bus;
    MailWay way{u"portal"_s,
                QCoreApplication::translate("delivery", "Mail program of the desktop (portal)"),
                {false, QCoreApplication::translate("delivery", "This desktop has no portal for mail")},
                open};
    if (hasPortal(bus.connection()))
        way.readiness = {true, QCoreApplication::translate(
                                   "delivery", "Opens the message; look whether the attachment is there")};
    return way;
}

}  // namespace delivery

#include "mail_portal.moc"
