// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/json_reader.h"

#include "core/plist/clipped.h"
#include "core/plist/document.h"

#include <QCoreApplication>
#include <QSet>

#include <cmath>
#include <optional>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

base::Error invalid(const QString& message) { return {base::Error::Code::InvalidInput, message}; }

/// An integer of up to 64 bits, with or without a sign; nothing when it is larger.
std::optional<plist::Value> integer(QStringView text)
{
    bool isRight = false;
    if (const qlonglong number = text.toLongLong(&isRight); isRight)
        return plist::Value(std::int64_t{number});
    if (const qulonglong number = text.toULongLong(&isRight); isRight)
        return plist::Value(plist::Raw{plist::Type::Integer, QString::number(number)});
    return std::nullopt;
}

class Reader
{
public:
    explicit Reader(QStringView text) : m_text(text) {}

    base::Result<plist::Value> document()
    {
        auto result = value(0);
        if (!result)
            return result;
        skipBlanks();
        if (m_at != m_text.size())
            return wrong(QCoreApplication::translate("profile", "something stands behind the value"));
        return result;
    }

private:
    base::Result<plist::Value> value(int depth)
    {
        if (depth > plist::maxDepth)
            return wrong(QCoreApplication::translate("profile", "it is nested too deeply"));
        skipBlanks();
        const QChar first = peek();
        if (first == u'{')
            return object(depth);
        if (first == u'[')
            return array(depth);
        if (first == u'"') {
            auto text = string();
            return text ? plist::Value(*text) : base::Result<plist::Value>(text.error());
        }
        if (first == u'-' || isDigit(first))
            return number();
        if (word(u"true"))
            return plist::Value(true);
        if (word(u"false"))
            return plist::Value(false);
        if (word(u"null"))
            return invalid(QCoreApplication::translate("profile", "A property list has no null"));
        return wrong(QCoreApplication::translate("profile", "a value is expected"));
    }

    base::Result<plist::Value> object(int depth)
    {
        ++m_at;
        plist::Dict dict;
        QSet<QString> keys;
        if (skipBlanks(); take(u'}'))
            return plist::Value(std::move(dict));
        do {
            skipBlanks();
            const qsizetype begin = m_at;
            if (peek() != u'"')
                return wrong(QCoreApplication::translate("profile", "a key in double quotes is expected"));
            auto key = string();
            if (!key)
                return key.error();
            if (keys.contains(*key)) {
                m_at = begin;
                return wrong(QCoreApplication::translate("profile", "the key “%1” is there twice")
                                 .arg(plist::clipped(*key)));
            }
            keys.insert(*key);
            if (skipBlanks(); !take(u':'))
                return wrong(QCoreApplication::translate("profile", "a colon is expected"));
            auto entry = value(depth + 1);
            if (!entry)
                return at(*key, entry.error());
            dict.append(*std::move(key), *std::move(entry));
            skipBlanks();
        } while (take(u','));
        if (!take(u'}'))
            return wrong(QCoreApplication::translate("profile", "a comma or } is expected"));
        return plist::Value(std::move(dict));
    }

    base::Result<plist::Value> array(int depth)
    {
        ++m_at;
        plist::Array items;
        if (skipBlanks(); take(u']'))
            return plist::Value(std::move(items));
        do {
            auto item = value(depth + 1);
            if (!item)
                return at(u'[' + QString::number(items.size()) + u']', item.error());
            items.push_back(*std::move(item));
            skipBlanks();
        } while (take(u','));
        if (!take(u']'))
            return wrong(QCoreApplication::translate("profile", "a comma or ] is expected"));
        return plist::Value(std::move(items));
    }

    base::Result<QString> string()
    {
        ++m_at;
        QString text;
        for (;;) {
            const qsizetype begin = m_at;
            while (m_at < m_text.size() && m_text[m_at] != u'"' && m_text[m_at] != u'\\'
                   && m_text[m_at] >= u' ')
                ++m_at;
            text += m_text.sliced(begin, m_at - begin);
            if (m_at == m_text.size())
                return wrong(QCoreApplication::translate("profile", "the closing quote is missing"));
            if (take(u'"'))
                break;
            if (m_text[m_at] != u'\\')
                return wrong(QCoreApplication::translate(
                    "profile", "a line break or control character stands in a string"));
            const auto character = escape();
            if (!character)
                return wrong(QCoreApplication::translate("profile", "JSON has no such escape"));
            text += *character;
        }
        if (!text.isValidUtf16())
            return wrong(QCoreApplication::translate("profile", "half of a character stands in a string"));
        return text;
    }

