// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <string_view>
#include <vector>

namespace explain {

/// Finds many words in one pass: the first two bytes lead to the few that can stand there.
class Needles
{
public:
    Needles() : m_buckets(1), m_bucketOf(std::size_t{1} << 16U, 0) {}

    /// Adds a word of at least two bytes; returns its number, counted from 0.
    std::size_t add(const QByteArray& word)
    {
        std::uint16_t& bucket = m_bucketOf[prefix(word[0], word[1])];
        if (bucket == 0) {
            bucket = static_cast<std::uint16_t>(m_buckets.size());
            m_buckets.emplace_back();
        }
        m_buckets[bucket].push_back(m_words.size());
        m_words.push_back(word);
        return m_words.size() - 1;
    }

    /// Calls `hit(position, number)` for every word in `text`, from the left to the right.
    template <class F>
    void find(std::string_view text, F&& hit) const
    {
        for (std::size_t at = 0; at + 1 < text.size(); ++at) {
            const std::uint16_t bucket = m_bucketOf[prefix(text[at], text[at + 1])];
            if (bucket == 0)
                continue;
            for (const std::size_t number : m_buckets[bucket]) {
                const QByteArray& word = m_words[number];
                if (text.substr(at).starts_with(
                        std::string_view(word.constData(), static_cast<std::size_t>(word.size()))))
                    hit(at, number);
            }
        }
    }

private:
    static std::size_t prefix(char first, char second)
    {
        return std::size_t{static_cast<unsigned char>(first)} << 8U | static_cast<unsigned char>(second);
    }

    std::vector<QByteArray> m_words;
    std::vector<std::vector<std::size_t>> m_buckets;
    std::vector<std::uint16_t> m_bucketOf;
};

}  // namespace explain
