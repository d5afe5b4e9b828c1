// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/templates.h"

namespace ndes {

using namespace Qt::Literals::StringLiterals;

std::optional<KeyUse> KeyUse::fromPayload(qint64 keyUsage)
{
    constexpr qint64 signing = 1;
    constexpr qint64 encryption = 4;
    if (keyUsage <= 0 || (keyUsage & ~(signing | encryption)) != 0)
        return std::nullopt;
    return KeyUse{(keyUsage & signing) != 0, (keyUsage & encryption) != 0};
}

QString templateValueFor(const KeyUse& use)
{
    if (use.digitalSignature && use.keyEncipherment)
        return u"GeneralPurposeTemplate"_s;
    return use.digitalSignature  ? u"SignatureTemplate"_s
           : use.keyEncipherment ? u"EncryptionTemplate"_s
                                 : QString();
}

int keyUsageOctet(const KeyUse& use)
{
    constexpr int digitalSignature = 0x80;
    constexpr int keyEncipherment = 0x20;
    return (use.digitalSignature ? digitalSignature : 0) | (use.keyEncipherment ? keyEncipherment : 0);
}

}  // namespace ndes
