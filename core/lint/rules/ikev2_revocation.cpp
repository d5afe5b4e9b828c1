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
        const QString* method = literalText(*place.dict, u"AuthenticationMethod");
        if (!method || *method != u"Certificate" || isOn(*place.dict, u"EnableCertificateRevocationCheck"))
            continue;
        found({.path = place.path,
               .message = QCoreApplication::translate(
                   "lint", "The device does not ask whether the server's certificate is revoked: "
                           "EnableCertificateRevocationCheck is off by default"),
               .measured = QCoreApplication::translate("lint", "No revocation check"),
               .required = u"EnableCertificateRevocationCheck"_s});
    }
}

}  // namespace

constinit const Rule ikev2_revocation{
    .id = "ikev2-revocation",
    .title = QT_TRANSLATE_NOOP("lint", "IKEv2 asks whether the certificate of the server is revoked"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Payload,
    .source =
        {"Apple, Device Management: VPN payload", "IKEv2",
         "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.vpn.managed.yaml"},
    .check = check,
};

}  // namespace lint::rules
