// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/path.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace plist {

namespace {

bool needsQuotes(const QString& key)
{
    if (key.isEmpty() || key.startsWith(u'@'))
        return true;
    return std::any_of(key.begin(), key.end(), [](QChar c) {
        return c.isSpace() || c == u'.' || c == u'[' || c == u']' || c == u'=' || c == u'"' || c == u'\\';
    });
}

QString quoted(QString key)
{
    key.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + key + u'"';
}

/// Reads the written form from left to right; `m_at` is the next character.
class PathReader
{
public:
    explicit PathReader(const QString& text) : m_text(text) {}

    base::Result<std::vector<Path::Step>> steps()
    {
        std::vector<Path::Step> steps;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            if (c == u'[') {
                const auto index = position();
                if (!index)
                    return index.error();
                steps.emplace_back(*index);
                continue;
            }
            if (!steps.empty()) {
                if (c != u'.')
                    return wrong(QCoreApplication::translate("plist", "A dot or bracket is expected here"));
                ++m_at;
            }
            const auto step = key();
            if (!step)
                return step.error();
            steps.emplace_back(*step);
        }
        return steps;
    }

private:
    base::Result<std::size_t> position()
    {
        const qsizetype close = m_text.indexOf(u']', m_at);
        bool ok = false;
        const qulonglong number =
            close < 0 ? 0 : QStringView(m_text).mid(m_at + 1, close - m_at - 1).toULongLong(&ok);
        if (!ok)
            return wrong(QCoreApplication::translate("plist", "Brackets hold the number of an item, from 0"));
        m_at = close + 1;
        return std::size_t{number};
    }

    base::Result<QString> key()
    {
        if (m_at < m_text.size() && m_text[m_at] == u'"')
            return quotedKey();
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != u'.' && m_text[m_at] != u'[')
            ++m_at;
        const QString key = m_text.mid(start, m_at - start);
        if (needsQuotes(key)) {
            m_at = start;
            return wrong(
                key.isEmpty()
                    ? QCoreApplication::translate("plist", "A key is missing here")
                    : QCoreApplication::translate("plist", "The key %1 needs double quotes").arg(key));
        }
        return key;
    }

    base::Result<QString> quotedKey()
    {
        QString key;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'"') {
                ++m_at;
                return key;
            }
            if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size())
                ++m_at;
            key += m_text[m_at];
        }
        return wrong(QCoreApplication::translate("plist", "The closing double quote is missing"));
    }

    [[nodiscard]] base::Error wrong(const QString& message) const
    {
        return {base::Error::Code::InvalidInput,
                message,
                {},
                {},
                base::TextPosition{1, static_cast<int>(m_at) + 1}};
    }

    const QString& m_text;
    qsizetype m_at = 0;
};

}  // namespace

base::Result<Path> Path::fromString(const QString& text)
{
    auto steps = PathReader(text).steps();
    if (!steps)
        return steps.error();
    Path path;
    path.m_steps = *std::move(steps);
    return path;
}

QString Path::toString() const
{
    QString text;
    for (const Step& step : m_steps) {
        if (const auto* index = std::get_if<std::size_t>(&step)) {
            text += u'[' + QString::number(*index) + u']';
            continue;
        }
        const QString& key = std::get<QString>(step);
        if (!text.isEmpty())
            text += u'.';
        text += needsQuotes(key) ? quoted(key) : key;
    }
    return text;
}

QString Path::lastKey() const
{
    const QString* key = isRoot() ? nullptr : std::get_if<QString>(&m_steps.back());
    return key ? *key : QString();
}

Path Path::parent() const
{
    Path path = *this;
    if (!path.m_steps.empty())
        path.m_steps.pop_back();
    return path;
}

Path Path::withoutFirst() const
{
    Path path;
    if (!isRoot())
        path.m_steps.assign(std::next(m_steps.begin()), m_steps.end());
    return path;
}

bool Path::startsWith(const Path& ancestor) const
{
    return ancestor.depth() <= depth() && std::equal(ancestor.begin(), ancestor.end(), begin());
}

Path operator/(Path base, Path::Step step)
{
    base.m_steps.push_back(std::move(step));
    return base;
}

Path operator/(Path base, const char16_t* key)
{
    return std::move(base) / Path::Step(QStringView(key).toString());
}

Path operator/(Path base, std::size_t index) { return std::move(base) / Path::Step(index); }

Path operator/(Path base, const Path& rest)
{
    base.m_steps.insert(base.m_steps.end(), rest.begin(), rest.end());
    return base;
}

}  // namespace plist
