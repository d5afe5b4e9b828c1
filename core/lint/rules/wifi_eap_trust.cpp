// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/network_settings.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A template token in place of the list may become anything.
bool holdsAny(const plist::Dict& eap, QStringView key)
{
    const plist::Value* value = eap.find(key);
    const auto* items = value ? value->as<plist::Array>() : nullptr;
    return value && (items ? !items->empty() : holdsToken(*value));
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const plist::Dict* eap = eapSettings(*payload);
    if (!eap || !acceptsAny(*eap, {EapMethod::Tls, EapMethod::Ttls, EapMethod::Peap, EapMethod::Fast}))
        return;
    if (holdsAny(*eap, u"PayloadCertificateAnchorUUID") || holdsAny(*eap, u"TLSTrustedCertificates")
        || holdsAny(*eap, u"TLSTrustedServerNames"))
        return;
    found({.path = payload->path / u"EAPClientConfiguration",
           .message = QCoreApplication::translate(
               "lint",
               "Nothing says which authentication server to trust: the person is asked about a certificate "
               "at the first connection, and where nobody can be asked it fails"),
           .measured = QCoreApplication::translate("lint", "Neither anchors nor server names"),
           .required = u"PayloadCertificateAnchorUUID, TLSTrustedServerNames"_s});
}

}  // namespace

constinit const Rule wifi_eap_trust{
    .id = "wifi-eap-trust",
    .title = QT_TRANSLATE_NOOP("lint", "A network with 802.1X says which server to trust"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Payload,
    .source = {"Apple, Configure certificate trust for 802.1X", "", "https://support.apple.com/100793"},
    .check = check,
};

}  // namespace lint::rules
