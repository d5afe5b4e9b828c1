// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/report.h"

using namespace Qt::Literals::StringLiterals;

namespace scep {

DeviceError scepError(int code) { return {u"MCSCEPErrorDomain"_s, code}; }

DeviceError payloadError(int code) { return {u"MCPayloadErrorDomain"_s, code}; }

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::WouldEnroll: return u"would-enroll"_s;
    case Outcome::Enrolled: return u"enrolled"_s;
    case Outcome::Pending: return u"pending"_s;
    case Outcome::Stops: break;
    }
    return u"stops"_s;
}

QString roleName(AuthorityRole role)
{
    switch (role) {
    case AuthorityRole::Single: return u"ca"_s;
    case AuthorityRole::Both: return u"ra"_s;
    case AuthorityRole::Signing: return u"ra-signing"_s;
    case AuthorityRole::Encryption: return u"ra-encryption"_s;
    case AuthorityRole::Other: break;
    }
    return u"other"_s;
}

}  // namespace scep
