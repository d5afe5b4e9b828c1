// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/network_settings.h"
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const plist::Dict* eap = eapSettings(*payload);
    const QString* least = eap ? literalText(*eap, u"TLSMinimumVersion") : nullptr;
    if (!least)
        return;
    const plist::Path path = payload->path / u"EAPClientConfiguration" / u"TLSMinimumVersion";
    const QString* most = literalText(*eap, u"TLSMaximumVersion");
    if (most && *most < *least) {
        found(
            {.path = path,
             .message = QCoreApplication::translate(
                 "lint", "The oldest version of TLS is newer than the newest one: no handshake can succeed"),
             .measured = u"%1 … %2"_s.arg(*least, *most)});
        return;
    }
    if (*least != u"1.3")
        return;
    if (!isThere(*eap, u"TLSMaximumVersion"))
        found({.outcome = Outcome::Warn,
               .path = path,
               .message = QCoreApplication::translate(
                   "lint", "Without TLSMaximumVersion the newest version is 1.2 by Apple's definition, which "
                           "is older than the oldest one here: authentication may fail"),
               .measured = *least,
               .required = u"TLSMaximumVersion 1.3"_s});
    if (!isThere(*eap, u"OuterIdentity"))
        found({.path = path,
               .message = QCoreApplication::translate(
                   "lint", "With TLS 1.3 as the oldest version a device needs OuterIdentity"),
               .measured = *least,
               .required = u"OuterIdentity"_s});
}

}  // namespace

constinit const Rule eap_tls_version{
    .id = "eap-tls-version",
    .title = QT_TRANSLATE_NOOP("lint", "The versions of TLS for 802.1X leave one to agree on"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Warning,
    .scope = Scope::Payload,
    .source =
        {"Apple, Device Management: Wi-Fi payload", "EAPClientConfiguration",
         "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.wifi.managed.yaml"},
    .check = check,
};

}  // namespace lint::rules
