// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

/// Sources that more than one rule stands on.
namespace trust::citations {

inline constexpr report::Citation transportSecurity{
    "Apple, Preventing insecure network connections", "",
    "https://developer.apple.com/documentation/security/preventing-insecure-network-connections"};

inline constexpr report::Citation systemConnections{
    "Apple, Prepare your network environment for stricter security requirements", "",
    "https://support.apple.com/126655"};

inline constexpr report::Citation platformTls{"Apple Platform Security", "TLS security",
                                              "https://support.apple.com/guide/security/sec100a75d12/web"};

inline constexpr report::Citation scepClient{
    "Apple, Security framework source, Security-61901.0.87.0.1", "SecSCEP.c",
    "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"};

inline constexpr report::Citation policies{
    "Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicy.c",
    "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"};

inline constexpr report::Citation pathBuilder{
    "Apple, Security framework source, Security-61901.0.87.0.1", "SecPathBuilder.c",
    "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"};

inline constexpr report::Citation eapTrust{"Apple, Configure certificate trust for 802.1X", "",
                                           "https://support.apple.com/100793"};

inline constexpr report::Citation installedRoots{"Apple, Trust manually installed certificate profiles", "",
                                                 "https://support.apple.com/102390"};

}  // namespace trust::citations
