// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

/// Sources that more than one rule about SCEP, certificates or definitions stands on.
namespace lint::citations {

inline constexpr report::Citation scepPayload{
    "Apple, Device Management: SCEP payload", "PayloadContent",
    "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.security.scep.yaml"};

inline constexpr report::Citation mdmErrorCodes{
    "Apple, Mobile Device Management Protocol Reference", "Error Codes",
    "https://developer.apple.com/library/archive/documentation/Miscellaneous/Reference/"
    "MobileDeviceManagementProtocolRef"};

inline constexpr report::Citation certificateRequest{"Apple, Security framework source",
                                                     "SecCertificateRequest.c",
                                                     "https://github.com/apple-oss-distributions/Security"};

inline constexpr report::Citation scepClient{"Apple, Security framework source", "SecSCEP.c",
                                             "https://github.com/apple-oss-distributions/Security"};

inline constexpr report::Citation certificateManagement{
    "Apple Platform Deployment", "Distribute certificates to Apple devices",
    "https://support.apple.com/guide/deployment/depb5eff8914/web"};

inline constexpr report::Citation definitions{"Apple, Device Management: schema of the payloads",
                                              "mdm/profiles", "https://github.com/apple/device-management"};

}  // namespace lint::citations
