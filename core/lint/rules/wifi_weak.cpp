// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    if (payload->type != u"com.apple.wifi.managed")
        return;
    const auto* encryption = payload->dict->get<QString>(u"EncryptionType");
    if (!encryption || (*encryption != u"WEP" && *encryption != u"None"))
        return;
    found(
        {.path = payload->path / u"EncryptionType",
         .message =
             *encryption == u"WEP"
                 ? QCoreApplication::translate(
                     "lint",
                     "WEP is broken: anyone near can read the traffic, and devices warn of the network")
                 : QCoreApplication::translate(
                     "lint", "The network is open: anyone near can read the traffic, and devices warn of the "
                             "network"),
         .measured = *encryption,
         .required = u"WPA2, WPA3"_s});
}

}  // namespace

constinit const Rule wifi_weak{
    .id = "wifi-weak",
    .title = QT_TRANSLATE_NOOP("lint", "A wireless network is encrypted, and not by WEP"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Payload,
    .source =
        {"Apple, Device Management: Wi-Fi payload", "EncryptionType",
         "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.wifi.managed.yaml"},
    .check = check,
};

}  // namespace lint::rules
