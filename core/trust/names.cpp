// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>
#include <libpsl.h>

#ifdef _WIN32
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#endif

namespace trust {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxName = 255;
constexpr qsizetype maxLabel = 63;

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool isNameCharacter(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '*' || c == '_';
}

bool isLabel(QByteArrayView label)
{
    return !label.isEmpty() && label.size() <= maxLabel && label.front() != '-' && label.back() != '-'
           && std::all_of(label.begin(), label.end(), isNameCharacter);
}

/// The labels of a name, in place.
std::vector<QByteArrayView> labelsOf(QByteArrayView name)
{
    std::vector<QByteArrayView> labels;
    for (;;) {
        const qsizetype dot = name.indexOf('.');
        if (dot < 0)
            break;
        labels.push_back(name.first(dot));
        name = name.sliced(dot + 1);
    }
    labels.push_back(name);
    return labels;
}

bool isSameLabel(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

/// Whether what follows the first label is a suffix of this section of the public suffix list.
bool isBeforeSuffix(QByteArrayView name, int section)
{
    const qsizetype dot = name.indexOf('.');
    if (dot < 0)
        return false;
    const QByteArray rest = name.sliced(dot + 1).toByteArray().toLower();
    const psl_ctx_t* suffixes = psl_builtin();
    return suffixes && psl_is_public_suffix2(suffixes, rest.constData(), section | PSL_TYPE_NO_STAR_RULE);
}

}  // namespace

bool isDnsName(QByteArrayView name)
{
    if (name.isEmpty() || name.size() > maxName)
        return false;
    const auto labels = labelsOf(name);
    const QByteArrayView last = labels.back();
    return std::all_of(labels.begin(), labels.end(), isLabel)
           && std::any_of(last.begin(), last.end(), [](char c) { return isLetter(c) || c == '*'; });
}

bool areReadable(const std::vector<QByteArray>& names)
{
    return std::all_of(names.begin(), names.end(), [](const QByteArray& name) { return name.isValidUtf8(); });
}

bool isSoundWildcard(QByteArrayView name)
{
    const auto labels = labelsOf(name);
    constexpr std::size_t leastLabels = 3;
    return labels.size() >= leastLabels && labels.front() == QByteArrayView("*")
           && std::none_of(labels.begin() + 1, labels.end(), hasWildcard);
}

bool isBeforePublicSuffix(QByteArrayView name) { return isBeforeSuffix(name, PSL_TYPE_ICANN); }

bool isBeforePrivateSuffix(QByteArrayView name) { return isBeforeSuffix(name, PSL_TYPE_PRIVATE); }

bool matchesHost(QByteArrayView name, QByteArrayView host)
{
    if (host.endsWith('.'))
        host.chop(1);
    if (host.isEmpty() || !isDnsName(name))
        return false;
    if (!hasWildcard(name))
        return isSameLabel(name, host);
    if (!isSoundWildcard(name) || isBeforePublicSuffix(name))
        return false;
    const qsizetype dot = host.indexOf('.');
    return dot > 0 && isSameLabel(name.sliced(1), host.sliced(dot));
}

bool matchesPattern(QByteArrayView pattern, QByteArrayView name)
{
    const auto wanted = labelsOf(pattern);
    const auto found = labelsOf(name);
    return wanted.size() == found.size()
           && std::equal(wanted.begin(), wanted.end(), found.begin(),
                         [](QByteArrayView want, QByteArrayView have) {
                             return want == QByteArrayView("*") || isSameLabel(want, have);
                         });
}

QByteArray ipOctets(const QString& host)
{
    QString text = host;
    if (text.startsWith(u'[') && text.endsWith(u']'))
        text = text.mid(1, text.size() - 2);
    const QByteArray latin = text.toLatin1();
    constexpr std::size_t longest = 16;
    constexpr qsizetype shortest = 4;
    std::array<char, longest> octets{};
    if (inet_pton(AF_INET, latin.constData(), octets.data()) == 1)
        return {octets.data(), shortest};
    if (inet_pton(AF_INET6, latin.constData(), octets.data()) == 1)
        return {octets.data(), longest};
    return {};
}

QByteArray asciiHost(const QString& host)
{
    QString text = host.trimmed();
    if (text.endsWith(u'.'))
        text.chop(1);
    return QUrl::toAce(text).toLower();
}

QString listed(const std::vector<QByteArray>& names)
{
    constexpr std::size_t most = 3;
    QStringList shown;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        shown << QString::fromLatin1(names[i].left(maxName));
    QString text = shown.join(u", "_s);
    if (names.size() > most)
        text = QCoreApplication::translate("trust", "%1 and %n more", nullptr,
                                           static_cast<int>(names.size() - most))
                   .arg(text);
    return text;
}

}  // namespace trust