    /// What the escape at the current place stands for; nothing, and no step further, when there is none.
    std::optional<QChar> escape()
    {
        constexpr QStringView names = u"\"\\/bfnrt";
        constexpr QStringView characters = u"\"\\/\b\f\n\r\t";
        const QStringView rest = m_text.sliced(m_at + 1);
        if (rest.isEmpty())
            return std::nullopt;
        if (const qsizetype known = names.indexOf(rest.front()); known >= 0) {
            m_at += 2;
            return characters[known];
        }
        const QStringView digits = rest.sliced(1).first(std::min(rest.size() - 1, qsizetype{4}));
        char16_t code = 0;
        for (const QChar digit : digits) {
            const int value = isDigit(digit)                   ? digit.unicode() - u'0'
                              : digit >= u'a' && digit <= u'f' ? digit.unicode() - u'a' + 10
                              : digit >= u'A' && digit <= u'F' ? digit.unicode() - u'A' + 10
                                                               : -1;
            if (value < 0)
                return std::nullopt;
            code = static_cast<char16_t>(code * 16 + value);
        }
        if (rest.front() != u'u' || digits.size() != 4)
            return std::nullopt;
        m_at += 6;
        return QChar(code);
    }

    base::Result<plist::Value> number()
    {
        const qsizetype begin = m_at;
        take(u'-');
        const bool hasLeadingZero = peek() == u'0';
        const qsizetype whole = digits();
        bool isRight = whole == 1 || (whole > 1 && !hasLeadingZero);
        bool isInteger = true;
        if (take(u'.')) {
            isInteger = false;
            isRight = isRight && digits() > 0;
        }
        if (take(u'e') || take(u'E')) {
            isInteger = false;
            if (!take(u'+'))
                take(u'-');
            isRight = isRight && digits() > 0;
        }
        const QStringView text = m_text.sliced(begin, m_at - begin);
        if (!isRight) {
            m_at = begin;
            return wrong(QCoreApplication::translate("profile", "a number is not written like this"));
        }
        if (isInteger) {
            if (auto result = integer(text))
                return *result;
            return invalid(
                QCoreApplication::translate("profile", "%1 is more than an integer of 64 bits holds")
                    .arg(plist::clipped(text.toString())));
        }
        const double real = text.toDouble();
        if (!std::isfinite(real))
            return invalid(QCoreApplication::translate("profile", "%1 is more than a real number holds")
                               .arg(plist::clipped(text.toString())));
        return plist::Value(real);
    }

    qsizetype digits()
    {
        const qsizetype begin = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at - begin;
    }

    [[nodiscard]] QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    bool take(char16_t c)
    {
        const bool isThere = m_at < m_text.size() && m_text[m_at] == c;
        m_at += isThere ? 1 : 0;
        return isThere;
    }

    bool word(QStringView text)
    {
        const bool isThere = m_text.sliced(m_at).startsWith(text);
        m_at += isThere ? text.size() : 0;
        return isThere;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && QStringView(u" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    /// The error in the text at the current place.
    [[nodiscard]] base::Error wrong(const QString& reason) const
    {
        const QStringView before = m_text.first(m_at);
        base::Error error =
            invalid(QCoreApplication::translate("profile", "This is not JSON: %1").arg(reason));
        error.position = base::TextPosition{static_cast<int>(before.count(u'\n')) + 1,
                                            static_cast<int>(m_at - before.lastIndexOf(u'\n'))};
        return error;
    }

    /// An error about a value is told by the way to it; one in the text has its place.
    static base::Error at(const QString& step, const base::Error& error)
    {
        return error.position ? error : base::Error(error).in(step);
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

}  // namespace

base::Result<plist::Value> readJson(QStringView text)
{
    return Reader(text.startsWith(QChar::ByteOrderMark) ? text.sliced(1) : text).document();
}

}  // namespace profile
