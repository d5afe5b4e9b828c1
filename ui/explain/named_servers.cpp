// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/named_servers.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t maxServers = 200;
constexpr std::size_t maxLines = 16;
constexpr std::size_t maxAddress = 600;
constexpr quint16 tlsPort = 443;

bool endsAddress(char c)
{
    return static_cast<unsigned char>(c) <= ' '
           || std::string_view("\"'<>()[]{},;|`").find(c) != std::string_view::npos;
}

/// Where the scheme that ends at `colon` begins; `colon` itself when it is neither http nor https.
std::size_t schemeBefore(std::string_view text, std::size_t colon)
{
    for (const std::string_view scheme : {std::string_view("https"), std::string_view("http")}) {
        if (colon < scheme.size())
            continue;
        const std::string_view there = text.substr(colon - scheme.size(), scheme.size());
        if (std::equal(there.begin(), there.end(), scheme.begin(),
                       [](char a, char b) { return (a | 0x20) == b; }))
            return colon - scheme.size();
    }
    return colon;
}

bool isScepAddress(const QUrl& url)
{
    static const QRegularExpression path(u"(^|/)(m?scep|pkiclient)([/.]|$)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return url.query().contains(u"operation="_s, Qt::CaseInsensitive) || url.path().contains(path);
}

/// The address at `begin`; in JSON a slash may be written `\/`.
QUrl addressAt(std::string_view text, std::size_t begin)
{
    std::size_t end = begin;
    while (end < text.size() && end - begin < maxAddress && !endsAddress(text[end]))
        ++end;
    QString address = QString::fromUtf8(text.data() + begin, static_cast<qsizetype>(end - begin));
    address.replace(u"\\/"_s, u"/"_s);
    address = address.section(u'\\', 0, 0);
    while (address.endsWith(u'.') || address.endsWith(u':') || address.endsWith(u'”'))
        address.chop(1);
    return QUrl(address, QUrl::StrictMode);
}

bool isApple(const NamedServer& server)
{
    return server.host().endsWith(u".apple.com"_s) || server.host().endsWith(u".icloud.com"_s);
}

/// How far the server is named from the chain, in lines.
int distance(const NamedServer& server, const explain::Explanation& explanation)
{
    int least = std::numeric_limits<int>::max();
    for (const explain::NamedError& error : explanation.errors)
        for (const int line : server.lines)
            if (error.proof.line > 0)
                least = std::min(least, std::abs(line - error.proof.line));
    return least;
}

}  // namespace

quint16 NamedServer::port() const { return static_cast<quint16>(url.port(tlsPort)); }

std::vector<NamedServer> serversIn(std::string_view text)
{
    std::vector<NamedServer> servers;
    int line = 1;
    std::size_t counted = 0;
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos;
         colon = text.find(':', colon + 1)) {
        const std::string_view behind = text.substr(colon + 1, 4);
        if (!behind.starts_with("//") && behind != "\\/\\/")
            continue;
        const std::size_t begin = schemeBefore(text, colon);
        const QUrl found = begin == colon ? QUrl() : addressAt(text, begin);
        if (!found.isValid() || found.host().isEmpty())
            continue;
        line += static_cast<int>(
            std::count(text.begin() + std::ptrdiff_t(counted), text.begin() + std::ptrdiff_t(begin), '\n'));
        counted = begin;
        const QUrl plain = found.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
        auto known = std::find_if(servers.begin(), servers.end(),
                                  [&](const NamedServer& server) { return server.url == plain; });
        if (known == servers.end()) {
            if (servers.size() >= maxServers)
                continue;
            known = servers.insert(servers.end(), {plain, {}, false});
        }
        known->isScep |= isScepAddress(found);
        if (known->lines.size() < maxLines)
            known->lines.push_back(line);
        else
            known->lines.back() = line;
    }
    return servers;
}

std::vector<NamedServer> nearest(std::vector<NamedServer> servers, const explain::Explanation& explanation)
{
    const auto& errors = explanation.errors;
    const bool isScep =
        errors.empty() || std::any_of(errors.begin(), errors.end(), [](const explain::NamedError& error) {
            return error.domain.contains(u"SCEP"_s);
        });
    std::stable_sort(servers.begin(), servers.end(), [&](const NamedServer& a, const NamedServer& b) {
        if (isApple(a) != isApple(b))
            return isApple(b);
        if (isScep && a.isScep != b.isScep)
            return a.isScep;
        return distance(a, explanation) < distance(b, explanation);
    });
    return servers;
}

}  // namespace ui
