// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether the network's authentication shows the device a server certificate.
bool usesTls(const plist::Dict& eap)
{
    constexpr std::array<std::int64_t, 4> methods{13, 21, 25, 43};  // TLS, TTLS, PEAP, EAP-FAST
    const auto* types = eap.get<plist::Array>(u"AcceptEAPTypes");
    return types && std::any_of(types->begin(), types->end(), [&](const plist::Value& value) {
               const auto* type = value.as<std::int64_t>();
               return type && std::find(methods.begin(), methods.end(), *type) != methods.end();
           });
}

/// A template token in place of the list may become anything.
bool holdsAny(const plist::Dict& eap, QStringView key)
{
    const plist::Value* value = eap.find(key);
    const auto* items = value ? value->as<plist::Array>() : nullptr;
    return value && (items ? !items->empty() : holdsToken(*value));
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    if (payload->type != u"com.apple.wifi.managed" && !payload->type.endsWith(u"ethernet.managed"))
        return;
    const auto* eap = payload->dict->get<plist::Dict>(u"EAPClientConfiguration");
    if (!eap || !usesTls(*eap))
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
