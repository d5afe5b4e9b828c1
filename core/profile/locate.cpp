// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/locate.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

base::Error wrong(const QString& message, qsizetype at)
{
    return {
        base::Error::Code::InvalidInput, message, {}, {}, base::TextPosition{1, static_cast<int>(at) + 1}};
}

/// `"…"` from position `at`: the text inside, and `at` moves behind it.
base::Result<QString> quotedName(const QString& text, qsizetype& at)
{
    const qsizetype start = at;
    QString name;
    for (++at; at < text.size(); ++at) {
        if (text[at] == u'"') {
            ++at;
            return name;
        }
        if (text[at] == u'\\' && at + 1 < text.size())
            ++at;
        name += text[at];
    }
    return wrong(QCoreApplication::translate("profile", "The closing double quote is missing"), start);
}

bool endsName(const QString& text, qsizetype at)
{
    return at == text.size() || text[at] == u'.' || text[at] == u'[';
}

/// The length of the longest type or UUID in `profile` that `text` goes on with from `at`; 0 for none.
qsizetype longestName(const QString& text, qsizetype at, const Profile& profile)
{
    qsizetype longest = 0;
    const QStringView rest = QStringView(text).mid(at);
    const auto consider = [&](const QString& name, Qt::CaseSensitivity sensitivity) {
        if (name.size() > longest && rest.startsWith(name, sensitivity) && endsName(text, at + name.size()))
            longest = name.size();
    };
    for (const Payload& payload : profile.payloads()) {
        consider(payload.type, Qt::CaseSensitive);
        consider(payload.uuid, Qt::CaseInsensitive);
    }
    return longest;
}

std::vector<const Payload*> named(QStringView name, const Profile& profile)
{
    std::vector<const Payload*> found;
    for (const Payload& payload : profile.payloads()) {
        if (payload.type == name || payload.uuid.compare(name, Qt::CaseInsensitive) == 0)
            found.push_back(&payload);
    }
    return found;
}

base::Error notFound(const QString& name, const Profile& profile)
{
    QStringList types;
    for (const Payload& payload : profile.payloads()) {
        if (!payload.type.isEmpty() && !types.contains(payload.type))
            types += payload.type;
    }
    return {base::Error::Code::NotFound,
            QCoreApplication::translate("profile", "No payload has the UUID or type “%1”").arg(name),
            {},
            types.isEmpty()
                ? QCoreApplication::translate("profile", "This profile has no payloads")
                : QCoreApplication::translate("profile", "This profile has: %1").arg(types.join(u", "_s))};
}

/// `[n]` from `at` if it is there, else 0; `at` moves behind it.
base::Result<std::size_t> pick(const QString& text, qsizetype& at)
{
    if (at >= text.size() || text[at] != u'[')
        return std::size_t{0};
    const qsizetype close = text.indexOf(u']', at);
    bool isNumber = false;
    const qulonglong number =
        close < 0 ? 0 : QStringView(text).mid(at + 1, close - at - 1).toULongLong(&isNumber);
    if (!isNumber) {
        return wrong(QCoreApplication::translate(
                         "profile", "Brackets behind a name hold the number of a payload, from 0"),
                     at);
    }
    at = close + 1;
    return std::size_t{number};
}

/// The path from `at` on, positions of errors counted in the whole text.
base::Result<plist::Path> rest(const QString& text, qsizetype at)
{
    if (at < text.size() && text[at] == u'.')
        ++at;
    auto path = plist::Path::fromString(text.mid(at));
    if (path)
        return path;
    base::Error error = path.error();
    if (error.position)
        error.position->column += static_cast<int>(at);
    return error;
}

}  // namespace

base::Result<plist::Path> locate(const QString& text, const Profile& profile)
{
    if (!text.startsWith(u'@'))
        return plist::Path::fromString(text);

    qsizetype at = 1;
    QString name;
    if (text.size() > 1 && text[1] == u'"') {
        const auto quoted = quotedName(text, at);
        if (!quoted)
            return quoted.error();
        name = *quoted;
        if (!endsName(text, at))
            return wrong(QCoreApplication::translate("profile", "A dot or bracket is expected here"), at);
    } else {
        const qsizetype length = longestName(text, at, profile);
        if (length == 0)
            return notFound(text.mid(1).section(u'[', 0, 0), profile);
        name = text.mid(at, length);
        at += length;
    }

    const std::vector<const Payload*> found = named(name, profile);
    if (name.isEmpty() || found.empty())
        return notFound(name, profile);
    const auto number = pick(text, at);
    if (!number)
        return number.error();
    if (*number >= found.size()) {
        return base::Error{
            base::Error::Code::NotFound,
            found.size() == 1
                ? QCoreApplication::translate("profile",
                                              "There is only one payload “%1”; it has the number 0")
                      .arg(name)
                : QCoreApplication::translate("profile", "There are only %1 payloads “%2”; they count from 0")
                      .arg(found.size())
                      .arg(name)};
    }
    if (at < text.size() && text[at] == u'[')
        return wrong(QCoreApplication::translate("profile", "A payload has keys, not items"), at);
    const auto below = rest(text, at);
    if (!below)
        return below.error();
    return found[*number]->path / *below;
}

}  // namespace profile
