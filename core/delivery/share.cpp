// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share.h"

#include "core/delivery/share_room.h"

#include <QCoreApplication>
#include <QUrl>

#include <ctime>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

using Code = base::Error::Code;

std::chrono::milliseconds monotonicTime()
{
#ifdef Q_OS_LINUX
    // Unlike the steady clock it goes on while the computer sleeps: a share does not outlive its time by
    // that.
    timespec time = {};
    if (::clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return std::chrono::milliseconds(time.tv_sec * 1000 + time.tv_nsec / 1'000'000);
#endif
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

/// Empty when the host is none.
QString originOf(const ShareOptions& options, quint16 port)
{
    const bool isSecure = options.keys.has_value();
    const QString host = options.host.isEmpty() ? options.interface.address : options.host;
    QUrl url;
    url.setScheme(isSecure ? u"https"_s : u"http"_s);
    url.setHost(host);
    // Browsers leave the usual port out of what they show and send.
    if (port != (isSecure ? 443 : 80))
        url.setPort(port);
    return url.host().isEmpty() ? QString() : url.toString(QUrl::FullyEncoded);
}

base::Result<> check(const std::vector<Package>& packages, const ShareOptions& options)
{
    if (packages.empty())
        return base::Error{Code::InvalidInput,
                           QCoreApplication::translate("delivery", "There is no profile to share")};
    if (options.lifetime.count() <= 0 || options.downloads < 0 || options.grace.count() < 0)
        return base::Error{Code::InvalidInput,
                           QCoreApplication::translate("delivery", "A share needs some time to be found")};
    if (originOf(options, 1).isEmpty())
        return base::Error{
            Code::InvalidInput,
            QCoreApplication::translate("delivery", "%1 is no name of a computer").arg(options.host)};
    const QStringList exposed = exposedSecrets(packages, options);
    if (!exposed.isEmpty() && !options.mayExposeSecrets)
        return base::Error{
            Code::Denied,
            QCoreApplication::translate("delivery",
                                        "Everyone in the network can read what is secret in it: %1")
                .arg(exposed.join(u"; "_s)),
            {},
            QCoreApplication::translate("delivery", "Encrypt the profile for its device, take a cable, or "
                                                    "share with a certificate that the device trusts")};
    return {};
}

}  // namespace

QStringList exposedSecrets(const std::vector<Package>& packages, const ShareOptions& options)
{
    QStringList secrets;
    if (options.keys)
        return secrets;
    for (const Package& package : packages) {
        for (const QString& secret : package.secrets)
            secrets << (packages.size() == 1 ? secret : u"%1: %2"_s.arg(package.fileName, secret));
    }
    return secrets;
}

base::Result<std::unique_ptr<Share>> Share::start(const std::vector<Package>& packages,
                                                  ShareOptions options,
                                                  Listener listener,
                                                  Clock clock)
{
    if (const auto fit = check(packages, options); !fit)
        return fit.error();
    auto listening = listenOn(options.interface.address, options.port);
    if (!listening)
        return listening.error();
    const QString origin = originOf(options, listening->port);
    auto room = std::make_unique<Room>(packages, origin, std::move(options), std::move(listener),
                                       clock ? std::move(clock) : &monotonicTime);
    if (const auto opened = room->open(std::move(listening->descriptor)); !opened)
        return opened.error();
    return std::unique_ptr<Share>(new Share(std::move(room)));
}

Share::Share(std::unique_ptr<Room> room) : m_room(std::move(room)) {}

Share::~Share() = default;

void Share::stop() { m_room->close(); }

bool Share::waitUntilStopped(std::chrono::milliseconds time) const { return m_room->waitUntilOver(time); }

QString Share::url() const { return m_room->site().pageUrl(); }

QString Share::fileUrl(std::size_t file) const { return m_room->site().fileUrl(file); }

const std::vector<Package>& Share::packages() const { return m_room->site().packages(); }

QDateTime Share::expires() const { return m_room->expires(); }

int Share::completed() const { return m_room->completed(); }

int Share::underWay() const { return m_room->underWay(); }

int Share::wanted() const { return m_room->wanted(); }

}  // namespace delivery
