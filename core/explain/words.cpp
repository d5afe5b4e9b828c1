// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include <QCoreApplication>

namespace explain {

using namespace Qt::Literals::StringLiterals;

QString confidenceName(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain: return u"certain"_s;
    case Confidence::Likely: return u"likely"_s;
    case Confidence::Possible: return u"possible"_s;
    }
    Q_UNREACHABLE();
}

QString confidenceText(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain: return QCoreApplication::translate("explain", "certain");
    case Confidence::Likely: return QCoreApplication::translate("explain", "likely");
    case Confidence::Possible: return QCoreApplication::translate("explain", "possible");
    }
    Q_UNREACHABLE();
}

QString whoText(const QString& who)
{
    if (who == u"scep-server")
        return QCoreApplication::translate("explain", "the administrator of the server");
    if (who == u"ca")
        return QCoreApplication::translate("explain", "the administrator of the certificate authority");
    if (who == u"network")
        return QCoreApplication::translate("explain", "the administrator of the network");
    if (who == u"management-server")
        return QCoreApplication::translate("explain", "the administrator of the management server");
    if (who == u"profile-author")
        return QCoreApplication::translate("explain", "the author of the profile");
    return QCoreApplication::translate("explain", "the person at the device");
}

}  // namespace explain
