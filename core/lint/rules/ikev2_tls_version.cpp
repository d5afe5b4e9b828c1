// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/network_settings.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    for (const Place& place : ikev2Settings(*payload)) {
        const QString* least = literalText(*place.dict, u"TLSMinimumVersion");
        const QString* most = literalText(*place.dict, u"TLSMaximumVersion");
        if (least && most && *most < *least)
            found({.path = place.path / u"TLSMinimumVersion",
                   .message = QCoreApplication::translate(
                       "lint",
                       "The oldest version of TLS is newer than the newest one: EAP-TLS cannot succeed"),
                   .measured = u"%1 … %2"_s.arg(*least, *most)});
    }
}

}  // namespace

constinit const Rule ikev2_tls_version{
    .id = "ikev2-tls-version",
    .title = QT_TRANSLATE_NOOP("lint", "The versions of TLS for EAP-TLS in IKEv2 leave one to agree on"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Payload,
    .source =
        {"Apple, Device Management: VPN payload", "IKEv2",
         "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.vpn.managed.yaml"},
    .check = check,
};

}  // namespace lint::rules
