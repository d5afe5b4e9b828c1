// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtGlobal>

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace base {

/// A value, or the reason there is none.
///
/// The part of C++23's `std::expected<T, Error>` that this program uses, under
/// the same member names, so that one day this file becomes one `using`. Until
/// then: GCC 12 has <expected> in C++23 mode only, and Clang 14, which our
/// fuzzers and clang-tidy need, does not have it at all.
template <class T = void>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_data(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_data(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return m_data.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    // Reading the wrong side is a bug, not something that happens at run time.
    const T& operator*() const& { return value(); }
    T& operator*() & { return const_cast<T&>(value()); }
    T&& operator*() && { return std::move(const_cast<T&>(value())); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &const_cast<T&>(value()); }
    const Error& error() const
    {
        Q_ASSERT(!has_value());
        return *std::get_if<1>(&m_data);
    }

    /// Goes on with `next(value)`, which returns a Result too; an error passes through.
    template <class F>
    auto and_then(F&& next) &&
    {
        using Next = std::invoke_result_t<F, T&&>;
        return has_value() ? std::invoke(std::forward<F>(next), *std::move(*this)) : Next(error());
    }

private:
    const T& value() const
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_data);
    }

    std::variant<T, Error> m_data;
};

/// Done, or the reason it was not.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return !m_error; }
    explicit operator bool() const noexcept { return has_value(); }

    const Error& error() const
    {
        Q_ASSERT(!has_value());
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

}  // namespace base
