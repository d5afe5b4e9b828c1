// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/network_settings.h"
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    for (const Place& place : ikev2Settings(*payload)) {
        const plist::Value* type = place.dict->find(u"CertificateType");
        if (!type || !isMissing(*place.dict, u"ServerCertificateIssuerCommonName"))
            continue;
        found({.path = place.path / u"CertificateType",
               .message = QCoreApplication::translate(
                   "lint", "Where CertificateType is set, Apple requires the issuer of the server's "
                           "certificate, too: the device may not ask the server for its certificate "
                           "otherwise, and the connection is expected to fail"),
               .measured = shown(*type),
               .required = u"ServerCertificateIssuerCommonName"_s});
    }
}

}  // namespace

constinit const Rule ikev2_issuer_cn{
    .id = "ikev2-issuer-cn",
    .title = QT_TRANSLATE_NOOP("lint", "IKEv2 with a certificate type names the issuer of the server"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Payload,
    .source =
        {"Apple, Device Management: VPN payload", "IKEv2",
         "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.vpn.managed.yaml"},
    .check = check,
};

}  // namespace lint::rules
