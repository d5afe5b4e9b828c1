// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_site.h"

#include "core/delivery/landing_page.h"
#include "core/delivery/steps.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

/// Compares in a time that does not tell how much of it is right.
bool isSame(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(
            difference | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
    return difference == 0;
}

/// What every answer carries: nothing is kept, sent on, guessed at or shown inside something else.
Headers commonHeaders(const QByteArray& type)
{
    return {{"Content-Type", type},
            {"Cache-Control", "no-store"},
            {"Referrer-Policy", "no-referrer"},
            {"X-Content-Type-Options", "nosniff"}};
}

QByteArray policy(const QByteArray& styles)
{
    return "default-src 'none'; " + styles + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

WebReply makeNotFound()
{
    WebReply reply{404, "Not found\n", commonHeaders("text/plain; charset=utf-8")};
    reply.headers.emplace_back("Content-Security-Policy", policy({}));
    return reply;
}

WebReply makePage(const std::vector<LandingRow>& rows, const QString& language)
{
    WebReply reply{200, landingPage(rows, language), commonHeaders("text/html; charset=utf-8")};
    const QByteArray digest = QCryptographicHash::hash(landingStyle(), QCryptographicHash::Sha256).toBase64();
    reply.headers.emplace_back("Content-Security-Policy", policy("style-src 'sha256-" + digest + "'; "));
    reply.headers.emplace_back("Content-Language", language.toLatin1());
    reply.headers.emplace_back("Vary", "Accept-Language");
    return reply;
}

/// RFC 6266: a name in ASCII for old readers, then the true one (RFC 8187).
QByteArray disposition(const QString& name)
{
    QByteArray ascii;
    for (const QChar character : name) {
        const ushort code = character.unicode();
        if (character.isLowSurrogate())
            continue;
        ascii += code >= 0x20 && code < 0x7F && code != '"' && code != '\\' ? static_cast<char>(code) : '_';
    }
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + name.toUtf8().toPercentEncoding();
}

WebReply makeFile(const Package& package)
{
    WebReply reply{200, package.bytes, commonHeaders(QByteArray(profileType.data(), profileType.size()))};
    reply.headers.emplace_back("Content-Disposition", disposition(package.fileName));
    reply.headers.emplace_back("Content-Security-Policy", policy({}));
    return reply;
}

/// How a client may spell the origin in its Host field (RFC 9110 §7.2): without the port where that is the
/// scheme's own.
QByteArrayList hostsOf(const QString& origin)
{
    const QUrl url(origin);
    const int usual = url.scheme() == u"https" ? 443 : 80;
    // Brackets around an IPv6 address belong to it.
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    const QByteArray bare = (host.contains(u':') ? u"[%1]"_s.arg(host) : host).toLatin1();
    const QByteArray full = bare + ':' + QByteArray::number(url.port(usual));
    return url.port(usual) == usual ? QByteArrayList{bare, full} : QByteArrayList{full};
}

}  // namespace

QByteArray newToken()
{
    // Without 0, 1, l and o; 32 of them, so that every five bits are one.
    constexpr QByteArrayView letters = "23456789abcdefghijkmnpqrstuvwxyz";
    constexpr quint32 fiveBits = 0x1F;
    constexpr std::size_t length = 26;
    constexpr std::size_t group = 5;
    std::array<quint32, length> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    QByteArray token;
    for (std::size_t i = 0; i < length; ++i) {
        // The last one belongs to the group before it.
        if (i > 0 && i % group == 0 && i + 1 < length)
            token += '-';
        token += letters[static_cast<qsizetype>(random[i] & fiveBits)];
    }
    return token;
}

Site::Site(std::vector<Package> packages, QString origin, QByteArrayList tokens)
    : m_packages(std::move(packages))
    , m_origin(std::move(origin))
    , m_hosts(hostsOf(m_origin))
    , m_tokens(std::move(tokens))
    , m_languages(stepLanguages())
    , m_notFound(makeNotFound())
{
    std::vector<LandingRow> rows;
    for (std::size_t i = 0; i < m_packages.size(); ++i) {
        const QString path = u"/"_s + QString::fromLatin1(m_tokens.at(static_cast<qsizetype>(i) + 1));
        rows.push_back({&m_packages[i], path, fileUrl(i)});
        m_files.push_back(makeFile(m_packages[i]));
    }
    for (const QString& language : m_languages)
        m_pages.push_back(makePage(rows, language));
}

QString Site::pageUrl() const { return m_origin + u'/' + QString::fromLatin1(m_tokens.first()) + u'/'; }

QString Site::fileUrl(std::size_t file) const
{
    return m_origin + u'/' + QString::fromLatin1(m_tokens.at(static_cast<qsizetype>(file) + 1));
}

bool Site::isOurs(const QByteArrayList& hosts) const
{
    // Exactly one, as RFC 9112 §3.2 demands: a page elsewhere that has its name lead here is not served.
    return hosts.size() == 1 && m_hosts.contains(hosts.first().toLower());
}

Site::Route Site::route(const WebRequest& request) const
{
    Route route;
    route.isHead = request.method == "HEAD";
    if ((!route.isHead && request.method != "GET") || request.hasQuery || !isOurs(request.hosts))
        return route;
    QByteArrayView path(request.path);
    if (!path.startsWith('/'))
        return route;
    path = path.sliced(1);
    const bool isFolder = path.endsWith('/');
    if (isFolder)
        path.chop(1);
    // All of them are compared, whichever is right.
    for (qsizetype i = 0; i < m_tokens.size(); ++i) {
        if (!isSame(path, m_tokens[i]) || (i > 0 && isFolder))
            continue;
        route.kind = i == 0 ? Route::Kind::Page : Route::Kind::File;
        route.index = static_cast<std::size_t>(std::max<qsizetype>(i - 1, 0));
    }
    if (route.kind == Route::Kind::Page) {
        const QString language = spokenLanguage(QString::fromLatin1(request.acceptLanguage));
        route.index = static_cast<std::size_t>(std::max<qsizetype>(m_languages.indexOf(language), 0));
    }
    return route;
}

const WebReply& Site::reply(const Route& route) const
{
    switch (route.kind) {
    case Route::Kind::Page: return m_pages[route.index];
    case Route::Kind::File: return m_files[route.index];
    case Route::Kind::Nothing: break;
    }
    return m_notFound;
}

}  // namespace delivery
