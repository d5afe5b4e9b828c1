// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/package.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <utility>
#include <vector>

namespace delivery {

/// A request's head, as far as it is looked at; everything in it comes from outside.
struct WebRequest
{
    QByteArray method;
    QByteArray path;       ///< as sent, nothing decoded, without the query
    QByteArrayList hosts;  ///< every Host field
    QByteArray userAgent;
    QByteArray acceptLanguage;
    bool hasQuery = false;  ///< something behind a "?": no address of ours has that
};

/// An answer, but for Content-Length, Date and Connection.
struct WebReply
{
    unsigned status = 404;
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
};

/// 130 random bits that a person can type: small letters and digits, none of which looks like another, in
/// groups with a hyphen between: "7hq4d-w9xkt-2bnru-gf8vc-m3pzjy".
[[nodiscard]] QByteArray newToken();

/// What there is on the web while a share lasts, and who may see it: a page in each language and the
/// profiles, each behind a path that cannot be guessed, and one short answer to everything else.
///
/// All answers are made beforehand, so that no request can make the program remember anything. Never
/// changed after it is made: may be read on any thread.
class Site
{
public:
    /// Serves `packages` under `origin`, "http://192.168.1.5:8080", which every request has to name as its
    /// Host. `tokens`: one for the page, then one for each package.
    Site(std::vector<Package> packages, QString origin, QByteArrayList tokens);

    struct Route
    {
        enum class Kind { Nothing, Page, File };
        Kind kind = Kind::Nothing;
        std::size_t index = 0;  ///< of the page or the file
        bool isHead = false;    ///< HEAD: asks for the header alone
    };
    [[nodiscard]] Route route(const WebRequest& request) const;
    [[nodiscard]] const WebReply& reply(const Route& route) const;

    /// The answer to everything that is not to be found.
    [[nodiscard]] const WebReply& notFound() const { return m_notFound; }
    [[nodiscard]] const std::vector<WebReply>& pages() const { return m_pages; }  ///< one a language
    [[nodiscard]] const std::vector<WebReply>& files() const { return m_files; }  ///< one a package
    [[nodiscard]] const std::vector<Package>& packages() const { return m_packages; }
    [[nodiscard]] QString pageUrl() const;
    [[nodiscard]] QString fileUrl(std::size_t file) const;

private:
    [[nodiscard]] bool isOurs(const QByteArrayList& hosts) const;

    std::vector<Package> m_packages;
    QString m_origin;
    QByteArrayList m_hosts;  ///< spellings of our own, in lower case
    QByteArrayList m_tokens;
    QStringList m_languages;
    WebReply m_notFound;
    std::vector<WebReply> m_pages;
    std::vector<WebReply> m_files;
};

}  // namespace delivery
