// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/fetch.h"

#include "core/x509/bundle.h"
#include "core/x509/chain.h"
#include "core/x509/details.h"

#include <QCoreApplication>
#include <QSet>

namespace trust {

namespace {

constexpr int maxAddresses = 8;
constexpr qint64 maxBytes = 64 * 1024;
constexpr std::chrono::seconds timeout{10};
constexpr int statusOk = 200;

base::Result<std::vector<x509::Certificate>> fetchFrom(const QUrl& url,
                                                       http::Transport& transport,
                                                       const std::stop_token& stop)
{
    http::Request request{url};
    request.timeout = timeout;
    request.maxBytes = maxBytes;
    const auto reply = transport.send(request, stop);
    if (!reply)
        return reply.error();
    if (reply->status != statusOk)
        return base::Error{base::Error::Code::Network,
                           QCoreApplication::translate("trust", "%1 answers with status %2")
                               .arg(url.toDisplayString())
                               .arg(reply->status)};
    auto certificates = x509::readCertificates(reply->body);
    if (!certificates)
        return base::Error(certificates.error()).in(url.toDisplayString());
    return certificates;
}

/// The certificates at which the chains found so far end without a root.
std::vector<x509::Certificate> openEnds(const std::vector<x509::Chain>& chains)
{
    std::vector<x509::Certificate> ends;
    for (const x509::Chain& chain : chains) {
        if (x509::endsInRoot(chain))
            return {};
        ends.push_back(chain.back());
    }
    return ends;
}

}  // namespace

Fetched fetchIssuers(const x509::Certificate& leaf,
                     std::span<const x509::CertificatePool* const> pools,
                     http::Transport& transport,
                     const std::stop_token& stop)
{
    Fetched result;
    x509::CertificatePool found;
    std::vector<const x509::CertificatePool*> all(pools.begin(), pools.end());
    all.push_back(&found);
    QSet<QByteArray> asked;
    while (asked.size() < maxAddresses && !stop.stop_requested()) {
        const auto before = asked.size();
        for (const x509::Certificate& end : openEnds(x509::buildChains(leaf, all))) {
            for (const QByteArray& address : x509::Details(end).caIssuers) {
                if (asked.contains(address) || asked.size() >= maxAddresses)
                    continue;
                asked.insert(address);
                const auto certificates = fetchFrom(QUrl::fromEncoded(address), transport, stop);
                if (!certificates) {
                    result.problems << certificates.error().message;
                    continue;
                }
                for (const x509::Certificate& certificate : *certificates) {
                    found.add(certificate);
                    result.certificates.push_back(certificate);
                }
            }
        }
        if (asked.size() == before)
            break;
    }
    return result;
}

}  // namespace trust
