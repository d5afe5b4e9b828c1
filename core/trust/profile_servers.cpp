// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/profile_servers.h"

#include "core/lint/credential.h"

#include <algorithm>

namespace trust {

namespace {

Purpose purposeOf(profile::ServerKind kind)
{
    switch (kind) {
    case profile::ServerKind::Mdm:
    case profile::ServerKind::ProfileService: return Purpose::SystemConnection;
    default: return Purpose::TlsServer;
    }
}

tls::StartTls startTlsOf(profile::ServerStartTls how)
{
    switch (how) {
    case profile::ServerStartTls::None: return tls::StartTls::None;
    case profile::ServerStartTls::Smtp: return tls::StartTls::Smtp;
    case profile::ServerStartTls::Imap: return tls::StartTls::Imap;
    case profile::ServerStartTls::Pop3: return tls::StartTls::Pop3;
    case profile::ServerStartTls::Ldap: return tls::StartTls::Ldap;
    }
    Q_UNREACHABLE();
}

}  // namespace

std::vector<Meeting> meetingsIn(const profile::Profile& profile)
{
    std::vector<Meeting> meetings;
    for (const profile::NamedServer& server : profile::findServers(profile)) {
        if (!server.usesTls || server.host.isEmpty() || server.port == 0)
            continue;
        Meeting meeting{
            server, {server.host, server.port, startTlsOf(server.startTls)}, purposeOf(server.kind)};
        const bool isKnown = std::any_of(meetings.begin(), meetings.end(), [&](const Meeting& other) {
            return other.endpoint.host.compare(server.host, Qt::CaseInsensitive) == 0
                   && other.endpoint.port == server.port && other.purpose == meeting.purpose;
        });
        if (!isKnown)
            meetings.push_back(std::move(meeting));
    }
    return meetings;
}

Knowledge withRootsOf(const profile::Profile& profile, const Knowledge& knowledge)
{
    Knowledge more = knowledge;
    for (const profile::Payload& payload : profile.payloads()) {
        if (!lint::isCredential(payload.type))
            continue;
        const auto credential = lint::examine(payload);
        for (const x509::Certificate& certificate : credential->certificates) {
            if (!certificate.isSelfSigned()) {
                if (certificate.isAuthority())
                    more.anchorage.issuers.add(certificate);
                continue;
            }
            if (!more.anchorage.named)
                more.anchorage.named.emplace();
            more.anchorage.named->add(certificate);
        }
    }
    return more;
}

}  // namespace trust
