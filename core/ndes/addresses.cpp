// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/addresses.h"

#include <QCoreApplication>

namespace ndes {

using namespace Qt::Literals::StringLiterals;

namespace {

base::Error refusal(const QString& message, const QString& hint = {})
{
    return {base::Error::Code::InvalidInput, message, {}, hint};
}

/// What stands before the folder of NDES in `path`; nothing when that is no path of NDES.
std::optional<QString> prefixOf(const QString& path)
{
    if (path.isEmpty() || path == u"/")
        return QString();
    const QString folder = u"/certsrv"_s;
    const qsizetype start = path.indexOf(folder, 0, Qt::CaseInsensitive);
    const qsizetype end = start + folder.size();
    if (start < 0 || (end < path.size() && path[end] != u'/'))
        return std::nullopt;
    return path.left(start);
}

}  // namespace

base::Result<Addresses> Addresses::fromString(const QString& text)
{
    const QString trimmed = text.trimmed();
    const QUrl url(trimmed.contains(u"://") ? trimmed : u"https://"_s + trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refusal(QCoreApplication::translate("ndes", "“%1” is neither a host name nor a web address")
                           .arg(url.isValid() ? trimmed : trimmed.section(u'@', -1)));
    if (url.scheme() != u"https" && url.scheme() != u"http")
        return refusal(QCoreApplication::translate("ndes", "NDES is asked by http or https, not by %1")
                           .arg(url.scheme()));
    if (!url.userInfo().isEmpty())
        return refusal(
            QCoreApplication::translate("ndes", "An address that holds a user or a password is not used"),
            QCoreApplication::translate("ndes", "Take out what stands before the @"));
    const auto prefix = prefixOf(url.path());
    if (!prefix)
        return refusal(QCoreApplication::translate("ndes", "%1 is no address of NDES").arg(url.toString()),
                       QCoreApplication::translate("ndes", "Those of NDES are below /certsrv; give the name "
                                                           "of the server alone"));
    Addresses addresses{url, {}};
    addresses.device.setQuery(QString());
    addresses.device.setFragment(QString());
    addresses.admin = addresses.device;
    addresses.device.setPath(*prefix + u"/certsrv/mscep/mscep.dll"_s);
    addresses.admin.setPath(*prefix + u"/certsrv/mscep_admin/"_s);
    return addresses;
}

}  // namespace ndes
