// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/network_settings.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    if (payload->type != u"com.apple.applicationaccess")
        return;
    const auto* isAllowed = payload->dict->get<bool>(u"allowUntrustedTLSPrompt");
    if (!isAllowed || *isAllowed)
        return;
    found({.path = payload->path / u"allowUntrustedTLSPrompt",
           .message = QCoreApplication::translate(
               "lint", "Servers with a certificate that the device does not trust are refused without a "
                       "question: every root of your own must be there and trusted"),
           .measured = u"false"_s});
}

}  // namespace

constinit const Rule root_untrusted_prompt{
    .id = "root-untrusted-prompt",
    .title =
        QT_TRANSLATE_NOOP("lint", "Where nobody is asked about untrusted servers, every server is trusted"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Payload,
    .source = {"Apple, Device Management: Restrictions payload", "allowUntrustedTLSPrompt",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/"
               "com.apple.applicationaccess.yaml"},
    .check = check,
};

}  // namespace lint::rules
