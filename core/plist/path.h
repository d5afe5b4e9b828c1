// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <initializer_list>
#include <variant>
#include <vector>

namespace plist {

/// Where a value sits in a property list: dictionary keys and array positions from the root down.
///
/// Written `PayloadContent[0].PayloadContent."Key Usage"`: a key that is empty or
/// holds a blank, dot, bracket, quote, backslash, `=` or a leading `@` stands in double
/// quotes, in which `"` and `\` are escaped by a backslash. The root is the empty text.
class Path
{
public:
    using Step = std::variant<QString, std::size_t>;

    Path() = default;
    Path(std::initializer_list<Step> steps) : m_steps(steps) {}

    /// Reads the written form; the error's position.column is the character that does not fit.
    [[nodiscard]] static base::Result<Path> fromString(const QString& text);
    [[nodiscard]] QString toString() const;

    [[nodiscard]] bool isRoot() const { return m_steps.empty(); }
    [[nodiscard]] std::size_t depth() const { return m_steps.size(); }
    [[nodiscard]] auto begin() const { return m_steps.begin(); }
    [[nodiscard]] auto end() const { return m_steps.end(); }
    [[nodiscard]] const Step& first() const { return m_steps.front(); }
    [[nodiscard]] const Step& last() const { return m_steps.back(); }
    /// The last step if it is a key, else an empty text.
    [[nodiscard]] QString lastKey() const;

    [[nodiscard]] Path parent() const;
    [[nodiscard]] Path withoutFirst() const;
    /// Whether this is `ancestor` or lies below it.
    [[nodiscard]] bool startsWith(const Path& ancestor) const;

    friend Path operator/(Path base, Path::Step step);
    friend Path operator/(Path base, const char16_t* key);
    friend Path operator/(Path base, std::size_t index);  ///< also for 0, which is a pointer as well
    friend Path operator/(Path base, const Path& rest);

    bool operator==(const Path&) const = default;

private:
    std::vector<Step> m_steps;
};

}  // namespace plist
